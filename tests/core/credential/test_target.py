"""From an address to the origin that a credential is bound to; what can be read in two ways is refused."""

import pytest

from seatrial.core.credential.target import built_in, index_at, is_address, is_loopback, origin_of, same_origin, same_place, target_at
from seatrial.model.credential import Origin
from seatrial.problem import Problem


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Own.Example.org/simple/", Origin("https", "own.example.org", 443)),
        ("http://own.example.org.:8080/", Origin("http", "own.example.org", 8080)),
        ("https://[2001:DB8::1]:444/legacy/", Origin("https", "2001:db8::1", 444)),
        ("http://127.0.0.1:5000", Origin("http", "127.0.0.1", 5000)),
    ],
)
def test_an_address_has_an_origin(url, origin) -> None:
    """Scheme, host and port, as every client would take them."""
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("ftp://own.example.org/", "PCR028"),
        ("own.example.org/legacy", "PCR028"),
        ("https:///legacy/", "PCR028"),
        ("https://own.example.org:99999/", "PCR028"),
        ("https://own.example.org:0/", "PCR028"),
        ("https://own.example.org\\.other.org/", "PCR028"),
        ("https://own.example.org/\u202e", "PCR028"),
        ("https://own.example.org /", "PCR028"),
        ("https://[::1/", "PCR028"),
        ("https://me:hush@own.example.org/", "PCR022"),
        ("https://me@own.example.org/", "PCR022"),
        ("https://own.example.org\\@other.org/", "PCR022"),
    ],
)
def test_a_doubtful_address_is_refused(url, number) -> None:
    """A token must not reach another host because two libraries read an address in two ways; and no login is shown."""
    with pytest.raises(Problem) as caught:
        origin_of(url)
    assert caught.value.kind.id == number
    assert "me" not in str(caught.value).split()
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://upload.pypi.org/legacy", "pypi"),
        ("http://pypi.org/simple/", "pypi"),
        ("https://pypi.python.org/pypi", "pypi"),
        ("https://test.pypi.org/legacy/", "testpypi"),
    ],
)
def test_pypi_is_known_however_its_address_is_spelt(url, name) -> None:
    """A wrong path, a missing slash or a host of long ago leads to where PyPI takes uploads."""
    assert target_at(url, "command line") == built_in(name)
    assert target_at(url, "user", "mine") == built_in(name)._replace(name="mine")


@pytest.mark.parametrize("url", ["https://pypi.org.example.org/legacy/", "https://pypi.org:8443/legacy/", "https://own.example.org/"])
def test_another_index_is_itself(url) -> None:
    """A host that only looks like PyPI's, or another port of it, is another index."""
    target = target_at(url, "command line")
    assert (target.name, target.url, target.named_by) == (url, url, "command line")
    assert target_at(url, "user", "own").name == "own"


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        ("https://Index.example/legacy/", "https://index.example:443/files/a.whl", True),
        ("http://index.example./a", "http://index.example:80/b", True),
        ("https://index.example/", "http://index.example/", False),
        ("https://index.example/", "https://index.example:8443/", False),
        ("https://index.example/", "https://index.example.evil.example/", False),
        ("https://index.example/", "https://me:x@index.example/", False),
        ("", "", False),
        ("https://[::1", "https://[::1", False),
    ],
)
def test_one_origin_however_it_is_spelt(url, other, same) -> None:
    """A login goes along where an index spells its own address otherwise, and nowhere that is in doubt."""
    assert same_origin(url, other) is same


def test_small_questions() -> None:
    """Names and addresses, this machine and others, slashes at the end."""
    assert [is_address(named) for named in ("pypi", "https://own.example.org", "localhost:80")] == [False, True, True]
    assert [is_loopback(Origin("http", host, 80)) for host in ("localhost", "127.0.0.9", "::1", "127.0.0.1.example.org")] == [
        True,
        True,
        True,
        False,
    ]
    assert [index_at(host) for host in ("pypi.org", "upload.pypi.org", "test.pypi.org", "evil.org")] == ["pypi", "pypi", "testpypi", None]
    assert same_place("https://a/b", "https://a/b/")
