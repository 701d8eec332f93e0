"""Reads a wheel: its members, and what PyPI reads of its dist-info folder."""

from typing import BinaryIO

from seatrial.core.dist import bounds, faults
from seatrial.core.dist.layout import installed_path, is_source, module_name
from seatrial.core.dist.record import InvalidEntryPointsError, read_entry_points, read_record
from seatrial.core.dist.source import GRAMMAR, read_module
from seatrial.core.dist.zipdirectory import Entry
from seatrial.core.dist.zipframing import framing_fault
from seatrial.core.dist.zipreading import Contents, bulk_faults, open_zip, read_members
from seatrial.model.dist import Digests, EntryPoint, Fault, Look, Member, Module, RecordRow, Wheel

DIST_INFO = ".dist-info"
SPECIAL = {
    "WHEEL": bounds.METADATA,
    "METADATA": bounds.METADATA,
    "RECORD": bounds.RECORD,
    "entry_points.txt": bounds.ENTRY_POINTS,
}


def read_wheel(stream: BinaryIO, filename: str, digests: Digests, look: Look | None) -> Wheel:
    """Return the facts of a wheel, whatever its state."""
    opened = open_zip(stream)
    wheel = Wheel(filename, digests.size, digests.sha256, digests.blake2b_256, faults=tuple(opened.faults), grammar=GRAMMAR)
    if opened.entries is None:
        return wheel
    entries = opened.entries
    contents = Contents()
    demanded = _demanded(filename)
    dist_info = _dist_info(entries, demanded)
    wanted = {f"{folder}/{name}": bound for folder in {demanded, dist_info} - {None} for name, bound in SPECIAL.items()}
    bulk = bulk_faults(entries, digests.size)
    first = [at for at, entry in enumerate(entries) if entry.name in wanted]
    read_members(stream, entries, wanted, first, contents, look)
    record, record_fault = _record(contents, demanded)
    points, points_fault = _entry_points(contents, demanded)
    rest = [at for at, entry in enumerate(entries) if entry.name not in wanted]
    modules: tuple[Module, ...] = ()
    skipped = []
    if any(fault.kind == faults.ZIP_RATIO for fault in bulk):
        skipped.append(Fault(faults.NOT_SEARCHED, str(len(rest))))
    else:
        parsed, unparsed = _to_parse(entries, rest, points)
        skipped += [Fault(faults.NOT_PARSED, str(unparsed))] if unparsed else []
        read_members(stream, entries, dict.fromkeys(parsed, bounds.SOURCE), rest, contents, look)
        modules = tuple(read_module(name, contents.kept.pop(name), module) for name, module in parsed.items() if name in contents.kept)
    met = [
        *opened.faults,
        *bulk,
        *_first(contents, entries, demanded),
        contents.scanner.outcome(),
        framing_fault(stream, {entry.original: (entry.compressed, entry.size) for entry in entries}),
        record_fault,
        points_fault,
        _metadata_fault(contents, entries, demanded),
    ]
    found = [fault for fault in met if fault is not None]
    named = {fault.member for fault in found}
    found += [fault for name, fault in contents.damaged.items() if name not in named]
    found += [Fault(faults.TOO_MUCH_DATA, member=name) for name in contents.too_large]
    if contents.overlooked:
        skipped.append(Fault(faults.NOT_SEARCHED, str(contents.overlooked)))
    return wheel._replace(
        members=tuple(contents.members.get(at) or _unread(entry) for at, entry in enumerate(entries)),
        faults=(*found, *skipped),
        dist_info=dist_info,
        metadata=contents.kept.get(f"{dist_info}/METADATA"),
        wheel=contents.kept.get(f"{dist_info}/WHEEL"),
        record=record,
        entry_points=points,
        modules=modules,
    )


def _demanded(filename: str) -> str | None:
    # As PyPI takes it: literally from the file name (forklift/legacy.py:376).
    parts = filename.split("-", 2)
    return f"{parts[0]}-{parts[1]}{DIST_INFO}" if len(parts) == 3 else None


def _dist_info(entries: list[Entry], demanded: str | None) -> str | None:
    folders = [entry.name.partition("/")[0] for entry in entries if "/" in entry.name]
    if demanded is not None and demanded in folders:
        return demanded
    return next((folder for folder in folders if folder.endswith(DIST_INFO)), None)


def _unread(entry: Entry) -> Member:
    return Member(entry.name, "directory" if entry.name.endswith("/") else "file", entry.size, mode=entry.mode & 0o7777)


def _to_parse(entries: list[Entry], places: list[int], points: tuple[EntryPoint, ...]) -> tuple[dict[str, str], int]:
    """Choose the modules that are parsed within the budget: first those that scripts lead to, then from the top down; count the others."""
    targets = {point.target.partition(":")[0].strip() for point in points}
    found = []
    for at in places:
        entry = entries[at]
        path = installed_path(entry.name)
        module = module_name(path) if path and is_source(entry.name) and path.endswith(".py") else None
        if module is not None:
            found.append((module not in targets, module.count("."), entry.name, module, entry.size))
    chosen = {}
    left = bounds.SOURCES
    for _, _, name, module, size in sorted(found):
        if size <= min(left, bounds.SOURCE):
            left -= size
            chosen[name] = module
    return chosen, len(found) - len(chosen)


def _first(contents: Contents, entries: list[Entry], demanded: str | None) -> list[Fault]:
    if demanded is None:
        return [Fault(faults.WHEEL_NAME)]
    name = f"{demanded}/WHEEL"
    if name in contents.damaged:
        detail = contents.damaged[name].detail
        return [Fault(faults.FIRST_UNREADABLE if detail.startswith("bad") else faults.FIRST_BREAKS, detail, name)]
    return [] if _has(entries, name) else [Fault(faults.NO_WHEEL, name)]


def _record(contents: Contents, demanded: str | None) -> tuple[tuple[RecordRow, ...] | None, Fault | None]:
    name = f"{demanded}/RECORD"
    if name in contents.damaged:
        return None, Fault(faults.RECORD_BREAKS, contents.damaged[name].detail, name)
    if name in contents.kept:
        rows, kind = read_record(contents.kept[name])
        return rows, Fault(kind, name) if kind else None
    missing = demanded is not None and name not in contents.too_large
    return None, Fault(faults.RECORD_MISSING, name) if missing else None


def _entry_points(contents: Contents, demanded: str | None) -> tuple[tuple[EntryPoint, ...], Fault | None]:
    name = f"{demanded}/entry_points.txt"
    if name in contents.damaged:
        return (), Fault(faults.ENTRY_POINTS_BREAK, contents.damaged[name].detail, name)
    if name not in contents.kept:
        return (), None
    try:
        return read_entry_points(contents.kept[name]), None
    except InvalidEntryPointsError as error:
        return (), Fault(faults.ENTRY_POINTS_INVALID, str(error), name)


def _metadata_fault(contents: Contents, entries: list[Entry], demanded: str | None) -> Fault | None:
    name = f"{demanded}/METADATA"
    if name in contents.damaged:
        return Fault(faults.METADATA_BREAKS, contents.damaged[name].detail, name)
    return None if demanded is None or _has(entries, name) else Fault(faults.METADATA_MISSING, name)


def _has(entries: list[Entry], name: str) -> bool:
    return any(entry.name == name for entry in entries)
