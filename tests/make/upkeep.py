"""Projects with what has to be kept up in them, made from the files of an example."""

from make.example_files import files_of
from seatrial.core.project.assemble import read_project
from seatrial.core.render import render_here
from seatrial.core.upkeep.changelog import is_changelog
from seatrial.model.metadata import Description
from seatrial.model.project import Repository
from seatrial.model.upkeep import Changelog, Readme, Upkeep

BASE = b'[project]\nname = "boat"\nversion = "1.0"\nreadme = "README.md"\n'
FOLDER = "/home/me/boat"
CLEAN = Repository(FOLDER, "", "c" * 40, 1, "main")


def readme(text: str, file: str = "README.md") -> Readme:
    kind = "text/markdown" if file.endswith(".md") else "text/x-rst"
    return Readme(file, Description(text, kind, render_here(text, kind, coloured=False)))


def upkeep(text: str) -> Upkeep:
    """Return a project whose files, each after its name, are those of a text."""
    files = files_of(text) if text else {}
    files.setdefault("pyproject.toml", BASE)
    project = read_project(files, sorted(files), FOLDER)
    page = readme(files["README.md"].decode()) if "README.md" in files else None
    logs = tuple(Changelog(path, data.decode()) for path, data in files.items() if is_changelog(path))
    return Upkeep(project, CLEAN, readme=page, changelogs=logs)
