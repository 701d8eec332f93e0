"""Rules on the code of an sdist: what broke real releases, made small, and what only looks alike."""

import io

import pytest

from make.dist import NAME, SDIST_NAME, metadata, sdist
from seatrial.core.dist import bounds, read
from seatrial.model.dist import Code, Sdist
from seatrial.rules.rule import judge
from seatrial.rules.sdistcode import RULES
from seatrial.rules.sdistinside import RULES as INSIDE

SETUP = b"from setuptools import find_packages, setup\nsetup(name='sample-case', packages=find_packages())\n"
INIT = f"{NAME}/__init__.py"
HATCH = b"[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n"


def read_sdist(more: dict[str, bytes | None]) -> Sdist:
    dist = read(io.BytesIO(sdist({"pyproject.toml": None, f"src/{INIT}": None, "setup.py": SETUP, **more})), SDIST_NAME)
    assert isinstance(dist, Sdist)
    return dist


def told(more: dict[str, bytes | None]) -> list[tuple[str, str, str]]:
    """Return rule, severity and the telling value of each finding."""
    dist = read_sdist(more)
    found = [*judge(RULES, dist, SDIST_NAME, {}), *(one for one in judge(INSIDE, dist, SDIST_NAME, {}) if one.rule == "SDT014")]
    return [(one.rule, one.severity, str(one.values.get("module") or one.values.get("path") or "")) for one in found]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({INIT: b"from .gone import x\n"}, [("SDT017", "error", f"{NAME}.gone")]),
        ({INIT: b"from . import gone\n__all__ = ['gone']\n"}, [("SDT017", "error", f"{NAME}.gone")]),
        ({INIT: f"from {NAME} import (a,  # one\n    b)\n".encode(), f"{NAME}/a.py": b"", f"{NAME}/b.py": b"from .c \\\n    import d\n"}, [("SDT017", "error", f"{NAME}.c")]),
        ({"setup.py": None, "pyproject.toml": HATCH, f"src/{INIT}": f"import os, {NAME}.gone\n".encode()}, [("SDT017", "error", f"{NAME}.gone")]),
        ({INIT: b"from .gone import x\n", "setup.py": SETUP + b"import shutil\n"}, [("SDT017", "warning", f"{NAME}.gone")]),
        ({INIT: b"from .gone import x\n", "pyproject.toml": b"[build-system]\nrequires = ['setuptools', 'setuptools-scm']\n"}, [("SDT017", "warning", f"{NAME}.gone")]),
        ({INIT: b"import pkgutil\nx = pkgutil.get_data(__name__, 'a.txt')\n"}, [("SDT018", "warning", f"{NAME}/a.txt")]),
        ({INIT: b"import os\nx = open(os.path.join(os.path.dirname(__file__), 'VERSION'))\n"}, [("SDT018", "warning", f"{NAME}/VERSION")]),
        ({"setup.py": None, "pyproject.toml": HATCH + b"[project]\nreadme = 'README.md'\n", INIT: b""}, [("SDT019", "error", "README.md")]),
        ({"pyproject.toml": b"[project]\nname = 'x'\nreadme = 'README.md'\n", INIT: b""}, [("SDT019", "warning", "README.md")]),
        ({"setup.py": None, "pyproject.toml": b"[build-system]\nrequires = []\nbuild-backend = 'own.backend:it'\nbackend-path = ['tools']\n[project]\nname = 'x'\n", INIT: b""}, [("SDT019", "error", "tools/own/backend.py")]),
        ({"setup.py": None, "pyproject.toml": HATCH + b"[project]\nname = 'x'\n[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\npath = 'README.md'\n", INIT: b""}, [("SDT019", "error", "README.md")]),
        ({"setup.py": b"setup(cffi_modules=['tool/build.py:ffi'])\n", INIT: b""}, [("SDT019", "error", "tool/build.py")]),
        ({"setup.py": b"setup(cffi_modules=['tool/build.py:ffi'])\n", "tool/build.py": b"import os\nopen(os.path.join(os.path.dirname(__file__), 'x.h'))\n", INIT: b""}, [("SDT014", "error", "tool/x.h")]),
        ({INIT: b"", f"{NAME}/a.py": b"from .gone import x\n"}, [("SDT017", "warning", f"{NAME}.gone")]),
        ({INIT: b"", f"{NAME}/a.py": b"from .b import x\n", f"{NAME}/b.py": b"from .gone import x\n"}, [("SDT017", "warning", f"{NAME}.gone")]),
        ({INIT: b"", "setup.cfg": f"[options.entry_points]\nconsole_scripts =\n    x = {NAME}.cli:main\n".encode()}, [("SDT023", "error", f"{NAME}.cli")]),
        ({"setup.py": None, "pyproject.toml": HATCH + b"[project]\nname = 'sample-case'\nscripts.x = 'sample_case.cli:main'\n", f"{NAME}/README.md": b""}, [("SDT023", "error", f"{NAME}.cli"), ("SDT020", "warning", "")]),
        ({INIT: b"", "setup.py": SETUP + b"import shutil\n", "setup.cfg": f"[options.entry_points]\nconsole_scripts =\n    x = {NAME}.cli:main\n".encode()}, [("SDT023", "warning", f"{NAME}.cli")]),
        ({"setup.py": b"", f"{NAME}/README.md": b"x", f"{NAME}/py.typed": b""}, [("SDT020", "warning", "")]),
        ({"README.md": b"x", "docs/index.rst": b"", "requirements.txt": b""}, [("SDT020", "warning", "")]),
        ({"PKG-INFO": metadata(Requires_Dist="boat==1.0")}, [("SDT020", "note", "")]),
    ],
)  # fmt: skip
def test_what_is_not_in_an_sdist(more: dict[str, bytes | None], expected: list[tuple[str, str, str]]) -> None:
    """Whoever forgot files reads which, before somebody builds from the sdist; it is an error where nothing could bring them."""
    assert told(more) == expected


@pytest.mark.parametrize(
    "more",
    [
        {INIT: b"from .a import x\n", f"{NAME}/a.py": b"from . import b, __version__\nx = 1\n", f"{NAME}/b/c.py": b""},
        {INIT: b"from ._version import x\n"},
        {INIT: b"from .parts import x\n", f"{NAME}/parts.py.in": b""},
        {INIT: b"from .boat_pb2 import x\n", "boat.proto": b""},
        {INIT: b"from ._fast import x\n", f"{NAME}/_fast.pyx": b""},
        {INIT: b"", f"{NAME}/a.py": b"from .gone import x\n", "setup.py": SETUP + b"import shutil\n"},
        {INIT: b"", f"{NAME}/cli.py": b"", "setup.cfg": f"[options.entry_points]\nconsole_scripts =\n    x = {NAME}.cli:main\n    y = other:main\n    z = {NAME}._version:main\n".encode()},
        {INIT: b"from ._fast import x\n", "native/fast.rs": b""},
        {INIT: b"try:\n    from .gone import x\nexcept ImportError: ...\n"},
        {INIT: b"import tomllib, boat.gone\nfrom other import y\n"},
        {INIT: b"", "setup.py": b"def (:\n"},
        {INIT: b"from . import part\n", "setup.py": b"from setuptools import setup\nsetup(package_dir={'': where()})\n", f"{NAME}/part.py": b""},
        {INIT: b"from .gone import x\n", "setup.py": None},
        {INIT: b"import pkgutil\nx = pkgutil.get_data(__name__, 'a.txt')\n", f"{NAME}/a.txt": b"x"},
        {INIT: b"import pkgutil\ntry:\n    pkgutil.get_data(__name__, 'a.txt')\nexcept OSError: ...\n"},
        {INIT: b"", "tests/__init__.py": b"from .gone import x\n", "setup.py": b"from setuptools import setup\nsetup(packages=['sample_case', 'tests'])\n"},
        {"setup.py": None, "pyproject.toml": b"[build-system]\nrequires = []\nbuild-backend = 'own'\nbackend-path = ['.', '/x']\n[project]\nname = 'x'\n", "own.py": b"", INIT: b""},
        {"setup.py": None, "pyproject.toml": b"[build-system]\nrequires = []\nbuild-backend = 'own'\nbackend-path = ['tools']\n[project]\nname = 'x'\n", "tools/own/__init__.py": b"", INIT: b""},
        {"setup.py": None, "pyproject.toml": HATCH + b"[project]\nname = 'x'\n[tool.hatch.metadata.hooks.fancy-pypi-readme]\nfragments = [{text = 'x'}, {path = 'a.md'}, 1]\n", "a.md": b"", INIT: b""},
        {"setup.py": None, "pyproject.toml": HATCH + b"[project]\nname = 'x'\n[tool.hatch.metadata.hooks.fancy-pypi-readme]\nfragments = 1\n", INIT: b""},
    ],
)  # fmt: skip
def test_what_a_build_may_bring_is_not_missed(more: dict[str, bytes | None]) -> None:
    """Generated and compiled modules, files that are there, and layouts that cannot be told are no fault."""
    assert told(more) == []


def test_a_chain_is_followed_and_what_is_too_much_is_left() -> None:
    """Modules one behind the other are found; past the bounds less is told, or nothing."""
    chain = {f"{NAME}/m{number}.py": f"from . import m{number + 1}\n".encode() for number in range(20)}
    assert told({INIT: b"from . import m0\n", **chain}) == [("SDT017", "error", f"{NAME}.m20")]
    long = {f"{NAME}/m{number}.py": f"from . import m{number + 1}\n".encode() for number in range(100)}
    assert told({INIT: b"from . import m0\n", **long}) == [("SDT017", "warning", f"{NAME}.m100")]
    large = b"#" * (bounds.SOURCE + 1)
    assert told({INIT: b"from . import a\n" + large}) == []
    many = {f"data/{number}/{'x' * 9000}": b"" for number in range(bounds.CODE // 9000 + 1)}
    assert read_sdist({INIT: b"from .gone import x\n", **many}).code == Code()


def test_dense_code_is_not_parsed_without_end() -> None:
    """All modules of an sdist together cost no more than one large one."""
    filled = b"#" * 250_000 + b"\n"
    more = {f"{NAME}/m{number}.py": filled for number in range(5)}
    more[INIT] = b"".join(f"from . import m{number}\n".encode() for number in range(5)) + b"from .gone import x\n"
    dist = read_sdist(more)
    assert len(dist.code.modules) < 6
    assert [one.rule for one in judge(RULES, dist, SDIST_NAME, {})] == ["SDT017"]
