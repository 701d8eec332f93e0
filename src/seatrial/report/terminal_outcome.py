"""The screen at the end of a rehearsal or a release: files, findings, installations, times and the next step at a glance."""

from seatrial.model.finding import Severity
from seatrial.model.release import FileOutcome, Outcome, Verification
from seatrial.model.sentence import Sentence
from seatrial.report.block import Block, Cell, block_lines, room_in, table, with_command, wrapped
from seatrial.report.closing import end_text, next_step, what_text
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import explain_finding, said, verification_text
from seatrial.report.numbers import seconds_text, size_text
from seatrial.report.steps import index_text, step_text
from seatrial.report.style import Role, Style
from seatrial.report.summary import counts
from seatrial.report.terminal_before import LABEL as BEFORE
from seatrial.report.terminal_before import before_lines
from seatrial.report.terminal_build import TOOLS, contents_lines
from seatrial.report.terminal_changes import LABEL, changes_lines
from seatrial.report.terminal_findings import counted, findings_lines, judged
from seatrial.report.terminal_plan import plan_lines
from seatrial.report.terminal_raised import BACK, VERSION, is_undo, raised_lines, undo_lines
from seatrial.report.typed import TYPED, Typed
from seatrial.report.width import hang
from seatrial.text.words import Language, say

PLAN = Sentence("RPT100", "plan")
FILES = Sentence("RPT050", "files")
CONTAINS = Sentence("RPT051", "contains")
FOUND = Sentence("RPT052", "found")
INSTALLED = Sentence("RPT053", "installed")
UNPROVEN = Sentence("RPT054", "not proven")
TOOK = Sentence("RPT055", "took")
TAG = Sentence("RPT056", "tag")
REMARK = Sentence("RPT057", "note")
NEXT = Sentence("RPT058", "next")
LOGS = Sentence("RPT182", "logs")
WITH = Sentence("RPT059", "with {installer}")
IMPORTED = Sentence("RPT060", "imports {names}")
RAN = Sentence("RPT061", "runs {commands}")
WORDS = 100
"""Characters of an index's words that stand beside a file."""
SEEN = Sentence("RPT267", "on the index")
"""Of a file that was only looked for."""
UNSEEN = frozenset({"STU004", "STU005", "STU006", "VPB020"})
"""Sentences on what an index took and was not seen to have: who wants it quiet reads them too, for nothing else tells that it is not certain."""
STATES = {
    "uploaded": Sentence("RPT063", "uploaded"),
    "present": Sentence("RPT064", "was there already"),
    "refused": Sentence("RPT065", "refused"),
    "not sent": Sentence("RPT066", "not sent"),
    "in doubt": Sentence("RPT067", "in doubt"),
}


def outcome_text(
    outcome: Outcome,
    language: Language,
    style: Style,
    *,
    fails: bool,
    quiet: bool = False,
    typed: Typed = TYPED,
    fail_on: Severity = "error",
) -> str:
    """Return how a rehearsal or a release ended, as lines; its problem is told elsewhere.

    `fails` says that its findings are as grave as `fail_on`; `quiet` leaves only what went wrong. Where a problem stopped it before anything
    was made, only the errors are left to say, which may be its cause.
    """
    if outcome.settled and outcome.plan is None:
        return _settled(outcome, language, style, quiet=quiet)
    findings = outcome.report.findings if outcome.report else ()
    good = not (fails or outcome.problem or outcome.interrupted)
    early = outcome.problem is not None and not outcome.files
    least: Severity = "error" if early else fail_on
    shown = [one for one in findings if one.severity != "note" or style.full or fail_on == "note"]
    told = findings_lines(shown, language, style, quiet=quiet or early, told=judged(outcome.report), least=least)
    if (quiet and good) or early:
        undo = [*undo_lines(outcome, language, style), ""] if outcome.undo and early else []
        return "\n".join([*(told[1:] if told and early else []), *undo]) + ("\n" if told and early else "")
    lines = told
    head = f"{what_text(outcome, language)} {style.marks.arrow} {index_text(outcome.index_name, language)}"
    lines += [
        "",
        *(style.paint("strong", line) for line in hang(head, style.columns, "", "  ")),
        "",
        *block_lines(_blocks(outcome, language, style, typed, fails=fails), style),
        "",
    ]
    mark = style.paint("good", style.marks.good) if good else style.paint("bad", style.marks.bad)
    total = sum(step.seconds for step in outcome.steps)
    lines += _ending(mark, end_text(outcome, language, fails=fails), seconds_text(total), style)
    return "\n".join(lines[1:] if not lines[0] else lines) + "\n"


def _settled(outcome: Outcome, language: Language, style: Style, *, quiet: bool) -> str:
    """Return what became of files that were half changed; the next command is for the user to choose."""
    if quiet or outcome.problem or outcome.interrupted:
        return ""
    lines = [line for one in outcome.notes for line in hang(said(one, language, escape_values), style.columns, "  ", "  ")]
    return "\n".join([f"{style.paint('good', style.marks.good)}{lines[0][1:]}", *lines[1:]]) + "\n"


def _ending(mark: str, words: str, seconds: str, style: Style) -> list[str]:
    # A number and its unit stay on one line.
    tail = seconds.replace(" ", "\u00a0")
    *full, last = hang(f"{words}  {tail}", None if style.columns is None else style.columns - 2, "", "")
    before = last.removesuffix(tail).rstrip()
    lines = [style.paint("strong", line) for line in full]
    lines.append(f"{style.paint('strong', before)}  {style.paint('dim', seconds)}" if before else style.paint("dim", seconds))
    return [f"{'  ' if number else f'{mark} '}{line}" for number, line in enumerate(lines)]


def unseen_text(outcome: Outcome, language: Language, style: Style) -> str:
    """Return what an index took and was not seen to have, as lines; empty where everything was seen."""
    told = (said(one, language, escape_values) for one in outcome.unproven if one.sentence.id in UNSEEN)
    return "".join(f"{style.paint('warn', style.marks.warn)} {line}\n" for line in told)


def _blocks(outcome: Outcome, language: Language, style: Style, typed: Typed, *, fails: bool) -> list[Block]:
    plan = plan_lines(outcome.plan, language, style) if outcome.plan and outcome.dry_run else ()
    return [
        Block(say(language, VERSION), raised_lines(outcome, language, style)),
        Block(say(language, PLAN), plan),
        Block(
            say(language, FILES),
            ()
            if plan
            else table(
                [_file_row(file, outcome, language, style)[: None if outcome.index_name else -1] for file in outcome.files], room_in(style)
            ),
        ),
        Block(say(language, CONTAINS), tuple(line for one in outcome.contents for line in contents_lines(one, language, style))),
        Block(say(language, LABEL), changes_lines(outcome.changes, language, style) if outcome.changes else ()),
        Block(say(language, BEFORE), before_lines(outcome, language, style)),
        Block(say(language, FOUND), _found(outcome, language, style)),
        Block(say(language, INSTALLED), _installed(outcome, language, style)),
        Block(
            say(language, UNPROVEN),
            tuple(line for one in outcome.unproven for line in _sentence(said(one, language, escape_values), style)),
        ),
        Block(say(language, TAG), (escape(outcome.tag),) if outcome.tag else ()),
        Block(say(language, TOOK), _times(outcome, language, style)),
        Block(say(language, REMARK), _remarks(outcome, language, style)),
        Block(say(language, TOOLS), _tools(outcome, style) if style.full else ()),
        Block(say(language, LOGS), tuple(dict.fromkeys(escape(one.log) for one in outcome.verified if one.log)) if style.full else ()),
        Block(say(language, BACK), undo_lines(outcome, language, style)),
        Block(say(language, NEXT), _next(outcome, language, style, typed, fails=fails)),
    ]


def _remarks(outcome: Outcome, language: Language, style: Style) -> tuple[str, ...]:
    notes = [one for one in outcome.notes if not is_undo(one)]
    return tuple(line for one in notes for line in _sentence(said(one, language, escape_values), style))


def _tools(outcome: Outcome, style: Style) -> tuple[str, ...]:
    tools = outcome.plan.manifest.tools if outcome.plan else {}
    return wrapped(", ".join(escape(f"{name} {version}") for name, version in tools.items()), style) if tools else ()


def _sentence(text: str, style: Style) -> tuple[str, ...]:
    return wrapped(text, style)


def _file_row(file: FileOutcome, outcome: Outcome, language: Language, style: Style) -> list[Cell]:
    good = file.state in ("uploaded", "present")
    role: Role = "good" if good else "dim" if file.state == "not sent" else "bad"
    mark = style.marks.good if good else style.marks.skip if file.state == "not sent" else style.marks.bad
    name, size, state = escape(file.name), size_text(file.size), say(language, SEEN if outcome.command == "verify" else STATES[file.state])
    digest = f"sha256 {file.sha256[:12]}{style.marks.ellipsis}"
    # The whole of the words stands with the problem.
    words = escape(file.message or "")
    message = f"  {words if len(words) <= WORDS else words[:WORDS] + style.marks.ellipsis}" if words else ""
    return [
        Cell(f"{mark} {name}", f"{style.paint(role, mark)} {style.paint('strong', name)}"),
        Cell(size, size, right=True),
        Cell(digest, style.paint("dim", digest)),
        Cell(state + message, style.paint(role, state) + message),
    ]


def _found(outcome: Outcome, language: Language, style: Style) -> tuple[str, ...]:
    if outcome.report is None or (outcome.interrupted and not outcome.files):
        # An interrupted build leaves nothing judged but the tree.
        return ()
    total = counts(outcome.report.findings)
    role: Role = "bad" if total["error"] else "warn" if total["warning"] else "good"
    noted = {finding.rule: finding for finding in outcome.report.findings if finding.severity == "note" and finding.ignored is None}
    titles = [explain_finding(finding, language, escape_values) for finding in noted.values()]
    notes = tuple(f"{style.paint('note', style.marks.note)} {words.title}  {style.paint('dim', words.id)}" for words in titles)
    return (style.paint(role, counted(outcome.report.findings, language, style)), *notes)


def _installed(outcome: Outcome, language: Language, style: Style) -> tuple[str, ...]:
    tried = [_tried(one, language, style) for one in outcome.verified]
    files = {one.file for one in outcome.verified}
    kinds = {file: _kind(file) for file in files}
    # Where two files are of one kind, only their names tell them apart.
    names = kinds if len(set(kinds.values())) == len(files) else {file: escape(file) for file in files}
    pythons = any(one.python for one in outcome.verified)
    rows = [_install_row(one, names[one.file], language, style, pythons=pythons) for one in outcome.verified]
    if len(rows) > 1 and len(set(tried)) == 1:
        # What was the same every time is told once.
        return (*table(rows), *(_sentence(tried[0], style) if tried[0] else ()))
    return table([[*row, Cell(what, what)] for row, what in zip(rows, tried, strict=True)], room_in(style), len(rows[0]) if rows else 3)


def _kind(file: str) -> str:
    return "wheel" if file.endswith(".whl") else "sdist" if file.endswith((".tar.gz", ".zip")) else "editable"


def _install_row(one: Verification, name: str, language: Language, style: Style, *, pythons: bool) -> list[Cell]:
    mark = style.marks.good if one.ok else style.marks.bad
    installer, seconds = say(language, WITH, {"installer": escape(one.with_)}), seconds_text(one.seconds)
    python = f"Python {escape(one.python)}" if one.python else ""
    return [
        Cell(f"{mark} {name}", f"{style.paint('good' if one.ok else 'bad', mark)} {name}"),
        Cell(installer, installer),
        *([Cell(python, python)] if pythons else []),
        Cell(seconds, style.paint("dim", seconds), right=True),
    ]


def _tried(one: Verification, language: Language, style: Style) -> str:
    parts = []
    if one.imported:
        parts.append(say(language, IMPORTED, {"names": escape(", ".join(one.imported))}))
    if one.ran:
        parts.append(say(language, RAN, {"commands": escape(", ".join(one.ran))}))
    if one.faults or one.message:
        parts.append(escape(verification_text(one, language)))
    return f" {style.marks.dot} ".join(parts)


def _times(outcome: Outcome, language: Language, style: Style) -> tuple[str, ...]:
    told = [f"{step_text(step.step, language)} {seconds_text(step.seconds)}" for step in outcome.steps if step.state != "skipped"]
    # A step and its time stay on one line.
    lines = _sentence(f"\u00a0{style.marks.dot} ".join(one.replace(" ", "\u00a0") for one in told), style) if told else ()
    return tuple(line.replace("\u00a0", " ") for line in lines)


def _next(outcome: Outcome, language: Language, style: Style, typed: Typed, *, fails: bool) -> tuple[str, ...]:
    step = next_step(outcome, typed, fails=fails)
    if not step.command:
        return ()
    text = step.command if step.sentence is None else say(language, step.sentence, {"command": step.command})
    return with_command(text, step.command, style)
