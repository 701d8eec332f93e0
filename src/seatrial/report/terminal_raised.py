"""The version that a release raised first, or would: what it becomes, where, and the command that takes it back."""

from seatrial.model.release import Outcome
from seatrial.model.sentence import Said, Sentence
from seatrial.report.block import with_command
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import said
from seatrial.report.style import Style
from seatrial.text.words import Language, say

VERSION = Sentence("RPT301", "version")
BACK = Sentence("RPT302", "take back")
COMMITTED = Sentence("RPT303", "committed as {commit}")
WOULD_COMMIT = Sentence("RPT304", "one commit, before the build")
UNDO = "BMP069"
"""The note that says how a raised version is taken back."""


def raised_lines(outcome: Outcome, language: Language, style: Style) -> tuple[str, ...]:
    """Return from which version to which, and for a dry run every line that would change; nothing where none is raised."""
    bumped = outcome.bumped
    if bumped is None or bumped.new is None:
        return ()
    lines = [f"{escape(bumped.old or '-')} {style.marks.arrow} {escape(bumped.new)}"]
    if not outcome.dry_run:
        committed = say(language, COMMITTED, {"commit": bumped.committed.commit[:12]}) if bumped.committed and bumped.edits else ""
        return (f"{lines[0]}{f' {style.marks.dot} ' if committed else ''}{committed}",)
    for place, before, after in bumped.places:
        lines += [
            style.paint("name", f"{escape(place.file)}:{place.line}"),
            style.paint("bad", f"- {escape(before.strip())}"),
            style.paint("good", f"+ {escape(after.strip())}"),
        ]
    return (*lines, *([say(language, WOULD_COMMIT)] if bumped.edits else []))


def undo_lines(outcome: Outcome, language: Language, style: Style) -> tuple[str, ...]:
    """Return how the raised version is taken back; nothing where something is live, or there is nothing to take back."""
    return tuple(line for one in outcome.notes if is_undo(one) for line in with_command(_told(one, language), escape(outcome.undo), style))


def is_undo(note: Said) -> bool:
    """Whether a note is the one that says how a raised version is taken back, which has a place of its own."""
    return note.sentence.id == UNDO


def _told(note: Said, language: Language) -> str:
    return said(note, language, escape_values)
