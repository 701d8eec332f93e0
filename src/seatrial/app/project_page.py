"""The page on which an index lists the files of a project, asked for before anything is sent; and many names at once."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from seatrial.core.credential.target import same_origin
from seatrial.core.listing import ACCEPT
from seatrial.core.lookup import shown_as
from seatrial.core.published import list_page
from seatrial.core.remote import simple_pages
from seatrial.model.index import HttpAnswer, IndexProfile
from seatrial.model.lookup import Shown
from seatrial.model.published import Page
from seatrial.model.world import World
from seatrial.problem import Problem

SECONDS = 15.0
"""For one page."""
TOGETHER = 5.0
"""For many names, all of them."""
AT_ONCE = 8
START = 20_000
"""Bytes of a page that are looked through for what no list of files has."""


class Seen(NamedTuple):
    """What an index showed of a project."""

    page: Page
    now: float
    """Seconds since the epoch: this machine's time or the index's, whichever is earlier, so that a wrong clock ages no release."""


class Pages:
    """The pages of an index as they were before anything is sent: each project is asked for once, and once more when there is a login."""

    def __init__(self, world: World, profile: IndexProfile, url: str) -> None:
        self._world, self._profile, self._url = world, profile, url
        self._known: dict[tuple[str, bool], Seen] = {}
        self.authorization: str | None = None
        """For an index that shows nothing without a login."""

    def seen(self, project: str) -> Seen:
        """Return what the index showed of a project."""
        key = project, self.authorization is not None and not self._profile.simple_url
        if key not in self._known:
            self._known[key] = project_page(self._world, self._profile, self._url, project, self.authorization)
        return self._known[key]


def project_page(
    world: World, profile: IndexProfile, url: str, project: str, authorization: str | None = None, seconds: float = SECONDS
) -> Seen:
    """Ask an index for the list of a project's files; nothing is raised.

    `url` is its address for uploads, to whose origin alone the `authorization` goes.
    """
    absent: Page | None = None
    now = world.now()
    for address in simple_pages(profile, url, project):
        headers = {"accept": ACCEPT}
        if authorization and same_origin(address, url):
            headers["authorization"] = authorization
        try:
            answer = world.get(address, headers, seconds)
        except Problem:
            continue
        now = min(now, _date(answer, now))
        if answer.url and not profile.simple_url and not same_origin(answer.url, address):
            # What lies behind a redirect to another host is another index's (pypiserver sends there for what it does not have).
            absent = absent or Page("elsewhere", address, reason=answer.url)
            continue
        if answer.status == 200 and _is_list(answer):
            return Seen(list_page(answer.url or address, answer.headers, answer.body, project), now)
        absent = absent or (Page("absent", address) if answer.status in {404, 410} else None)
    return Seen(absent or Page("unread"), now)


def names_shown(world: World, profile: IndexProfile, names: Iterable[str]) -> Mapping[str, Shown]:
    """Ask an index for projects by their names, side by side; those that are not answered for in time are unknown."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  (hardly any upload asks for many names)

    until = world.clock() + TOGETHER

    def ask(name: str) -> Shown:
        left = until - world.clock()
        return shown_as(project_page(world, profile, "", name, seconds=left).page) if left > 0 else "unknown"

    names = tuple(dict.fromkeys(names))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(names, pool.map(ask, names), strict=True))


def _is_list(answer: HttpAnswer) -> bool:
    """Whether an answer may be a page of the simple API: JSON of another kind, and the page on which one logs in, tell nothing."""
    if "json" in answer.headers.get("content-type", "").lower():
        return answer.body.lstrip()[:1] == b"{" and b'"files"' in answer.body
    start = answer.body[:START].lower()
    return b"<form" not in start and b"<script" not in start


def _date(answer: HttpAnswer, now: float) -> float:
    with suppress(ValueError, TypeError, OverflowError):
        return parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
    return now
