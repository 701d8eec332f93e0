"""git as a release needs it: what it knows of a folder, and tags."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from seatrial.edge.git_command import Ask, asker, problem_of, said
from seatrial.edge.git_look import look
from seatrial.model.build import Exported
from seatrial.model.bump import CommitRequest, Committed
from seatrial.model.edit import Edit
from seatrial.model.event import Tell
from seatrial.model.project import Repository
from seatrial.model.world import Git
from seatrial.problem import Problem
from seatrial.problem.git import MISSING, NO_IDENTITY, NOT_A_TAG, NOT_PUSHED, NOT_SIGNED, TAG_EXISTS

REMOTE_TIMEOUT = 60.0


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


def _remote_url(ask: Ask, folder: str, remote: str) -> str | None:
    answer = ask(folder, "remote", "get-url", "--", remote)
    return None if answer.status else os.fsdecode(answer.out).removesuffix("\n")


def _tracks(ask: Ask, folder: str, path: str) -> bool:
    try:
        return bool(ask(folder, "ls-files", "-z", "--", path).out)
    except Problem as problem:
        if problem.kind is MISSING:
            return False
        raise


def _has_commit(ask: Ask, folder: str, commit: str) -> bool:
    return ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}").status == 0


def _ignores(ask: Ask, folder: str, path: str) -> bool:
    # This command alone cannot be asked for paths to the letter; a path from the root holds no magic.
    return ask(folder, "--no-literal-pathspecs", "check-ignore", "--quiet", "--", path).status == 0


def _tags(ask: Ask, folder: str, most: int) -> tuple[str, ...]:
    # `creatordate` is that of the tag, or of the commit where the tag is nothing by itself; of one second the higher version goes first.
    order = ("--sort=-version:refname", "--sort=-creatordate")
    asked = ("for-each-ref", "--merged=HEAD", *order, f"--count={most}", "--format=%(refname)", "refs/tags")
    return tuple(os.fsdecode(line.removeprefix(b"refs/tags/")) for line in said(ask, folder, *asked).splitlines())


def git(environ: Mapping[str, str], tell: Tell | None = None) -> Git:
    """Return git's callables, asking the git that is on the user's PATH; what it is asked is told of."""
    ask = asker(environ, tell)

    def export(folder: str, repository: Repository | None, target: str) -> Exported:
        from seatrial.edge.export import export as copy  # noqa: PLC0415  (only builds copy)

        return copy(ask, folder, repository, target)

    def fetch(url: str, ref: str | None, target: str) -> str:
        from seatrial.edge.git_fetch import fetch as from_elsewhere  # noqa: PLC0415  (only a verification fetches)

        return from_elsewhere(environ, url, ref, target)

    def refs_at_remote(folder: str, remote: str, names: tuple[str, ...], seconds: float) -> Mapping[str, str]:
        from seatrial.edge.git_remote import refs_at_remote as asked  # noqa: PLC0415  (only where connections may be opened)

        return asked(environ, folder, remote, names, seconds)

    def release_branches(folder: str) -> tuple[str, ...]:
        from seatrial.edge.git_remote import release_branches as known  # noqa: PLC0415  (only the checklist asks)

        return known(ask, folder)

    def has_in_history(folder: str, commit: str) -> bool:
        from seatrial.edge.git_remote import has_in_history as asked  # noqa: PLC0415  (with the remote alone)

        return asked(ask, folder, commit)

    def may_commit(folder: str, edits: Sequence[Edit], looking: bool) -> str:  # noqa: FBT001  (a World's callable)
        from seatrial.edge.git_commit import may_commit as before  # noqa: PLC0415  (only a bump commits)

        return before(ask, None if looking else asker(environ, tell, acting=True), folder, edits)

    def commit(folder: str, request: CommitRequest) -> Committed:
        from seatrial.edge.git_commit import commit as of_files  # noqa: PLC0415  (likewise)

        return of_files(ask, asker(environ, tell, acting=True), folder, request)

    return Git(
        look=lambda folder: look(ask, str(Path(folder).absolute())),
        export=export,
        tag_commit=lambda folder, tag: _tag_commit(ask, folder, tag),
        remote_tag=lambda folder, remote, tag, seconds: _remote_tag(ask, folder, remote, tag, seconds),
        committer=lambda folder: _committer(ask, folder),
        tag=lambda folder, tag, commit, message, sign: _tag(ask, folder, tag, commit, message, sign),
        push=lambda folder, remote, tag: _push(ask, folder, remote, tag),
        remote=lambda folder: _remote(ask, folder),
        remote_url=lambda folder, remote: _remote_url(ask, folder, remote),
        tracks=lambda folder, path: _tracks(ask, folder, path),
        has_commit=lambda folder, commit: _has_commit(ask, folder, commit),
        ignores=lambda folder, path: _ignores(ask, folder, path),
        release_branches=release_branches,
        has_in_history=has_in_history,
        refs_at_remote=refs_at_remote,
        may_commit=may_commit,
        commit=commit,
        tags=lambda folder, most: _tags(ask, folder, most),
        fetch=fetch,
    )
