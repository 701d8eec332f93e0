"""Pairs of releases: distributions as facts, and what changed between two of them."""

from seatrial.model.change import Changes, ListedFile
from seatrial.model.dist import EntryPoint, Member, Sdist, Wheel

BEFORE = "demo-1.4.0-py3-none-any.whl"
AFTER = "demo-1.5.0-py3-none-any.whl"


def headers(**fields: str | tuple[str, ...]) -> bytes:
    """Return metadata; a field that is a tuple stands there several times."""
    lines = ["Metadata-Version: 2.4", "Name: demo", "Version: 1.0"]
    for name, value in fields.items():
        lines += [f"{name.replace('_', '-')}: {one}" for one in ([value] if isinstance(value, str) else value)]
    return ("\n".join(lines) + "\n\n").encode()


def members(*names: str, digest: str | None = "sha256=x") -> tuple[Member, ...]:
    """Return members of one byte."""
    return tuple(Member(name, "directory" if name.endswith("/") else "file", 1, digest) for name in names)


def wheel(
    *names: str, file: str = AFTER, points: tuple[tuple[str, str], ...] = (), size: int = 1, **fields: str | tuple[str, ...]
) -> Wheel:
    """Return the facts of a wheel; `points` are group and name of entry points."""
    found = tuple(EntryPoint(group, name, "demo:main") for group, name in points)
    return Wheel(file, size, "", "", members(*names, "demo-1.5.0.dist-info/METADATA"), metadata=headers(**fields), entry_points=found)


def sdist(*names: str, file: str = "demo-1.5.0.tar.gz", **fields: str | tuple[str, ...]) -> Sdist:
    """Return the facts of an sdist."""
    top = file.removesuffix(".tar.gz")
    return Sdist(file, 1, "", "", members(*(f"{top}/{name}" for name in names), digest=None), top=top, metadata=headers(**fields))


def changes(**more) -> Changes:
    """Return changes between two wheels, none unless they are given."""
    made = Changes("pypi", "1.4.0", BEFORE, AFTER, (43_000, 43_000), pure=(True, True))
    return made._replace(**more)


def listed_file(filename: str, version: str = "1.0", **more) -> ListedFile:
    """Return a file as an index lists it."""
    return ListedFile(filename, version, f"https://files.example/{filename}", "0" * 64, **more)
