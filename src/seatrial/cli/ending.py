"""The end of a run: its screen or its document on stdout, what stopped it on stderr, its reports in their files, and the exit status."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from seatrial.cli import streams
from seatrial.cli.boundary import CLEAN, FINDINGS, INTERRUPTED, PROBLEM, status_of
from seatrial.cli.manner import Manner
from seatrial.cli.reporting import Ended, add_summary, document, write
from seatrial.model.release import Outcome
from seatrial.problem import Problem
from seatrial.report.summary import fails

if TYPE_CHECKING:
    from seatrial.model.finding import Severity


def end(outcome: Outcome, manner: Manner, folder: str, flags: Sequence[str] = (), fail_on: "Severity" = "error") -> int:
    """Print how a rehearsal, a release or a resumption ended, write its reports, and return the exit status.

    `folder` and `flags` are as they were typed, for advice that says the command again.
    """
    from seatrial.report.typed import Typed  # noqa: PLC0415  (help answers without it)

    typed = Typed(folder, tuple(flags), manner.data)

    def text() -> str:
        from seatrial.report.terminal_outcome import outcome_text  # noqa: PLC0415  (not needed for other forms)

        failing = _fails(outcome, fail_on)
        how = {"fails": failing, "quiet": manner.quiet}
        return outcome_text(outcome, manner.language, manner.out, **how, typed=typed, fail_on=fail_on)

    return conclude(ended(outcome, manner, fail_on)._replace(typed=typed), manner, text)


def ended(outcome: Outcome, manner: Manner, fail_on: "Severity") -> Ended:
    """Return how a run ended, its JSON object that of a rehearsal or a release."""

    def answer() -> dict[str, object]:
        from seatrial.report.data import outcome_json  # noqa: PLC0415  (only where it is asked for)

        return outcome_json(outcome, manner.language)

    return Ended(outcome, _status(outcome, fail_on), answer, fail_on)


def conclude(run: Ended, manner: Manner, text: Callable[[], str]) -> int:
    """Print a run, its result on stdout (`text` makes that for people) and what stopped it on stderr; write its reports; return the exit status.

    A report that cannot be written hides nothing, and makes the status that of a problem. Raises Problem PCL001.
    """
    try:
        try:
            _print(run, manner, text)
        finally:
            lost = [problem for path, form in manner.reports if (problem := write(path, document(form, run, manner.language)))]
            if manner.form == "github":
                add_summary(run, manner.language)
            for problem in lost:
                _tell(problem, manner)
    except BaseException as error:
        _end_events(manner, status_of(error))
        raise
    status = PROBLEM if lost and run.status != INTERRUPTED else run.status
    _end_events(manner, status)
    return status


def _print(run: Ended, manner: Manner, text: Callable[[], str]) -> None:
    shown = text() if manner.form == "text" else document(manner.form, run, manner.language)
    streams.out(shown, commands=manner.form == "github")
    if manner.quiet and run.outcome.unproven:
        from seatrial.report.terminal_outcome import unseen_text  # noqa: PLC0415

        streams.err(unseen_text(run.outcome, manner.language, manner.err))
    if run.outcome.problem:
        from seatrial.cli.refused import explanation  # noqa: PLC0415  (only where something stopped the run)
        from seatrial.report.terminal_problem import problem_text  # noqa: PLC0415

        told = problem_text(run.outcome.problem, manner.language, manner.err) + explanation(run.outcome.problem, manner)
        streams.err(("\n" if shown and manner.form == "text" else "") + told)


def _tell(problem: Problem, manner: Manner) -> None:
    from seatrial.report.terminal_problem import problem_text  # noqa: PLC0415

    streams.err(problem_text(problem.facts(), manner.language, manner.err))


def _end_events(manner: Manner, status: int) -> None:
    if manner.record:
        manner.record.end(status)
        if lost := manner.record.complaint():
            streams.err(lost + "\n")


def _status(outcome: Outcome, fail_on: "Severity") -> int:
    if outcome.interrupted:
        return INTERRUPTED
    if outcome.problem:
        return PROBLEM
    return FINDINGS if _fails(outcome, fail_on) else CLEAN


def _fails(outcome: Outcome, fail_on: "Severity") -> bool:
    return outcome.report is not None and fails(outcome.report.findings, fail_on)
