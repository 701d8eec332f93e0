"""Reading requests to an index: bounded in size, time and redirects; no password reaches a message."""

import queue
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin, urlsplit

from seatrial.core.authorization import basic
from seatrial.edge.connection import Address, address, manager, without_login
from seatrial.edge.trust import SURROUNDINGS, TlsFiles
from seatrial.model.index import HttpAnswer
from seatrial.problem import Problem
from seatrial.problem.index import ANSWER_TOO_LARGE, NO_ANSWER, NOT_AN_ADDRESS, REDIRECTED_AWAY, TOO_SLOW
from seatrial.problem.verify import NO_SCRATCH

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

LIMIT = 64 << 20
"""Bytes of an answer; the longest listings of PyPI have some 20 million."""
REDIRECTS = 5
AGENT = "seatrial"
SECRETS = ("authorization", "cookie")
PIECE = 65_536
GRACE = 60.0
"""Seconds in which at least one piece more of a file has to come: a server that sends a byte now and then would hold us for hours."""
Take = Callable[[Address, "BaseHTTPResponse", float], bytes]
"""What is done with the body of an answer until a moment; gives what of it is kept in memory."""


def get(url: str, headers: Mapping[str, str], seconds: float, files: TlsFiles = SURROUNDINGS) -> HttpAnswer:
    """Ask for a page and return the answer, whatever its status.

    `seconds` bounds the whole request. A user name and password in the address are sent as Basic authorization, and like
    the headers of secrets to that origin only. Redirects are followed within the scheme. Proxies and certificates are
    those that the environment names, as for pip; those of `files` come before them, of which only the first origin sees the client's own.
    Raises `Problem` PIX020 to PIX024: no answer, too large, redirected away, not an address, too slow; PUP004, PUP013, PUP016 for certificates and
    proxies that cannot be used.
    """
    return beside(url, seconds, lambda until: _get(url, headers, until, _body, files))


def download(url: str, headers: Mapping[str, str], seconds: float, path: str, limit: int, files: TlsFiles = SURROUNDINGS) -> HttpAnswer:
    """Ask for a file, and put it where `path` says as it comes; the answer has no body then. An answer with another status than 200 is as `get` gives it.

    Not more than `limit` bytes are taken. Otherwise as `get`; also raises `Problem` PVF024 where the file cannot be written.
    """
    file = _File(path, limit)

    def take(target: Address, response: "BaseHTTPResponse", until: float) -> bytes:
        return _into(file, target, response, until) if response.status == 200 else _body(target, response, until)

    return beside(url, seconds, lambda until: _get(url, headers, until, take, files), file)


class _File:
    """A file that is downloaded, as far as it came."""

    def __init__(self, path: str, limit: int) -> None:
        self.path, self.limit, self.size = path, limit, 0


def beside(url: str, seconds: float, ask: Callable[[float], HttpAnswer], file: _File | None = None) -> HttpAnswer:
    """Return what `ask` returns, which is given the moment until which it may take; what it raises is raised.

    Raises `Problem` PIX023 where `url` is no address, PIX024 where no answer came within the seconds, or a `file` came too slowly.
    """
    first, until = address(url), time.monotonic() + seconds
    answers: queue.SimpleQueue[HttpAnswer | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(ask(until))
        except Exception as error:  # noqa: BLE001  (it is raised where it is waited for)
            answers.put(error)

    # Beside us, because neither the search for a host's address nor a server that sends a byte now and then ends at a socket's time limit.
    threading.Thread(target=work, daemon=True).start()
    answer = _awaited(answers, until, file)
    if answer is None:
        raise Problem(TOO_SLOW, url=first.url)
    if isinstance(answer, Exception):
        raise answer
    return answer


def _awaited(answers: "queue.SimpleQueue[HttpAnswer | Exception]", until: float, file: _File | None) -> HttpAnswer | Exception | None:
    """Return what came until a moment; None where nothing did, or a file got no further for a while."""
    while (left := until - time.monotonic()) > 0:
        before = file.size if file else 0
        try:
            return answers.get(timeout=min(left, GRACE) if file else left)
        except queue.Empty:
            if file and file.size - before < PIECE:
                return None
    return None


def _get(url: str, headers: Mapping[str, str], until: float, take: Take, files: TlsFiles) -> HttpAnswer:
    first = target = address(url)
    for _ in range(REDIRECTS + 1):
        seen = files if target.origin == first.origin else files._replace(certificate=None)
        answer = _ask(target, _headers(headers, target, first), until, take, seen)
        location = answer.headers.get("location")
        if answer.status not in (301, 302, 303, 307, 308) or location is None:
            return answer
        following = _following(target.url, location)
        if urlsplit(following.url).scheme != urlsplit(target.url).scheme:
            raise Problem(REDIRECTED_AWAY, url=target.url, target=following.url)
        # What a server puts in as user and password is not ours to send.
        target = following._replace(login=first.login if following.origin == first.origin else None)
    raise Problem(REDIRECTED_AWAY, url=first.url, target=target.url)


def _following(url: str, location: str) -> Address:
    try:
        return address(urljoin(url, location))
    except ValueError:
        raise Problem(NOT_AN_ADDRESS, url=without_login(location)) from None


def _headers(headers: Mapping[str, str], target: Address, first: Address) -> dict[str, str]:
    sent = {"user-agent": AGENT, "accept-encoding": "gzip"}
    sent.update((name, value) for name, value in headers.items() if target.origin == first.origin or name.lower() not in SECRETS)
    if target.login and not any(name.lower() == "authorization" for name in sent):
        user, _, password = target.login.partition(":")
        sent["authorization"] = basic(user, password)
    return sent


def _ask(target: Address, headers: Mapping[str, str], until: float, take: Take, files: TlsFiles) -> HttpAnswer:
    import urllib3  # noqa: PLC0415  (the package itself first: see `failures`)

    from seatrial.edge.failures import reason_of  # noqa: PLC0415

    left = until - time.monotonic()
    if left <= 0:
        raise Problem(TOO_SLOW, url=target.url)
    try:
        with manager(target.url, files) as connections:
            response = connections.request(
                "GET", target.url, headers=headers, timeout=left, retries=False, redirect=False, preload_content=False
            )
            try:
                told = {name.lower(): value for name, value in response.headers.items()}
                return HttpAnswer(response.status, told, take(target, response, until), target.url)
            finally:
                response.close()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        # To urllib3 a refused connection is a kind of timeout.
        if isinstance(error, urllib3.exceptions.TimeoutError) and not isinstance(error, urllib3.exceptions.NewConnectionError):
            raise Problem(TOO_SLOW, url=target.url) from None
        raise Problem(NO_ANSWER, url=target.url, reason=reason_of(error, target.url)) from None


def _body(target: Address, response: "BaseHTTPResponse", until: float) -> bytes:
    return body_of(target.url, response, until, LIMIT)


def body_of(url: str, response: "BaseHTTPResponse", until: float, limit: int) -> bytes:
    """Return the body of an answer. Raises `Problem` PIX021 where it is larger than `limit`, PIX024 where it is not there in time."""
    body = bytearray()
    for piece in response.stream(PIECE, decode_content=True):
        body += piece
        if len(body) > limit:
            raise Problem(ANSWER_TOO_LARGE, url=url, limit=limit)
        if time.monotonic() > until:
            raise Problem(TOO_SLOW, url=url)
    return bytes(body)


def _into(file: _File, target: Address, response: "BaseHTTPResponse", until: float) -> bytes:
    try:
        # A file of its own, because a try before this one may still be writing.
        Path(file.path).unlink(missing_ok=True)
        content = Path(file.path).open("wb")  # noqa: SIM115  (closed below; only opening it may fail here)
    except OSError as error:
        raise Problem(NO_SCRATCH, reason=error.strerror or str(error)) from error
    with content:
        for piece in response.stream(PIECE, decode_content=True):
            file.size += len(piece)
            if file.size > file.limit:
                raise Problem(ANSWER_TOO_LARGE, url=target.url, limit=file.limit)
            _write(content, piece)
            if time.monotonic() > until:
                raise Problem(TOO_SLOW, url=target.url)
    return b""


def _write(file: BinaryIO, piece: bytes) -> None:
    try:
        file.write(piece)
    except OSError as error:
        raise Problem(NO_SCRATCH, reason=error.strerror or str(error)) from error
