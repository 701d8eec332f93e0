"""`seatrial build`: sdist and wheel from a clean copy of the project."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli import streams
from seatrial.cli.boundary import CLEAN, FINDINGS
from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, common, fail_on, file_limit, folder
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.model.finding import Severity

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
        ("seatrial build --format json path/to/project", Sentence("CLI113", "Build another one, and tell a machine.")),
    ),
)


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    return Teaching("build", say, LESSON, [folder(), fail_on(say), file_limit(say), *common(say)], partial(_run, language))


def _run(language: Language, folder: str, fail_on: "Severity", file_limit: int | None, **asked: Any) -> int:
    from seatrial.app.build import build  # noqa: PLC0415  (help answers without it)
    from seatrial.app.looking import look, shown_path, with_limit  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, print_json, showing, world_of  # noqa: PLC0415
    from seatrial.core.profile import PYPI  # noqa: PLC0415
    from seatrial.model.build import BuildOptions  # noqa: PLC0415
    from seatrial.report.summary import fails  # noqa: PLC0415

    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        world = world_of(manner, shown)
        built = build(world, with_limit(look(world, folder), file_limit), BuildOptions(PYPI))
    failing = fails(built.report.findings, fail_on)
    if manner.json:
        from seatrial.report.data import build_json  # noqa: PLC0415

        print_json(build_json(built, language))
    else:
        from seatrial.report.terminal_build import build_text  # noqa: PLC0415

        nearby = built._replace(paths={name: shown_path(path) for name, path in built.paths.items()})
        streams.out(build_text(nearby, language, manner.out, fails=failing, quiet=manner.quiet))
    return FINDINGS if failing else CLEAN
