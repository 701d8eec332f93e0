"""Manifests, projects and worlds for the tests of releases."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from make.git import repository, user
from seatrial.edge.world import world
from seatrial.model.event import Told
from seatrial.model.release import Artifact, Manifest
from seatrial.model.world import World

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "{version}"
description = "A small boat"
readme = "README.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = ">=3.8"

[project.scripts]
{name} = "{name}:main"

[project.urls]
Homepage = "https://example.org/{name}"

[tool.seatrial]
smoke = ["{name}"]
"""


def artifact(name: str, content: bytes = b"") -> Artifact:
    """Return a file of a release, its kind told by its name."""
    sha256, blake2b = hashlib.sha256(content).hexdigest(), hashlib.blake2b(content, digest_size=32).hexdigest()
    return Artifact(name, "wheel" if name.endswith(".whl") else "sdist", len(content), sha256, blake2b)


def manifest(names: Iterable[str] = ("a-1.0-py3-none-any.whl", "a-1.0.tar.gz"), **fields) -> Manifest:
    """Return the manifest of a release with files of these names."""
    files = tuple(artifact(name, name.encode()) for name in names)
    return Manifest(
        **{"name": "a", "version": "1.0", "commit": COMMIT, "dirty": False, "tools": {"python": "3.11"}, "files": files, **fields}
    )


def project(folder: Path, name: str = "dinghy", version: str = "1.0", files: Mapping[str, str] | None = None) -> Path:
    """Make a small project with one module, built by hatchling, committed to git; `files` adds or replaces files."""
    texts = {
        "pyproject.toml": PYPROJECT.format(name=name, version=version),
        "README.md": f"# {name}\n\nIt floats.\n",
        "LICENSE": "MIT License\n",
        f"{name}/__init__.py": 'def main():\n    """Float."""\n    print("afloat")\n',
        **(files or {}),
    }
    return repository(folder, texts)


def harbour(folder: Path, told: list[Told] | None = None, **environ: str) -> World:
    """Return the world of a user whose home and data lie in a folder; what is told is added to `told`."""
    heard = [] if told is None else told
    return world(heard.append, user(folder, **environ), str(folder / "data"))
