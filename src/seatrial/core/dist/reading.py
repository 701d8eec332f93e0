"""Reads a distribution of any kind by its name."""

from typing import BinaryIO

from seatrial.core.dist.digests import digest
from seatrial.model.dist import Digests, Dist, Look, Unknown


def read(stream: BinaryIO, filename: str, look: Look | None = None, *, hashed: bool = True, code: bool = True) -> Dist:
    """Return the facts of a distribution; no content of the stream makes it fail.

    `stream` is seekable. `look` is called with the content of each text-like member under a bound. Where `hashed` is false the hashes
    of the whole file stay empty, which saves most of the time on a large file; where `code` is false no module is parsed. Raises what reading the stream raises (OSError).
    """
    digests = digest(stream) if hashed else Digests(stream.seek(0, 2), "", "")
    if filename.endswith(".whl"):
        from seatrial.core.dist.wheelreading import read_wheel  # noqa: PLC0415  (a command pays only for the format that it reads)

        return read_wheel(stream, filename, digests, look, code=code)
    if filename.endswith(".tar.gz"):
        from seatrial.core.dist.sdistreading import read_tar_sdist  # noqa: PLC0415

        return read_tar_sdist(stream, filename, digests, look, code=code)
    if filename.endswith(".zip"):
        from seatrial.core.dist.zipsdistreading import read_zip_sdist  # noqa: PLC0415

        return read_zip_sdist(stream, filename, digests, look)
    return Unknown(filename, digests.size, digests.sha256, digests.blake2b_256)
