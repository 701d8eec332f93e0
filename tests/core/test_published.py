"""What the pages of an index say of a release, read and held against one another."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.profile import GENERIC, PYPI
from seatrial.core.published import addresses, api_page, list_page, newest, release_name, sighted, versions_in
from seatrial.model.change import ListedFile
from seatrial.model.published import Page, ReleaseName
from seatrial.problem import Problem

URL = "https://index.example/pypi/boat/1.0/json"
WANTED = ReleaseName("boat", "1.0")


def listed(name: str = "boat-1.0.tar.gz", version: str = "1.0", sha256: str | None = "a" * 64, **more) -> ListedFile:
    return ListedFile(name, version, "", sha256, **more)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("boat==1.0", ("boat", "1.0")),
        ("Boat_x.y==1!2.0+local.1", ("Boat_x.y", "1!2.0+local.1")),
        ("boat", ("boat", None)),
        ("b==2.0rc1", ("b", "2.0rc1")),
    ],
)
def test_a_release_is_named_by_its_version_or_by_its_name_alone(target, expected) -> None:
    """What is read is what is written."""
    assert release_name(target) == expected


@pytest.mark.parametrize(
    ("target", "suggested"),
    [
        ("boat>=1.0", "boat==1.0"), ("boat[fast] == 1.0 ; x", "boat==1.0"), ("boat==1.*", "boat==VERSION"), ("boat ", "boat==VERSION"),
        ("-x==1.0", "NAME==1.0"), ("", "NAME==VERSION"), ("boat===1.0", "boat==1.0"), ("boat==" + "9" * 5000, "boat==VERSION"), ("boat== 1.0", "boat==1.0"), ("==1.0", "NAME==VERSION"),
    ],
)  # fmt: skip
def test_anything_else_gets_what_may_have_been_meant(target, suggested) -> None:
    """The command that is suggested can be typed."""
    with pytest.raises(Problem) as caught:
        release_name(target)
    assert caught.value.values["suggested"] == suggested


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_name(text) -> None:
    """Whatever is typed names a release, or is a problem."""
    try:
        found = release_name(text)
    except Problem as problem:
        assert problem.kind.id == "PVF050"  # noqa: PT017  (both ends are fine)
    else:
        assert text in (found.name, f"{found.name}=={found.version}")


def test_versions() -> None:
    """They are sorted, and the newest is chosen, as installers do."""
    files = [listed(version=version) for version in ("1.9", "1.10", "1.9", "2.0rc1")]
    assert versions_in(files) == ("2.0rc1", "1.10", "1.9")
    assert (newest(files), newest(files[3:]), newest([listed(yanked=True)]), newest([])) == ("1.10", "2.0rc1", None, None)


@pytest.mark.parametrize(
    ("url", "lists", "api"),
    [
        ("https://h.example/legacy/", ["https://h.example/simple/boat-x/"], "https://h.example/pypi/boat-x/{version}/json"),
        ("https://h.example/api/simple", ["https://h.example/api/simple/boat-x/"], "https://h.example/api/pypi/boat-x/{version}/json"),
        ("https://h.example/root/dev/+simple/", ["https://h.example/root/dev/+simple/boat-x/"], ""),
        (
            "https://h.example/r",
            ["https://h.example/r/simple/boat-x/", "https://h.example/r/+simple/boat-x/", "https://h.example/r/boat-x/"],
            "https://h.example/r/pypi/boat-x/{version}/json",
        ),
    ],
)
def test_the_pages_of_any_address(url, lists, api) -> None:
    """The address for uploads, that of the list, and that of the index itself all lead to its pages."""
    found = addresses(GENERIC, url, "Boat.X")
    assert (list(found.lists), found.api, found.sure) == (lists, api, False)


def test_braces_in_an_address_are_no_place_for_a_version() -> None:
    """An address may have braces, which stay what they are."""
    assert addresses(GENERIC, "https://h.example/{x}/{/legacy/", "boat").api.format(version="1.0") == (
        "https://h.example/%7Bx%7D/%7B/pypi/boat/1.0/json"
    )


def test_the_pages_of_pypi() -> None:
    """They are those of its profile."""
    found = addresses(PYPI, PYPI.upload_url, "Boat")
    assert found.lists == (f"{PYPI.simple_url}boat/",)
    assert (found.api, found.sure) == (f"{PYPI.site}/pypi/boat/{{version}}/json", True)


def test_a_page_of_the_json_api() -> None:
    """Files with hashes, sizes and what is yanked; the serial and the age come from the headers."""
    one = {
        "filename": "boat-1.0.tar.gz",
        "url": "/f/boat-1.0.tar.gz",
        "digests": {"sha256": "b" * 64},
        "size": 3,
        "yanked": True,
        "requires_python": ">=3.9",
    }
    body = json.dumps({"info": {"name": "Boat"}, "urls": [{**one, "yanked_reason": "bad"}, {**one, "yanked_reason": None}, 3]}).encode()
    found = api_page(URL, {"x-pypi-last-serial": "41", "age": " 7 "}, body, "boat")
    assert (found.state, found.serial, found.age) == ("there", 41, 7)
    assert [(file.sha256, file.yanked, file.yanked_reason, file.requires_python, file.url) for file in found.files] == [
        ("b" * 64, True, "bad", ">=3.9", "https://index.example/f/boat-1.0.tar.gz"),
        ("b" * 64, True, "", ">=3.9", "https://index.example/f/boat-1.0.tar.gz"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"urls": 3, "info": {}}',
        b'{"urls": []}',
        b'{"urls": [], "info": {"name": "ship"}}',
        b'{"urls": [], "info": 3}',
        b"[" * 9999,
    ],
)
def test_what_is_no_page_of_the_json_api(body) -> None:
    """It tells nothing, and breaks nothing."""
    assert api_page(URL, {"age": "x" * 99, "x-pypi-last-serial": "9" * 18}, body, "boat")[0] == "unread"


def test_the_status_of_a_project() -> None:
    """It is read from both forms of the list."""
    page = json.dumps({"files": [], "project-status": {"status": "archived"}}).encode()
    assert list_page(URL, {"content-type": "application/json"}, page, "boat").status == "archived"
    html = b'<meta name="pypi:project-status" content="quarantined">'
    assert list_page(URL, {"content-type": "text/html"}, html, "boat").status == "quarantined"
    assert [
        list_page(URL, {"content-type": "application/json"}, body, "boat").status for body in (b"3", b'{"project-status": {"status": 3}}')
    ] == ["", ""]
    assert list_page(URL, {}, b"<html>", "boat").status == ""


THERE = Page("there", files=(listed(), listed("boat-0.9.tar.gz", "0.9")))
ABSENT = Page("absent")


@pytest.mark.parametrize(
    ("page", "api", "ours", "state"),
    [
        (THERE, Page("unread"), {}, "shown"),
        (THERE, THERE._replace(files=(listed(),)), {"boat-1.0.tar.gz": "a" * 64}, "shown"),
        (THERE, ABSENT, {}, "shown"),
        (THERE, Page("unread"), {"more.whl": "b" * 64}, "partly"),
        (THERE, Page("there", files=(listed(), listed("boat-1.0-py3-none-any.whl"))), {}, "partly"),
        (THERE, Page("there", files=(listed(sha256="b" * 64),)), {}, "contradiction"),
        (THERE, Page("there", files=(listed(sha256=None),)), {}, "shown"),
        (Page("there"), Page("there", files=(listed(),)), {}, "behind"),
        (ABSENT, Page("there", files=(listed(),)), {}, "behind"),
        (Page("locked"), Page("there", files=(listed(),)), {}, "behind"),
        (ABSENT, ABSENT, {}, "no project"),
        (Page("there"), ABSENT, {}, "absent"),
        (Page("locked"), ABSENT, {}, "locked"),
        (Page("unread"), Page("unread"), {}, "unread"),
        (Page("elsewhere"), ABSENT, {}, "elsewhere"),
    ],
)
def test_what_two_pages_come_to(page, api, ours, state) -> None:
    """The list counts, the JSON API is the second witness, and the files that should be there are held against both."""
    assert sighted(WANTED, page, api, ours).state == state


def test_which_of_two_pages_is_the_older() -> None:
    """A list that knows fewer changes than the JSON API comes from a cache; files that the API lacks are late."""
    page, api = Page("there", serial=4), Page("there", files=(listed(),), serial=5)
    assert sighted(WANTED, page, api, {}).old
    assert not sighted(WANTED, page._replace(serial=None), api, {}).old
    assert sighted(WANTED, THERE, ABSENT, {}).late == ("boat-1.0.tar.gz",)
    assert sighted(WANTED, THERE, Page("unread"), {}).late == ()
    assert sighted(ReleaseName("boat", None), ABSENT, ABSENT, {}).state == "no project"
