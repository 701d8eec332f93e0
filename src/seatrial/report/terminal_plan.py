"""A plan as text for people: what would be done, in which order, at which index."""

from seatrial.model.release import ConfirmStep, Plan, PushStep, Step, TagStep, UploadStep
from seatrial.model.sentence import Sentence
from seatrial.report.block import Cell, room_in, table
from seatrial.report.escape import escape
from seatrial.report.numbers import size_text
from seatrial.report.steps import step_text
from seatrial.report.style import Style
from seatrial.text.words import Language, say

AFTER = Sentence("RPT101", "after {numbers}")
INSTALL = Sentence("RPT102", "install every file from the index and try it")
INSTALL_FOR = Sentence("RPT126", "install every file from the index and try it, with Python: {pythons}")
SHOWN = Sentence("RPT254", "ask the index until it shows the very files")
TAGGED = Sentence("RPT103", "{tag} at commit {commit}")
TAGGED_LATER = Sentence("RPT300", "{tag} at the commit of the raised version")
PUSHED = Sentence("RPT104", "{tag} to {remote}")


def plan_lines(plan: Plan, language: Language, style: Style) -> tuple[str, ...]:
    """Return the steps of a plan as numbered lines."""
    numbers = {step.id: number for number, step in enumerate(plan.steps, 1)}
    return table([_row(plan, step, numbers, language, style) for step in plan.steps], room_in(style), 3)


def _row(plan: Plan, step: Step, numbers: dict[str, int], language: Language, style: Style) -> list[Cell]:
    number, what = f"{numbers[step.id]}", _what(step, language)
    after = [str(numbers[name]) for name in step.after if name in numbers]
    waits = say(language, AFTER, {"numbers": ", ".join(after)}) if after else ""
    word = step_text(type(step).__name__.removesuffix("Step").lower(), language)
    size, digest = _measures(plan, step, style)
    return [
        Cell(number, style.paint("dim", number), right=True),
        Cell(word, style.paint("name", word)),
        Cell(what, what),
        Cell(size, size, right=True),
        Cell(digest, style.paint("dim", digest)),
        Cell(waits, style.paint("dim", waits)),
    ]


def _what(step: Step, language: Language) -> str:
    if isinstance(step, UploadStep):
        return escape(step.file)
    if isinstance(step, TagStep) and not step.commit:
        return say(language, TAGGED_LATER, {"tag": escape(step.tag)})
    if isinstance(step, TagStep):
        return say(language, TAGGED, {"tag": escape(step.tag), "commit": step.commit[:12]})
    if isinstance(step, PushStep):
        return say(language, PUSHED, {"tag": escape(step.tag), "remote": escape(step.remote)})
    if isinstance(step, ConfirmStep):
        return say(language, SHOWN)
    pythons = escape(", ".join(step.pythons))
    return say(language, INSTALL_FOR, {"pythons": pythons}) if pythons else say(language, INSTALL)


def _measures(plan: Plan, step: Step, style: Style) -> tuple[str, str]:
    """Return size and digest of the file of a step; empty where it has none."""
    if not isinstance(step, UploadStep):
        return "", ""
    size = next((size_text(file.size) for file in plan.manifest.files if file.name == step.file), "")
    return size, f"sha256 {step.sha256[:12]}{style.marks.ellipsis}"
