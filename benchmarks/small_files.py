"""Small files for the contests: of a hundred projects, no two alike, and two hundred wheels of one release."""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.packing import sdist, wheel

KINDS = ("markdown", "mixed", "rst")
"""What the READMEs are written in; of the mixed ones half each."""
MODULES = 12
README = 10_000
"""Characters of each description."""
PYTHONS = (
    *((f"cp{number}-cp{number}", f"cpython-{number}", f"cp{number}") for number in (38, 39, 310, 311, 312, 313, 314)),
    *((f"cp{number}-cp{number}t", f"cpython-{number}t", f"cp{number}t") for number in (313, 314)),
    ("pp311-pypy311_pp73", "pypy311-pp73", "pypy311-pp73"),
)
"""Of the wheels of one release: what stands in their names, and the endings of extension modules on Linux and macOS, and on Windows."""
MACHINES = ("x86_64", "i686", "aarch64", "armv7l", "ppc64le", "s390x", "riscv64")
NATIVE = 20_000
"""Bytes of an extension module."""
SUBJECTS = (
    "archive",
    "batch",
    "cache",
    "digest",
    "event",
    "filter",
    "graph",
    "header",
    "index",
    "journal",
    "kernel",
    "ledger",
    "matrix",
    "node",
    "order",
    "parser",
)
VERBS = (
    "build",
    "check",
    "close",
    "count",
    "fetch",
    "join",
    "load",
    "merge",
    "open",
    "read",
    "send",
    "sort",
    "split",
    "store",
    "take",
    "write",
)
WORDS = (
    *SUBJECTS,
    *VERBS,
    "a",
    "all",
    "and",
    "any",
    "before",
    "each",
    "every",
    "from",
    "in",
    "its",
    "not",
    "of",
    "one",
    "or",
    "the",
    "to",
    "what",
    "with",
)


class Small(NamedTuple):
    """One small project."""

    name: str
    markdown: bool
    readme: str
    modules: tuple[tuple[str, bytes], ...]
    """Path below the root of the code, content."""


def small_files(folder: Path, projects: int = 100, kind: str = "mixed") -> list[Path]:
    """Write a wheel and an sdist of so many projects; `kind` is `markdown`, `rst` or `mixed`, which takes turns."""
    files = []
    for number in range(projects):
        one = _project(number, markdown=kind == "markdown" or (kind == "mixed" and number % 2 == 0))
        text = _metadata(one)
        files.append(wheel(folder, one.name, text, one.modules))
        files.append(sdist(folder, one.name, text, [(f"src/{path}", data) for path, data in one.modules]))
    return files


def wheels_of_one_release(folder: Path, count: int = 200) -> list[Path]:
    """Write wheels of one release for so many Pythons and platforms: the same modules in each, and an extension module of its own."""
    one = _project(0, markdown=True)
    files = []
    for tag, extension in islice(_tags(), count):
        native = (f"{one.name}/_native.{extension}", random.Random(tag).randbytes(NATIVE))
        files.append(wheel(folder, one.name, _metadata(one), (*one.modules, native), tag=tag))
    return files


def _tags() -> Iterator[tuple[str, str]]:
    """Yield the tag of a wheel and the ending of its extension module."""
    for python, unix, windows in PYTHONS:
        for machine in MACHINES:
            for libc, name in (("manylinux_2_31", "gnu"), ("musllinux_1_2", "musl")):
                yield f"{python}-{libc}_{machine}", f"{unix}-{machine}-linux-{name}.so"
        for system in ("10_13_x86_64", "10_13_universal2", "11_0_arm64"):
            yield f"{python}-macosx_{system}", f"{unix}-darwin.so"
        for system in ("win32", "win_amd64", "win_arm64"):
            yield f"{python}-{system}", f"{windows}-{system}.pyd"


def _project(number: int, *, markdown: bool) -> Small:
    chance = random.Random(number)
    name = f"small{number}_{chance.choice(SUBJECTS)}"
    names = [f"{chance.choice(SUBJECTS)}{at}" for at in range(MODULES - 1)]
    modules = [(f"{name}/__init__.py", _init(name, names))]
    modules += [(f"{name}/{module}.py", _module(chance, names[:at], at)) for at, module in enumerate(names)]
    return Small(name, markdown, _readme(chance, name, markdown=markdown), tuple(modules))


def _init(name: str, names: list[str]) -> bytes:
    lines = [f'"""What {name} offers."""', "", *(f"from {name} import {module}" for module in names), "", '__version__ = "1.0"']
    return ("\n".join(lines) + f"\n__all__ = {names!r}\n").encode()


def modules(count: int) -> list[bytes]:
    """Return modules of one project, no two alike."""
    chance = random.Random(count)
    return [_module(chance, [], number) for number in range(count)]


def _module(chance: random.Random, before: list[str], number: int) -> bytes:
    lines = [
        f'"""{_sentence(chance)}"""',
        "",
        "import json",
        "import re",
        "from collections.abc import Iterator, Mapping",
        "from pathlib import Path",
        "",
    ]
    lines += [f"from . import {chance.choice(before)}", ""] if before else []
    lines += [f'PATTERN = re.compile(r"{chance.choice(WORDS)}-(?P<number>[0-9]+)")', f"LIMIT = {chance.randrange(1000)}", ""]
    for at in range(chance.randrange(1, 4)):
        verb, subject = chance.choice(VERBS), chance.choice(SUBJECTS)
        lines += [
            "",
            f"def {verb}_{subject}_{number}_{at}(path: Path, options: Mapping[str, int] | None = None) -> Iterator[str]:",
            f'    """{_sentence(chance)}"""',
            "    chosen = {key: value for key, value in (options or {}).items() if value < LIMIT}",
            "    try:",
            '        rows = json.loads(path.read_text(encoding="utf-8"))'
            if chance.random() < 0.1
            else "        rows = [json.loads(str(key)) for key in chosen]",
            "    except (OSError, ValueError) as error:",
            f'        raise RuntimeError(f"{{path}}: {{error}} ({subject})") from error',
            "    for at, row in enumerate(rows):",
            f'        if found := PATTERN.search(str(row.get("{subject}", ""))):',
            f'            yield f"{{at + {chance.randrange(100)}}}: {{found["number"]}} {{len(chosen)}}"'.replace(
                '["number"]', "['number']"
            ),
            "        else:",
            f'            yield "{_sentence(chance)}"',
            "",
        ]
    if chance.random() < 0.4:
        lines += ["", f"class {chance.choice(SUBJECTS).title()}{number}:", f'    """{_sentence(chance)}"""', ""]
        for at in range(chance.randrange(2, 6)):
            lines += [
                f"    def {chance.choice(VERBS)}{at}(self, value: int) -> int:",
                f'        """{_sentence(chance)}"""',
                f"        return value * {chance.randrange(50)} + {at}",
                "",
            ]
    return "\n".join(lines).encode()


def _readme(chance: random.Random, name: str, *, markdown: bool) -> str:
    parts = _title(name, "=", markdown=markdown)
    size = 0
    while size < README:
        section = list(_section(chance, name, markdown=markdown))
        parts += section
        size += sum(len(line) + 1 for line in section)
    return "\n".join(parts) + "\n"


def _title(text: str, line: str, *, markdown: bool) -> list[str]:
    return [f"{'#' if line == '=' else '##'} {text}", ""] if markdown else [text, line * len(text), ""]


def _section(chance: random.Random, name: str, *, markdown: bool) -> Iterator[str]:
    subject = chance.choice(SUBJECTS)
    yield from _title(f"{chance.choice(VERBS).title()} the {subject} {chance.randrange(1000)}", "-", markdown=markdown)
    code = f"`{subject}`" if markdown else f"``{subject}``"
    link = (
        f"[the {subject}](https://example.org/{subject}/{chance.randrange(1000)})"
        if markdown
        else f"`the {subject} {chance.randrange(10**6)} <https://example.org/{subject}/>`__"
    )
    for _ in range(chance.randrange(1, 4)):
        yield from (" ".join(_sentence(chance) for _ in range(3)) + f" See {link} and {code}, *{chance.choice(WORDS)}*.", "")
    yield from (f"{'-' if markdown else '*'} **{chance.choice(WORDS)}** {_sentence(chance)}" for _ in range(chance.randrange(2, 6)))
    yield ""
    yield from (
        ("```python", *_example(chance, name), "```", "")
        if markdown
        else (".. code-block:: python", "", *(f"    {line}" for line in _example(chance, name)), "")
    )
    if chance.random() < 0.4:
        yield from _table(chance, markdown=markdown)


def _example(chance: random.Random, name: str) -> list[str]:
    subject = chance.choice(SUBJECTS)
    return [
        f"import {name}",
        f"for {subject} in {name}.{chance.choice(VERBS)}({chance.randrange(100)}):",
        f'    print({subject}, "{chance.choice(WORDS)}")  # {_sentence(chance)}',
    ]


def _table(chance: random.Random, *, markdown: bool) -> Iterator[str]:
    rows = [(chance.choice(SUBJECTS), chance.choice(VERBS), str(chance.randrange(1000))) for _ in range(4)]
    if markdown:
        yield from ("| name | what | how much |", "| --- | --- | --- |", *("| " + " | ".join(row) + " |" for row in rows), "")
    else:
        border = "  ".join(("=" * 10,) * 3)
        yield from (border, *("  ".join(cell.ljust(10) for cell in row).rstrip() for row in (("name", "what", "how much"),)), border)
        yield from (*("  ".join(cell.ljust(10) for cell in row).rstrip() for row in rows), border, "")


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(6, 14))).capitalize() + "."


def _metadata(one: Small) -> bytes:
    kind = "text/markdown" if one.markdown else "text/x-rst"
    head = (
        f"Metadata-Version: 2.1\nName: {one.name}\nVersion: 1.0\nSummary: A small project for benchmarks\nLicense: MIT\nRequires-Python: >=3.9\n"
        f"Classifier: Programming Language :: Python :: 3\nProject-URL: Source, https://example.org/{one.name}\nDescription-Content-Type: {kind}\n"
    )
    return f"{head}\n{one.readme}".encode()
