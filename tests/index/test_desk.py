"""The addresses at which the embedded index exchanges identities for tokens."""

import json
import time

import pytest

from make.index import HOST, TOKEN, basic, sending_of, tiny_wheel
from make.issuer import ON_GITHUB, claims_for, identity, publishers
from seatrial.index.desk import AUDIENCE, MINTS, Desk
from seatrial.index.receiving import Terms, receive
from seatrial.index.site import Site, respond
from seatrial.index.store import open_store
from seatrial.index.token import publisher_token
from seatrial.index.trust import read_trust
from seatrial.model.page import Request

PROJECT = "golden-demo"


@pytest.fixture
def site(tmp_path):
    """Return what makes a site that has a file of publishers."""

    def make(*entries, **more):
        trust = read_trust(publishers(tmp_path, *entries, **more).read_bytes(), "p.json")
        store = open_store(str(tmp_path / "index"), lasting=False)
        return Site(store, Terms(frozenset((TOKEN,)), desk=Desk(trust, publisher_token)), frozenset((HOST,)))

    return make


def ask(site, path, body=None, method=None):
    """Return status and JSON of an answer."""
    method = method or ("GET" if body is None else "POST")
    answer = respond(site, Request(method, path, headers={"host": HOST, "accept": "application/json"}, body=body or b""))
    return answer.status, json.loads(answer.body)


def minted(site, path=MINTS[0], **claims):
    """Return a token for what a job claims."""
    status, found = ask(site, path, json.dumps({"token": identity(claims_for("seatrial", **claims))}).encode())
    assert (status, found["success"]) == (200, True)
    return found["token"]


def sent(site, token, made=None):
    """Upload a wheel with a token; return status and words."""
    answer = receive(site.store, sending_of(*(made or tiny_wheel())), basic(token), site.terms)
    return answer.status, answer.message


def test_the_exchange(site) -> None:
    """The audience is told, and an identity gives a token, at PyPI's address of today and at that of before."""
    here = site({**ON_GITHUB, "projects": [PROJECT]})
    assert ask(here, AUDIENCE) == (200, {"audience": "seatrial"})
    for path in MINTS:
        assert minted(here, path).startswith("pypi-")
    status, found = ask(here, MINTS[0], b"{}")
    assert (status, found["message"], [error["code"] for error in found["errors"]]) == (422, "Token request failed", ["invalid-payload"])


def test_methods(site) -> None:
    """Each address knows one method alone."""
    here = site()
    assert (ask(here, AUDIENCE, b"")[0], ask(here, AUDIENCE, method="HEAD")[0], ask(here, MINTS[0])[0]) == (405, 200, 405)


def test_an_index_without_publishers_has_no_exchange(tmp_path) -> None:
    """Clients learn by a 404 that they have to look for another credential."""
    here = Site(open_store(str(tmp_path / "index"), lasting=False), Terms(None), frozenset((HOST,)))
    assert respond(here, Request("GET", AUDIENCE, headers={"host": HOST})).status == 404
    assert respond(here, Request("POST", MINTS[0], headers={"host": HOST})).status == 404


def test_switched_off(site) -> None:
    """An index that takes no identities now says so before one is sent to it."""
    assert ask(site(open=False), AUDIENCE) == (403, {"message": "Trusted publishing functionality not enabled"})


def test_uploads_with_such_a_token(site) -> None:
    """The token is good for the publisher's project, and for no other; the index's own token is good as before."""
    here = site({**ON_GITHUB, "projects": [PROJECT]})
    token = minted(here)
    assert sent(here, token) == (200, "OK")
    assert sent(here, TOKEN, tiny_wheel("oar")) == (200, "OK")
    assert sent(here, token, tiny_wheel("oar", "2.0")) == (403, "Invalid API Token: OIDC scoped token is not valid for project 'oar'")
    status, words = sent(here, token, tiny_wheel("rudder"))
    assert (status, words.partition(". ")[0]) == (400, "Non-user identities cannot create new projects")
    assert sent(here, f"{token}x")[0] == 403


def test_a_token_ends(site) -> None:
    """After its time the token is refused, in the words that clients know."""
    here = site({**ON_GITHUB, "projects": [PROJECT]}, lifetime=60)
    token = minted(here)
    here = here._replace(store=here.store._replace(now=lambda: time.time() + 60))
    assert sent(here, token) == (403, "Invalid API Token: token is expired")


def test_a_project_that_was_made_is_there(site) -> None:
    """The name that a pending publisher took can be had by no other, spelt alike or nearly so, and keeps its spelling."""
    here = site({**ON_GITHUB, "pending": "Golden.Demo"})
    token = minted(here)
    assert sent(here, TOKEN, tiny_wheel("g0lden-demo"))[1].startswith("The name 'g0lden-demo' is too similar")
    assert sent(here, token) == (200, "OK")
    here = site({**ON_GITHUB, "pending": "Golden.Oar"}, {**ON_GITHUB, "environment": "x", "projects": ["boat"]})
    minted(here)
    other = minted(here, environment="x")
    words = sent(here, other, tiny_wheel("golden-oar"))[1]
    assert words == "Invalid API Token: OIDC scoped token is not valid for project 'Golden.Oar'"
