"""The files that the build files name as where the version stands."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seatrial.core.bump.candidate import held
from seatrial.core.bump.ini_places import ini_texts
from seatrial.core.bump.toml_places import Path, toml_texts
from seatrial.core.project.attribute import module_file
from seatrial.core.project.where import inside
from seatrial.model.project import Project

DYNAMIC: Path = ("tool", "setuptools", "dynamic", "version")
PATHS: tuple[Path, ...] = (
    (*DYNAMIC, "file"),
    (*DYNAMIC, "file", 0),
    ("tool", "hatch", "version", "path"),
    ("tool", "pdm", "version", "path"),
    ("tool", "scikit-build", "metadata", "version", "input"),
)


class Named(NamedTuple):
    """A file that the build reads."""

    file: str
    name: str = ""
    """Of the attribute that is the version, where it is told."""
    told: bool = True
    """Whether it is read for the version, as far as that is known."""


def named_files(project: Project, files: Mapping[str, bytes]) -> tuple[Named, ...]:
    """Return the files of the tree that the build reads, those first that it reads for the version."""
    present = frozenset(project.listing)
    toml = {key: one.text for key, one in toml_texts(held(files, present, "pyproject.toml"), "pyproject.toml").items()}
    ini = ini_texts(held(files, present, "setup.cfg")).get(("metadata", "version"))
    said = ini.text if ini is not None else ""
    kind, _, rest = said.partition(":")
    found = [
        *_attributes(project, [toml.get((*DYNAMIC, "attr"), ""), rest.strip() if kind == "attr" else ""]),
        *_paths([toml.get(key, "") for key in PATHS]),
        *_paths([rest.strip()] if kind == "file" else []),
        *(Named(read.file, told=False) for read in project.reads if read.source.file == "setup.py"),
    ]
    return tuple(one for one in found if one.file in present and one.file != "setup.py")


def _attributes(project: Project, dotted: list[str]) -> Iterator[Named]:
    for one in dotted:
        module, _, name = one.rpartition(".")
        path = module_file(module, project.listing, {**project.roots, "": "", "src/": ""}) if module else None
        if path is not None:
            yield Named(path, name)


def _paths(paths: list[str]) -> Iterator[Named]:
    for one in paths:
        path = inside(one)
        if path:
            yield Named(path)
