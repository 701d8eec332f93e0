"""Rules on the standard tables of pyproject.toml, and on build files that say different things."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from seatrial.core.project.toml import line_of, table, texts
from seatrial.model.configuration import Said
from seatrial.model.finding import Hit, Severity
from seatrial.model.project import Project, Tree
from seatrial.rules.rule import Rule, rule

FILE = "pyproject.toml"
STANDARD = "https://packaging.python.org/en/latest/specifications/pyproject-toml/"
TEXT, LIST, PAIRS = '"…"', '["…"]', '{ name = "…" }'
PEOPLE, LISTS, TABLES = '[{ name = "…", email = "…" }]', '{ name = ["…"] }', '{ group = { name = "…" } }'
README, LICENCE = '"README.md"', '"MIT"'
PROJECT = {
    "name": TEXT, "version": TEXT, "description": TEXT, "readme": README, "requires-python": TEXT, "license": LICENCE, "license-files": LIST, "authors": PEOPLE,
    "maintainers": PEOPLE, "keywords": LIST, "classifiers": LIST, "urls": PAIRS, "scripts": PAIRS, "gui-scripts": PAIRS, "entry-points": TABLES,
    "dependencies": LIST, "optional-dependencies": LISTS, "dynamic": LIST, "import-names": LIST, "import-namespaces": LIST,
}  # fmt: skip
"""Key of `[project]` → what it looks like."""
SYSTEM = {"requires": LIST, "build-backend": TEXT, "backend-path": LIST}
"""The same of `[build-system]`."""
MEANT = {
    **dict.fromkeys(("homepage", "home-page", "url", "repository", "documentation", "source", "changelog", "issues", "bugs"), "urls"),
    **dict.fromkeys(("long-description", "long-description-content-type"), "readme"),
    "author": "authors", "author-email": "authors", "python-requires": "requires-python", "install-requires": "dependencies", "summary": "description",
    "extras-require": "optional-dependencies", "licence": "license", "console-scripts": "scripts",
}  # fmt: skip
"""What many write, as other tools have it → the key of the standard."""
NOT_YET = frozenset({"import-names", "import-namespaces"})
"""Keys of the standard that setuptools (84) refuses."""
STOPS_AT_UNKNOWN = frozenset({"setuptools", "flit-core"})
"""Backends that refuse a key of `[project]` that the standard does not have (setuptools 84, flit_core 4.2)."""
GROUPS = "dependency-groups"
LONGEST = 80
"""Characters of a value that a message shows."""
MOST = 50
"""Keys or groups that are looked at."""


@rule("PRJ083", "error", "An unknown key in a standard table", message="[{table}] has no key {key}{nearest}.", source=STANDARD)
def unknown(tree: Tree) -> Iterator[Hit]:
    """Setuptools and flit stop at it; other backends pass over it, so that what it says gets nowhere. Of the standard's own keys, setuptools does not know `import-names` and `import-namespaces` yet.

    Fix: Correct the key (addresses belong below `[project.urls]`), or move it into the table of the tool that reads it.
    """
    from difflib import get_close_matches  # noqa: PLC0415  (only where a project is judged)

    project = tree.project
    stops = project.backend in STOPS_AT_UNKNOWN
    for name, known in (("project", PROJECT), ("build-system", SYSTEM)):
        lacking = NOT_YET if project.backend == "setuptools" else frozenset[str]()
        unknown_keys = (key for key in table(project.configuration.pyproject, name) if key not in known or key in lacking)
        for key in islice(unknown_keys, MOST):
            meant = MEANT.get(key.lower().replace("_", "-"))
            near = [] if key in known else [meant] if meant else get_close_matches(key[:LONGEST].replace("_", "-"), known, n=1)
            severity: Severity | None = None if stops and name == "project" else "warning"
            values = {"table": name, "key": key, "nearest": f" (→ {near[0]})" if near else ""}
            yield Hit(values, file=FILE, line=line_of(project.configuration.pyproject_data, name, key), severity=severity)


@rule(
    "PRJ084",
    "error",
    "A value of a standard table is not as it must be",
    message="{key} in pyproject.toml must look like {expected}.",
    source=STANDARD,
)
def wrong(tree: Tree) -> Iterator[Hit]:
    """Build backends stop at such a value. In `[dependency-groups]`, an include of a group that does not exist, or that leads back to itself, stops pip and uv when they install the group.

    Fix: Write it as the message shows.
    """
    project = tree.project
    configuration = project.configuration
    for name, known in (("project", PROJECT), ("build-system", SYSTEM)):
        for key, value in table(configuration.pyproject, name).items():
            expected = known.get(key)
            if expected and not _fits(key, value, expected):
                severity: Severity | None = "warning" if project.backend == "other" else None
                yield Hit(
                    {"key": f"{name}.{key}", "expected": expected},
                    file=FILE, line=line_of(configuration.pyproject_data, name, key), severity=severity,
                )  # fmt: skip
    system = configuration.pyproject.get("build-system")
    if isinstance(system, Mapping) and "requires" not in system:
        yield Hit(
            {"key": "build-system.requires", "expected": LIST},
            file=FILE,
            line=line_of(configuration.pyproject_data, "build-system", "requires"),
        )
    yield from _groups(project)


def _fits(key: str, value: Any, expected: str) -> bool:
    if key == "dynamic":
        return texts(value) is not None and all(one in PROJECT and one not in ("name", "dynamic") for one in value)
    if isinstance(value, Mapping) and key in ("readme", "license", "license-files"):
        # The last two in forms of earlier days: there are other rules on them.
        return key != "readme" or _one_of(value, ("file", "text"))
    if expected in (PAIRS, LISTS, TABLES):
        return isinstance(value, Mapping) and all(_inner(one, expected) for one in value.values())
    if expected == PEOPLE:
        return isinstance(value, list) and all(isinstance(one, Mapping) and _one_of(one, ("name", "email")) for one in value)
    return texts(value) is not None if expected == LIST else isinstance(value, str)


def _inner(value: Any, expected: str) -> bool:
    if expected == LISTS:
        return texts(value) is not None
    if expected == TABLES:
        return isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values())
    return isinstance(value, str)


def _one_of(value: Mapping[str, Any], names: Sequence[str]) -> bool:
    return any(name in value for name in names) and all(isinstance(value[name], str) for name in names if name in value)


def _groups(project: Project) -> Iterator[Hit]:
    data = project.configuration.pyproject_data
    groups = table(project.configuration.pyproject, GROUPS)
    normal = {_normal(name): name for name in list(groups)[:MOST]}
    leads: dict[str, list[str]] = {}
    for short, name in normal.items():
        rows = groups[name] if isinstance(groups[name], list) else [None]
        leads[short] = [_normal(one["include-group"]) for one in rows if isinstance(one, Mapping) and _is_include(one)]
        fits = all(isinstance(one, str) or _is_include(one) for one in rows)
        absent = next((one for one in leads[short] if one not in normal), None)
        if not fits or absent is not None:
            known = next(iter(normal.values()))
            expected = '["…", { include-group = "…" }]' if not fits else f'{{ include-group = "{known}" }} (≠ "{absent}")'
            yield Hit({"key": f"{GROUPS}.{name}", "expected": expected}, file=FILE, line=line_of(data, GROUPS, name), severity="warning")
    circle = _circle(leads)
    if circle:
        values = {"key": f"{GROUPS} ({' → '.join(circle)})", "expected": " → ".join(circle[:-1])}
        yield Hit(values, file=FILE, line=line_of(data, GROUPS, normal[circle[0]]), severity="warning")


def _is_include(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("include-group"), str)


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _circle(leads: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names along a circle of includes, the first one again at the end; empty where there is none."""
    waits = {name: {one for one in rows if one in leads} for name, rows in leads.items()}
    users: dict[str, list[str]] = {}
    for name, rows in waits.items():
        for one in rows:
            users.setdefault(one, []).append(name)
    ready = [name for name, rows in waits.items() if not rows]
    while ready:
        done = ready.pop()
        for user in users.get(done, ()):
            waits[user].discard(done)
            ready += [] if waits[user] else [user]
    left = [one for one, rows in waits.items() if rows]
    if not left:
        return []
    name, path = left[0], list[str]()
    while name not in path:
        path.append(name)
        name = min(waits[name])
    return [*path[path.index(name) :], name]


@rule(
    "PRJ085",
    "warning",
    "Build files say different things",
    message="{file} says of {field}: {value}. But {winner} counts, which says: {other}.",
)
def differing(tree: Tree) -> Iterator[Hit]:
    """What stands in `[project]` counts before setup.py, and setup.py before setup.cfg; what `[project]` neither states nor lists as dynamic counts for nothing (—), without a word. Whoever changes the other place changes nothing.

    Fix: Say it in one place, and remove it from the other; or list it as `dynamic` in `[project]`.
    """
    configuration = tree.project.configuration
    first: dict[str, Said] = {}
    listed = texts(table(configuration.pyproject, "project").get("dynamic")) or ()
    for said in configuration.said:
        winner = first.setdefault(said.field, said)
        dropped = configuration.overrides and winner.file != FILE and said.field in THEIRS and not set(THEIRS[said.field]) & set(listed)
        differs = winner is not said and _plain(winner) != _plain(said)
        if differs or dropped:
            other = _shown(winner) if differs and not dropped else "—"
            values = {
                "file": said.file,
                "field": said.field.replace("_", "-"),
                "value": _shown(said),
                "winner": FILE if dropped else winner.file,
                "other": other,
            }
            yield Hit(values, file=said.file, line=said.line)


THEIRS = {"requires": ("dependencies",), "requires_python": ("requires-python",), "scripts": ("scripts", "entry-points", "gui-scripts")}
"""Field → keys of `[project]` by one of which it is left to other files; those whose loss breaks an installation."""


def _plain(said: Said) -> tuple[str, ...]:
    texts_ = ("".join(one.split()).lower() for one in said.values)
    if said.field == "name":
        return tuple(one.replace("_", "-").replace(".", "-") for one in texts_)
    if said.field == "requires_python":
        return tuple(sorted(part for one in texts_ for part in one.split(",")))
    return tuple(sorted(texts_))


def _shown(said: Said) -> str:
    whole = ", ".join(said.values[:6]) + (" …" if len(said.values) > 6 else "")
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"


RULES: tuple[Rule[Tree], ...] = (unknown, wrong, differing)
