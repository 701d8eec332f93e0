"""The old table of flit is read where there is no `[project]`: what is built by it has its name there."""

from seatrial.core.project.assemble import read_project
from seatrial.model.project import Project

SYSTEM = b'[build-system]\nrequires = ["flit_core >=2,<3"]\nbuild-backend = "flit_core.buildapi"\n'


def read(table: str, module: str = '"""Boats."""\n__version__ = "1.0"\n') -> Project:
    files = {"pyproject.toml": SYSTEM + table.encode(), "boat/__init__.py": module.encode(), "README.md": b"# Boat\n"}
    return read_project(files, sorted(files), "/home/me/boat")


def test_what_the_table_says() -> None:
    """Name, README, requirements and people stand in the table, version and summary in the module."""
    table = """[tool.flit.metadata]
module = "boat"
dist-name = "rowing-boat"
author = "A"
author-email = "a@example.org"
home-page = "https://boat.example"
description-file = "README.md"
requires-python = ">=3.6"
requires = ["oars>=2"]
classifiers = ["Typing :: Typed"]
license = "MIT"
[tool.flit.metadata.urls]
Docs = "https://docs.example"
[tool.flit.scripts]
row = "boat:main"
"""
    found = read(table)
    assert (found.name, found.version, found.summary) == ("rowing-boat", "1.0", "Boats.")
    assert (found.readme, found.readme_content_type) == ("README.md", "text/markdown")
    assert (found.requires, found.requires_python, found.license) == (("oars>=2",), ">=3.6", "MIT")
    assert (found.urls, found.authors) == (("https://boat.example", "https://docs.example"), ("A", "a@example.org"))
    assert (found.scripts, found.packages) == ({"row": "boat:main"}, ("boat",))


def test_the_least_that_the_table_says() -> None:
    """The module's name is the project's where no other stands there; a version that is computed is not known."""
    found = read('[tool.flit.metadata]\nmodule = "boat"\n', "from x import __version__\n")
    assert (found.name, found.version) == ("boat", None)
    assert "version" in found.dynamic
    absent = read('[tool.flit.metadata]\nmodule = "ship"\n')
    assert (absent.name, absent.version, absent.urls) == ("ship", None, ())


def test_both_tables() -> None:
    """Where there is `[project]`, the old table says nothing; and without both there is no name."""
    both = read('[project]\nname = "boat"\ndynamic = ["version", "description"]\n[tool.flit.metadata]\nmodule = "ship"\n')
    assert both.name == "boat"
    assert read("").name is None
