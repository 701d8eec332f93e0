"""`seatrial release`: build, upload, verify and tag."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import FOLDER, common, dry_run_option, fail_on, file_limit, plan_option, python_option, python_words
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

PART_WORD = "PART"
PART = Sentence(
    "CLI495",
    "Raise the version first, and commit that: major, minor, patch, a, b, rc, post, dev, release, or the version itself. A folder of that name that is a project is taken for the folder.",
)
LESSON = Lesson(
    text=(
        Sentence(
            "CLI130",
            "Check and build the project, upload it to an index, install it back from there and try it; then tag the commit. What was interrupted goes on where it stopped.",
        ),
        Sentence(
            "CLI131",
            "Runs code of the project. Nothing is sent while an error is known; the tag is made only after everything is verified.",
        ),
    ),
    arguments=((PART_WORD, PART), FOLDER),
    examples=(
        ("seatrial release --to local --dry-run", Sentence("CLI132", "Show the plan and change nothing.")),
        ("seatrial release --to local", Sentence("CLI133", "Release to the embedded index that stays; `seatrial index` serves it.")),
        ("seatrial release --to local --push", Sentence("CLI134", "Push the tag too, when everything is done.")),
        ("seatrial release patch --to local", Sentence("CLI496", "Raise the version (0.1.0 becomes 0.1.1), commit it, and release it.")),
        ("seatrial release --to pypi", Sentence("CLI398", "Release to PyPI. That cannot be undone: rehearse before.")),
    ),
)
TO = Sentence(
    "CLI135", "The index: `local` (the embedded one that stays), pypi, testpypi, a section of .pypirc, or an address for uploads."
)
PUSH = Sentence("CLI138", "Push the tag when everything else is done.")
ABANDON = Sentence("CLI139", "Give up an interrupted release that is in the way, and begin this one.")

TWO_PARTS = Sentence("CLI497", "{one} and {other} both name a version; one is raised to one.")
TWO_FOLDERS = Sentence(
    "CLI498", "{one} and {other} are both taken for folders; a release is one of one project. Parts of a version: {parts}."
)
NEITHER = Sentence("CLI499", "{word} is neither a folder, nor a part of a version ({parts}), nor a version.")
BUILD_FILES = ("pyproject.toml", "setup.py", "setup.cfg")

OWN = ("to", "push", "dry_run", "plan_file", "abandon", "file_limit", "pythons", "fail_on")
"""Options that are handed on as they are."""


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["words"], nargs=-1, metavar="[PART] [DIR]", callback=_meant(say)),
        click.Option(["--to"], required=True, metavar="INDEX", help=say(TO)),
        dry_run_option(say),
        plan_option(say),
        click.Option(["--push"], is_flag=True, help=say(PUSH)),
        click.Option(["--abandon"], is_flag=True, help=say(ABANDON)),
        python_option(say),
        fail_on(say),
        file_limit(say),
        *common(say, reports=True),
    ]
    return Teaching("release", say, LESSON, params, partial(_run, language))


def _meant(say: Say) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[str, str]]:
    """Tell the part of a version from the folder, in whatever order they were typed."""

    def read(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> tuple[str, str]:
        from seatrial.core.bump.versions import PARTS  # noqa: PLC0415  (help answers without it)

        known = ", ".join(PARTS)
        parts = [word for word in words if _is_part(word)]
        folders = [word for word in words if word not in parts]
        if len(parts) > 1:
            raise click.BadParameter(say(TWO_PARTS, one=repr(parts[0]), other=repr(parts[1])), ctx, param)
        unknown = [word for word in folders if "/" not in word and not os.path.lexists(word)]
        if unknown:
            raise click.BadParameter(say(NEITHER, word=repr(unknown[0]), parts=known), ctx, param)
        if len(folders) > 1:
            raise click.BadParameter(say(TWO_FOLDERS, one=repr(folders[0]), other=repr(folders[1]), parts=known), ctx, param)
        return "".join(parts), folders[0] if folders else "."

    return read


def _is_part(word: str) -> bool:
    from seatrial.core.bump.versions import PARTS, parsed  # noqa: PLC0415  (likewise)

    spelt = word.strip().lower() in PARTS or parsed(word.strip()) is not None
    return spelt and not any(os.path.lexists(os.path.join(word, name)) for name in BUILD_FILES)  # noqa: PTH118  (pathlib costs a start)


def _run(language: Language, words: tuple[str, str], **asked: Any) -> int:
    from seatrial.app.release import release  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.ending import end  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.model.release import ReleaseOptions  # noqa: PLC0415

    part, folder = words
    options = ReleaseOptions(**{name: asked.pop(name) for name in OWN}, part=part)
    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        outcome = release(world_of(manner, shown), folder, options)
    strict = [] if options.fail_on == "error" else ["--fail-on", options.fail_on]
    return end(outcome, manner, folder, [*(["--push"] if options.push else []), *python_words(options.pythons), *strict], options.fail_on)
