"""Runs git in a folder: in an environment without tokens, without hooks, prompts, file monitors and filters of a foreign repository."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from seatrial.edge.process import ALLOWED, RUNS, kill_group, unbroken
from seatrial.model.event import Tell, Told
from seatrial.model.sentence import Said
from seatrial.problem import Problem
from seatrial.problem.git import FAILED, MISSING, SLOW, UNSAFE

LOCAL_TIMEOUT = 120.0
GRACE = 5.0
"""Seconds that a git which changes something has to end well."""
COMMAND = 1000
"""Characters of a command that are told."""
STEPS = {"tag": "tag", "push": "push", "commit": "bump"}
"""The steps that run git for more than a look, by its commands."""
NO_PROTOCOL = "none"
"""The name of no protocol: git reaches no other repository."""
Settings = tuple[tuple[str, str], ...]
ALWAYS: Settings = (("core.fsmonitor", "false"), ("core.hooksPath", os.devnull))
LOOKING = ("--no-optional-locks", "--literal-pathspecs")
KEPT = (
    "HOME", "USER", "LOGNAME", "SHELL", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK", "SSH_AGENT_PID", "SSH_ASKPASS",
    "GNUPGHOME", "GPG_TTY", "GPG_AGENT_INFO", "EMAIL", "KRB5CCNAME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "CURL_CA_BUNDLE",
)  # fmt: skip
"""git is the user's own program in the user's own home, but it needs no token of an index."""
FOR_HOOKS = ("LC_ALL", "VIRTUAL_ENV", "CONDA_PREFIX", "PRE_COMMIT_HOME", "PRE_COMMIT_ALLOW_NO_CONFIG", "SKIP")
"""What hooks find their tools by, and what says which of them are left out; no token either."""
DROPPED = frozenset((
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_PREFIX",
    "GIT_NAMESPACE", "GIT_CONFIG", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_IMPLICIT_WORK_TREE", "GIT_EXTERNAL_DIFF",
    "GIT_INTERNAL_SUPER_PREFIX", "GIT_DEFAULT_HASH", "GIT_QUARANTINE_PATH", "GIT_TEMPLATE_DIR", "GIT_ATTR_SOURCE",
))  # fmt: skip
"""What would let git speak of another repository than the folder's own, as in a hook of git."""


class Answer(NamedTuple):
    """What git said."""

    status: int
    out: bytes
    error: str


class Ask(Protocol):
    """Runs git in a folder. Raises `Problem`: no git, no answer in time."""

    def __call__(
        self,
        folder: str,
        *args: str,
        timeout: float = LOCAL_TIMEOUT,
        given: bytes = b"",
        protocols: str | None = NO_PROTOCOL,
        config: Settings = (),
    ) -> Answer:
        """Return git's answer.

        `given` is its input. `protocols` are those by which it may reach another repository, None for what the user's settings say.
        `config` are settings that win over those of the repository.
        """


def asker(environ: Mapping[str, str], tell: Tell | None = None, *, acting: bool = False) -> Ask:
    """Return what runs git in a folder, without locks for what only looks; each command is told of.

    With `acting` git does what the user would do by hand: hooks run, in the language that the user has, and paths are patterns.
    """
    surrounding = acting_environment(environ) if acting else git_environment(environ)

    def ask(
        folder: str,
        *args: str,
        timeout: float = LOCAL_TIMEOUT,
        given: bytes = b"",
        protocols: str | None = NO_PROTOCOL,
        config: Settings = (),
    ) -> Answer:
        program = shutil.which("git", path=environ.get("PATH"))
        if program is None:
            raise Problem(MISSING)
        if tell:
            tell(Told(STEPS.get(args[0], "look"), "detail", Said(RUNS, {"command": _shown(args)})))
        settings = (*(() if acting else ALWAYS), *config)
        options = (part for name, value in settings if "=" not in name for part in ("-c", f"{name}={value}"))
        command = (program, *(() if acting else LOOKING), *options, *args)
        # As an option, a name would end at its first sign of equality; only newer versions of git take settings from the environment.
        environment = _configured(surrounding, tuple(one for one in settings if "=" in one[0]))
        if protocols is not None:
            # A repository may say that objects are missing and by which program they are fetched.
            environment |= {"GIT_ALLOW_PROTOCOL": protocols, "GIT_NO_LAZY_FETCH": "1"}

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
            )  # fmt: skip

        try:
            return _answer(start, given, timeout, gently=acting)
        except subprocess.TimeoutExpired:
            raise Problem(SLOW, command=args[0], folder=folder, seconds=int(timeout)) from None
        except OSError as error:
            raise Problem(FAILED, command=args[0], folder=folder, status=-1, reason=error.strerror or str(error)) from error

    return ask


def _configured(environ: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """Add settings behind those that the user's environment has."""
    if not settings:
        return dict(environ)
    there = environ.get("GIT_CONFIG_COUNT", "")
    first = int(there) if there.isascii() and there.isdigit() else 0
    added = dict(environ)
    for number, (name, value) in enumerate(settings, first):
        added |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return {**added, "GIT_CONFIG_COUNT": str(first + len(settings))}


def _ask_to_end(child: subprocess.Popen[bytes]) -> None:
    """Let git take its locks away before it goes."""
    with contextlib.suppress(ProcessLookupError, PermissionError, subprocess.TimeoutExpired):
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(GRACE)


def _answer(start: Callable[[], subprocess.Popen[bytes]], given: bytes, timeout: float, *, gently: bool = False) -> Answer:
    child = None
    try:
        with unbroken():
            child = start()
        out, error = child.communicate(given, timeout)
    except BaseException:
        if child is not None:
            if gently:
                _ask_to_end(child)
            kill_group(child)
            child.communicate()
        raise
    return Answer(child.returncode, out, _without_password(os.fsdecode(error)).strip())


def git_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of git: the user's home and settings of git, no token, English, nobody to ask."""
    kept = {
        name: value
        for name, value in environ.items()
        if name in ALLOWED or name in KEPT or (name.startswith("GIT_") and name not in DROPPED and not name.startswith("GIT_TRACE"))
    }
    return {**kept, "LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat"}


def acting_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a git that acts for the user: hooks keep the user's encoding and find their tools, git itself speaks English."""
    looking = git_environment(environ)
    plain = {name: value for name, value in looking.items() if name not in {"LC_ALL", "GIT_OPTIONAL_LOCKS", "GIT_PAGER"}}
    return {**plain, "LANGUAGE": "en", **{name: environ[name] for name in FOR_HOOKS if name in environ}}


def _shown(args: tuple[str, ...]) -> str:
    command = _without_password(shlex.join(("git", *args)))
    return command if len(command) <= COMMAND else command[: COMMAND - 1] + "…"


def _without_password(text: str) -> str:
    if "://" not in text:
        return text
    from seatrial.core.install import without_secrets  # noqa: PLC0415  (git seldom names an address)

    return without_secrets(text)


def said(
    ask: Ask,
    folder: str,
    *args: str,
    timeout: float = LOCAL_TIMEOUT,
    given: bytes = b"",
    protocols: str | None = NO_PROTOCOL,
    config: Settings = (),
) -> bytes:
    """Return what git prints. Raises `Problem` PGT002 or PGT003 where it fails."""
    answer = ask(folder, *args, timeout=timeout, given=given, protocols=protocols, config=config)
    if answer.status:
        raise problem_of(answer, args[0], folder)
    return answer.out


def problem_of(answer: Answer, command: str, folder: str) -> Problem:
    """Return the problem that an answer is."""
    if "dubious ownership" in answer.error or "unsafe repository" in answer.error:
        # git names the top of the repository, which alone it can be told to trust.
        top = re.search(r"repository at '(.+)'$", answer.error, re.MULTILINE)
        return Problem(UNSAFE, folder=shlex.quote(top[1] if top else folder))
    return Problem(FAILED, command=command, folder=folder, status=answer.status, reason=answer.error or "-")


def foreign_filters(ask: Ask, folder: str) -> Settings:
    """Return what keeps the programs that a repository itself names as filters from running.

    Filters of the user's own settings (as git-lfs sets them up) stay, since without them the files that they keep would look changed.
    """
    answer = ask(folder, "config", "--null", "--show-scope", "--get-regexp", r"^filter\.")
    if answer.status == 1:
        return ()
    if answer.status:
        raise problem_of(answer, "config", folder)
    own: dict[str, str] = {}
    foreign: dict[str, None] = {}
    fields = iter(os.fsdecode(answer.out).split("\0"))
    for scope, entry in zip(fields, fields, strict=False):
        name, _, value = entry.partition("\n")
        if scope in {"local", "worktree"}:
            foreign[name] = None
        else:
            own[name] = value
    return tuple((name, own.get(name, "false" if name.endswith(".required") else "")) for name in foreign)
