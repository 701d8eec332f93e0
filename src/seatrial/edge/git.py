"""git as a release needs it: what it knows of a folder, and tags."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from seatrial.edge.git_command import Ask, asker, foreign_filters, problem_of, said
from seatrial.edge.leftovers import leftover, stale
from seatrial.model.build import Exported
from seatrial.model.project import Repository
from seatrial.model.world import Git
from seatrial.problem import Problem
from seatrial.problem.git import MISSING, NO_IDENTITY, NOT_A_TAG, NOT_PUSHED, NOT_SIGNED, TAG_EXISTS

BOUND = 1000
"""Changed and untracked files that are named, each."""
LISTED = 100_000
"""Files that are listed."""
REMOTE_TIMEOUT = 60.0
LATEST = 2**32 - 1
"""Seconds since 1970 of the latest commit whose time is taken: archives can hold no later one."""


def look(ask: Ask, folder: str) -> Repository | None:
    """Return what git knows of a folder; None where there is no git or no work tree."""
    try:
        answer = ask(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-toplevel")
    except Problem as problem:
        if problem.kind is MISSING:
            return None
        raise
    # Inside of `.git`, or of a bare repository, git answers the first question and stops at the last.
    if "not a git repository" in answer.error or "must be run in a work tree" in answer.error:
        return None
    if answer.status:
        raise problem_of(answer, "rev-parse", folder)
    _, shallow, root = answer.out.removesuffix(b"\n").split(b"\n", 2)
    if not os.path.lexists(os.fsdecode(root) + "/.git"):
        return None  # the repository claims a folder for its work tree that knows nothing of it
    # Asked by itself, because the names of folders may hold line breaks.
    prefix = said(ask, folder, "rev-parse", "--show-prefix").removesuffix(b"\n")
    status = _status(ask, folder, prefix)
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


def _status(ask: Ask, folder: str, prefix: bytes) -> _Status:
    """Ask for the state of a folder; a submodule with changes or new files of its own counts as changed.

    Submodules are asked one by one, because git would ask them by their own settings, which may name programs to run.
    """
    looking = ("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--ignore-submodules=dirty", "--", ".")
    status = _read_status(said(ask, folder, *looking, config=foreign_filters(ask, folder)), prefix)
    inner = ((path, _status(ask, f"{folder}/{path}", b"")) for path in _submodules(ask, folder))
    changed = (path for path, one in inner if one.dirty or one.untracked)
    return status._replace(dirty=tuple(dict.fromkeys((*status.dirty, *changed))))


def _submodules(ask: Ask, folder: str) -> Iterator[str]:
    """Yield the submodules below a folder that are there, relative to it."""
    root = Path(folder).resolve()
    if not any(os.path.lexists(one / ".gitmodules") for one in (root, *root.parents)):
        return
    for line in said(ask, folder, "ls-files", "-z", "--stage", "--", ".").split(b"\0"):
        mode, _, path = line.partition(b"\t")
        name = os.fsdecode(path)
        if mode.startswith(b"160000 ") and os.path.realpath(root / name) == f"{root}/{name}" and os.path.lexists(root / name / ".git"):
            yield name


def _read_status(out: bytes, prefix: bytes) -> _Status:
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
    time = re.search(rb"^committer .*> (\d{1,10}) [-+]\d+$", commit, re.MULTILINE)
    tags = said(ask, folder, "for-each-ref", "--points-at=HEAD", "--format=%(refname)", "refs/tags")
    seconds = int(time[1]) if time else None
    return None if seconds is not None and seconds > LATEST else seconds, tuple(
        os.fsdecode(line.removeprefix(b"refs/tags/")) for line in tags.splitlines()
    )


def _tag_commit(ask: Ask, folder: str, tag: str) -> str | None:
    answer = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/tags/{tag}^{{commit}}")
    return answer.out.decode().strip() or None


def _remote_tag(ask: Ask, folder: str, remote: str, tag: str, seconds: float) -> str | None:
    # An annotated tag is listed twice: as the tag's own object, and as the commit with ^{} behind its name.
    names = (f"refs/tags/{tag}", f"refs/tags/{tag}^{{}}")
    lines = os.fsdecode(
        said(ask, folder, "ls-remote", "--", remote, *names, timeout=min(seconds, REMOTE_TIMEOUT), protocols=None)
    ).splitlines()
    found = {name: commit for commit, _, name in (line.partition("\t") for line in lines)}
    return found.get(names[1]) or found.get(names[0])


def _committer(ask: Ask, folder: str) -> None:
    answer = ask(folder, "var", "GIT_COMMITTER_IDENT")
    if answer.status:
        # The rest of what git says is advice, which the problem gives itself.
        reason = next((line for line in answer.error.splitlines() if line.startswith("fatal: ")), answer.error)
        raise Problem(NO_IDENTITY, folder=folder, reason=reason.removeprefix("fatal: ") or "-")


def _tag(ask: Ask, folder: str, tag: str, commit: str, message: str, sign: bool) -> None:  # noqa: FBT001  (a World's callable)
    if ask(folder, "check-ref-format", f"refs/tags/{tag}").status or tag.startswith("-"):
        raise Problem(NOT_A_TAG, tag=tag)
    there = _tag_commit(ask, folder, tag)
    if there is not None:
        raise Problem(TAG_EXISTS, tag=tag, commit=there)
    # Without the option it is for git's own setting `tag.gpgSign` to say.
    kind = "--sign" if sign else "--annotate"
    answer = ask(folder, "tag", kind, f"--message={message}", "--", tag, commit)
    if answer.status and ("gpg" in answer.error or "sign" in answer.error):
        raise Problem(NOT_SIGNED, tag=tag, reason=" ".join(answer.error.split()))
    if answer.status:
        raise problem_of(answer, "tag", folder)


def _push(ask: Ask, folder: str, remote: str, tag: str) -> None:
    answer = ask(folder, "push", "--quiet", "--", remote, f"refs/tags/{tag}:refs/tags/{tag}", timeout=REMOTE_TIMEOUT, protocols=None)
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
        remote_tag=lambda folder, remote, tag, seconds: _remote_tag(ask, folder, remote, tag, seconds),
        committer=lambda folder: _committer(ask, folder),
        tag=lambda folder, tag, commit, message, sign: _tag(ask, folder, tag, commit, message, sign),
        push=lambda folder, remote, tag: _push(ask, folder, remote, tag),
        remote=lambda folder: _remote(ask, folder),
        tracks=lambda folder, path: _tracks(ask, folder, path),
    )
