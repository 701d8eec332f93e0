"""How a run ended, in one plain sentence with its role, and what to do next: of a check, a build, a verification too."""

from seatrial.model.release import Outcome
from seatrial.model.sentence import Sentence
from seatrial.report.closing import MEND, Next, end_text, next_step, what_text
from seatrial.report.html.parts import Role
from seatrial.report.terminal_build import BUILT, BUILT_BAD
from seatrial.report.typed import Typed, command_line
from seatrial.text.words import Language, say

SUBJECTS = Sentence("HTM001", "Files: {number}")
ACCEPTED = Sentence("HTM002", "{what}: PyPI would accept all that was checked.")
REFUSED = Sentence("HTM003", "{what}: PyPI would refuse {refused} of {number}.")
UNDECIDED = Sentence("HTM004", "{what}: what PyPI would answer could not be told of {undecided} of {number}.")
WRONG = Sentence("HTM005", "{what}: something was found that keeps it from working.")
FINE = Sentence("HTM006", "{what}: nothing was found that stands against a release.")
NAMED = 5
"""Paths that the next command repeats; of more it is left to the reader which."""


def title_of(outcome: Outcome, language: Language) -> str:
    """Return what the page is about: the project with its version, or how many files it is about."""
    if outcome.name or outcome.report is None:
        return what_text(outcome, language)
    names = {(subject.name, subject.version) for subject in outcome.report.subjects}
    if len(names) == 1:
        name, version = names.pop()
        return what_text(outcome._replace(name=name, version=version), language) if name else outcome.report.subjects[0].path
    return say(language, SUBJECTS, {"number": len(outcome.report.subjects)})


def ending(outcome: Outcome, language: Language, *, fails: bool) -> tuple[Role, str]:
    """Return the sentence that stands at the top, and whether it is good news."""
    role: Role = "warn" if outcome.interrupted else "bad" if fails or outcome.problem else "note" if outcome.dry_run else "good"
    if outcome.interrupted or outcome.problem:
        return role, end_text(outcome, language, fails=fails)
    what = title_of(outcome, language)
    if outcome.command == "check":
        return _judged(outcome, language, what, role)
    if outcome.command == "build":
        return role, say(language, BUILT_BAD if fails else BUILT, {"what": what})
    return role, end_text(outcome, language, fails=fails)


def after(outcome: Outcome, typed: Typed, *, fails: bool) -> Next | None:
    """Return what to do next, None where nothing is left to do."""
    if outcome.problem and not outcome.interrupted:
        # The problem says on its own how to go on.
        return None
    if outcome.command in ("rehearse", "release", "resume", "verify"):
        step = next_step(outcome, typed, fails=fails)
        return step if step.command else None
    if outcome.command == "build":
        return Next(command_line(typed, "build", *typed.flags), MEND) if fails else Next(command_line(typed, "rehearse"))
    if outcome.command == "check" and outcome.report:
        paths = tuple(subject.path for subject in outcome.report.subjects)
        if fails and len(paths) <= NAMED:
            return Next(command_line(typed._replace(folder="."), "check", *(path for path in paths if path != ".")), MEND)
        if not fails and len(paths) == 1 and outcome.report.subjects[0].kind == "project":
            return Next(command_line(typed._replace(folder=paths[0]), "rehearse"))
    return None


def _judged(outcome: Outcome, language: Language, what: str, role: Role) -> tuple[Role, str]:
    subjects = outcome.report.subjects if outcome.report else ()
    verdicts = [subject.verdict for subject in subjects if subject.verdict is not None]
    refused, undecided = verdicts.count("refused"), verdicts.count("undecided")
    if refused:
        return "bad", say(language, REFUSED, {"what": what, "refused": refused, "number": len(verdicts)})
    if role == "bad":
        return role, say(language, WRONG, {"what": what})
    if undecided:
        return "warn", say(language, UNDECIDED, {"what": what, "undecided": undecided, "number": len(verdicts)})
    return role, say(language, ACCEPTED if verdicts else FINE, {"what": what})
