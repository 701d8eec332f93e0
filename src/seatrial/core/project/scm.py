"""Which tool makes the version of a project from git's tags."""

from collections.abc import Mapping

from seatrial.core.project.toml import parse_toml, table
from seatrial.model.project import Project
from seatrial.problem import Problem

PLUGINS = {
    "setuptools-scm": "setuptools-scm",
    "setuptools_scm": "setuptools-scm",
    "hatch-vcs": "hatch-vcs",
    "hatch_vcs": "hatch-vcs",
    "flit-scm": "flit-scm",
    "flit_scm": "flit-scm",
    "versioningit": "versioningit",
    "poetry-dynamic-versioning": "poetry-dynamic-versioning",
    "uv-dynamic-versioning": "uv-dynamic-versioning",
    "setuptools-git-versioning": "setuptools-git-versioning",
    "versioneer": "versioneer",
    "pbr": "pbr",
}
"""How a requirement of the build begins → name of the plugin."""
PROVIDERS = {"scikit_build_core.metadata.setuptools_scm": "setuptools-scm"}
"""What scikit-build-core may be told to ask for the version."""
CALLS = (("use_scm_version", "setuptools-scm"), ("versioneer.get_version", "versioneer"), ("pbr=True", "pbr"), ("pbr = True", "pbr"))
"""What a setup.py that uses one says."""


def git_plugin(project: Project) -> str | None:
    """Return the plugin that the build requires, or that setup.py calls, to make the version from git's tags; None where there is none."""
    if "version" not in project.dynamic:
        return None
    script = project.setup_py or ""
    return _required(project) or next((name for text, name in CALLS if text in script), None)


def version_by_git(project: Project) -> bool:
    """Tell whether the build makes the version from git's tags, as far as its requirements and setup.py say it."""
    return git_plugin(project) is not None


def scm_of(project: Project, files: Mapping[str, bytes]) -> str | None:
    """Return the tool that makes the version from git's tags, also where settings alone name it."""
    found = git_plugin(project)
    if found is not None or "version" not in project.dynamic:
        return found or _dynamic_poetry(project, files)
    tool = table(_pyproject(files), "tool")
    if table(tool, "pdm", "version").get("source") == "scm":
        return "pdm-backend"
    provider = table(tool, "scikit-build", "metadata", "version").get("provider")
    if isinstance(provider, str) and provider in PROVIDERS:
        return PROVIDERS[provider]
    return None


def _dynamic_poetry(project: Project, files: Mapping[str, bytes]) -> str | None:
    """Return the plugin that puts another version in the place of the one that Poetry's table states."""
    own = table(_pyproject(files), "tool", "poetry-dynamic-versioning") if _required(project) else {}
    return "poetry-dynamic-versioning" if own.get("enable") is True else None


def _required(project: Project) -> str | None:
    required = [one.strip().lower() for one in project.build_requires]
    return next((name for start, name in PLUGINS.items() if any(one.startswith(start) for one in required)), None)


def _pyproject(files: Mapping[str, bytes]) -> Mapping[str, object]:
    try:
        return parse_toml(files.get("pyproject.toml", b""), "pyproject.toml")
    except Problem:
        return {}
