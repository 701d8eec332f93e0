"""Pages of indexes that answer as none should, asked for before an upload."""

import time

import pytest

from make.faults import faulty
from make.lookups import file_of, page
from make.release import harbour
from make.replies import Reply, replying
from seatrial.app import project_page as asking
from seatrial.app.project_page import Pages, names_shown, project_page
from seatrial.core.profile import GENERIC, PYPI

BOAT = page(file_of("boat-1.0.tar.gz"))
LOGIN = Reply(b"<!DOCTYPE html><html><body><form action='/login'>", kind="text/html")
LINKS = Reply(b"<html><body><a href='/boat-1.0.tar.gz#sha256=00'>boat-1.0.tar.gz</a></body></html>", kind="text/html")


@pytest.mark.parametrize(
    ("reply", "state", "files"),
    [
        (BOAT, "there", 1),
        (LINKS, "there", 1),
        (Reply(status=404), "absent", 0),
        (Reply(status=410), "absent", 0),
        (Reply(status=500), "unread", 0),
        (Reply(status=403), "unread", 0),
        (LOGIN, "unread", 0),
        (Reply(b"<html>" + b" " * 30_000, kind="text/html"), "there", 0),
        (Reply(b'"files"', kind="application/json"), "unread", 0),
        (Reply(b'{"error": 1}', kind="application/json"), "unread", 0),
        (Reply(b'{"files": [[], {}, 7, {"filename": 1}]}', kind="application/json"), "there", 0),
    ],
)
def test_what_a_page_comes_to(tmp_path, reply, state, files) -> None:
    """Only a list of files is one, and only an index that says so has no such project."""
    with replying(reply) as (url, _):
        seen = project_page(harbour(tmp_path), GENERIC, f"{url}/legacy/", "boat")
    assert (seen.page.state, len(seen.page.files)) == (state, files)


def test_a_page_of_another_index_is_not_its_own(tmp_path) -> None:
    """What an index sends elsewhere for is not on it: no file counts as sent because another index has it. Within the index links lead from where they stand."""
    links = Reply(b"<a href='boat-1.0.tar.gz'>boat-1.0.tar.gz</a>", kind="text/html")
    with replying(BOAT) as (other, _), replying(Reply(status=302, location=f"{other}/simple/boat/")) as (url, _):
        seen = project_page(harbour(tmp_path), GENERIC, f"{url}/legacy/", "boat")
    assert (seen.page.state, seen.page.files) == ("elsewhere", ())
    with replying({"/simple/boat/": Reply(status=302, location="/own/boat/"), "/own/boat/": links}) as (url, _):
        seen = project_page(harbour(tmp_path), GENERIC, f"{url}/legacy/", "boat")
    assert [file.url for file in seen.page.files] == [f"{url}/own/boat/boat-1.0.tar.gz"]


def test_an_index_that_does_not_speak_the_protocol(tmp_path) -> None:
    """A server that hangs, and one that is not there, cost a bounded time and raise nothing."""
    begun = time.monotonic()
    with replying(Reply(hangs=True)) as (url, _):
        seen = project_page(harbour(tmp_path), GENERIC, f"{url}/legacy/", "boat", seconds=0.2)
    gone = project_page(harbour(tmp_path), GENERIC, f"{url}/legacy/", "boat", seconds=2)
    assert (seen.page.state, gone.page.state) == ("unread", "unread")
    assert time.monotonic() - begun < 3


def test_the_clock_of_this_machine_ages_no_release(tmp_path) -> None:
    """Where this machine's clock is a month ahead, the index's time counts."""
    world = harbour(tmp_path)
    now = time.time()
    with replying(BOAT) as (url, _):
        ahead = project_page(world._replace(now=lambda: now + 30 * 86_400), GENERIC, f"{url}/legacy/", "boat").now
        behind = project_page(world._replace(now=lambda: now - 86_400), GENERIC, f"{url}/legacy/", "boat").now
    with faulty() as server:
        without = project_page(world._replace(now=lambda: now), GENERIC, server.url, "boat").now
    assert abs(ahead - now) < 60
    assert (behind, without) == (now - 86_400, now)


def test_many_names_at_once(tmp_path, monkeypatch) -> None:
    """Names are asked for side by side; what is not answered in time is unknown."""
    monkeypatch.setattr(asking, "TOGETHER", 0.4)
    names = [f"boat{number}" for number in range(20)]
    pages = {f"/simple/{name}/": BOAT for name in names[:3]} | {f"/simple/{name}/": Reply(hangs=True) for name in names[3:14]}
    with replying(pages) as (url, _):
        shown = names_shown(harbour(tmp_path), PYPI._replace(simple_url=f"{url}/simple/"), names)
    assert [shown[name] for name in names[:4]] == ["there"] * 3 + ["unknown"]
    assert shown[names[19]] == "unknown"


def test_a_page_is_asked_for_once_and_with_a_login_once_more(tmp_path) -> None:
    """A private index that shows nothing without a login is asked again when there is one; the login goes to its own origin alone."""
    with replying({"/simple/boat/": BOAT}) as (url, seen):
        pages = Pages(harbour(tmp_path), GENERIC, f"{url}/legacy/")
        assert pages.seen("boat") is pages.seen("boat")
        pages.authorization = "Basic eDp5"
        assert pages.seen("boat") is pages.seen("boat")
        elsewhere = Pages(harbour(tmp_path), PYPI._replace(simple_url=f"{url}/simple/"), "http://127.0.0.1:9/legacy/")
        elsewhere.authorization = "Basic eDp5"
        elsewhere.seen("boat")
    assert [one.get("authorization") for one in seen] == [None, "Basic eDp5", None]
