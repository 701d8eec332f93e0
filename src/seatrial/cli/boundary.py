"""The one error boundary: turns whatever ends a command into words on stderr and an exit status."""

import os
import sys
from collections.abc import Callable, Sequence

from seatrial.cli import streams
from seatrial.cli.language import asked_for
from seatrial.model.sentence import Sentence
from seatrial.problem import Problem
from seatrial.problem.command import OUTPUT_LOST
from seatrial.text.words import Language, say

CLEAN, FINDINGS, USAGE, PROBLEM, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 130

STOPPED = Sentence("CLI050", "Interrupted.")
BUG_KEPT = Sentence("CLI051", "seatrial has a bug: {error}. What happened is written down in {file}.")
BUG_LOST = Sentence("CLI052", "seatrial has a bug: {error}. No folder could take the details:")


def status_of(error: BaseException) -> int:
    """Return the exit status of a run that something ended."""
    if isinstance(error, Problem):
        return PROBLEM
    return INTERRUPTED if isinstance(error, KeyboardInterrupt) else BUG


def guarded(work: Callable[[], int], language: Language, args: Sequence[str] = ()) -> int:
    """Return the exit status of some work; a Problem, an interruption or a bug of ours is told on stderr and has its own status.

    `args` is the command line, which may not have been parsed when something went wrong: `--format` says in which form stdout gets the problem
    too, `--data` names the folder that keeps the traceback of a bug.
    """
    try:
        return work()
    except Problem as problem:
        return _stopped(problem, language, args)
    except KeyboardInterrupt:
        streams.err(f"{say(language, STOPPED)}\n")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the one place that takes everything)
        return _bug(error, language, asked_for("--data", args))


def tell_problem(problem: Problem, language: Language) -> None:
    """Say a problem on stderr, with why and what to do."""
    from seatrial.cli.looks import style_of  # noqa: PLC0415  (only where something went wrong)
    from seatrial.report.terminal_problem import problem_text  # noqa: PLC0415

    streams.err(problem_text(problem.facts(), language, style_of(sys.stderr, os.environ)))


def _stopped(problem: Problem, language: Language, args: Sequence[str]) -> int:
    tell_problem(problem, language)
    form = asked_for("--format", args)
    if form in {"json", "sarif", "github", "junit"} and problem.kind != OUTPUT_LOST:
        from seatrial.cli.overview import ENTRIES  # noqa: PLC0415  (only where something went wrong)
        from seatrial.cli.reporting import Ended, document  # noqa: PLC0415
        from seatrial.model.release import Outcome  # noqa: PLC0415
        from seatrial.report.data import problem_json  # noqa: PLC0415

        command = next((arg for arg in args if any(arg == entry.name for entry in ENTRIES)), "")
        outcome = Outcome(command, "", problem=problem.facts())
        ended = Ended(outcome, PROBLEM, lambda: problem_json(problem.facts(), language))
        streams.out(document(form, ended, language), commands=form == "github")
    return PROBLEM


def _bug(error: Exception, language: Language, data: str) -> int:
    import traceback  # noqa: PLC0415  (only where something went wrong)

    from seatrial.report.escape import escape, escape_block  # noqa: PLC0415

    text = "".join(traceback.format_exception(error))
    file = _keep(text, data)
    values = {"error": escape(f"{type(error).__name__}: {error}"), "file": escape(file or "")}
    if file:
        streams.err(say(language, BUG_KEPT, values) + "\n")
    else:
        streams.err(f"{say(language, BUG_LOST, values)}\n{escape_block(text)}\n")
    return BUG


def _keep(text: str, data: str) -> str | None:
    import tempfile  # noqa: PLC0415  (only where something went wrong)
    from functools import partial  # noqa: PLC0415

    places: tuple[Callable[[], str], ...] = (partial(_cache, data), tempfile.gettempdir)
    for folder in places:
        try:
            os.makedirs(folder(), 0o700, exist_ok=True)  # noqa: PTH103  (paths are text everywhere)
            descriptor, path = tempfile.mkstemp(".log", "seatrial-bug-", folder())
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
        except OSError:
            continue
        return path
    return None


def _cache(data: str) -> str:
    from seatrial.edge.world import world  # noqa: PLC0415  (only where something went wrong)

    return world(lambda _: None, os.environ, data or None).cache_folder
