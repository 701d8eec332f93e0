"""Downloads: pages and files of an index, the files checked by their hash and kept for the next time in the user's cache."""

import contextlib
import hashlib
import os
import re
import stat
from pathlib import Path
from urllib.parse import urlsplit

from seatrial.app.state import write_private
from seatrial.model.index import HttpAnswer
from seatrial.model.world import World
from seatrial.problem import Problem

FOLDER = "files"
OURS = re.compile(r"[0-9a-f]{64}(\.[0-9]+\.new)?")
"""Names of files in the cache."""
KEPT = 20
"""Files that stay in the cache, the newest ones."""


def ask(world: World, url: str, accept: str, seconds: float) -> HttpAnswer | None:
    """Return the answer of an index, whatever its status; None where there is none. No user and no password is sent, not even those in the address."""
    try:
        parts = urlsplit(url)
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        # A file comes as it is: what a server packs it in would change its hash.
        return world.get(plain, {"accept": accept, "accept-encoding": "identity"}, seconds)
    except (Problem, ValueError):
        return None


def fetch(world: World, url: str, sha256: str, limit: int, seconds: float) -> bytes | None:
    """Return the file at an address, from the cache where it is there.

    None where it cannot be had within the time, has more bytes than `limit`, or another SHA-256.
    """
    path = Path(world.cache_folder, FOLDER, sha256)
    kept = _kept(path, limit)
    if kept is not None and hashlib.sha256(kept).hexdigest() == sha256:
        return kept
    answer = ask(world, url, "*/*", seconds)
    if answer is None or answer.status != 200 or len(answer.body) > limit or hashlib.sha256(answer.body).hexdigest() != sha256:
        return None
    # A cache that cannot be written costs another download, and nothing else.
    with contextlib.suppress(OSError, Problem):
        _keep(path, answer.body)
    return answer.body


def _kept(path: Path, limit: int) -> bytes | None:
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(number, "rb") as file:
        return file.read(limit) if stat.S_ISREG(os.fstat(number).st_mode) else None


def _keep(path: Path, data: bytes) -> None:
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(str(path), data)
    # Should the folder be a link to another, what lies there is not ours to take away.
    newest = sorted((one for one in folder.iterdir() if OURS.fullmatch(one.name)), key=lambda one: one.lstat().st_mtime, reverse=True)
    for one in newest[KEPT:]:
        one.unlink()
