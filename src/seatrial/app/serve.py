"""The lasting embedded index as a server: its store, its token, and the line that says it is ready."""

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from seatrial.core.profile import FILE_LIMIT
from seatrial.core.render import render
from seatrial.index.server import Serving, serving
from seatrial.index.store import open_store
from seatrial.index.token import new_token
from seatrial.index.trust import read_trust
from seatrial.model.event import Told
from seatrial.model.publishing import Trust
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.index import TOKEN_INVALID, TOKEN_UNREADABLE
from seatrial.problem.publishing import PUBLISHERS_UNREADABLE
from seatrial.rules.arrival import TOKEN
from seatrial.text.words import Language

KEPT_TOKEN = Sentence("STI001", "Token for uploads: in {path}")
ANY_TOKEN = Sentence("STI002", "Token for uploads: any that begins with pypi- and has the form of one")
UPLOAD = Sentence("STI003", "Upload: twine upload --repository-url {url} -u __token__ dist/*")
INSTALL = Sentence("STI004", "Install: pip install --index-url {url} NAME")
IDENTITIES = Sentence("TPB009", "Identities are taken for the audience {audience}.")
TOKEN_SIZE = 16_384
PUBLISHERS_SIZE = 1 << 20
VARIABLE = "SEATRIAL_INDEX_TOKEN"


class ServeOptions(NamedTuple):
    """How the lasting index is served."""

    host: str = "127.0.0.1"
    port: int = 0
    """0 takes a free one."""
    token_file: str | None = None
    open: bool = False
    """Accept any token that has the form of one."""
    file_limit: int | None = FILE_LIMIT
    """Bytes."""
    language: Language = "en"
    publishers: str | None = None
    """Path of the file of publishers whose identities are taken."""


def serve(world: World, options: ServeOptions, ready: Callable[[Serving], None], wait: Callable[[], object] | None = None) -> None:
    """Serve the lasting index until `wait` returns, by default until the process is interrupted.

    `ready` is called as soon as it answers. Raises `Problem` PIX001 to PIX013 where the store, the token or the port cannot be had, PTP020 and
    PTP021 for a file of publishers that cannot be taken.
    """
    trust = _trust(options.publishers) if options.publishers else None
    store = open_store(str(Path(world.data_folder, "index")))
    token, place = (None, None) if options.open else _token(world, options)
    with serving(
        store, token, options.host, options.port, file_limit=options.file_limit, language=options.language, aside=world.aside, trust=trust
    ) as running:
        ready(running)
        told = Said(ANY_TOKEN) if place is None else Said(KEPT_TOKEN, {"path": place})
        if trust:
            world.tell(Told("index", "note", Said(IDENTITIES, {"audience": trust.audience})))
        for said in (told, Said(UPLOAD, {"url": running.upload_url}), Said(INSTALL, {"url": running.simple_url})):
            world.tell(Told("index", "note", said))
        threading.Thread(target=_warm_up, name="seatrial-index-warm-up", daemon=True).start()
        (wait or threading.Event().wait)()


def _trust(path: str) -> Trust:
    try:
        with Path(path).open("rb") as file:
            data = file.read(PUBLISHERS_SIZE)
    except OSError as error:
        raise Problem(PUBLISHERS_UNREADABLE, path=path, reason=error.strerror or str(error)) from error
    return read_trust(data, path)


def _warm_up() -> None:
    """Load what renders descriptions, which takes longer than all else, before somebody waits for a page."""
    for kind in ("text/markdown", "text/x-rst"):
        render("*seatrial*", kind)


def _token(world: World, options: ServeOptions) -> tuple[str, str]:
    """Return the token and where it comes from: the file that is named, the environment, or the one that is kept."""
    if options.token_file is not None:
        return _valid(_read(Path(options.token_file)), options.token_file), options.token_file
    if world.environ.get(VARIABLE):
        return _valid(world.environ[VARIABLE].strip(), VARIABLE), VARIABLE
    path = Path(world.data_folder, "index-token")
    try:
        _make(path)
        # It may have been copied here, or made readable, by other hands.
        path.chmod(0o600)
    except OSError as error:
        raise Problem(TOKEN_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from error
    return _valid(_read(path), str(path)), str(path)


def _make(path: Path) -> None:
    """Make the token that is kept, unless it is there or another process is faster."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "w", encoding="ascii") as file:
            file.write(new_token() + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            lines = file.read(TOKEN_SIZE).decode("ascii", "replace").split()
    except OSError as error:
        raise Problem(TOKEN_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from error
    return lines[0] if lines else ""


def _valid(token: str, place: str) -> str:
    if not TOKEN.fullmatch(token):
        raise Problem(TOKEN_INVALID, path=place)
    return token
