"""Reads a wheel: its members, its modules, and what PyPI reads of its dist-info folder."""

from typing import BinaryIO

from seatrial.core.dist import bounds, faults
from seatrial.core.dist.distinfo import DIST_INFO, READ, DistInfo, demanded, elsewhere, metadata_candidates
from seatrial.core.dist.layout import installed_path, is_source, module_name
from seatrial.core.dist.oldest import oldest_python
from seatrial.core.dist.parsing import parse_modules
from seatrial.core.dist.source import GRAMMAR
from seatrial.core.dist.zipdirectory import Entry
from seatrial.core.dist.zipreading import Contents, bulk_faults, framing, open_zip, read_members
from seatrial.model.dist import Digests, EntryPoint, Look, Member, Wheel


def read_wheel(stream: BinaryIO, filename: str, digests: Digests, look: Look | None, *, code: bool = True) -> Wheel:
    """Return the facts of a wheel, whatever its state; without `code` no module is parsed."""
    opened = open_zip(stream)
    wheel = Wheel(filename, digests.size, digests.sha256, digests.blake2b_256, faults=tuple(opened.faults), grammar=GRAMMAR)
    if opened.entries is None:
        return wheel
    entries = opened.entries
    contents = Contents()
    info = DistInfo(demanded(filename), frozenset(entry.name for entry in entries), contents)
    folder = _dist_info(entries, info.folder)
    wanted = {f"{place}/{name}": bound for place in {info.folder, folder} - {None} for name, bound in READ.items()}
    candidates = metadata_candidates(entries)
    wanted = {**dict.fromkeys(candidates, bounds.METADATA), **wanted}
    read_members(stream, entries, wanted, [at for at, entry in enumerate(entries) if entry.name in wanted], contents, look)
    record, record_fault = info.record()
    points, points_fault = info.entry_points()
    bulk = bulk_faults(entries, digests.size)
    rest = [at for at, entry in enumerate(entries) if entry.name not in wanted]
    chosen: dict[str, str] = {}
    if any(fault.kind == faults.ZIP_RATIO for fault in bulk):
        contents.overlooked += len(rest)
    else:
        if code:
            chosen, contents.unparsed = _to_parse(entries, rest, points)
        read_members(stream, entries, dict.fromkeys(chosen, bounds.SOURCE), rest, contents, look)
    late = (contents.scanner.outcome(), framing(stream, entries, contents), record_fault, points_fault, info.metadata_fault())
    metadata = contents.kept.get(f"{folder}/METADATA")
    oldest = oldest_python(filename, metadata)
    modules, left_out = parse_modules(
        {name: (module, contents.kept[name]) for name, module in chosen.items() if name in contents.kept}, oldest
    )
    contents.unparsed += left_out
    return wheel._replace(
        members=tuple(contents.members.get(at) or _unread(entry) for at, entry in enumerate(entries)),
        faults=contents.told((*opened.faults, *bulk, info.wheel_fault(), *late)),
        dist_info=folder,
        metadata=metadata,
        wheel=contents.kept.get(f"{folder}/WHEEL"),
        record=record,
        entry_points=points,
        modules=modules,
        oldest=oldest,
        elsewhere=elsewhere(candidates, contents.kept, f"{folder}/METADATA"),
    )


def _dist_info(entries: list[Entry], wanted: str | None) -> str | None:
    folders = [entry.name.partition("/")[0] for entry in entries if "/" in entry.name]
    if wanted is not None and wanted in folders:
        return wanted
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
