"""The rules on a source tree speak where they must, and only there."""

import pytest

from seatrial.model.project import Finder, Project, Read, Repository, Source, Tree, VersionPlace
from seatrial.rules.project import judge_project

HERE = Source("pyproject.toml", 3)
GOOD = Project(
    folder="/home/me/sample",
    build_file="pyproject.toml",
    backend="hatchling",
    build_backend="hatchling.build",
    build_requires=("hatchling",),
    name="sample",
    version="1.0",
    readme="README.md",
    readme_content_type="text/markdown",
    license_files=("LICENSE",),
    requires_python=">=3.10",
    modules=("sample/__init__.py", "sample/a.py"),
    listing=("LICENSE", "README.md", "sample/__init__.py", "sample/a.py"),
    sources={"name": HERE, "version": HERE, "readme": HERE, "requires_python": HERE},
    versions=(VersionPlace("pyproject.toml", 3, "1.0"), VersionPlace("sample/__init__.py", 1, "1.0.0")),
)
CLEAN = Repository("/home/me/sample", "", "c" * 40, 1, "main")
SETUP = Source("setup.py", 5)
BARE = GOOD._replace(
    backend="setuptools",
    build_file="setup.py",
    sources=dict.fromkeys(GOOD.sources, SETUP) | {"readme_content_type": SETUP},
    manifest=(),
)
FOUND = Finder("find_packages()", "packages=find_packages()", "setup.py", 5)
FLAT = BARE._replace(
    finder=FOUND,
    packages=(),
    modules=("api.py",),
    listing=("LICENSE", "README.md", "api.py", "b.py", "setup.py", "test_api.py"),
    versions=(),
)


def judged(project: Project, repository: Repository | None = CLEAN) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in judge_project(Tree(project, repository), "sample", {})]


def test_a_good_tree() -> None:
    """A tree in order raises nothing."""
    assert judged(GOOD) == []
    assert judged(BARE) == []


@pytest.mark.parametrize(
    ("changes", "rule", "severity"),
    [
        ({"readme": None, "sources": {"requires_python": HERE}}, "PRJ001", "warning"),
        ({"readme": "gone.md"}, "PRJ002", "error"),
        ({"sources": {"requires_python": HERE}}, "PRJ003", "warning"),
        ({"license_files": ()}, "PRJ005", "warning"),
        ({"license_files": (), "sources": GOOD.sources | {"license_files": HERE}}, "PRJ006", "warning"),
        ({"name": None}, "PRJ007", "error"),
        ({"name": "a b"}, "PRJ008", "error"),
        ({"name": "-a"}, "PRJ008", "error"),
        ({"name": "json", "listing": ("LICENSE", "README.md", "json/__init__.py")}, "PRJ009", "warning"),
        ({"version": None, "versions": ()}, "PRJ010", "error"),
        ({"version": "one", "versions": ()}, "PRJ011", "error"),
        ({"versions": (*GOOD.versions, VersionPlace("setup.py", 2, "2"))}, "PRJ012", "warning"),
        ({"versions": (VersionPlace("a.py", 2, "odd one"),)}, "PRJ012", "warning"),
        ({"classifiers": ("Private :: Do Not Upload",)}, "PRJ013", "warning"),
        ({"classifiers": ("Programming Language :: Pyton",)}, "PRJ014", "error"),
        ({"classifiers": ("qqq",)}, "PRJ014", "error"),
        ({"requires": ("x @ https://example.org/x.whl",)}, "PRJ015", "error"),
        ({"static_and_dynamic": ("version",)}, "PRJ016", "error"),
        ({"requires_python": None, "sources": {"readme": HERE}}, "PRJ017", "note"),
        ({"packages": ("sample", "gone"), "sources": GOOD.sources | {"packages": HERE}}, "PRJ021", "warning"),
        ({"scripts": {"s": "sample.gone:main"}}, "PRJ024", "error"),
        ({"readme": "../README.md", "reads": (Read("../README.md", HERE),)}, "PRJ063", "error"),
        ({"listing": (*GOOD.listing, "build/lib/x.py")}, "PRJ025", "warning"),
        ({"listing": (*GOOD.listing, "src/x.egg-info/PKG-INFO")}, "PRJ025", "warning"),
        ({"listing": (*GOOD.listing, "dist/x-1.tar.gz")}, "PRJ025", "warning"),
        ({"build_backend": "setuptools.build_meta:__legacy__", "build_requires": ("setuptools >= 40.8.0",)}, "PRJ026", "note"),
    ],
)
def test_what_is_wrong_in_a_tree(changes, rule, severity) -> None:
    """Each fault of a tree raises one finding of its weight, and nothing else."""
    assert judged(GOOD._replace(**changes)) == [(rule, severity)]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": None, "dynamic": frozenset({"name"})},
        {"version": None, "versions": (), "dynamic": frozenset({"version"})},
        {"version": None, "versions": GOOD.versions[1:], "dynamic": frozenset({"version"})},
        {"requires": ("x>=1", "y; python_version > '3'", "z[a]>=1")},
        {"classifiers": ("Programming Language :: Python :: 3",)},
        {"scripts": {"s": "sample.a:main", "t": "other.b:main", "u": "sample:main"}},
        {"scripts": {"s": "sample.gone:main"}, "compiled": True},
        {"backend": "other", "name": None, "version": None, "versions": ()},
        {"readme": None},
    ],
)
def test_what_is_not_wrong(changes) -> None:
    """What only the build can tell, and what is merely unusual, is no finding."""
    assert judged(GOOD._replace(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "rule", "severity"),
    [
        ({"readme": "gone.md"}, "PRJ002", "error"),
        ({"readme": "gone.md", "reads": (Read("gone.md", SETUP, guarded=True),)}, "PRJ002", "warning"),
        ({"readme": "gone.md", "sources": GOOD.sources}, "PRJ002", "warning"),
        ({"sources": dict.fromkeys(GOOD.sources, SETUP)}, "PRJ004", "warning"),
        ({"reads": (Read("gone.txt", SETUP),)}, "PRJ022", "error"),
        ({"reads": (Read("r.txt", SETUP),), "listing": (*BARE.listing, "r.txt")}, "PRJ023", "warning"),
    ],
)
def test_what_is_wrong_with_setup_py(changes, rule, severity) -> None:
    """Faults of a setup.py are found, each with its weight."""
    assert judged(BARE._replace(**changes)) == [(rule, severity)]


@pytest.mark.parametrize(
    "changes",
    [
        {"manifest": ("r.txt",)},
        {"manifest": ("*.txt",)},
        {"build_requires": ("setuptools-scm>=8",)},
        {"setup_py": "setup(use_scm_version=True)"},
        {"license_files": ("LICENSE", "r.txt")},
        {"reads": (Read("r.txt", SETUP, guarded=True), Read("README.md", SETUP), Read("sample/a.py", SETUP))},
    ],
)
def test_what_gets_into_the_sdist(changes) -> None:
    """A file that the build reads may be named in MANIFEST.in, taken from git, or go in by itself."""
    base = BARE._replace(reads=(Read("r.txt", SETUP),), listing=(*BARE.listing, "r.txt"))
    assert judged(base._replace(**changes)) == []


@pytest.mark.parametrize(
    ("finder", "before", "after"),
    [
        (FOUND, "packages=find_packages(),", 'py_modules=["api", "b"],'),
        (Finder("find:", "packages = find:", "setup.cfg", 3), "packages = find:", "py_modules = api, b"),
        (
            Finder("f", "[tool.setuptools.packages.find]", "pyproject.toml", 3),
            "[tool.setuptools.packages.find]",
            '[tool.setuptools] py-modules = ["api", "b"]',
        ),
    ],
)
def test_the_flat_project(finder, before, after) -> None:
    """A build file that looks for packages beside flat modules is an error with the two lines that mend it."""
    findings = judge_project(Tree(FLAT._replace(finder=finder), CLEAN), "sample", {})
    assert [(one.rule, one.severity, one.file, one.line) for one in findings] == [("PRJ020", "error", finder.file, finder.line)]
    assert (findings[0].values["before"], findings[0].values["after"]) == (before, after)


@pytest.mark.parametrize(
    "changes",
    [{"packages": ("a",)}, {"finder": None}, {"listing": ("LICENSE", "README.md", "setup.py")}, {"compiled": True}, {"packages": None}],
)
def test_projects_that_are_not_flat(changes) -> None:
    """Where packages are found, nobody looks for them, or there is nothing to find, no code is lost."""
    assert judged(FLAT._replace(**changes)) == []


@pytest.mark.parametrize(
    ("repository", "rules"),
    [
        (None, [("PRJ040", "note")]),
        (CLEAN._replace(commit=None, branch=None, untracked=("a",), dirty=("b",)), [("PRJ041", "warning")]),
        (CLEAN._replace(dirty=("a", "b")), [("PRJ042", "warning")]),
        (CLEAN._replace(untracked=("a",)), [("PRJ043", "warning")]),
        (CLEAN._replace(branch=None), [("PRJ044", "note")]),
        (CLEAN._replace(shallow=True), []),
    ],
)
def test_what_git_knows(repository, rules) -> None:
    """No git, no commit, changed and untracked files and a detached HEAD are told, and stop nothing."""
    assert judged(GOOD, repository) == rules


def test_a_version_from_git() -> None:
    """A version that comes from git's tags needs git, and all of it."""
    project = GOOD._replace(version=None, versions=(), dynamic=frozenset({"version"}), build_requires=("hatchling", "hatch-vcs"))
    assert judged(project, CLEAN._replace(tags=("v1.0",))) == []
    assert judged(project) == [("PRJ047", "warning")]
    assert judged(project, CLEAN._replace(commit=None)) == [("PRJ041", "warning")]
    assert judged(project, CLEAN._replace(shallow=True)) == [("PRJ045", "warning")]
    assert judged(project, None) == [("PRJ040", "note"), ("PRJ046", "warning")]
    assert judged(project._replace(listing=(*project.listing, "PKG-INFO")), None) == [("PRJ040", "note")]
    assert judged(GOOD, None) == [("PRJ040", "note")]


def test_versions_name_both_places() -> None:
    """Where versions differ, both places and both versions are named."""
    project = GOOD._replace(versions=(VersionPlace("a.py", 7, "2"),), sources={**GOOD.sources, "version": SETUP})
    finding = judge_project(Tree(project, CLEAN), "sample", {})[0]
    assert (finding.values, finding.file, finding.line) == (
        {"file": "a.py", "version": "2", "other": "setup.py", "expected": "1.0"},
        "a.py",
        7,
    )
    finding = judge_project(Tree(project._replace(sources={"readme": HERE, "requires_python": HERE}), CLEAN), "sample", {})[0]
    assert finding.values["other"] == "pyproject.toml"
    project = GOOD._replace(version=None, versions=(VersionPlace("a.py", 7, "2"), VersionPlace("b.py", 7, "3")))
    assert judge_project(Tree(project, CLEAN), "sample", {})[1].values["expected"] == "2"


def test_ignoring_wants_a_reason() -> None:
    """A finding that the settings ignore stays, with the reason."""
    finding = judge_project(Tree(GOOD._replace(license_files=()), CLEAN), "sample", {"PRJ005": "it is a secret"})[0]
    assert finding.ignored == "it is a secret"
