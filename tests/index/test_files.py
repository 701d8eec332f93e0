"""Files of the embedded index."""

import pytest

from make.index import HOST, ask, content, header, send, site_at, tiny_wheel
from seatrial.index.site import file_url

NAME, CONTENT = tiny_wheel()


@pytest.fixture
def site(tmp_path):
    site = site_at(tmp_path / "store")
    send(site, NAME, CONTENT)
    return site


def path(site) -> str:
    digest = site.store.view().files[NAME].blake2b_256
    return file_url("", NAME, digest)


def test_the_address_is_known_before_the_upload():
    """A release can tell where its file will be from the digest alone, with a slash at the end of the base or without."""
    digest = "ab" * 32
    expected = f"http://{HOST}/packages/ab/ab/{'ab' * 30}/a%20b.whl"
    assert file_url(f"http://{HOST}/", "a b.whl", digest) == file_url(f"http://{HOST}", "a b.whl", digest) == expected


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=10-", 10, None),
        ("bytes=-5", -5, None),
        ("bytes = 3 - 3", 3, 4),
        ("bytes=0-999999999", 0, None),
        ("bytes=-999999999", 0, None),
    ],
)
def test_parts_of_a_file(site, asked, start, stop):
    """A range gives exactly those bytes."""
    response = ask(site, path(site), range=asked)
    assert response.status == 206
    assert content(site.store, response) == CONTENT[start:stop]
    first = len(CONTENT[:start]) if start >= 0 else len(CONTENT) + start
    assert header(response, "Content-Range") == f"bytes {first}-{first + len(CONTENT[start:stop]) - 1}/{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_range_past_the_end(site, asked):
    """What cannot be given is said, with the size of the file."""
    response = ask(site, path(site), range=asked)
    assert (response.status, header(response, "Content-Range")) == (416, f"bytes */{len(CONTENT)}")


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=0-1,3-4", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=" + "9" * 40 + "-"])
def test_odd_ranges_give_the_whole_file(site, asked):
    """A range that is not understood is ignored."""
    response = ask(site, path(site), range=asked)
    assert response.status == 200
    assert content(site.store, response) == CONTENT


def test_an_unchanged_file_is_not_sent_again(site):
    """The entity tag of a file is its digest; a range of another file is not given."""
    tag = header(ask(site, path(site)), "ETag")
    assert ask(site, path(site), if_none_match=tag).status == 304
    assert ask(site, path(site), if_none_match="*").status == 304
    assert ask(site, path(site) + ".metadata", if_none_match=header(ask(site, path(site) + ".metadata"), "ETag")).status == 304
    assert ask(site, path(site), range="bytes=0-1", if_range=tag).status == 206
    assert ask(site, path(site), range="bytes=0-1", if_range='"other"').status == 200


def test_a_file_that_is_gone_is_not_found(site):
    """A file that was removed from the disk is absent, not an error."""
    gone = site._replace(store=site.store._replace(has=lambda _: False))
    assert ask(gone, path(site)).status == 404
