"""The ledger of the embedded index: one line for each upload ever taken, and the view that the lines add up to."""

import json
from collections.abc import Iterable
from typing import Any, get_type_hints

from seatrial.core.protocol import normal, ultranormal
from seatrial.index.releases import parsed
from seatrial.model.shelf import KeptFile, Shelf, View

FORMAT = 1
LATEST = 253_402_300_799.0
"""The last moment that has a date."""
LONGEST = 1_000
"""Characters of a file name."""
TYPES = {name: hint for name, hint in get_type_hints(KeptFile).items() if name in KeptFile._fields}


def header() -> bytes:
    """Return the first line of a ledger."""
    return _line({"seatrial-index": FORMAT})


def read_header(line: bytes) -> int | None:
    """Return the format that a first line names, None where it is no first line of a ledger."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    number = found.get("seatrial-index") if isinstance(found, dict) else None
    return number if isinstance(number, int) else None


def write_entry(file: KeptFile) -> bytes:
    """Return the line of one file."""
    return _line(file._asdict())


def read_entry(line: bytes) -> KeptFile | None:
    """Return the file of a line, None where the line is damaged."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(isinstance(found.get(name), kind) for name, kind in TYPES.items()):
        return None
    file = KeptFile(**{name: found[name] for name in TYPES})
    return file if _is_sound(file) else None


def grow(view: View, files: Iterable[KeptFile]) -> View:
    """Return the view with more files in it."""
    shelves, names, digests, similar, serial = dict(view.shelves), dict(view.files), dict(view.digests), dict(view.similar), view.serial
    added: dict[str, list[KeptFile]] = {}
    for file in files:
        added.setdefault(file.normalized, []).append(file)
        names[file.filename] = file
        digests[file.blake2b_256] = file
        serial = file.serial
    for normalized, more in added.items():
        before = shelves.get(normalized)
        shelves[normalized] = Shelf(more[-1].project, normalized, (*(before.files if before else ()), *more), more[-1].serial)
        similar[ultranormal(normalized)] = more[-1].project
    return View(shelves, names, digests, similar, serial)


def _is_sound(file: KeptFile) -> bool:
    """Return whether pages can be made of an entry, and nothing of it leads elsewhere."""
    if not is_digest(file.blake2b_256) or not is_digest(file.sha256) or file.normalized != normal(file.project):
        return False
    if not file.filename or len(file.filename) > LONGEST or set(file.filename) & {"/", "\\"} or not file.filename.isprintable():
        return False
    if file.size < 0 or not 0 <= file.uploaded < LATEST:
        return False
    try:
        parsed(file.version)
        # Half of a surrogate pair can stand in JSON, and in nothing that is sent.
        "".join((file.project, file.pyversion, file.filetype, file.requires_python or "")).encode()
    except ValueError:
        return False
    return True


def is_digest(text: str) -> bool:
    """Return whether a text is a digest of 32 bytes in hex."""
    return len(text) == 64 and not set(text) - set("0123456789abcdef")


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"
