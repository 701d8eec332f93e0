"""Manifests, plans and projects for the tests of releases."""

import hashlib
import subprocess
from collections.abc import Iterable
from pathlib import Path

from seatrial.model.release import Artifact, Manifest

COMMIT = "0123456789abcdef0123456789abcdef01234567"
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false")


def artifact(name: str, content: bytes = b"") -> Artifact:
    """Return a file of a release, its kind told by its name."""
    return Artifact(
        name,
        "wheel" if name.endswith(".whl") else "sdist",
        len(content),
        hashlib.sha256(content).hexdigest(),
        hashlib.blake2b(content, digest_size=32).hexdigest(),
    )


def manifest(names: Iterable[str] = ("a-1.0-py3-none-any.whl", "a-1.0.tar.gz"), **fields) -> Manifest:
    """Return the manifest of a release with files of these names."""
    files = tuple(artifact(name, name.encode()) for name in names)
    return Manifest(
        **{"name": "a", "version": "1.0", "commit": COMMIT, "dirty": False, "tools": {"python": "3.11"}, "files": files, **fields}
    )


def git(folder: Path, *args: str) -> str:
    """Run git in a folder, with an identity of its own."""
    return subprocess.run(["git", *IDENTITY, *args], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


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


def project(folder: Path, name: str = "dinghy", version: str = "1.0", **files: str) -> Path:
    """Make a small project with one module, built by hatchling, committed to git. `files` adds or replaces files by path (`/` written `__`)."""
    texts = {
        "pyproject.toml": PYPROJECT.format(name=name, version=version),
        "README.md": f"# {name}\n\nIt floats.\n",
        "LICENSE": "MIT License\n",
        f"{name}/__init__.py": 'def main():\n    """Float."""\n    print("afloat")\n',
        **{path.replace("__", "/"): text for path, text in files.items()},
    }
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    git(folder, "init", "-q")
    commit(folder)
    return folder


def commit(folder: Path, message: str = "Work") -> str:
    """Commit everything that is there; return the commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")
