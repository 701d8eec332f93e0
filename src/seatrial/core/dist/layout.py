"""Where the members of a wheel are installed, and what can be imported from there."""

from seatrial.core.dist.bounds import DEEPEST, KIB, LONGEST

EXTENSIONS = (".so", ".pyd")
LIBRARY_SCHEMES = ("purelib", "platlib")
SNIFFED = 1 * KIB
SEARCHED = (".py", ".pyi", ".sh", ".bat", ".ps1", ".cfg", ".ini", ".toml", ".yaml", ".yml", ".env", ".pem", ".key", ".md", ".rst", ".ipynb")
"""Endings of files in which people write secrets."""


def installed_path(name: str) -> str | None:
    """Return the path below site-packages that a member is installed at, None for a member that goes elsewhere (scripts, data, headers)."""
    top, _, rest = name.partition("/")
    if not top.endswith(".data") or not rest:
        return name
    scheme, _, path = rest.partition("/")
    return path if scheme in LIBRARY_SCHEMES and path else None


def module_name(path: str) -> str | None:
    """Return the dotted name by which a file below site-packages is imported, None where it is no module or lies too deep to be judged.

    `pkg/__init__.py` is `pkg`; `pkg/fast.cpython-312-x86_64-linux-gnu.so` is `pkg.fast`.
    """
    if len(path) > LONGEST or path.count("/") >= DEEPEST:
        return None
    folder, _, file = path.rpartition("/")
    stem, dot, ending = file.partition(".")
    if not (ending == "py" or (dot and file.endswith(EXTENSIONS))):
        return None
    parts = folder.split("/") if folder else []
    if stem != "__init__":
        parts.append(stem)
    return ".".join(parts) if parts and all(part.isidentifier() for part in parts) else None


def is_source(name: str) -> bool:
    """Tell whether PyPI's scanner takes a member for Python source, by its suffix in any case."""
    if name.endswith(("/", "/.")):
        name = _without_empty_parts(name)
    if not name.lower().endswith((".py", ".pye")):
        return False
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return bool(stem.strip("."))


def _without_empty_parts(name: str) -> str:
    """Leave out empty parts and single dots at the end, as pathlib does, which the scanner asks."""
    stem = name.rstrip("/.")
    dots, *parts = name[len(stem) :].split("/")
    return stem + dots if {"", "."}.issuperset(parts) else ".."


def is_worth_searching(name: str) -> bool:
    """Tell whether people write secrets into files of this name, so that one which was not searched is worth a word."""
    return name.lower().endswith(SEARCHED)


def is_text(data: bytes) -> bool:
    """Tell whether content looks like text: no NUL byte at its start."""
    return b"\0" not in data[:SNIFFED]
