"""The findings of the page: by severity, each with its message, why, fix, places and link; the ignored ones folded."""

from collections.abc import Iterable

from seatrial.model.finding import Finding, Severity
from seatrial.model.release import Outcome
from seatrial.model.report import Report
from seatrial.model.sentence import Sentence
from seatrial.report.entries import Entry, entries, place, refusal_text
from seatrial.report.html.markup import HELD, Element, Node, e, held, rich, short, spoken
from seatrial.report.html.parts import Role, bounded, marked, pairs, section
from seatrial.report.summary import ORDER, counts
from seatrial.report.terminal_findings import COUNTED, IGNORED, IGNORED_COUNT, NOTHING, PYPI_SAYS
from seatrial.report.terminal_problem import FIX, WHY
from seatrial.text.words import Language, say

FINDINGS = Sentence("HTM040", "Findings")
LEAD = Sentence(
    "HTM041",
    "An error: PyPI refuses the file, or it does not install or import. A warning: it is taken, and somebody who uses it will be hurt. A note is advice.",
)
SOURCE = Sentence("HTM043", "source")
MESSAGES = 20
"""Messages of one rule that are shown …"""
PLACES = 20
"""… and the places of each."""
ROLES: dict[Severity, Role] = {"error": "bad", "warning": "warn", "note": "note"}


def findings_section(outcome: Outcome, language: Language) -> Element | None:
    """Return what was found as a section, None where nothing was judged."""
    if outcome.report is None:
        return None
    found = entries(outcome.report.findings, language, held)
    total = counts(outcome.report.findings)
    names = dict(COUNTED)
    known = _known(outcome.report)
    groups: list[Node] = []
    for severity in ORDER:
        own = [entry for entry in found if entry.severity == severity and entry.ignored is None]
        if own:
            groups += [e("h3", *spoken(language, names[severity], number=total[severity])), *_articles(own, language, known)]
    if total["ignored"]:
        groups.append(_ignored([entry for entry in found if entry.ignored is not None], total["ignored"], language, known))
    if not groups:
        groups.append(e("p", marked("good", *spoken(language, NOTHING))))
    return section("findings", spoken(language, FINDINGS), spoken(language, LEAD) if found else (), *groups)


def worst(findings: Iterable[Finding]) -> Role:
    """Return the role of the gravest finding that counts."""
    total = counts(findings)
    return next((ROLES[severity] for severity in ORDER if total[severity]), "good")


def _ignored(found: list[Entry], number: int, language: Language, known: frozenset[str]) -> Element:
    summary = e("summary", *spoken(language, IGNORED_COUNT, number=number))
    return e("details", summary, *_articles(found, language, known), class_="ignored")


def _articles(found: list[Entry], language: Language, known: frozenset[str]) -> list[Element]:
    return [_article(entry, language, known) for entry in found]


def _article(entry: Entry, language: Language, known: frozenset[str]) -> Element:
    words, role = entry.words, "dim" if entry.ignored is not None else ROLES[entry.severity]
    heading = e("h4", marked(role, *rich(words.title)), " ", e("code", words.id, class_="id"))
    messages = bounded(
        (_message(text, found, known, language) for text, found in entry.messages.items()), len(entry.messages), MESSAGES, language
    )
    refusals = {found.refusal: None for group in entry.messages.values() for found in group if found.refusal}
    details = pairs(
        (
            (say(language, PYPI_SAYS), tuple(refusal_text(one) for one in list(refusals)[:1])),
            (say(language, WHY), rich(words.why)),
            (say(language, FIX), rich(words.fix)),
            (say(language, SOURCE), _link(words.url)),
        )
    )
    reason = None if entry.ignored is None else e("p", *spoken(language, IGNORED, reason=entry.ignored), class_="reason")
    return e("article", heading, reason, e("div", messages, class_="messages"), details, class_=f"finding {role}")


def _known(report: Report) -> frozenset[str]:
    """Return places that go without saying: the only thing that was judged, and folders of projects."""
    subjects = report.subjects
    return frozenset(subject.path for subject in subjects if subject.kind == "project" or len(subjects) == 1)


def _message(text: str, found: list[Finding], known: frozenset[str], language: Language) -> Element:
    told = [one for one in found if one.member is not None or one.line is not None or (one.file or one.subject) not in known]
    places = list(dict.fromkeys(map(place, told)))
    listed = bounded((e("code", short(one)) for one in places), len(places), PLACES, language, class_="places") if places else None
    first, *lines = text.split("\n")
    return e("div", e("p", *rich(first), class_="message"), *(_line(line) for line in lines), listed)


def _line(text: str) -> Element:
    """Return a further line of a message, which may show what to take out and what to put in, as a diff does."""
    role = {"- ": "bad", "+ ": "good"}.get(text[:2])
    content = (e("code", text.replace(HELD, "`"), class_=role),) if role else rich(text)
    return e("p", *content, class_="message")


def _link(url: str | None) -> tuple[Node, ...]:
    if url is None:
        return ()
    return (e("a", url.removeprefix("https://"), href=url, rel="noopener noreferrer"),)
