"""Rules on where a tree stands before its release: its branch, its tag, the remote repository, the versions on the index."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from seatrial.core.versions import is_version
from seatrial.model.checklist import Standing
from seatrial.model.finding import Finding, Hit
from seatrial.rules.rule import Rule, judge, rule

SHORT = 12
"""Letters of a commit that a message names."""


@rule(
    "PRJ110",
    "warning",
    "This is not a branch that releases are made from",
    message="The branch {branch} is checked out; releases are made from: {branches}.",
)
def other_branch(standing: Standing) -> Iterator[Hit]:
    """A release from here lacks what the other branch has, or has what nobody agreed to; its tag may end up on a commit that is never merged.

    Fix: Merge the branch, and check out the one for releases with `git switch NAME`. If releases are made from here, name the branch under `branches` in `[tool.seatrial]`.
    """
    if standing.branch is not None and standing.branches and not on_release_branch(standing):
        yield Hit({"branch": standing.branch, "branches": ", ".join(standing.branches)})


@rule(
    "PRJ111",
    "warning",
    "The tag of this version is on another commit",
    message="The tag {tag} is on the commit {found} already ({place}); {commit} is checked out.",
)
def tag_taken(standing: Standing) -> Iterator[Hit]:
    """A tag says for ever from which sources a version was made. A release by seatrial moves none, and stops before it sends anything.

    Fix: Raise the version with `seatrial bump patch`, or check the tagged commit out. Only a tag that nobody has fetched may be taken away: `git tag -d NAME`.
    """
    for place, found in standing.tagged.items():
        if found != standing.commit:
            yield Hit({"tag": standing.tag, "found": found[:SHORT], "place": place, "commit": (standing.commit or "-")[:SHORT]})


@rule(
    "PRJ112",
    "warning",
    "The remote repository has commits that are not here",
    message="{remote} has the branch {branch} at {found}, which is no part of what is checked out.",
)
def behind(standing: Standing) -> Iterator[Hit]:
    """The release would lack what others have pushed, and its commit cannot be pushed as it is.

    Fix: Run `git pull`, and check again.
    """
    remote = standing.remote
    if remote and remote.behind and remote.commit:
        yield Hit({"remote": remote.name, "branch": standing.branch or "-", "found": remote.commit[:SHORT]})


@rule(
    "PRJ113",
    "warning",
    "The version is on the index already",
    message="{the_index} has {name} {version}: {files}.",
)
def version_there(standing: Standing) -> Iterator[Hit]:
    """The name of a file can be used once and never again, so that what changed since cannot be released as this version.

    Fix: Raise the version with `seatrial bump patch`. If an upload of this very version broke off, `seatrial resume` sends the rest.
    """
    index = standing.at_index
    if index and index.files:
        listed = ", ".join(index.files[:3]) + (" …" if len(index.files) > 3 else "")
        yield Hit({"the_index": index.shown_at, "name": standing.name, "version": standing.version, "files": listed})


@rule(
    "PRJ114",
    "warning",
    "The index has a later version",
    message="{the_index} has {name} {newest}, and this is {version}.",
)
def version_below(standing: Standing) -> Iterator[Hit]:
    """Installers take the highest version: nobody gets this one unless they ask for it. For a series that is kept up beside a newer one that is as it should be; then it is a note.

    Fix: Raise the version above the one on the index: `seatrial bump VERSION`.
    """
    index = standing.at_index
    if not index or index.files or not is_version(standing.version):
        return
    from packaging.version import Version  # noqa: PLC0415  (only where an index was asked)

    own, known = Version(standing.version), [Version(one) for one in index.versions if is_version(one)]
    if known and own < max(known):
        series = [[one for one in known if one.release[:parts] == own.release[:parts]] for parts in (1, 2)]
        kept_up = any(found and max(found) < own for found in series)
        values = {"the_index": index.shown_at, "name": standing.name, "newest": str(max(known)), "version": standing.version}
        yield Hit(values, severity="note" if kept_up else None)


def on_release_branch(standing: Standing) -> bool:
    """Tell whether the branch that is checked out is one that releases are made from."""
    return any(fnmatchcase(standing.branch or "", one) for one in standing.branches)


def judge_standing(standing: Standing, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on where a tree stands; `path` names it to the user, `ignore` has the reason by rule id."""
    return judge(RULES, standing, path, ignore)


RULES: tuple[Rule[Standing], ...] = (other_branch, tag_taken, behind, version_there, version_below)
