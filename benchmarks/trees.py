"""The contests on source trees: the checklist of a project of 500 files, and a bump of its version."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Contest, run
from benchmarks.small_files import modules

FILES = 500
"""Files of the project: modules, tests, data, documents."""
PYPROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "seatrial-benchmark-tree"
version = "1.0.0"
description = "A project of five hundred files"
readme = "README.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = ">=3.9"
authors = [{ name = "The seatrial authors", email = "authors@example.org" }]
keywords = ["benchmark"]
classifiers = ["Programming Language :: Python :: 3", "Programming Language :: Python :: 3.11"]
urls = { Home = "https://example.org/tree" }

[tool.setuptools.packages.find]
where = ["src"]
"""
BUMP = """
[tool.bumpversion]
current_version = "1.0.0"
allow_dirty = true
[[tool.bumpversion.files]]
filename = "src/seatrial_benchmark/__init__.py"
[[tool.bumpversion.files]]
filename = "docs/conf.py"
"""


def trees(folder: Path) -> Iterator[Contest]:
    """Yield the contests; the project is written when the first begins."""
    place = folder / "tree"
    other = folder / "tree-for-bump-my-version"

    def tree() -> Path:
        return place if place.exists() else tree_of_500_files(place)

    def with_its_settings() -> Path:
        return other if other.exists() else tree_of_500_files(other, BUMP)

    yield Contest(
        f"check of a project, {FILES} files",
        lambda: run("seatrial", "check", tree()),
        lambda: _check_manifest_and_pyroma(tree()),
        "check-manifest; pyroma",
        "cpu",
        1.0,
    )
    yield Contest(
        f"bump --dry-run, {FILES} files",
        lambda: run("seatrial", "bump", "patch", "--dry-run", tree()),
        lambda: run("bump-my-version", "bump", "patch", "--dry-run", cwd=with_its_settings()),
        "bump-my-version, told its files",
        "cpu",
        1.0,
    )


def _check_manifest_and_pyroma(tree: Path) -> None:
    run("check-manifest", tree, statuses=(0, 1))
    run("pyroma", tree, statuses=(0, 1, 2))


def tree_of_500_files(root: Path, settings: str = "") -> Path:
    """Write a project into a new git repository and return its folder."""
    package = root / "src" / "seatrial_benchmark"
    for part in (package, package / "data", root / "tests", root / "docs"):
        part.mkdir(parents=True)
    (root / "pyproject.toml").write_text(PYPROJECT + settings)
    (root / "README.md").write_text("# A project\n\n" + "A paragraph of text for the page.\n\n" * 200)
    (root / "LICENSE").write_text("MIT License\n\nCopyright (c) 2026 The seatrial authors\n")
    (root / "CHANGELOG.md").write_text("# Changes\n\n## 1.0.0 (2026-11-01)\n\n- The first release.\n")
    (root / "MANIFEST.in").write_text("graft docs\ngraft tests\ninclude CHANGELOG.md\nrecursive-include src *.json\n")
    (root / ".gitignore").write_text("dist/\nbuild/\n*.egg-info/\n")
    (root / "docs" / "conf.py").write_text('project = "tree"\nrelease = "1.0.0"\n')
    (package / "__init__.py").write_text('"""A project of many files."""\n\n__version__ = "1.0.0"\n')
    for number, text in enumerate(modules(300)):
        (package / f"part{number}.py").write_bytes(text)
    for number in range(100):
        (root / "tests" / f"test_part{number}.py").write_text(f"def test_{number}():\n    assert {number} < 500\n")
    for number in range(50):
        (package / "data" / f"table{number}.json").write_text('{"rows": [1, 2, 3]}\n')
        (root / "docs" / f"page{number}.md").write_text(f"# Page {number}\n\nWords about part {number}.\n")
    identity = ("-c", "user.name=B", "-c", "user.email=b@example.org")
    for args in (("init", "-q", "-b", "main"), ("add", "-A"), (*identity, "commit", "-qm", "begin")):
        subprocess.run(["git", *args], cwd=root, check=True)
    return root
