"""`seatrial upload`: files that are built already, to an index."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seatrial.cli.language import Say
from seatrial.cli.options import alone, common, dry_run_option, fail_on, file_limit, plan_option
from seatrial.cli.teaching import Lesson, Teaching
from seatrial.model.sentence import Sentence
from seatrial.text.words import Language

if TYPE_CHECKING:
    from seatrial.model.release import UploadOptions

LESSON = Lesson(
    text=(
        Sentence(
            "CLI381",
            "Check files, send them to an index and see that it shows them: of each release one wheel first, the others side by side, the sdist last. What the index has already is not sent again; what was interrupted goes on with `seatrial resume`, or with the same command.",
        ),
        Sentence(
            "CLI382",
            "The token comes from SEATRIAL_TOKEN, the variables of twine and uv, the keyring, .pypirc or a question; never from the command line. `seatrial auth status` shows which one counts.",
        ),
    ),
    arguments=(("FILE…", Sentence("CLI383", "Wheels and sdists; a folder stands for those in it.")),),
    examples=(
        ("seatrial upload dist/*", Sentence("CLI384", "To PyPI.")),
        ("seatrial upload -r testpypi dist/*", Sentence("CLI385", "To TestPyPI, or to any index that .pypirc has a section for.")),
        ("seatrial upload --repository-url http://127.0.0.1:8000/legacy/ dist/*", Sentence("CLI386", "To the index at this address.")),
        (
            "seatrial upload --attestations dist/*",
            Sentence("CLI446", "With the attestations beside the files; PyPI takes them by Trusted Publishing alone."),
        ),
        ("seatrial upload --dry-run dist/*", Sentence("CLI387", "Check, ask the index, and say what would be sent.")),
    ),
)
REPOSITORY = Sentence("CLI388", "The index: pypi, testpypi, or a section of .pypirc. Default: TWINE_REPOSITORY, else pypi.")
URL = Sentence("CLI389", "The index by its address for uploads. Default: TWINE_REPOSITORY_URL or UV_PUBLISH_URL.")
JOBS = Sentence("CLI390", "Files at once, after the first of each release; fewer where the index is busy.")
CONNECT = Sentence("CLI391", "Seconds to wait for a connection.")
ANSWER = Sentence("CLI392", "Seconds to wait for the answer to a file, and for an index that takes no byte.")
CONFIG = Sentence("CLI393", "The .pypirc to read, in place of the one in your home.")
CERT = Sentence("CLI395", "Certificates to trust in place of the system's, as with SEATRIAL_CERT.")
CLIENT_CERT = Sentence("CLI396", "The client's own certificate with its key, in one file, as with SEATRIAL_CLIENT_CERT.")
SKIP = Sentence("CLI397", "Leave out files of which the index has others under the same name; the same bytes are never sent again anyway.")
USERNAME = Sentence("CLI399", "The user name at the index; PyPI and TestPyPI take tokens only, whose user name is always __token__.")
ATTESTATIONS = Sentence(
    "CLI447", "Send along the attestations beside the files (FILE.publish.attestation, FILE.slsa.attestation), once each is checked."
)
NO_PASSWORD = Sentence(
    "CLI400",
    "a password on the command line can be read by every user of the machine, and stays in the shell's history. Set SEATRIAL_TOKEN, or store it: seatrial auth login",
)
NO_SIGNATURES = Sentence("CLI401", "PyPI takes no GPG signatures any more; leave it out.")
NO_COMMENTS = Sentence("CLI402", "no index shows comments on files; leave it out.")
GONE = (
    (("-p", "--password"), False, NO_PASSWORD),
    (("-s", "--sign"), True, NO_SIGNATURES),
    (("--sign-with",), False, NO_SIGNATURES),
    (("-i", "--identity"), False, NO_SIGNATURES),
    (("-c", "--comment"), False, NO_COMMENTS),
)
"""Options of twine that have no place here: names, whether it is a flag, why."""
OFF = frozenset({"", "0", "false", "no"})
"""Values of twine's variable that switch nothing on."""
POSITIVE = click.FloatRange(min=0, min_open=True, max=86_400)


def command(say: Say, language: Language) -> click.Command:
    """Return the command in a language."""
    params = [
        click.Argument(["files"], nargs=-1, required=True, metavar="FILE..."),
        click.Option(["-r", "--repository"], metavar="NAME", help=say(REPOSITORY)),
        click.Option(["--repository-url"], metavar="URL", help=say(URL)),
        click.Option(["--skip-existing"], is_flag=True, help=say(SKIP)),
        click.Option(["--attestations"], is_flag=True, help=say(ATTESTATIONS)),
        click.Option(["--jobs"], type=click.IntRange(1, 64), default=8, show_default=True, help=say(JOBS)),
        click.Option(["--connect-timeout"], type=POSITIVE, default=10, show_default=True, metavar="S", help=say(CONNECT)),
        click.Option(["--timeout"], type=POSITIVE, default=180, show_default=True, metavar="S", help=say(ANSWER)),
        click.Option(["--config-file"], metavar="FILE", help=say(CONFIG)),
        alone(say),
        click.Option(["--cert", "authority"], metavar="FILE", help=say(CERT)),
        click.Option(["--client-cert", "certificate"], metavar="FILE", help=say(CLIENT_CERT)),
        click.Option(["-u", "--username"], metavar="NAME", help=say(USERNAME)),
        click.Option(["--disable-progress-bar"], is_flag=True, expose_value=False, hidden=True),
        *_gone(say),
        dry_run_option(say),
        plan_option(say),
        fail_on(say),
        file_limit(say),
        *common(say, reports=True),
    ]
    return Teaching("upload", say, LESSON, params, partial(_run, language))


def _gone(say: Say) -> list[click.Parameter]:
    """Return twine's options that are not taken, each of which says why."""

    def refusing(why: Sentence) -> Callable[[click.Context, click.Parameter, Any], None]:
        def refuse(ctx: click.Context, param: click.Parameter, value: Any) -> None:
            if value:
                raise click.BadParameter(say(why), ctx, param)

        return refuse

    return [
        click.Option(list(names), is_flag=flag, expose_value=False, hidden=True, is_eager=True, callback=refusing(why))
        for names, flag, why in GONE
    ]


def _run(language: Language, files: tuple[str, ...], repository: str | None, repository_url: str | None, **asked: Any) -> int:
    from seatrial.app.upload import named_index, upload  # noqa: PLC0415  (help answers without it)
    from seatrial.cli.ending import end  # noqa: PLC0415
    from seatrial.cli.manner import manner_of, showing, world_of  # noqa: PLC0415
    from seatrial.edge.world import trusting  # noqa: PLC0415
    from seatrial.model.index import Patience  # noqa: PLC0415
    from seatrial.model.release import UploadOptions  # noqa: PLC0415

    wait = asked.pop("timeout")
    patience = Patience(asked.pop("connect_timeout"), min(60.0, wait), wait)
    interactive = not asked.pop("non_interactive") and may_ask(os.environ)
    username = asked.pop("username")
    own = {name: asked.pop(name) for name in UploadOptions._fields if name in asked}
    manner = manner_of(language, **asked)
    with showing(manner) as shown:
        world = trusting(world_of(manner, shown), own["authority"], own["certificate"])
        if username:
            world = world._replace(environ={**world.environ, "TWINE_USERNAME": username})
        to = named_index(world.environ, repository, repository_url)
        options = UploadOptions(files=files, to=to, patience=patience, interactive=interactive, **own)
        outcome = upload(world, options)
    named = ["--repository-url", repository_url] if repository_url else ["-r", repository] if repository else []
    return end(outcome, manner, ".", [*named, *_again(options, username), *files], options.fail_on)


def may_ask(environ: Mapping[str, str]) -> bool:
    """Return whether twine's variable lets somebody be asked."""
    return environ.get("TWINE_NON_INTERACTIVE", "").lower() in OFF


def _again(options: "UploadOptions", username: str | None) -> list[str]:
    """Return the options that the same command again needs."""
    flags = {"--attestations": options.attestations, "--skip-existing": options.skip_existing}
    words = {
        "--config-file": options.config_file,
        "--cert": options.authority,
        "--client-cert": options.certificate,
        "-u": username,
        "--fail-on": "" if options.fail_on == "error" else options.fail_on,
    }
    return [*(name for name, given in flags.items() if given), *(word for name, given in words.items() if given for word in (name, given))]
