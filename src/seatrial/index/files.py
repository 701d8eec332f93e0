"""Files of the embedded index as responses: whole, in part, and their metadata."""

import re
from typing import NamedTuple
from urllib.parse import quote

from seatrial.index.answers import absent, has_tag, not_modified
from seatrial.model.page import Request, Response, Slice
from seatrial.model.shelf import KeptFile, Store

PATH = re.compile(r"/packages/([0-9a-f]{2})/([0-9a-f]{2})/([0-9a-f]{60})/([^/\\]+)")
CACHED = ("Cache-Control", "max-age=365000000, immutable, public")


class _Range(NamedTuple):
    start: int
    stop: int


def file_url(base: str, filename: str, blake2b_256: str) -> str:
    """Return the address of a file, known before the file is sent.

    `base` is the address of the index; the digest is in hex.
    """
    digest = blake2b_256
    return f"{base.rstrip('/')}/packages/{digest[:2]}/{digest[2:4]}/{digest[4:]}/{quote(filename)}"


def file_response(store: Store, request: Request) -> Response:
    """Answer a request for a file or for its metadata: the name must be the one that came with these bytes, so no path leads elsewhere."""
    match = PATH.fullmatch(request.path)
    file = store.view().digests.get("".join(match.groups()[:3])) if match else None
    name = match[4] if match else ""
    if file is None:
        return absent()
    if name == f"{file.filename}.metadata" and file.metadata_sha256:
        headers = (*_headers(name, file.metadata_sha256, file.uploaded), ("Content-Type", "application/octet-stream"))
        response = Response(200, "OK", headers, store.metadata(file))
        return not_modified(response) if has_tag(request, f'"{file.metadata_sha256}"') else response
    if name != file.filename or not store.has(file):
        return absent()
    return _content(request, file)


def _content(request: Request, file: KeptFile) -> Response:
    headers = (
        *_headers(file.filename, file.sha256, file.uploaded),
        ("Accept-Ranges", "bytes"),
        ("Content-Type", "application/octet-stream"),
    )
    whole = Response(200, "OK", headers, Slice(file, 0, file.size))
    if has_tag(request, f'"{file.sha256}"'):
        return not_modified(whole)
    part = _range(request, file)
    if part is None:
        return whole
    if part.start >= part.stop:
        return Response(416, "Range Not Satisfiable", (("Content-Range", f"bytes */{file.size}"), ("Accept-Ranges", "bytes")))
    shown = ("Content-Range", f"bytes {part.start}-{part.stop - 1}/{file.size}")
    return Response(206, "Partial Content", (*headers, shown), Slice(file, part.start, part.stop))


def _range(request: Request, file: KeptFile) -> _Range | None:
    """Return the one range that is asked for; None where the whole file is. An empty range cannot be satisfied."""
    match = re.fullmatch(r"bytes=([0-9]{0,18})-([0-9]{0,18})", request.headers.get("range", "").replace(" ", ""))
    if not match or not any(match.groups()) or request.headers.get("if-range", f'"{file.sha256}"') != f'"{file.sha256}"':
        return None
    first, last = match.groups()
    if not first:
        return _Range(max(0, file.size - int(last)), file.size if int(last) else 0)
    if last and int(last) < int(first):
        return None
    return _Range(int(first), min(int(last) + 1 if last else file.size, file.size))


def _headers(name: str, digest: str, _uploaded: float) -> tuple[tuple[str, str], ...]:
    shown = re.sub(r'[^\x20-\x7e]|["\\]', "_", name)
    return (
        ("ETag", f'"{digest}"'),
        CACHED,
        ("Content-Disposition", f"attachment; filename=\"{shown}\"; filename*=UTF-8''{quote(name, safe='')}"),
    )
