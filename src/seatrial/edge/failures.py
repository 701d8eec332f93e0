"""What a connection that failed comes to: a problem where trying again would not help, else the innermost reason in few words."""

import re
import ssl
from collections.abc import Iterator

# The package itself too: it waits for another thread that is loading it. A part of it does not, and would find the other's half.
import urllib3
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError, ProxyError
from urllib3.exceptions import TimeoutError as TooLong

from seatrial.edge.connection import without_login
from seatrial.edge.proxies import proxy_of
from seatrial.edge.timed import IN_TIME
from seatrial.problem import Problem
from seatrial.problem.index import NOT_AN_ADDRESS
from seatrial.problem.upload import CERTIFICATE_WANTED, PROXY_REFUSES, UNTRUSTED

TUNNEL = re.compile(r"Tunnel connection failed: (4\d\d.*)", re.DOTALL)
"""http.client's words where a proxy refuses what would be refused again."""
WORDS = 500
"""Characters of a reason that are kept."""
ALERT = re.compile(r"ALERT_(CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE|ACCESS_DENIED)")
"""How OpenSSL names what the other side says of our certificate (RFC 8446, section 6.2)."""


def problem_of(url: str, error: Exception, *, begun: bool) -> Problem | None:
    """Return the Problem that a failure is: PUP001, PUP014, PUP015, PIX023; None where it may pass. `begun` says whether anything of a file was sent."""
    if isinstance(error, urllib3.exceptions.LocationParseError):
        return Problem(NOT_AN_ADDRESS, url=url)
    for inner in _chain(error):
        if refused := TUNNEL.match(str(inner)):
            return proxy_wants_a_login(url, refused[1][:WORDS])
        if not isinstance(inner, ssl.SSLError):
            continue
        name = inner.reason or ""
        if ALERT.search(name):
            return Problem(CERTIFICATE_WANTED, url=url, reason=name.partition("ALERT_")[2].lower().replace("_", " "))
        if isinstance(inner, ssl.SSLCertVerificationError) and not begun:
            who = _proxy(url) if isinstance(error, ProxyError) else url
            return Problem(UNTRUSTED, url=who, reason=inner.verify_message or name)
    return None


def proxy_wants_a_login(url: str, said: str) -> Problem:
    """Return the Problem of a proxy that does not let an upload through."""
    return Problem(PROXY_REFUSES, proxy=_proxy(url), url=url, reason=said)


def reason_of(error: Exception, url: str = "") -> str:
    """Return the innermost reason of a failure, without the address that urllib3 puts in front of it; the proxy stands before it where that failed."""
    chain = list(_chain(error))
    proxy = f"proxy {_proxy(url)}: " if url and any(isinstance(one, ProxyError) for one in chain) else ""
    return proxy + _words(chain)


def _words(chain: list[Exception]) -> str:
    if any(isinstance(one, NameResolutionError) for one in chain):
        return "Name or service not known"
    if any(isinstance(one, ConnectTimeoutError) and not isinstance(one, NewConnectionError) for one in chain):
        return "Connection timed out"
    inner = chain[-1]
    if isinstance(inner, (TooLong, TimeoutError)) and not isinstance(inner, NewConnectionError) and not getattr(inner, "errno", None):
        return IN_TIME
    text = re.sub(r"^\[Errno -?\d+\] ", "", str(inner).rpartition(": ")[2].strip())
    return text[:WORDS] or type(inner).__name__


def _chain(error: Exception) -> Iterator[Exception]:
    """Give a failure and the failures within it: urllib3 keeps them as `reason`, as its only word, or behind words of its own."""
    inner: object = error
    seen: list[object] = []
    while isinstance(inner, Exception) and inner not in seen:
        yield inner
        seen.append(inner)
        args: tuple[object, ...] = inner.args
        deeper = getattr(inner, "reason", None)
        inner = deeper if isinstance(deeper, Exception) else next((one for one in reversed(args) if isinstance(one, Exception)), None)


def _proxy(url: str) -> str:
    return without_login(proxy_of(url) or url)
