"""What an identity token claims."""

import json
from base64 import urlsafe_b64encode
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.identities import GITHUB_CLAIMS, GITLAB_CLAIMS, part, token
from seatrial.core.publishing.claims import LONGEST, decode, provider_at, provider_of
from seatrial.problem import Problem


def test_what_a_token_claims_is_read():
    """The claims of a token of GitHub are read as they are, its padding left away or not."""
    assert decode(token(GITHUB_CLAIMS)) == GITHUB_CLAIMS
    header, payload, signature = token({"a": "b"}).split(".")
    assert decode(".".join((header + "=" * (-len(header) % 4), payload + "=" * (-len(payload) % 4), signature))) == {"a": "b"}
    assert decode(f"{part({'alg': 'RS256', 'b64': True, 'crit': ['b64']})}.{part({})}.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a.b",
        "a.b.c.d",
        "é.é.é",
        "pypi-AgEIcHlwaS5vcmc",
        f"{part({})}.{part([1])}.AA",
        f"{part([])}.{part({})}.AA",
        f"{part({})}.{urlsafe_b64encode(b'{').decode()}.AA",
        f"{part({})}.{part({})}.A",
        f"{part({})}.{part({})}.AB",
        f"{part({})}.{part({})}.AA===",
        f"{part({})}.{part({})}.AA=",
        f"{part({})}.{part({})}.A+",
        f"{part({'kid': 1})}.{part({})}.AA",
        f"{part({'b64': False})}..AA",
        f"{part({'crit': []})}.{part({})}.AA",
        f"{part({'crit': 'b64'})}.{part({})}.AA",
        f"{part({'crit': ['b64']})}.{part({})}.AA",
        f"{part({'crit': ['exp'], 'exp': 1})}.{part({})}.AA",
        f"{part({})}.{urlsafe_b64encode(b'[' * 20000).decode().rstrip('=')}.AA",
        f'"{token({})}"',
        token({"a": "b" * LONGEST}),
    ],
)
def test_what_is_no_token_is_said_to_be_none(text: str):
    """What PyPI calls a malformed JWT is one problem, whatever is wrong with it."""
    with pytest.raises(Problem, match="PTP030"):
        decode(text)


@given(st.text() | st.binary().map(lambda data: f"{part({})}.{urlsafe_b64encode(data).decode().rstrip('=')}.AA"))
def test_nothing_else_is_raised(text: str):
    """No text makes the reading of a token fail in a way of its own."""
    with suppress(Problem):
        assert isinstance(decode(text), dict)


@settings(max_examples=30)
@given(st.dictionaries(st.text(), st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5)))
def test_whatever_is_claimed_comes_out(claims: dict[str, Any]):
    """Claims of any kind come out as they were put in."""
    assert decode(token(claims)) == json.loads(json.dumps(claims))


def test_an_issuer_is_known_by_its_address():
    """An issuer is the one that PyPI knows, letter by letter."""
    assert provider_at("https://gitlab.com") == "gitlab"
    assert provider_at("https://gitlab.com/") is None
    assert provider_at(["https://gitlab.com"]) is None


def test_whose_identity_it_is_can_be_seen_without_an_issuer():
    """Claims without an issuer, as a log shows them, and those of a server of one's own are known by their names."""
    assert provider_of(GITHUB_CLAIMS) == "github"
    assert provider_of({"job_workflow_ref": "", "actor_id": "1"}) == "github"
    assert provider_of({**GITLAB_CLAIMS, "iss": "https://git.example.org"}) == "gitlab"
    assert provider_of({"sub": "x"}) is None
