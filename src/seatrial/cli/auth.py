"""`seatrial auth`: a token for an index, stored, shown as far as it may be, and taken away."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli import streams
from seatrial.cli.group import Group, Part
from seatrial.cli.language import Say
from seatrial.cli.options import common
from seatrial.cli.overview import ENV_UPLOAD, LOOKING
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.cli.manner import Manner
    from seatrial.model.credential import Target
    from seatrial.model.sentence import ProblemFacts, Said
    from seatrial.model.world import World

TEXT = (
    Sentence(
        "CLI340",
        "Store the token that uploads are sent with, see which one an upload would use, and take it away again. A token is never shown, and never stands on a command line.",
    ),
    Sentence(
        "CLI341",
        "Uploads look in this order: the environment (SEATRIAL_TOKEN, and the variables of twine and uv), Trusted Publishing in a CI, the keyring, .pypirc, a question on the terminal.",
    ),
)
INDEX = ("INDEX", Sentence("CLI342", "pypi, testpypi, a section of .pypirc, or the address for uploads; pypi where none is given."))
INDEXES = (
    "INDEX",
    Sentence("CLI343", "pypi, testpypi, a section of .pypirc, or the address for uploads; all that are known where none is given."),
)
VARIABLES = (
    ("SEATRIAL_TOKEN", ENV_UPLOAD),
    ("TWINE_PASSWORD, UV_PUBLISH_TOKEN, …", Sentence("CLI345", "understood as twine and uv do; empty ones count as absent")),
)
LOGIN = Lesson(
    text=(
        Sentence(
            "CLI346",
            "Lead the way to a token, from registering on, ask for it without showing it, read it, and store it in the keyring, or in .pypirc where there is none.",
        ),
        Sentence(
            "CLI347",
            "A token of the wrong index, one that is cut short or has expired, or a password is told at once, and asked for again. Nothing is sent.",
        ),
    ),
    arguments=(INDEX,),
    examples=(
        ("seatrial auth login", Sentence("CLI348", "Log in to PyPI.")),
        ("seatrial auth login testpypi --store pypirc", Sentence("CLI349", "Log in to TestPyPI, and keep the token in ~/.pypirc.")),
        ("seatrial auth login https://HOST/PATH/", Sentence("CLI350", "Log in to an index of your own.")),
    ),
    statuses=LOOKING,
)
STATUS = Lesson(
    text=(
        Sentence(
            "CLI351",
            "Show what each place has for an index, what is wrong with it, what a token says of itself (index, projects, expiry), and which one an upload would use.",
        ),
        Sentence(
            "CLI352",
            "No connection is opened, so that whether the index still knows a token is not told. The keyring may ask to be unlocked.",
        ),
    ),
    arguments=(INDEXES,),
    examples=(
        ("seatrial auth status", Sentence("CLI353", "What there is for every index.")),
        ("seatrial auth status testpypi --format json", Sentence("CLI354", "The same of one index, for a machine.")),
    ),
    environment=VARIABLES,
    statuses=LOOKING,
)
LOGOUT = Lesson(
    text=(
        Sentence("CLI355", "Take the login of an index out of the keyring and out of .pypirc. Everything else in them stays."),
        Sentence("CLI356", "The token itself stays valid until it is deleted on the index."),
    ),
    arguments=(INDEX,),
    examples=(("seatrial auth logout testpypi", Sentence("CLI357", "Forget the login of TestPyPI.")),),
    statuses=LOOKING,
)
SHORT_LOGIN = Sentence("CLI358", "Come to a token and store it.")
SHORT_STATUS = Sentence("CLI359", "Show what an upload would use.")
SHORT_LOGOUT = Sentence("CLI360", "Take a stored login away.")
STORE = Sentence("CLI361", "Where the token is kept; the keyring where there is one, else .pypirc.")
NO_BROWSER = Sentence("CLI362", "Open no page in a browser; the addresses are printed in any case.")
CONFIG = Sentence("CLI363", "Use this file in place of ~/.pypirc.")


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    index = click.Argument(["index"], required=False, metavar="[INDEX]")
    config = click.Option(["--config-file"], metavar="FILE", help=say(CONFIG))
    store = click.Option(["--store"], type=click.Choice(["keyring", "pypirc"]), help=say(STORE))
    closed = click.Option(["--no-browser", "closed"], is_flag=True, help=say(NO_BROWSER))
    parts = (
        Part(SHORT_LOGIN, Teaching("login", say, LOGIN, [index, store, config, closed, *common(say)], partial(_login, language))),
        Part(SHORT_STATUS, Teaching("status", say, STATUS, [index, config, *common(say)], partial(_status, language))),
        Part(SHORT_LOGOUT, Teaching("logout", say, LOGOUT, [index, config, *common(say)], partial(_logout, language))),
    )
    lesson = Lesson(TEXT, examples=(*LOGIN.examples[:1], *STATUS.examples[:1], *LOGOUT.examples), environment=VARIABLES, statuses=LOOKING)
    return Group("auth", say, lesson, parts)


def _status(language: Language, index: str | None, config_file: str | None, **asked: Any) -> int:
    from seatrial.app.auth import status  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.manner import manner_of, print_json  # noqa: PLC0415

    manner = manner_of(language, **asked)
    walks = status(_world(manner), index, config_file=config_file)
    if manner.json:
        from seatrial.report.data_auth import status_json  # noqa: PLC0415  (only where it is asked for)

        print_json(status_json(walks, language))
    else:
        from seatrial.report.terminal_auth import status_text  # noqa: PLC0415

        streams.out(status_text(walks, language, manner.out, quiet=manner.quiet))
    return 0


def _login(language: Language, index: str | None, store: str | None, config_file: str | None, *, closed: bool, **asked: Any) -> int:
    from seatrial.app.auth import login, open_pages  # noqa: PLC0415  (help answers without it)
    from seatrial.app.credentials import target_of  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, print_json  # noqa: PLC0415
    from seatrial.report.terminal_auth import guide_text, login_text, talk_text  # noqa: PLC0415

    manner = manner_of(language, **asked)
    world = _world(manner)
    target = target_of(world, index or "pypi", config_file=config_file)
    pages = _pages(target)
    if world.logins.terminal() and not manner.quiet:
        streams.err(guide_text(target, pages, language, manner.err))
    if not closed:
        open_pages(world, pages)

    def talk(what: "Said | ProblemFacts") -> None:
        streams.err(talk_text(what, language, manner.err))

    done = login(world, target, talk, store=store, config_file=config_file)  # type: ignore[arg-type]  # a choice of click's
    if manner.json:
        from seatrial.report.data_auth import login_json  # noqa: PLC0415  (only where it is asked for)

        print_json(login_json(done, language))
    else:
        streams.out(login_text(done, pages, language, manner.out))
    return 0


def _logout(language: Language, index: str | None, config_file: str | None, **asked: Any) -> int:
    from seatrial.app.auth import logout  # noqa: PLC0415  (help answers without it)
    from seatrial.app.credentials import target_of  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, print_json  # noqa: PLC0415

    manner = manner_of(language, **asked)
    world = _world(manner)
    target = target_of(world, index or "pypi", config_file=config_file)
    done = logout(world, target, config_file=config_file)
    if manner.json:
        from seatrial.report.data_auth import logout_json  # noqa: PLC0415  (only where it is asked for)

        print_json(logout_json(done, language))
    else:
        from seatrial.report.terminal_auth import logout_text  # noqa: PLC0415

        streams.out(logout_text(done, _pages(target), language, manner.out))
    return 0


def _world(manner: "Manner") -> "World":
    from seatrial.cli.manner import showing, world_of  # noqa: PLC0415  (help answers without it)

    return world_of(manner, showing(manner))


def _pages(target: "Target") -> dict[str, str]:
    from seatrial.core.credential.target import PROFILES, profile_of  # noqa: PLC0415  (help answers without it)
    from seatrial.core.profile import pages  # noqa: PLC0415

    known = profile_of(target.origin)
    return pages(PROFILES[known]) if known else {}
