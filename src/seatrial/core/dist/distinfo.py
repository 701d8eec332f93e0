"""The dist-info folder of a wheel, read as PyPI reads it: under the name that the file name demands."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from seatrial.core.dist import bounds, faults
from seatrial.core.dist.record import InvalidEntryPointsError, TooManyLinesError, read_entry_points, read_record
from seatrial.core.dist.zipdirectory import Entry
from seatrial.core.dist.zipreading import Contents
from seatrial.model.dist import Elsewhere, EntryPoint, Fault, RecordRow

DIST_INFO = ".dist-info"
METADATA = "METADATA"
MARK = b"Metadata-Version"
"""By which twine knows metadata."""
READ = {
    "WHEEL": bounds.METADATA,
    "METADATA": bounds.METADATA,
    "RECORD": bounds.RECORD,
    "entry_points.txt": bounds.ENTRY_POINTS,
}
"""What is read of the folder, each within its bound."""


class DistInfo(NamedTuple):
    """The folder that a file name demands, among members that were read."""

    folder: str | None
    """None where the file name is no wheel's."""
    names: frozenset[str]
    """Of all members."""
    contents: Contents

    def wheel_fault(self) -> Fault | None:
        """Return what PyPI finds wrong before all else of the folder: WHEEL has to be there and to be sound."""
        if self.folder is None:
            return Fault(faults.WHEEL_NAME)
        name = f"{self.folder}/WHEEL"
        if name in self.contents.damaged:
            detail = self.contents.damaged[name].detail
            return Fault(faults.FIRST_UNREADABLE if detail.startswith("bad") else faults.FIRST_BREAKS, detail, name)
        return None if name in self.names else Fault(faults.NO_WHEEL, name)

    def record(self) -> tuple[tuple[RecordRow, ...] | None, Fault | None]:
        """Return the rows of RECORD, and what is wrong with it."""
        name = f"{self.folder}/RECORD"
        if name in self.contents.damaged:
            return None, Fault(faults.RECORD_BREAKS, self.contents.damaged[name].detail, name)
        if name in self.contents.kept:
            try:
                rows, kind = read_record(self.contents.kept[name])
            except TooManyLinesError:
                self.contents.too_large.append(name)
                return None, None
            return rows, Fault(kind, name) if kind else None
        missing = self.folder is not None and name not in self.contents.too_large
        return None, Fault(faults.RECORD_MISSING, name) if missing else None

    def entry_points(self) -> tuple[tuple[EntryPoint, ...], Fault | None]:
        """Return the entry points, and what is wrong with them."""
        name = f"{self.folder}/entry_points.txt"
        if name in self.contents.damaged:
            return (), Fault(faults.ENTRY_POINTS_BREAK, self.contents.damaged[name].detail, name)
        if name not in self.contents.kept:
            return (), None
        try:
            return read_entry_points(self.contents.kept[name]), None
        except TooManyLinesError:
            self.contents.too_large.append(name)
            return (), None
        except InvalidEntryPointsError as error:
            return (), Fault(faults.ENTRY_POINTS_INVALID, str(error), name)

    def metadata_fault(self) -> Fault | None:
        """Return what is wrong with METADATA as a member."""
        name = f"{self.folder}/METADATA"
        if name in self.contents.damaged:
            return Fault(faults.METADATA_BREAKS, self.contents.damaged[name].detail, name)
        return None if self.folder is None or name in self.names else Fault(faults.METADATA_MISSING, name)


def demanded(filename: str) -> str | None:
    """Return the folder that a file name demands, taken from it literally as PyPI does (warehouse@6b62157, forklift/legacy.py:376)."""
    parts = filename.split("-", 2)
    return f"{parts[0]}-{parts[1]}{DIST_INFO}" if len(parts) == 3 else None


def metadata_candidates(entries: Iterable[Entry]) -> list[str]:
    """Return the members that twine 7 takes for a wheel's metadata, in the order in which it looks into them (wheel.py).

    There are few in any real wheel; of many the first are taken, within the bounds that PKG-INFO has.
    """
    sizes = {entry.name: entry.size for entry in entries if METADATA in entry.name}
    left = bounds.PKG_INFO_TOTAL
    found = []
    for name in sorted(sizes, key=lambda name: (name.count("/"), name.split("/")))[: bounds.PKG_INFOS]:
        if sizes[name] <= min(left, bounds.METADATA):
            left -= sizes[name]
            found.append(name)
    return found


def elsewhere(candidates: Iterable[str], kept: Mapping[str, bytes], own: str) -> Elsewhere | None:
    """Return what twine takes for metadata where that is not the member `own`; None too where it takes none."""
    name = next((name for name in candidates if MARK in kept.get(name, b"")), own)
    return None if name == own else Elsewhere(name, kept[name])
