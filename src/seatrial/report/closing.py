"""The last words of a run, for every output that people read: how it ended in one sentence, and what to do next."""

from typing import NamedTuple

from seatrial.core.account import resuming
from seatrial.core.profile import LOCAL, PYPI, TESTPYPI
from seatrial.model.release import Outcome
from seatrial.model.sentence import Sentence
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import explain_problem
from seatrial.report.steps import index_text
from seatrial.report.typed import Typed, command_line
from seatrial.report.values import in_words
from seatrial.text.words import Language, say

MEND = Sentence("RPT062", "mend what was found, then: {command}")
COMMIT = Sentence("RPT078", "commit the project to git, then: {command}")
USED = Sentence("STR040", "this version is on the embedded index already; before the next release raise it, then: {command}")
UNCOMMITTED = frozenset({"PRJ040", "PRJ041", "PRJ042", "PRJ043"})
"""Rules that tell of what a release would refuse and a rehearsal does not."""
READY = Sentence("RPT068", "{what} is ready: it keeps PyPI's rules, installs and runs.")
READY_IMPORTED = Sentence("RPT076", "{what} is ready: it keeps PyPI's rules, installs and can be imported.")
READY_INSTALLED = Sentence("RPT077", "{what} is ready: it keeps PyPI's rules and installs.")
RELEASED = Sentence("RPT069", "{what} is on the {index}, and what was installed from there works.")
RELEASED_TO = Sentence("RPT255", "{what} is on {index}, and what was installed from there works.")
PLANNED = Sentence("RPT070", "This is the plan; nothing was changed.")
NOT_READY = Sentence("RPT071", "{what} is not ready; nothing was sent.")
STOPPED = Sentence("RPT072", "{what} was stopped: {title}.")
BROKEN_OFF = Sentence("RPT073", "{what} was interrupted.")
WANTING = Sentence("RPT075", "{what} was installed and tried, but what was found stands against it.")
PROJECT = Sentence("RPT074", "The project")
REFUSED = Sentence("RPT121", "{what} was not installed, because of what was found.")
WORKS = Sentence("RPT122", "{what} works: it installs and runs.")
WORKS_IMPORTED = Sentence("RPT123", "{what} works: it installs and can be imported.")
WORKS_INSTALLED = Sentence("RPT124", "{what} installs.")
THERE = Sentence("RPT264", "{what} is on {index} and works: it installs and runs.")
THERE_IMPORTED = Sentence("RPT265", "{what} is on {index} and works: it installs and can be imported.")
THERE_INSTALLED = Sentence("RPT266", "{what} is on {index} and installs.")
FILES = Sentence("RPT125", "What the files hold")
ALL = Sentence("RPT251", "All files")
SHOWN = Sentence("RPT250", "{what}: on {index}, with these very bytes.")
TAKEN = Sentence("RPT252", "{what}: taken by {index}.")
BUT = Sentence("RPT268", "{what}: on {index}, but for the files that were left out.")

GIVEN_UP = Sentence("RPT269", "{what}: given up; nothing more was sent.")


class Next(NamedTuple):
    """What to do next: a command, or a sentence with a place for the command."""

    command: str = ""
    """A line as it is typed into a shell, safe to show; empty where nothing is to be done, or a problem says it."""
    sentence: Sentence | None = None


def next_step(outcome: Outcome, typed: Typed, *, fails: bool) -> Next:
    """Return what to do after a run; `fails` says that its findings are grave enough to fail."""
    release = ("release", *([outcome.part] if outcome.part else []), "--to", outcome.index_name)
    same = (outcome.command,) if outcome.command in {"rehearse", "verify", "upload"} else release
    again = command_line(typed, *same, *typed.flags)
    if outcome.abandoned:
        return Next()
    if outcome.interrupted:
        # Before there is a plan nothing is kept that could be resumed.
        kept = outcome.plan and not outcome.dry_run and outcome.command in {"release", "resume", "upload"}
        return Next(command_line(typed, *resuming(outcome.plan)[1:]) if kept and outcome.plan else again)
    if fails:
        return Next(again, MEND)
    # The fix of a problem stands beside it.
    return Next() if outcome.problem else _after_success(outcome, typed, again)


def _after_success(outcome: Outcome, typed: Typed, again: str) -> Next:
    if outcome.command == "rehearse":
        return _after_rehearsal(outcome, typed, again)
    if outcome.command == "verify":
        # Only an editable installation leaves something to prove.
        return Next(command_line(typed._replace(folder=typed.flags[1]), "rehearse") if typed.flags[:1] == ("--editable",) else "")
    if outcome.dry_run:
        return Next(again)
    own = outcome.index_name == LOCAL.name and outcome.command != "upload"
    return Next(command_line(typed._replace(folder="."), "index") if own else "")


def _after_rehearsal(outcome: Outcome, typed: Typed, again: str) -> Next:
    if outcome.version_there:
        return Next(again, USED)
    wanting = outcome.report and any(finding.rule in UNCOMMITTED for finding in outcome.report.findings)
    to = PYPI.name if outcome.index_name == TESTPYPI.name else LOCAL.name
    return Next(command_line(typed, "release", "--to", to), COMMIT if wanting else None)


def what_text(outcome: Outcome, language: Language) -> str:
    """Return what was rehearsed or released: name and version, safe to show."""
    if outcome.name:
        return escape(f"{outcome.name} {outcome.version or ''}").strip()
    several = {"verify": FILES, "upload": ALL}.get(outcome.command, PROJECT)
    return say(language, several if outcome.files else PROJECT)


def end_text(outcome: Outcome, language: Language, *, fails: bool) -> str:
    """Return in one sentence how a rehearsal or a release ended."""
    what = what_text(outcome, language)
    if outcome.interrupted:
        return say(language, BROKEN_OFF, {"what": what})
    if outcome.abandoned:
        return say(language, GIVEN_UP, {"what": what})
    if outcome.problem:
        return say(language, STOPPED, {"what": what, "title": explain_problem(outcome.problem, language, escape_values).title})
    return _short(outcome, language, what) if fails else _good(outcome, language, what)


def _short(outcome: Outcome, language: Language, what: str) -> str:
    """Say how a run ended that findings stand against."""
    sent = any(file.state in ("uploaded", "present") for file in outcome.files)
    wanting = outcome.verified if outcome.command == "verify" else sent
    return say(language, WANTING if wanting else REFUSED if outcome.command == "verify" else NOT_READY, {"what": what})


def _good(outcome: Outcome, language: Language, what: str) -> str:
    if outcome.command == "rehearse":
        return say(language, _proven(outcome, READY, READY_IMPORTED, READY_INSTALLED), {"what": what})
    if outcome.command == "verify" and outcome.index_name:
        index = in_words({"the_index": outcome.index_name}, language)["the_index"]
        return say(language, _proven(outcome, THERE, THERE_IMPORTED, THERE_INSTALLED), {"what": what, "index": index})
    if outcome.command == "verify":
        return say(language, _proven(outcome, WORKS, WORKS_IMPORTED, WORKS_INSTALLED), {"what": what})
    if outcome.dry_run:
        return say(language, PLANNED)
    released = RELEASED if outcome.index_name == LOCAL.name else RELEASED_TO
    sentence = released if outcome.command != "upload" else TAKEN if outcome.unproven else BUT if outcome.notes else SHOWN
    return say(language, sentence, {"what": what, "index": index_text(outcome.index_name, language)})


def _proven(outcome: Outcome, runs: Sentence, imported: Sentence, installed: Sentence) -> Sentence:
    if any(one.ran for one in outcome.verified):
        return runs
    return imported if any(one.imported for one in outcome.verified) else installed
