"""Reading an index: its pages of one project, and its files, with a login only where it asks for one, and only at its own origin."""

from urllib.parse import urlsplit

from seatrial.app.credentials import credential_for
from seatrial.core.authorization import basic
from seatrial.core.credential.target import profile_of, same_origin
from seatrial.core.listing import ACCEPT
from seatrial.core.published import api_page, list_page
from seatrial.model.credential import Target
from seatrial.model.index import HttpAnswer
from seatrial.model.published import Addresses, Page
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.credential import EMPTY, NOTHING_FOUND
from seatrial.problem.index import REDIRECTED_AWAY, TOO_SLOW

SECONDS = 20.0
"""For one page."""
FRESH = {"cache-control": "no-cache", "pragma": "no-cache"}
"""Asks caches on the way to look whether what they have is old (RFC 9111). PyPI's own takes no orders."""
LOCKS = frozenset({401, 403, 407})
GONE = frozenset({404, 410})
SLOWEST = 50_000
"""Bytes in a second, below which nobody waits for a file."""
DOWNLOAD = 600.0
"""Seconds for a file, beside those for its bytes."""


class Reader:
    """An index that is read; the login is looked for when the index asks for one."""

    def __init__(self, world: World, target: Target, project: str, seconds: float | None = None) -> None:
        self._world, self._target, self._project, self._seconds = world, target, project, seconds or SECONDS
        self._authorization: str | None = None
        self._sought = False

    def list(self, addresses: Addresses) -> Page:
        """Return the list of the project's files, from the first of its addresses that has it."""
        page = self._list(addresses)
        # Some indexes tell those whom they do not know that nothing is there.
        if page.state in {"locked", "absent"} and self._log_in(ask=page.state == "locked"):
            page = self._list(addresses)
        return page

    def api(self, address: str) -> Page:
        """Return the page of a release in the JSON API."""
        if not address:
            return Page("unread")
        answer = self._ask(address, "application/json")
        if isinstance(answer, Page):
            return answer
        return api_page(answer.url or address, answer.headers, answer.body, self._project)

    def download(self, url: str, path: str, limit: int) -> HttpAnswer:
        """Put a file of the index where `path` says. Raises `Problem` as `World.download`."""
        headers = {**self._login(url), "accept-encoding": "identity"}
        return self._world.download(url, headers, DOWNLOAD + limit / SLOWEST, path, limit)

    def _list(self, addresses: Addresses) -> Page:
        best: Page | None = None
        for address in addresses.lists:
            answer = self._ask(address, ACCEPT)
            if not isinstance(answer, Page):
                return list_page(answer.url or address, answer.headers, answer.body, self._project)
            best = answer if best is None or _telling(answer) > _telling(best) else best
        return best or Page("unread")

    def _ask(self, url: str, accept: str) -> HttpAnswer | Page:
        try:
            answer = self._world.get(url, {"accept": accept, **FRESH, **self._login(url)}, self._seconds)
        except Problem as problem:
            return _unanswered(url, problem)
        if answer.url and not same_origin(answer.url, url) and profile_of(self._target.origin) is None:
            return Page("elsewhere", url, reason=answer.url)
        if answer.status == 200:
            return answer
        state = "locked" if answer.status in LOCKS else "absent" if answer.status in GONE else "unread"
        return Page(state, url, reason=f"HTTP {answer.status}")  # type: ignore[arg-type]  # each word is one of the noun's

    def _log_in(self, *, ask: bool) -> bool:
        """Look for a login, once; return whether there is one now. Somebody may be asked where `ask` says so. Raises `Problem` PCR… for one that cannot be right."""
        if self._authorization is not None or (self._sought and not ask) or profile_of(self._target.origin) is not None:
            return False
        self._sought = True
        try:
            found = credential_for(self._world, self._target, project=self._project, interactive=ask)
        except Problem as problem:
            # One that is broken is told of where it is needed; that there is none is told of the page.
            if ask and problem.kind not in (NOTHING_FOUND, EMPTY):
                raise
            return False
        self._authorization = basic(found.user, found.secret.reveal())
        return True

    def _login(self, url: str) -> dict[str, str]:
        if self._authorization is None or not same_origin(url, self._target.url):
            return {}
        return {"authorization": self._authorization}


def _unanswered(url: str, problem: Problem) -> Page:
    """Return what came of a question that had no answer."""
    target = str(problem.values.get("target", ""))
    if problem.kind is not REDIRECTED_AWAY:
        return Page(
            "unread", url, reason=str(problem.values.get("reason") or ("timed out" if problem.kind is TOO_SLOW else problem.kind.id))
        )
    if urlsplit(target).hostname == urlsplit(url).hostname:
        # The same index by another scheme.
        return Page("unread", url, reason=f"→ {target}")
    return Page("elsewhere", url, reason=target)


def _telling(page: Page) -> int:
    """Return how much a page tells that has no files: that something is amiss counts before an absence at another address."""
    return ("absent", "unread", "elsewhere", "locked").index(page.state)
