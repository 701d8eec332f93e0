"""Findings in the order in which people read them: the gravest first, one entry for what one rule found everywhere."""

from collections.abc import Iterable
from typing import NamedTuple

from seatrial.model.finding import Finding, Refusal, Severity
from seatrial.report.escape import escape, escape_block, escape_values
from seatrial.report.explained import Clean, Explained, explain_finding
from seatrial.report.shortened import shortened
from seatrial.report.summary import ORDER
from seatrial.text.words import Language


class Entry(NamedTuple):
    """What one rule found, everywhere."""

    severity: Severity
    words: Explained
    messages: dict[str, list[Finding]]
    """Findings by their message."""
    ignored: str | None


def entries(findings: Iterable[Finding], language: Language, clean: Clean = escape_values) -> list[Entry]:
    """Return findings by rule, the gravest first and the ignored ones last; `clean` makes their values fit for the output."""
    found: dict[tuple[str, Severity, str | None], Entry] = {}
    for finding in findings:
        words = explain_finding(finding, language, clean)
        key = (finding.rule, finding.severity, finding.ignored)
        entry = found.setdefault(key, Entry(finding.severity, words, {}, finding.ignored))
        entry.messages.setdefault(words.message, []).append(finding)
    return sorted(found.values(), key=lambda entry: (entry.ignored is not None, ORDER.index(entry.severity)))


def place(finding: Finding) -> str:
    """Return where something is: the subject, or the file in the project, the member in the archive, and the line."""
    parts = [finding.file or finding.subject]
    if finding.member is not None:
        parts.append(f" ({shortened(finding.member, 'en')})")
    if finding.line is not None:
        parts.append(f":{finding.line}")
    return escape("".join(parts))


def refusal_text(refusal: Refusal) -> str:
    """Return the index's answer: status and words."""
    # The index speaks English, whatever the language of the rest.
    return f"{refusal.status or ''} {escape_block(shortened(refusal.message, 'en'))}".strip()
