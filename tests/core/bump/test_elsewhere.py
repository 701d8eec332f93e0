"""What holds the same text as the version and is not touched, each with its reason."""

import pytest

from make.places import DYNAMIC, PYPROJECT, searched, tree
from seatrial.core.bump import elsewhere as module
from seatrial.text.words import say

CASES = [
    ("requirements-dev.txt", "x[y]==1.2.0 --hash=1", "BMP006"),
    ("requirements/base.in", "x==1.2.0", "BMP006"),
    ("tox.ini", "[testenv]\ndeps = x >= 1.2.0", "BMP006"),
    ("poetry.lock", '[[package]]\nname = "y"\nversion = "1.2.0"', "BMP007"),
    ("CHANGELOG.md", "## v1.2.0", "BMP008"),
    ("docs/changes/x.rst", "1.2.0: more", "BMP008"),
    ("NEWS", "1.2.0", "BMP008"),
    ("README.md", "![x](https://img.shields.io/badge/v-1.2.0-blue)", "BMP009"),
    ("README.rst", "   pip install demo==1.2.0", "BMP010"),
    ("README.rst", "demo-1.2.0-py3-none-any.whl", "BMP010"),
    ("src/demo/a.py", 'class A:\n    """\n    .. versionadded:: 1.2.0\n    """', "BMP011"),
    ("src/demo/a.py", "x = 1  # since 1.2.0", "BMP012"),
    ("src/demo/a.py", "x = ( # 1.2.0", "BMP012"),
    ("mkdocs.yml", "a: 1 # 1.2.0", "BMP012"),
    ("tests/test_a.py", "assert demo.__version__ == '1.2.0'", "BMP013"),
    ("src/demo/_vendor/x.py", "__version__ = '1.2.0'", "BMP014"),
    ("docs/index.rst", "This is 1.2.0.", "BMP016"),
    ("docs/page.html", "<b>1.2.0</b>", "BMP016"),
    ("src/demo/a.py", "if x == '1.2.0':\n    pass", "BMP017"),
    ("src/demo/a.py", "A.version = '1.2.0'", "BMP017"),
    ("src/demo/a.py", "need('x>=1.2.0')", "BMP006"),
    ("x.cfg", "[a]\nb = 1.2.0", "BMP018"),
    ("demo.spec", "Version: 1.2.0", "BMP019"),
    ("demo.egg-info/PKG-INFO", "Version: 1.2.0", "BMP020"),
    ("notes.md", "\r\ntext: demo_v1.2.0? see v1.2.0!", "BMP016"),
]


@pytest.mark.parametrize(("path", "text", "number"), CASES)
def test_each_line_has_its_reason(path, text, number) -> None:
    """A user sees each line that is left as it is, and why."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "src/demo/__init__.py": "", path: f"{text}\n"})
    found = searched(files)
    assert [one.file for one in found.places] == ["pyproject.toml"]
    assert [(one.file, one.why.sentence.id) for one in found.untouched] == [(path, number)]
    assert "1.2.0" in found.untouched[0].text
    assert "1.2.0" in files[path].decode().splitlines()[found.untouched[0].line - 1]
    assert say("zh", found.untouched[0].why.sentence, found.untouched[0].why.values) != number


def test_a_project_inside_of_the_project_is_another_one() -> None:
    """An example with a build file of its own keeps its version, and the file that makes it a project is named."""
    files, _ = tree(
        {"pyproject.toml": PYPROJECT, "examples/x/setup.py": "", "examples/x/package.json": "", "examples/x/y.py": "v = '1.2.0'\n"}
    )
    (one,) = searched(files).untouched
    assert one.why.sentence.id == "BMP015"
    assert one.why.values == {"file": "examples/x/setup.py"}


@pytest.mark.parametrize(
    "text",
    [
        "11.2.0",
        "1.2.01",
        "1.2.0.1",
        "0.1.2.0",
        "1.2.0rc1",
        "1.2.0.dev3",
        "1.2.0-rc.1",
        "1.2.0+local",
        "1!1.2.0",
        "a1.2.0",
        "1.2.0_1",
        "1.2.0.*",
    ],
)
def test_a_part_of_another_version_is_none(text) -> None:
    """Only the version itself is told, no other one that holds its letters."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "docs/x.rst": f"see {text} there\n"})
    assert searched(files).untouched == ()


def test_the_other_spelling_is_told_too() -> None:
    """A version that is not in its normal form is found in both spellings."""
    files, _ = tree({"pyproject.toml": PYPROJECT.replace("1.2.0", "2026.07.22"), "a.md": "2026.7.22\n", "b.md": "2026.07.22\n"})
    assert [one.file for one in searched(files).untouched] == ["a.md", "b.md"]


def test_large_and_strange_files_are_left_out(monkeypatch) -> None:
    """What is no text, or too large to be read, costs nothing; many hits are counted."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "a.bin": b"\0\0 1.2.0", "b.txt": b"1.2.0\n" * 30, "c.txt": b" " * 2_000_000 + b"1.2.0"})
    found = searched(files)
    assert {one.file for one in found.untouched} == {"b.txt"}
    assert len(found.untouched) == module.FEW
    assert found.more == 10
    monkeypatch.setattr(module, "TOTAL", 1)
    assert searched(files).untouched == ()


def test_a_line_with_a_place_is_not_told_as_another() -> None:
    """What stands beside a place on its line is seen there anyway, whatever ends the lines."""
    for end in ("\n", "\r\n", "\r"):
        code = end.join(["# x", '__version__ = "1.2.0"  # 1.2.0', "y = '1.2.0'", ""])
        files, _ = tree({"pyproject.toml": PYPROJECT, "src/demo/__init__.py": code})
        assert [(one.line, one.text) for one in searched(files).untouched] == [(3, "y = '1.2.0'")]


def test_a_single_number_is_not_searched() -> None:
    """A version such as 7 stands everywhere, and telling each line would help nobody."""
    files, _ = tree({"pyproject.toml": PYPROJECT.replace("1.2.0", "7"), "a.md": "7\n"})
    found = searched(files)
    assert found.version == "7"
    assert found.untouched == ()


def test_long_lines_are_told_in_short() -> None:
    """A line of a minified file shows what stands around the version."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "a.md": f"{'x' * 5000} 1.2.0 {'y' * 5000}\n"})
    (one,) = searched(files).untouched
    assert len(one.text) <= 200


def test_nothing_is_told_without_a_version() -> None:
    """Where no place states a version, there is nothing to look for."""
    files, _ = tree({"pyproject.toml": DYNAMIC, "a.md": "1.2.0"})
    assert searched(files).untouched == ()
