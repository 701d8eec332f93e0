"""What comes after the run: the problem that stopped it, what to do next, what was not proven, what to know; or the plan of a dry run."""

from collections.abc import Iterable

from seatrial.model.release import Outcome, PushStep, Step, TagStep, UploadStep
from seatrial.model.sentence import Said, Sentence
from seatrial.report.closing import Next
from seatrial.report.explained import explain_problem
from seatrial.report.html.ending import after
from seatrial.report.html.markup import Element, Node, e, filled, held, rich, spoken, told
from seatrial.report.html.parts import marked, pairs, rest, section
from seatrial.report.steps import step_text
from seatrial.report.terminal_outcome import NEXT, REMARK, TAG, UNPROVEN
from seatrial.report.terminal_plan import INSTALL, PUSHED, TAGGED
from seatrial.report.terminal_problem import FIX, WHY
from seatrial.report.typed import Typed
from seatrial.text.words import Language, say

MOST = 30
"""Sentences of one kind that are told."""
ONWARD = Sentence("HTM072", "What now")
PLAN = Sentence("HTM089", "Plan")
PLAN_LEAD = Sentence("HTM094", "What a release would do, in this order. This run did nothing of it.")


def problem_section(outcome: Outcome, language: Language) -> Element | None:
    """Return the problem that stopped the run, with its reason and the way on; None where there was none."""
    if outcome.problem is None:
        return None
    words = explain_problem(outcome.problem, language, held)
    title = (marked("bad", *rich(words.title)), " ", e("code", words.id, class_="id"))
    details = pairs(((say(language, WHY), rich(words.why)), (say(language, FIX), rich(words.fix))))
    return section("problem", title, (), e("p", *rich(words.message), class_="message"), details)


def onward_section(outcome: Outcome, language: Language, typed: Typed, *, fails: bool) -> Element | None:
    """Return what to do and to know now, None where there is nothing."""
    labelled = (
        (NEXT, _next(after(outcome, typed, fails=fails), language)),
        (REMARK, _sentences(outcome.notes, language)),
        (UNPROVEN, _sentences(outcome.unproven, language)),
        (TAG, (e("code", outcome.tag),) if outcome.tag else ()),
    )
    found = pairs((say(language, label), content) for label, content in labelled)
    return section("onward", spoken(language, ONWARD), (), found) if found else None


def plan_section(outcome: Outcome, language: Language) -> Element | None:
    """Return the plan of a dry run, None for any other run."""
    if outcome.plan is None or not outcome.dry_run:
        return None
    steps = (e("li", e("b", step_text(_kind(step), language)), " ", *_what(step, language)) for step in outcome.plan.steps)
    return section("plan", spoken(language, PLAN), spoken(language, PLAN_LEAD), e("ol", *steps, class_="plan"))


def _next(step: Next | None, language: Language) -> tuple[Node, ...]:
    if step is None:
        return ()
    if step.sentence is None:
        return (e("code", step.command, class_="command"),)
    return filled(language, step.sentence, "command", e("code", step.command, class_="command"))


def _sentences(sentences: Iterable[Said], language: Language) -> tuple[Node, ...]:
    found = tuple(sentences)
    more = rest(len(found), MOST, language)
    return (*(e("p", *told(one, language)) for one in found[:MOST]), e("p", more) if more else None)


def _kind(step: Step) -> str:
    return type(step).__name__.removesuffix("Step").lower()


def _what(step: Step, language: Language) -> tuple[Node, ...]:
    if isinstance(step, UploadStep):
        return (e("span", step.file, class_="name"), e("span", "sha256 ", e("code", step.sha256), class_="digest"))
    if isinstance(step, TagStep):
        return spoken(language, TAGGED, tag=step.tag, commit=step.commit[:12])
    if isinstance(step, PushStep):
        return spoken(language, PUSHED, tag=step.tag, remote=step.remote)
    return spoken(language, INSTALL)
