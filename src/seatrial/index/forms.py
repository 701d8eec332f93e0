"""The body of an upload: read piece by piece, fields into memory under bounds, the file into a temporary one."""

from collections.abc import Callable, Iterable
from typing import BinaryIO
from urllib.parse import parse_qsl

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from seatrial.model.form import Content, Form
from seatrial.model.index import Sending

FIELD_BYTES = 16 << 20
"""All fields together; PyPI's largest forms are far below."""
FIELDS = 20_000
FILES = ("content", "gpg_signature")


def read_form(content_type: str, chunks: Iterable[bytes], spool: Callable[[], BinaryIO], limit: int | None) -> Sending | None:
    """Read the body of an upload.

    Gives what was sent; None where it is no form that can be read, or more than the bounds allow. Of the file at most
    `limit` + 1 bytes are kept, enough to know that it is too large. Without a file, `content` has no name.
    """
    kind, options = parse_options_header(content_type)
    if kind != "multipart/form-data":
        return _other(kind, chunks, spool)
    boundary = options.get("boundary")
    if not boundary:
        return None
    taking = _Taking(spool, limit)
    try:
        with PushMultipartParser(boundary, max_segment_count=FIELDS, max_header_size=65_536) as parser:
            for chunk in chunks:
                for event in parser.parse(chunk):
                    taking.take(event)
            parser.close()
        return taking.sending()
    except MultipartError:
        # What cannot be parsed has no fields, and is refused as such.
        taking.close()
        return Sending(Form(()), Content("", ""), spool(), 0)
    except BaseException:
        taking.close()
        raise


def _other(kind: str, chunks: Iterable[bytes], spool: Callable[[], BinaryIO]) -> Sending | None:
    """Take a plain form; of a body of another kind nothing."""
    held = bytearray()
    for chunk in chunks:
        if kind == "application/x-www-form-urlencoded" and len(held) <= FIELD_BYTES:
            held += chunk
    try:
        fields = parse_qsl(held.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        return None
    return Sending(Form(tuple(fields)), Content("", ""), spool(), 0)


class _Taking:
    """What was taken of a form so far."""

    def __init__(self, spool: Callable[[], BinaryIO], limit: int | None) -> None:
        self._spool = spool
        self._limit = limit
        self._fields: list[tuple[str, str]] = []
        self._file_parts: list[str] = []
        self._content = Content("", "")
        self._body: BinaryIO | None = None
        self._size = 0
        self._kept = 0
        self._name = ""
        self._filename = ""
        self._value = bytearray()

    def take(self, event: MultipartSegment | bytes | bytearray | None) -> None:
        if event is None:
            self._end()
        elif isinstance(event, MultipartSegment):
            self._begin(event)
        elif not self._filename:
            self._kept += len(event)
            if self._kept > FIELD_BYTES:
                raise MultipartError
            self._value += event
        elif self._name == "content" and self._body is not None:
            self._size += self._body.write(event if self._limit is None else event[: max(0, self._limit + 1 - self._size)])

    def _begin(self, segment: MultipartSegment) -> None:
        self._name, self._filename = segment.name or "", segment.filename or ""
        self._value.clear()
        if self._filename and self._name == "content":
            if self._body is not None:
                self._body.close()
            self._body, self._size = self._spool(), 0
            kind = segment.header("Content-Type")
            # Where the header is absent, PyPI's parser takes the part for text.
            self._content = Content(self._filename, "text/plain" if kind is None else kind)

    def _end(self) -> None:
        if self._filename:
            self._file_parts.append(self._name)
        else:
            # As PyPI's parser does with bytes that are no text.
            self._fields.append((self._name, self._value.decode("utf-8", "replace")))
            if self._name == "content":
                # The last one counts, and this one is no file.
                self._content = Content("", "")

    def close(self) -> None:
        if self._body is not None:
            self._body.close()

    def sending(self) -> Sending:
        body = self._body or self._spool()
        body.seek(0)
        return Sending(Form(tuple(self._fields), tuple(self._file_parts)), self._content, body, self._size)
