"""Reading requests to an index: bounded in size, time and redirects; no password reaches a message."""

import os
import queue
import re
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from seatrial.model.index import HttpAnswer
from seatrial.problem import Problem
from seatrial.problem.index import ANSWER_TOO_LARGE, NO_ANSWER, NOT_AN_ADDRESS, REDIRECTED_AWAY, TOO_SLOW

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

LIMIT = 64 << 20
"""Bytes of an answer; the longest listings of PyPI have some 20 million."""
REDIRECTS = 5
AGENT = "seatrial"
SECRETS = ("authorization", "cookie")


class _Target(NamedTuple):
    """Where a request goes, without the password in its address."""

    url: str
    login: str | None
    """`user:password` from the address."""

    @property
    def origin(self) -> tuple[str, str]:
        split = urlsplit(self.url)
        return split.scheme, split.netloc


def get(url: str, headers: Mapping[str, str], seconds: float) -> HttpAnswer:
    """Ask for a page and return the answer, whatever its status.

    `seconds` bounds the whole request. A user name and password in the address are sent as Basic authorization, and like
    the headers of secrets to that origin only. Redirects are followed within the scheme. Proxies and certificates are
    those that the environment names, as for pip.
    Raises `Problem` PIX020 to PIX024: no answer, too large, redirected away, not an address, too slow.
    """
    first = _target(url)
    answers: queue.SimpleQueue[HttpAnswer | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_get(url, headers, time.monotonic() + seconds))
        except Exception as error:  # noqa: BLE001  (it is raised where it is waited for)
            answers.put(error)

    # Beside us, because neither the search for a host's address nor a server that sends a byte now and then ends at a socket's time limit.
    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise Problem(TOO_SLOW, url=first.url) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _get(url: str, headers: Mapping[str, str], until: float) -> HttpAnswer:
    first = target = _target(url)
    for _ in range(REDIRECTS + 1):
        answer = _ask(target, _headers(headers, target, first), until)
        location = answer.headers.get("location")
        if answer.status not in (301, 302, 303, 307, 308) or location is None:
            return answer
        following = _following(target.url, location)
        if urlsplit(following.url).scheme != urlsplit(target.url).scheme:
            raise Problem(REDIRECTED_AWAY, url=target.url, target=following.url)
        # What a server puts in as user and password is not ours to send.
        target = following._replace(login=first.login if following.origin == first.origin else None)
    raise Problem(REDIRECTED_AWAY, url=first.url, target=target.url)


def _following(url: str, location: str) -> _Target:
    try:
        return _target(urljoin(url, location))
    except ValueError:
        raise Problem(NOT_AN_ADDRESS, url=_shown(location)) from None


def _target(url: str) -> _Target:
    try:
        split = urlsplit(url)
        _ = split.port
    except ValueError:
        raise Problem(NOT_AN_ADDRESS, url=_shown(url)) from None
    if split.scheme not in ("http", "https") or not split.hostname:
        raise Problem(NOT_AN_ADDRESS, url=_shown(url))
    login, at, host = split.netloc.rpartition("@")
    plain = urlunsplit((split.scheme, host, split.path, split.query, ""))
    return _Target(plain, unquote(login) if at else None)


def _shown(url: str) -> str:
    return url.rpartition("@")[2][:200]


def _headers(headers: Mapping[str, str], target: _Target, first: _Target) -> dict[str, str]:
    from urllib3.util import make_headers  # noqa: PLC0415  (urllib3 is heavy; most commands ask nobody)

    sent = {"user-agent": AGENT, "accept-encoding": "gzip"}
    sent.update((name, value) for name, value in headers.items() if target.origin == first.origin or name.lower() not in SECRETS)
    if target.login and not any(name.lower() == "authorization" for name in sent):
        sent.update(make_headers(basic_auth=target.login))
    return sent


def _ask(target: _Target, headers: Mapping[str, str], until: float) -> HttpAnswer:
    from urllib3.exceptions import HTTPError, NewConnectionError  # noqa: PLC0415
    from urllib3.exceptions import TimeoutError as TooLong  # noqa: PLC0415

    left = until - time.monotonic()
    if left <= 0:
        raise Problem(TOO_SLOW, url=target.url)
    try:
        with _manager(target.url) as manager:
            response = manager.request(
                "GET", target.url, headers=headers, timeout=left, retries=False, redirect=False, preload_content=False
            )
            try:
                return HttpAnswer(
                    response.status, {name.lower(): value for name, value in response.headers.items()}, _body(target, response, until)
                )
            finally:
                response.close()
    except (HTTPError, OSError, ValueError) as error:
        # To urllib3 a refused connection is a kind of timeout.
        if isinstance(error, TooLong) and not isinstance(error, NewConnectionError):
            raise Problem(TOO_SLOW, url=target.url) from None
        raise Problem(NO_ANSWER, url=target.url, reason=_reason(error)) from None


def _body(target: _Target, response: "BaseHTTPResponse", until: float) -> bytes:
    body = bytearray()
    for piece in response.stream(65_536, decode_content=True):
        body += piece
        if len(body) > LIMIT:
            raise Problem(ANSWER_TOO_LARGE, url=target.url, limit=LIMIT)
        if time.monotonic() > until:
            raise Problem(TOO_SLOW, url=target.url)
    return bytes(body)


def _manager(url: str) -> Any:
    import urllib3  # noqa: PLC0415

    trust = next((os.environ[name] for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE") if os.environ.get(name)), None)
    options: dict[str, Any] = {"ca_certs": trust} if trust else {}
    proxy = _proxy(url)
    if proxy is None:
        return urllib3.PoolManager(**options)
    named = _target(proxy)
    login = urllib3.util.make_headers(proxy_basic_auth=named.login) if named.login else None
    return urllib3.ProxyManager(named.url, proxy_headers=login, **options)


def _proxy(url: str) -> str | None:
    """Return the proxy that the environment names for an address."""
    split = urlsplit(url)
    host = (split.hostname or "").lower()
    without = (os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or "").lower()
    for one in (part.strip().lstrip("*").lstrip(".") for part in without.split(",")):
        if one and (host == one or host.endswith("." + one) or split.netloc.lower() == one):
            return None
    if host in ("localhost", "127.0.0.1", "::1") or without.strip() == "*":
        return None
    names = (f"{split.scheme}_proxy", f"{split.scheme.upper()}_PROXY", "all_proxy", "ALL_PROXY")
    found = next((os.environ[name] for name in names if os.environ.get(name)), None)
    return found if found is None or "://" in found else f"http://{found}"


def _reason(error: Exception) -> str:
    """Return the innermost reason, without the address that urllib3 puts in front of it."""
    inner: object = error
    while isinstance(inner, Exception) and isinstance(getattr(inner, "reason", None), Exception):
        inner = getattr(inner, "reason", None)
    text = re.sub(r"^\[Errno -?\d+\] ", "", str(inner).rpartition(": ")[2].strip())
    return text or type(inner).__name__
