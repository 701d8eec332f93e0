"""What a README says of installing the project: names, versions, and the oldest Python."""

import re
from typing import NamedTuple

COMMAND = re.compile(
    r"(?:^|[\s`$>(\"'!%])(pip3?|pipx|uv pip|uv tool|uv|poetry|pdm|rye|hatch|conda|mamba|micromamba|pixi|brew|apt|apt-get|dnf)[ \t]+(?:install|add|run|inject|global install)[ \t]+([^\n`|&;#<)]{1,200})",
    re.MULTILINE,
)
NAME = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?:\[[^\]]*\])?(?:[ \t]*(==|===)[ \t]*v?([\w.!+]+))?")
VALUED = frozenset(
    (
        "-r",
        "--requirement",
        "-c",
        "--constraint",
        "-i",
        "--index-url",
        "--extra-index-url",
        "--python",
        "-p",
        "-f",
        "--find-links",
        "-t",
        "--target",
        "-n",
        "--channel",
        "--group",
        "-G",
        "--dev",
    )
)
"""Options whose value is no project."""
OWN = frozenset(("-e", "--editable", "-r", "--requirement"))
"""Options by which a tree is installed, whatever its name."""
TOOLS = frozenset((
    "pip", "setuptools", "wheel", "build", "twine", "tox", "nox", "pytest", "pre-commit", "poetry", "uv", "hatch", "pdm", "flit", "virtualenv", "pipx", "pipenv",
    "coverage", "ruff", "black", "mypy", "sphinx", "cython", "numpy", "jupyter", "ipython", "seatrial", "invoke", "maturin", "conda",
))  # fmt: skip
GAP = "[ \\t]{1,9}"
LONGEST = 500
"""Characters of a requirement on Python that is compared."""
OR_LATER = rf"(?:or|and){GAP}(?:later|newer|higher|above|greater|up|upwards?)"
FLOOR = re.compile(
    # A sentence that begins a line or an item of a list: `It requires Python 3.9 or later`.
    rf"^[ \t]{{0,20}}(?:[-*+•>]{GAP})?(?:(?:this (?:package|library|project|module|tool)|it|[\w.-]{{1,60}}){GAP})?"
    rf"(?:requires?|needs|runs on|works (?:on|with)|supports):?{GAP}c?python{GAP}(?:version{GAP})?(?:>={GAP}|>=)?(3\.\d{{1,2}})(?:\.\d{{1,3}})?"
    rf"(?:[ \t]{{0,9}}\+|{GAP}{OR_LATER})"
    # A whole item of a list: `* Python >= 3.9`.
    rf"|^[ \t]{{0,20}}[-*+•]{GAP}python{GAP}(?:version{GAP})?(?:>=[ \t]{{0,9}}(3\.\d{{1,2}})|(3\.\d{{1,2}})(?:[ \t]{{0,9}}\+|{GAP}{OR_LATER}))\.?[ \t]{{0,9}}$",
    re.IGNORECASE | re.MULTILINE,
)
MOST = 500
"""Commands that are looked at."""


class Installing(NamedTuple):
    """One project that a command of a README installs."""

    name: str
    """As written."""
    version: str | None
    """The one version that the command pins."""
    line: int
    by_pip: bool


def installs(text: str) -> tuple[tuple[Installing, ...], bool]:
    """Return what the commands of a README install by name, and whether one of them installs what no name tells: a tree, an address, a file."""
    found: list[Installing] = []
    nameless = False
    for number, command in enumerate(COMMAND.finditer(text)):
        if number >= MOST:
            break
        line = text.count("\n", 0, command.start(1)) + 1
        skip = False
        for word in command[2].replace("'", "").replace('"', "").split():
            if skip:
                skip = False
            elif word.startswith("-"):
                skip = word in VALUED
                nameless |= word in OWN
            elif one := NAME.fullmatch(word.rstrip(".,:")):
                found.append(Installing(one[1], one[3], line, by_pip=command[1].startswith(("pip", "uv pip"))))
            elif not re.fullmatch(NAME.pattern + r"[ \t]*[<>=!~,].*", word):
                nameless = True
            else:
                found.append(Installing(re.split(r"[<>=!~\[]", word)[0], None, line, by_pip=command[1].startswith(("pip", "uv pip"))))
    return tuple(found), nameless


def python_floor(text: str) -> tuple[str, int] | None:
    """Return the one oldest Python that a README says the project needs, with its line; None where it says none, or several."""
    found = {(one[1] or one[2] or one[3]): text.count("\n", 0, one.end()) + 1 for one in FLOOR.finditer(text)}
    return next(iter(found.items())) if len(found) == 1 else None


def contradicts(floor: str, requires_python: str) -> bool:
    """Tell whether the metadata admits another oldest Python 3 than the one that is told."""
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415  (only where a README speaks of Python)

    if len(requires_python) > LONGEST:
        return False
    try:
        wanted = SpecifierSet(requires_python)
        # A Python is admitted where any of its releases is.
        oldest = next((minor for minor in range(40) if any(wanted.contains(f"3.{minor}.{micro}") for micro in (0, 1, 5, 30))), 0)
    except ValueError:
        return False
    return oldest not in (0, int(floor.partition(".")[2]))
