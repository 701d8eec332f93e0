"""Naming: asks an index whether a project's name is free, ours, or taken by somebody else."""

import json
import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urlsplit

from seatrial.core.profile import GENERIC, PYPI, domain
from seatrial.core.protocol import normal
from seatrial.model.event import Told
from seatrial.model.index import HttpAnswer, IndexProfile
from seatrial.model.metadata import Metadata
from seatrial.model.project import Project
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem

SECONDS = 4.0
"""Nobody waits longer for a name."""
FREE = Sentence("STR010", "The name {name} is free on {index}.")
OURS = Sentence("STR011", "{name} is on {index} already, and looks like this project: both name {mark}.")
TAKEN = Sentence("STR012", "The name {name} is taken on {index} by another project: {theirs} Choose another name before you release there.")
UNSURE = Sentence("STR013", "{name} is on {index} already; whether it is this project cannot be told: {theirs}")
UNKNOWN = Sentence("STR014", "Whether the name {name} is free is not known: {index} could not be asked.")
OFFLINE = Sentence("STR015", "The name was not looked up.")
Standing = Literal["free", "ours", "taken", "unsure", "unknown"]
VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
"""Where users of uv and pip name their index, the strongest first."""
FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", domain(PYPI)})
"""Hosts whose bare address says nothing about a project."""


class Asked(NamedTuple):
    """What an index said about a name."""

    at: str
    """Name of the index."""
    name: str
    status: Literal["absent", "there", "unknown"]
    marks: frozenset[str] = frozenset()
    """What tells whose the project is: addresses, e-mail addresses, names of authors."""
    summary: str = ""


def index_of(environ: Mapping[str, str], given: IndexProfile | None) -> IndexProfile:
    """Return the index to ask: the given one, else the one that the user's environment names for uv or pip, else PyPI."""
    url = next((environ[name] for name in VARIABLES if environ.get(name)), None)
    if given is not None or url is None:
        return given or PYPI
    simple = url.rpartition("=")[2] if url.partition("=")[0].isidentifier() else url
    # What is no address may have a password in it all the same.
    shown = simple.rpartition("@")[2]
    try:
        parts = urlsplit(simple)
    except ValueError:
        return GENERIC._replace(name=shown, site="", simple_url="")
    site = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/simple')}"
    return GENERIC._replace(name=parts.hostname or shown, site=site, simple_url=f"{simple.rstrip('/')}/")


def ask(world: World, profile: IndexProfile, name: str) -> Asked:
    """Ask an index for a name; never raises, and takes a few seconds at most."""
    asked = Asked(shown_at(profile), name, "unknown")
    if urlsplit(profile.simple_url).scheme not in {"http", "https"}:
        return asked
    page = quote(normal(name), safe="")
    answer = _get(world, f"{profile.simple_url}{page}/", "application/vnd.pypi.simple.v1+json")
    if answer is None or answer.status not in {200, 404}:
        return asked
    if answer.status == 404:
        return asked._replace(status="absent")
    return described(world, profile, name) or asked._replace(status="there")


def described(world: World, profile: IndexProfile, name: str) -> Asked | None:
    """Return what the JSON API of an index tells of a project that it has; None where it tells nothing."""
    page = quote(normal(name), safe="")
    asked = Asked(shown_at(profile), name, "there")
    answer = _get(world, f"{profile.site}/pypi/{page}/json", "application/json")
    return _described(asked, answer) if answer and answer.status == 200 else None


def told(asked: Asked) -> str:
    """Return in a few words what an index told of a project."""
    return " ".join(part for part in (asked.summary, f"({', '.join(sorted(asked.marks)[:2])})" if asked.marks else "") if part) or "-"


def standing(asked: Asked, ours: frozenset[str]) -> tuple[Standing, Said]:
    """Return how a name stands for a project with these marks, and the sentence that says it."""
    values = {"name": asked.name, "index": asked.at}
    if asked.status == "unknown":
        return "unknown", Said(UNKNOWN, values)
    if asked.status == "absent":
        return "free", Said(FREE, values)
    shared = sorted(asked.marks & ours)
    if shared:
        return "ours", Said(OURS, {**values, "mark": shared[0]})
    certain = bool(asked.marks and ours)
    values["theirs"] = told(asked)
    return ("taken", Said(TAKEN, values)) if certain else ("unsure", Said(UNSURE, values))


class Asking:
    """A question for a name that runs beside other work; the answer is told as soon as it is known."""

    def __init__(self, world: World, profile: IndexProfile, name: str, marks: frozenset[str]) -> None:
        self._world, self._profile, self._name, self._marks = world, profile, name, marks
        self._answer: Asked | None = None
        self._guard = threading.Lock()
        self._until = world.clock() + SECONDS
        world.tell(Told("name", "started"))
        self._thread = threading.Thread(target=lambda: self._take(ask(world, profile, name)), daemon=True)
        self._thread.start()

    def result(self) -> Asked:
        """Return the answer; a question that nobody answered in time has none."""
        self._thread.join(max(self._until - self._world.clock(), 0))
        return self._take(Asked(shown_at(self._profile), self._name, "unknown"))

    def _take(self, answer: Asked) -> Asked:
        with self._guard:
            if self._answer is not None:
                return self._answer
            self._answer = answer
        self._world.tell(Told("name", "skipped" if answer.status == "unknown" else "done", standing(answer, self._marks)[1]))
        return answer


def project_marks(project: Project) -> frozenset[str]:
    """Return what tells whose a project is, from its build files."""
    return _marks(project.urls, project.authors)


def metadata_marks(metadata: Metadata) -> frozenset[str]:
    """Return what tells whose a project is, from the metadata of a file."""
    people = (metadata.author, metadata.author_email, metadata.maintainer, metadata.maintainer_email)
    return _marks((metadata.home_page, metadata.download_url, *(url for _, url in metadata.project_urls)), people)


def shown_at(profile: IndexProfile) -> str:
    """Return what an index is called where it was asked: its host."""
    return urlsplit(profile.simple_url).hostname or profile.name


def _get(world: World, url: str, accept: str) -> HttpAnswer | None:
    try:
        return world.get(url, {"accept": accept}, SECONDS / 2)
    except Problem:
        return None


def _described(asked: Asked, answer: HttpAnswer | None) -> Asked:
    try:
        info: dict[str, Any] = json.loads(answer.body)["info"] if answer and answer.status == 200 else {}
        urls = (info.get("project_urls") or {}).values()
        people = (info.get(key) for key in ("author", "author_email", "maintainer", "maintainer_email"))
        marks = _marks((info.get("home_page"), info.get("download_url"), *urls), people)
        return asked._replace(marks=marks, summary=str(info.get("summary") or "")[:200])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return asked


def _marks(urls: Iterable[str | None], people: Iterable[str | None]) -> frozenset[str]:
    found = {_address(url) for url in urls if url}
    for text in people:
        for one in (text or "").split(","):
            mail = re.search(r"[^\s<>\"]+@[^\s<>\"]+", one)
            found.update((mail[0].lower() if mail else "", one.partition("<")[0].strip(' "').lower() if not mail or "<" in one else ""))
    return frozenset(found - {""})


def _address(url: str) -> str:
    try:
        parts = urlsplit(url.strip().lower())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/").removesuffix(".git")
    return "" if not host or (host in FORGES and not path) else host + path
