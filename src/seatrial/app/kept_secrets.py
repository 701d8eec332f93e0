"""Looks for secrets in the files of a tree: by name, and in what most plausibly holds them by content. Never keeps what it finds."""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence

from seatrial.model.dist import Member, MemberContent
from seatrial.model.finding import Severity
from seatrial.model.upkeep import Secret
from seatrial.rules.contents import SECRET_ENV, SECRET_FILES
from seatrial.rules.secrets import RULES, is_sample, is_suspicious

Known = Callable[[str], bytes | None]
LARGEST = 256 * 1024
"""Bytes of a file that is still read."""
BUDGET = 8 * 1024 * 1024
"""Bytes that are read of all files."""
MOST = 1500
"""Files that are read."""
LIKELY = (
    ".pem",
    ".key",
    ".env",
    ".ini",
    ".cfg",
    ".conf",
    ".toml",
    ".yml",
    ".yaml",
    ".json",
    ".sh",
    ".properties",
    ".xml",
    ".npmrc",
    ".pypirc",
    ".netrc",
)
POSSIBLE = (".py", ".md", ".rst", ".txt", ".ipynb", ".js", ".ts", ".bat", ".ps1", ".pyi")
ENVIRONMENT = re.compile(
    rb"^[ \t]{0,9}(?:export[ \t]{1,9})?[\w.]{0,60}(?:KEY|TOKEN|SECRET|PASS(?:WORD|WD)?|PWD|CREDENTIALS?|DSN)[\w.]{0,60}[ \t]{0,9}[=:][ \t]{0,9}[\"']?(?!\$|<|x+\b|your|change|todo|dummy|test|example|none\b|null\b|secret\b|password\b)[^\s\"'#]{6,}",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that sets a variable by whose name it is secret, to something that is no placeholder."""
ACCOUNT = re.compile(rb"\"(?:client_secret|private_key|refresh_token|secret_access_key)\"\s*:\s*\"[^\"\s]{10,}")


def secrets_in(folder: str, listing: Sequence[str], known: Known = lambda _: None) -> Iterator[Secret]:
    """Yield what is secret among the files of a tree; links are not followed, and what is read is bounded. `known` gives a file that was read already."""
    budget = BUDGET
    for path in _plausible(listing)[:MOST]:
        there = known(path)
        data = _content(f"{folder}/{path}") if there is None else there if len(there) <= LARGEST else b""
        budget -= len(data)
        if budget < 0:
            return
        yield from _of_file(path, data)


def _of_file(path: str, data: bytes) -> Iterator[Secret]:
    name = path.rpartition("/")[2]
    sample: Severity | None = "note" if is_sample(path) else None
    if data and (name in SECRET_FILES or SECRET_ENV.fullmatch(name)):
        # Many projects keep harmless settings in such a file.
        harmless = name.startswith(".env") and not ENVIRONMENT.search(data)
        yield Secret(path, severity="note" if harmless else sample)
        return
    if name.lower().endswith(".json") and ACCOUNT.search(data):
        yield Secret(path, severity=sample)
        return
    if is_suspicious(data):
        content = MemberContent(Member(path, "file", len(data)), data)
        for one in RULES:
            for hit in one.check(content):
                yield Secret(path, one.id, hit.severity, str(hit.values.get("service", "")), hit.line)


def _plausible(listing: Sequence[str]) -> list[str]:
    """Return the files that may hold secrets, the likeliest first."""
    ranked = ((_rank(path), path) for path in listing)
    return [path for rank, path in sorted(one for one in ranked if one[0] is not None)]


def _rank(path: str) -> int | None:
    name = path.rpartition("/")[2].lower()
    if name in SECRET_FILES or name.startswith(".env"):
        return 0
    if name.endswith(LIKELY) or "." not in name.lstrip("."):
        return 1
    return 2 if name.endswith(POSSIBLE) else None


def _content(path: str) -> bytes:
    """Return the content of a plain file that is not large; nothing where it cannot be read."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            seen = os.fstat(opened)
            return os.read(opened, LARGEST) if stat.S_ISREG(seen.st_mode) and seen.st_size <= LARGEST else b""
        finally:
            os.close(opened)
    except OSError:
        return b""
