"""Tells files that are there for what they require from those that have lost their code."""

import re

from seatrial.core.protocol import normal

REQUIRED = re.compile(
    rb"requires-dist:[ \t]*([\w.-]+)(?:[ \t]*\[[^\]]*\])?[ \t]*(\(?==)?(?!.*extra *== *.(?:docs?|tests?|dev|lint)\b)", re.IGNORECASE
)


DOCUMENT = re.compile(
    r"(?:^|/)(?:(?:readme|licen[cs]e|copying|notice|authors|change|history|news|contributing|security)[^/]*|[^/]*\.(?:md|rst)|py\.typed)$",
    re.IGNORECASE,
)
"""What accompanies a package and makes none."""


def letters(name: str) -> str:
    """Return the letters and digits of a name in lower case, by which two spellings are compared."""
    return "".join(one for one in name.lower() if one.isalnum())


def is_document(path: str) -> bool:
    """Tell whether a file says something of a package and does nothing for it."""
    return DOCUMENT.search(path) is not None


def is_collection(filename: str, metadata: bytes | None) -> bool:
    """Tell whether a file seems to be there for its requirements alone: one is pinned, or belongs to its family by name."""
    own = normal(filename.partition("-")[0])
    lines = (metadata or b"").partition(b"\n\n")[0].splitlines()
    found = (REQUIRED.match(line) for line in lines)
    return any(match[2] or normal(match[1].decode("ascii", "replace")).startswith(f"{own}-") for match in found if match)
