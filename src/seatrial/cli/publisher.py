"""`seatrial publisher`: what a job claims, and what must be registered on an index so that it gets a token."""

import sys
from functools import partial
from typing import Any

import click

from seatrial.cli import streams
from seatrial.cli.group import Group, Part
from seatrial.cli.language import Say
from seatrial.cli.options import common
from seatrial.cli.overview import LOOKING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

TEXT = (
    Sentence(
        "CLI410",
        "Trusted Publishing: the index gives a job a token for what the job's identity claims, if a publisher with exactly that is registered.",
    ),
)
SHOW = Lesson(
    text=(
        Sentence(
            "CLI411",
            "Put what a job claims, or will claim, beside what must be typed into the index's form, field by field, with the link that fills it in, and say what stands in the way.",
        ),
        Sentence(
            "CLI412",
            "It comes from --claims, else from the job that this runs in, else from the git remote and the workflow files of the project. No connection is opened, no token is made or asked for, nothing is run, and an identity token is never shown.",
        ),
    ),
    arguments=(("NAME", Sentence("CLI413", "The project's name on the index; what pyproject.toml says where none is given.")),),
    examples=(
        ("seatrial publisher show", Sentence("CLI414", "What the publishing job of the project here will claim.")),
        (
            "seatrial publisher show --claims job.log",
            Sentence("CLI415", "The claims in a log, an identity token or JSON; - is the standard input."),
        ),
        (
            "seatrial publisher show --record owner=acme --record workflow=release.yml",
            Sentence("CLI417", "Compare with what is registered, and say what the index would answer."),
        ),
    ),
    statuses=LOOKING,
)
SHORT_SHOW = Sentence("CLI418", "Show what a job claims beside what must be registered.")
CLAIMS = Sentence(
    "CLI419", "Take the claims from this file: JSON, an identity token, or the log of a job that prints them; - is the standard input."
)
INDEX = Sentence("CLI420", "The index whose form it is; the one that the job goes to where none is given.")
RECORD = Sentence(
    "CLI421",
    "What is registered in a field of the form, as it stands there; for several fields if repeated. An empty value says that the field is empty.",
)
JOB = Sentence("CLI422", "Only this job of the workflow files.")
PROJECT = Sentence("CLI423", "The project's folder; the current one where none is given.")
NO_FIELD = Sentence("CLI424", "{value}: write FIELD=VALUE, with one of these fields: {known}.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params: list[click.Parameter] = [
        click.Argument(["name"], required=False, metavar="[NAME]"),
        click.Option(["--claims"], metavar="FILE", help=say(CLAIMS)),
        click.Option(["--record"], metavar="FIELD=VALUE", multiple=True, callback=partial(_record, say), help=say(RECORD)),
        click.Option(["--to"], type=click.Choice(["pypi", "testpypi"]), help=say(INDEX)),
        click.Option(["--job"], metavar="ID", help=say(JOB)),
        click.Option(["--folder"], metavar="DIR", default=".", help=say(PROJECT)),
        *common(say),
    ]
    parts = (Part(SHORT_SHOW, Teaching("show", say, SHOW, params, partial(_show, language))),)
    return Group("publisher", say, Lesson(TEXT, examples=SHOW.examples, statuses=LOOKING), parts)


def _record(say: Say, ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    """Return what is on record by field, each by every name that a form may have for it; None where nothing is given."""
    from seatrial.core.publishing.form import ALL_FIELDS, SHORT  # noqa: PLC0415  (help answers without it)

    found: dict[str, str] = {}
    for value in values:
        field, sign, text = value.partition("=")
        if not sign or field not in {*ALL_FIELDS, *SHORT}:
            raise click.BadParameter(say(NO_FIELD, value=value, known=", ".join((*SHORT, *ALL_FIELDS))), ctx, param)
        found.update(dict.fromkeys(SHORT.get(field, (field,)), text))
    return found or None


def _show(
    language: Language,
    name: str | None,
    claims: str | None,
    record: dict[str, str] | None,
    to: str | None,
    job: str | None,
    folder: str,
    **asked: Any,
) -> int:
    from seatrial.app.publisher import Wish, show  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, print_json, showing, world_of  # noqa: PLC0415

    manner = manner_of(language, **asked)
    given = _given() if claims == "-" else None
    view = show(world_of(manner, showing(manner)), Wish(folder, name, to, claims, given, record, job))
    if manner.json:
        from seatrial.report.data_publisher import publisher_json  # noqa: PLC0415  (only where it is asked for)

        print_json(publisher_json(view, language))
    else:
        from seatrial.report.terminal_publisher import publisher_text  # noqa: PLC0415

        streams.out(publisher_text(view, language, manner.out, quiet=manner.quiet))
    return 0


def _given() -> str:
    from seatrial.core.publishing.told import LONGEST  # noqa: PLC0415  (only where it is asked for)

    return "" if sys.stdin is None else sys.stdin.buffer.read(LONGEST).decode("utf-8", "replace")
