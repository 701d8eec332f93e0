"""What was sent is looked for on the index: real servers, and what is said where it is not seen."""

import threading

import pytest

from make.index import TOKEN
from make.installable import manifest, shore, wheel
from make.listings import Said as Answered
from make.listings import entry, page, release, written
from seatrial.app import confirming
from seatrial.app.confirming import confirm
from seatrial.app.remote import access_with, reach
from seatrial.app.remote import confirming as asked_at
from seatrial.core.credential.target import target_at
from seatrial.core.remote import profile_for
from seatrial.model.credential import Credential, Secret
from seatrial.model.index import Patience
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem

BOAT = wheel({"boat.py": ""})
LIST, API = "/simple/boat/", "/pypi/boat/1.0/json"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(confirming, "WAITS", (0.0, 0.01, 0.01, 0.01))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def ask(tmp_path, index, credential=None):
    """Look for the wheel on an index; return the sentences of what was not proven, and how often the list was asked for."""
    world, target = shore(tmp_path), target_at(f"{index.url}legacy/", "command line")
    found = Credential("__token__", Secret(TOKEN), target.origin, "environment", Said(Sentence("-", "here"))) if credential else None
    place = reach(world, target, profile_for(target), found, access_with(Patience(), 1, None, None))
    verified = confirm(asked_at(place._replace(pause=threading.Event())), manifest(BOAT))
    return [one.sentence.id for one in verified.unproven], index.paths().count(LIST), verified.unproven


def test_what_is_seen_is_proven(tmp_path) -> None:
    """A page that shows the very bytes, after others that did not or could not be read, leaves nothing open; no cache is trusted."""
    with written(BOAT) as index:
        index.say(LIST, Answered(503), page(), page(entry(BOAT)))
        assert ask(tmp_path, index, credential=True)[:2] == ([], 3)
        assert {(headers.get("cache-control"), "authorization" in headers) for _, headers in index.asked} == {("no-cache", True)}


def test_what_is_not_seen_is_said_with_the_command_that_looks_later(tmp_path) -> None:
    """A list that never shows it, one without hashes, none at all: each is said in its own words, and none is a failure."""
    with written() as index:
        said, looks, unproven = ask(tmp_path, index)
        assert (said, looks) == (["STU004"], 4)
        assert unproven[0].values["command"] == f"`seatrial verify boat==1.0 --from {index.url}legacy/`"
        index.say(LIST, page(entry(BOAT, hashes=None)))
        assert ask(tmp_path, index)[0] == ["STU005"]
        index.say(LIST, Answered(500))
        index.asked.clear()
        assert ask(tmp_path, index)[:2] == (["STU006"], 3)


def test_the_json_api_is_the_second_witness(tmp_path) -> None:
    """What the list does not show yet and the JSON API does is there; other bytes are a problem, whoever shows them."""
    with written() as index:
        index.say(API, release(entry(BOAT)))
        assert ask(tmp_path, index)[0] == ["VPB020"]
        index.say(API, release(entry(BOAT, hashes={"sha256": "0" * 64})))
        with pytest.raises(Problem, match="PRL026"):
            ask(tmp_path, index)
        index.say(LIST, page(entry(BOAT, hashes={"sha256": "0" * 64})))
        with pytest.raises(Problem, match="PRL026"):
            ask(tmp_path, index)
