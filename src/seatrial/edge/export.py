"""A clean copy of a project's tree for a build, with git's knowledge of the commit beside the files."""

import contextlib
import errno
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from seatrial.edge.git_command import NO_PROTOCOL, Ask, said
from seatrial.edge.git_look import paths
from seatrial.edge.leftovers import leftover, stale, walk
from seatrial.model.build import Exported
from seatrial.model.project import Repository
from seatrial.problem import Problem
from seatrial.problem.build import NO_ROOM
from seatrial.problem.git import FAILED, INCOMPLETE, UNREADABLE

BLOCK = 1024 * 1024
EARLIEST = 315_532_800
"""1980-01-01: a wheel is a zip file, which knows no earlier time."""
SERVER = f"GIT_ALLOW_PROTOCOL={NO_PROTOCOL} GIT_NO_LAZY_FETCH=1 git-upload-pack"
"""What reads the original for a clone, by the settings of the original: it fetches nothing from elsewhere."""
ROOM = 64 * 1024
"""Bytes; a disk with less is taken for full where git fails."""
LACKING = re.compile(r".*(?:unable to read sha1 file|missing (?:blob|tree|commit|object)|lazy fetching disabled|promisor remote).*")
"""What git says where objects of the commit are not there."""
NAMED = 100
"""Files left out that are named."""


class _Tree(NamedTuple):
    """What git lists, relative to the top of the work tree."""

    tracked: tuple[str, ...]
    """Submodules' files included; what is gone from the work tree too."""
    untracked: tuple[str, ...]
    """Neither tracked nor ignored, in the project folder alone."""
    hidden: tuple[str, ...]
    """Tracked, but git was told not to look at them in the work tree (`skip-worktree`, `assume-unchanged`, a sparse checkout)."""


class _Copied(NamedTuple):
    files: int
    left_out: tuple[str, ...]


def export(ask: Ask, folder: str, repository: Repository | None, target: str) -> Exported:
    """Copy a project into an empty folder as a build should see it.

    From git: the whole repository, because a project in a subfolder may read files beside it; tracked files as they
    are in the work tree, untracked files of the project that git does not ignore, and a clone without objects of its
    own, in which tags and the state of the tree can be asked for as in the original. All files carry the commit's
    time, and only git's one bit of permission. Without git: the folder without leftovers. Links are copied as links
    where they stay inside. Raises `Problem` PGT…
    """
    if repository is None:
        copied = _copy(folder, target, walk(folder), None)
        return Exported(target, copied.files, copied.left_out)
    try:
        return _from_git(ask, repository, target)
    except Problem as problem:
        if problem.kind is FAILED and shutil.disk_usage(target).free < ROOM:
            raise Problem(NO_ROOM, reason=os.strerror(errno.ENOSPC)) from problem
        missing = LACKING.search(str(problem.values.get("reason", "")))
        if problem.kind is FAILED and missing:
            raise Problem(INCOMPLETE, folder=repository.root, reason=missing[0]) from problem
        raise


def _from_git(ask: Ask, repository: Repository, target: str) -> Exported:
    if repository.commit:
        # A shared clone names the folder in a file of lines.
        sharing = "--local" if "\n" in repository.root else "--shared"
        options = ("--quiet", sharing, "--no-checkout", "--template=", "--no-recurse-submodules", f"--upload-pack={SERVER}")
        said(ask, repository.root, "clone", *options, "--", repository.root, target, protocols="file")
    tree = _list(ask, repository)
    dropped = [path for path in tree.tracked if path.startswith(repository.prefix) and stale(path.removeprefix(repository.prefix))]
    skipped = {*dropped, *tree.hidden}
    fresh = (path for path in tree.untracked if not leftover(path.removeprefix(repository.prefix)))
    wanted = [*(path for path in tree.tracked if path not in skipped), *fresh]
    copied = _copy(repository.root, target, wanted, repository.commit_time)
    left_out = (*dropped, *copied.left_out)
    restored = [path for path in tree.hidden if path not in set(dropped)]
    if repository.commit:
        _settle(ask, repository, target, left_out, restored)
    inside = os.fspath(Path(target, repository.prefix))
    return Exported(inside, copied.files + len(restored), left_out[:NAMED])


def _list(ask: Ask, repository: Repository) -> _Tree:
    tracked = paths(said(ask, repository.root, "ls-files", "-z", "--cached", "--recurse-submodules"))
    flags = said(ask, repository.root, "ls-files", "-z", "-v")
    hidden = tuple(os.fsdecode(line[2:]) for line in flags.split(b"\0") if line[:1] == b"S" or line[:1].islower())
    untracked = paths(said(ask, repository.root, "ls-files", "-z", "--others", "--exclude-standard", "--", repository.prefix or "."))
    return _Tree(tuple(dict.fromkeys(tracked)), tuple(path for path in untracked if not path.endswith("/")), hidden)


def _settle(ask: Ask, repository: Repository, target: str, left_out: Iterable[str], restored: Iterable[str]) -> None:
    """Let git know the copy as the tree of the commit, so that it looks changed only where the original is."""
    commit = repository.commit or ""
    said(ask, target, "update-ref", "HEAD", commit)
    said(ask, target, "read-tree", commit)
    # By the user's own settings (line ends, filters), because the backend, which will ask git for changes, runs without them.
    ask(target, "update-index", "-q", "--refresh")
    if absent := _lines(left_out):
        ask(target, "update-index", "-z", "--skip-worktree", "--stdin", given=absent)
    if hidden := _lines(restored):
        said(ask, target, "checkout-index", "--force", "-z", "--stdin", given=hidden)
        for path in restored:
            if repository.commit_time is not None:
                seconds = max(repository.commit_time, EARLIEST)
                os.utime(f"{target}/{path}", (seconds, seconds), follow_symlinks=False)


def _lines(paths: Iterable[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def _copy(source: str, target: str, paths: Iterable[str], time: int | None) -> _Copied:
    """Copy files, each below folders that are no links; `time` is given to all of them, None keeps their own."""
    folders: dict[str, bool] = {"": True}
    left_out: list[str] = []
    files = 0
    for path in paths:
        parent = path.rpartition("/")[0]
        try:
            copied = _folder(source, target, parent, folders) and _copy_one(source, target, path, time)
        except FileNotFoundError:
            continue  # git tracks it, and it was deleted
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise Problem(NO_ROOM, reason=os.strerror(errno.ENOSPC)) from error
            raise Problem(UNREADABLE, path=path, reason=error.strerror or str(error)) from error
        files += copied
        if not copied:
            left_out.append(path)
    if time is not None:
        seconds = max(time, EARLIEST)
        for folder in folders:
            with contextlib.suppress(FileNotFoundError):
                os.utime(f"{target}/{folder}", (seconds, seconds))
    return _Copied(files, tuple(left_out))


def _folder(source: str, target: str, folder: str, folders: dict[str, bool]) -> bool:
    """Make a folder of the copy; False where the original is a link, or below one."""
    known = folders.get(folder)
    if known is not None:
        return known
    real = _folder(source, target, folder.rpartition("/")[0], folders) and stat.S_ISDIR(os.lstat(f"{source}/{folder}").st_mode)
    if real:
        with contextlib.suppress(FileExistsError):
            Path(target, folder).mkdir()
    folders[folder] = real
    return real


def _copy_one(source: str, target: str, path: str, time: int | None) -> bool:
    """Copy one file or link; False for what is neither, and for a link that leads outside."""
    origin, copy = f"{source}/{path}", f"{target}/{path}"
    found = os.lstat(origin)
    if stat.S_ISDIR(found.st_mode):
        Path(copy).mkdir(exist_ok=True)  # a submodule that was not fetched
        return True
    if stat.S_ISLNK(found.st_mode):
        return _copy_link(origin, copy, path)
    if not stat.S_ISREG(found.st_mode):
        return False
    with _opened(origin, os.O_RDONLY | os.O_NOFOLLOW) as reading:
        mode = 0o755 if found.st_mode & stat.S_IXUSR else 0o644
        with _opened(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode) as writing:
            while block := os.read(reading, BLOCK):
                _write(writing, block)
            os.fchmod(writing, mode)
            seconds = max(found.st_mtime if time is None else time, EARLIEST)
            os.utime(writing, (seconds, seconds))
    return True


def _write(writing: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(writing, rest) :]


def _copy_link(origin: str, copy: str, path: str) -> bool:
    link = os.readlink(origin)  # noqa: PTH115  (the link's text as it stands)
    leads = os.path.normpath(f"{path}/../{link}")
    if link.startswith("/") or leads == ".." or leads.startswith("../"):
        return False
    os.symlink(link, copy)  # noqa: PTH211  (likewise)
    return True


@contextlib.contextmanager
def _opened(path: str, flags: int, mode: int = 0) -> Iterator[int]:
    opened = os.open(path, flags | os.O_CLOEXEC, mode)
    try:
        yield opened
    finally:
        os.close(opened)
