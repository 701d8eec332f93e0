"""What PyPI's malware scanner looks for in source files (warehouse@6b62157, utils/scanner.py and its rules)."""

from seatrial.core.dist import bounds, faults
from seatrial.model.dist import Fault

EXECUTOR = b"__pyarmor__(__name__, __file__,"
HOOKS = (b"__pyarmor_enter__", b"__pyarmor_exit__", b"__pyarmor_assert__", b"__pyarmor_bcc__")
BEGIN = b"---BEGIN PYE FILE---"
END = b"---END PYE FILE---"


class Scanner:
    """Takes source files in the order of the archive and tells the one fault that PyPI would answer with."""

    def __init__(self) -> None:
        self.total = 0
        self.match: Fault | None = None
        self.fault: Fault | None = None

    def take(self, member: str, data: bytes) -> None:
        """Look into one file; `data` is whole, and files over the scanner's limit are not handed over."""
        self.total += len(data)
        kind = matched(data)
        if kind and self.match is None:
            self.match = Fault(kind, member=member)
        self._decide()

    def fail(self, kind: str, member: str, detail: str) -> None:
        """Note that a file cannot be read: PyPI then answers with that, unless it has answered already."""
        if self.fault is None:
            self.fault = Fault(kind, detail, member)

    def outcome(self) -> Fault | None:
        """Return what PyPI would answer with after the last file."""
        return self.fault or self.match

    def _decide(self) -> None:
        # Up to so much all files are read before the first is judged, then one after the other.
        if self.total > bounds.SCAN_AT_ONCE and self.fault is None:
            self.fault = self.match


def matched(data: bytes) -> str | None:
    """Return the kind of the fault where a source file is encrypted by a tool that PyPI does not allow."""
    if b"__pyarmor_" in data and (EXECUTOR in data or any(hook in data for hook in HOOKS)):
        return faults.PYARMOR
    if b" PYE FILE---" in data and BEGIN in data and END in data:
        return faults.SOURCEDEFENDER
    return None
