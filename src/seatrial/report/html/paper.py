"""The page as a whole: head with its policy, top, sections, foot."""

import base64
import hashlib

from seatrial import __version__
from seatrial.core.profile import DATE
from seatrial.model.finding import Severity
from seatrial.model.release import Outcome
from seatrial.model.sentence import Sentence
from seatrial.report.html.changed import changed_section
from seatrial.report.html.checklist import checklist_section
from seatrial.report.html.ending import title_of
from seatrial.report.html.files import files_section
from seatrial.report.html.findings import findings_section
from seatrial.report.html.inside import inside_section
from seatrial.report.html.installed import installed_section
from seatrial.report.html.markup import Element, e, spoken, write
from seatrial.report.html.onward import onward_section, plan_section, problem_section
from seatrial.report.html.steps import steps_section
from seatrial.report.html.style import STYLE
from seatrial.report.html.top import KINDS, header, tiles
from seatrial.report.summary import fails
from seatrial.report.typed import TYPED, Typed
from seatrial.text.words import Language, say

SKIP = Sentence("HTM059", "Skip to the content")
MADE_BY = Sentence("HTM095", "Made by seatrial {version}, which knows PyPI's rules as of {date}.")
ALONE = Sentence("HTM096", "This page is one file. It loads nothing and runs nothing.")
POLICY = "default-src 'none'; style-src '{style}'; base-uri 'none'; form-action 'none'"
CODES = {"en": "en", "zh": "zh-CN"}


def page(outcome: Outcome, language: Language, *, fail_on: Severity = "error", typed: Typed = TYPED) -> str:
    """Return everything that an outcome says as one HTML page that loads nothing.

    `fail_on` says which findings are grave enough to fail; `typed` is what the advice on the next command repeats. Of a command that
    makes no outcome by itself the caller makes one with its name.
    """
    failing = outcome.report is not None and fails(outcome.report.findings, fail_on)
    findings = findings_section(outcome, language)
    found = (
        problem_section(outcome, language),
        onward_section(outcome, language, typed, fails=failing),
        plan_section(outcome, language),
        # What stands against it comes before what was done.
        findings if failing else None,
        checklist_section(outcome, language),
        steps_section(outcome, language),
        None if failing else findings,
        files_section(outcome, language),
        installed_section(outcome, language),
        changed_section(outcome, language),
        inside_section(outcome, language),
    )
    sections = [one for one in found if one is not None]
    names = {value for one in sections for name, value in one.attributes if name == "id"}
    body = e(
        "body",
        e("a", *spoken(language, SKIP), href="#main", class_="skip"),
        header(outcome, language, fails=failing),
        tiles(outcome, language, names),
        e("main", *sections, id="main", class_="wide"),
        _footer(outcome, language),
    )
    return f"<!DOCTYPE html>\n{write(e('html', _head(outcome, language), body, lang=CODES[language]))}\n"


def _head(outcome: Outcome, language: Language) -> Element:
    kind = say(language, KINDS[outcome.command]) if outcome.command in KINDS else outcome.command
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return e(
        "head",
        e("meta", charset="utf-8"),
        e("meta", http_equiv="Content-Security-Policy", content=POLICY.format(style=f"sha256-{digest}")),
        e("meta", name="viewport", content="width=device-width, initial-scale=1"),
        e("meta", name="referrer", content="no-referrer"),
        e("title", f"{title_of(outcome, language)} · {kind} · seatrial"),
        e("style", STYLE),
    )


def _footer(outcome: Outcome, language: Language) -> Element:
    date = outcome.report.profile_date if outcome.report else DATE
    made = e("p", *spoken(language, MADE_BY, version=__version__, date=date))
    return e("footer", e("div", made, e("p", *spoken(language, ALONE)), class_="wide"))
