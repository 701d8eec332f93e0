"""Rules on the changelog of a source tree: whether it tells of the version that is to be released."""

from collections.abc import Iterator
from functools import lru_cache

from seatrial.core.versions import is_version
from seatrial.model.checklist import ChangelogState
from seatrial.model.finding import Hit
from seatrial.model.upkeep import Changelog, Entry, Upkeep
from seatrial.rules.readme import stated
from seatrial.rules.rule import Rule, rule


@rule(
    "PRJ094",
    "warning",
    "The changelog does not have the version",
    message="{file} has no entry for {version}; its newest is {newest}.",
)
def no_entry(upkeep: Upkeep) -> Iterator[Hit]:
    """Users look there for what a release changes for them, and find nothing.

    Fix: Write an entry for the version, or correct the version.
    """
    read = _read(upkeep)
    if read is None or _own(upkeep) or _fragments(upkeep):
        return
    numbered = [(log, entry) for log, entries in read for entry in entries if entry.versions]
    if numbered and not _waiting(upkeep):
        log, newest = numbered[0]
        values = {"file": log.file, "version": stated(upkeep) or "", "newest": newest.versions[0]}
        yield Hit(values, file=log.file, line=newest.line)


@rule(
    "PRJ095",
    "warning",
    "The changelog calls the version unreleased",
    message="In {file} the changes of {version} stand under {heading!r}.",
)
def unreleased(upkeep: Upkeep) -> Iterator[Hit]:
    """The release then ships a changelog that says that it does not exist.

    Fix: Put the version and the day of the release into the heading.
    """
    own = _own(upkeep)
    found = own if own and own[1].open else None if own or _fragments(upkeep) else _waiting(upkeep)
    if found:
        log, entry = found
        yield Hit({"file": log.file, "version": stated(upkeep) or "", "heading": entry.heading}, file=log.file, line=entry.line)


@rule(
    "PRJ096",
    "warning",
    "The changelog's entry is empty",
    message="{file} has a heading for {version}, and nothing below it.",
)
def empty_entry(upkeep: Upkeep) -> Iterator[Hit]:
    """Users look there for what a release changes for them, and find nothing.

    Fix: Write down what changed.
    """
    own = _own(upkeep)
    if own and own[1].empty and not _fragments(upkeep):
        yield Hit({"file": own[0].file, "version": stated(upkeep) or ""}, file=own[0].file, line=own[1].line)


@rule(
    "PRJ097",
    "note",
    "News fragments wait for the changelog",
    message="News fragments that are not in the changelog yet: {files}. The first: {first}.",
)
def fragments_left(upkeep: Upkeep) -> Iterator[Hit]:
    """They are put into the changelog by a tool, at the release; until then the release's own entry is missing there.

    Fix: Run the tool that keeps them (`towncrier build`, `scriv collect` …), and commit what it writes.
    """
    found = _fragments(upkeep)
    if found:
        yield Hit({"files": len(found), "first": found[0]}, file=found[0])


def changelog_state(upkeep: Upkeep) -> ChangelogState:
    """Return what a checklist says of the changelog where nothing is wrong with it."""
    if _fragments(upkeep):
        return "fragments"
    if not any(entries for _, entries in _entries(upkeep.changelogs)):
        return "none"
    if stated(upkeep) is None:
        return "untold"
    return "development" if _read(upkeep) is None else "entry"


Read = tuple[tuple[Changelog, tuple[Entry, ...]], ...]


def _read(upkeep: Upkeep) -> Read | None:
    """Return the entries of the changelogs, where there is a version that belongs there."""
    version = stated(upkeep)
    if not version or not is_version(version):
        return None
    from packaging.version import Version  # noqa: PLC0415  (only where a project is judged)

    return None if Version(version).is_devrelease else _entries(upkeep.changelogs)


@lru_cache(maxsize=1)
def _entries(changelogs: tuple[Changelog, ...]) -> Read:
    from seatrial.core.upkeep.changelog import entries  # noqa: PLC0415  (only where there is a changelog)

    return tuple((log, entries(log.text)) for log in changelogs)


def _own(upkeep: Upkeep) -> tuple[Changelog, Entry] | None:
    """Return the entry of the project's version."""
    from seatrial.core.upkeep.changelog import names  # noqa: PLC0415  (only where there is a changelog)

    version = stated(upkeep) or ""
    found = [(log, entry) for log, entries in _read(upkeep) or () for entry in entries if names(entry, version)]
    return next((one for one in found if not one[1].empty), found[0] if found else None)


def _waiting(upkeep: Upkeep) -> tuple[Changelog, Entry] | None:
    """Return the entry for what is not released yet, where it comes first and tells something."""
    firsts = [(log, entries[0]) for log, entries in _read(upkeep) or () if entries]
    return next(((log, entry) for log, entry in firsts if not entry.versions and not entry.empty), None)


def _fragments(upkeep: Upkeep) -> list[str]:
    from seatrial.core.upkeep.changelog import is_fragment  # noqa: PLC0415  (only where a project is judged)

    return [path for path in upkeep.project.listing if is_fragment(path)]


RULES: tuple[Rule[Upkeep], ...] = (no_entry, unreleased, empty_entry, fragments_left)
