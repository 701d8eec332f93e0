"""The commit of a bump: these files and nothing else, made by git as the user would make it, with their identity, signature and hooks."""

import os
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from seatrial.edge.git_command import Answer, Ask, Settings, foreign_filters, problem_of, said
from seatrial.edge.git_look import unfinished_in
from seatrial.model.bump import CommitRequest, Committed
from seatrial.model.edit import Edit
from seatrial.problem import Problem
from seatrial.problem.git import (
    CHANGED_BEFORE,
    COMMIT_NOT_SIGNED,
    HALF_WAY,
    HOOK_CHANGED,
    HOOK_REFUSED,
    IGNORED_FILES,
    LOCKED,
    MOVED,
    NO_AUTHOR,
    NO_PARENT,
)

PATIENCE = 1800.0
"""Seconds for a commit: hooks may run whatever checks a project has."""
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "reference-transaction")
"""What can refuse a commit."""
WORDS = 8
"""Lines of a hook that are told."""
SHORT = 12
"""Letters by which a command names a commit."""
LENGTH = 800
"""Characters of them."""
UNSIGNED = ("gpg failed to sign", "failed to write commit object", "Couldn't load public key", "user.signingkey needs to be")


def may_commit(ask: Ask, act: Ask | None, folder: str, edits: Sequence[Edit]) -> str:
    """Return the commit on which files would be committed that are about to be written. Raises `Problem` PGT… where that cannot be done.

    `act` is the git that will commit: its filters say how the files lie in a commit. Who only looks gives None, and no filter that the repository names is run.
    """
    top = os.fsdecode(said(ask, folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))
    if command := unfinished_in(top):
        raise Problem(HALF_WAY, folder=folder, command=command)
    head = _head(ask, folder)
    if head is None:
        raise Problem(NO_PARENT, folder=folder)
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        answer = ask(folder, "var", who)
        if answer.status:
            # The rest of what git says is advice, which the problem gives itself.
            reason = next((line for line in answer.error.splitlines() if line.startswith("fatal: ")), answer.error)
            raise Problem(NO_AUTHOR, folder=folder, reason=reason.removeprefix("fatal: ") or "-")
    lock = _lock(ask, folder)
    if os.path.lexists(lock):
        raise Problem(LOCKED, path=lock)
    _refuse_files(ask, act, folder, head, edits)
    return head


def _refuse_files(ask: Ask, act: Ask | None, folder: str, head: str, edits: Sequence[Edit]) -> None:
    """Raise Problem for files that git ignores, and for those that are not as they were committed, in the work tree or in the index."""
    there = _blobs(ask, folder, head, (edit.file for edit in edits))
    new = [edit.file for edit in edits if edit.file not in there]
    ignored = [file for file in new if ask(folder, "--no-literal-pathspecs", "check-ignore", "--quiet", "--", file).status == 0]
    if ignored:
        raise Problem(IGNORED_FILES, files=", ".join(ignored))
    filters = foreign_filters(ask, folder) if act is None else ()
    before = [(edit.file, edit.before) for edit in edits if edit.before is not None]
    changed = [file for file, data in before if _blob(act or ask, folder, file, data, filters) != there.get(file)]
    staged = _split(
        said(ask, folder, "diff-index", "--cached", "--name-only", "--relative", "-z", head, "--", *(edit.file for edit in edits))
    )
    if changed or staged:
        raise Problem(CHANGED_BEFORE, files=", ".join(dict.fromkeys((*changed, *staged))))


def commit(ask: Ask, act: Ask, folder: str, request: CommitRequest) -> Committed:
    """Commit files that are written. A commit that an earlier run made of them is as good.

    Raises `Problem`: PGT018 where a hook refuses, PGT020 where it cannot be signed, PGT025, PGT026, PGT003 — then there is no commit, and the
    index is as it was; PGT019 where there is one that holds something else.
    """
    head = _head(ask, folder)
    if head != request.parent:
        if head is None or _parent(ask, folder, head) != request.parent or _altered(ask, act, folder, head, request):
            raise Problem(MOVED, parent=request.parent, found=str(head))
        return _committed(ask, folder, head, request)
    files = [edit.file for edit in request.edits]
    fresh = _unknown(ask, folder, files)
    if fresh:
        # A path that git does not know cannot be named to it.
        said(act, folder, "add", "--intent-to-add", "--", *map(_literal, fresh))
    options = ("--only", "--quiet", "--file=-", "--", *map(_literal, files))
    answer = act(folder, "commit", *options, given=request.message.encode("utf-8", "surrogateescape"), timeout=PATIENCE, protocols=None)
    made = _head(ask, folder)
    if made == request.parent or made is None:
        if fresh:
            ask(folder, "rm", "--cached", "--quiet", "--", *fresh)
        raise _refusal(act, folder, answer)
    if _parent(ask, folder, made) != request.parent:
        raise Problem(MOVED, parent=request.parent, found=made)
    altered = _altered(ask, act, folder, made, request)
    if altered:
        # The hook changed the index of this commit; the user's own would put the change back with the next one.
        act(folder, "reset", "--quiet", "--", *map(_literal, files), *(f":(top,literal){path}" for path in altered if path not in files))
        undo = undoing(request.parent)
        raise Problem(HOOK_CHANGED, commit=made, files=", ".join(altered), undo=undo)
    return _committed(ask, folder, made, request)


def undoing(parent: str) -> str:
    """Return the command that takes back the commit after another, as long as nothing came after it; what is changed in the work tree stays."""
    return shlex.join(("git", "reset", "--keep", parent[:SHORT]))


def _committed(ask: Ask, folder: str, made: str, request: CommitRequest) -> Committed:
    branch = os.fsdecode(ask(folder, "symbolic-ref", "--quiet", "--short", "HEAD").out).strip()
    return Committed(made, request.parent, branch or None, undoing(request.parent))


def _head(ask: Ask, folder: str) -> str | None:
    return ask(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").out.decode().strip() or None


def _parent(ask: Ask, folder: str, made: str) -> str | None:
    return ask(folder, "rev-parse", "--verify", "--quiet", f"{made}^1").out.decode().strip() or None


def _altered(ask: Ask, act: Ask, folder: str, made: str, request: CommitRequest) -> list[str]:
    """Return the files that a commit changes otherwise than it was asked to."""
    there = _blobs(ask, folder, made, (edit.file for edit in request.edits))
    wrong = [edit.file for edit in request.edits if there.get(edit.file) != _blob(act, folder, edit.file, edit.after)]
    changed = _split(said(ask, folder, "diff-tree", "-r", "--name-only", "--no-renames", "-z", request.parent, made))
    prefix = os.fsdecode(said(ask, folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    asked = {prefix + edit.file for edit in request.edits}
    return list(dict.fromkeys((*wrong, *(path for path in changed if path not in asked))))


def _blobs(ask: Ask, folder: str, tree: str, files: Iterable[str]) -> dict[str, str]:
    """Return by its path the object that a commit has of each file."""
    lines = said(ask, folder, "ls-tree", "-z", tree, "--", *files).split(b"\0")
    pairs = (line.partition(b"\t") for line in lines if line)
    return {os.fsdecode(path): facts.split()[2].decode() for facts, _, path in pairs}


def _blob(act: Ask, folder: str, file: str, data: bytes, filters: Settings = ()) -> str:
    """Return the object that git would make of a file, line ends and filters as the repository's settings say."""
    return said(act, folder, "hash-object", "-t", "blob", f"--path={file}", "--stdin", given=data, config=filters).decode().strip()


def _unknown(ask: Ask, folder: str, files: Sequence[str]) -> list[str]:
    known = set(_split(said(ask, folder, "ls-files", "-z", "--cached", "--", *files)))
    return [file for file in files if file not in known]


def _literal(file: str) -> str:
    return f":(literal){file}"


def _split(out: bytes) -> list[str]:
    return [os.fsdecode(path) for path in out.split(b"\0") if path]


def _lock(ask: Ask, folder: str) -> str:
    return str(Path(folder, os.fsdecode(said(ask, folder, "rev-parse", "--git-path", "index.lock").removesuffix(b"\n"))))


def _refusal(act: Ask, folder: str, answer: Answer) -> Problem:
    """Return why git did not commit."""
    lines = [line.strip() for line in answer.error.splitlines() if line.strip()]
    reason = "; ".join(lines[-WORDS:])[-LENGTH:] or "-"
    if "index.lock" in answer.error:
        return Problem(LOCKED, path=_lock(act, folder))
    if any(words in answer.error for words in UNSIGNED):
        return Problem(COMMIT_NOT_SIGNED, reason=reason)
    hooks = Path(folder, os.fsdecode(said(act, folder, "rev-parse", "--git-path", "hooks").removesuffix(b"\n")))
    if any(os.access(hooks / name, os.X_OK) for name in HOOKS):
        return Problem(HOOK_REFUSED, status=answer.status, reason=reason)
    return problem_of(answer, "commit", folder)
