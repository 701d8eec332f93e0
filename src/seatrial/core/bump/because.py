"""Why a line that holds the version is not a place of it."""

import ast
import re

from seatrial.core.bump.stated import line_at
from seatrial.core.bump.stranger import nested, nested_folders, vendored
from seatrial.core.bump.words import (
    BADGE,
    CHANGELOG,
    COMMENT,
    DOCSTRING,
    ELSEWHERE,
    GENERATED,
    INSTALL_LINE,
    LITERAL,
    LOCK,
    NESTED,
    PIN,
    SETTING,
    TEST,
    TEXT,
    VENDORED,
)
from seatrial.core.project.literal import Syntax, parse
from seatrial.model.project import Project
from seatrial.model.sentence import Said, Sentence

LOCKS = frozenset(
    {
        "uv.lock",
        "poetry.lock",
        "pdm.lock",
        "pixi.lock",
        "pylock.toml",
        "pipfile.lock",
        "cargo.lock",
        "package-lock.json",
        "yarn.lock",
        "pnpm-lock.yaml",
    }
)
REQUIREMENTS = re.compile(
    r"(^|/)(requirements|constraints)[^/]*\.(txt|in)$|(^|/)(requirements|constraints)/|(^|/)Pipfile$|(^|/)environment[^/]*\.ya?ml$",
    re.IGNORECASE,
)
CHANGELOGS = re.compile(
    r"(^|/)(change|changes|changelog|history|news|releases?|release[-_ ]?notes|whats[-_ ]?new|upgrading|migration)[^/]*(/|\.(md|rst|txt|adoc)$|$)",
    re.IGNORECASE,
)
TESTS = re.compile(
    r"(^|/)(tests?|testing|testdata|fixtures|cassettes|snapshots)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.py$", re.IGNORECASE
)
GENERATED_FILES = re.compile(r"(^|/)PKG-INFO$|(^|/)[^/]*\.(egg|dist)-info/|^(build|dist)/")
TEXTS = (".md", ".rst", ".txt", ".adoc", ".html", ".ipynb", ".tex", ".1")
SETTINGS = (".toml", ".cfg", ".ini", ".yml", ".yaml", ".json", ".conf", ".properties", ".xml", ".cff")
HASH_COMMENTS = (".toml", ".cfg", ".ini", ".yml", ".yaml", ".cff", ".sh", ".py", ".pyi", ".pyx")
PINNED = re.compile(r"""(===?|[~<>!]=|[~<>^])[ \t]{0,9}["']?[vV]?$""")
MARKUP = (".svg", ".html", ".xml", ".md", ".rst")
"""In which a `>` ends a tag or begins a quotation."""
INSTALLS = re.compile(
    r"\b(pip3?|pipx|uv|uvx|conda|poetry|pdm|hatch|brew|easy_install)\b.{0,80}\b(install|add|run|tool)\b|\.whl\b|\.tar\.gz\b|\buvx "
)
PICTURE = re.compile(r"shields\.io|badge|!\[|^\s*\.\. image::", re.IGNORECASE)
ASSERTED = re.compile(r"\b(assert|if|elif|while)\b")


class Reader:
    """Tells why, and reads each file for it once."""

    def __init__(self, project: Project) -> None:
        self._nested = nested_folders(project.listing)
        self._documents: dict[str, list[tuple[int, int]] | None] = {}

    def why(self, path: str, data: bytes, line: int, offset: int) -> Said:
        """Return why the version at a place of a file is left as it is."""
        if vendored(path):
            return Said(VENDORED)
        inner = nested(path, self._nested)
        if inner is not None:
            return Said(NESTED, {"file": inner})
        text = line_at(data, offset)
        begin = data.rfind(b"\n", 0, offset) + 1
        before = data[max(begin, offset - 200) : offset].decode("utf-8", "replace")
        return Said(_by_path(path) or _by_line(path, text, before) or self._by_kind(path, data, line, before))

    def _by_kind(self, path: str, data: bytes, line: int, before: str) -> Sentence:
        name = path.lower()
        if name.endswith((".py", ".pyi")):
            if path not in self._documents:
                self._documents[path] = _documents(data)
            if any(first <= line <= last for first, last in self._documents[path] or ()):
                return DOCSTRING
            return COMMENT if "#" in before else LITERAL
        if name.endswith(HASH_COMMENTS) and "#" in before:
            return COMMENT
        if name.endswith(SETTINGS):
            return SETTING
        return TEXT if name.endswith(TEXTS) or "." not in name.rpartition("/")[2] else ELSEWHERE


def _by_path(path: str) -> Sentence | None:
    name = path.rpartition("/")[2].lower()
    if GENERATED_FILES.search(path):
        return GENERATED
    if name in LOCKS:
        return LOCK
    if REQUIREMENTS.search(path):
        return PIN
    if TESTS.search(path):
        return TEST
    return CHANGELOG if CHANGELOGS.search(path) and not name.endswith(".py") else None


def _by_line(path: str, text: str, before: str) -> Sentence | None:
    if PICTURE.search(text):
        return BADGE
    if INSTALLS.search(text):
        return INSTALL_LINE
    found = PINNED.search(before)
    marked = found is not None and len(found[1]) == 1 and path.lower().endswith(MARKUP)
    compared = path.endswith(".py") and ASSERTED.search(before)
    return PIN if found and not marked and not compared else None


def _documents(data: bytes) -> list[tuple[int, int]]:
    """Return first and last line of every docstring of a file."""
    try:
        tree = parse(data)
    except Syntax:
        return []
    return [
        (node.lineno, node.end_lineno or node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
