"""Rules on what importing a wheel's packages asks for: what broke real releases, made small."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from make.dist import CODE, INFO, NAME, WHEEL_NAME, metadata, wheel
from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of
from seatrial.model.dist import Upload, Wheel
from seatrial.model.finding import Finding
from seatrial.rules.distribution import judge_dist

INIT = f"{NAME}/__init__.py"


def judged(more: dict[str, bytes | None], filename: str = WHEEL_NAME, **fields: str) -> list[Finding]:
    """Return the findings on a wheel with these members, and fields in its metadata."""
    written = {f"{INFO}/METADATA": metadata(License_File="LICENSE", **fields)}
    dist = read(io.BytesIO(wheel({**written, **more})), filename)
    assert isinstance(dist, Wheel)
    return list(judge_dist(Upload(dist, form_of(dist, parse(dist.metadata or b""))), filename, {}, "pypi.org"))


def told(rule: str, more: dict[str, bytes | None], filename: str = WHEEL_NAME, **fields: str) -> list[tuple[str, str]]:
    """Return severity and the telling value of what one rule finds."""
    keys = {"WHL047": "module", "WHL048": "written", "WHL049": "path", "WHL050": "module", "WHL051": "names", "WHL052": "module"}
    found = [one for one in judged(more, filename, **fields) if one.rule == rule]
    return [(one.severity, str(one.values[keys.get(rule, "member")])) for one in found]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({INIT: b"from .gone import x\n"}, [("error", f"{NAME}.gone")]),
        ({INIT: b"from . import gone\n"}, [("error", f"{NAME}.gone")]),
        ({INIT: f"import {NAME}.gone.deep\n".encode()}, [("error", f"{NAME}.gone.deep")]),
        ({INIT: b"from .a import b\n", f"{NAME}/a.py": b"from .c import d\n"}, [("error", f"{NAME}.c")]),
        ({INIT: b"from . import a\n", f"{NAME}/a.py": b"from . import c\n"}, [("error", f"{NAME}.c")]),
        ({INIT: b"from .a import *\nfrom . import c\n", f"{NAME}/a.py": b"b = 1\n"}, [("error", f"{NAME}.c")]),
        ({INIT: f"from {NAME} import gone\n".encode()}, [("error", f"{NAME}.gone")]),
        ({INIT: b"", f"{NAME}/a.py": b"from .c import d\nfrom .c import e\n"}, [("warning", f"{NAME}.c")]),
    ],
)
def test_a_module_that_was_not_packed_is_named(more: dict[str, bytes | None], expected: list[tuple[str, str]]) -> None:
    """Whoever forgot a package reads which, before the first user does; it is an error where the import surely fails."""
    assert told("WHL047", more) == expected


@pytest.mark.parametrize(
    "more",
    [
        {INIT: b"try:\n    from .gone import x\nexcept ImportError:\n    x = None\n"},
        {INIT: b"if x:\n    from .gone import x\ndef f():\n    from .gone import y\n"},
        {INIT: b"raise ImportError('not here')\nfrom .gone import x\n"},
        {INIT: b"from .data import *\n", f"{NAME}/data/ports.csv": b"Dover\n"},
        {INIT: b"from .fast import x\n", f"{NAME}/fast.pyc": b"\0"},
        {INIT: b"from .a import *\nfrom . import c\n", f"{NAME}/a.py": b"c = 1\n"},
        {INIT: b"from .a import *\nfrom . import c\n", f"{NAME}/a.py": b"from json import *\n"},
        {INIT: b"from .a import *\nfrom . import c\n", f"{NAME}/a.py": b"if x:\n    from json import *\n"},
        {INIT: b"from . import __version__, x\n__getattr__ = 1\n"},
        {INIT: b"from .six import moves\nimport sample_case.six.moves\n", f"{NAME}/six.py": b"import sys\nsys.modules['x'] = 1\n"},
        {INIT: b"__path__.append('x')\nfrom .gone import x\n"},
        {INIT: b"", f"{NAME}/tests/t.py": b"from .gone import x\n"},
        {INIT: None, f"{NAME}/part/a.py": b"from ..gone import x\nfrom sample_case.other import x\nimport json\n"},
        {INIT: b"from .a import b\n", f"{NAME}/a.py": b"def broken(:\n"},
        {INIT: b"from .broken.x import y\n", f"{NAME}/broken.py": b"def (:\n"},
    ],
)
def test_imports_that_may_work_are_not_blamed(more: dict[str, bytes | None]) -> None:
    """Optional parts, generated modules and shared namespaces are everyday, and no fault."""
    assert told("WHL047", more) == []


def test_how_sure_it_is_that_an_import_fails() -> None:
    """A wheel that has a tool to make modules, or a companion that may bring them, is not called broken."""
    trick = {INIT: b"from . import hook\nfrom .gone import x\n", f"{NAME}/hook.py": b"import sys\nsys.meta_path.append(1)\n"}
    assert told("WHL047", trick) == [("warning", f"{NAME}.gone")]
    assert told("WHL047", {INIT: b"from .gone import x\n"}, Requires_Dist="Sample.Case-extra") == [("warning", f"{NAME}.gone")]
    unused = {INIT: b"", f"{NAME}/mac.py": b"from ._mac import x\n"}
    assert told("WHL047", unused, f"{NAME}-1.0-cp311-cp311-win_amd64.whl") == [("note", f"{NAME}._mac")]


def test_what_is_called_an_error_python_refuses(tmp_path: Path) -> None:
    """An error is only what fails for certain: Python itself is asked."""
    (tmp_path / NAME).mkdir()
    (tmp_path / INIT).write_bytes(b"from .a import *\nfrom . import c\n")
    (tmp_path / NAME / "a.py").write_bytes(b"b = 1\n")
    done = subprocess.run([sys.executable, "-c", f"import {NAME}"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ImportError" in done.stderr


@pytest.mark.parametrize(
    ("code", "python", "expected"),
    [
        (b"x = (y := 1)\n", ">=3.7", [("error", ":=")]),
        (b"x = (y := 1)\n", ">=3.8", []),
        (b"def f(a, /): ...\n", ">=3.7,<4", [("error", "/")]),
        (b"match x:\n    case 1: ...\n", ">=3.9", [("error", "match")]),
        (b"try: ...\nexcept* OSError: ...\n", "~=3.8", [("error", "except*")]),
        (b"x: tuple[*y]\nz[1, *y]\n", ">=3.10", [("error", "[*x]")]),
        (b"x = y[(1, *z)]\n", ">=3.10", []),
        (b"x = f'{y}'\n", ">=3.5", [("error", 'f"\u2026"')]),
        (b"x = (y := 1)\n", "", [("warning", ":=")]),
        (b"x = f'{y}'\n", "", []),
        (b"x = (y := 1)\n", "nonsense", []),
        (b"x = ':= / match'\n", ">=3.7", []),
    ],
)
def test_syntax_that_the_oldest_python_does_not_know(code: bytes, python: str, expected: list[tuple[str, str]]) -> None:
    """Users of an old Python keep the release that works for them, if Requires-Python says the truth."""
    fields = {"Requires_Python": python} if python else {}
    assert told("WHL048", {INIT: code}, **fields) == expected


def test_newer_syntax_in_a_part_that_need_not_be_imported() -> None:
    """A package may have modules for newer Pythons only; that is no certain failure, and tests do not count."""
    more = {
        INIT: b"",
        f"{NAME}/new.py": b"x = (y := 1)\n",
        f"{NAME}/newer.py": b"(z := 1)\n",
        f"{NAME}/tests/t.py": b"match x:\n case 1: ...\n",
    }
    assert told("WHL048", more, Requires_Python=">=3.7") == [("warning", ":=")]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (b"import os\nx = open(os.path.join(os.path.dirname(__file__), 'VERSION')).read()\n", [("error", f"{NAME}/VERSION")]),
        (b"from pathlib import Path\nx = (Path(__file__).parent.parent / 'README.md').read_text()\n", [("error", "README.md")]),
        (b"from pathlib import Path\ndef f():\n    return (Path(__file__).parent / 'x.sql').read_text()\n", [("warning", f"{NAME}/x.sql")]),
        (b"from pathlib import Path\ntry:\n    (Path(__file__).parent / 'x').read_text()\nexcept OSError: ...\n", []),
        (b"from pathlib import Path\nx = (Path(__file__).parent / 'there.txt').read_text()\n", []),
        (b"from pathlib import Path\nwith open(Path(__file__).parent / 'log', 'w') as f: ...\n", []),
        (b"from pathlib import Path\nwith open(Path(__file__).parent / 'log', mode=x) as f: ...\n", []),
        (b"from pathlib import Path\nif __name__ == '__main__':\n    (Path(__file__).parent / 'x').read_text()\n", []),
        (b"open(" + b"(" * 90 + b"__file__" + b")" * 90 + b")\n", []),
    ],
)
def test_a_file_that_was_not_packed_is_named(code: bytes, expected: list[tuple[str, str]]) -> None:
    """A version or data file that stayed at home is the commonest reason why an import fails for users only."""
    assert told("WHL049", {INIT: code, f"{NAME}/there.txt": b"x"}) == expected


def test_a_file_is_named_once_and_not_in_tests() -> None:
    """One missing file is one finding, however often it is opened."""
    code = b"from pathlib import Path\nH = Path(__file__).parent\n(H / 'x').read_text()\n(H / 'x').read_text()\n"
    assert told("WHL049", {INIT: code, f"{NAME}/tests/a.py": code}) == [("error", f"{NAME}/x")]


def test_a_file_of_the_working_directory() -> None:
    """What is found only where the project lies is missing for everybody else."""
    assert told("WHL053", {INIT: b"x = open('data/x.json').read()\n"}) == [("warning", INIT)]
    assert told("WHL053", {INIT: b"with open('../VERSION') as f:\n    x = f.read()\n"}) == [("warning", INIT)]
    assert told("WHL053", {INIT: b"def f():\n    open('x.json')\ntry:\n    open('y')\nexcept OSError: ...\n"}) == []


@pytest.mark.parametrize(
    ("more", "fields", "expected"),
    [
        ({"conf.py": b"", "crypt.py": b"from .conf import x\n"}, {}, [("error", "..conf")]),
        ({"a/__init__.py": b"from ..b import x\n", "b/__init__.py": b""}, {}, [("error", "..b")]),
        ({"math2/__init__.py": f"from {NAME}.tools import x\n".encode(), "tools/__init__.py": b""}, {}, [("error", f"{NAME}.tools")]),
        ({"a.py": f"from {NAME}.b import x\n".encode(), "b.py": b""}, {"Requires_Dist": "other"}, [("warning", f"{NAME}.b")]),
        ({"a.py": f"from {NAME} import b\n".encode(), "b.py": b""}, {"Requires_Dist": "other"}, [("warning", NAME)]),
        ({"a.py": f"from {NAME} import c\n".encode()}, {"Requires_Dist": "other"}, []),
        ({"a.py": f"from {NAME} import c\n".encode()}, {"Requires_Dist": "sample-case"}, []),
        ({INIT: CODE, "b.py": f"from {NAME}.b import x\n".encode()}, {}, []),
    ],
)
def test_the_insides_of_a_package_in_its_place(
    more: dict[str, bytes | None], fields: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    """A build file that names the package's folder as the root ships parts that cannot find one another."""
    assert told("WHL050", {INIT: None, **more}, **fields) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["src"], "warning"),
        (["core", "utils"], "warning"),
        (["quite_other"], "note"),
        (["case"], None),
        (["sc"], None),
        (["the_sample_case_package"], None),
        (["space/sample_case"], None),
        (["src/sample_case"], None),
        (["core", "case"], None),
        (["_case"], "note"),
        (["_sample_case"], None),
    ],
)
def test_a_name_that_users_do_not_guess(names: list[str], expected: str | None) -> None:
    """Whoever installs a package looks for its name; abbreviations and parts of it are found."""
    found = told("WHL051", {INIT: None, **{f"{name}/__init__.py": b"x = 1\n" for name in names}})
    assert [severity for severity, _ in found] == ([expected] if expected else [])


def test_a_neighbour_is_not_at_the_top() -> None:
    """What worked in the package's own folder fails once it is installed."""
    more = {
        INIT: b"import oars\nimport json\nimport sample_case.oars\nfrom . import oars\n",
        f"{NAME}/oars.py": b"import hull\n",
        f"{NAME}/hull.py": b"",
    }
    assert told("WHL052", more) == [("warning", "oars"), ("warning", "hull")]
    assert told("WHL052", more, Requires_Dist="python-oars") == [("warning", "hull")]
    assert told("WHL052", {INIT: None, "a.py": b"import b\n", f"{NAME}/b.py": b""}) == []
    assert told("WHL052", {**more, "paths.pth": b"sample_case\n"}) == []
    assert told("WHL052", {**more, f"{NAME}/path.py": b"import sys\nsys.path.insert(0, 'x')\n"}) == []
    assert told("WHL052", {INIT: None, f"{NAME}/a.py": b"import b\n", f"{NAME}/b.py": b""}) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({INIT: b'"""Nothing."""\n__version__ = "1.0"\n'}, True),
        ({INIT: b"x = 1\n"}, False),
        ({INIT: b"import json\n"}, False),
        ({INIT: b"", f"{NAME}/ports.csv": b"Dover\n"}, False),
        ({INIT: b"", f"{NAME}/a.py": b""}, False),
        ({INIT: b"from json import *\n"}, False),
    ],
)
def test_the_only_module_is_empty(more: dict[str, bytes | None], *, expected: bool) -> None:
    """A release with a version and nothing else is one that lost its code."""
    assert told("WHL054", more) == ([("warning", INIT)] if expected else [])
