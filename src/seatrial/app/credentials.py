"""Credentials: asks the finders in their order for what an index wants to be sent, and hands it out bound to that index alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from seatrial.core.credential.finders import (
    FROM_OTHERS,
    from_ci,
    from_environment,
    from_keyring,
    from_prompt,
    from_pypirc,
    named_user,
    section_of,
)
from seatrial.core.credential.judge import USER
from seatrial.core.credential.order import choose
from seatrial.core.credential.pypirc import Pypirc, read_pypirc, value
from seatrial.core.credential.target import PROFILES, built_in, is_address, profile_of, target_at
from seatrial.core.credential.token import PREFIX
from seatrial.model.credential import Answer, ConfigFile, Credential, KeyringAsk, NamedBy, Secret, Target
from seatrial.model.event import Told
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.credential import NO_ADDRESS, UNKNOWN_INDEX

ASK_TOKEN = Sentence("CRD050", "API token for {url} (not shown): ")
ASK_PASSWORD = Sentence("CRD051", "Password or token for {url} (not shown): ")
ASK_USER = Sentence("CRD052", "User name at {url} [__token__]: ")
Publishing = Callable[[Target], Answer]
"""Trusted Publishing: makes a token where the job has an identity."""


def config_path(world: World, named: str | None = None) -> str:
    """Return the path of the user's `.pypirc`, or of the file that they name instead."""
    return str(Path(named).expanduser()) if named else str(Path(world.environ.get("HOME") or Path.home(), ".pypirc"))


def read_config(world: World, config_file: str | None = None) -> tuple[ConfigFile, Pypirc]:
    """Return the user's `.pypirc` as it lies on disk and as it reads; nothing is raised."""
    file = world.logins.read_file(config_path(world, config_file))
    return file, read_pypirc(file.data, file.path)


def target_of(world: World, named: str, *, config_file: str | None = None, named_by: NamedBy = "command line") -> Target:
    """Return the index that a name or an address leads to: pypi, testpypi, a section of `.pypirc`, or a URL.

    `named_by` says who named it; a section is the user's own configuration, whoever names it. Raises `Problem` PCR022, PCR023, PCR027, PCR028.
    """
    if named in PROFILES:
        return built_in(named)
    if is_address(named):
        return target_at(named, named_by)
    file, read = read_config(world, config_file)
    if named not in read.sections or named == "distutils":
        if read.problem:
            raise Problem(read.problem.kind, **read.problem.values)
        # A token that was typed in the place of a name is not said again.
        raise Problem(UNKNOWN_INDEX, name=f"{PREFIX}…" if named.startswith(PREFIX) else named, path=file.path)
    url = value(read, named, "repository")
    if not url:
        raise Problem(NO_ADDRESS, place=f"{file.path} [{named}]")
    return target_at(url, "user", named)


def credential_for(
    world: World,
    target: Target,
    *,
    project: str | None = None,
    config_file: str | None = None,
    interactive: bool = True,
    publishing: Publishing | None = None,
) -> Credential:
    """Return what to send to an index: from the environment, Trusted Publishing, the keyring, `.pypirc`, or somebody at the terminal.

    `project` is the name of what is uploaded, where it is known; `publishing` makes a token by Trusted Publishing and is only called where the
    environment has none. What should be known of the credential is told. Raises `Problem` PCR001 to PCR023 for one that cannot be right, PCR029
    or PCR038 where there is none, PCR030 where only a project or a journal names the index, PCR031 where there is none and the keyring fails.
    """
    file, read = read_config(world, config_file)
    user = user_for(world, target, read)
    trusted = target.named_by not in FROM_OTHERS

    def answers() -> Iterator[Answer]:
        now = world.now()
        yield from_environment(world.environ, target, now, user=user, project=project)
        yield publishing(target) if publishing and trusted else from_ci(world.environ, target)
        # A keyring may make a login for any address that it is asked for.
        if trusted or section_of(read, target):
            yield from_keyring(world.logins.keyring((keyring_ask(target, user),))[0], target, now, project=project)
        yield from_pypirc(file, read, target, now, project=project)
        if interactive and trusted and world.logins.terminal():
            yield from _asked(world, target, user, project)

    chosen = choose(answers(), target)
    for warning in chosen.answer.warnings:
        world.tell(Told("upload", "note", warning))
    return chosen.credential


def _asked(world: World, target: Target, user: str, project: str | None) -> Iterator[Answer]:
    user = user or ask_user(world, target)
    secret = ask_secret(world, target)
    if secret is not None and secret.reveal().strip():
        yield from_prompt(user, secret, target, world.now(), project=project)


def user_for(world: World, target: Target, read: Pypirc) -> str:
    """Return the user name that is known beforehand; empty where none is."""
    if profile_of(target.origin):
        return USER
    section = section_of(read, target)
    return named_user(world.environ) or (value(read, section, "username") if section else "")


def keyring_ask(target: Target, user: str) -> KeyringAsk:
    """Return the question to the keyring, as twine asks it: the address of the upload is the service."""
    return KeyringAsk("get", target.url, user or None)


def ask_user(world: World, target: Target) -> str:
    """Ask for the user name at an index; a token's where nothing is typed."""
    return world.logins.ask(Said(ASK_USER, {"url": target.url})) or USER


def ask_secret(world: World, target: Target) -> Secret | None:
    """Ask for a token or a password; None where nobody answers."""
    return world.logins.ask_secret(Said(ASK_TOKEN if profile_of(target.origin) else ASK_PASSWORD, {"url": target.url}))
