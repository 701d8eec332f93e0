"""The index that a credential is for: from what the user names to an address, and to the origin that it is bound to."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from seatrial.core.profile import OLD_HOSTS, PYPI, TESTPYPI
from seatrial.model.credential import NamedBy, Origin, Target
from seatrial.model.index import IndexProfile
from seatrial.problem import Problem
from seatrial.problem.credential import LOGIN_IN_ADDRESS, NOT_AN_ADDRESS

PROFILES: Mapping[str, IndexProfile] = {profile.name: profile for profile in (PYPI, TESTPYPI)}
PORTS = {"https": 443, "http": 80}
PLAIN = re.compile(r"[!-\[\]-~]+")
"""What an address may consist of; of a backslash libraries think differently."""
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]+\]")
LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")


def is_address(named: str) -> bool:
    """Return whether what names an index is an address, rather than a name."""
    return "/" in named or ":" in named


def origin_of(url: str) -> Origin:
    """Return the origin of an address. Raises `Problem` PCR028 where it cannot be read without doubt, PCR022 where it has a login."""
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError:
        raise Problem(NOT_AN_ADDRESS, address=_shown(url)) from None
    if "@" in split.netloc:
        raise Problem(LOGIN_IN_ADDRESS, place=_shown(url))
    host = split.netloc.removesuffix(f":{port}")
    if split.scheme not in PORTS or not PLAIN.fullmatch(url) or not HOST.fullmatch(host) or port == 0:
        raise Problem(NOT_AN_ADDRESS, address=_shown(url))
    return Origin(split.scheme, host.strip("[]").lower().removesuffix("."), port or PORTS[split.scheme])


def built_in(name: str) -> Target:
    """Return the target of PyPI or TestPyPI, by its name."""
    url = PROFILES[name].upload_url
    return Target(name, url, origin_of(url), "built in")


def target_at(url: str, named_by: NamedBy, name: str = "") -> Target:
    """Return the target at an address; PyPI's and TestPyPI's hosts lead to them, however their address is spelt.

    Raises `Problem` as `origin_of`.
    """
    origin = origin_of(url)
    known = profile_of(origin)
    if known is None:
        return Target(name or url, url, origin, named_by)
    return built_in(known)._replace(name=name or known)


def profile_of(origin: Origin) -> str | None:
    """Return `pypi` or `testpypi` where an origin is one of theirs, those of long ago too; None where it is not."""
    return index_at(origin.host) if origin.port == PORTS[origin.scheme] else None


def index_at(host: str) -> str | None:
    """Return `pypi` or `testpypi` for a host of theirs, None for any other."""
    for name, profile in PROFILES.items():
        if host in (urlsplit(profile.site).hostname, urlsplit(profile.upload_url).hostname):
            return name
    return OLD_HOSTS.get(host)


def is_loopback(origin: Origin) -> bool:
    """Return whether an origin lies on this machine."""
    return LOOPBACK.fullmatch(origin.host) is not None


def same_origin(url: str, other: str) -> bool:
    """Return whether two addresses are of one origin, however they spell it; what cannot be read without doubt is of none."""
    try:
        return origin_of(url) == origin_of(other)
    except Problem:
        return False


def same_place(url: str, other: str) -> bool:
    """Return whether two addresses differ in nothing but a slash at their ends."""
    return url.rstrip("/") == other.rstrip("/")


def _shown(url: str) -> str:
    # Behind the last @ stands no password, wherever the login begins.
    return url.rpartition("@")[2][:200]
