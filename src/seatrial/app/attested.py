"""The attestations that lie beside a distribution file: read, and judged as far as that goes without their signatures."""
# pathlib would cost each check of a small file a tenth of its time.
# ruff: noqa: PTH110, PTH119

import os
from collections.abc import Mapping, Sequence

from seatrial.model.finding import Finding

ENDINGS = (".publish.attestation", ".slsa.attestation")
"""By which twine and uv find them."""


def is_beside(path: str, paths: Sequence[str]) -> bool:
    """Return whether a path is an attestation of one of the other paths, with which it is judged: shells write both for `dist/*`."""
    return path.endswith(ENDINGS) and path.removesuffix(ENDINGS[0]).removesuffix(ENDINGS[1]) in paths


def judge_beside(path: str, sha256: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on the attestations beside a file, none where there are none; `sha256` is that of the file, or empty.

    A file that cannot be read counts as one that is no JSON.
    """
    there = [path + ending for ending in ENDINGS if os.path.exists(path + ending)]
    if not there:
        return ()
    from seatrial.core.attestation import read_attestation  # noqa: PLC0415  (few files have any)
    from seatrial.model.attestation import Attested  # noqa: PLC0415
    from seatrial.rules.attestation import BESIDE  # noqa: PLC0415
    from seatrial.rules.rule import judge  # noqa: PLC0415

    read = tuple(read_attestation(os.path.basename(one), _content(one)) for one in there)
    return judge(BESIDE, Attested(os.path.basename(path), sha256 or _hash(path), read), path, ignore)


def _content(path: str) -> bytes:
    from pathlib import Path  # noqa: PLC0415

    from seatrial.app.state import read_plain  # noqa: PLC0415
    from seatrial.core.attestation import MOST  # noqa: PLC0415

    try:
        return read_plain(Path(path), MOST + 1)
    except OSError:
        return b""


def _hash(path: str) -> str:
    from seatrial.core.dist import digest  # noqa: PLC0415

    with open(path, "rb") as stream:  # noqa: PTH123
        return digest(stream).sha256
