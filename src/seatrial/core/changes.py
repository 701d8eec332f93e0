"""What changed between two files of a project: that of the earlier release beside the one that was built."""

from seatrial.core.changed_files import altered, files_of, listed, modules_gone, plugins, scripts
from seatrial.core.changed_metadata import extras_gone, licenses, pythons, requirements
from seatrial.core.metadata import parse
from seatrial.core.versions import version_of
from seatrial.model.change import Changes
from seatrial.model.dist import Dist, Sdist, Wheel
from seatrial.model.metadata import Metadata

PURE = "-none-any.whl"


def compare(before: Dist, after: Dist) -> Changes:
    """Return what is other in `after`, a file that was built, than in `before`, the file of its kind of an earlier release.

    Which index and version the earlier file is of, and whether all of it was read, is for the caller to add. Nothing in the files makes
    this fail; what one of them does not tell counts as unchanged.
    """
    changes = Changes("", "", before.filename, after.filename, (before.size, after.size))
    if isinstance(before, Wheel) and isinstance(after, Wheel):
        return _of_wheels(_of_metadata(changes, before, after), before, after)
    if isinstance(before, Sdist) and isinstance(after, Sdist):
        return _of_files(_of_metadata(changes, before, after), before, after)
    return changes


def announced(before: str, after: str) -> bool:
    """Tell whether the step from one version to another lets users expect that something goes.

    That is a new major version, a new minor version of 0.x, or any version after a pre-release. What is no version announces nothing.
    """
    old, new = version_of(before), version_of(after)
    if old is None or new is None:
        return False
    if old.is_prerelease or (old.epoch, old.major) != (new.epoch, new.major):
        return True
    return old.major == 0 and old.minor != new.minor


def _of_metadata(changes: Changes, before: Wheel | Sdist, after: Wheel | Sdist) -> Changes:
    old, new = _metadata(before), _metadata(after)
    if old is None or new is None:
        return changes
    changes = changes._replace(requires_python=(pythons(old), pythons(new)), license=licenses(old, new))
    if isinstance(before, Sdist):
        # What an sdist says of these may be for its build to say.
        return changes
    added, gone = requirements(old, new)
    return changes._replace(requirements_added=added, requirements_gone=gone, extras_gone=extras_gone(old, new))


def _of_wheels(changes: Changes, before: Wheel, after: Wheel) -> Changes:
    changes = changes._replace(pure=(before.filename.endswith(PURE), after.filename.endswith(PURE)))
    if not before.members or not after.members:
        # Of one only the metadata was read, or it cannot be opened.
        return changes
    modules, packages = modules_gone(before, after)
    old, new = scripts(before), scripts(after)
    return _of_files(changes, before, after)._replace(
        modules_gone=modules,
        packages_gone=packages,
        scripts_added=tuple(sorted(new - old)),
        scripts_gone=tuple(sorted(old - new)),
        entry_points_gone=tuple(sorted(plugins(before) - plugins(after))),
    )


def _of_files(changes: Changes, before: Wheel | Sdist, after: Wheel | Sdist) -> Changes:
    old, new = files_of(before), files_of(after)
    # The members of an sdist are not hashed.
    return changes._replace(added=listed(new, old), gone=listed(old, new), altered=altered(old, new) if isinstance(before, Wheel) else ())


def _metadata(dist: Wheel | Sdist) -> Metadata | None:
    return None if dist.metadata is None else parse(dist.metadata)
