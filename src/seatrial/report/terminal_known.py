"""Rules and problems as text for people: one in full, or a table of many."""

from collections.abc import Sequence

from seatrial.model.sentence import Sentence
from seatrial.report.block import Block, Cell, block_lines, table, wrapped
from seatrial.report.instructions import numbered
from seatrial.report.known import Known
from seatrial.report.style import Role, Style
from seatrial.report.subjects import SUBJECTS
from seatrial.report.terminal_findings import PYPI_SAYS, ROLES, SEVERITIES, SOURCE
from seatrial.report.terminal_problem import FIX, WHY
from seatrial.text.words import Language, say

WHAT = Sentence("EXP001", "what")
BAD = Sentence("EXP002", "bad")
GOOD = Sentence("EXP003", "good")
SEVERITY = Sentence("EXP004", "severity")
IGNORE = Sentence("EXP005", "ignore")
PROBLEM = Sentence("EXP009", "problem")
REFUSED = Sentence("EXP010", "PyPI refuses by it")
NOT_KNOWN = Sentence("EXP011", "what PyPI would answer is then not known")
REASON = Sentence("EXP012", "the reason")
NEVER = Sentence("EXP013", "cannot be ignored")
NO_ANSWER = Sentence("EXP014", "no answer")
COUNTS = Sentence("EXP015", "rules: {rules}, problems: {problems}, error texts: {texts}")
ERROR_TEXT = Sentence("RPT200", "error text")
TEXTS = Sentence("RPT201", "texts")


def known_text(found: Sequence[Known], language: Language, style: Style) -> str:
    """Return rules and problems in full, a blank line between two, the last line ended."""
    return "\n".join("\n".join(_entry_lines(one, language, style)) + "\n" for one in found)


def list_text(found: Sequence[Known], language: Language, style: Style) -> str:
    """Return rules and problems as a table, a heading above those on one subject, and how many they are."""
    lines: list[str] = []
    prefix = ""
    for one, row in zip(found, _rows(found, language, style), strict=True):
        if one.id[:3] != prefix:
            prefix = one.id[:3]
            lines += ["", style.paint("strong", say(language, SUBJECTS[prefix]) if prefix in SUBJECTS else prefix)]
        lines.append(row)
    rules = sum(one.severity is not None for one in found)
    texts = sum(bool(one.said) for one in found)
    total = say(language, COUNTS, {"rules": rules, "problems": len(found) - rules - texts, "texts": texts})
    return "\n".join([*lines[1:], "", style.paint("dim", total)]) + "\n"


def _rows(found: Sequence[Known], language: Language, style: Style) -> list[str]:
    rows = []
    for one in found:
        role, word = _role(one), say(language, _weighed(one))
        weight = f"{word} {style.marks.dot} PyPI" if one.refusing else word
        rows.append([Cell(one.id, style.paint("name", one.id)), Cell(weight, style.paint(role, weight)), Cell(one.title, one.title)])
    return list(table(rows))


def _entry_lines(one: Known, language: Language, style: Style) -> list[str]:
    """Return one entry; examples, addresses and settings are not wrapped, so that they can be copied."""
    bad, good = one.example[:2] if one.example else ("", "")
    blocks = [
        Block(say(language, TEXTS), tuple(line for text in one.said for line in wrapped(text, style))),
        Block(say(language, WHAT), wrapped(one.message, style) if one.message else ()),
        Block(say(language, WHY), wrapped(one.why, style)),
        Block(say(language, BAD), _painted(bad, "bad", style)),
        Block(say(language, GOOD), _painted(good, "good", style)),
        Block(say(language, FIX), numbered(one.fix, style) if one.said else wrapped(one.fix, style)),
        Block(say(language, PYPI_SAYS), _answer(one, language, style)),
        Block(say(language, SOURCE), (one.url,) if one.url else ()),
        Block(say(language, SEVERITY), wrapped(_weight(one, language), style) if one.severity else ()),
        Block(say(language, IGNORE), _ignoring(one, language)),
    ]
    return [f"{style.paint('strong', one.title)}  {style.paint('dim', one.id)}", *block_lines(blocks, style)]


def _painted(text: str, role: Role, style: Style) -> tuple[str, ...]:
    return tuple(style.paint(role, line) for line in text.splitlines())


def _answer(one: Known, language: Language, style: Style) -> tuple[str, ...]:
    if one.refusing is None:
        return ()
    status = say(language, NO_ANSWER) if one.refusing.status is None else str(one.refusing.status)
    return wrapped(f"{status} {one.refusing.words}", style)


def _weight(one: Known, language: Language) -> str:
    more = REFUSED if one.refusing else NOT_KNOWN if one.undecides else None
    words = [_weighed(one), *([more] if more else [])]
    return "，".join(say(language, word) for word in words) if language == "zh" else ", ".join(say(language, word) for word in words)


def _ignoring(one: Known, language: Language) -> tuple[str, ...]:
    if one.severity is None:
        return ()
    if not one.ignorable:
        return (say(language, NEVER),)
    return ("[tool.seatrial.ignore]", f'{one.id} = "{say(language, REASON)}"')


def _weighed(one: Known) -> Sentence:
    if one.severity:
        return SEVERITIES[one.severity]
    return ERROR_TEXT if one.said else PROBLEM


def _role(one: Known) -> Role:
    return ROLES[one.severity] if one.severity else "bad"
