"""A release on an index: where to ask for it, what its pages say, and what they come to together."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from seatrial.core.listing import entries, listed, status_told
from seatrial.core.protocol import normal
from seatrial.core.remote import simple_pages
from seatrial.core.versions import same_version
from seatrial.model.change import ListedFile
from seatrial.model.index import IndexProfile
from seatrial.model.published import Addresses, Page, ReleaseName, Sighting
from seatrial.problem import Problem
from seatrial.problem.published import NOT_A_RELEASE

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
LISTS = ("/simple/", "/+simple/")
"""How the address of a list of all projects ends."""
QUARANTINED = "quarantined"
MOST = 2**53


def release_name(target: str) -> ReleaseName:
    """Read `NAME==VERSION`, or `NAME` for the newest version. Raises `Problem` PVF050 for anything else."""
    from packaging.version import Version  # noqa: PLC0415  (files are verified without it)

    name, equals, version = target.partition("==")
    try:
        if NAME.fullmatch(name) and (not equals or (Version(version) and version.strip() == version)):
            return ReleaseName(name, version if equals else None)
    except ValueError:
        pass
    raise Problem(NOT_A_RELEASE, target=target, suggested=_suggested(target))


def _suggested(target: str) -> str:
    """Return what may be meant by a requirement."""
    from packaging.version import Version  # noqa: PLC0415

    found = re.fullmatch(
        r"\s*(?P<name>[A-Za-z0-9._-]{1,100})\s*(?:\[[^\]]*\])?\s*(?:[=<>~!]{1,3}\s*(?P<version>[^\s;,]{1,60})(?![^\s;,]))?.*",
        target,
        re.DOTALL,
    )
    name = found["name"] if found and NAME.fullmatch(found["name"]) else "NAME"
    try:
        version = str(Version(found["version"])) if found and found["version"] else "VERSION"
    except ValueError:
        version = "VERSION"
    return f"{name}=={version}"


def versions_in(files: Iterable[ListedFile]) -> tuple[str, ...]:
    """Return the versions of files, the newest first."""
    from packaging.version import Version  # noqa: PLC0415

    return tuple(str(one) for one in sorted({Version(file.version) for file in files}, reverse=True))


def newest(files: Iterable[ListedFile]) -> str | None:
    """Return the newest version, as installers choose it: no yanked one, and a pre-release only where there is nothing else; None where there is none."""
    from packaging.version import Version  # noqa: PLC0415

    found = {Version(file.version) for file in files if not file.yanked}
    chosen = max((one for one in found if not one.is_prerelease), default=max(found, default=None))
    return None if chosen is None else str(chosen)


def addresses(profile: IndexProfile, url: str, name: str) -> Addresses:
    """Return where an index may tell of a project; `url` is the address that the user named: for uploads, of the list of all projects, or of the index itself."""
    split = urlsplit(url)
    path = split.path if split.path.endswith("/") else f"{split.path}/"
    page = quote(normal(name))

    def at(root: str) -> str:
        return urlunsplit((split.scheme, split.netloc, f"{root}{page}/", "", ""))

    if profile.simple_url:
        lists: tuple[str, ...] = simple_pages(profile, url, name)
    elif path.endswith(LISTS):
        lists = (at(path),)
    else:
        known = simple_pages(profile, url, name)
        lists = known if len(known) == 1 else (*known, at(path))
    ending = f"/simple/{page}/"
    root = lists[0].removesuffix(ending).replace("{", "%7B").replace("}", "%7D")
    api = f"{root}/pypi/{page}/{{version}}/json" if lists[0].endswith(ending) else ""
    return Addresses(lists, api, sure=bool(profile.simple_url))


def list_page(url: str, headers: Mapping[str, str], body: bytes, name: str) -> Page:
    """Read a page of the simple API that came with status 200."""
    kind = headers.get("content-type", "")
    return _dated(Page("there", url, listed(body, kind, url, name), status_told(body, kind)), headers)


def api_page(url: str, headers: Mapping[str, str], body: bytes, name: str) -> Page:
    """Read a release in the JSON API that came with status 200; `unread` where it is none."""
    try:
        found = json.loads(body)
        files = [_entry(one) for one in found["urls"] if isinstance(one, dict)]
        about = found["info"]
        ours = isinstance(about, dict) and normal(str(about.get("name"))) == normal(name)
    except (ValueError, KeyError, TypeError, RecursionError):
        return Page("unread", url)
    return _dated(Page("there" if ours else "unread", url, entries(files, url, name)), headers)


def _entry(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file of the JSON API in the words of the simple one."""
    reason = one.get("yanked_reason")
    yanked = one.get("yanked") is True and (reason if isinstance(reason, str) and reason else True)
    return {**one, "hashes": one.get("digests"), "requires-python": one.get("requires_python"), "yanked": yanked}


def _dated(page: Page, headers: Mapping[str, str]) -> Page:
    return page._replace(serial=_number(headers.get("x-pypi-last-serial")), age=_number(headers.get("age")))


def _number(text: str | None) -> int | None:
    found = re.fullmatch(r"[0-9]{1,18}", (text or "").strip())
    return int(found[0]) if found and int(found[0]) < MOST else None


def sighted(wanted: ReleaseName, page: Page, api: Page, ours: Mapping[str, str]) -> Sighting:
    """Return what the list of files (`page`) and the JSON API's page of a release come to together; `ours` are the files that should be there.

    The list counts, because installers go by it; the JSON API is the second witness.
    """
    if page.state in {"locked", "elsewhere", "unread"} and api.state != "there":
        return Sighting(page.state)
    there = tuple(file for file in page.files if wanted.version and same_version(file.version, wanted.version))
    named = {file.filename: file for file in api.files} if api.state == "there" else {}
    old = page.serial is not None and api.serial is not None and page.serial < api.serial
    if not there:
        return Sighting("behind" if named else "no project" if page.state == "absent" else "absent", old=old)
    shown = {file.filename: file for file in there}
    for name, file in shown.items():
        second = named[name].sha256 if name in named else None
        if file.sha256 and second and file.sha256 != second:
            return Sighting("contradiction", there, other=(name, file.sha256, second), old=old)
    missing = tuple(sorted((named.keys() | ours.keys()) - shown.keys()))
    late = tuple(sorted(shown.keys() - named.keys())) if named or api.state == "absent" else ()
    return Sighting("partly" if missing else "shown", there, missing, late, old=old)
