"""Rules on names and versions of a source tree and of the files built from it."""

from collections.abc import Iterator
from typing import NamedTuple

from seatrial.core.metadata import parse
from seatrial.core.project.discovery import import_path
from seatrial.core.protocol import normal
from seatrial.core.versions import is_version, same_version, version_of
from seatrial.model.dist import Sdist, Wheel
from seatrial.model.finding import Hit
from seatrial.model.project import Pair
from seatrial.rules.rule import Rule, rule


class Identity(NamedTuple):
    """Name and version that a built file claims."""

    file: str
    name: str | None
    version: str | None


@rule(
    "PAR006",
    "warning",
    "A file has another version than the project",
    message="{file} has version {found}, but the project says {expected}.",
)
def other_version(pair: Pair) -> Iterator[Hit]:
    """The file was built from another state of the project, or the version is written in several places.

    Fix: Build again, and write the version in one place.
    """
    expected = pair.project.version
    for one in _identities(pair):
        if expected is not None and one.version is not None and not _made_from(one.version, expected):
            yield Hit({"file": one.file, "found": one.version, "expected": expected})


@rule("PAR007", "warning", "A file has another name than the project", message="{file} belongs to {found}, but the project is {expected}.")
def other_name(pair: Pair) -> Iterator[Hit]:
    """The file was built from another project, and would be uploaded under its name.

    Fix: Remove the file from the folder, and build again.
    """
    expected = pair.project.name
    for one in _identities(pair):
        if expected is not None and one.name is not None and normal(one.name) != normal(expected):
            yield Hit({"file": one.file, "found": one.name, "expected": expected})


@rule("PAR008", "error", "Wheel and sdist have different versions", message="{wheel} has version {found}, but {sdist} has {expected}.")
def versions_apart(pair: Pair) -> Iterator[Hit]:
    """They cannot belong to one release; mostly the version is made anew from git or the date while the wheel is built.

    Fix: Build both from the same sources in one go, as `seatrial build` does.
    """
    if pair.wheel is None or pair.sdist is None:
        return
    wheel, sdist = _identity(pair.wheel), _identity(pair.sdist)
    if wheel.version and sdist.version and not same_version(wheel.version, sdist.version):
        yield Hit({"wheel": wheel.file, "found": wheel.version, "sdist": sdist.file, "expected": sdist.version})


@rule(
    "PAR011",
    "warning",
    "`__version__` differs from the metadata",
    message="{member} says {found}, but the metadata of {wheel} say {expected}.",
)
def module_version(pair: Pair) -> Iterator[Hit]:
    """Users who ask the package for its version get another one than pip shows, and report bugs for the wrong one.

    Fix: Write the same version in both places, or let one be read from the other.
    """
    wheel = pair.wheel
    expected = _identity(wheel).version if wheel else None
    if wheel is None or expected is None:
        return
    own = {(import_path(path, pair.project.roots) or path).partition("/")[0].removesuffix(".py") for path in pair.project.modules}
    for module in wheel.modules:
        top, _, rest = module.path.partition("/")
        mine = top.removesuffix(".py") in own and rest in ("", "__init__.py")
        if mine and module.version is not None and is_version(module.version) and not same_version(module.version, expected):
            yield Hit({"member": module.path, "found": module.version, "wheel": wheel.filename, "expected": expected}, member=module.path)


def _identities(pair: Pair) -> list[Identity]:
    return [_identity(one) for one in (pair.wheel, pair.sdist) if one is not None]


def _identity(dist: Wheel | Sdist) -> Identity:
    metadata = parse(dist.metadata) if dist.metadata is not None else None
    return Identity(dist.filename, metadata.name if metadata else None, metadata.version if metadata else None)


def _made_from(version: str, declared: str) -> bool:
    """Tell whether a version is the declared one; setuptools may add a development or local mark to it."""
    one, other = version_of(version), version_of(declared)
    if one is None or other is None:
        return version == declared
    return one == other or (one.release == other.release and (one.is_devrelease or one.local is not None or one.is_postrelease))


RULES: tuple[Rule[Pair], ...] = (other_version, other_name, versions_apart, module_version)
