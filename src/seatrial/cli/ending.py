"""The end of a rehearsal, a release or a resumption: its screen or its JSON object, and the exit status."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from seatrial.cli import streams
from seatrial.cli.boundary import CLEAN, FINDINGS, INTERRUPTED, PROBLEM
from seatrial.cli.manner import Manner, print_json
from seatrial.model.release import Outcome
from seatrial.report.summary import fails

if TYPE_CHECKING:
    from seatrial.model.finding import Severity


def end(outcome: Outcome, manner: Manner, folder: str, flags: Sequence[str] = (), fail_on: "Severity" = "error") -> int:
    """Print how a run ended, the result on stdout and what stopped it on stderr; return the exit status.

    `folder` and `flags` are as they were typed, for advice that says the command again.
    """
    failing = outcome.report is not None and fails(outcome.report.findings, fail_on)
    if manner.json:
        from seatrial.report.data import outcome_json  # noqa: PLC0415  (only where it is asked for)

        print_json(outcome_json(outcome, manner.language))
        text = ""
    else:
        from seatrial.report.terminal_outcome import outcome_text  # noqa: PLC0415  (not needed for JSON)
        from seatrial.report.typed import Typed  # noqa: PLC0415

        typed = Typed(folder, tuple(flags), manner.data)
        text = outcome_text(outcome, manner.language, manner.out, fails=failing, quiet=manner.quiet, typed=typed)
        streams.out(text)
    if outcome.problem:
        from seatrial.report.terminal_problem import problem_text  # noqa: PLC0415

        streams.err(("\n" if text else "") + problem_text(outcome.problem, manner.language, manner.err))
    if outcome.interrupted:
        return INTERRUPTED
    if outcome.problem:
        return PROBLEM
    return FINDINGS if failing else CLEAN
