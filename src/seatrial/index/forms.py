"""The body of an upload: fields into memory under bounds, the file into a temporary one; taken as PyPI's server takes it."""

import binascii
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import BinaryIO
from urllib.parse import parse_qsl

from seatrial.index.multipart import BOUNDARY, Head, TooMuchError, is_form, options_of, read_parts
from seatrial.model.form import Content, Form, Octets, Unread
from seatrial.model.index import Sending

FIELD_BYTES = 16 << 20
"""All fields together; PyPI's largest forms are far below."""
FIELDS = 20_000
HEAD_BYTES = 65_536
"""Of one part's head."""
PLAIN = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
CHARSET = re.compile(r";\s*charset=([^;]*)", re.IGNORECASE)
CODINGS: dict[str | None, Callable[[bytes], bytes]] = {"base64": binascii.a2b_base64, "quoted-printable": binascii.a2b_qp}
BREAKS: Unread = "breaks"


class _BrokenError(Exception):
    """What PyPI's server breaks on."""


def read_form(content_type: str | None, chunks: Iterable[bytes], spool: Callable[[], BinaryIO], limit: int | None) -> Sending | Unread:
    """Read the body of an upload.

    `content_type` is the header, None where it was not sent. Gives what was sent, or how PyPI's server fails to read it. Of the file
    at most `limit` + 1 bytes are kept, enough to know that it is too large. Without a file, `content` has no name.
    Source: webob 1.8.10, request.py:751 and multidict.py:58; warehouse@6b62157, sanity.py:31.
    """
    header = PLAIN if content_type is None else content_type
    # The server compares as it stands: neither the case nor a space before the semicolon is forgiven.
    kind = header.partition(";")[0]
    if kind not in (PLAIN, MULTIPART):
        return _nothing(spool)
    charset = CHARSET.search(header)
    if charset and charset[1].strip('"').strip().lower().replace("-", "") not in ("", "utf8"):
        return BREAKS
    if kind == PLAIN:
        return _plain(chunks, spool)
    boundary = options_of(header)[1].get("boundary", "")
    if not BOUNDARY.fullmatch(boundary):
        return "form"
    taking = _Taking(spool, limit)
    try:
        read_parts(chunks, boundary.encode(), taking.begin, FIELDS, HEAD_BYTES)
        return taking.sending()
    except (_BrokenError, ValueError) as error:
        taking.close()
        return BREAKS if isinstance(error, _BrokenError) else "form"
    except BaseException:
        taking.close()
        raise


def _nothing(spool: Callable[[], BinaryIO]) -> Sending:
    return Sending(Form(()), Content("", ""), spool(), 0)


def _plain(chunks: Iterable[bytes], spool: Callable[[], BinaryIO]) -> Sending | Unread:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > FIELD_BYTES:
            return "form"
    try:
        fields = parse_qsl(held.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        return "form"
    return _nothing(spool)._replace(form=Form(tuple(fields)))


class _Taking:
    """What was taken of a form so far."""

    def __init__(self, spool: Callable[[], BinaryIO], limit: int | None) -> None:
        self._spool = spool
        self._limit = limit
        self._parts: list[tuple[Head, bytearray]] = []
        self._content = Content("", "")
        self._body: BinaryIO | None = None
        self._size = 0
        self._kept = 0

    def begin(self, head: Head) -> Callable[[bytes], object]:
        if head.kind.startswith("multipart/") and not BOUNDARY.fullmatch(head.boundary or ""):
            raise ValueError(head.kind)
        value = bytearray()
        self._parts.append((head, value))
        if not head.filename:
            return partial(self._keep, value)
        filename = _decoded(head.filename, head)
        if head.name != "content":
            return _drop
        if self._body is not None:
            self._body.close()
        self._body, self._size = self._spool(), 0
        self._content = Content(filename, head.kind, is_file=not is_form(head))
        return partial(self._write, self._body)

    def _keep(self, value: bytearray, piece: bytes) -> None:
        self._kept += len(piece)
        if self._kept > FIELD_BYTES:
            raise TooMuchError
        value += piece

    def _write(self, body: BinaryIO, piece: bytes) -> None:
        self._size += body.write(piece if self._limit is None else piece[: max(0, self._limit + 1 - self._size)])

    def close(self) -> None:
        if self._body is not None:
            self._body.close()

    def sending(self) -> Sending:
        fields = tuple((head.name, _value(head, bytes(value))) for head, value in self._parts if not (head.filename or is_form(head)))
        action = self._last(":action")
        if action and action.filename:
            # A file is no action that the server knows.
            fields = tuple(field for field in fields if field[0] != ":action")
        files = tuple(head.name for head, _ in self._parts if head.filename)
        last = self._last("content")
        body = self._body or self._spool()
        body.seek(0)
        # Of several parts called content the last one counts, be it a file or not.
        content = self._content if last and last.filename else Content("", "")
        return Sending(Form(fields, files), content, body, self._size)

    def _last(self, name: str) -> Head | None:
        return next((head for head, _ in reversed(self._parts) if head.name == name), None)


def _drop(_: bytes) -> None:
    """Files in other fields than `content` are refused by their names."""


def _value(head: Head, value: bytes) -> str:
    """Return the value of a field: text, decoded once more where its head says so; bytes where it came as a file without a name."""
    if head.filename is not None:
        if head.coding in CODINGS or head.charset not in (None, "utf8"):
            raise _BrokenError
        return Octets(repr(value))
    text = value.decode("utf-8", "replace")
    if head.coding in CODINGS:
        text = CODINGS[head.coding](text.encode()).decode()
    return _decoded(text, head)


def _decoded(text: str, head: Head) -> str:
    if head.charset in (None, "utf8"):
        return text
    try:
        return text.encode().decode(head.charset)
    except LookupError:
        raise _BrokenError from None
