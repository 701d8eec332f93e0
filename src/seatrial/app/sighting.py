"""Sighting: asks an index for a release until its pages show it, for a bounded time, and says why they do not."""

import threading
from collections.abc import Sequence
from urllib.parse import quote

from seatrial.app.known_files import known_files
from seatrial.app.reading import Reader
from seatrial.core.published import QUARANTINED as IN_QUARANTINE
from seatrial.core.published import newest, sighted, versions_in
from seatrial.model.event import Told
from seatrial.model.finding import Value
from seatrial.model.published import Found, Inquiry, KnownFiles, Page, ReleaseName, Sighting
from seatrial.model.sentence import Kind, Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.published import (
    BEHIND,
    CONTRADICTION,
    ELSEWHERE,
    LOCKED,
    NO_PAGES,
    NO_PROJECT,
    NO_VERSION,
    OTHER_BYTES,
    PARTLY,
    QUARANTINED,
)

FIRST = 1.0
"""Seconds before the second look; each further wait is twice as long."""
LONGEST = 15.0
NAMED = 5
"""Versions and files that a sentence names."""
WAITING = {
    "behind": Sentence("VPB001", "The JSON API of {the_index} shows {what}, its list of files does not: that page is from a cache. Looking again in {seconds} s."),
    "absent": Sentence("VPB015", "{the_index} does not show {what} yet; its pages may come from caches. Looking again in {seconds} s."),
    "partly": Sentence("VPB016", "{the_index} shows {what} without {files} yet. Looking again in {seconds} s."),
    "unread": Sentence("VPB017", "{the_index} does not give its list of files ({reason}). Looking again in {seconds} s."),
    "contradiction": Sentence("VPB018", "The pages of {the_index} on {what} contradict one another. Looking again in {seconds} s."),
}  # fmt: skip
FINAL = frozenset({"shown", "locked", "elsewhere"})
"""What waiting does not change."""


def look_for(world: World, reader: Reader, inquiry: Inquiry, pause: threading.Event) -> Found:
    """Ask an index until it shows a release with all of its files; between two looks `pause` is waited on.

    Raises `Problem` PVF051 to PVF056, PVF058, PVF060 to PVF062 where it does not within the time, or shows other bytes than are known here.
    """
    until, wait = world.clock() + inquiry.wait, FIRST
    while True:
        page = reader.list(inquiry.places)
        wanted = inquiry.wanted._replace(version=inquiry.wanted.version or newest(page.files))
        api = reader.api(inquiry.places.api.format(version=quote(wanted.version, safe=""))) if wanted.version else Page("unread")
        known = known_files(world, inquiry.folder, wanted.name, wanted.version, inquiry.index_name) if wanted.version else None
        sighting = sighted(wanted, page, api, known.sha256 if known and known.whole else {})
        if wanted.version and sighting.state == "shown":
            found = Found(
                wanted.name, wanted.version, sighting.files, page, sighting.late if inquiry.places.sure else (), known, sighting.old
            )
            refuse_other_bytes(inquiry.index_name, found)
            return found
        left = until - world.clock()
        if sighting.state in FINAL or page.status == IN_QUARANTINE or left <= 0:
            raise _missing(inquiry, wanted, sighting, (page, api), known)
        _tell(world, inquiry, wanted, sighting, page.reason, min(wait, left))
        pause.wait(min(wait, left))
        wait = min(wait * 2, LONGEST)


def refuse_other_bytes(index_name: str, found: Found) -> None:
    """Raise `Problem` PVF055 where an index shows a file with another hash than is known here."""
    for file in found.files:
        ours = found.known.sha256.get(file.filename) if found.known else None
        if found.known and ours and file.sha256 and ours != file.sha256:
            values = {"file": file.filename, "found": file.sha256, "planned": ours, "where": found.known.where, "version": found.version}
            raise Problem(OTHER_BYTES, the_index=index_name, **values)


def _tell(world: World, inquiry: Inquiry, wanted: ReleaseName, sighting: Sighting, reason: str, seconds: float) -> None:
    state = "absent" if sighting.state == "no project" else sighting.state
    values = {"the_index": inquiry.index_name, "what": _what(wanted), "reason": reason, "seconds": f"{seconds:.3g}"}
    world.tell(Told("confirm", "note", Said(WAITING[state], {**values, "files": _named(sighting.missing)})))


def _missing(inquiry: Inquiry, wanted: ReleaseName, sighting: Sighting, pages: tuple[Page, Page], known: KnownFiles | None) -> Problem:
    """Return why a release is not shown, as the problem that it is."""
    page, api = pages
    at, waited = {"the_index": inquiry.index_name}, round(inquiry.wait)
    what = {**at, "name": wanted.name, "version": wanted.version or "-"}
    if page.status == IN_QUARANTINE:
        return Problem(QUARANTINED, **at, name=wanted.name)
    ours = [name for name in sighting.missing if known and name in known.sha256]
    if known and ours:
        return Problem(PARTLY, **what, seconds=waited, files=_named(ours), where=known.where)
    if sighting.state in {"behind", "partly"}:
        files = sighting.missing or [file.filename for file in api.files]
        return Problem(BEHIND, **what, seconds=waited, files=_named(files))
    name, found, other = sighting.other
    reasons: dict[str, tuple[Kind, dict[str, Value]]] = {
        "contradiction": (CONTRADICTION, {**at, "file": name, "found": found, "other": other}),
        "locked": (LOCKED, {"url": page.url, "status": page.reason.removeprefix("HTTP ")}),
        "elsewhere": (ELSEWHERE, {"url": page.url, "target": page.reason}),
        "unread": (NO_PAGES, {"url": page.url, "reason": page.reason}),
        "no project": (NO_PROJECT, {**at, "name": wanted.name, "seconds": waited}),
        "absent": (NO_VERSION, {**what, "seconds": waited, "versions": _named(versions_in(page.files)) or "-"}),
    }
    kind, values = reasons[sighting.state]
    return Problem(kind, **values)


def _what(wanted: ReleaseName) -> str:
    return f"{wanted.name} {wanted.version}" if wanted.version else wanted.name


def _named(names: Sequence[str]) -> str:
    return ", ".join((*names[:NAMED], *(("…",) if len(names) > NAMED else ())))
