"""The attestations that lie beside a distribution file: read, and judged as far as that goes without their signatures."""
# pathlib would cost each check of a small file a tenth of its time.
# ruff: noqa: PTH110, PTH119

import os
from collections.abc import Mapping, Sequence

from seatrial.model.finding import Finding

ENDING = ".attestation"
ENDINGS = (".publish.attestation", ".slsa.attestation")
"""By which twine and uv find them."""


def is_beside(path: str, paths: Sequence[str]) -> bool:
    """Return whether a path is an attestation of one of the other paths, with which it is judged: shells write both for `dist/*`."""
    return path.endswith(ENDING) and path.removesuffix(ENDING).rpartition(".")[0] in paths


def found_beside(path: str) -> tuple[str, ...]:
    """Return the paths of the attestations that lie beside a file."""
    return tuple(path + ending for ending in ENDINGS if os.path.exists(path + ending))


def judge_beside(path: str, sha256: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on the attestations beside a file, none where there are none; `sha256` is that of the file, or empty.

    A file that cannot be read counts as one that is no JSON.
    """
    there = found_beside(path)
    return _judge(path, sha256, {one: _content(one) for one in there}, ignore) if there else ()


def attestations_of(path: str, there: Sequence[str], sha256: str) -> str:
    """Return attestations as the form of an upload has them. Raises `Problem` PUP010 for one that an index would refuse as it stands."""
    import json  # noqa: PLC0415  (few files have any)

    from seatrial.problem import Problem  # noqa: PLC0415
    from seatrial.problem.upload import BAD_ATTESTATION  # noqa: PLC0415

    contents = {one: _content(one) for one in there}
    for finding in _judge(path, sha256, contents, {}):
        raise Problem(BAD_ATTESTATION, path=path, rule=finding.rule)
    return json.dumps([json.loads(content) for content in contents.values()], separators=(",", ":"))


def _judge(path: str, sha256: str, contents: Mapping[str, bytes], ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    from seatrial.core.attestation import read_attestation  # noqa: PLC0415  (few files have any)
    from seatrial.model.attestation import Attested  # noqa: PLC0415
    from seatrial.rules.attestation import BESIDE  # noqa: PLC0415
    from seatrial.rules.rule import judge  # noqa: PLC0415

    read = tuple(read_attestation(os.path.basename(one), content) for one, content in contents.items())
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
