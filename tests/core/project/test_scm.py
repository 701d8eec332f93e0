"""Which tool makes the version from git's tags."""

import pytest

from make.places import DYNAMIC, SETUP, project_of
from seatrial.core.project.scm import scm_of, version_by_git

SCM = b'\n[build-system]\nrequires = ["setuptools", "setuptools_scm[toml]>=8"]\n'


def test_a_plugin_makes_the_version_where_the_version_is_open() -> None:
    """A plugin among the requirements counts only where the project leaves its version to it."""
    files = {"pyproject.toml": DYNAMIC.encode() + SCM}
    assert version_by_git(project_of(files))
    assert scm_of(project_of(files), files) == "setuptools-scm"
    fixed = {"pyproject.toml": b'[project]\nname = "demo"\nversion = "1.2.0"\n' + SCM}
    assert not version_by_git(project_of(fixed))
    assert scm_of(project_of(fixed), fixed) is None


@pytest.mark.parametrize(
    ("script", "requires", "name"),
    [
        ("setup(setup_requires=['pbr'], pbr=True)", "setuptools", "pbr"),
        ("setup(version=versioneer.get_version())", "setuptools", "versioneer"),
        ("setup(use_scm_version=True)", "setuptools", "setuptools-scm"),
        ("setup()", "uv-dynamic-versioning", "uv-dynamic-versioning"),
        ("setup()", "setuptools", None),
    ],
)
def test_rules_know_every_tool_that_a_raise_knows(script, requires, name) -> None:
    """Where raising the version sets a tag, the checklist looks for that tag too."""
    pyproject = f'{DYNAMIC}[build-system]\nrequires = ["{requires}"]\n'.encode()
    files = {"pyproject.toml": pyproject, "setup.py": (SETUP + script).encode()}
    assert scm_of(project_of(files), files) == name
    assert version_by_git(project_of(files)) == (name is not None)


def test_scikit_build_core_asks_git_where_it_is_told_to() -> None:
    """A provider that reads git's tags makes the version of a project that is built by CMake; one that reads a file does not."""
    built = '[build-system]\nrequires = ["scikit-build-core"]\nbuild-backend = "scikit_build_core.build"\n[tool.scikit-build]\n'
    for provider, name in (
        ('"scikit_build_core.metadata.setuptools_scm"', "setuptools-scm"),
        ('"scikit_build_core.metadata.regex"', None),
        ("[]", None),
    ):
        files = {"pyproject.toml": f"{DYNAMIC}{built}metadata.version.provider = {provider}\n".encode()}
        assert scm_of(project_of(files), files) == name


def test_settings_that_cannot_be_read_name_no_tool() -> None:
    """A pyproject.toml that changed into something malformed between two looks is no reason to stop."""
    project = project_of({"pyproject.toml": DYNAMIC.encode()})
    assert scm_of(project, {"pyproject.toml": b"["}) is None
