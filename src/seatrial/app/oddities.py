"""What of a tree is not what it seems: links, pointers to Git LFS, names that differ only in case, code that git ignores."""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from seatrial.model.project import Oddity, Project, Repository

POINTER = b"version https://git-lfs.github.com/spec/v1"
POINTER_SIZE = 1024
"""Bytes; a pointer to Git LFS is smaller."""
FIRST_LINE = 256
"""Bytes of a script that are read."""
OPENED = 500
"""Small files that are opened, of each sort."""
READ = 200
"""Modules in which the names of ignored files are looked for."""
TEXT = 16 * 1024 * 1024
"""Bytes of them."""
NAMED = 50
"""Ignored files whose names are looked for."""
ATTRIBUTES = 50
"""Files `.gitattributes` that are read."""
NOT_PLAIN = frozenset(("link-outside", "link-dangling", "link-folder", "link-circle", "special"))
"""What the tree lists and a release cannot be made of."""


def oddities(folder: str, listing: Sequence[str], repository: Repository | None, files: Mapping[str, bytes]) -> tuple[Oddity, ...]:
    """Return what is odd about the files of a project folder; files that git keeps out of the work tree are left alone."""
    root = repository.root if repository else folder
    pointers = _uses_lfs(folder, root, listing, files)
    scripts, small = iter(range(OPENED)), iter(range(OPENED))
    found = [*_cases(listing)]
    for path in listing:
        try:
            mode = (seen := os.lstat(f"{folder}/{path}")).st_mode
        except FileNotFoundError:
            continue
        except OSError:
            found.append(Oddity("unreadable", path))
            continue
        if stat.S_ISLNK(mode):
            found += _link(folder, root, path)
        elif stat.S_ISDIR(mode):
            # A submodule that was not fetched is there and empty.
            found += [] if os.access(f"{folder}/{path}", os.R_OK | os.X_OK) else [Oddity("unreadable", path)]
        elif not stat.S_ISREG(mode):
            found.append(Oddity("special", path))
        elif not mode & stat.S_IROTH and not os.access(f"{folder}/{path}", os.R_OK):
            found.append(Oddity("unreadable", path))
        elif mode & stat.S_IXUSR and next(scripts, None) is not None and _is_crlf_script(_head(f"{folder}/{path}", FIRST_LINE)):
            found.append(Oddity("crlf", path))
        elif pointers and seen.st_size < POINTER_SIZE and next(small, None) is not None:
            found += [Oddity("pointer", path)] if _head(f"{folder}/{path}", len(POINTER)) == POINTER else []
    return tuple(found)


def neighbours(folder: str, repository: Repository | None) -> Iterator[Oddity]:
    """Yield a project that lies beside this one in the same repository, if there is one."""
    if repository is None or not repository.prefix:
        return
    try:
        with os.scandir(Path(folder).parent) as entries:
            beside = sorted(entry.name for entry in islice(entries, OPENED) if entry.is_dir() and entry.name != Path(folder).name)
    except OSError:
        return
    for name in beside:
        if any(os.path.lexists(f"{Path(folder).parent}/{name}/{file}") for file in ("pyproject.toml", "setup.py")):
            yield Oddity("neighbour", name)
            return


def plain(listing: Sequence[str], odd: Sequence[Oddity], repository: Repository | None) -> tuple[str, ...]:
    """Return the files of a listing that a release can be made of: no links that lead astray, no submodules, nothing but files."""
    left_out = {*(one.path for one in odd if one.kind in NOT_PLAIN), *(repository.hollow if repository else ())}
    return tuple(path for path in listing if path not in left_out)


def hidden(project: Project, repository: Repository | None, files: Mapping[str, bytes]) -> Iterator[Oddity]:
    """Yield the files in the project's packages that git ignores: code, and data that the code speaks of by name."""
    packages = {path.rpartition("/")[0] for path in project.modules} - {"", *(root.rstrip("/") for root in project.roots)}
    inside = [path for path in (repository.ignored if repository else ()) if not packages.isdisjoint(_above(path))]
    yield from (Oddity("ignored-code", path) for path in inside if path.endswith(".py"))
    yield from _spoken_of(project, [path for path in inside if not path.endswith(".py")][:NAMED], files)


def _spoken_of(project: Project, data: Sequence[str], files: Mapping[str, bytes]) -> Iterator[Oddity]:
    """Yield the data files whose names stand in quotes in a module of the project."""
    left = {os.fsencode(path.rpartition("/")[2]): path for path in data}
    names = re.compile(rb"""["'/](""" + b"|".join(re.escape(name) for name in left) + rb""")["']""")
    budget = TEXT
    for module in project.modules[:READ] if left else ():
        text = files.get(module, b"")[:budget]
        budget -= len(text)
        for name in dict.fromkeys(names.findall(text)):
            if name in left:
                yield Oddity("ignored-data", left.pop(name), module)


def _above(path: str) -> Iterator[str]:
    """Yield every folder that a path lies in."""
    parts = path.split("/")
    return ("/".join(parts[:number]) for number in range(1, len(parts)))


def _link(folder: str, root: str, path: str) -> Iterator[Oddity]:
    place = f"{folder}/{path}"
    try:
        text = os.readlink(place)  # noqa: PTH115  (the link's text as it stands)
        leads = os.path.normpath(f"{os.path.dirname(place)}/{text}")  # noqa: PTH120
        if text.startswith("/") or not f"{leads}/".startswith(f"{root}/"):
            yield Oddity("link-outside", path, text)
        elif stat.S_ISDIR(os.stat(place).st_mode):  # noqa: PTH116
            yield Oddity("link-circle" if _leads_up(place) else "link-folder", path, text)
    except OSError as error:
        loops = error.errno == errno.ELOOP
        yield Oddity("link-circle" if loops else "link-dangling", path, text)


def _leads_up(place: str) -> bool:
    """Whether a link leads to a folder that it lies in."""
    return Path(os.path.realpath(Path(place).parent)).is_relative_to(os.path.realpath(place))


def _uses_lfs(folder: str, root: str, listing: Sequence[str], files: Mapping[str, bytes]) -> bool:
    own = islice((path for path in listing if path.endswith(".gitattributes")), ATTRIBUTES)
    if any(b"filter=lfs" in files.get(path, b"") for path in own):
        return True
    return root != folder and b"filter=lfs" in _head(f"{root}/.gitattributes", 1024 * 1024)


def _is_crlf_script(head: bytes) -> bool:
    line, end, _ = head.partition(b"\n")
    return line.startswith(b"#!") and bool(end) and line.endswith(b"\r")


def _head(path: str, size: int) -> bytes:
    """Return the beginning of a plain file; nothing where it cannot be read."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            return os.read(opened, size) if stat.S_ISREG(os.fstat(opened).st_mode) else b""
        finally:
            os.close(opened)
    except OSError:
        return b""


def _cases(listing: Sequence[str]) -> Iterator[Oddity]:
    """Yield files and folders whose names are the same to a system that does not tell case apart, or that writes accents in another way."""
    seen: dict[str, str] = {}
    folders = sorted({above for parent in {path.rpartition("/")[0] for path in listing} for above in _above(f"{parent}/")})
    for path in (*folders, *listing):
        alike = (path if path.isascii() else unicodedata.normalize("NFC", path)).casefold()
        other = seen.setdefault(alike, path)
        if other != path:
            yield Oddity("case", path, other)
