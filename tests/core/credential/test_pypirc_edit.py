"""Logins put into a `.pypirc` and taken out of it: nothing else of the file changes."""

import configparser
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.credential.pypirc import read_pypirc, value
from seatrial.core.credential.pypirc_edit import with_login, without_login

OWN = "https://own.example.org/"
PARTS = ("[pypi]\n", "[own]\n", "[distutils]\n", "index-servers = pypi\n", "index-servers =\n  pypi\n  own\n", "# note\n", "\n", "username = me\n",
         "password = old\n  older\n", "  indented = 1\n", "repository = https://a\n", "\r\n", "x = 1")  # fmt: skip


def put(text: str, name: str = "pypi", url: str | None = None, secret: str = "new") -> str:
    return with_login(read_pypirc(text.encode(), ""), name, "__token__", secret, url).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[pypi]\nusername = __token__\npassword = new\n"),
        ("# mine", "# mine\n\n[pypi]\nusername = __token__\npassword = new\n"),
        ("[a]\r\nb = c\r\n", "[a]\r\nb = c\r\n\r\n[pypi]\r\nusername = __token__\r\npassword = new\r\n"),
        ("[pypi]\n# why\npassword: old\n  older\n\n[b]\n", "[pypi]\nusername = __token__\n# why\npassword = new\n\n[b]\n"),
        ("[pypi]\n  password = old\n  username = me", "[pypi]\n  password = new\n  username = __token__\n"),
        (
            "[distutils]\nindex-servers = own\n[own]\n",
            "[distutils]\nindex-servers = own pypi\n[own]\n\n[pypi]\nusername = __token__\npassword = new\n",
        ),
        ("\ufeff[pypi]\n", "[pypi]\nusername = __token__\npassword = new\n"),
    ],
)
def test_a_login_is_put_in(before, after) -> None:
    """Comments, other sections, indentation and line ends stay."""
    assert put(before) == after


@pytest.mark.parametrize(
    ("before", "head"),
    [
        (
            "",
            "[distutils]\nindex-servers =\n    pypi\n    testpypi\n    own\n\n[own]\nrepository = https://own.example.org/\nusername = __token__\n",
        ),
        ("[distutils]\n# list\n", "[distutils]\nindex-servers =\n    pypi\n    testpypi\n    own\n# list\n"),
        ("[distutils]\nindex-servers =\n  pypi", "[distutils]\nindex-servers =\n  pypi\n  own\n"),
        (
            "[own]\nrepository = https://other\n",
            "[distutils]\nindex-servers =\n    pypi\n    testpypi\n    own\n\n[own]\nusername = __token__\npassword = new\nrepository = https://other\n",
        ),
    ],
)
def test_another_index_is_named_where_tools_look(before, head) -> None:
    """A section of its own has its address, and is among the index servers."""
    assert put(before, "own", OWN).startswith(head)


@pytest.mark.parametrize(("name", "secret"), [("pypi", "a\nb"), ("pypi", " a"), ("a]\n[b", "x"), ("pypi", "\ud800"), ("DEFAULT\n", "x")])
def test_what_could_not_be_read_back_is_not_written(name, secret) -> None:
    """No file is written that says something else than was meant."""
    assert with_login(read_pypirc(b"", ""), name, "__token__", secret, None) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a]\nb = c\n\n[pypi]\nusername = __token__\npassword = x\n  y\n\n[z]\n", "[a]\nb = c\n\n[z]\n"),
        ("[pypi]\npassword = x\nrepository = https://a\n", "[pypi]\nrepository = https://a\n"),
        ("[pypi]\n# note\npassword = x", "[pypi]\n# note\n"),
        ("[pypi]\nusername = me\n", None),
        ("[a]\n", None),
    ],
)
def test_a_login_is_taken_out(before, after) -> None:
    """A section that held nothing else goes with its login; what else it holds stays."""
    got = without_login(read_pypirc(before.encode(), ""), "pypi")
    assert (got and got.decode()) == after


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join), st.sampled_from(["pypi", "own"]))
def test_any_file_keeps_what_else_it_says(text, name) -> None:
    """Whatever the file is like: the login reads back, everything else reads as before, and taking it out leaves the rest."""
    read = read_pypirc(text.encode(), "")
    if read.problem:
        return
    made = with_login(read, name, "__token__", "new", OWN if name == "own" else None)
    again = read_pypirc(made, "")
    assert value(again, name, "password") == "new"
    parser = configparser.RawConfigParser()
    parser.read_file(io.StringIO(made.decode(), newline=None))
    assert name in parser.get("distutils", "index-servers", fallback="pypi testpypi").split()
    bare = read_pypirc(without_login(again, name), "")
    assert value(bare, name, "password") == ""
    for one in read.sections.values():
        for key in set(one.options) - {"username", "password", "repository", "index-servers"}:
            assert value(bare, one.name, key) == one.options[key].value
    assert [line for line in made.decode().splitlines() if line == "# note"] == [line for line in text.splitlines() if line == "# note"]
