"""The upload form: what the index reads of a distribution."""

from typing import Literal, NamedTuple

Unread = Literal["query", "path", "form", "breaks"]
"""What of a request cannot be read: bytes in the query or the path, the form; `breaks` where PyPI's server breaks on it."""


class Octets(str):
    """Bytes where text is expected, as Python writes them: the value of a field that came as a file without a name."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Form(NamedTuple):
    """The text parts of an upload, in the order in which they are sent.

    Field names are those that PyPI's server reads (warehouse@6b62157, forklift/metadata.py and forms.py).
    """

    fields: tuple[tuple[str, str], ...]
    file_parts: tuple[str, ...] = ()
    """Names of the fields that arrived as a file part (PyPI refuses all but `content`)."""

    def get(self, name: str) -> str | None:
        """Return the last value of a field, or None where it was not sent."""
        found = None
        for field, value in self.fields:
            if field == name:
                found = value
        return found

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a field, in the order sent."""
        return tuple(value for field, value in self.fields if field == name)


class Prepared(NamedTuple):
    """What a file is sent with, as it was when it was judged."""

    size: int
    """Bytes."""
    sha256: str
    """Hex."""
    blake2b_256: str
    """Hex."""
    form: Form | None = None
    """None where it is long, and is made of the file again when that is sent."""


class Content(NamedTuple):
    """The file part of an upload, beside its bytes."""

    filename: str
    content_type: str = "application/octet-stream"
    is_file: bool = True
    """False where its content type makes it a form in the form, of which PyPI's server keeps no bytes."""


class Request(NamedTuple):
    """An upload request before its form is looked at."""

    method: str
    path: str
    action: str | None
    """The field `:action`, of the body or the query string; None where there is none or the body cannot be parsed."""
    unread: Unread | None = None
    repeats: bool = False
    """Whether a field of the form was sent more than once."""
    url: str = ""
    """The whole address of the request."""
