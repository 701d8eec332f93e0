"""Which proxy leads to an address, by the variables that curl, pip and twine know."""

import ipaddress
import os
from urllib.parse import urlsplit

LOCALHOST = "localhost"


def proxy_of(url: str) -> str | None:
    """Return the proxy that the environment names for an address, None where it names none or excepts the address.

    Nothing on this machine is reached through a proxy. NO_PROXY takes hosts, the ends of their names, `host:port`, networks such as 10.0.0.0/8, and `*`.
    """
    split = urlsplit(url)
    host = (split.hostname or "").lower().removesuffix(".")
    if _is_here(host) or _excepted(host, split.netloc.rpartition("@")[2].lower()):
        return None
    names = (f"{split.scheme}_proxy", f"{split.scheme.upper()}_PROXY", "all_proxy", "ALL_PROXY")
    found = next((os.environ[name] for name in names if os.environ.get(name)), None)
    return found if found is None or "://" in found else f"http://{found}"


def _is_here(host: str) -> bool:
    try:
        return host == LOCALHOST or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _excepted(host: str, netloc: str) -> bool:
    without = (os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or "").lower()
    for one in (part.strip() for part in without.split(",")):
        end = one.lstrip("*").lstrip(".")
        if one == "*" or (end and (host == end or host.endswith("." + end) or netloc == end)) or _within(host, one):
            return True
    return False


def _within(host: str, network: str) -> bool:
    try:
        return "/" in network and ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False
