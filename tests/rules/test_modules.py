"""Rules on what a wheel makes importable: empty wheels, everybody's names, and parsers older than the code."""

import io
import sys

import pytest

from make.dist import INFO, NAME, WHEEL_NAME, metadata, wheel
from seatrial.core.dist import read
from seatrial.model.dist import Module, Wheel
from seatrial.model.finding import Finding
from seatrial.rules.modules import RULES, inside
from seatrial.rules.rule import judge

INIT = f"{NAME}/__init__.py"


def judged(
    more: dict[str, bytes | None], filename: str = WHEEL_NAME, *, python: str | None = None, requires: str | None = None
) -> list[Finding]:
    fields = {name: value for name, value in (("Requires_Python", python), ("Requires_Dist", requires)) if value}
    dist = read(io.BytesIO(wheel({f"{INFO}/METADATA": metadata(License_File="LICENSE", **fields), **more})), filename)
    assert isinstance(dist, Wheel)
    return list(judge(RULES, inside(dist), filename, {}))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (None, True),
        (f"[console_scripts]\nx = {NAME}.cli:main\n", True),
        ("[console_scripts]\nx = elsewhere.cli:main\n", False),
        (f"[console_scripts]\nx = {NAME}.cli:main\ny = elsewhere:main\n", False),
    ],
)
def test_a_wheel_without_code(points: str | None, *, expected: bool) -> None:
    """A wheel that lost its code is told from one that only brings requirements, or a script of one of them."""
    more = {INIT: None, f"{INFO}/entry_points.txt": points.encode() if points else None}
    assert ("WHL042" in {one.rule for one in judged(more)}) == expected


@pytest.mark.parametrize(
    ("more", "requires", "expected"),
    [
        ({f"{NAME}/README.md": b"x", f"{NAME}/py.typed": b""}, None, ["warning"]),
        ({f"{NAME}/ports.csv": b"x"}, None, []),
        ({}, "boat==1.0", ["note"]),
        ({}, "sample-case-core", ["note"]),
        ({}, "boat>=1.0", ["warning"]),
        ({}, "boat==1.0; extra == 'docs'", ["warning"]),
    ],
)
def test_a_wheel_that_is_there_for_its_requirements(more: dict[str, bytes | None], requires: str | None, expected: list[str]) -> None:
    """A collection of others is meant so; a wheel with a README for code is not."""
    assert [one.severity for one in judged({INIT: None, **more}, requires=requires) if one.rule == "WHL042"] == expected


def test_names_that_are_everybodys() -> None:
    """Folders of the project that were packed by mistake are named, also those without modules; the project's own name is not."""
    more: dict[str, bytes | None] = {
        "tests/__init__.py": b"",
        "docs/index.md": b"x",
        "src/a.py": b"",
        "_benchmarks/x.py": b"",
        "quite/x.py": b"",
    }
    assert [one.values["name"] for one in judged(more) if one.rule == "WHL041"] == ["_benchmarks", "docs", "src", "tests"]
    assert [one for one in judged({"docs/a.py": b""}, "docs-1.0-py3-none-any.whl") if one.rule == "WHL041"] == []


MAJOR, MINOR = sys.version_info[:2]
BROKEN = {INIT: b"from . import a\n", f"{NAME}/a.py": b"def f(:\n", f"{NAME}/b.py": b"def g(:\n"}


@pytest.mark.parametrize(
    ("filename", "python", "expected"),
    [
        (WHEEL_NAME, None, ["error", "warning"]),
        (WHEEL_NAME, f">={MAJOR}.{MINOR}", ["error", "warning"]),
        (WHEEL_NAME, f">={MAJOR}.{MINOR + 1}", ["note"]),
        (f"{NAME}-1.0-cp{MAJOR}{MINOR + 1}-none-any.whl", None, ["note"]),
        (WHEEL_NAME, "<3", []),
        (WHEEL_NAME, "nonsense", []),
        (f"{NAME}-1.0-py2-none-any.whl", None, []),
        (f"{NAME}-1.0-py2.py3-none-any.whl", None, ["error", "note"]),
        (f"{NAME}-1.0-cp3x-none-any.whl", None, []),
    ],
)
def test_code_that_cannot_be_parsed(filename: str, python: str | None, expected: list[str]) -> None:
    """What a parser cannot read is an error where importing the package runs it, and only a note where the code is for a newer Python."""
    assert [one.severity for one in judged(BROKEN, filename, python=python) if one.rule == "WHL043"] == expected


def test_a_wheel_whose_modules_were_not_read_is_judged() -> None:
    """Facts may be missing where a budget ran out."""
    facts = Wheel(WHEEL_NAME, 1, "", "", modules=(Module("a-b.py", None),))
    assert [one.rule for one in judge(RULES, inside(facts), "x", {})] == []
