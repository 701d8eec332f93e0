"""Pages of the simple API, as indexes write them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.index import ask, send, site_at, text, tiny_sdist, tiny_wheel
from seatrial.core import listing
from seatrial.core.listing import listed

URL = "https://index.example/simple/golden-demo/"
DIGEST = "ab" * 32
WHEEL = "golden_demo-1.0-py3-none-any.whl"


def from_json(*files: object) -> tuple:
    return listed(json.dumps({"files": files}).encode(), "application/vnd.pypi.simple.v1+json; charset=utf-8", URL, "Golden.Demo")


def from_html(page: str) -> tuple:
    return listed(page.encode(), "text/html", URL, "golden_demo")


def test_the_pages_of_an_index_are_read_alike(tmp_path) -> None:
    """Whichever form an index answers in, the files are the same; HTML alone tells no sizes."""
    site = site_at(tmp_path)
    for made in (tiny_wheel(), tiny_sdist(), tiny_wheel(version="1.1")):
        assert send(site, *made).status == 200
    pages = {
        kind: text(ask(site, "/simple/golden-demo/", accept=kind)).encode() for kind in ("application/vnd.pypi.simple.v1+json", "text/html")
    }
    with_json, with_html = (listed(page, kind, URL, "golden-demo") for kind, page in pages.items())
    assert [(file.filename, file.version) for file in with_json] == [
        (WHEEL, "1.0"),
        ("golden_demo-1.0.tar.gz", "1.0"),
        (WHEEL.replace("1.0", "1.1"), "1.1"),
    ]
    assert all(file.size and file.sha256 for file in with_json)
    assert [file.metadata_sha256 is not None for file in with_json] == [True, False, True]
    assert [file._replace(size=None, uploaded=None) for file in with_json] == list(with_html)


def test_addresses_yanked_files_and_hashes_are_taken_as_the_standards_say() -> None:
    """A link is relative to the page; a yanked file is known as such; a hash is lower case."""
    entry = {"filename": WHEEL, "url": f"../../files/{WHEEL}", "hashes": {"sha256": DIGEST.upper()}, "size": 7}
    (file,) = from_json({**entry, "yanked": "broken", "core-metadata": True})
    assert (file.url, file.sha256, file.size, file.yanked) == (f"https://index.example/files/{WHEEL}", DIGEST, 7, True)
    assert (file.metadata, file.metadata_sha256) == (True, None)
    (file,) = from_json({**entry, "dist-info-metadata": {"sha256": DIGEST}, "yanked": None})
    assert (file.yanked, file.metadata, file.metadata_sha256) == (False, True, DIGEST)
    (file,) = from_html(f"<A class=x HREF='{WHEEL}#sha256={DIGEST}' data-yanked data-core-metadata='true'> {WHEEL}</a>")
    assert (file.url, file.sha256, file.size, file.yanked, file.metadata) == (f"{URL}{WHEEL}", DIGEST, None, True, True)
    (file,) = from_html(f'<a href="{WHEEL}#md5=x" data-core-metadata="false">{WHEEL}</a>')
    assert (file.sha256, file.yanked, file.metadata) == (None, False, False)
    (file,) = from_html(f'<a href="{WHEEL}" data-dist-info-metadata="sha256={DIGEST}">{WHEEL}</a>')
    assert file.metadata_sha256 == DIGEST


def test_what_a_list_says_beside_the_hash() -> None:
    """Why a file is yanked, which Pythons it is for, and where it comes from are read alike from both forms; what is no address is none."""
    entry = {"filename": WHEEL, "url": WHEEL, "yanked": "leaks", "requires-python": ">=3.9", "provenance": "/p"}
    link = f'<a href="{WHEEL}" data-yanked="leaks" data-requires-python="&gt;=3.9" data-provenance="/p">{WHEEL}</a>'
    for (file,) in (from_json(entry), from_html(link)):
        assert (file.yanked_reason, file.requires_python, file.provenance) == ("leaks", ">=3.9", "https://index.example/p")
    (file,) = from_json({**entry, "yanked": True, "requires-python": 3, "provenance": "http://[x", "upload-time": "soon"})
    assert (file.yanked, file.yanked_reason, file.requires_python, file.provenance) == (True, "", "", "")
    assert from_json({**entry, "filename": "golden_demo-1.0-py3-none-/../../x.whl"}) == ()


@pytest.mark.parametrize("link", ["file:///etc/passwd", "data:,x", "ftp://h/x", "javascript:x", "//["])
def test_a_link_that_leads_elsewhere_than_to_the_web_is_none(link) -> None:
    """No index has a file of this machine read or installed in the place of its own."""
    assert from_json({"filename": WHEEL, "url": link}) == ()


def test_an_address_has_no_hash_of_its_own_and_is_one_word() -> None:
    """Installers go by the first hash that stands in an address: an index puts none before that of the plan, and adds no line to what they read."""
    (file,) = from_json({"filename": WHEEL, "url": f"x.whl#sha256={DIGEST}&x="})
    assert file.url == f"{URL}x.whl"
    (file,) = from_json({"filename": WHEEL, "url": "x y.whl\u2028--index-url\x0bz ; a\ud800%20ü?b=1&c=[2]"})
    assert file.url == f"{URL}x%20y.whl%E2%80%A8--index-url%0Bz%20;%20a?%20%C3%BC?b=1&c=[2]"


def test_a_page_without_end_costs_a_bounded_time(monkeypatch) -> None:
    """Of a page that an index makes to be slow so much is read as a project may have, and no name that no file can have."""
    monkeypatch.setattr(listing, "MOST", 3)
    assert len(from_json(*[{"filename": WHEEL, "url": "x"}] * 5)) == 3
    assert len(from_html(f"<a href=x>{WHEEL}</a>" * 5)) == 3
    assert from_json({"filename": f"golden_demo-1.0+{'a.' * 120}a.tar.gz", "url": "x"}) == ()


def test_a_size_that_no_file_has_is_none() -> None:
    """What is reckoned with sizes never meets a number that cannot be one."""
    assert [from_json({"filename": WHEEL, "url": "x", "size": size})[0].size for size in (2**53, 2**53 + 1, 10**400)] == [2**53, None, None]


@pytest.mark.parametrize(
    "name",
    [
        "other-1.0-py3-none-any.whl",
        "golden_demo-1.0.egg",
        "golden_demo-x.tar.gz",
        "golden_demo.whl",
        "golden_demo-1.0.whl",
        "golden_demo-1-x-y.whl",
        "",
    ],
)
def test_what_is_no_file_of_the_project_is_left_out(name) -> None:
    """Other projects' files, old kinds and names without a version do not count."""
    assert from_json({"filename": name, "url": "x"}) == ()


@pytest.mark.parametrize("entry", [None, 1, {"filename": WHEEL}, {"filename": 1, "url": "x"}, {"filename": WHEEL, "url": "http://["}])
def test_entries_that_are_none_are_left_out(entry) -> None:
    """One broken entry does not hide the others."""
    assert len(from_json(entry, {"filename": WHEEL, "url": "x", "hashes": [], "size": -1, "yanked": False})) == 1


@pytest.mark.parametrize("page", ["", "[]", "{}", '{"files": 1}', "nonsense", "[" * 100_000])
def test_what_is_no_page_lists_nothing(page) -> None:
    """An index that answers something else is as one that has nothing."""
    assert listed(page.encode(), "application/json", URL, "golden-demo") == ()


def test_html_without_links_lists_nothing() -> None:
    """Links that never end and those that lead nowhere are passed over, and cost no time."""
    assert from_html("<p>Nothing</p><a>x</a><a href=x" + "<a " * 100_000 + "y=" * 100_000) == ()


@given(st.binary(), st.binary())
def test_a_page_lists_its_files_and_nothing_else(before, after) -> None:
    """Whatever an index sends around them, the files that it links are found, and none is made of the rest."""
    for kind in ("text/html", "application/json"):
        assert listed(before, kind, URL, "golden-demo") == ()
    before, after = before.replace(b"<", b""), after.replace(b"<", b"")
    link = b'<a href="golden_demo-1.0.tar.gz">golden_demo-1.0.tar.gz</a><a href="other-1.0.tar.gz">other-1.0.tar.gz</a>'
    (found,) = listed(before + link + after, "text/html", URL, "golden-demo")
    assert (found.filename, found.version, found.sha256) == ("golden_demo-1.0.tar.gz", "1.0", None)


def test_a_link_to_no_address_is_left_out() -> None:
    """A link that is none, with a hash or without, keeps nobody from the others."""
    page = '<a href="http://[#sha256=aa">golden_demo-1.0.tar.gz</a><a href="http://[">golden_demo-1.1.tar.gz</a>'
    assert from_html(page + '<a href="golden_demo-2.0.tar.gz">golden_demo-2.0.tar.gz</a>')[0].version == "2.0"
