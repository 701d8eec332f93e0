"""The steps of a run as a table: each done or not, how long it took as a bar and in words."""

from seatrial.model.release import Outcome, PushStep, StepOutcome, TagStep
from seatrial.model.sentence import Sentence
from seatrial.report.html.markup import Element, Node, e, spoken, told
from seatrial.report.html.parts import Cell, Role, Row, marked, section, table
from seatrial.report.numbers import seconds_text
from seatrial.report.steps import step_text
from seatrial.report.summary import counts
from seatrial.report.terminal_findings import ERRORS
from seatrial.text.words import Language, say

STEPS = Sentence("HTM012", "Steps")
LEAD = Sentence("HTM013", "What was done, in this order. Each step needs those before it.")
WORK = {
    "look": Sentence("HTM014", "Look at the project: build files, settings, git"),
    "name": Sentence("HTM015", "Ask an index whether the name of the project is free"),
    "build": Sentence("HTM016", "Build the files from a clean copy of the project"),
    "check": Sentence("HTM017", "Judge the files by PyPI's rules"),
    "upload": Sentence("HTM018", "Send the files to the index"),
    "verify": Sentence("HTM019", "Install the files in fresh environments and try them"),
    "tag": Sentence("HTM020", "Tag the commit that was released"),
    "push": Sentence("HTM021", "Push the tag"),
}
DONE = Sentence("HTM022", "done")
FAILED = Sentence("HTM023", "failed")
SKIPPED = Sentence("HTM024", "skipped")
NOT_REACHED = Sentence("HTM025", "not reached")
STEP = Sentence("HTM091", "Step")
RESULT = Sentence("HTM092", "Result")
TIME = Sentence("HTM090", "Time")
STATES: dict[str, tuple[Role, Sentence]] = {"done": ("good", DONE), "failed": ("bad", FAILED), "skipped": ("dim", SKIPPED)}
EXPECTED = {
    "rehearse": ("look", "build", "check", "upload", "verify"),
    "release": ("look", "build", "check", "upload", "verify"),
}
LEAST = 0.5
"""Percent that the shortest bar is wide."""


def steps_section(outcome: Outcome, language: Language) -> Element | None:
    """Return the steps as a section, None where the run tells none."""
    steps = steps_of(outcome)
    if not steps:
        return None
    longest = max(step.seconds for step in outcome.steps)
    rows = [_row(name, step, outcome, language, longest) for name, step in steps]
    heads = [say(language, one) for one in (STEP, RESULT, TIME)]
    listed = table(heads, rows, say(language, STEPS), "steps")
    return section("steps", spoken(language, STEPS), spoken(language, LEAD), listed)


def steps_of(outcome: Outcome) -> list[tuple[str, StepOutcome | None]]:
    """Return the steps of a run by name in their order, with None those that it did not come to.

    What comes before a step that was reached and is not told was done by an earlier run.
    """
    known = {step.step: step for step in outcome.steps}
    names = [*WORK, *(name for name in known if name not in WORK)]
    last = max((at for at, name in enumerate(WORK) if name in known and known[name].state != "skipped"), default=len(names))
    expected = () if outcome.dry_run else (*EXPECTED.get(outcome.command, ()), *_planned(outcome))
    return [(name, known.get(name)) for at, name in enumerate(names) if name in known or (at > last and name in expected)]


def _planned(outcome: Outcome) -> set[str]:
    steps = outcome.plan.steps if outcome.plan else ()
    return {name for name, kind in (("tag", TagStep), ("push", PushStep)) if any(isinstance(step, kind) for step in steps)}


def _row(name: str, step: StepOutcome | None, outcome: Outcome, language: Language, longest: float) -> Row:
    what = spoken(language, WORK[name]) if name in WORK else (step_text(name, language),)
    role, words = _state(name, step, outcome, language)
    note = e("p", *told(step.note, language), class_="under") if step and step.note else None
    took = () if step is None or step.state == "skipped" else _took(step.seconds, longest)
    return Row((Cell((e("span", *what, class_="dim" if role == "dim" else None), note)), Cell((marked(role, *words),)), Cell(took)))


def _state(name: str, step: StepOutcome | None, outcome: Outcome, language: Language) -> tuple[Role, tuple[Node, ...]]:
    if step is None:
        return "dim", spoken(language, NOT_REACHED)
    errors = counts(outcome.report.findings)["error"] if outcome.report else 0
    if name == "check" and step.state == "done" and errors:
        return "bad", spoken(language, ERRORS, number=errors)
    role, state = STATES[step.state]
    return role, spoken(language, state)


def _took(seconds: float, longest: float) -> tuple[Node, ...]:
    """Return a bar, and beside it what it says."""
    share = seconds / longest * 100 if longest > 0 else 0.0
    rect = e("rect", width=f"{max(share, LEAST):.1f}%", height="100%", rx="2")
    bar = e("svg", rect, width="100%", height="10", aria_hidden="true", focusable="false")
    return (e("span", e("span", bar, class_="bar"), e("span", seconds_text(seconds), class_="seconds"), class_="took"),)
