"""The pre-release checklist: each line ticked or not, with the fix where it is not."""

from itertools import groupby

from seatrial.model.release import Outcome
from seatrial.model.report import Line
from seatrial.model.sentence import Sentence
from seatrial.report.html.markup import Element, Node, e, short, spoken, told
from seatrial.report.html.parts import Role, marked, section
from seatrial.report.terminal_problem import FIX
from seatrial.text.words import Language, say

CHECKLIST = Sentence("HTM010", "Checklist")
LEAD = Sentence("HTM011", "What should be true of a project before it is released.")
ANSWERS: dict[str, tuple[Role, Sentence]] = {
    "yes": ("good", Sentence("HTM026", "yes")),
    "no": ("bad", Sentence("HTM027", "no")),
    "not known": ("warn", Sentence("HTM028", "not known")),
    "not applicable": ("dim", Sentence("HTM029", "not applicable")),
}


def checklist_section(outcome: Outcome, language: Language) -> Element | None:
    """Return the checklist as a section, None where there is none."""
    lines = outcome.report.checklist if outcome.report else None
    if not lines:
        return None
    groups = [list(group) for _, group in groupby(lines, lambda line: line.subject)]
    parts: list[Node] = []
    for group in groups:
        parts.append(e("h3", e("code", short(group[0].subject))) if len(groups) > 1 else None)
        parts.append(e("ul", *(_line(line, language) for line in group), class_="checks"))
    return section("checklist", spoken(language, CHECKLIST), spoken(language, LEAD), *parts)


def _line(line: Line, language: Language) -> Element:
    role, state = ANSWERS[line.state]
    what = marked(role, e("span", *told(line.said, language), class_="what"))
    below: list[Element] = []
    if line.note is not None:
        below.append(e("p", *told(line.note, language), class_="under"))
    if line.fix is not None and line.state in {"no", "not known"}:
        rules = [node for one in line.rules for node in (e("code", one), " ")]
        below.append(e("p", *rules, e("b", say(language, FIX)), " ", *told(line.fix, language), class_="under"))
    return e("li", what, e("span", *spoken(language, state), class_="state"), *below)
