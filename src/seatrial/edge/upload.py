"""Uploads to a real index: each file in one request that is read from disk as it is sent, over connections that are kept."""

import platform
import secrets
import time
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError, ProxyError
from urllib3.fields import format_multipart_header_param

from seatrial import __version__
from seatrial.core.replies import asks_for_more, words_of
from seatrial.core.retry import seconds_of
from seatrial.edge.connection import Address, address, manager, without_login
from seatrial.edge.failures import problem_of, proxy_wants_a_login, reason_of
from seatrial.edge.timed import Limit, pools
from seatrial.edge.trust import TlsFiles
from seatrial.model.index import Access, Answer, Sending, Session
from seatrial.problem import Problem
from seatrial.problem.upload import REDIRECTED_IN_CIRCLES, SENT_ELSEWHERE

BLOCK = 256 * 1024
"""Bytes that are read from the file at once."""
ANSWER = 256 * 1024
"""Bytes that are read of an answer."""
REDIRECTS = 3
AGAIN = frozenset({301, 302, 307, 308})
NOT_SENT: Final = (NewConnectionError, ConnectTimeoutError, NameResolutionError, ProxyError)
AGENT = f"seatrial/{__version__} {platform.python_implementation()}/{platform.python_version()} {platform.system()}/{platform.release()}"


def open_session(access: Access) -> Session:
    """Return a session with an index; nothing is connected before the first file is sent.

    `send` returns the answer, also where there is none (`status` None), and raises `Problem`: PUP001 where the index's certificate is not accepted,
    PUP014 where it wants one of ours, PUP002 and PUP003 where it sends the upload elsewhere, PUP015 where a proxy lets nothing through, PIX023 for
    an address that is none. It may be called in several threads. Raises `Problem` PUP004, PUP013, PUP016 for certificates and proxies that cannot be used.
    """
    client = _Client(access)
    return Session(client.send, client.close)


class _Client:
    """The connections to one index."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._url = address(access.url).url
        files = TlsFiles(access.authority, access.certificate)
        self._connections = manager(self._url, files, num_pools=4, maxsize=access.jobs, block=False)
        self._connections.pool_classes_by_scheme = pools(access.patience)

    def send(self, sending: Sending) -> Answer:
        url = self._url
        for _ in range(REDIRECTS + 1):
            answer, location = self._post(url, sending)
            if location is None:
                return answer
            following = _following(url, location)
            if following.origin != address(url).origin or following.login:
                raise Problem(SENT_ELSEWHERE, url=url, target=following.url)
            url = following.url
            sending.body.seek(0)
        raise Problem(REDIRECTED_IN_CIRCLES, url=self._url, times=REDIRECTS)

    def close(self) -> None:
        self._connections.clear()

    def _post(self, url: str, sending: Sending) -> tuple[Answer, str | None]:
        """Return the answer to one request, and where else it is to be sent."""
        body = _Body(sending)
        headers = {
            "User-Agent": AGENT,
            "Accept": "application/json",
            "Content-Type": f"multipart/form-data; boundary={body.boundary}",
            "Content-Length": str(body.size),
        }
        if authorization := self._access.authorization():
            headers["Authorization"] = authorization
        patience = self._access.patience
        try:
            response = self._connections.request(
                "POST", url, body=body, headers=headers, retries=False, redirect=False, preload_content=False,
                timeout=urllib3.Timeout(connect=patience.connect, read=patience.answer),
            )  # fmt: skip
        except (HTTPError, OSError, ValueError) as error:
            if problem := problem_of(url, error, begun=body.begun):
                raise problem from None
            return Answer(None, reason_of(error, url), sent=body.begun and not isinstance(error, NOT_SENT)), None
        try:
            return self._answer(url, response), _location(response)
        finally:
            limit: Limit = response.limit  # type: ignore[attr-defined]  # of our own connections
            limit.end()

    def _answer(self, url: str, response: urllib3.BaseHTTPResponse) -> Answer:
        if response.status == 407:
            response.close()
            raise proxy_wants_a_login(url, f"407 {response.reason or ''}".strip())
        if response.status < 200:
            # http.client takes a notice such as 103 for the answer; what follows on this connection would be taken for that to the next file.
            response.close()
            return Answer(None, words_of(response.status, response.reason or "", "", b""), sent=True)
        until = time.monotonic() + self._access.patience.answer
        body, whole = bytearray(), True
        try:
            for piece in response.stream(16_384, decode_content=True):
                body += piece
                if len(body) > ANSWER or time.monotonic() > until:
                    whole = False
                    break
        except (HTTPError, OSError):
            # The status is there, and says what became of the file.
            whole = False
        if whole:
            response.release_conn()
        else:
            response.close()
        headers = response.headers
        if response.status < 300 and asks_for_more(headers.get("content-type", ""), bytes(body)):
            return Answer(None, words_of(0, "", "text/html", bytes(body)), sent=True)
        words = words_of(response.status, response.reason or "", headers.get("content-type", ""), bytes(body))
        return Answer(response.status, words, retry_after=seconds_of(headers.get("retry-after"), time.time()))


def _location(response: urllib3.BaseHTTPResponse) -> str | None:
    return response.headers.get("location") if response.status in AGAIN else None


def _following(url: str, location: str) -> Address:
    try:
        return address(urljoin(url, location))
    except ValueError:
        raise Problem(SENT_ELSEWHERE, url=url, target=without_login(location)) from None


class _Body:
    """A form and a file as they go over the wire; iterating reads the file."""

    def __init__(self, sending: Sending) -> None:
        self.boundary = secrets.token_hex(16)
        self.begun = False
        """Whether anything was handed to a connection."""
        self._file = sending.body
        line = f"--{self.boundary}\r\nContent-Disposition: form-data; "
        parts = [f"{line}{format_multipart_header_param('name', name)}\r\n\r\n{value}\r\n" for name, value in sending.form.fields]
        named = format_multipart_header_param("filename", sending.content.filename)
        parts.append(f'{line}name="content"; {named}\r\nContent-Type: application/octet-stream\r\n\r\n')
        self._head = "".join(parts).encode("utf-8", "surrogateescape")
        self._tail = f"\r\n--{self.boundary}--\r\n".encode()
        self._left = sending.size
        self.size = len(self._head) + sending.size + len(self._tail)
        """Bytes of the whole."""

    def __iter__(self) -> Iterator[bytes]:
        self.begun = True
        first = self._file.read(min(BLOCK, self._left))
        self._left -= len(first)
        yield self._head + first
        while self._left:
            block = self._file.read(min(BLOCK, self._left))
            if not block:
                # The file became shorter: the request must not end as if it were whole.
                raise OSError("the file became shorter while it was sent")
            self._left -= len(block)
            yield block
        yield self._tail
