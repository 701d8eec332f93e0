"""The project's own entry in lock files: of this one the version is raised, of no other."""

from collections.abc import Iterator, Mapping

from seatrial.core.bump.build_places import CARGO, cargo_files
from seatrial.core.bump.candidate import Candidate, candidate, held
from seatrial.core.bump.stated import Stated
from seatrial.core.bump.toml_places import Path, toml_texts
from seatrial.core.project.discovery import same_name
from seatrial.model.project import Project

LOCAL = ("editable", "virtual", "directory", "path")
"""How uv writes that an entry is a folder."""


def in_locks(project: Project, files: Mapping[str, bytes], places: frozenset[str]) -> tuple[Candidate, ...]:
    """Return the project's own entry in uv.lock, and that of its crate in Cargo.lock; what they say does not count against other places.

    `places` are the files that state the version: a crate with a version of its own is none of them.
    """
    present = frozenset(project.listing)
    found: list[Candidate] = []
    data = held(files, present, "uv.lock")
    texts = toml_texts(data, "uv.lock") if data else {}
    for entry, name in _names(texts):
        local = any((one := texts.get((*entry, "source", kind))) and one.text == "." for kind in LOCAL)
        found += candidate(
            "uv.lock", data, texts.get((*entry, "version")) if local and same_name(name, project.name) else None, form="lock"
        )
    for file in sorted(places.intersection(cargo_files(project, files))):
        found += _in_cargo_lock(file, files, present)
    return tuple(found)


def _in_cargo_lock(file: str, files: Mapping[str, bytes], present: frozenset[str]) -> Iterator[Candidate]:
    folder = file.removesuffix("Cargo.toml")
    crate = toml_texts(held(files, present, file), file)
    own, name = next((crate[key] for key in CARGO if key in crate), None), crate.get(("package", "name"))
    for path in dict.fromkeys((f"{folder}Cargo.lock", "Cargo.lock")):
        data = held(files, present, path)
        texts = toml_texts(data, path) if data else {}
        for entry, one in _names(texts):
            mine = name is not None and own is not None and one == name.text and (*entry, "source") not in texts
            yield from candidate(path, data, texts.get((*entry, "version")) if mine else None, form="lock")


def _names(texts: Mapping[Path, Stated]) -> list[tuple[Path, str]]:
    """Return each entry of a lock file with its name."""
    return [(key[:2], one.text) for key, one in texts.items() if len(key) == 3 and key[0] == "package" and key[2] == "name"]
