"""`seatrial build`: sdist and wheel from a clean copy of the project."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, common, fail_on, file_limit, folder, twice_option
from seatrial.cli.overview import JUDGING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.problem import Problem
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.cli.manner import Manner
    from seatrial.model.build import Built
    from seatrial.model.finding import Severity
    from seatrial.model.release import Outcome
    from seatrial.model.sentence import ProblemFacts

LESSON = Lesson(
    text=(
        Sentence(
            "CLI110",
            "Build the sdist from a clean copy of what git knows, and the wheel from the sdist, so that leftovers of earlier builds can never get in; check both, and say what is in the wheel.",
        ),
        Sentence("CLI111", "Runs the build backend of the project. Writes `dist/` and the manifest in `.seatrial/`."),
    ),
    arguments=(FOLDER,),
    examples=(
        ("seatrial build", Sentence("CLI112", "Build the project in this folder.")),
        ("seatrial build --twice", Sentence("CLI231", "See whether a second build gives the same files.")),
        ("seatrial build --format json path/to/project", Sentence("CLI113", "Build another one, and tell a machine.")),
    ),
    statuses=JUDGING,
)


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [folder(), twice_option(say), fail_on(say), file_limit(say), *common(say, reports=True)]
    return Teaching("build", say, LESSON, params, partial(_run, language))


def _run(language: Language, folder: str, fail_on: "Severity", file_limit: int | None, *, twice: bool, **asked: Any) -> int:
    from seatrial.app.build import build  # noqa: PLC0415  (help answers without it)
    from seatrial.app.looking import look, with_limit  # noqa: PLC0415
    from seatrial.app.since import compared  # noqa: PLC0415
    from seatrial.cli.ending import conclude, ended  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.core.profile import PYPI  # noqa: PLC0415
    from seatrial.model.build import BuildOptions  # noqa: PLC0415
    from seatrial.model.release import Outcome  # noqa: PLC0415
    from seatrial.report.typed import Typed  # noqa: PLC0415

    manner = manner_of(language, **asked)
    try:
        with showing(manner) as shown:
            world = world_of(manner, shown)
            looked = with_limit(look(world, folder), file_limit)
            built = compared(world, looked, build(world, looked, BuildOptions(PYPI, twice=twice)))
    except Problem as problem:
        facts = problem.facts()
        run = ended(Outcome("build", PYPI.name, problem=facts), manner, fail_on)
        return conclude(run._replace(answer=lambda: _problem_json(facts, language)), manner, str)
    run = ended(_outcome(built), manner, fail_on)._replace(typed=Typed(folder, data=manner.data))
    return conclude(run._replace(answer=lambda: _json(built, language)), manner, lambda: _text(built, manner, fail_on))


def _outcome(built: "Built") -> "Outcome":
    """Return a build as what a rehearsal or a release would be that ended with it."""
    from seatrial.model.release import FileOutcome, Outcome  # noqa: PLC0415

    manifest = built.manifest
    files = tuple(FileOutcome(file.name, file.size, file.sha256, "not sent") for file in manifest.files)
    outcome = Outcome("build", built.report.index_name, manifest.name, manifest.version, files)
    return outcome._replace(report=built.report, contents=built.contents, changes=built.changes)


def _json(built: "Built", language: Language) -> dict[str, Any]:
    from seatrial.report.data import build_json  # noqa: PLC0415  (only where it is asked for)

    return build_json(built, language)


def _problem_json(facts: "ProblemFacts", language: Language) -> dict[str, Any]:
    from seatrial.report.data import problem_json  # noqa: PLC0415

    return problem_json(facts, language)


def _text(built: "Built", manner: "Manner", fail_on: "Severity") -> str:
    from seatrial.app.looking import shown_path  # noqa: PLC0415
    from seatrial.report.summary import fails  # noqa: PLC0415
    from seatrial.report.terminal_build import build_text  # noqa: PLC0415

    nearby = built._replace(paths={name: shown_path(path) for name, path in built.paths.items()})
    failing = fails(built.report.findings, fail_on)
    return build_text(nearby, manner.language, manner.out, fails=failing, quiet=manner.quiet, fail_on=fail_on)
