"""The explanation of a refusal, told at once: what the words of an index mean that stopped a run."""

from seatrial.cli.manner import Manner
from seatrial.model.sentence import ProblemFacts
from seatrial.problem.release import NO_ANSWER, NOT_REACHED, REFUSED
from seatrial.problem.upload import NOT_LET_IN, WRONG_ADDRESS

WORDED = frozenset({REFUSED.id, NOT_LET_IN.id, WRONG_ADDRESS.id, NO_ANSWER.id, NOT_REACHED.id})
"""Problems that bring words of the index, or of what is on the way to it."""


def explanation(problem: ProblemFacts, manner: Manner) -> str:
    """Return what is known of the words with which an index refused a file, or with which the way to it ended, as lines; nothing with other problems, or where nothing is known."""
    if problem.kind.id not in WORDED:
        return ""
    from seatrial.app.explain import explain_text  # noqa: PLC0415  (only where a file was refused)
    from seatrial.report.terminal_causes import causes_text  # noqa: PLC0415

    findings = explain_text(str(problem.values.get("message", problem.values.get("reason", ""))))
    likeliest = findings._replace(found=findings.found[:1])
    return "\n" + causes_text(likeliest, manner.language, manner.err) if findings.found else ""
