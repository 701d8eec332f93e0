"""Rules on the members of an archive by their names: secrets, leftovers, paths that make trouble."""

import posixpath
import re
from collections.abc import Iterator

from seatrial.model.dist import Dist, Member, Unknown, Wheel
from seatrial.model.finding import Hit
from seatrial.rules import installed
from seatrial.rules.rule import Rule, rule
from seatrial.rules.secrets import RULES, is_sample

SECRET_FILES = frozenset(
    (".env", ".pypirc", ".netrc", "_netrc", ".git-credentials", ".htpasswd", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519")
)  # fmt: skip
SECRET_ENV = re.compile(r"\.env\.(?!example|sample|template|dist|test|default|in$)[\w.-]+", re.IGNORECASE)
WORKPLACE_FOLDERS = frozenset((".git", ".hg", ".svn", ".venv", "node_modules", "__MACOSX", ".ipynb_checkpoints", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".tox", ".nox", ".idea", ".seatrial"))  # fmt: skip
WORKPLACE_FILES = frozenset((".git", ".DS_Store", "Thumbs.db", "desktop.ini", ".coverage"))
NOT_QUITE_ON_WINDOWS = re.compile(r'[<>:"|?*\\]|[. ](?:/|$)|(?:^|/)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:[./]|$)', re.IGNORECASE)
"""In every path of which a part cannot exist on Windows, and in few others."""
NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]|[. ]$')
WINDOWS_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))))
NAMED = 3
WINDOWS = "https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file"


def _members(dist: Dist) -> tuple[Member, ...]:
    return () if isinstance(dist, Unknown) else dist.members


def _has_cache(name: str) -> bool:
    return "__pycache__" in name and "__pycache__" in name.split("/")


def _some(names: list[str]) -> dict[str, str | int]:
    shown = ", ".join(names[:NAMED])
    return {"count": len(names), "names": f"{shown}, …" if len(names) > NAMED else shown}


@rule(
    "CON001",
    "warning",
    "The file ships a file that usually holds secrets",
    message="{member} is in the file.",
)
def secret_file(dist: Dist) -> Iterator[Hit]:
    """Everybody can download what is on PyPI, and robots search it for passwords within minutes; deleting the release does not bring it back.

    Fix: Leave the file out, build again, and change the passwords and tokens in it if it was ever published.
    """
    for member in _members(dist):
        file = member.name.rpartition("/")[2]
        if member.kind == "file" and member.size and (file in SECRET_FILES or SECRET_ENV.fullmatch(file)):
            yield Hit({"member": member.name}, member=member.name, severity="note" if is_sample(member.name) else None)


@rule(
    "CON005",
    "warning",
    "The file ships bytecode",
    message="Compiled files: {count} ({names}).",
)
def bytecode(dist: Dist) -> Iterator[Hit]:
    """Bytecode holds for one version of Python and can differ from its source; installers make it themselves.

    Fix: Exclude `__pycache__` and `*.pyc`, and build from a clean tree.
    """
    found = [member.name for member in _members(dist) if member.name.endswith((".pyc", ".pyo")) or _has_cache(member.name)]
    if found:
        yield Hit(_some(found), member=found[0], severity=None if isinstance(dist, Wheel) else "note")


@rule(
    "CON006",
    "note",
    "The file ships files of the workplace",
    message="Files that tools and systems leave behind: {count} ({names}).",
)
def workplace(dist: Dist) -> Iterator[Hit]:
    """They make the download larger and may tell things that nobody meant to publish.

    Fix: Exclude them in the build file, and build from a clean tree.
    """
    found = []
    for member in _members(dist):
        *folders, file = member.name.split("/")
        if file in WORKPLACE_FILES or not WORKPLACE_FOLDERS.isdisjoint(folders):
            found.append(member.name)
    if found:
        yield Hit(_some(found), member=found[0])


@rule(
    "CON007",
    "warning",
    "Names differ only in upper and lower case",
    message="{first} and {second} are one file on macOS and Windows.",
)
def case_clash(dist: Dist) -> Iterator[Hit]:
    """There the second overwrites the first, so the package is broken for many users.

    Fix: Rename one of them.
    """
    seen: dict[str, str] = {}
    for member in _members(dist):
        name = member.name.rstrip("/")
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield Hit({"first": other, "second": name}, member=name)
            return


@rule(
    "CON008",
    "warning",
    "A path leads out of the archive",
    message="{member} is absolute or goes up.",
)
def leads_out(dist: Dist) -> Iterator[Hit]:
    """Unpacked carelessly it could overwrite any file; pip and uv refuse an sdist with such a path, or put the file elsewhere.

    Fix: Make the file by a build backend, with relative paths.
    """
    if isinstance(dist, Wheel):
        # Said of wheels by a rule of their own.
        return
    for member in _members(dist):
        if member.name.startswith("/") or (".." in member.name and posixpath.normpath(member.name).startswith("..")):
            yield Hit({"member": member.name}, member=member.name)
            return


@rule(
    "CON009",
    "warning",
    "The file ships a link",
    message="{member} is a link to {target}.",
)
def link(dist: Dist) -> Iterator[Hit]:
    """A wheel cannot hold links: the text of the link is installed instead. In an sdist a link that leads out is refused by installers, and Windows makes none.

    Fix: Put a copy of the file in the link's place.
    """
    for member in _members(dist):
        if member.kind != "symlink":
            continue
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(member.name), member.link or ""))
        out = inside.startswith(("..", "/")) or "/" not in inside.strip("/")
        if isinstance(dist, Wheel) or out:
            yield Hit({"member": member.name, "target": member.link or ""}, member=member.name)


@rule(
    "CON010",
    "warning",
    "The file ships something that is no file",
    message="{member} is a device or a pipe.",
)
def special(dist: Dist) -> Iterator[Hit]:
    """Installers refuse to unpack such a member.

    Fix: Make the sdist by a build backend.
    """
    for member in _members(dist):
        if member.kind == "special":
            yield Hit({"member": member.name}, member=member.name)


@rule(
    "CON011",
    "warning",
    "A name cannot exist on Windows",
    message="{member} cannot be unpacked on Windows.",
    source=WINDOWS,
)
def windows_name(dist: Dist) -> Iterator[Hit]:
    """Installation fails there as a whole.

    Fix: Rename the file: none of < > : " | ? * and backslash, no dot or space at the end, and no device such as CON or NUL.
    """
    for member in _members(dist):
        if not NOT_QUITE_ON_WINDOWS.search(member.name):
            continue
        for part in member.name.rstrip("/").split("/"):
            if part not in {"", ".", ".."} and (NOT_ON_WINDOWS.search(part) or part.partition(".")[0].lower() in WINDOWS_DEVICES):
                yield Hit({"member": member.name}, member=member.name)
                return


DIST_RULES: tuple[Rule[Dist], ...] = (
    secret_file,
    leads_out,
    link,
    special,
    case_clash,
    windows_name,
    bytecode,
    workplace,
    *installed.DIST_RULES,
)
"""On the names of members."""
__all__ = ["DIST_RULES", "RULES"]
