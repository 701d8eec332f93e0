"""Files as services are told of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.report import finding
from seatrial.report.places import Where, address, below, file_of, quoted

HERE = Where("/home/a/repo/sub", "/home/a/repo")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("dist/a.whl", "sub/dist/a.whl"),
        ("./dist//a.whl", "sub/dist/a.whl"),
        ("../b.whl", "b.whl"),
        (".", "sub"),
        ("..", "."),
        ("/home/a/repo/c.whl", "c.whl"),
        ("../../d.whl", None),
        ("/home/a/repository/e.whl", None),
        ("/../home/a/repo/f.whl", "f.whl"),
    ],
)
def test_paths_are_told_from_the_top_of_the_repository(path, told):
    """A service shows a finding at its file wherever in the repository the command ran."""
    assert below(path, HERE) == told


def test_paths_without_a_known_folder_stand_as_they_are():
    """Nothing is invented where the working folder is not known."""
    assert below("a/./b.whl", Where()) == "a/b.whl"
    assert below("../b.whl", Where()) is None
    assert below("/a/b.whl", Where()) is None
    assert address("../b.whl", Where()) is None


def test_a_file_elsewhere_has_an_address():
    """What lies outside of the repository is named whole."""
    assert address("/tmp/a b.whl", HERE) == "file:///tmp/a%20b.whl"
    assert address("../../d.whl", HERE) == "file:///home/a/d.whl"


def test_a_finding_is_at_its_file():
    """In a project it is the file, in an archive the archive."""
    assert file_of(finding(subject=".", file="pyproject.toml")) == "pyproject.toml"
    assert file_of(finding(subject="boats/", file="setup.cfg")) == "boats/setup.cfg"
    assert file_of(finding(subject="a.whl", member="a.py")) == "a.whl"


@given(st.text(st.characters(exclude_categories=())))
def test_any_path_can_be_part_of_an_address(path):
    """A name that is no text, or that looks like an address of its own, is only a name."""
    assert not set(quoted(path)) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%")


def test_bytes_that_are_no_text_are_kept():
    """The address of a file whose name is not UTF-8 leads to that file."""
    assert quoted("caf\udce9.whl") == "caf%E9.whl"
