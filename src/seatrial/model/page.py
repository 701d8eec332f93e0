"""A request to the embedded index and the response to it."""

from collections.abc import Mapping
from typing import NamedTuple

from seatrial.model.form import Unread
from seatrial.model.index import Sending
from seatrial.model.shelf import KeptFile


class Request(NamedTuple):
    """One HTTP request, its body already read."""

    method: str
    path: str
    """Decoded, without the query."""
    query: Mapping[str, str] = {}
    headers: Mapping[str, str] = {}
    """Lower-case names; of a header that was sent twice the values joined by commas."""
    sending: Sending | None = None
    """The upload in its body."""
    unread: Unread | None = None
    """What of it could not be read."""
    url: str = ""
    """The whole address, as it was asked for."""
    body: bytes = b""
    """As it came, where it is no upload; bounded."""


class Slice(NamedTuple):
    """Part of a stored file's content."""

    file: KeptFile
    start: int
    stop: int
    """Past its last byte."""


class Response(NamedTuple):
    """One HTTP response; length, date and connection are the server's matter."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | Slice = b""
