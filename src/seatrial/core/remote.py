"""What is known of an index from its address for uploads: its profile, and where it may show what it has."""

from urllib.parse import quote, urlsplit, urlunsplit

from seatrial.core.credential.target import PROFILES, profile_of
from seatrial.core.profile import GENERIC
from seatrial.core.protocol import normal
from seatrial.model.credential import Target
from seatrial.model.index import IndexProfile

LEGACY = "/legacy/"


def profile_for(target: Target) -> IndexProfile:
    """Return the profile of an index that files are sent to: PyPI's or TestPyPI's own, else that of an index of which nothing is known."""
    known = profile_of(target.origin)
    if known:
        return PROFILES[known]
    return GENERIC._replace(name=target.name, upload_url=target.url)


def upload_address(target: Target) -> str:
    """Return the address to send to: what was named, with the last slash of `/legacy/` where that is missing, which PyPI's server redirects to."""
    return f"{target.url}/" if urlsplit(target.url).path.endswith(LEGACY.rstrip("/")) else target.url


def simple_pages(profile: IndexProfile, upload_url: str, name: str) -> tuple[str, ...]:
    """Return the addresses where an index may list the files of a project, the likeliest first.

    `/legacy/` becomes `/simple/` (PyPI's way, and the embedded index's); else `simple/` lies below the address (pypiserver, GitLab, Artifactory),
    or `+simple/` does (devpi).
    """
    if profile.simple_url:
        return (f"{profile.simple_url}{quote(normal(name))}/",)
    split = urlsplit(upload_url)
    path = split.path if split.path.endswith("/") else f"{split.path}/"
    if path.endswith(LEGACY):
        roots: tuple[str, ...] = (f"{path.removesuffix(LEGACY)}/simple/",)
    else:
        roots = (f"{path}simple/", f"{path}+simple/")
    return tuple(urlunsplit((split.scheme, split.netloc, f"{root}{quote(normal(name))}/", "", "")) for root in roots)
