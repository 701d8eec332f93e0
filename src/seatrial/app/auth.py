"""Auth: guides a person to a token, stores it where uploads look for it, shows what they would find, and takes it away again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

from seatrial.app.credentials import ask_secret, ask_user, keyring_ask, read_config, target_of, user_for
from seatrial.core.credential.finders import (
    ADDRESS_VARIABLES,
    IN_VARIABLE,
    LOGIN_OF_OLD,
    from_ci,
    from_environment,
    from_keyring,
    from_pypirc,
)
from seatrial.core.credential.judge import Judged, judge
from seatrial.core.credential.order import first
from seatrial.core.credential.pypirc import Pypirc, value
from seatrial.core.credential.pypirc_edit import with_login, without_login
from seatrial.core.credential.target import PROFILES, built_in, is_address, profile_of, same_place, target_at
from seatrial.core.credential.token import PREFIX
from seatrial.model.credential import (
    Answer,
    ConfigFile,
    KeyringAnswer,
    KeyringAsk,
    Login,
    Logout,
    Origin,
    Secret,
    Store,
    Target,
    Walk,
)
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.credential import (
    CANNOT_STAND,
    GIVEN_UP,
    KEYRING_FAILED,
    LOGIN_IN_ADDRESS,
    NO_KEYRING,
    NO_TERMINAL,
    NOT_KEPT,
    OTHER_ADDRESS,
)

TRIES = 5
"""How often a token is asked for."""
FROM_KEYRING = Sentence("CRD053", "{backend}")
FROM_FILE = Sentence("CRD054", "{path}, section [{section}]")
COMES_FIRST = Sentence("CRD055", "{place} has a login for this index too and comes first: an upload uses that one.")
NO_STORE = Sentence("CRD056", "There is no keyring that keeps it; it goes into {path}, which you alone can read.")
WHICH_PAGE = Sentence("CRD057", "Open in the browser: Enter for the page where tokens are made, r to register first, n for none: ")
MOST = 50
"""Sections that are looked at without being named; nobody has as many indexes."""
Talk = Callable[[Said | ProblemFacts], None]
"""Tells the person something while the use case runs."""


def status(world: World, named: str | None = None, *, config_file: str | None = None) -> tuple[Walk, ...]:
    """Return what every finder answers for an index; where none is named for PyPI, TestPyPI and those of the user's configuration.

    Nothing is sent and no token is made. Raises `Problem` as `target_of`.
    """
    file, read = read_config(world, config_file)
    targets = [target_of(world, named, config_file=config_file)] if named else [built_in(name) for name in PROFILES]
    broken: list[Walk] = []
    for name in () if named else (*ADDRESS_VARIABLES, *islice(read.sections, MOST)):
        try:
            target = _other(world, read, name)
        except Problem as problem:
            broken.append(_unreached(name, file.path, problem))
        else:
            targets += [target] if target and all(target != other for other in targets) else []
    return (*_walks(world, targets, file, read), *broken)


def open_pages(world: World, pages: Mapping[str, str]) -> None:
    """Open the pages that a person asks for in the browser, where there is one and somebody to ask."""
    if not pages or not world.logins.terminal() or not world.logins.browser():
        return
    chosen = world.logins.ask(Said(WHICH_PAGE))
    while chosen is not None and chosen.lower() == "r":
        world.logins.show(pages["register"])
        chosen = world.logins.ask(Said(WHICH_PAGE))
    if chosen == "":
        world.logins.show(pages["token"])


def login(world: World, target: Target, talk: Talk, *, store: Store | None = None, config_file: str | None = None) -> Login:
    """Ask for a token, read it, and store it in the keyring, or in `.pypirc` where there is none or `store` says so.

    Raises `Problem` PCR032 where there is nobody to ask, PCR035 where nobody answers, and those of the store.
    """
    if not world.logins.terminal():
        raise Problem(NO_TERMINAL)
    if store == "pypirc":
        _writable(*read_config(world, config_file), target)
    judged, secret = _asked(world, target, talk, config_file)
    kept = None if store == "pypirc" else _into_keyring(world, target, judged.user, secret, must=store == "keyring")
    if kept is None:
        file, read = read_config(world, config_file)
        if store is None:
            talk(Said(NO_STORE, {"path": file.path}))
        _into_file(world, file, read, target, (judged.user, secret))
        return _ended(world, Login(target, "pypirc", file.path, judged.claims), config_file)
    return _ended(world, Login(target, "keyring", kept, judged.claims), config_file)


def logout(world: World, target: Target, *, config_file: str | None = None) -> Logout:
    """Take what is stored for an index out of the keyring and out of `.pypirc`; return what was there, and what still gives a login.

    Raises `Problem` PCR031 where the keyring fails, and those of a `.pypirc` that cannot be read or written.
    """
    file, read = read_config(world, config_file)
    removed = []
    answer = world.logins.keyring((keyring_ask(target, user_for(world, target, read)),))[0]
    if answer.state == "found":
        (answer,) = world.logins.keyring((KeyringAsk("delete", target.url, answer.user),))
        removed.append(Said(FROM_KEYRING, {"backend": answer.backend}))
    if answer.state == "failed":
        raise Problem(KEYRING_FAILED, backend=answer.backend or "keyring", reason=answer.reason)
    if read.problem:
        raise Problem(read.problem.kind, **read.problem.values)
    section = section_to_write(read, target)
    without = without_login(read, section)
    if without is not None:
        world.logins.write_file(file.path, without, file.data)
        removed.append(Said(FROM_FILE, {"path": file.path, "section": section}))
    (walk,) = _walks(world, [target], *read_config(world, config_file))
    return Logout(target, tuple(removed), tuple(answer.said for answer in walk.answers if answer.state != "absent"))


def section_to_write(read: Pypirc, target: Target) -> str:
    """Return the section that holds the login of an index: of its name, of its very address, or a new one named after its host."""
    if not is_address(target.name):
        return target.name
    return next(
        (name for name in read.sections if name != LOGIN_OF_OLD and same_place(value(read, name, "repository"), target.url)),
        target.origin.host,
    )


def _asked(world: World, target: Target, talk: Talk, config_file: str | None) -> tuple[Judged, Secret]:
    user = user_for(world, target, read_config(world, config_file)[1]) or ask_user(world, target)
    for _ in range(TRIES):
        secret = ask_secret(world, target)
        if secret is None:
            break
        typed = Secret(secret.reveal().strip())
        if not typed.reveal():
            continue
        judged = judge(user, typed.reveal(), target, "prompt", world.now())
        for warning in judged.warnings:
            talk(warning)
        if judged.problem is None:
            return judged, typed
        talk(judged.problem)
    raise Problem(GIVEN_UP, the_index=target.name)


def _into_keyring(world: World, target: Target, user: str, secret: Secret, *, must: bool) -> str | None:
    """Return the name of the keyring that keeps a secret now; None where none does and none must."""
    asks = (KeyringAsk("set", target.url, user, secret), KeyringAsk("get", target.url, user))
    put, got = world.logins.keyring(asks)
    if put.state == "done" and got.secret == secret:
        return put.backend
    if not must:
        return None
    raise _not_kept(put if put.state != "done" else got)


def _not_kept(answer: KeyringAnswer) -> Problem:
    if answer.state == "missing":
        return Problem(NO_KEYRING)
    if answer.state == "failed":
        return Problem(KEYRING_FAILED, backend=answer.backend or "keyring", reason=answer.reason)
    return Problem(NOT_KEPT, backend=answer.backend)


def _writable(file: ConfigFile, read: Pypirc, target: Target) -> str:
    """Return the section to write, and raise `Problem` where the file cannot take it."""
    if read.problem:
        raise Problem(read.problem.kind, **read.problem.values)
    section = section_to_write(read, target)
    url = value(read, section, "repository")
    if url and profile_of(target.origin) != profile_of(target_at(url, "user").origin):
        raise Problem(OTHER_ADDRESS, place=f"{file.path} [{section}]", the_index=target.name)
    return section


def _into_file(world: World, file: ConfigFile, read: Pypirc, target: Target, login: tuple[str, Secret]) -> None:
    section = _writable(file, read, target)
    url = None if section in PROFILES else target.url
    data = with_login(read, section, login[0], login[1].reveal(), url)
    if data is None:
        raise Problem(CANNOT_STAND, path=file.path)
    world.logins.write_file(file.path, data, file.data if file.state == "there" else None)


def _ended(world: World, done: Login, config_file: str | None) -> Login:
    """Return a login with what should be known of it: something that comes before it."""
    (walk,) = _walks(world, [done.target], *read_config(world, config_file))
    counts = first(walk.answers)
    if counts is None or counts.finder == (".pypirc" if done.store == "pypirc" else "keyring"):
        return done
    place = str(counts.said.values.get("name") or counts.said.values.get("backend") or counts.finder)
    return done._replace(warnings=(Said(COMES_FIRST, {"place": place}),))


def _walks(world: World, targets: list[Target], file: ConfigFile, read: Pypirc) -> list[Walk]:
    """Ask every finder for every index; one child answers for the keyring."""
    users = [user_for(world, target, read) for target in targets]
    kept = world.logins.keyring(tuple(map(keyring_ask, targets, users)))
    now = world.now()
    walks = []
    for target, user, answer in zip(targets, users, kept, strict=True):
        answers = (
            from_environment(world.environ, target, now, user=user),
            from_ci(world.environ, target),
            from_keyring(answer, target, now),
            from_pypirc(file, read, target, now),
        )
        walks.append(Walk(target, answers))
    return walks


def _other(world: World, read: Pypirc, name: str) -> Target | None:
    """Return the index that a section or a variable of the environment adds; None where it is PyPI, TestPyPI or none.

    A section that has a token in the place of its name is none: the name would be shown.
    """
    url = world.environ.get(name, "") if name in ADDRESS_VARIABLES else value(read, name, "repository")
    if not url or name in PROFILES or name.startswith(PREFIX):
        return None
    target = target_at(url, "environment") if name in ADDRESS_VARIABLES else target_at(url, "user", name)
    return None if name in ADDRESS_VARIABLES and profile_of(target.origin) else target


def _unreached(name: str, path: str, problem: Problem) -> Walk:
    """Return the walk for an index whose address cannot be read: nothing can be bound to it."""
    place = name if name in ADDRESS_VARIABLES else f"{path} [{name}]"
    values = {"place": place} if problem.kind == LOGIN_IN_ADDRESS else problem.values
    where = Said(IN_VARIABLE, {"name": name}) if name in ADDRESS_VARIABLES else Said(FROM_FILE, {"path": path, "section": name})
    answer = Answer("environment" if name in ADDRESS_VARIABLES else ".pypirc", "broken", where, ProblemFacts(problem.kind, values))
    return Walk(Target(name, "", Origin("", "", 0), "user"), (answer,))
