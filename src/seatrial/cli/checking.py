"""What `seatrial check` does; free of click, which costs as much as the judgement of a small file."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from seatrial.cli import streams
from seatrial.cli.boundary import CLEAN, FINDINGS
from seatrial.problem import Problem
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.cli.manner import Manner
    from seatrial.model.finding import Severity
    from seatrial.model.report import Report
    from seatrial.model.world import World


def run_check(
    language: Language,
    paths: Sequence[str],
    fail_on: "Severity",
    file_limit: int | None,
    *,
    no_code: bool = False,
    **asked: Any,
) -> int:
    """Check files and projects, print what came of it, and return the exit status; `asked` are the common options. Raises `Problem` as `app.check.check`."""
    from seatrial.app.check import check  # noqa: PLC0415  (help answers without it)
    from seatrial.core.profile import PYPI  # noqa: PLC0415

    online, run, fix, yes = (bool(asked.pop(one, False)) for one in ("online", "run", "fix", "yes"))
    if fix:
        from seatrial.cli.fixing import offer_fix  # noqa: PLC0415  (only where it is asked for)

        offer_fix(language, paths, sure=yes, **asked)

    def judge(world: "World") -> "Report":
        if run:
            from seatrial.app.running import run_missing  # noqa: PLC0415  (it loads what builds and installs)

            run_missing(world, tuple(paths) or (".",))
        return check(world, tuple(paths) or (".",), PYPI, file_limit, code=not no_code, online=online)

    return run_report(language, judge, fail_on, **asked)


def run_report(language: Language, judge: "Callable[[World], Report]", fail_on: "Severity", **asked: Any) -> int:
    """Print what comes of a judgement in the form that is asked for, and return the exit status; raises nothing but what the reports do."""
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415  (help answers without it)
    from seatrial.core.profile import PYPI  # noqa: PLC0415
    from seatrial.model.report import Report  # noqa: PLC0415
    from seatrial.report.summary import fails  # noqa: PLC0415

    manner = manner_of(language, **asked)
    stopped = None
    try:
        with showing(manner) as shown:
            report = judge(world_of(manner, shown))
    except Problem as problem:
        report, stopped = Report(PYPI.name, PYPI.date), problem
    if manner.form != "text" or manner.reports or manner.record or stopped:
        return _concluded(report, stopped, manner, fail_on)
    streams.out(_text(report, manner, fail_on))
    return FINDINGS if fails(report.findings, fail_on) else CLEAN


def _text(report: "Report", manner: "Manner", fail_on: "Severity") -> str:
    from seatrial.report.terminal_check import check_text  # noqa: PLC0415  (not needed for other forms)

    return check_text(report, manner.language, manner.out, quiet=manner.quiet, fail_on=fail_on)


def _concluded(report: "Report", stopped: Problem | None, manner: "Manner", fail_on: "Severity") -> int:
    """Say in every form that is asked for how a check ended, also one that a problem stopped: the same keys, and the problem."""
    from seatrial.cli.ending import conclude, ended  # noqa: PLC0415  (costs more than the judgement of a small file)
    from seatrial.model.release import Outcome  # noqa: PLC0415

    problem = stopped.facts() if stopped else None
    outcome = Outcome("check", report.index_name, problem=problem, report=report)

    def answer() -> dict[str, Any]:
        from seatrial.report.data import problem_json, report_json  # noqa: PLC0415

        more = problem_json(problem, manner.language) if problem else {}
        return {**report_json(report, manner.language), **more}

    run = ended(outcome, manner, fail_on)._replace(answer=answer)
    return conclude(run, manner, lambda: "" if stopped else _text(report, manner, fail_on))
