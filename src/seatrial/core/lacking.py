"""What an sdist lacks that its build needs: a guess by the words of the failed build, and by comparing tree and sdist."""

import re
from collections.abc import Iterable
from typing import NamedTuple

PATH = re.compile(r"""[^\s'"`“”‘’:;,()\[\]<>=]+""")
MODULE = re.compile(r"(?:No module named|Cannot find module) '([\w.]{1,200})'")
UP = re.compile(r"""(?:^|[\s'"`=:(])((?:\.\./)+[^\s'"`:;,)]{1,200})""")
ASIDE = re.compile(r"(?:^|/)(?:\.|tests?/|docs?/|examples?/|benchmarks?/|build/|dist/)|\.egg-info/|\.pyc$")
"""Files that builds hardly ever read."""


class Lacking(NamedTuple):
    """Why a build works in a tree and fails from its sdist."""

    named: tuple[str, ...]
    """Files that the failed build speaks of, and that only the tree has."""
    outside: str | None
    """A path above the project folder that the failed build speaks of."""
    others: tuple[str, ...]
    """Files that only the tree has and that a build may read."""


def lacking(line: str, tree: Iterable[str], sdist: Iterable[str]) -> Lacking:
    """Return what the sdist lacks; `line` is what the failed build says, the others are the paths in tree and sdist."""
    there = set(sdist)
    only = sorted(path for path in set(tree) if path not in there)
    spoken, modules = _words(line), _modules(line)
    named = [path for path in only if _spoken(path, spoken) or _module(path, modules)]
    up = UP.search(line)
    return Lacking(tuple(named), up[1] if up and not named else None, tuple(path for path in only if not ASIDE.search(path)))


def spoken_of(line: str) -> tuple[str, ...]:
    """Return the paths, relative to the project folder, that a failed build may speak of."""
    modules = [path for module in sorted(_modules(line)) for path in (f"{module}.py", f"{module}/__init__.py")]
    return (*modules, *sorted(word for word in _words(line) if not word.startswith(("/", "../", "-"))))


def _words(line: str) -> set[str]:
    return {word.removeprefix("./").rstrip(".") for word in PATH.findall(line)} - {""}


def _modules(line: str) -> set[str]:
    return {name.replace(".", "/") for name in MODULE.findall(line)}


def _spoken(path: str, spoken: set[str]) -> bool:
    """Whether a file is spoken of: by its path, by the end of it, or by a folder that holds it."""
    parts = path.split("/")
    ends = {"/".join(parts[number:]) for number in range(len(parts))}
    above = {"/".join(parts[:number]) for number in range(1, len(parts))}
    return bool(ends & spoken) or bool({one for one in above if "/" in one} & {word.rstrip("/") for word in spoken})


def _module(path: str, modules: set[str]) -> bool:
    return path.removesuffix(".py").removesuffix("/__init__") in modules and path.endswith(".py")
