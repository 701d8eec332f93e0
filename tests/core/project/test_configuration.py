"""What the build files say of the build, beyond the metadata."""

import pytest

from seatrial.core.project.assemble import read_project
from seatrial.model.configuration import Import, Said
from seatrial.model.project import Project

NAMED = '[project]\nname = "boat"\n'
SYSTEM = '[build-system]\nrequires = ["{0}"]\nbuild-backend = "{1}"\n'
FLIT = SYSTEM.format("flit_core", "flit_core.buildapi")


def read(files: dict[str, str], *more: str) -> Project:
    return read_project({name: text.encode() for name, text in files.items()}, (*files, *more), "/home/me/boat")


def test_what_a_script_says() -> None:
    """Keywords, values that are known as a whole, and imports of a setup.py are known without running it."""
    text = """
import sys
import numpy as np, os
from . import nothing
from Cython.Build import cythonize
from setuptools import setup
try:
    import torch
except ImportError:
    import jax
try:
    import cffi
finally:
    pass
if sys.platform == "win32":
    import win
else:
    from mac import x
with open("x") as f:
    import inner
for one in ():
    import never
sys.path.insert(0, ".")
setup(name="boat", package_data={"boat": ["*.json", 1, None]}, ext_modules=cythonize("x"), data_files=[open("x")], extras={"a": open("x")})
"""
    script = read({"setup.py": text}).configuration.script
    assert script is not None
    assert script.values == {"name": "boat", "package_data": {"boat": ["*.json", 1, None]}}
    assert set(script.keywords) == {"name", "package_data", "ext_modules", "data_files", "extras"}
    assert script.complete
    assert script.changes_path
    assert script.imports == (
        Import("sys", 2, guarded=False),
        Import("numpy", 3, guarded=False),
        Import("os", 3, guarded=False),
        Import("Cython.Build", 5, guarded=False),
        Import("setuptools", 6, guarded=False),
        Import("torch", 8, guarded=True),
        Import("jax", 10, guarded=True),
        Import("cffi", 12, guarded=False),
        Import("win", 16, guarded=True),
        Import("mac", 18, guarded=True),
        Import("inner", 20, guarded=True),
    )


def test_a_script_of_imports() -> None:
    """Imports without end are cut off, and a script without a call of setup() says no more."""
    script = read({"setup.py": "import os\n" * 500}).configuration.script
    assert script is not None
    assert len(script.imports) == 300
    assert not script.complete
    assert not script.changes_path


def test_what_each_file_says() -> None:
    """The same field in several build files of setuptools is known from each of them, with its line."""
    project = read(
        {
            "pyproject.toml": f'{NAMED}requires-python = ">=3.10"\n[project.scripts]\nrow = "boat:row"\n',
            "setup.py": "from setuptools import setup\nsetup(name='boat', install_requires=['oars'])\n",
            "setup.cfg": "[metadata]\nname = ship\nDescription-File = x\n",
        }
    )
    configuration = project.configuration
    assert configuration.overrides
    assert configuration.said == (
        Said("pyproject.toml", "name", ("boat",), 2),
        Said("pyproject.toml", "requires_python", (">=3.10",), 3),
        Said("pyproject.toml", "scripts", ("row = boat:row",), 4),
        Said("setup.py", "name", ("boat",), 2),
        Said("setup.py", "requires", ("oars",), 2),
        Said("setup.cfg", "name", ("ship",), 2),
    )
    assert configuration.setup_cfg == {"metadata": {"name": "ship", "description-file": "x"}}


def test_texts() -> None:
    """The texts of README and licences are at hand, as far as they are there."""
    project = read({"pyproject.toml": f'{NAMED}readme = "README.md"\n', "LICENSE": "MIT", "README.md": "# Boat"}, "COPYING")
    assert project.configuration.texts == {"LICENSE": "MIT", "README.md": "# Boat"}


@pytest.mark.parametrize(
    ("files", "more", "there"),
    [
        ({"boat.py": '"""A boat."""\n'}, (), True),
        ({"boat.py": "x = 1\n"}, (), False),
        ({"src/boat/__init__.py": "x = 1\n"}, (), False),
        ({}, ("boat.py",), True),
        ({}, (), True),
    ],
)
def test_a_docstring_for_flit(files, more, there) -> None:
    """Whether flit's module has the docstring that is to be the summary is known, and taken for granted where the module cannot be read."""
    table = f'{FLIT}{NAMED}dynamic = ["description"]\n'
    assert read({"pyproject.toml": table, **files}, *more).configuration.docstring is there
    assert read({"pyproject.toml": f"{FLIT}{NAMED}", **files}, *more).configuration.docstring
