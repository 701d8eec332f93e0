"""The findings of the page: by severity, each with its message, why, fix, places and link; the ignored ones folded."""

from collections.abc import Iterable

from seatrial.model.finding import Finding, Severity
from seatrial.model.release import Outcome
from seatrial.model.sentence import Sentence
from seatrial.report.entries import Entry, entries, place, refusal_text
from seatrial.report.html.markup import Element, Node, e, held, rich, short, spoken
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
    subjects = outcome.report.subjects
    alone = subjects[0].path if len(subjects) == 1 else None
    groups: list[Node] = []
    for severity in ORDER:
        own = [entry for entry in found if entry.severity == severity and entry.ignored is None]
        if own:
            groups += [e("h3", *spoken(language, names[severity], number=total[severity])), *_articles(own, language, alone)]
    if total["ignored"]:
        groups.append(_ignored([entry for entry in found if entry.ignored is not None], total["ignored"], language, alone))
    if not groups:
        groups.append(e("p", marked("good", *spoken(language, NOTHING))))
    return section("findings", spoken(language, FINDINGS), spoken(language, LEAD) if found else (), *groups)


def worst(findings: Iterable[Finding]) -> Role:
    """Return the role of the gravest finding that counts."""
    total = counts(findings)
    return next((ROLES[severity] for severity in ORDER if total[severity]), "good")


def _ignored(found: list[Entry], number: int, language: Language, alone: str | None) -> Element:
    summary = e("summary", *spoken(language, IGNORED_COUNT, number=number))
    return e("details", summary, *_articles(found, language, alone), class_="ignored")


def _articles(found: list[Entry], language: Language, alone: str | None) -> list[Element]:
    return [_article(entry, language, alone) for entry in found]


def _article(entry: Entry, language: Language, alone: str | None) -> Element:
    words, role = entry.words, "dim" if entry.ignored is not None else ROLES[entry.severity]
    heading = e("h4", marked(role, *rich(words.title)), " ", e("code", words.id, class_="id"))
    messages = bounded(
        (_message(text, found, alone, language) for text, found in entry.messages.items()), len(entry.messages), MESSAGES, language
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


def _message(text: str, found: list[Finding], alone: str | None, language: Language) -> Element:
    places = list(
        dict.fromkeys(
            place(one)
            for one in found
            if alone is None or one.member is not None or one.line is not None or (one.file or one.subject) != alone
        )
    )
    listed = bounded((e("code", short(one)) for one in places), len(places), PLACES, language, class_="places") if places else None
    return e("div", e("p", *rich(text), class_="message"), listed)


def _link(url: str | None) -> tuple[Node, ...]:
    if url is None:
        return ()
    return (e("a", url.removeprefix("https://"), href=url, rel="noopener noreferrer"),)
