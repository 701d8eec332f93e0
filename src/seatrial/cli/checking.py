"""What `seatrial check` does; free of click, which costs as much as the judgement of a small file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from seatrial.cli import streams
from seatrial.cli.boundary import CLEAN, FINDINGS, PROBLEM, tell_problem
from seatrial.problem import Problem
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.model.finding import Severity


def run_check(language: Language, paths: Sequence[str], fail_on: "Severity", file_limit: int | None, **asked: Any) -> int:
    """Check files and projects, print what came of it, and return the exit status; `asked` are the common options. Raises `Problem` as `app.check.check`."""
    from seatrial.app.check import check  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, print_json, showing, world_of  # noqa: PLC0415
    from seatrial.core.profile import PYPI  # noqa: PLC0415
    from seatrial.report.summary import fails  # noqa: PLC0415

    manner = manner_of(language, **asked)
    try:
        with showing(manner) as shown:
            report = check(world_of(manner, shown), tuple(paths) or (".",), PYPI, file_limit)
    except Problem as problem:
        if not manner.json:
            raise
        return _stopped(problem, language)
    if manner.json:
        from seatrial.report.data import report_json  # noqa: PLC0415

        print_json(report_json(report, language))
    else:
        from seatrial.report.terminal_check import check_text  # noqa: PLC0415

        streams.out(check_text(report, language, manner.out, quiet=manner.quiet))
    return FINDINGS if fails(report.findings, fail_on) else CLEAN


def _stopped(problem: Problem, language: Language) -> int:
    """Print the object of a check that a problem stopped: the same keys, and the problem."""
    from seatrial.cli.manner import print_json  # noqa: PLC0415
    from seatrial.core.profile import PYPI  # noqa: PLC0415
    from seatrial.model.report import Report  # noqa: PLC0415
    from seatrial.report.data import problem_json, report_json  # noqa: PLC0415

    tell_problem(problem, language)
    print_json({**report_json(Report(PYPI.name, PYPI.date), language), **problem_json(problem.facts(), language)})
    return PROBLEM
