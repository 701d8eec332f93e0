"""`seatrial ci`: the workflow that releases a project on GitHub, written and judged."""

from functools import partial
from typing import Any

import click

from seatrial.cli import streams
from seatrial.cli.checking import run_report
from seatrial.cli.group import Group, Part
from seatrial.cli.language import Say
from seatrial.cli.options import common, fail_on
from seatrial.cli.overview import JUDGING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

TEXT = (
    Sentence(
        "CLI455",
        "Write the workflow by which a project is released on a CI service, or judge those that are there: what will fail, and what is unsafe.",
    ),
)
GITHUB = Lesson(
    text=(
        Sentence(
            "CLI456",
            "Write a workflow for GitHub Actions: build and check, publish from one job by Trusted Publishing, verify on several Pythons and systems. Projects with compiled code are built on a matrix by cibuildwheel.",
        ),
        Sentence(
            "CLI457",
            "With --check, judge workflows instead: those in `.github/workflows`, or the files that are named. Nothing is run, and no connection is opened.",
        ),
    ),
    arguments=(
        ("DIR | FILE…", Sentence("CLI458", "The project's folder, the current one where none is given; with --check also workflows.")),
    ),
    examples=(
        ("seatrial ci github", Sentence("CLI459", "Write .github/workflows/release.yml.")),
        ("seatrial ci github --stdout --testpypi", Sentence("CLI460", "Show a workflow that publishes to TestPyPI first; write nothing.")),
        ("seatrial ci github --check", Sentence("CLI461", "Judge the workflows that are there.")),
        ("seatrial ci github --check --format github", Sentence("CLI462", "The same in a workflow, as annotations.")),
    ),
    statuses=JUDGING,
)
SHORT_GITHUB = Sentence("CLI463", "Write the workflow for GitHub Actions, or judge it.")
CHECK = Sentence("CLI464", "Judge workflows; write nothing.")
OUTPUT = Sentence("CLI465", "Write to this file; default: .github/workflows/release.yml.")
STDOUT = Sentence("CLI466", "Print the workflow and write nothing.")
FORCE = Sentence("CLI467", "Replace a file that is there and differs.")
ON = Sentence("CLI468", "What releases: the tag of a version that is pushed, or a release that is published on GitHub.")
TESTPYPI = Sentence("CLI469", "Publish to TestPyPI first and verify it there.")
ONE_FOLDER = Sentence("CLI470", "a workflow is written for one project")
NOT_BOTH = Sentence("CLI471", "{option} does not go with --check, which writes nothing")
ONLY_CHECK = Sentence("CLI472", "reports and forms other than text and json go with --check alone")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["paths"], nargs=-1, metavar="[DIR | FILE]..."),
        click.Option(["--check", "judge"], is_flag=True, help=say(CHECK)),
        click.Option(["--output", "-o"], metavar="FILE", help=say(OUTPUT)),
        click.Option(["--dry-run", "--stdout", "dry"], is_flag=True, help=say(STDOUT)),
        click.Option(["--force"], is_flag=True, help=say(FORCE)),
        click.Option(["--on", "trigger"], type=click.Choice(["tag", "release"]), default="tag", show_default=True, help=say(ON)),
        click.Option(["--testpypi"], is_flag=True, help=say(TESTPYPI)),
        fail_on(say),
        *common(say, reports=True),
    ]
    github = Teaching("github", say, GITHUB, params, partial(_github, say, language))
    return Group("ci", say, Lesson(TEXT, examples=GITHUB.examples, statuses=JUDGING), (Part(SHORT_GITHUB, github),))


def _github(say: Say, language: Language, paths: tuple[str, ...], *, judge: bool, **asked: Any) -> int:
    wished = {name: asked.pop(name) for name in ("output", "dry", "force", "trigger", "testpypi")}
    if judge:
        named = {"--output": wished["output"], "--stdout": wished["dry"], "--force": wished["force"], "--testpypi": wished["testpypi"]}
        for option, given in named.items():
            if given:
                raise click.UsageError(say(NOT_BOTH, option=option), click.get_current_context())
        return _judged(language, paths, **asked)
    if asked["form"] not in ("text", "json") or asked["reports"]:
        raise click.UsageError(say(ONLY_CHECK), click.get_current_context())
    if len(paths) > 1:
        raise click.UsageError(say(ONE_FOLDER), click.get_current_context())
    return _written(say, language, paths[0] if paths else ".", wished, **asked)


def _judged(language: Language, paths: tuple[str, ...], **asked: Any) -> int:
    from seatrial.app.workflows import check_workflows  # noqa: PLC0415  (help answers without it)

    return run_report(language, lambda world: check_workflows(world, paths or (".",)), asked.pop("fail_on"), **asked)


def _written(say: Say, language: Language, folder: str, wished: dict[str, Any], **asked: Any) -> int:
    from seatrial.app.ci import Wish, github  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, print_json, showing, world_of  # noqa: PLC0415
    from seatrial.report.terminal_workflow import workflow_json, workflow_report  # noqa: PLC0415

    asked.pop("fail_on")
    manner = manner_of(language, **asked)
    wish = Wish(wished["output"], wished["trigger"] == "release", wished["testpypi"], wished["force"], wished["dry"])
    with showing(manner) as shown:
        done = github(world_of(manner, shown), folder, wish, say)
    if manner.json:
        print_json(workflow_json(done))
    elif wish.dry:
        streams.out(done.text)
    else:
        streams.out(workflow_report(done, language, manner.out, quiet=manner.quiet))
    return 0
