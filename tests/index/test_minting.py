"""Identities exchanged for tokens by the embedded index, in PyPI's words (warehouse@6b62157, oidc/views.py)."""

import json
import time

import pytest

from make.issuer import GITLAB, JOB, ON_GITHUB, ON_GITLAB, PIPELINE, claims_for, identity, publishers
from seatrial.core.credential.token import read_token
from seatrial.index.minting import Book, mint, opened
from seatrial.index.token import publisher_token
from seatrial.index.trust import read_trust
from seatrial.model.publishing import Refused, Trust
from seatrial.model.shelf import Shelf, View

INVALID = "valid token, but no corresponding publisher ({})"


@pytest.fixture
def trusting(tmp_path):
    """Return what reads a file of publishers that has some entries."""
    return lambda *entries, **more: read_trust(publishers(tmp_path, *entries, **more).read_bytes(), "p.json")


def posted(token: object) -> bytes:
    return json.dumps({"token": token}).encode()


def asked(trust: Trust, token: object = None, *, book: Book | None = None, view: View | None = None, **claims):
    """Exchange an identity; return the result and the book."""
    body = posted(identity(claims_for("seatrial", **claims)) if token is None else token)
    return mint(trust, book or opened(trust), body, view or View(), time.time(), publisher_token)


def code_of(result) -> tuple[str, str]:
    assert isinstance(result, Refused)
    return tuple(result)


def test_a_publisher_gets_a_token(trusting) -> None:
    """The token lasts 15 minutes, is good for the publisher's projects, and says so itself."""
    trust = trusting({**ON_GITHUB, "projects": ["boat", "oar"]})
    token, book = asked(trust)
    grant = book.grants[token]
    assert (grant.projects, grant.expires - grant.begins) == ({"boat", "oar"}, 900)
    claims = read_token(token)
    assert (claims.kind, claims.project_ids, claims.expires, claims.begins) == ("trusted publisher", 2, grant.expires, grant.begins)
    assert book.made == {"boat": "boat", "oar": "oar"}


def test_an_identity_is_good_for_one_token(trusting) -> None:
    """The same token again is refused, while another of the same job is taken; a refused match uses nothing up."""
    trust = trusting({**ON_GITHUB, "projects": ["boat"]})
    token = identity(claims_for("seatrial"))
    first, book = asked(trust, token)
    assert isinstance(first, str)
    again, book = asked(trust, token, book=book)
    assert code_of(again) == ("invalid-reuse-token", "invalid token: already used")
    assert isinstance(asked(trust, book=book)[0], str)
    later, book = mint(trust, book, posted(token), View(), time.time() + 400, publisher_token)
    assert code_of(later)[0] == "invalid-token"
    other = trusting({**ON_GITHUB, "projects": ["boat"], "environment": "pypi"})
    assert code_of(asked(other, token)[0])[0] == "invalid-publisher"
    assert asked(other, token)[1].used == {}


def test_a_number_is_asked_for_where_there_is_one(trusting) -> None:
    """Google's identities have no number, and give a token each time."""
    google = {"iss": "https://accounts.google.com", "email": "me@harbour.example", "email_verified": True, "sub": "1", "jti": None}
    trust = trusting({"provider": "google", "email": "me@harbour.example", "projects": ["boat"]})
    trust = trust._replace(issuers={**trust.issuers, google["iss"]: trust.issuers[GITLAB]})
    token = identity(claims_for("seatrial", job={}, issuer=google["iss"], **{k: v for k, v in google.items() if k != "iss"}))
    first, book = asked(trust, token)
    second, _ = asked(trust, token, book=book)
    assert (isinstance(first, str), isinstance(second, str), first != second) == (True, True, True)


def test_a_pending_publisher_makes_its_project(trusting) -> None:
    """The project is there before anything is uploaded, and the publisher is an ordinary one from then on."""
    trust = trusting({**ON_GITHUB, "pending": "My.Boat"})
    token, book = asked(trust)
    assert (book.grants[token].projects, book.made) == ({"my-boat"}, {"my-boat": "My.Boat"})
    again, book = asked(trust, book=book)
    assert book.grants[again].projects == {"my-boat"}


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("boat", ("invalid-pending-publisher", "valid token, but project already exists")),
        ("bad name", ("invalid-payload", "The name 'bad name' is invalid.")),
        ("json", ("invalid-payload", "The name 'json' isn't allowed (conflict with Python Standard Library module name).")),
        ("b0at", ("invalid-payload", "The name 'b0at' is too similar to an existing project.")),
        ("0ar", ("invalid-payload", "The name '0ar' is too similar to an existing project.")),
    ],
)
def test_a_project_that_cannot_be_made(trusting, name, refused) -> None:
    """A pending publisher whose project is there is refused and gone; names that nobody can have are refused in PyPI's words."""
    trust = trusting({**ON_GITHUB, "pending": name}, {**ON_GITLAB, "projects": ["oar"]})
    view = View({"boat": Shelf("Boat", "boat", (), 1)}, similar={"boat".replace("o", "0"): "Boat"})
    result, book = asked(trust, view=view)
    assert code_of(result)[0] == refused[0]
    assert code_of(result)[1].startswith(refused[1])
    kept = [one.pending for one in book.publishers if one.pending]
    assert kept == ([] if name == "boat" else [name])
    if name == "boat":
        assert code_of(asked(trust, book=book, view=view)[0]) == (
            "invalid-publisher", INVALID.format("Publisher with matching claims was not found"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "refused"),
    [
        ({"iss": None}, ("invalid-payload", "malformed JWT")),
        ({"iss": 1}, ("invalid-payload", "malformed JWT")),
        ({"iss": "https://ghe.example"}, ("invalid-payload", "unknown trusted publishing issuer")),
        ({"aud": "pypi"}, ("invalid-token", "malformed or invalid token")),
        ({"exp": 1}, ("invalid-token", "malformed or invalid token")),
        ({"repository": "harbour/ship"}, ("invalid-publisher", INVALID.format("Publisher with matching claims was not found"))),
        ({"sha": None}, ("invalid-publisher", INVALID.format("Missing claim 'sha'"))),
        (
            {"event_name": "pull_request_target"},
            ("invalid-publisher", INVALID.format("Publishing from a workflow invoked via 'pull_request_target' is not supported.")),
        ),
    ],
)
def test_refusals(trusting, claims, refused) -> None:
    """Each refusal has PyPI's code and words."""
    trust = trusting({**ON_GITHUB, "projects": ["boat"]})
    token = identity({name: value for name, value in {**claims_for("seatrial"), **claims}.items() if value is not None})
    assert code_of(asked(trust, token)[0]) == refused


def test_providers_can_be_switched_off(trusting) -> None:
    """One provider, or all: the answer names the one that was tried."""
    github, gitlab = {**ON_GITHUB, "projects": ["boat"]}, {**ON_GITLAB, "projects": ["boat"]}
    closed = trusting(github, gitlab, closed=["github"])
    assert code_of(asked(closed)[0]) == ("not-enabled", "github trusted publishing functionality not enabled")
    assert isinstance(asked(closed, identity(claims_for("seatrial", PIPELINE, GITLAB)))[0], str)
    assert code_of(asked(trusting(github, open=False))[0])[0] == "not-enabled"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{}", "token\n  Field required [type=missing, input_value={}, input_type=dict]"),
        (b'{"token": 1}', "token\n  Input should be a valid string [type=string_type, input_value=1, input_type=int]"),
        (b'{"token": null}', "token\n  Input should be a valid string [type=string_type, input_value=None, input_type=NoneType]"),
        (b"[]", "  Input should be an object [type=model_type, input_value=[], input_type=list]"),
        (
            b'{"tok": "' + b"a" * 80 + b'"}',
            "token\n  Field required [type=missing, input_value={'tok': 'aaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaa'}, input_type=dict]",
        ),
        (b"\xff{}", "  Invalid JSON: expected value at line 1 column 1 [type=json_invalid, input_value=b'\\xff{}', input_type=bytes]"),
    ],
)
def test_a_body_that_is_none(trusting, body, words) -> None:
    """What is not the JSON that is wanted is refused with the words of the library that PyPI reads it with (recorded from pydantic 2.13.4)."""
    result, _ = mint(trusting(), opened(trusting()), body, View(), time.time(), publisher_token)
    code, description = code_of(result)
    assert code == "invalid-payload"
    assert description.startswith(
        f"1 validation error for TokenPayload\n{words}\n    For further information visit https://errors.pydantic.dev/2.13/v/"
    )


@pytest.mark.parametrize("token", ["", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "x" * 100_000])
def test_no_identity_at_all(trusting, token) -> None:
    """What cannot be decoded is a malformed token."""
    assert code_of(asked(trusting(), token)[0]) == ("invalid-payload", "malformed JWT")


def test_no_claim_of_another_kind_breaks_it(trusting) -> None:
    """A claim that is a list, a number or an object in place of a text is refused, never an error of the index."""
    trust = trusting({**ON_GITHUB, "projects": ["boat"]})
    for name in (*JOB, "jti", "environment"):
        for value in (1, [], {}, ["a"], True, ""):
            claims = {**claims_for("seatrial"), name: value}
            assert isinstance(asked(trust, identity(claims))[0], (str, Refused))
