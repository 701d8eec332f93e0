"""Bumps of a small project, and what came of them."""

from pathlib import Path
from typing import Any

from seatrial.app.bump import bump
from seatrial.model.bump import Bumped, BumpOptions
from seatrial.model.world import World

SETUP = 'from setuptools import setup\n\nsetup(\n    name="boat",\n    version="1.2.3",  # raise me\n    py_modules=["boat"],\n)\n'
FILES = {
    "setup.py": SETUP,
    "boat.py": '"""Floats since 1.2.3."""\n\n__version__ = \'1.2.3\'\nNEEDED = "other==1.2.3"\n',
    "README.md": "# boat\n",
}


def raised(world: World, folder: Path, to: str = "patch", **options: Any) -> Bumped:
    """Raise the version of a project."""
    return bump(world, str(folder), BumpOptions(to, **options))


def problem(bumped: Bumped) -> tuple[str, str]:
    """Return the id of what stopped a bump, and its message."""
    assert bumped.problem
    return bumped.problem.kind.id, bumped.problem.kind.message.format(**bumped.problem.values)


def notes(bumped: Bumped) -> list[str]:
    """Return the numbers of what is said beside."""
    return [one.sentence.id for one in bumped.notes]
