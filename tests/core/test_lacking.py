"""What an sdist lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.lacking import lacking, spoken_of

TREE = (
    "setup.py",
    "a.py",
    "conf/version.txt",
    "conf/more.txt",
    "helper.py",
    "tools/__init__.py",
    "src/x.h",
    "tests/t.py",
    "docs/i.md",
    "x.egg-info/PKG-INFO",
)
SDIST = ("setup.py", "a.py", "PKG-INFO")


@pytest.mark.parametrize(
    ("line", "named", "outside"),
    [
        ("FileNotFoundError: [Errno 2] No such file or directory: 'conf/version.txt'", ("conf/version.txt",), None),
        ("FileNotFoundError: [Errno 2] No such file or directory: './conf/version.txt'", ("conf/version.txt",), None),
        ("FileNotFoundError: [Errno 2] No such file or directory: 'version.txt'", ("conf/version.txt",), None),
        ("ModuleNotFoundError: No module named 'helper'", ("helper.py",), None),
        ("ModuleNotFoundError: No module named 'tools'", ("tools/__init__.py",), None),
        ("Cannot find module 'helper' in ['.']", ("helper.py",), None),
        ("x.c:1:10: fatal error: x.h: No such file or directory", ("src/x.h",), None),
        ("FileNotFoundError: [Errno 2] No such file or directory: '../VERSION'", (), "../VERSION"),
        ("error: ../../shared/data is not there", (), "../../shared/data"),
        ("ModuleNotFoundError: No module named 'a'", (), None),
        ("ValueError: no version", (), None),
        ("", (), None),
    ],
)  # fmt: skip
def test_what_is_lacking(line, named, outside):
    """The file that the failed build speaks of is named, wherever it lies; what lies above the project is told as such."""
    found = lacking(line, TREE, SDIST)
    assert (found.named, found.outside) == (named, outside)


def test_a_folder_that_is_lacking():
    """Where the build speaks of a folder, the files in it are named."""
    assert lacking("no such folder: data/tables", ("data/tables/a", "data/tables/b", "data/c"), ()).named == (
        "data/tables/a",
        "data/tables/b",
    )


def test_what_may_be_lacking():
    """Where nothing is spoken of, the files that only the tree has are named, without those that no build reads."""
    assert lacking("failed", TREE, SDIST).others == ("conf/more.txt", "conf/version.txt", "helper.py", "src/x.h", "tools/__init__.py")


def test_files_that_are_spoken_of():
    """Paths and modules that a failed build may want are found in its words."""
    assert spoken_of("No module named 'a.b'") == ("a/b.py", "a/b/__init__.py", "No", "a.b", "module", "named")
    assert spoken_of("cannot open './data/x.bin': /etc/x ../y --z") == ("cannot", "data/x.bin", "open")


@given(st.text(), st.lists(st.text(max_size=9), max_size=5), st.lists(st.text(max_size=9), max_size=5))
def test_no_output_breaks_the_guess(line, tree, sdist):
    """Whatever a backend prints, the guess comes to an end."""
    found = lacking(line, tree, sdist)
    assert {*found.named, *found.others} <= {*tree} - {*sdist}
