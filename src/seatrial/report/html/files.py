"""The files of the page: name, size, the whole sha256, what PyPI says to each, and what became of it."""

from typing import NamedTuple

from seatrial.model.release import FileOutcome, Outcome
from seatrial.model.report import Subject
from seatrial.model.sentence import Sentence
from seatrial.report.entries import refusal_text
from seatrial.report.html.markup import Element, Node, e, short, spoken
from seatrial.report.html.parts import Cell, Role, Row, listed, marked, pairs, rest, section, table
from seatrial.report.numbers import size_text
from seatrial.report.terminal_build import FROM, origin_text
from seatrial.report.terminal_check import UNREAD, VERDICTS
from seatrial.report.terminal_findings import PYPI_SAYS
from seatrial.report.terminal_outcome import STATES
from seatrial.text.words import Language, say

FILES = Sentence("HTM030", "Files")
WITH = Sentence("HTM099", "built with")
LEAD = Sentence(
    "HTM031",
    "The sha256 stands for the exact bytes of a file: a file with the same one is the same file. PyPI's answer is what it would say to the upload.",
)
NAME = Sentence("HTM032", "File")
SIZE = Sentence("HTM033", "Size")
ANSWER = Sentence("HTM034", "PyPI's answer")
STATE = Sentence("HTM035", "Upload")
TOOLS = 30
MOST = 500
"""Files that are listed."""
VERDICT_ROLES: dict[str | None, Role] = {"accepted": "good", "refused": "bad", "undecided": "warn", None: "dim"}
STATE_ROLES: dict[str, Role] = {"uploaded": "good", "present": "good", "refused": "bad", "not sent": "dim", "in doubt": "warn"}
SENDING = frozenset({"rehearse", "release", "resume", "upload"})
"""Commands that send files."""


class File(NamedTuple):
    """What is known of one file, from the report and from the outcome."""

    name: str
    size: int | None
    sha256: str | None
    subject: Subject | None
    sent: FileOutcome | None


def files_of(outcome: Outcome) -> list[File]:
    """Return the files of an outcome in their order; a check's folders are among them where it had more than one subject."""
    subjects = outcome.report.subjects if outcome.report else ()
    if not outcome.files:
        judged = [subject for subject in subjects if subject.kind not in ("project", "release") or len(subjects) > 1]
        return [File(subject.path, subject.size, subject.sha256, subject, None) for subject in judged]
    known = {subject.path.rpartition("/")[2]: subject for subject in subjects}
    return [File(file.name, file.size, file.sha256, known.get(file.name), file) for file in outcome.files]


def files_section(outcome: Outcome, language: Language) -> Element | None:
    """Return the files as a section, None where there are none."""
    files = files_of(outcome)
    if not files:
        return None
    sends = outcome.command in SENDING
    heads = [say(language, one) for one in (NAME, SIZE, ANSWER, *((STATE,) if sends else ()))]
    rows = [_row(file, language, sends=sends) for file in files[:MOST]]
    more = rest(len(files), MOST, language)
    found = table(heads, rows, say(language, FILES))
    return section("files", spoken(language, FILES), spoken(language, LEAD), found, more, _origin(outcome, language))


def _origin(outcome: Outcome, language: Language) -> Element | None:
    """Return what the files were built from, and with what; None where that is not known."""
    if outcome.plan is None:
        return None
    manifest = outcome.plan.manifest
    tools = [f"{name} {version}" for name, version in manifest.tools.items()]
    built = ((FROM, (origin_text(manifest, language),)), (WITH, listed(tools, TOOLS)))
    return pairs((say(language, label), content) for label, content in built)


def _row(file: File, language: Language, *, sends: bool) -> Row:
    name = e("span", short(file.name), class_="name")
    digest = e("span", "sha256 ", e("code", file.sha256), class_="digest") if file.sha256 else None
    size = "" if file.size is None else size_text(file.size)
    cells = [Cell((name, digest)), Cell((size,), number=True), Cell((_answer(file.subject, language),))]
    sent = [Cell((marked(STATE_ROLES[file.sent.state], say(language, STATES[file.sent.state])) if file.sent else "",))] if sends else []
    return Row((*cells, *sent), _words(file, language))


def _answer(subject: Subject | None, language: Language) -> Node:
    if subject is None:
        return ""
    if subject.kind == "unknown" and subject.verdict is None:
        return marked("bad", say(language, UNREAD))
    return marked(VERDICT_ROLES[subject.verdict], say(language, VERDICTS[subject.verdict]))


def _words(file: File, language: Language) -> list[Node]:
    """Return PyPI's words on a file and those of the index that it was sent to, once where they are the same."""
    refusal = file.subject.refusal if file.subject else None
    message = file.sent.message if file.sent else None
    found: list[Node] = []
    if refusal:
        found.append(e("blockquote", e("b", say(language, PYPI_SAYS)), " ", refusal_text(refusal)))
    if message and not (refusal and refusal.message in message):
        found.append(e("blockquote", message))
    return found
