"""git as a release needs it: what it knows of a folder, and tags."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from seatrial.edge.leftovers import leftover, stale
from seatrial.edge.process import ALLOWED
from seatrial.model.build import Exported
from seatrial.model.project import Repository
from seatrial.model.world import Git
from seatrial.problem import Problem
from seatrial.problem.git import FAILED, MISSING, NOT_A_TAG, NOT_PUSHED, SLOW, TAG_EXISTS, UNSAFE

BOUND = 1000
"""Changed and untracked files that are named, each."""
LISTED = 100_000
"""Files that are listed."""
LOCAL_TIMEOUT = 120.0
REMOTE_TIMEOUT = 60.0
KEPT = (
    "HOME", "USER", "LOGNAME", "SHELL", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK", "SSH_AGENT_PID", "SSH_ASKPASS",
    "GNUPGHOME", "GPG_TTY", "GPG_AGENT_INFO", "EMAIL", "KRB5CCNAME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "CURL_CA_BUNDLE",
)  # fmt: skip
"""git is the user's own program in the user's own home, but it needs no token of an index."""
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


Ask = Callable[..., Answer]
"""(folder, *arguments, timeout=, given=) → answer. Raises `Problem`: no git, no answer in time."""


def asker(environ: Mapping[str, str]) -> Ask:
    """Return what runs git in a folder, without hooks, prompts, file monitors, and without locks for what only looks."""
    surrounding = git_environment(environ)

    def ask(folder: str, *args: str, timeout: float = LOCAL_TIMEOUT, given: bytes = b"") -> Answer:
        program = shutil.which("git", path=environ.get("PATH"))
        if program is None:
            raise Problem(MISSING)
        command = (
            program,
            "--no-optional-locks",
            "--literal-pathspecs",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            *args,
        )
        try:
            child = subprocess.Popen(
                command, cwd=folder, env=surrounding, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise Problem(FAILED, command=args[0], folder=folder, status=-1, reason=error.strerror or str(error)) from error
        return _answer(child, args[0], folder, timeout, given)

    return ask


def _answer(child: subprocess.Popen[bytes], command: str, folder: str, timeout: float, given: bytes) -> Answer:
    try:
        out, error = child.communicate(given, timeout)
    except BaseException as stopped:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        if isinstance(stopped, subprocess.TimeoutExpired):
            raise Problem(SLOW, command=command, folder=folder, seconds=int(timeout)) from None
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


def _without_password(text: str) -> str:
    return re.sub(r"(\w+://)[^/@\s]+@", r"\1***@", text)


def said(ask: Ask, folder: str, *args: str, timeout: float = LOCAL_TIMEOUT, given: bytes = b"") -> bytes:
    """Return what git prints. Raises `Problem` PGT002 or PGT003 where it fails."""
    answer = ask(folder, *args, timeout=timeout, given=given)
    if answer.status:
        raise _problem(answer, args[0], folder)
    return answer.out


def _problem(answer: Answer, command: str, folder: str) -> Problem:
    if "dubious ownership" in answer.error or "unsafe repository" in answer.error:
        return Problem(UNSAFE, folder=folder)
    return Problem(FAILED, command=command, folder=folder, status=answer.status, reason=answer.error or "-")


def look(ask: Ask, folder: str) -> Repository | None:
    """Return what git knows of a folder; None where there is no git or no work tree."""
    try:
        answer = ask(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix", "--show-toplevel")
    except Problem as problem:
        if problem.kind is MISSING:
            return None
        raise
    # Inside of `.git`, or of a bare repository, git answers the first question and stops at the last.
    if "not a git repository" in answer.error or "must be run in a work tree" in answer.error:
        return None
    if answer.status:
        raise _problem(answer, "rev-parse", folder)
    _, shallow, prefix, root = answer.out.removesuffix(b"\n").split(b"\n", 3)
    status = _status(said(ask, folder, "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--", "."), prefix)
    commit_time, tags = _at_head(ask, folder) if status.commit else (None, ())
    repository = Repository(
        root=os.fsdecode(root), prefix=os.fsdecode(prefix), commit=status.commit, commit_time=commit_time, branch=status.branch,
        dirty=status.dirty[:BOUND], untracked=status.untracked[:BOUND], shallow=shallow == b"true", tags=tags,
    )  # fmt: skip
    return repository._replace(files=kept(ask, repository, status.untracked)[:LISTED])


class _Status(NamedTuple):
    commit: str | None
    branch: str | None
    dirty: tuple[str, ...]
    untracked: tuple[str, ...]


def _status(out: bytes, prefix: bytes) -> _Status:
    """Read `git status --porcelain=v2 --branch -z`; git's documentation says how it is spelt."""
    headers: dict[bytes, str] = {}
    dirty: list[str] = []
    untracked: list[str] = []
    entries = iter(out.split(b"\0"))
    for entry in entries:
        kind = entry[:1]
        if kind == b"#":
            _, name, value = entry.split(b" ", 2)
            headers[name] = os.fsdecode(value)
        elif kind == b"?":
            path = _below(entry[2:], prefix)
            if not leftover(path):
                untracked.append(path)
        elif kind in (b"1", b"2", b"u"):
            fields = {b"1": 8, b"2": 9, b"u": 10}[kind]
            dirty.append(_below(entry.split(b" ", fields)[fields], prefix))
            if kind == b"2":
                next(entries, None)
    commit = headers.get(b"branch.oid", "(initial)")
    branch = headers.get(b"branch.head", "(detached)")
    return _Status(
        None if commit == "(initial)" else commit,
        None if branch == "(detached)" else branch,
        tuple(dirty[:BOUND]),
        tuple(untracked[:BOUND]),
    )


def kept(ask: Ask, repository: Repository, untracked: Iterable[str]) -> tuple[str, ...]:
    """Return every file in the project folder that a build takes in, relative to it, sorted: tracked ones that are there, and untracked ones."""
    below = f"{repository.root}/{repository.prefix}"
    tracked = paths(said(ask, below, "ls-files", "-z", "--cached", "--recurse-submodules"))
    there = (path for path in tracked if not stale(path) and os.path.lexists(below + path))
    return tuple(sorted({*there, *(path for path in untracked if not path.endswith("/"))}))


def paths(out: bytes) -> tuple[str, ...]:
    """Read the paths that git lists with `-z`."""
    return tuple(os.fsdecode(path) for path in out.split(b"\0") if path)


def _below(path: bytes, prefix: bytes) -> str:
    return os.fsdecode(path.removeprefix(prefix))


def _at_head(ask: Ask, folder: str) -> tuple[int | None, tuple[str, ...]]:
    commit = said(ask, folder, "cat-file", "commit", "HEAD")
    time = re.search(rb"^committer .*> (\d+) [-+]\d+$", commit, re.MULTILINE)
    tags = said(ask, folder, "for-each-ref", "--points-at=HEAD", "--format=%(refname)", "refs/tags")
    return int(time[1]) if time else None, tuple(os.fsdecode(line.removeprefix(b"refs/tags/")) for line in tags.splitlines())


def _tag_commit(ask: Ask, folder: str, tag: str) -> str | None:
    answer = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/tags/{tag}^{{commit}}")
    return answer.out.decode().strip() or None


def _remote_tag(ask: Ask, folder: str, remote: str, tag: str) -> str | None:
    # An annotated tag is listed twice: as the tag's own object, and as the commit with ^{} behind its name.
    names = (f"refs/tags/{tag}", f"refs/tags/{tag}^{{}}")
    lines = os.fsdecode(said(ask, folder, "ls-remote", "--", remote, *names, timeout=REMOTE_TIMEOUT)).splitlines()
    found = {name: commit for commit, _, name in (line.partition("\t") for line in lines)}
    return found.get(names[1]) or found.get(names[0])


def _tag(ask: Ask, folder: str, tag: str, commit: str, message: str) -> None:
    if ask(folder, "check-ref-format", f"refs/tags/{tag}").status or tag.startswith("-"):
        raise Problem(NOT_A_TAG, tag=tag)
    there = _tag_commit(ask, folder, tag)
    if there is not None:
        raise Problem(TAG_EXISTS, tag=tag, commit=there)
    said(ask, folder, "tag", "--annotate", f"--message={message}", "--", tag, commit)


def _push(ask: Ask, folder: str, remote: str, tag: str) -> None:
    answer = ask(folder, "push", "--quiet", "--", remote, f"refs/tags/{tag}:refs/tags/{tag}", timeout=REMOTE_TIMEOUT)
    if answer.status:
        raise Problem(NOT_PUSHED, tag=tag, remote=remote, reason=answer.error or "-")


def _remote(ask: Ask, folder: str) -> str | None:
    branch = os.fsdecode(ask(folder, "symbolic-ref", "--quiet", "HEAD").out).strip()
    if branch:
        tracked = os.fsdecode(said(ask, folder, "for-each-ref", "--format=%(upstream:remotename)", branch)).strip()
        if tracked and tracked != ".":
            return tracked
    remotes = os.fsdecode(said(ask, folder, "remote")).splitlines()
    return "origin" if "origin" in remotes else None


def _tracks(ask: Ask, folder: str, path: str) -> bool:
    try:
        return bool(ask(folder, "ls-files", "-z", "--", path).out)
    except Problem as problem:
        if problem.kind is MISSING:
            return False
        raise


def git(environ: Mapping[str, str]) -> Git:
    """Return git's callables, asking the git that is on the user's PATH."""
    ask = asker(environ)

    def export(folder: str, repository: Repository | None, target: str) -> Exported:
        from seatrial.edge.export import export as copy  # noqa: PLC0415  (only builds copy)

        return copy(ask, folder, repository, target)

    return Git(
        look=lambda folder: look(ask, str(Path(folder).absolute())),
        export=export,
        tag_commit=lambda folder, tag: _tag_commit(ask, folder, tag),
        remote_tag=lambda folder, remote, tag: _remote_tag(ask, folder, remote, tag),
        tag=lambda folder, tag, commit, message: _tag(ask, folder, tag, commit, message),
        push=lambda folder, remote, tag: _push(ask, folder, remote, tag),
        remote=lambda folder: _remote(ask, folder),
        tracks=lambda folder, path: _tracks(ask, folder, path),
    )
