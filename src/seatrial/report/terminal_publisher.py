"""What a job claims beside what the index's form wants, as text for people: a table, the links, and what stands in the way."""

from collections.abc import Mapping, Sequence

from seatrial.model.publisher import PublisherView, Shown
from seatrial.model.publishing import FormField, Provider
from seatrial.model.sentence import ProblemFacts, Sentence
from seatrial.problem.publisher import ANY_ENVIRONMENT, BY_PASSWORD
from seatrial.report.block import Cell, table
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import explain_problem, said
from seatrial.report.shortened import shortened
from seatrial.report.steps import index_text
from seatrial.report.style import Role, Style
from seatrial.report.width import hang
from seatrial.text.words import Language, say

NAMES: Mapping[Provider, str] = {"github": "GitHub", "gitlab": "GitLab", "google": "Google", "activestate": "ActiveState"}
HEAD = Sentence("RPT256", "{provider} → {index}: {source}")
FIELD = Sentence("RPT257", "field of the form")
CLAIMED = Sentence("RPT258", "what is claimed")
TYPED = Sentence("RPT259", "to be typed there")
RECORDED = Sentence("TPB040", "on record")
BLANK = Sentence("TPB041", "(leave empty)")
UNKNOWN = Sentence("TPB042", "(not known)")
EXISTING = Sentence("TPB043", "For a project that exists, this page has the form filled in: {url}")
PENDING = Sentence(
    "TPB044",
    "For a project that does not exist yet, register a pending publisher with the same values and the name {project}: {url}",
)
PENDING_RULES = Sentence(
    "TPB045",
    "You can have three of them at a time, each for 30 days. The name is not reserved meanwhile. The job's first upload makes the project, and has to be of exactly this name.",
)
NO_NAME = Sentence("TPB046", "NAME stands for the project's name.")
ANSWER = Sentence("TPB047", "To what is on record {index} would answer: {code}: {words}")
TAKEN = Sentence("TPB048", "What is on record fits: {index} would give a token.")
PARTLY = Sentence("TPB049", "Not enough is given of the record to say what {index} would answer; what is given was compared.")
CASE = Sentence("TPB050", "Type everything exactly as it stands here, upper and lower case too.")
ADVICE = (ANY_ENVIRONMENT, BY_PASSWORD)
"""What does not stand in the way."""
ROLES: Mapping[str, Role] = {"good": "good", "bad": "bad", "warn": "warn", "note": "note"}


def publisher_text(view: PublisherView, language: Language, style: Style, *, quiet: bool = False) -> str:
    """Return everything as lines, the last one ended; with `quiet` only the tables, and what stands in the way."""
    blocks = [_block(one, view, language, style, quiet=quiet) for one in view.shown]
    if not quiet:
        notes = [PENDING_RULES, *([] if view.project else [NO_NAME]), CASE]
        blocks.append([line for note in notes for line in _marked("note", say(language, note), style)])
    if view.problems:
        blocks.append(_problems(view.problems, language, style))
    return "\n".join("\n".join(block) + "\n" for block in blocks)


def claimed_text(one: Shown, language: Language, style: Style) -> str:
    """Return what was claimed in a log beside the form, and why no token was given, without the pages; the last line ended."""
    return "\n".join(_head(one, language, style)) + "\n"


def _block(one: Shown, view: PublisherView, language: Language, style: Style, *, quiet: bool) -> list[str]:
    lines = _head(one, language, style)
    return lines if quiet else [*lines, *_pages(one, view, language, style)]


def _head(one: Shown, language: Language, style: Style) -> list[str]:
    index = index_text(one.target, language)
    head = {"provider": NAMES[one.provider], "index": index, "source": said(one.source, language, escape_values)}
    lines = [style.paint("strong", say(language, HEAD, head)), *fields_lines(one.fields, language, style)]
    lines += _verdict(one, index, language, style)
    return lines + _problems(one.problems, language, style)


def fields_lines(fields: Sequence[FormField], language: Language, style: Style) -> list[str]:
    """Return the table of the form's fields, indented; a column of the record only where something of it is known."""
    with_record = any(field.recorded is not None for field in fields)
    heads = [FIELD, CLAIMED, TYPED, *([RECORDED] if with_record else [])]
    rows = [[_cell(say(language, head), "dim", style) for head in heads]]
    for field in fields:
        blank = say(language, BLANK if field.field in ("environment", "sub") else UNKNOWN)
        row = [
            _cell(field.field, "strong", style),
            _cell(_shown(field.claimed) if field.claimed else "–", None, style),
            _cell(_shown(field.expected) if field.expected else blank, "note" if field.expected else "dim", style),
        ]
        rows.append([*row, _recorded(field, style)] if with_record else row)
    room = None if style.columns is None else style.columns - 2
    return [f"  {line}" for line in table(rows, room)]


def problem_lines(problem: ProblemFacts, language: Language, style: Style) -> list[str]:
    """Return one thing that stands in the way, with its fix."""
    words = explain_problem(problem, language, escape_values)
    lines = _marked("note" if problem.kind in ADVICE else "warn", f"{words.title}  {words.id}", style)
    for text in (words.message, words.fix):
        lines += hang(text, style.columns, "    ", "    ")
    return lines


def _recorded(field: FormField, style: Style) -> Cell:
    if field.matches is None:
        return _cell("?", "dim", style)
    mark = style.marks.good if field.matches else style.marks.bad
    return _cell(f"{mark} {_shown(field.recorded) if field.recorded else '–'}", "good" if field.matches else "bad", style)


def _verdict(one: Shown, index: str, language: Language, style: Style) -> list[str]:
    if one.refused:
        words = {"index": index, "code": one.refused.code, "words": escape(shortened(one.refused.description, language))}
        return _marked("bad", say(language, ANSWER, words), style)
    if one.recorded is None:
        return []
    if all(field.matches for field in one.fields):
        return _marked("good", say(language, TAKEN, {"index": index}), style)
    return _marked("note", say(language, PARTLY, {"index": index}), style)


def _problems(problems: Sequence[ProblemFacts], language: Language, style: Style) -> list[str]:
    return [line for problem in problems for line in problem_lines(problem, language, style)]


def _pages(one: Shown, view: PublisherView, language: Language, style: Style) -> list[str]:
    project = escape(shortened(view.project, language)) if view.project else "NAME"
    texts = [
        say(language, EXISTING, {"url": escape(one.link)}),
        say(language, PENDING, {"project": project, "url": one.pending}),
    ]
    return [line for text in texts for line in _marked("note", text, style)]


def _marked(mark: str, text: str, style: Style) -> list[str]:
    sign: str = getattr(style.marks, mark)
    lines = hang(text, style.columns, "    ", "    ")
    return [f"  {style.paint(ROLES[mark], sign)} {lines[0][4:]}", *lines[1:]]


def _shown(text: str) -> str:
    return escape(shortened(text, "en"))


def _cell(text: str, role: Role | None, style: Style) -> Cell:
    return Cell(text, style.paint(role, text) if role else text)
