"""What `check --fix` would change, as text for people: what it mends, and the diff."""

from collections.abc import Sequence

from seatrial.model.edit import Edit
from seatrial.model.finding import Finding
from seatrial.model.sentence import Sentence
from seatrial.report.diff import diff_lines
from seatrial.report.escape import escape_values
from seatrial.report.explained import explain_finding
from seatrial.report.style import Style
from seatrial.text.words import Language, say

MENDS = Sentence("FIX001", "Can be mended without doubt:")
NOTHING = Sentence("FIX002", "Nothing that was found can be mended without doubt.")


def fix_text(findings: Sequence[Finding], edits: Sequence[Edit], language: Language, style: Style) -> str:
    """Return what would be mended and how, the last line ended."""
    if not edits:
        return f"{say(language, NOTHING)}\n"
    words = [explain_finding(one, language, escape_values) for one in findings]
    named = [f"  {one.title}  {style.paint('dim', one.id)}" for one in words]
    return "\n".join([style.paint("strong", say(language, MENDS)), *named, "", *diff_lines(edits, language, style)]) + "\n"
