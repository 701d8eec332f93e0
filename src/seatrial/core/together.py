"""Which files are released together, and what of each of them the others have to agree with."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256

from seatrial.core.protocol import normal
from seatrial.model.dist import Dist, Unknown, Wheel
from seatrial.model.metadata import Metadata
from seatrial.model.together import ReleasedFile, Together


def released(path: str, dist: Dist, metadata: Metadata | None) -> ReleasedFile | None:
    """Return what the other files of a release have to agree with; None for a file whose metadata cannot be read."""
    if isinstance(dist, Unknown) or metadata is None or not metadata.name or not metadata.version:
        return None
    description = None if metadata.description is None else _fingerprint(metadata.description)
    kept = metadata._replace(description=description, unparsed={})
    return ReleasedFile(path, dist.filename, "wheel" if isinstance(dist, Wheel) else "sdist", kept)


def releases(files: Iterable[ReleasedFile]) -> tuple[Together, ...]:
    """Sort files by the release that they are of, and leave out what is alone.

    Where a project has a file of the same name in several folders, these are several builds, and each is a release of its own.
    """
    every = tuple({file.path: file for file in files}.values())
    times = Counter(file.filename for file in every)
    twice = {_key(file)[0] for file in every if times[file.filename] > 1}
    known: dict[tuple[str, str], dict[str, list[ReleasedFile]]] = {}
    for file in every:
        name, version = _key(file)
        folder = file.path.rpartition("/")[0] if name in twice else ""
        known.setdefault((name, folder), {}).setdefault(version, []).append(file)
    return tuple(one for versions in known.values() for one in _together(versions) if len(one.files) > 1 or one.versions)


def same_release(one: ReleasedFile, other: ReleasedFile) -> bool:
    """Tell whether two files are of the same project and version, however they spell them."""
    return _key(one) == _key(other)


def _together(versions: Mapping[str, list[ReleasedFile]]) -> Iterator[Together]:
    # That there are several is said once.
    several = tuple(files[0].metadata.version or "" for files in versions.values()) if len(versions) > 1 else ()
    for place, files in enumerate(versions.values()):
        yield Together(tuple(files), () if place else several)


def _key(file: ReleasedFile) -> tuple[str, str]:
    return _spelt_alike(file.metadata.name or "", file.metadata.version or "")


@lru_cache(maxsize=1024)
def _spelt_alike(name: str, version: str) -> tuple[str, str]:
    from packaging.utils import canonicalize_version  # noqa: PLC0415  (one file alone does not need it)

    # A number can have more digits than Python takes.
    with suppress(ValueError):
        version = canonicalize_version(version)
    return normal(name), version


@lru_cache(maxsize=2)
def _fingerprint(text: str) -> str:
    # Backends indent and end lines in their own ways.
    return sha256("\n".join(line.strip() for line in text.strip().splitlines()).encode(errors="replace")).hexdigest()
