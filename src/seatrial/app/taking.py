"""Taking: files of a release from an index to this machine, each held to the hash that the index shows and to the one that is known here."""

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path

from seatrial.app.reading import Reader
from seatrial.model.change import ListedFile
from seatrial.model.event import Told
from seatrial.model.published import Found
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.index import ANSWER_TOO_LARGE, NO_ANSWER, TOO_SLOW
from seatrial.problem.published import NOT_HAD, OTHER_BYTES, WRONG_BYTES

UNTOLD = 2 << 30
"""Most bytes of a file of which the index does not say how many it has."""
LARGEST = 64 << 30
"""Most bytes of any file."""
AGAIN = (1.0, 4.0)
"""Seconds before each further try to have a file."""
ACCIDENTS = (NO_ANSWER, TOO_SLOW)
"""What may be otherwise the next time."""


def take(world: World, reader: Reader, index_name: str, found: Found, files: Sequence[ListedFile], folder: str) -> dict[str, str]:
    """Download files into a folder; return the SHA-256 of each by its name.

    Raises `Problem` PVF055 where one has other bytes than are known here, PVF057 where it has others than the index shows, PVF059 where it is not
    given, PIX020 to PIX024 where its host does not answer.
    """
    taken: dict[str, str] = {}
    for done, file in enumerate(files):
        world.tell(Told("confirm", "progress", done=done, total=len(files), unit="files"))
        path = Path(folder, file.filename)
        digest = _had(reader, file, path)
        if file.sha256 and digest != file.sha256:
            # Once more, so that nothing grave is said of an accident on the way.
            digest = _had(reader, file, path)
            if digest != file.sha256:
                raise Problem(WRONG_BYTES, the_index=index_name, file=file.filename, found=digest, shown=file.sha256)
        ours = found.known.sha256.get(file.filename) if found.known else None
        if found.known and ours and ours != digest:
            values = {"found": digest, "planned": ours, "where": found.known.where, "version": found.version}
            raise Problem(OTHER_BYTES, the_index=index_name, file=file.filename, **values)
        taken[file.filename] = digest
    return taken


def _had(reader: Reader, file: ListedFile, path: Path) -> str:
    """Download one file; return its SHA-256."""
    for wait in (*AGAIN, None):
        try:
            answer = reader.download(file.url, str(path), min(file.size or UNTOLD, LARGEST))
        except Problem as problem:
            if problem.kind is ANSWER_TOO_LARGE and file.size:
                # What has more bytes than the index says is another file.
                raise Problem(NOT_HAD, url=file.url, file=file.filename, reason="it gives more bytes than the index shows") from None
            if wait is None or problem.kind not in ACCIDENTS:
                raise
        else:
            if answer.status == 200:
                with path.open("rb") as content:
                    return hashlib.file_digest(content, "sha256").hexdigest()
            if wait is None or answer.status in {401, 403}:
                break
        threading.Event().wait(wait)
    raise Problem(NOT_HAD, url=file.url, file=file.filename, reason=f"HTTP {answer.status}")
