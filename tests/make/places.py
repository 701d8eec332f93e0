"""Small trees in whose files the places of the version are marked, and the search for them."""

from collections.abc import Mapping, Sequence

from seatrial.core.bump.places import find_places
from seatrial.core.project.assemble import read_project
from seatrial.model.bump import Found
from seatrial.model.project import Project
from seatrial.model.settings import BumpFile

PYPROJECT = '[project]\nname = "demo"\nversion = "«1.2.0»"\n'
DYNAMIC = '[project]\nname = "demo"\ndynamic = ["version"]\n'
SETUP = "from setuptools import setup\n"


def unmarked(text: str, encoding: str = "utf-8") -> tuple[bytes, list[tuple[int, int]]]:
    """Return the bytes of a text without the marks « and », and the bytes between each pair of them."""
    data, spans = b"", []
    for number, piece in enumerate(text.replace("»", "«").split("«")):
        coded = piece.encode(encoding)
        if number % 2:
            spans.append((len(data), len(data) + len(coded)))
        data += coded
    return data, spans


def tree(files: Mapping[str, str | bytes]) -> tuple[dict[str, bytes], set[tuple[str, int, int]]]:
    """Return the files of a tree without their marks, and the file and bytes of each pair of marks."""
    made, spans = {}, set()
    for path, text in files.items():
        data, rows = unmarked(text) if isinstance(text, str) else (text, [])
        made[path] = data
        spans |= {(path, *row) for row in rows}
    return made, spans


def project_of(files: Mapping[str, bytes]) -> Project:
    """Return what a tree says of its project."""
    return read_project(files, sorted(files), "/demo")


def searched(files: Mapping[str, bytes], told: Sequence[BumpFile] = ()) -> Found:
    """Return what the search tells of a tree."""
    return find_places(project_of(files), files, told)
