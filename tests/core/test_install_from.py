"""What a verification is asked for, read from the command line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.install_from import GitPlace, git_place, kind_of, without_login
from seatrial.problem import Problem


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("git+https://example.org/a@v1", "git"),
        ("boat==1.0", "release"),
        ("boat[sail]>=1,<2", "release"),
        ("boat == 1.0", "release"),
        ("dist/boat-1.0-py3-none-any.whl", "path"),
        ("boat-1.0.tar.gz", "path"),
        ("./boat==1.0", "path"),
        ("", "path"),
    ],
)
def test_what_is_named(target, kind):
    """A place in git, a release on an index and a path are told apart by their form."""
    assert kind_of(target) == kind


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("git+https://example.org/a.git", GitPlace("https://example.org/a.git", None, "")),
        ("git+https://example.org:8443/a.git@v1.0", GitPlace("https://example.org:8443/a.git", "v1.0", "")),
        ("git+ssh://git@example.org/me/a.git@fix/b", GitPlace("ssh://git@example.org/me/a.git", "fix/b", "")),
        ("git+file:///srv/a%20b@main#subdirectory=x/y&egg=a", GitPlace("file:///srv/a%20b", "main", "x/y")),
        ("git+https://example.org/a#egg=a&subdirectory=/x%20y/", GitPlace("https://example.org/a", None, "x y")),
        ("git+file:///srv/a@b%40c", GitPlace("file:///srv/a", "b@c", "")),
    ],
)
def test_a_place_in_git(target, place):
    """An address is read as pip reads it: repository, ref, subdirectory."""
    assert git_place(target) == place


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("git+boat", "PVF032"),
        ("git+git@example.org:me/a.git", "PVF032"),
        ("git+ext::sh -c whoami", "PVF032"),
        ("git+https:///a", "PVF032"),
        ("git+https://example.org/", "PVF032"),
        ("git+https://example.org/a@", "PVF032"),
        ("git+https://example.org/a#subdirectory=../b", "PVF032"),
        ("git+https://example.org/a\0b", "PVF032"),
        ("git+https://[example.org/a", "PVF032"),
        ("git+https://me:secret@example.org/a", "PVF033"),
        ("git+https://token@example.org/a", "PVF033"),
        ("git+ssh://git:secret@example.org/a", "PVF033"),
        ("git+https://me:pass/secret@example.org/a", "PVF033"),
        ("git+ssh://git:p@ss/secret@example.org/a@v1", "PVF033"),
        ("git+https:/me:secret@example.org/a", "PVF032"),
        ("git+me:secret@example.org:a", "PVF032"),
        ("git+https://example.org:70000/a", "PVF032"),
    ],
)
def test_an_address_that_is_refused(target, problem):
    """What is no address of git, or has a login in it, is refused; the login is not repeated."""
    with pytest.raises(Problem, match=problem) as raised:
        git_place(target)
    assert "secret" not in str(raised.value)
    assert "token@" not in str(raised.value)


@given(st.text())
def test_no_address_breaks_it(text):
    """Whatever stands in an address, it is a place or a problem, and no option of git."""
    try:
        place = git_place(f"git+{text}")
    except Problem:
        return
    assert not place.url.startswith("-")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("git+https://me:secret@h/a", "git+https://****@h/a"),
        ("git+https://me:sec/ret@h/a", "git+https://****@h/a"),
        ("git+https://me:sec@ret/a@h/a@v1", "git+https://****@v1"),
        ("git+https:me:secret@h/a", "git+https:****@h/a"),
        ("git+ftp://h:21/a@v1", "git+ftp://h:21/a@v1"),
        ("git+https://[::1]:80/a@v1", "git+https://[::1]:80/a@v1"),
        ("git+file:///a:b@v1", "git+file:///a:b@v1"),
        ("git@h:a", "git@h:a"),
    ],
)
def test_a_login_is_blanked(address, shown):
    """No login is shown, however badly an address is written; a ref is no login."""
    assert without_login(address) == shown
