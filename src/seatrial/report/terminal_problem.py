"""A problem as text for people: what happened, why it matters, how to go on."""

from seatrial.model.sentence import ProblemFacts, Sentence
from seatrial.report.escape import escape_values
from seatrial.report.explained import explain_problem
from seatrial.report.style import Style
from seatrial.report.width import hang, pad, width
from seatrial.text.words import Language, say

WHY = Sentence("RPT001", "why")
FIX = Sentence("RPT002", "fix")
LABELLED = Sentence("RPT186", "{label}: {text}")


def problem_text(problem: ProblemFacts, language: Language, style: Style) -> str:
    """Return a problem as lines, the last one ended."""
    words = explain_problem(problem, language, escape_values)
    lines = [f"{style.paint('bad', style.marks.bad)} {style.paint('strong', words.title)}  {style.paint('dim', words.id)}"]
    lines += hang(words.message, style.columns, "  ", "  ")
    lines += labelled(((say(language, WHY), words.why), (say(language, FIX), words.fix)), style, "  ")
    return "\n".join(lines) + "\n"


def labelled(rows: tuple[tuple[str, str], ...], style: Style, indent: str) -> list[str]:
    """Return texts behind their labels, aligned; rows without text are left out."""
    rows = tuple(row for row in rows if row[1])
    room = max((width(label) for label, _ in rows), default=0)
    rest = indent + " " * (room + 2)
    lines = []
    for label, text in rows:
        first, *more = hang(text, style.columns, rest, rest)
        more = [line if line.strip() else "" for line in more]
        lines += [f"{indent}{style.paint('dim', pad(label, room))}  {first[len(rest) :]}", *more]
    return lines
