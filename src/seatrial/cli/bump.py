"""`seatrial bump`: raises the version in every place that states it, all or none."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli import streams
from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, common, folder
from seatrial.cli.overview import LOOKING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.cli.manner import Manner
    from seatrial.model.bump import Bumped

LESSON = Lesson(
    text=(
        Sentence(
            "CLI475",
            "Raise the version of the project in every place that states it. The places are found without being told; what holds the same text and means something else (a dependency, a line of the changelog) is named and left alone.",
        ),
        Sentence(
            "CLI476",
            "All files are changed or none, and only the version's own letters in them. Nothing of the project is run, unless --prove is given, or --commit in a repository with hooks. A version that comes from git's tags is raised by its tag.",
        ),
        Sentence("CLI477", "Without PART nothing is changed: the version, its places, and what each part would make of it."),
    ),
    arguments=(
        (
            "PART",
            Sentence(
                "CLI478", "major, minor, patch; a, b, rc (pre-releases); post, dev; release (ends a pre-release). Or the version itself."
            ),
        ),
        FOLDER,
    ),
    examples=(
        ("seatrial bump", Sentence("CLI479", "Show the version and where it stands; change nothing.")),
        ("seatrial bump patch --dry-run", Sentence("CLI480", "Show what would be changed.")),
        ("seatrial bump minor", Sentence("CLI481", "1.2.3 becomes 1.3.0, everywhere.")),
        ("seatrial bump rc", Sentence("CLI482", "1.3.0 becomes 1.3.1rc1; once more, 1.3.1rc2; `bump release` makes it 1.3.1.")),
        ("seatrial bump 2.0.0 --commit --tag", Sentence("CLI483", "To this very version, in a commit with its tag.")),
    ),
    statuses=LOOKING,
)
COMMIT = Sentence("CLI484", "Commit the changed files, and nothing else.")
MESSAGE = Sentence(
    "CLI485", "Message of the commit, {version} in it filled in; the setting `message` under `[tool.seatrial.bump]` is for always. Commits."
)
TAG = Sentence("CLI486", "Tag the commit as a release would. Commits.")
PROVE = Sentence("CLI487", "Let the build backend make the metadata in a copy first; change nothing unless it says the new version.")
ONLINE = Sentence("CLI488", "Ask PyPI first, and refuse a version that it has or had.")
FORCE = Sentence("CLI489", "Also backwards, and to a version that PyPI has or had.")
DRY_RUN = Sentence("CLI490", "Show what would be changed, and change nothing.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["part"], required=False, metavar="[PART|VERSION]"),
        folder(),
        click.Option(["--dry-run"], is_flag=True, help=say(DRY_RUN)),
        click.Option(["--commit"], is_flag=True, help=say(COMMIT)),
        click.Option(["--message"], metavar="TEXT", help=say(MESSAGE)),
        click.Option(["--tag"], is_flag=True, help=say(TAG)),
        click.Option(["--prove"], is_flag=True, help=say(PROVE)),
        click.Option(["--online"], is_flag=True, help=say(ONLINE)),
        click.Option(["--force"], is_flag=True, help=say(FORCE)),
        *common(say),
    ]
    return Teaching("bump", say, LESSON, params, partial(_run, language))


def _run(language: Language, part: str | None, folder: str, *, message: str | None, **asked: Any) -> int:
    from seatrial.app.bump import bump  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.model.bump import BumpOptions  # noqa: PLC0415

    flags = {name: bool(asked.pop(name)) for name in ("dry_run", "commit", "tag", "prove", "online", "force")}
    if part and folder == "." and ("/" in part or part in {".", ".."}):
        # No version has such a name: a folder was meant, and no part.
        part, folder = "", part
    typed = [f"--{name}" for name in ("commit", "tag", "prove", "online", "force") if flags[name]]
    typed += [] if message is None else ["--message", message]
    options = BumpOptions(part or "", **{**flags, "commit": flags["commit"] or flags["tag"] or message is not None}, message=message)
    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        bumped = bump(world_of(manner, shown), folder, options)
    return _told(bumped, manner, (*([part] if part else []), *typed))


def _told(bumped: "Bumped", manner: "Manner", words: tuple[str, ...]) -> int:
    """Print what came of it, and return the exit status."""
    from seatrial.cli.boundary import CLEAN, INTERRUPTED, PROBLEM, STOPPED  # noqa: PLC0415
    from seatrial.cli.manner import print_json  # noqa: PLC0415
    from seatrial.text.words import say  # noqa: PLC0415

    if manner.json:
        from seatrial.report.data_bump import bump_json  # noqa: PLC0415  (only where it is asked for)

        print_json(bump_json(bumped, manner.language))
    else:
        from seatrial.report.terminal_bump import bump_text  # noqa: PLC0415
        from seatrial.report.typed import Typed  # noqa: PLC0415

        streams.out(bump_text(bumped, manner.language, manner.out, Typed(bumped.folder, words, manner.data), quiet=manner.quiet))
    if bumped.interrupted:
        streams.err(f"{say(manner.language, STOPPED)}\n")
        return INTERRUPTED
    if bumped.problem:
        from seatrial.report.terminal_problem import problem_text  # noqa: PLC0415

        streams.err(problem_text(bumped.problem, manner.language, manner.err))
        return PROBLEM
    return CLEAN
