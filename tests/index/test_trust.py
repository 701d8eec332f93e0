"""The file of publishers of the embedded index."""

import json

import pytest

from make.issuer import GITHUB, ON_GITHUB, ON_GITLAB, OWN_GITLAB, jwk, key, publishers
from seatrial.index.trust import provider_for, read_trust
from seatrial.model.publishing import PublicKey, Publisher, Trust
from seatrial.problem import Problem

KEYS = {"keys": [jwk()]}


def read(data: object) -> Trust:
    return read_trust(json.dumps(data).encode(), "p.json")


def test_a_whole_file(tmp_path) -> None:
    """Publishers, issuers with their keys, audience and life of tokens are taken as they stand; names of projects are normalized."""
    path = publishers(
        tmp_path, {**ON_GITHUB, "environment": "", "owner_id": "4711", "projects": ["My.Boat"]}, {**ON_GITLAB, "pending": "New_Boat"},
        audience="harbour", lifetime=60, closed=["google"],
    )  # fmt: skip
    trust = read_trust(path.read_bytes(), str(path))
    numbers = key().public_key().public_numbers()
    assert (trust.audience, trust.lifetime, trust.closed, trust.open) == ("harbour", 60, {"google"}, True)
    assert trust.issuers[GITHUB] == {"first": PublicKey(numbers.n, numbers.e)}
    first, second = trust.publishers
    assert (first.fields["owner_id"], first.projects, first.pending) == ("4711", ("my-boat",), "")
    assert second == Publisher("gitlab", {name: value for name, value in ON_GITLAB.items() if name != "provider"}, (), "New_Boat")
    assert (provider_for(GITHUB), provider_for(OWN_GITLAB)) == ("github", "gitlab")


def test_an_empty_file_takes_nobody() -> None:
    """Without publishers no identity is good for anything."""
    assert read({}) == Trust()


def test_keys_that_prove_nothing_here_are_passed_over() -> None:
    """An issuer may have keys of other kinds beside."""
    mixed = {"keys": [{"kty": "EC"}, {**jwk("x"), "use": "enc"}, {**jwk("y"), "alg": "RS512"}, jwk()]}
    assert list(read({"issuers": {GITHUB: mixed}}).issuers[GITHUB]) == ["first"]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "-"),
        ({"publisher": []}, "-"),
        ({"audience": ""}, "audience"),
        ({"audience": 1}, "audience"),
        ({"lifetime": 0}, "lifetime"),
        ({"lifetime": 901}, "lifetime"),
        ({"lifetime": True}, "lifetime"),
        ({"open": 1}, "open"),
        ({"closed": "github"}, "closed"),
        ({"closed": [1]}, "closed"),
        ({"issuers": []}, "issuers"),
        ({"issuers": {GITHUB: {}}}, f"issuers.{GITHUB}.keys"),
        ({"issuers": {GITHUB: {"keys": []}}}, f"issuers.{GITHUB}"),
        ({"issuers": {GITHUB: {"keys": [1]}}}, f"issuers.{GITHUB}.keys"),
        ({"issuers": {GITHUB: {"keys": [{**jwk(), "n": "AQAB"}]}}}, f"issuers.{GITHUB}.keys"),
        ({"issuers": {GITHUB: {"keys": [{**jwk(), "n": "A"}]}}}, f"issuers.{GITHUB}.keys.n"),
        ({"issuers": {GITHUB: {"keys": [{**jwk(), "n": "ä"}]}}}, f"issuers.{GITHUB}.keys.n"),
        ({"issuers": {GITHUB: {"keys": [{**jwk(), "kid": None}]}}}, f"issuers.{GITHUB}.keys.kid"),
        ({"publishers": {}}, "publishers"),
        ({"publishers": [1]}, "publishers[0]"),
        ({"publishers": [{"provider": "circleci"}]}, "publishers[0].provider"),
        ({"publishers": [{"provider": []}]}, "publishers[0].provider"),
        ({"publishers": [{**ON_GITHUB, "projects": ["a"], "workflow": "x"}]}, "publishers[0]"),
        ({"publishers": [{**ON_GITHUB, "projects": ["a"], "owner": ""}]}, "publishers[0].owner"),
        ({"publishers": [{**ON_GITHUB, "projects": ["a"], "environment": 1}]}, "publishers[0].environment"),
        ({"publishers": [ON_GITHUB]}, "publishers[0]"),
        ({"publishers": [{**ON_GITHUB, "projects": ["a"], "pending": "b"}]}, "publishers[0]"),
        ({"publishers": [{**ON_GITHUB, "projects": [""]}]}, "publishers[0].projects"),
    ],
)
def test_what_is_not_known_is_an_error(data, place) -> None:
    """A mistake is named with its place: a publisher that is understood in part would match where it should not."""
    with pytest.raises(Problem) as caught:
        read(data)
    assert (caught.value.kind.id, caught.value.values["place"]) == ("PTP021", place)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000])
def test_no_json(data) -> None:
    """What is no JSON at all is said to be none."""
    with pytest.raises(Problem) as caught:
        read_trust(data, "p.json")
    assert caught.value.kind.id == "PTP020"
