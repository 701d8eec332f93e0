"""Rules on runs that are remembered: what the last tests, build and rehearsal of exactly this tree came to."""

from collections.abc import Iterator, Mapping

from seatrial.model.finding import Finding, Hit, Severity, Value
from seatrial.model.run import Run, RunKind, TestsEnd
from seatrial.rules.rule import Rule, judge, rule

Runs = Mapping[RunKind, Run]
LINES = 3
"""Lines of the output that a message has."""
LINE = 300
"""Characters of each."""
HEADINGS = ("", "short test summary info")
NETWORK = ("PIX", "PUP")
"""What the ids of problems begin with that an index or the way to it made."""


@rule(
    "RUN001",
    "error",
    "The tests fail",
    message="`{command}` fails with the package that was built. The whole output: {log}. Its end: {reason}",
)
def failed(runs: Runs) -> Iterator[Hit]:
    """What was built from exactly this tree does not do what its own tests ask of it, and users would meet that.

    Fix: See the log, correct the project or the test, and run `seatrial check --run` again. A test that needs files of the package finds them where it is
    installed, not in the tree: what is missing there is missing for users too.
    """
    return _tests(runs, "failed")


@rule(
    "RUN002",
    "warning",
    "The tests do not test what was built",
    message="`{command}` imports the project from somewhere else than where it was installed: {reason}",
)
def source(runs: Runs) -> Iterator[Hit]:
    """Tests that import the source tree pass also where the package lacks a module or a file: the fault is found by users.

    Fix: Take out what puts the tree in front (`sys.path`, `PYTHONPATH`, an editable installation), or move the code into `src/`.
    """
    return _tests(runs, "source")


@rule("RUN003", "error", "The tests do not end", message="`{command}` did not end within {reason} s. The whole output: {log}")
def endless(runs: Runs) -> Iterator[Hit]:
    """A test that waits for input (it gets none), for the network or for itself says nothing of the package.

    Fix: See in the log where it stopped. `test-timeout` in the settings gives the tests more time.
    """
    return _tests(runs, "timed out")


@rule("RUN004", "warning", "No test was run", message="`{command}` finds no tests. The whole output: {log}")
def none(runs: Runs) -> Iterator[Hit]:
    """A command that runs no test passes whatever the package does.

    Fix: Say in the settings how the project is tested: `test = ["python -m pytest tests"]`.
    """
    return _tests(runs, "none")


@rule("RUN005", "error", "The last build of this tree failed", message="The last build of exactly this tree did not pass: {reason}")
def build(runs: Runs) -> Iterator[Hit]:
    """What cannot be built, or what an index would refuse, cannot be released.

    Fix: `seatrial build` says what is wrong and how it is mended; `seatrial explain` knows each number.
    """
    return _other(runs, "build")


@rule("RUN006", "error", "The last rehearsal of this tree failed", message="The last rehearsal of exactly this tree did not pass: {reason}")
def rehearsal(runs: Runs) -> Iterator[Hit]:
    """What fails in a rehearsal would fail in a release, where it cannot be taken back.

    Fix: `seatrial rehearse` says what is wrong and how it is mended; `seatrial explain` knows each number.
    """
    return _other(runs, "rehearse")


@rule("RUN007", "warning", "The tests could not begin", message="The tests could not begin. The whole output: {log}. The cause: {reason}")
def not_begun(runs: Runs) -> Iterator[Hit]:
    """What the tests need cannot be installed beside the package, or their command cannot be started.

    Fix: Correct what the project says of its tests: the extra or the dependency group `test`, `requirements-test.txt`, or `test` in the settings.
    """
    return _tests(runs, "not begun")


@rule(
    "RUN008", "note", "Nothing says how the project is tested", message="Neither the settings nor the files say how the project is tested."
)
def unknown(runs: Runs) -> Iterator[Hit]:
    """Tests are looked for as pytest, unittest, nox, tox or a single script has them.

    Fix: Say it in the settings: `test = ["python -m pytest tests"]`.
    """
    return _tests(runs, "unknown")


@rule(
    "RUN009",
    "note",
    "The tests made environments of their own",
    message="`{command}` made environments of its own: what it tested is not the file that was built.",
)
def own(runs: Runs) -> Iterator[Hit]:
    """nox, tox and the like install the project themselves, so that their result says less of the file that is to be released.

    Fix: Say in the settings what they run in the end: `test = ["python -m pytest tests"]`.
    """
    run = runs.get("tests")
    if run and run.how == "own" and run.ok:
        yield Hit({"command": run.command})


def _tests(runs: Runs, how: TestsEnd) -> Iterator[Hit]:
    run = runs.get("tests")
    if run and run.how == how and not run.ok:
        values: dict[str, Value] = {"command": run.command, "reason": run.reason or _end(run.tail) or "-", "log": run.log}
        yield Hit(values)


def _end(tail: str) -> str:
    """Return the last lines of an output, before them the last error as pytest marks it."""
    lines = [line for one in tail.splitlines() if (line := one.strip(" =-_!")[:LINE]) not in HEADINGS]
    errors = [line.removeprefix("E").strip() for line in lines[:-LINES] if line.startswith("E   ") and "Error" in line]
    return " | ".join((*errors[-1:], *lines[-LINES:]))


def _other(runs: Runs, kind: RunKind) -> Iterator[Hit]:
    run = runs.get(kind)
    if run and not run.ok:
        severity: Severity | None = "warning" if run.reason.startswith(NETWORK) else None
        yield Hit({"reason": run.reason or "-"}, severity=severity)


def judge_runs(runs: Runs, folder: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on the last run of each kind on a tree; `folder` names the project to the user, `ignore` has the reason by rule id."""
    below = "" if folder in ("", ".") else f"{folder.rstrip('/')}/"
    shown: Runs = {kind: run._replace(log=f"{below}{run.log}") for kind, run in runs.items()}
    return judge(RULES, shown, folder, ignore)


RULES: tuple[Rule[Runs], ...] = (failed, source, endless, none, build, rehearsal, not_begun, unknown, own)
