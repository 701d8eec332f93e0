"""Judge one distribution file as the index would, and by what installers do with it. Nothing of it is run."""
# pathlib would cost each check of a small file a tenth of its time.
# ruff: noqa: PTH119

import os
import stat
import threading
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import BinaryIO, NamedTuple, cast

from seatrial.app.attested import judge_beside
from seatrial.app.knowledge import old_classifiers
from seatrial.core.dist import PARALLEL, digest, read
from seatrial.core.dist.faults import UNREADABLE_FILE
from seatrial.core.endings import DISTRIBUTIONS
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of, sent_metadata, sent_name
from seatrial.core.together import released
from seatrial.model.dist import Digests, Dist, Fault, Look, Member, MemberContent, Sdist, Unknown, Upload, Wheel
from seatrial.model.finding import Finding
from seatrial.model.form import Form
from seatrial.model.index import IndexProfile
from seatrial.model.metadata import Aside, Metadata
from seatrial.model.report import Subject, SubjectKind
from seatrial.model.settings import Settings
from seatrial.model.together import ReleasedFile
from seatrial.rules import secrets
from seatrial.rules.members import unreadable_file
from seatrial.rules.order import first_refusal
from seatrial.rules.rule import judge
from seatrial.rules.verdict import judge_upload, verdict

NAMELESS = "unknown"
UNKNOWN_CLASSIFIER = "MET034"
BESIDE = 500
"""Names in a folder among which the one is looked for that was meant."""
NOT_HASHED = "0" * 64
"""Stands in the form where the file was not hashed: a real upload carries the true digests, and the verdict is the same."""


HARMLESS: set[bytes] = set()
"""Hashes of members in which nothing looked like a secret …"""
KEPT = 50_000
"""… and how many are kept."""


class Judged(NamedTuple):
    """One file with its verdict."""

    subject: Subject
    findings: tuple[Finding, ...]
    dist: Dist
    released: ReleasedFile | None = None
    """What the other files of its release have to agree with; None where its metadata cannot be read."""
    form: Form | None = None
    """With which it is sent, where it was hashed; None where it cannot be read."""


def judge_file(
    path: str,
    profile: IndexProfile,
    settings: Settings,
    *,
    hashed: bool = True,
    aside: Aside | None = None,
    now: float | None = None,
    code: bool = True,
) -> Judged:
    """Return the verdict on a file and all findings; a file that cannot be read is a finding too.

    Without `hashed` the hashes of the whole file stay empty, which saves most of the time on a large file.
    `aside` renders a description that may take long. `now` (seconds since the epoch) tells how old the list of classifiers is that is installed;
    without it, what is not in the list counts as unknown to PyPI too. Without `code` no module is parsed.
    """
    filename = sent_name(os.path.basename(path))
    found: list[Finding] = []

    def look(member: Member, data: bytes) -> None:
        if _is_suspicious(data):
            found.extend(judge(secrets.RULES, MemberContent(member, data), path, settings.ignore))

    try:
        with _opened(path) as stream:
            dist = _read(stream, filename, look, hashed=hashed, code=code)
    except (OSError, ValueError) as error:
        return _unreadable(path, filename, error, settings)
    text = sent_metadata(dist)
    metadata = None if text is None else parse(text)
    if isinstance(dist, Unknown):
        # Its name alone is wrong for certain, so that the form must not be what is refused.
        metadata = Metadata(metadata_version="2.1", name=NAMELESS, version="0")
    sent = dist if hashed else dist._replace(sha256=NOT_HASHED, blake2b_256=NOT_HASHED)
    limit = profile.file_limit if settings.file_limit is None else settings.file_limit
    upload = Upload(sent, form_of(sent, metadata), file_limit=limit)
    findings = judge_upload(upload, profile, path, settings.ignore, aside=aside)
    if now is not None and any(finding.rule == UNKNOWN_CLASSIFIER for finding in findings) and (old := old_classifiers(now)):
        findings = judge_upload(upload, profile._replace(old_classifiers=old), path, settings.ignore, aside=aside)
    findings = (*findings, *found, *judge_beside(path, dist.sha256, settings.ignore))
    subject = _subject(path, dist, None if isinstance(dist, Unknown) else metadata, findings)
    return Judged(subject, findings, dist, released(path, dist, metadata), upload.form)


def _read(stream: BinaryIO, filename: str, look: Look, *, hashed: bool, code: bool) -> Dist:
    """Return the facts of a distribution; a large one is hashed beside its being read. Raises OSError, also where it changes meanwhile."""
    before = os.fstat(stream.fileno())
    if not hashed or before.st_size <= PARALLEL or not hasattr(os, "pread"):
        return read(stream, filename, look, hashed=hashed, code=code)
    found: list[Digests | OSError] = []

    def work() -> None:
        try:
            found.append(digest(cast("BinaryIO", _Again(stream.fileno()))))
        except OSError as error:
            found.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        dist = read(stream, filename, look, hashed=False, code=code)
    finally:
        worker.join()
    if isinstance(found[0], OSError):
        raise found[0]
    after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        # What was read and what was hashed may be two.
        raise OSError("it changed while it was read")
    return dist._replace(sha256=found[0].sha256, blake2b_256=found[0].blake2b_256)


class _Again:
    """The very file that another stream reads, read at a place of its own as far as a digest needs it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._at = descriptor, 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + (os.fstat(self._descriptor).st_size if whence == os.SEEK_END else 0)
        return self._at

    def read(self, size: int) -> bytes:
        data = os.pread(self._descriptor, size, self._at)
        self._at += len(data)
        return data


def _is_suspicious(data: bytes) -> bool:
    # The files of a release have most of their members in common, and to hash one takes a part of the time.
    digest = sha256(data).digest()
    if digest in HARMLESS:
        return False
    if secrets.is_suspicious(data):
        return True
    if len(HARMLESS) >= KEPT:
        HARMLESS.clear()
    HARMLESS.add(digest)
    return False


def _opened(path: str) -> BinaryIO:
    # Without waiting: a pipe under this name must not hang the tool.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("not a plain file")
    return os.fdopen(descriptor, "rb")


def _unreadable(path: str, filename: str, error: Exception, settings: Settings) -> Judged:
    reason = getattr(error, "strerror", None) or str(error)
    dist: Dist = Unknown(filename, 0, "", "", (Fault(UNREADABLE_FILE, reason),))
    findings = judge((unreadable_file,), dist, path, settings.ignore)
    near = _near(path) if isinstance(error, FileNotFoundError) else None
    # What is not there is named as it was typed.
    own = {"filename": path, "nearest": f" (→ {near})" if near else ""}
    findings = tuple(one._replace(values={**one.values, **own}) for one in findings)
    return Judged(Subject(path, "unknown"), findings, dist)


def _near(path: str) -> str | None:
    """Return the path of a distribution in the same folder whose name is nearly the one that was asked for."""
    from difflib import get_close_matches  # noqa: PLC0415  (only where a file is missing)

    folder, name = os.path.split(path)
    found = get_close_matches(name, _beside(folder or os.curdir), 1, 0.8)
    return os.path.join(folder, found[0]) if found else None  # noqa: PTH118


@lru_cache(maxsize=8)
def _beside(folder: str) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as entries:
            return tuple(entry.name for entry in islice(entries, BESIDE) if entry.name.endswith(DISTRIBUTIONS))
    except (OSError, ValueError):
        return ()


def _subject(path: str, dist: Dist, metadata: Metadata | None, findings: tuple[Finding, ...]) -> Subject:
    kind: SubjectKind = "wheel" if isinstance(dist, Wheel) else "sdist" if isinstance(dist, Sdist) else "unknown"
    return Subject(
        path,
        kind,
        metadata.name if metadata else None,
        metadata.version if metadata else None,
        verdict(findings),
        first_refusal(findings),
        dist.size,
        dist.sha256 or None,
    )
