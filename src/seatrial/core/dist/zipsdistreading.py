"""Reads a zip sdist, which PyPI refuses for its name at last: its other faults come first."""

from typing import BinaryIO

from seatrial.core.dist import bounds, faults
from seatrial.core.dist.sdistreading import PKG_INFO, top_level
from seatrial.core.dist.source import read_setup
from seatrial.core.dist.zipreading import Contents, bulk_faults, framing, open_zip, read_members
from seatrial.model.dist import Digests, Fault, Look, Sdist


def read_zip_sdist(stream: BinaryIO, filename: str, digests: Digests, look: Look | None) -> Sdist:
    """Return the facts of a zip sdist, whatever its state."""
    opened = open_zip(stream)
    sdist = Sdist(filename, digests.size, digests.sha256, digests.blake2b_256, faults=tuple(opened.faults))
    if opened.entries is None:
        return sdist
    entries = opened.entries
    bulk = bulk_faults(entries, digests.size)
    top, top_faults = top_level([entry.name for entry in entries])
    name = f"{top}/{PKG_INFO}"
    setup = f"{top}/setup.py"
    contents = Contents()
    ratio = any(fault.kind == faults.ZIP_RATIO for fault in bulk)
    chosen = [at for at, entry in enumerate(entries) if entry.name == name] if ratio else range(len(entries))
    read_members(stream, entries, {name: bounds.METADATA, setup: bounds.SOURCE}, chosen, contents, look)
    met = [
        *opened.faults,
        *bulk,
        *(top_faults or _first(contents, name, present=any(entry.name == name for entry in entries))),
        contents.scanner.outcome(),
        framing(stream, entries, contents),
    ]
    return sdist._replace(
        members=tuple(contents.members.values()),
        faults=contents.told(met),
        top=top or None,
        metadata=contents.kept.get(name),
        modules=(read_setup(setup, contents.kept[setup]),) if setup in contents.kept else (),
    )


def _first(contents: Contents, name: str, *, present: bool) -> list[Fault]:
    if name in contents.damaged:
        detail = contents.damaged[name].detail
        return [Fault(faults.FIRST_UNREADABLE if detail.startswith("bad") else faults.FIRST_BREAKS, detail, name)]
    return [] if present else [Fault(faults.NO_PKG_INFO, name)]
