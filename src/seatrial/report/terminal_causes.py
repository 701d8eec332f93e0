"""What was found in a text as text for people: the likeliest cause in full, with steps; the others by one line each."""

from seatrial.model.explain import Findings
from seatrial.model.sentence import Sentence
from seatrial.report.block import Block, Cell, block_lines, room_in, table, wrapped
from seatrial.report.causes import Told, told
from seatrial.report.escape import escape
from seatrial.report.instructions import numbered
from seatrial.report.style import Style
from seatrial.report.terminal_findings import SOURCE
from seatrial.report.terminal_known import WHAT
from seatrial.report.terminal_problem import FIX, WHY
from seatrial.report.width import hang
from seatrial.text.words import Language, say

LINE = Sentence("RPT203", "line {line}")
MORE = Sentence("RPT204", "read on")
ALSO = Sentence("RPT205", "Also in this text, less likely or only a consequence")
BY_ID = Sentence("RPT206", "`seatrial explain {id}` explains one of them.")
NOTHING = Sentence("RPT207", "Nothing in this text is known.")
HINT = Sentence(
    "RPT208",
    "Give the whole log, or the line with the error as it stands: `seatrial explain FILE`. "
    "`seatrial explain --list exp` lists the error texts that are known; `seatrial check FILE` judges a distribution by itself.",
)
CUT = Sentence("RPT209", "Only the first 64 MiB were read. For the end: `tail -c 60000000 FILE | seatrial explain -`.")


def causes_text(findings: Findings, language: Language, style: Style) -> str:
    """Return what was found as lines, the last one ended; with a full style every cause in full."""
    causes = told(findings.found, language)
    whole = len(causes) if style.full else 1
    parts = [_in_full(one, language, style) for one in causes[:whole]]
    if causes[whole:]:
        parts.append(_others(causes[whole:], language, style))
    if not causes:
        parts.append([say(language, NOTHING), *hang(say(language, HINT), style.columns, "", "")])
    if not findings.whole:
        parts.append(hang(say(language, CUT), style.columns, "", ""))
    return "\n".join("\n".join(lines) + "\n" for lines in parts)


def _in_full(one: Told, language: Language, style: Style) -> list[str]:
    known = one.known
    blocks = [
        Block(say(language, LINE, {"line": one.found.line}), wrapped(escape(one.found.quote), style)),
        Block(say(language, WHAT), wrapped(escape(one.message), style) if one.message else ()),
        Block(say(language, WHY), wrapped(known.why, style)),
        Block(say(language, FIX), numbered(known.fix, style)),
        Block(say(language, MORE if known.said else SOURCE), (known.url,) if known.url else ()),
    ]
    return [f"{style.paint('strong', known.title)}  {style.paint('dim', known.id)}", *block_lines(blocks, style)]


def _others(others: tuple[Told, ...], language: Language, style: Style) -> list[str]:
    rows = [[_line(one, language, style), Cell(one.known.id, one.known.id), Cell(one.known.title, one.known.title)] for one in others]
    lines = [f"  {line}" for line in table(rows, room_in(style), 2)]
    heading = style.paint("strong", say(language, ALSO))
    return [heading, *lines, *hang(say(language, BY_ID, {"id": others[0].known.id}), style.columns, "", "")]


def _line(one: Told, language: Language, style: Style) -> Cell:
    line = say(language, LINE, {"line": one.found.line})
    return Cell(line, style.paint("dim", line))
