"""How an index is reached: proxies, certificates and time limits, as the environment and the user name them."""

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from seatrial.problem import Problem
from seatrial.problem.index import NOT_AN_ADDRESS

if TYPE_CHECKING:
    from urllib3 import PoolManager

TRUST = ("SEATRIAL_CERT", "TWINE_CERT", "PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
"""Variables that name certificates to trust in place of the system's; the first that is set counts."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Address(NamedTuple):
    """Where a request goes, without the password in its address."""

    url: str
    login: str | None
    """`user:password` from the address."""

    @property
    def origin(self) -> tuple[str, str]:
        """Scheme, and host with port."""
        split = urlsplit(self.url)
        return split.scheme, split.netloc


def address(url: str) -> Address:
    """Return an http or https address apart from its login. Raises `Problem` PIX023 where it is none."""
    try:
        split = urlsplit(url)
        _ = split.port
    except ValueError:
        raise Problem(NOT_AN_ADDRESS, url=without_login(url)) from None
    if split.scheme not in ("http", "https") or not split.hostname:
        raise Problem(NOT_AN_ADDRESS, url=without_login(url))
    login, at, host = split.netloc.rpartition("@")
    plain = urlunsplit((split.scheme, host, split.path, split.query, ""))
    return Address(plain, unquote(login) if at else None)


def without_login(url: str) -> str:
    """Return what may be shown of a text that should be an address."""
    return url.rpartition("@")[2][:200]


def manager(url: str, *, authority: str | None = None, certificate: str | None = None, **options: Any) -> "PoolManager":
    """Return what makes connections to an address, through the proxy that the environment names for it.

    `authority` is the path of certificates to trust, else the variables of `TRUST` count, else the system's are trusted.
    `certificate` is the path of the client's own certificate with its key; `options` are urllib3's.
    """
    import urllib3  # noqa: PLC0415  (urllib3 is heavy; most commands ask nobody)

    if trust := authority or next((os.environ[name] for name in TRUST if os.environ.get(name)), None):
        options["ca_cert_dir" if os.path.isdir(trust) else "ca_certs"] = trust  # noqa: PTH112  (a path as it was given)
    if certificate:
        options["cert_file"] = certificate
    named = proxy_of(url)
    if named is None:
        return urllib3.PoolManager(**options)
    proxy = address(named)
    login = urllib3.util.make_headers(proxy_basic_auth=proxy.login) if proxy.login else None
    return urllib3.ProxyManager(proxy.url, proxy_headers=login, **options)


def proxy_of(url: str) -> str | None:
    """Return the proxy that the environment names for an address."""
    split = urlsplit(url)
    host = (split.hostname or "").lower()
    without = (os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or "").lower()
    for one in (part.strip().lstrip("*").lstrip(".") for part in without.split(",")):
        if one and (host == one or host.endswith("." + one) or split.netloc.lower() == one):
            return None
    if host in LOOPBACK or without.strip() == "*":
        return None
    names = (f"{split.scheme}_proxy", f"{split.scheme.upper()}_PROXY", "all_proxy", "ALL_PROXY")
    found = next((os.environ[name] for name in names if os.environ.get(name)), None)
    return found if found is None or "://" in found else f"http://{found}"


def _within(error: object) -> object:
    """Return the reason that urllib3 gives for a failure: its `reason`, or what it puts behind words of its own."""
    args: tuple[object, ...] = getattr(error, "args", ())
    return getattr(error, "reason", None) or (args[1] if len(args) == 2 and isinstance(args[0], str) else None)


def reason_of(error: Exception) -> str:
    """Return the innermost reason of a failure, without the address that urllib3 puts in front of it."""
    inner: object = error
    while isinstance(deeper := _within(inner), Exception):
        inner = deeper
    text = re.sub(r"^\[Errno -?\d+\] ", "", str(inner).rpartition(": ")[2].strip())
    return text or type(inner).__name__
