"""The installations of the page: which file with which installer on which Python, and what was tried there."""

from seatrial.model.release import Outcome, Verification
from seatrial.model.sentence import Sentence
from seatrial.report.explained import verification_text
from seatrial.report.html.markup import Element, Node, e, filled, short, spoken
from seatrial.report.html.parts import Cell, Row, listed, marked, rest, section, table
from seatrial.report.numbers import seconds_text
from seatrial.report.terminal_outcome import IMPORTED, RAN
from seatrial.text.words import Language, say

INSTALLED = Sentence("HTM060", "Installations")
LEAD = Sentence(
    "HTM061",
    "Each file was installed in a fresh environment, as a user would do it; then what it brings was imported and its commands were run.",
)
FILE = Sentence("HTM062", "File")
INSTALLER = Sentence("HTM063", "Installer")
PYTHON = Sentence("HTM064", "Python")
RESULT = Sentence("HTM065", "Result")
TIME = Sentence("HTM066", "Time")
TRIED = Sentence("HTM067", "Tried")
WORKS = Sentence("HTM068", "works")
BROKEN = Sentence("HTM069", "does not work")
ALIKE = Sentence("HTM070", "Tried each time:")
LOG = Sentence("HTM071", "Its whole output: {path}")
MOST = 300
"""Installations that are listed."""
NAMES = 30
"""Modules and commands of one installation that are named."""


def installed_section(outcome: Outcome, language: Language) -> Element | None:
    """Return the installations as a section, None where nothing was installed."""
    verified = outcome.verified[:MOST]
    if not verified:
        return None
    alike = len({(one.imported, one.ran) for one in verified}) == 1 and all(one.ok for one in verified)
    pythons = any(one.python for one in verified)
    heads = [FILE, INSTALLER, *([PYTHON] if pythons else []), RESULT, TIME, *([] if alike else [TRIED])]
    rows = [_row(one, language, pythons=pythons, alike=alike) for one in verified]
    below = (
        e("p", *spoken(language, ALIKE), " ", *_tried(verified[0], language), class_="remark")
        if alike and _tried(verified[0], language)
        else None
    )
    found = table([say(language, one) for one in heads], rows, say(language, INSTALLED))
    return section(
        "installed", spoken(language, INSTALLED), spoken(language, LEAD), found, rest(len(outcome.verified), MOST, language), below
    )


def _row(one: Verification, language: Language, *, pythons: bool, alike: bool) -> Row:
    result = marked("good" if one.ok else "bad", *spoken(language, WORKS if one.ok else BROKEN))
    cells = [Cell((e("span", short(one.file), class_="name"),)), Cell((one.with_,))]
    cells += [Cell((one.python or "",))] if pythons else []
    cells += [Cell((result,)), Cell((seconds_text(one.seconds),), number=True)]
    return Row(cells if alike else [*cells, Cell(_tried(one, language))], _wrong(one, language))


def _wrong(one: Verification, language: Language) -> tuple[Node, ...]:
    if one.ok:
        return ()
    text = verification_text(one, language)
    log = e("p", *filled(language, LOG, "path", e("code", one.log)), class_="under") if one.log else None
    return (e("blockquote", text) if text else None, log)


def _tried(one: Verification, language: Language) -> tuple[Node, ...]:
    parts: list[Node] = []
    for sentence, key, names in ((IMPORTED, "names", one.imported), (RAN, "commands", one.ran)):
        if names:
            parts += [" · " if parts else None, *filled(language, sentence, key, *listed(names, NAMES))]
    return tuple(parts)
