"""Manifests, projects and worlds for the tests of releases."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from make.git import repository, user
from seatrial.edge.world import world
from seatrial.index.store import open_store
from seatrial.model.event import Told
from seatrial.model.release import Artifact, Manifest
from seatrial.model.world import World

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PYPROJECT = """\
[build-system]
requires = [{requires}]
build-backend = "{backend}"
{path}
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
Homepage = "https://dinghy.test/{name}"

[tool.seatrial]
smoke = ["{name}"]
"""
BACKEND = Path(__file__).with_name("own_backend.py").read_text("utf-8")
"""The build of a project in a moment, without network."""


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


def pyproject(name: str = "dinghy", version: str = "1.0", *, hatchling: bool = False) -> str:
    """Return the `pyproject.toml` of a small project."""
    backend, requires, path = ("hatchling.build", '"hatchling"', "") if hatchling else ("own_backend", "", 'backend-path = ["."]\n')
    return PYPROJECT.format(name=name, version=version, backend=backend, requires=requires, path=path)


def project(
    folder: Path, name: str = "dinghy", version: str = "1.0", files: Mapping[str, str] | None = None, *, hatchling: bool = False
) -> Path:
    """Make a small project with one module, committed to git; `files` adds or replaces files.

    Its own backend needs nothing; `hatchling` takes the real one instead.
    """
    texts = {
        "pyproject.toml": pyproject(name, version, hatchling=hatchling),
        "README.md": f"# {name}\n\nIt floats.\n",
        "LICENSE": "MIT License\n",
        f"{name}/__init__.py": 'def main():\n    """Float."""\n    print("afloat")\n',
        **({} if hatchling else {"own_backend.py": BACKEND}),
        **(files or {}),
    }
    return repository(folder, texts)


def harbour(folder: Path, told: list[Told] | None = None, **environ: str) -> World:
    """Return the world of a user whose home and data lie in a folder; what is told is added to `told`."""
    heard = [] if told is None else told
    return world(heard.append, user(folder, **environ), str(folder / "data"))


def states(outcome):
    """Return the state of each file."""
    return [file.state for file in outcome.files]


def steps(outcome):
    """Return the state of each step."""
    return {step.step: step.state for step in outcome.steps}


def index(tmp_path):
    """Return what the lasting index has: hash by name."""
    return {name: file.sha256 for name, file in open_store(str(tmp_path / "data" / "index")).view().files.items()}


def stop_at(step, state):
    """Return what hears of a run and stops it, as Ctrl-C does."""

    class Stop(list):
        """Hears what is told."""

        def append(self, told):
            """Take one thing that is told."""
            if (told.step, told.state) == (step, state):
                raise KeyboardInterrupt

    return Stop()
