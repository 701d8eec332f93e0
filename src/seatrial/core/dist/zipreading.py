"""Reads a wheel or a zip sdist: each member once, in the order in which PyPI would meet its faults."""

import hashlib
from binascii import b2a_base64
from collections.abc import Collection, Iterable, Mapping
from typing import BinaryIO, NamedTuple

from seatrial.core.dist import bounds, faults
from seatrial.core.dist.layout import is_source, is_text, is_worth_searching
from seatrial.core.dist.scan import Scanner
from seatrial.core.dist.tarprobe import BreaksError, is_tar
from seatrial.core.dist.zipdirectory import BadZipError, BrokenZipError, Entry, TooLargeError, find_end, read_directory
from seatrial.core.dist.zipframing import framing_fault
from seatrial.core.dist.zipmember import DEFLATED, STORED, at_once, chunks
from seatrial.model.dist import Fault, Look, Member, MemberKind

RATIO = 50
"""Unpacked to packed, past which PyPI refuses a zip file of more than `RATIO_FROM` bytes (warehouse@6b62157, forklift/legacy.py)."""
RATIO_FROM = 64 * bounds.MIB
URL_SAFE = bytes.maketrans(b"+/", b"-_")
TYPE = 0o170000
SYMLINK = 0o120000


class Opened(NamedTuple):
    """What the end of a zip file tells."""

    entries: list[Entry] | None
    """None where the archive cannot be read at all."""
    faults: list[Fault]


class Contents:
    """What the members told."""

    def __init__(self) -> None:
        self.members: dict[int, Member] = {}
        self.kept: dict[str, bytes] = {}
        """Content by name, of the members that were asked for and are within their bound."""
        self.damaged: dict[str, Fault] = {}
        """Fault by name: `detail` begins with `bad:` where zipfile speaks of a bad zip file, with `breaks:` elsewhere."""
        self.too_large: list[str] = []
        self.scanner = Scanner()
        self.tight: dict[int, tuple[int, bytes]] = {}
        """End and name, by offset, of members whose records need not be looked at again."""
        self.looked = 0
        self.unparsed = 0
        """Modules beyond the bounds of parsing."""
        self.overlooked = 0
        """Members that were not searched: for their size, or because the archive as a whole is not to be unpacked."""

    def told(self, met: Iterable[Fault | None]) -> tuple[Fault, ...]:
        """Return faults in the order in which PyPI meets them, then what else the reading of members told."""
        found = [fault for fault in met if fault is not None]
        named = {fault.member for fault in found}
        found += [fault for name, fault in self.damaged.items() if name not in named]
        found += [Fault(faults.TOO_MUCH_DATA, member=name) for name in self.too_large]
        if self.overlooked:
            found.append(Fault(faults.NOT_SEARCHED, str(self.overlooked)))
        if self.unparsed:
            found.append(Fault(faults.NOT_PARSED, str(self.unparsed)))
        return tuple(found)


def open_zip(stream: BinaryIO) -> Opened:
    """Return the central directory and the faults that PyPI meets before it looks at members."""
    end = find_end(stream)
    found: list[Fault] = []
    entries: list[Entry] | None = None
    unreadable = None
    if end is not None:
        try:
            entries = read_directory(stream, end)
        except BadZipError as error:
            unreadable = Fault(faults.ZIP_UNREADABLE, str(error))
        except BrokenZipError as error:
            unreadable = Fault(faults.BREAKS_ON_OPENING, str(error))
        except TooLargeError:
            unreadable = Fault(faults.TOO_MANY_MEMBERS)
    if unreadable is not None and unreadable.kind == faults.BREAKS_ON_OPENING:
        return Opened(None, [unreadable])
    try:
        tar = is_tar(stream)
    except BreaksError as error:
        return Opened(None, [Fault(faults.BREAKS_ON_OPENING, str(error))])
    if end is None:
        return Opened(None, [Fault(faults.NOT_ZIP)])
    if tar:
        found.append(Fault(faults.BOTH_FORMATS))
    if unreadable is not None:
        found.append(unreadable)
    return Opened(entries, found)


def bulk_faults(entries: list[Entry], size: int) -> list[Fault]:
    """Return what PyPI refuses by the directory alone: the ratio, the compression."""
    found = []
    unpacked = sum(entry.size for entry in entries)
    if unpacked > RATIO_FROM and unpacked > RATIO * size:
        found.append(Fault(faults.ZIP_RATIO, f"{unpacked // max(size, 1)}"))
    for entry in entries:
        if entry.method not in (STORED, DEFLATED):
            found.append(Fault(faults.ZIP_COMPRESSION, str(entry.method), entry.name))
            break
    return found


def read_members(
    stream: BinaryIO, entries: list[Entry], wanted: Mapping[str, int], chosen: Collection[int], contents: Contents, look: Look | None
) -> None:
    """Read the members at the places `chosen` into `contents`: checksum and hash of all, content of those `wanted` within their bound."""
    last = {entry.name: at for at, entry in enumerate(entries)}
    for at in chosen:
        entry = entries[at]
        kind = _kind(entry)
        # To PyPI a symbolic link is a file like any other.
        source = kind != "directory" and is_source(entry.name) and last[entry.name] == at
        keep = max(wanted.get(entry.name, 0), bounds.SCAN if source else 0, bounds.LOOK if look else 0)
        try:
            data, digest = _take(stream, entry, keep, contents.tight)
        except (BadZipError, BrokenZipError) as error:
            how = "bad" if isinstance(error, BadZipError) else "breaks"
            contents.members[at] = Member(entry.name, kind, entry.size, mode=entry.mode & 0o7777)
            contents.damaged[entry.name] = Fault(faults.MEMBER_DAMAGED, f"{how}: {error}", entry.name)
            if source:
                contents.scanner.fail(faults.SOURCE_UNREADABLE if how == "bad" else faults.SOURCE_BREAKS, entry.name, str(error))
            continue
        contents.damaged.pop(entry.name, None)
        member = Member(entry.name, kind, entry.size, digest, entry.mode & 0o7777, _target(kind, data))
        contents.members[at] = member
        _use(contents, member, data, wanted, source=source, look=look)


def _use(contents: Contents, member: Member, data: bytes | None, wanted: Mapping[str, int], *, source: bool, look: Look | None) -> None:
    if data is None:
        if member.name in wanted:
            contents.too_large.append(member.name)
        contents.overlooked += look is not None and is_worth_searching(member.name)
        return
    if source:
        contents.scanner.take(member.name, data)
    if member.name in wanted:
        contents.kept[member.name] = data
    if look is None or member.kind != "file":
        return
    if len(data) > bounds.LOOK or contents.looked + len(data) > bounds.LOOK_TOTAL:
        contents.overlooked += is_worth_searching(member.name)
    elif is_text(data):
        contents.looked += len(data)
        look(member, data)


def framing(stream: BinaryIO, entries: list[Entry], contents: Contents) -> Fault | None:
    """Return the first fault of the archive's records, after its members were read."""
    sizes = {entry.original: (entry.compressed, entry.size) for entry in entries}
    # A name that stands there twice is told by the records in their order.
    return framing_fault(stream, sizes, contents.tight if len(sizes) == len(entries) else {})


def _take(stream: BinaryIO, entry: Entry, keep: int, tight: dict[int, tuple[int, bytes]]) -> tuple[bytes | None, str]:
    plain = at_once(stream, entry)
    if plain is not None:
        if plain.tight:
            tight[entry.offset] = entry.end, entry.original.encode("ascii")
        return plain.content if entry.size <= keep else None, "sha256=" + _base64(hashlib.sha256(plain.content).digest())
    sha256 = hashlib.sha256()
    kept: list[bytes] | None = [] if entry.size <= keep else None
    for data in chunks(stream, entry):
        sha256.update(data)
        if kept is not None:
            kept.append(data)
    return None if kept is None else b"".join(kept), "sha256=" + _base64(sha256.digest())


def _base64(digest: bytes) -> str:
    return b2a_base64(digest, newline=False).translate(URL_SAFE).rstrip(b"=").decode("ascii")


def _kind(entry: Entry) -> MemberKind:
    if entry.name.endswith("/"):
        return "directory"
    return "symlink" if entry.mode & TYPE == SYMLINK else "file"


def _target(kind: MemberKind, data: bytes | None) -> str | None:
    return data[:4096].decode("utf-8", "replace") if kind == "symlink" and data is not None else None
