"""METADATA and PKG-INFO, read leniently: as the packaging library reads them, and plainly where that library gives up."""

import re
from functools import lru_cache
from typing import Any, cast

from seatrial.core.metadata.fields import BY_HEADER, Raw, shaped
from seatrial.model.metadata import Metadata

WORK = 4_000_000
"""Header lines times different header names: past it the library's time, which grows with that product, is not worth waiting for."""
PARTS = re.compile(rb"^content-type\s*:\s*(multipart|message)\b", re.IGNORECASE | re.MULTILINE)
"""A message made of parts, on which the library gives up after it has taken every part apart."""
BEGUN_LATER = re.compile(rb"^[!-9;-~]+:[ \t]*[\r\n]+[ \t]", re.MULTILINE)
HEADER = re.compile(rb"From |[!-9;-~]*:|[\t ]")
"""A line that is, or goes on with, a header; the first that is not ends them (CPython, Lib/email/feedparser.py)."""

Unparsed = dict[str, list[str]]


@lru_cache(maxsize=1)
def parse(data: bytes) -> Metadata:
    """Return what METADATA or PKG-INFO says, whatever is wrong with it.

    Values are as the packaging library reads them (`parse_email`); what it cannot take stands in `Metadata.unparsed`.
    The last answer is kept, because the form and the rules on what is written ask one after the other.
    """
    text = _begun_at_once(data)
    raw, unparsed = _plainly(text) if _beyond(text) else _by_library(text)
    return as_metadata(raw, unparsed)


def as_metadata(raw: Raw, unparsed: Unparsed) -> Metadata:
    """Turn raw metadata into our noun."""
    fields: dict[str, Any] = {}
    for name, value in raw.items():
        if isinstance(value, dict):
            fields[name] = tuple(value.items())
        else:
            fields[name] = value if isinstance(value, str) else tuple(value)
    return Metadata(**fields, unparsed={key: tuple(values) for key, values in unparsed.items()})


def _begun_at_once(data: bytes) -> bytes:
    """Let fields whose first line is empty begin at once, as the parser of Python 3.14 takes them and that of Python 3.11 does not."""
    if not BEGUN_LATER.search(data):
        return data
    lines = data.splitlines(keepends=True)
    joined: list[bytes] = []
    empty = False
    for at, line in enumerate(lines):
        if not HEADER.match(line):
            return b"".join((*joined, *lines[at:]))
        goes_on = line[:1] in b" \t"
        if goes_on and empty:
            joined[-1] = joined[-1].rstrip() + b" " + line.lstrip(b" \t")
        else:
            joined.append(line)
        empty = (empty or not goes_on) and not joined[-1].partition(b":")[2].strip(b" \t\r\n")
    return b"".join(joined)


def _beyond(data: bytes) -> bool:
    head = data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if PARTS.search(head):
        return True
    lines = head.split(b"\n")
    return len(lines) * len({line.partition(b":")[0] for line in lines}) > WORK


def _by_library(data: bytes) -> tuple[Raw, Unparsed]:
    from packaging.metadata import parse_email  # noqa: PLC0415  (its price is paid only where a file is read)

    try:
        raw, unparsed = parse_email(data)
    except Exception:  # noqa: BLE001  (the library breaks in many ways on headers of mail that have no place here)
        return _plainly(data)
    body = unparsed.get("description")
    if body:
        # An undecodable body is left as bytes by the library.
        unparsed["description"] = [_text(part) for part in body]
    return cast("Raw", dict(raw)), unparsed


def _plainly(data: bytes) -> tuple[Raw, Unparsed]:
    head, _, body = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").partition("\n\n")
    values: dict[str, list[str]] = {}
    for line in re.sub(r"\n(?=[ \t])", "\v", head).split("\n"):
        header, colon, value = line.partition(":")
        if colon:
            values.setdefault(header.lower(), []).append(value.strip(" \t").replace("\v", "\n"))
    if body:
        values.setdefault("description", []).append(body)
    raw: Raw = {}
    unparsed: Unparsed = {}
    for header, found in values.items():
        field = BY_HEADER.get(header)
        value_or_none = shaped(field, found) if field else None
        if field is None or value_or_none is None:
            unparsed[header] = found
        else:
            raw[field.name] = value_or_none
    return raw, unparsed


def _text(part: str | bytes) -> str:
    return part.decode("utf-8", "replace") if isinstance(part, bytes) else part
