"""The README of a source tree, rendered and judged."""

import os

import pytest

from make.git import write
from seatrial.app.described import described, judge_described
from seatrial.app.looking import Files
from seatrial.core.project.assemble import read_project
from seatrial.edge.world import world

TABLE = '[project]\nname = "boat"\nversion = "1"\n'
SETUP = "from setuptools import setup\n"


def judged(tmp_path, files: dict[str, str | bytes], aside=None):
    """Return what became of the README, and the rules that find something on it, with the lines."""
    write(tmp_path, files)
    read = Files(str(tmp_path))
    found = described(read_project(read, sorted(files), str(tmp_path)), read, aside)
    return found, [(one.rule, one.line) for one in judge_described(found, ".", {})]


@pytest.mark.parametrize(
    ("files", "kind", "rules"),
    [
        ({"pyproject.toml": f'{TABLE}readme = "README.md"', "README.md": "# Boat\n\nIt floats."}, "text/markdown", []),
        ({"pyproject.toml": f'{TABLE}readme = "README.rst"', "README.rst": "Boat\n===\n\nIt\n\n.. raw:: html"}, "text/x-rst", [("DSC002", 6)]),
        ({"pyproject.toml": f'{TABLE}readme = "README"', "README": "Boat\r\n====\r\n\r\nIt floats."}, "text/x-rst", []),
        ({"pyproject.toml": f'{TABLE}readme = "README.txt"', "README.txt": "Boat `oar"}, "text/plain", []),
        ({"pyproject.toml": f'{TABLE}readme = "docs.v2/README.adoc"', "docs.v2/README.adoc": "= Boat"}, "text/plain", []),
        ({"setup.py": f'{SETUP}setup(name="boat", version="1", long_description=open("README.rst").read())', "README.rst": "Boat `oar"}, None, [("DSC001", 1)]),
        ({"pyproject.toml": f'{TABLE}readme = "README.md"', "README.md": "# Boat\n\n![Oar](oar.png)"}, "text/markdown", [("DSC007", 3)]),
        ({"pyproject.toml": TABLE, "README.md": "# Boat\n\n![Oar](oar.png)"}, "text/markdown", [("DSC007", 3)]),
        ({"pyproject.toml": f'{TABLE}readme = "README.md"', "README.md": ""}, "text/markdown", [("DSC005", None)]),
    ],
)  # fmt: skip
def test_a_readme_is_rendered_as_it_would_be_released(tmp_path, files, kind, rules) -> None:
    """What PyPI would refuse or show broken is found in the tree, before anything is built."""
    found, told = judged(tmp_path, files)
    assert (found.state, found.description.content_type) == ("judged", kind)
    assert told == rules


def test_what_only_the_build_knows_is_not_judged(tmp_path) -> None:
    """A page that is put together by the build is not judged by one of its parts."""
    table = TABLE.replace("version", 'dynamic = ["readme"]\nversion')
    found, told = judged(
        tmp_path,
        {"pyproject.toml": f'{table}[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"', "README.md": "`"},
    )
    assert (found.state, told) == ("computed", [])


def test_a_readme_that_is_not_there_is_not_judged(tmp_path) -> None:
    """No README, one that is outside of the folder, or none that can be read: other rules tell of these."""
    assert judged(tmp_path / "a", {"pyproject.toml": TABLE}) == (("none", None, None), [])
    assert judged(tmp_path / "b", {"pyproject.toml": f'{TABLE}readme = "../README.md"', "../README.md": "`"})[0].state == "unread"
    folder = write(tmp_path / "c", {"pyproject.toml": f'{TABLE}readme = "README.md"'})
    os.mkfifo(folder / "README.md")
    assert judged(folder, {"pyproject.toml": f'{TABLE}readme = "README.md"'})[0].state == "unread"


def test_a_hostile_readme_does_not_hold_up_a_look(tmp_path) -> None:
    """What takes a renderer for ever is given up within its limits, and not known."""
    hostile = "<div>" * 100_000
    made = world(lambda _told: None, os.environ)
    found, told = judged(tmp_path, {"pyproject.toml": f'{TABLE}readme = "README.md"', "README.md": hostile}, made.aside)
    assert found.state == "judged"
    assert [rule for rule, _ in told] == ["DSC004"]
