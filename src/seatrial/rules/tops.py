"""Rules on modules that hide one another, or lie where they do not belong, once a wheel is installed."""

import sys
from collections.abc import Iterator, Mapping

from seatrial.core.dist.layout import installed_path
from seatrial.model.dist import Wheel
from seatrial.model.finding import Hit
from seatrial.rules.family import letters
from seatrial.rules.modules import LEFTOVERS, Inside
from seatrial.rules.rule import Rule, rule

SEARCH = "https://docs.python.org/3/library/sys_path_init.html"
GONE = frozenset(
    ("aifc", "asynchat", "asyncore", "audioop", "cgi", "cgitb", "chunk", "crypt", "distutils", "imghdr", "imp", "lib2to3", "mailcap", "msilib", "nis",
     "nntplib", "ossaudiodev", "pipes", "smtpd", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib")
)  # fmt: skip
"""Modules that newer Pythons have no more, so that projects bring them back."""
MANY = 200
"""Names at the top of a wheel, past which they are no doubled package."""
NAMED = 3


@rule(
    "WHL062",
    "warning",
    "The wheel installs a module with a name of the standard library",
    message="The wheel installs {name} at the top; an import of {name} finds that of the standard library.",
    source=SEARCH,
)
def standard(subject: Inside) -> Iterator[Hit]:
    """The standard library is searched before installed packages, so nobody can import this module; where the order is changed, everything that needs the standard one breaks. Usually the parts of a package were packed without the package.

    Fix: Name the folder that holds the package as the root of the code, or rename the module.
    """
    own = letters(subject.wheel.filename.partition("-")[0])
    for name in sorted(subject.tree.top & sys.stdlib_module_names - GONE - LEFTOVERS):
        if letters(name) not in own:
            yield Hit({"name": name})


@rule(
    "WHL063",
    "warning",
    "A module lies beside a package of the same name",
    message="{member} is never imported: {package} has the same name and comes first.",
)
def hidden(subject: Inside) -> Iterator[Hit]:
    """Of a folder with an `__init__.py` and a file of the same name Python takes the folder. Usually the module became a package, and an old `build` folder brought the file back.

    Fix: Delete `build` and `*.egg-info`, and build from a clean tree.
    """
    paths = {path: member.name for member in subject.wheel.members if (path := installed_path(member.name))}
    for path, member in paths.items():
        package = f"{path[:-3]}/__init__.py"
        if path.endswith(".py") and package in paths:
            yield Hit({"member": member, "package": package}, member=member)


@rule(
    "WHL064",
    "warning",
    "Parts of the package lie at the top too",
    message="The wheel has {names} at the top, and the same files in {package}.",
)
def doubled(subject: Inside) -> Iterator[Hit]:
    """Everybody's Python gets modules of such everyday names, and other packages with the same mistake overwrite them. Usually packages were looked for in the package's folder as well as in the project's.

    Fix: Let packages be looked for in one place: the folder that holds the package.
    """
    content = _content(subject.wheel)
    # Every name is compared with every other.
    for package in sorted(subject.tree.top) if len(subject.tree.top) <= MANY else ():
        inner = content.get(package, {})
        twice = [
            top
            for top in sorted(subject.tree.top - {package})
            if any(content.get(top, {}).values()) and all(inner.get(f"{top}/{path}") == digest for path, digest in content[top].items())
        ]
        if twice:
            names = ", ".join(twice[:NAMED]) + (", …" if len(twice) > NAMED else "")
            yield Hit({"names": names, "package": package})


def _content(wheel: Wheel) -> Mapping[str, Mapping[str, str | None]]:
    """Return the digests of the files in each folder at the top, by their paths in it; None where a file is empty or was not read."""
    found: dict[str, dict[str, str | None]] = {}
    for member in wheel.members:
        top, _, rest = (installed_path(member.name) or "").partition("/")
        if rest and member.kind != "directory":
            found.setdefault(top, {})[rest] = member.digest if member.size else None
    return found


RULES: tuple[Rule[Inside], ...] = (standard, hidden, doubled)
