"""The top of the page: what it is about, the verdict in one sentence, what such a run does, and the figures that lead to the sections."""

from typing import NamedTuple

from seatrial.model.release import Outcome
from seatrial.model.report import Verdict
from seatrial.model.sentence import Sentence
from seatrial.report.html.ending import ending, title_of
from seatrial.report.html.files import FILES, VERDICT_ROLES, files_of
from seatrial.report.html.findings import FINDINGS, worst
from seatrial.report.html.inside import FILES as COUNT
from seatrial.report.html.inside import INSIDE
from seatrial.report.html.installed import INSTALLED
from seatrial.report.html.markup import Element, e, short, spoken
from seatrial.report.html.parts import MARKS, Role
from seatrial.report.html.steps import TIME
from seatrial.report.numbers import seconds_text
from seatrial.report.steps import index_text
from seatrial.report.summary import counts
from seatrial.report.terminal_check import VERDICTS
from seatrial.report.terminal_findings import COUNTED, NOTHING
from seatrial.text.words import Language, say

KINDS = {
    "check": Sentence("HTM036", "Check"),
    "build": Sentence("HTM037", "Build"),
    "rehearse": Sentence("HTM038", "Rehearsal"),
    "release": Sentence("HTM039", "Release"),
    "resume": Sentence("HTM008", "Release, resumed"),
    "verify": Sentence("HTM044", "Verification"),
}
RELEASE = Sentence(
    "HTM048",
    "A release builds the files of a project, judges them, sends them to an index, installs them back from there, and tags the commit last.",
)
ABOUT = {
    "check": Sentence(
        "HTM045",
        "A check reads files and project folders, and says what PyPI would answer to each file. It runs nothing, builds nothing and sends nothing.",
    ),
    "build": Sentence(
        "HTM046",
        "A build makes the files of a release from a clean copy of the project, and judges them by PyPI's rules. It sends nothing.",
    ),
    "rehearse": Sentence(
        "HTM047",
        "A rehearsal does everything that a release does, on an index that answers as PyPI does and is thrown away at the end. Nothing is published.",
    ),
    "release": RELEASE,
    "resume": RELEASE,
    "verify": Sentence("HTM049", "A verification installs files into fresh environments, imports what they bring and runs their commands."),
}
PLACED = frozenset({"release", "resume", "verify"})
"""Commands that go to an index of the user's choice."""
ON_PAGE = Sentence("HTM058", "On this page")
COUNTED_AS = Sentence("HTM098", "{what}: {number}")
OF = Sentence("HTM097", "{good} of {number}")

WORST: tuple[Verdict, ...] = ("refused", "undecided", "accepted")


class Tile(NamedTuple):
    """A figure that leads to a section."""

    target: str
    label: str
    value: str
    role: Role


def header(outcome: Outcome, language: Language, *, fails: bool) -> Element:
    """Return what the page is about, with the verdict."""
    role, sentence = ending(outcome, language, fails=fails)
    kind = spoken(language, KINDS[outcome.command]) if outcome.command in KINDS else (outcome.command,)
    place = f" · {index_text(outcome.index_name, language)}" if outcome.command in PLACED and outcome.index_name else None
    about = e("p", *spoken(language, ABOUT[outcome.command]), class_="about") if outcome.command in ABOUT else None
    verdict = e("p", e("span", MARKS[role], class_="sign", aria_hidden="true"), e("strong", sentence), class_=f"verdict {role}")
    title = e("h1", short(title_of(outcome, language)))
    return e("header", e("div", e("p", "seatrial · ", *kind, place, class_="kind"), title, verdict, about, class_="wide"))


def tiles(outcome: Outcome, language: Language, sections: set[str]) -> Element | None:
    """Return the figures that lead to those sections that the page has."""
    found = [tile for tile in _tiles(outcome, language) if tile.target in sections]
    items = [
        e("li", e("a", e("span", tile.label, class_="label"), " ", e("b", tile.value, class_=tile.role), href=f"#{tile.target}"))
        for tile in found
    ]
    return e("nav", e("ul", *items, class_="tiles wide"), aria_label=say(language, ON_PAGE)) if items else None


def _tiles(outcome: Outcome, language: Language) -> list[Tile]:
    found = [_findings(outcome, language), _files(outcome, language)]
    if outcome.verified:
        good = sum(one.ok for one in outcome.verified)
        role: Role = "good" if good == len(outcome.verified) else "bad"
        found.append(Tile("installed", say(language, INSTALLED), say(language, OF, {"good": good, "number": len(outcome.verified)}), role))
    members = [size for wheel in outcome.contents for _, size in wheel.members]
    if members:
        found.append(Tile("inside", say(language, INSIDE), say(language, COUNT, {"number": len(members)}), "note"))
    total = sum(step.seconds for step in outcome.steps)
    return [*found, Tile("steps", say(language, TIME), seconds_text(total), "note")]


def _findings(outcome: Outcome, language: Language) -> Tile:
    findings = outcome.report.findings if outcome.report else ()
    total = counts(findings)
    names = [say(language, sentence, {"number": total[name]}) for name, sentence in COUNTED if total[name] and name != "ignored"]
    return Tile("findings", say(language, FINDINGS), " · ".join(names[:2]) or say(language, NOTHING), worst(findings))


def _files(outcome: Outcome, language: Language) -> Tile:
    files = files_of(outcome)
    verdicts = [file.subject.verdict for file in files if file.subject and file.subject.verdict]
    worst_verdict = next((one for one in WORST if one in verdicts), None)
    if worst_verdict:
        counted: dict[str, str | int] = {"what": say(language, VERDICTS[worst_verdict]), "number": verdicts.count(worst_verdict)}
        return Tile("files", say(language, FILES), say(language, COUNTED_AS, counted), VERDICT_ROLES[worst_verdict])
    return Tile("files", say(language, FILES), str(len(files)), "note")
