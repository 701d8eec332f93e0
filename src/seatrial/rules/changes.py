"""Rules on what a built file no longer has that the release before it had."""

from collections.abc import Iterator, Mapping, Sequence

from seatrial.core.changed_files import folders_of
from seatrial.core.changed_metadata import pythons_gone, required_name
from seatrial.core.wheelset import no_longer
from seatrial.model.change import Changes
from seatrial.model.finding import Finding, Hit, Severity, Value
from seatrial.rules.rule import Rule, judge, rule

NAMED = 5
"""Names that a message gives."""
SHRUNK = 0.5
GROWN = 10
SMALL = 20 * 1024
"""Bytes of a file whose size says little when it shrinks …"""
LARGE = 1024 * 1024
"""… and of one that is not large, however much it grew."""


@rule("CHG001", "warning", "A package is gone", message="{after} no longer has packages that {version} had: {names}.")
def package_gone(changes: Changes) -> Iterator[Hit]:
    """Code of users that imports it fails after the upgrade. It is a note only where the version announces that things go: a new major version, or a new minor version of 0.x.

    Fix: If it was left out by mistake, tell the build where it is. If it went on purpose, raise the major version, or keep the old name with a warning for a release; or ignore this rule with the reason.
    """
    yield from _gone(changes, changes.packages_gone)


@rule("CHG002", "warning", "Modules are gone", message="{after} no longer has modules that {version} had: {names}.")
def modules_gone(changes: Changes) -> Iterator[Hit]:
    """Code of users that imports them fails after the upgrade. Names that begin with `_` and tests do not count. Where the version announces that things go, it is a note only.

    Fix: If they were left out by mistake, tell the build where they are. If they went on purpose, raise the major version, or keep the old names with a warning for a release; or ignore this rule with the reason.
    """
    packages = frozenset(changes.packages_gone)
    yield from _gone(changes, [name for name in changes.modules_gone if name not in packages])


@rule("CHG003", "warning", "Commands are gone", message="{after} no longer has commands that {version} had: {names}.")
def scripts_gone(changes: Changes) -> Iterator[Hit]:
    """Scripts, CI jobs and people call them by name, and are told after the upgrade that there is no such command.

    Fix: If they were left out by mistake, name them in `[project.scripts]` again. If they went on purpose, raise the major version and say so in the changelog.
    """
    yield from _gone(changes, changes.scripts_gone)


@rule("CHG004", "warning", "The type marker is gone", message="{after} no longer has the type markers that {version} had: {names}.")
def type_marker_gone(changes: Changes) -> Iterator[Hit]:
    """Type checkers then take the package for untyped, and the checks of users begin to fail or fall silent.

    Fix: Name `py.typed` in the package data of the build file again.
    """
    packages = frozenset(changes.packages_gone)
    markers = [path for path, _ in changes.gone if path.endswith("/py.typed")]
    yield from _gone(changes, [path for path in markers if packages.isdisjoint(folders_of(path))])


@rule("CHG005", "warning", "Extras are gone", message="{after} no longer has extras that {version} had: {names}.")
def extras_gone(changes: Changes) -> Iterator[Hit]:
    """Who requires one of them gets only a warning from the installer, and then lacks what it brought.

    Fix: Keep the extra, empty if nothing is left in it; or raise the major version.
    """
    yield from _gone(changes, changes.extras_gone)


@rule("CHG006", "warning", "Entry points are gone", message="{after} no longer has entry points that {version} had: {names}.")
def entry_points_gone(changes: Changes) -> Iterator[Hit]:
    """Other programs find the package's plugins by them, and without an error no longer do.

    Fix: If they were left out by mistake, name them in `[project.entry-points]` again; else raise the major version.
    """
    yield from _gone(changes, changes.entry_points_gone)


@rule(
    "CHG010",
    "note",
    "Fewer Pythons are admitted",
    message="{after} requires Python {wanted}, which leaves out what {version} admitted: {names}.",
)
def pythons_left_out(changes: Changes) -> Iterator[Hit]:
    """Users of those Pythons silently keep getting the earlier release.

    Fix: Nothing, if it is meant; then say so in the changelog. Else correct `requires-python`.
    """
    gone = pythons_gone(*changes.requires_python)
    if gone:
        yield _hit(changes, gone, wanted=changes.requires_python[1] or "-")


@rule("CHG011", "note", "There are new requirements", message="{after} requires what {version} did not: {names}.")
def requirements_new(changes: Changes) -> Iterator[Hit]:
    """Every user installs them too, and each can conflict with something that they have already. Requirements of extras do not count.

    Fix: Nothing, if they are needed. Else remove them, or move them to an extra.
    """
    before = {required_name(one) for one in changes.requirements_gone}
    new = [one for one in changes.requirements_added if required_name(one) not in before and "extra ==" not in one]
    if new:
        yield _hit(changes, new)


@rule("CHG012", "note", "The licence is another", message="{after} has the licence {new}, and {version} had {old}.")
def license_changed(changes: Changes) -> Iterator[Hit]:
    """Users may have allowed the earlier licence only, and a release cannot be taken back from those who have it.

    Fix: Nothing, if it is meant and all who hold rights agree. Else correct `license` in the build file.
    """
    old, new = changes.license
    if old is not None and new is not None:
        yield Hit({"after": changes.after, "version": changes.version, "old": old, "new": new})


@rule("CHG013", "note", "The wheel is for some platforms only", message="{after} is for a platform, and {before} was for all.")
def pure_no_longer(changes: Changes) -> Iterator[Hit]:
    """Users of other platforms build it from the sdist, for which they may lack a compiler.

    Fix: Build a wheel for each platform that your users have, and say in the README what a build needs; or remove what was compiled by mistake.
    """
    if changes.pure == (True, False):
        yield Hit({"after": changes.after, "before": changes.before})


@rule("CHG014", "warning", "Wheels are gone", message="There is no wheel any more for what {version} had one for: {names}.")
def wheels_gone(changes: Changes) -> Iterator[Hit]:
    """Users of that Python or platform build from the sdist, for which they may lack a compiler, or silently stay with the earlier release. What `Requires-Python` leaves out does not count.

    Fix: Build these wheels too, on a machine or in a CI job of each platform, before the release; files can be added to it for some days only.
    """
    yield from _gone(changes, no_longer(*changes.wheels, pythons_gone(None, changes.requires_python[1])))


@rule("CHG020", "warning", "The file shrank a lot", message="{after} has {new} bytes, and {before} had {old}.")
def shrunk(changes: Changes) -> Iterator[Hit]:
    """A file that lost more than half of its size has often lost code or data that the build no longer finds.

    Fix: Look at what is gone. If it is meant, ignore this rule with the reason.
    """
    old, new = changes.size
    if old > SMALL and new < old * SHRUNK:
        yield _sized(changes)


@rule("CHG021", "warning", "The file grew a lot", message="{after} has {new} bytes, and {before} had {old}.")
def grown(changes: Changes) -> Iterator[Hit]:
    """A file of more than ten times its size has often taken in what lay beside the code: data, tests, an environment, a build. Every user downloads it.

    Fix: Look at what was added, and leave out of the package what users do not need. If it is meant, ignore this rule with the reason.
    """
    old, new = changes.size
    if new > LARGE and new > old * GROWN:
        yield _sized(changes)


def _gone(changes: Changes, names: Sequence[str]) -> Iterator[Hit]:
    if names:
        yield _hit(changes, names)


def _hit(changes: Changes, names: Sequence[str], **values: Value) -> Hit:
    told = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return Hit({"after": changes.after, "version": changes.version, "names": told, **values}, severity=_weight(changes))


def _sized(changes: Changes) -> Hit:
    values: dict[str, Value] = {"after": changes.after, "before": changes.before, "old": changes.size[0], "new": changes.size[1]}
    return Hit(values, severity=_weight(changes))


def _weight(changes: Changes) -> Severity | None:
    """Return the severity where the version announces that things go, None for that of the rule."""
    return "note" if changes.expected else None


def judge_changes(changes: Changes, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on what changed; `path` names the built file to the user, `ignore` has the reason by rule id."""
    return judge(RULES, changes, path, ignore)


RULES: tuple[Rule[Changes], ...] = (
    package_gone,
    modules_gone,
    scripts_gone,
    type_marker_gone,
    extras_gone,
    entry_points_gone,
    pythons_left_out,
    requirements_new,
    license_changed,
    pure_no_longer,
    wheels_gone,
    shrunk,
    grown,
)
