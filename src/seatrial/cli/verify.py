"""`seatrial verify`: a release on an index, files, a place in git, or an editable installation, in fresh environments."""

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
    from seatrial.model.verify import VerifyOptions

LESSON = Lesson(
    text=(
        Sentence(
            "CLI200",
            "Install a release from an index, wheels, sdists, a place in git or a project's folder into fresh environments with pip and with uv, import what they bring, and run the scripts and smoke commands.",
        ),
        Sentence(
            "CLI201",
            "Runs code of the package, of its build backend and of its dependencies. Files are judged first, as `seatrial check` does, and one with an error is not installed.",
        ),
        Sentence(
            "CLI202",
            "Dependencies come from your own index. Smoke commands are those of the project: for files, of the project in the current folder if it has their name.",
        ),
        Sentence(
            "CLI430",
            "Of a release on an index it is first made sure that the index shows it, and that its bytes are those that are known here: from the journal of the release, the last build, or dist/.",
        ),
    ),
    arguments=(
        (
            "NAME==VERSION",
            Sentence("CLI431", "A release on PyPI, or where --from says; with --from, NAME alone is the newest version."),
        ),
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
        ("seatrial verify boat==1.0", Sentence("CLI432", "See that PyPI has the very bytes of boat 1.0, and that they install and work.")),
        (
            "seatrial verify boat==1.0 --from testpypi",
            Sentence("CLI433", "The same on TestPyPI; dependencies still come from your own index."),
        ),
        ("seatrial verify dist/*", Sentence("CLI205", "Install the built files and try them.")),
        ("seatrial verify dist/* --python 3.12 --python 3.13", Sentence("CLI206", "The same on two Pythons.")),
        ("seatrial verify git+https://example.org/boat.git@v1.0", Sentence("CLI207", "Build and verify what the tag v1.0 has.")),
        ("seatrial verify --editable .", Sentence("CLI208", "Try the editable installation of the project here.")),
    ),
    statuses=JUDGING,
)
EDITABLE = Sentence("CLI209", "Install this project's folder in the editable way instead.")
SMOKE = Sentence("CLI211", "Run this command after each installation, instead of those in the settings; several if repeated.")
FROM = Sentence(
    "CLI434", "The index that has the release: pypi (where none is named), testpypi, local, a section of .pypirc, or an address."
)
WAIT = Sentence("CLI435", "Seconds that the index may take until it shows the release; 0 looks once.")
ALONE = Sentence("CLI436", "A release on an index stands alone; it is not {target} that can be verified beside it.")
NOTHING = Sentence(
    "CLI212", "Name a release (NAME==VERSION), files, a place in git (git+https://…@REF), or a project's folder with --editable DIR."
)
BOTH = Sentence("CLI213", "--editable DIR stands alone, without files or a place in git.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["targets"], nargs=-1, metavar="[NAME==VERSION | FILE… | git+URL@REF]"),
        click.Option(["--from", "from_index"], metavar="INDEX", help=say(FROM)),
        click.Option(["--wait"], type=click.FloatRange(0, 86_400), default=90, show_default=True, metavar="SECONDS", help=say(WAIT)),
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
    if editable is not None and (targets or asked["from_index"] is not None):
        raise click.UsageError(say(BOTH), click.get_current_context())
    options = VerifyOptions(
        targets, editable, **{name: asked.pop(name) for name in ("pythons", "smoke", "file_limit", "from_index", "wait")}
    )
    _refuse_unclear(say, language, options)
    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        outcome = verifying(world_of(manner, shown), options)
    return end(outcome, manner, ".", _typed(options), fail_on)


def _refuse_unclear(say: Say, language: Language, options: "VerifyOptions") -> None:
    """Raise UsageError where a release on an index is meant, and not just one is named."""
    from seatrial.core.install_from import kind_of  # noqa: PLC0415

    first = next((one for one in options.targets if options.from_index is not None or kind_of(one) == "release"), None)
    if first is None:
        return
    from seatrial.core.published import release_name  # noqa: PLC0415
    from seatrial.problem import Problem  # noqa: PLC0415
    from seatrial.report.escape import escape_values  # noqa: PLC0415
    from seatrial.report.explained import explain_problem  # noqa: PLC0415

    try:
        release_name(first)
    except Problem as problem:
        words = explain_problem(problem.facts(), language, escape_values)
        raise click.UsageError(f"{words.message} {words.fix}", click.get_current_context()) from None
    for other in options.targets:
        if other != first:
            raise click.UsageError(say(ALONE, target=other), click.get_current_context())


def _typed(options: "VerifyOptions") -> list[str]:
    """Return the words of this command line that the next one repeats."""
    words = ["--editable", options.editable] if options.editable is not None else list(options.targets)
    return [
        *words,
        *(("--from", options.from_index) if options.from_index is not None else ()),
        *python_words(options.pythons),
        *(word for one in options.smoke for word in ("--smoke", one)),
    ]
