"""Reads a source distribution: a tar.gz in one pass, or a zip file."""

from collections.abc import Callable
from typing import BinaryIO

from seatrial.core.dist import bounds, faults
from seatrial.core.dist.layout import is_source, is_text, is_worth_searching
from seatrial.core.dist.paths import MixedPathsError, common_path
from seatrial.core.dist.scan import Scanner
from seatrial.core.dist.sdistcode import BUILD_FILES, Sources, code_of
from seatrial.core.dist.source import read_setup
from seatrial.core.dist.tarheader import REGULAR, Header
from seatrial.core.dist.tarmembers import FURTHEST, BrokenTarError, TarMembers, TooLargeTarError, UnreadableTarError
from seatrial.core.dist.tarprobe import BreaksError, is_tar
from seatrial.core.dist.tarstream import BadDeflateError, BadGzipError, CutShortError, Gzip, InflatedTooMuchError
from seatrial.core.dist.zipdirectory import find_end
from seatrial.model.dist import Digests, Fault, Look, Member, MemberKind, Module, Sdist

PKG_INFO = "PKG-INFO"
KINDS: dict[bytes, MemberKind] = {b"1": "hardlink", b"2": "symlink", b"3": "special", b"4": "special", b"5": "directory", b"6": "special"}


class _Pass:
    """What one pass over the members told."""

    def __init__(self, look: Look | None) -> None:
        self.look = look
        self.members: list[Member] = []
        self.named = 0
        """Letters of all names so far."""
        self.pkg_infos: dict[str, bytes] = {}
        self.left_out: set[str] = set()
        """Members called PKG-INFO that are too large, or too many, to be kept."""
        self.modules: list[Module] = []
        self.kept = self.parsed = 0
        """Bytes of the PKG-INFO that are kept, and of the modules that were parsed."""
        self.scanner = Scanner()
        self.sources = Sources()
        self.looked = 0
        self.overlooked = 0
        self.claims: list[tuple[int, int, str]] = []
        """Place, size and name of sources that have more by the size that a global header claims for every member."""

    def take(self, header: Header, archive: TarMembers) -> None:
        """Take one member; its content is read as far as somebody wants it."""
        kind: MemberKind = "sparse" if header.sparse else KINDS.get(header.type, "file")
        member = Member(header.name, kind, header.size, mode=header.mode & 0o7777, link=header.link or None)
        self.members.append(member)
        self.named += len(member.name)
        if kind != "file" or header.type not in REGULAR:
            return
        source = is_source(member.name)
        room = archive.next_header - archive.position
        if source and header.size > room:
            self.claims.append((archive.position, header.size, member.name))
        keep = bounds.SCAN if source else bounds.LOOK if self.look else 0
        _, _, file = member.name.rpartition("/")
        if file in BUILD_FILES and member.name.count("/") == 1:
            keep = max(keep, bounds.BUILD_FILE)
        if file == PKG_INFO:
            keep = bounds.METADATA
            self.left_out.add(member.name)
        size = min(header.size, room)
        if size > keep:
            self.overlooked += self.look is not None and is_worth_searching(member.name)
            return
        self.use(member, archive.read(size), source=source and header.size == size)

    def use(self, member: Member, data: bytes, *, source: bool) -> None:
        """Hand content to whom it concerns."""
        _, _, file = member.name.rpartition("/")
        if source:
            self.scanner.take(member.name, data)
        self.sources.take(member.name, data)
        if file == PKG_INFO and len(self.pkg_infos) < bounds.PKG_INFOS and self.kept + len(data) <= bounds.PKG_INFO_TOTAL:
            self.kept += len(data)
            self.pkg_infos[member.name] = data
            self.left_out.discard(member.name)
        if file == "setup.py" and member.name.count("/") == 1 and self.may_parse(len(data)):
            self.parsed += len(data)
            self.modules.append(read_setup(member.name, data))
        if self.look is None:
            return
        if len(data) > bounds.LOOK or self.looked + len(data) > bounds.LOOK_TOTAL:
            self.overlooked += is_worth_searching(member.name)
        elif is_text(data):
            self.looked += len(data)
            self.look(member, data)

    def may_parse(self, size: int) -> bool:
        """Tell whether one more setup.py is parsed."""
        return len(self.modules) < bounds.SETUP_FILES and self.parsed + size <= bounds.SETUPS


def read_tar_sdist(stream: BinaryIO, filename: str, digests: Digests, look: Look | None, *, code: bool = True) -> Sdist:
    """Return the facts of a tar.gz, whatever its state; without `code` no module but setup.py is parsed."""
    sdist = Sdist(filename, digests.size, digests.sha256, digests.blake2b_256)
    opening = _opening_fault(stream)
    if opening is not None:
        return sdist._replace(faults=(opening,))
    found = [Fault(faults.BOTH_FORMATS)] if find_end(stream) is not None else []
    done = _Pass(look)
    archive = TarMembers(Gzip(stream, max(bounds.INFLATED, bounds.RATIO * digests.size)))
    stopped = _met(lambda: _walk(done, archive))
    if stopped is not None:
        found.append(stopped)
    else:
        top, top_faults = top_level([member.name for member in done.members])
        sparse = next((member for member in done.members if member.kind == "sparse"), None)
        if any(fault.kind == faults.MIXED_PATHS for fault in top_faults):
            found += top_faults
        else:
            found += [Fault(faults.TAR_SPARSE, member=sparse.name)] if sparse else []
            found += top_faults or _pkg_info_fault(done, top)
            found += [Fault(faults.TOO_MUCH_DATA, member=name) for name in sorted(done.left_out & {f"{top}/{PKG_INFO}"})]
            outcome = _met(lambda: _read_on(done, archive, stream)) or done.scanner.outcome()
            found += [outcome] if outcome else []
        sdist = sdist._replace(top=top or None, metadata=_metadata(done, top))
        if code and top and not top_faults:
            sdist = sdist._replace(code=code_of(top, [member.name for member in done.members if member.kind != "directory"], done.sources))
    if done.overlooked:
        found.append(Fault(faults.NOT_SEARCHED, str(done.overlooked)))
    return sdist._replace(members=tuple(done.members), faults=tuple(found), modules=tuple(done.modules))


def top_level(names: list[str]) -> tuple[str, list[Fault]]:
    """Return the common path of members, and the fault where PyPI does not take it for one folder."""
    try:
        top = common_path(names)
    except MixedPathsError:
        return "", [Fault(faults.MIXED_PATHS)]
    return top, [] if top not in ("", "/") else [Fault(faults.TOP_LEVEL)]


def _opening_fault(stream: BinaryIO) -> Fault | None:
    try:
        TarMembers(Gzip(stream, bounds.INFLATED)).take()
    except (UnreadableTarError, BadGzipError, BadDeflateError, CutShortError):
        # PyPI then asks whether it is a tar file of any other kind.
        try:
            tar = is_tar(stream)
        except BreaksError as error:
            return Fault(faults.BREAKS_ON_OPENING, str(error))
        both = tar and find_end(stream) is not None
        return Fault(faults.BOTH_FORMATS if both else faults.TAR_UNREADABLE if tar else faults.NOT_TAR)
    except BrokenTarError as error:
        return Fault(faults.BREAKS_ON_OPENING, str(error))
    except (TooLargeTarError, InflatedTooMuchError) as error:
        return Fault(faults.TOO_MUCH_DATA, str(error))
    return None


def _walk(done: _Pass, archive: TarMembers) -> Fault | None:
    for header in archive:
        done.take(header, archive)
        if len(done.members) >= bounds.MEMBERS or done.named > bounds.NAMES:
            return Fault(faults.TOO_MANY_MEMBERS)
    return None


def _read_on(done: _Pass, archive: TarMembers, stream: BinaryIO) -> Fault | None:
    """Go on to the end of the stream, as PyPI's scanner does where a source claims more than its member has, and scan what it claims."""
    if not done.claims:
        return None
    if max(size for _, size, _ in done.claims) >= FURTHEST:
        return Fault(faults.TAR_BREAKS, "a size that no file has")
    while archive.read(bounds.CHUNK):
        pass
    end = max(begin + size for begin, size, _ in done.claims)
    if archive.position < end:
        return Fault(faults.TAR_UNREADABLE)
    if end > bounds.PAX or len(done.claims) > bounds.PKG_INFOS:
        return Fault(faults.TOO_MUCH_DATA)
    data = Gzip(stream, bounds.PAX).read(end)
    for begin, size, name in done.claims:
        if size <= bounds.SCAN:
            done.scanner.take(name, data[begin : begin + size])
    return None


def _met(walk: Callable[[], Fault | None]) -> Fault | None:
    try:
        return walk()
    except (UnreadableTarError, CutShortError, BadDeflateError) as error:
        return Fault(faults.TAR_UNREADABLE, str(error))
    except (BrokenTarError, BadGzipError) as error:
        return Fault(faults.TAR_BREAKS, str(error))
    except (TooLargeTarError, InflatedTooMuchError) as error:
        return Fault(faults.TOO_MUCH_DATA, str(error))


def _pkg_info_fault(done: _Pass, top: str) -> list[Fault]:
    name = f"{top}/{PKG_INFO}"
    return [] if any(member.name == name for member in done.members) else [Fault(faults.NO_PKG_INFO, name)]


def _metadata(done: _Pass, top: str) -> bytes | None:
    found = done.pkg_infos.get(f"{top}/{PKG_INFO}")
    if found is not None or not done.pkg_infos:
        return found
    # Refused all the same; read so that the rest can be judged.
    return done.pkg_infos[min(done.pkg_infos, key=lambda name: name.count("/"))]
