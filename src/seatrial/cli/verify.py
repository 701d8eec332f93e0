"""`seatrial verify`: files, a place in git, or an editable installation, in fresh environments."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import common, fail_on, file_limit, python_option, python_words
from seatrial.cli.overview import JUDGING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.model.finding import Severity

LESSON = Lesson(
    text=(
        Sentence(
            "CLI200",
            "Install wheels, sdists, a place in git or a project's folder into fresh environments with pip and with uv, import what they bring, and run the scripts and smoke commands.",
        ),
        Sentence(
            "CLI201",
            "Runs code of the package, of its build backend and of its dependencies. Files are judged first, as `seatrial check` does, and one with an error is not installed.",
        ),
        Sentence(
            "CLI202",
            "Dependencies come from your own index. Smoke commands are those of the project: for files, of the project in the current folder if it has their name.",
        ),
    ),
    arguments=(
        ("FILE…", Sentence("CLI203", "Wheels and sdists, or a folder that holds them.")),
        (
            "git+URL@REF",
            Sentence(
                "CLI204",
                "Fetch a tag, branch or commit, build it, and verify what was built; `#subdirectory=DIR` names the project's folder in it.",
            ),
        ),
    ),
    examples=(
        ("seatrial verify dist/*", Sentence("CLI205", "Install the built files and try them.")),
        ("seatrial verify dist/* --python 3.12 --python 3.13", Sentence("CLI206", "The same on two Pythons.")),
        ("seatrial verify git+https://example.org/boat.git@v1.0", Sentence("CLI207", "Build and verify what the tag v1.0 has.")),
        ("seatrial verify --editable .", Sentence("CLI208", "Try the editable installation of the project here.")),
    ),
    statuses=JUDGING,
)
EDITABLE = Sentence("CLI209", "Install this project's folder in the editable way instead.")
SMOKE = Sentence("CLI211", "Run this command after each installation, instead of those in the settings; several if repeated.")
NOTHING = Sentence("CLI212", "Name files, a place in git (git+https://…@REF), or a project's folder with --editable DIR.")
BOTH = Sentence("CLI213", "--editable DIR stands alone, without files or a place in git.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["targets"], nargs=-1, metavar="[FILE… | git+URL@REF]"),
        click.Option(["-e", "--editable"], metavar="DIR", help=say(EDITABLE)),
        python_option(say),
        click.Option(["--smoke"], multiple=True, metavar="COMMAND", help=say(SMOKE)),
        fail_on(say),
        file_limit(say),
        *common(say, reports=True),
    ]
    return Teaching("verify", say, LESSON, params, partial(_run, say, language))


def _run(say: Say, language: Language, targets: tuple[str, ...], editable: str | None, fail_on: "Severity", **asked: Any) -> int:
    from seatrial.app.verifying import verifying  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.ending import end  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.model.verify import VerifyOptions  # noqa: PLC0415

    if not targets and editable is None:
        raise click.UsageError(say(NOTHING), click.get_current_context())
    if targets and editable is not None:
        raise click.UsageError(say(BOTH), click.get_current_context())
    options = VerifyOptions(targets, editable, **{name: asked.pop(name) for name in ("pythons", "smoke", "file_limit")})
    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        outcome = verifying(world_of(manner, shown), options)
    return end(outcome, manner, ".", _typed(options), fail_on)


def _typed(options: "Any") -> list[str]:
    """Return the words of this command line that the next one repeats."""
    words = ["--editable", options.editable] if options.editable is not None else list(options.targets)
    return [
        *words,
        *python_words(options.pythons),
        *(word for one in options.smoke for word in ("--smoke", one)),
    ]
