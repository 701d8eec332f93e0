"""Tells files that are there for what they require from those that have lost their code."""

import re

from seatrial.core.protocol import normal

REQUIRED = re.compile(
    rb"requires-dist:[ \t]*([\w.-]+)(?:[ \t]*\[[^\]]*\])?[ \t]*(\(?==)?(?!.*extra *== *.(?:docs?|tests?|dev|lint)\b)", re.IGNORECASE
)


def is_collection(filename: str, metadata: bytes | None) -> bool:
    """Tell whether a file seems to be there for its requirements alone: one is pinned, or belongs to its family by name."""
    own = normal(filename.partition("-")[0])
    lines = (metadata or b"").partition(b"\n\n")[0].splitlines()
    found = (REQUIRED.match(line) for line in lines)
    return any(match[2] or normal(match[1].decode("ascii", "replace")).startswith(f"{own}-") for match in found if match)
