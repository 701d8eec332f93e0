"""Rules on what git knows of a source tree."""

from collections.abc import Iterator

from seatrial.core.build_output import shortened
from seatrial.core.project.scm import version_by_git
from seatrial.model.finding import Hit
from seatrial.model.project import Tree
from seatrial.rules.rule import Rule, rule

__all__ = ["RULES", "version_by_git"]
NAMED = 5
"""Files that a message names."""


@rule("PRJ040", "note", "The project is not in git", message="The folder is in no git repository.")
def no_git(tree: Tree) -> Iterator[Hit]:
    """Nobody can later tell from which sources the release was made, and no tag can mark them. The build takes the folder as it is.

    Fix: Run `git init`, `git add .` and `git commit`.
    """
    if tree.repository is None:
        yield Hit({})


@rule("PRJ041", "warning", "Nothing is committed yet", message="The git repository has no commit.")
def no_commit(tree: Tree) -> Iterator[Hit]:
    """A release is tagged on the commit that it was made from; there is none.

    Fix: Run `git add .` and `git commit`.
    """
    if tree.repository is not None and tree.repository.commit is None:
        yield Hit({})


@rule(
    "PRJ042",
    "warning",
    "Files are changed and not committed",
    message="Files that differ from the last commit: {files}. The first: {first}.",
)
def dirty(tree: Tree) -> Iterator[Hit]:
    """The release is made of the files as they lie there, so its tag would mark other sources than those it was made from.

    Fix: Commit the changes, or undo them.
    """
    repository = tree.repository
    if repository is not None and repository.commit is not None and repository.dirty:
        yield Hit({"files": len(repository.dirty), "first": repository.dirty[0]}, file=repository.dirty[0])


@rule("PRJ043", "warning", "Files are not in git", message="Files that git neither tracks nor ignores: {files}. The first: {first}.")
def untracked(tree: Tree) -> Iterator[Hit]:
    """Such a file gets into the release, but not into the commit that the release is tagged on.

    Fix: Add the file to git, or name it in .gitignore.
    """
    repository = tree.repository
    if repository is not None and repository.commit is not None and repository.untracked:
        yield Hit({"files": len(repository.untracked), "first": repository.untracked[0]}, file=repository.untracked[0])


@rule("PRJ044", "note", "No branch is checked out", message="git has a single commit checked out (detached HEAD), no branch.")
def detached(tree: Tree) -> Iterator[Hit]:
    """Commits that are made here belong to no branch and are easily lost; the release itself can be made.

    Fix: Check a branch out with `git switch NAME`.
    """
    repository = tree.repository
    if repository is not None and repository.commit is not None and repository.branch is None:
        yield Hit({})


@rule(
    "PRJ045",
    "warning",
    "The version comes from git, and git has only a part",
    message="The version is made from git tags, but this is a shallow clone.",
)
def version_from_shallow(tree: Tree) -> Iterator[Hit]:
    """The build does not see the tags, and then invents a version such as 0.1.dev1, which would be released.

    Fix: Fetch everything with `git fetch --unshallow --tags` (on CI: `fetch-depth: 0`).
    """
    if tree.repository is not None and tree.repository.shallow and version_by_git(tree.project):
        yield Hit({})


@rule(
    "PRJ046",
    "warning",
    "The version comes from git, and there is no git",
    message="The version is made from git tags, but the folder is in no git repository.",
)
def version_without_git(tree: Tree) -> Iterator[Hit]:
    """The build stops, or invents a version that would then be released.

    Fix: Work in a clone of the repository.
    """
    if tree.repository is None and version_by_git(tree.project) and "PKG-INFO" not in tree.project.listing:
        yield Hit({})


@rule(
    "PRJ047",
    "warning",
    "The version comes from git, and the commit has no tag",
    message="The version is made from git tags, and the commit {commit} has none.",
)
def version_without_tag(tree: Tree) -> Iterator[Hit]:
    """The build then counts on from an older tag, or invents a version where there is none, such as 1.2.1.dev3+g0a1b2c3 or 0.1.dev1. PyPI refuses versions with a `+`.

    Fix: If this commit is to be released, set the tag of its version: `seatrial bump patch` makes it in the form of the earlier ones. Then run the command again; the release goes by that tag.
    """
    repository = tree.repository
    known = repository is not None and repository.commit is not None and not repository.tags and not repository.shallow
    if known and repository and version_by_git(tree.project):
        yield Hit({"commit": str(repository.commit)[:12]})


@rule("PRJ048", "warning", "A submodule was not fetched", message="The folder {path} is a submodule, and its files are not there.")
def hollow(tree: Tree) -> Iterator[Hit]:
    """The release is built without these files: what needs them does not build, or breaks for users.

    Fix: Run `git submodule update --init --recursive` (on CI: `submodules: recursive` at the checkout).
    """
    for path in tree.repository.hollow if tree.repository else ():
        yield Hit({"path": path}, file=path)


@rule(
    "PRJ049",
    "note",
    "Files around the project are changed and not committed",
    message="Changed files of the repository outside of the project's folder: {files}. They are: {names}.",
)
def changed_elsewhere(tree: Tree) -> Iterator[Hit]:
    """If the build reads one of them, the release holds what no commit has; and a version that is made from git's tags counts them as changes.

    Fix: Commit the changes, or undo them, before the release.
    """
    repository = tree.repository
    if repository is not None and repository.elsewhere:
        yield Hit({"files": len(repository.elsewhere), "names": shortened(repository.elsewhere, NAMED)})


@rule("PRJ050", "warning", "git has stopped half-way", message="A `git {command}` was begun and not ended.")
def unfinished(tree: Tree) -> Iterator[Hit]:
    """What lies there is neither the state before nor the one after; files may hold both sides of a conflict.

    Fix: See `git status`; end it (after a conflict: `git add` the mended files, then `--continue`), or go back with `--abort` (bisect: `git bisect reset`).
    """
    repository = tree.repository
    if repository is not None and repository.unfinished:
        yield Hit({"command": repository.unfinished})


@rule(
    "PRJ062",
    "note",
    "The tag does not name the project",
    message="{neighbour} in the same repository is a project too, and releases of this one are tagged {tag}, without its name.",
)
def shared_tag(tree: Tree) -> Iterator[Hit]:
    """Both projects would need the same tag for their own version, each on its own commit.

    Fix: Write `tag = "{name}-v{version}"` under `[tool.seatrial]` of each project.
    """
    for one in tree.odd:
        if one.kind == "neighbour" and "{name}" not in tree.tag and not version_by_git(tree.project):
            yield Hit({"neighbour": one.path, "tag": tree.tag})


RULES: tuple[Rule[Tree], ...] = (
    no_git,
    no_commit,
    dirty,
    untracked,
    detached,
    version_from_shallow,
    version_without_git,
    version_without_tag,
    hollow,
    changed_elsewhere,
    unfinished,
    shared_tag,
)
