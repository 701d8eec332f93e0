"""How an index is reached: its address, and connections through proxies and with certificates as the environment and the user name them."""

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from seatrial.core.authorization import basic
from seatrial.edge.proxies import proxy_of
from seatrial.edge.trust import SURROUNDINGS, TlsFiles, context
from seatrial.problem import Problem
from seatrial.problem.index import NOT_AN_ADDRESS
from seatrial.problem.upload import OTHER_PROXY

if TYPE_CHECKING:
    from urllib3 import PoolManager


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


def manager(url: str, files: TlsFiles = SURROUNDINGS, **options: Any) -> "PoolManager":
    """Return what makes connections to an address, through the proxy that the environment names for it.

    `files` are certificates that the user names, `options` are urllib3's.
    Raises `Problem` PUP004, PUP013 for certificates that cannot be used, PUP016 for a proxy of another kind.
    """
    import urllib3  # noqa: PLC0415  (urllib3 is heavy; most commands ask nobody)

    named = proxy_of(url)
    proxy = None if named is None else _proxy(named)
    if url.startswith("https:") or (proxy and proxy.url.startswith("https:")):
        options["ssl_context"] = context(files)
    if proxy is None:
        return urllib3.PoolManager(**options)
    user, _, password = (proxy.login or "").partition(":")
    login = {"proxy-authorization": basic(user, password)} if proxy.login else None
    return urllib3.ProxyManager(proxy.url, proxy_headers=login, proxy_ssl_context=options.get("ssl_context"), **options)


def _proxy(named: str) -> Address:
    try:
        return address(named)
    except Problem:
        raise Problem(OTHER_PROXY, proxy=without_login(named)) from None
