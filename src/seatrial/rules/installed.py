"""Rules on what a wheel puts beside the modules of others, and on what its files say against its name."""

from collections.abc import Iterator

from seatrial.core.dist.layout import installed_path
from seatrial.core.dist.oldest import LONGEST, requires_python
from seatrial.model.dist import Dist, Unknown, Wheel
from seatrial.model.finding import Hit
from seatrial.rules.rule import Rule, rule

TYPING = "https://typing.python.org/en/latest/spec/distributing.html"
TEXTS = (".py", ".pyi", ".txt", ".md", ".rst", ".json", ".toml", ".yaml", ".yml", ".cfg", ".ini", ".typed", ".html", ".css", ".js", ".csv")
"""Endings of files that run on every platform."""
AT_THE_TOP = (*(".py", ".pyi", ".pyc", ".so", ".pyd", ".dll", ".dylib"), ".pth", ".jar")
NAMED = 3


@rule(
    "WHL055",
    "warning",
    "The wheel puts files beside all packages",
    message="Files at the top of site-packages that are no modules: {files} ({names}).",
)
def at_the_top(wheel: Wheel) -> Iterator[Hit]:
    """They belong to no package there: the next wheel with a file of that name overwrites it, and takes it away when it is removed.

    Fix: Put them into the package, or leave them to the sdist (poetry: `include = [{ path = "NAME", format = "sdist" }]`); licences belong to `license-files`.
    """
    paths = [installed_path(member.name) for member in wheel.members if member.kind != "directory"]
    found = [path for path in paths if path and "/" not in path and not path.lower().endswith(AT_THE_TOP)]
    if found:
        names = ", ".join(found[:NAMED]) + (", …" if len(found) > NAMED else "")
        yield Hit({"files": len(found), "names": names}, member=found[0])


@rule(
    "WHL056",
    "warning",
    "The wheel runs code whenever Python starts",
    message="{member} is read at every start of the user's Python.",
)
def runs_at_start(wheel: Wheel) -> Iterator[Hit]:
    """A file `.pth` acts on every program of the user, also on those that never import the package; a fault in it breaks them all.

    Fix: Leave it out, unless the package is there for nothing else; packages that share a namespace need none since Python 3.3.
    """
    for member in wheel.members:
        path = installed_path(member.name)
        if path and path.endswith(".pth") and "/" not in path:
            yield Hit({"member": member.name}, member=member.name, severity="note" if path.endswith("-nspkg.pth") else None)


@rule(
    "WHL057",
    "warning",
    "The wheel says that it has types, and nothing marks them",
    message="{filename} has the classifier Typing :: Typed, but no py.typed.",
    source=TYPING,
)
def no_marker(wheel: Wheel) -> Iterator[Hit]:
    """Type checkers look for a file py.typed in the package, not for the classifier. Without it they take everything in it for untyped.

    Fix: Put an empty file py.typed into the package, and name it in the package data of the build file.
    """
    head = (wheel.metadata or b"").partition(b"\n\n")[0]
    claims = any(line.strip() == b"Classifier: Typing :: Typed" for line in head.splitlines())
    marked = any(member.name.endswith(("/py.typed", ".pyi")) for member in wheel.members)
    empty = all(".dist-info/" in member.name or member.kind == "directory" for member in wheel.members)
    if claims and not marked and not empty:
        yield Hit({"filename": wheel.filename})


@rule(
    "WHL058",
    "warning",
    "The wheel is for one platform and has nothing that would need one",
    message="{filename} has text files only.",
)
def needless_platform(wheel: Wheel) -> Iterator[Hit]:
    """Nobody on another platform can install it, though it would run there. Usually the extension was not built, or the build file says `has_ext_modules` without need.

    Fix: See that the extension is built and packed; without one, let the wheel be tagged `py3-none-any`.
    """
    inside = [member.name.lower() for member in wheel.members if member.kind != "directory" and ".dist-info/" not in member.name]
    platform = wheel.filename.endswith(".whl") and not wheel.filename.endswith("-any.whl")
    if platform and inside and all(name.endswith(TEXTS) and ".data/" not in name for name in inside):
        yield Hit({"filename": wheel.filename})


@rule(
    "CON012",
    "note",
    "The release keeps newer Pythons out",
    message="Requires-Python is {specifier}.",
)
def capped(dist: Dist) -> Iterator[Hit]:
    """Whoever has a newer Python gets an older release without the cap, or none; and the cap cannot be taken back from a release. Most code runs on the next Python unchanged.

    Fix: Leave the upper bound out, unless the code is known to fail there.
    """
    specifier = requires_python(None if isinstance(dist, Unknown) else dist.metadata) or ""
    parts = [part.strip() for part in specifier[:LONGEST].split(",")]
    if any(part.startswith(("<", "~=", "==")) and part.replace(" ", "") not in {"<4", "<4.0", "<4.0.0"} for part in parts):
        yield Hit({"specifier": specifier[:LONGEST]})


RULES: tuple[Rule[Wheel], ...] = (at_the_top, runs_at_start, no_marker, needless_platform)
DIST_RULES: tuple[Rule[Dist], ...] = (capped,)
