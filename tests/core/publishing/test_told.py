"""Claims in whatever a user has of them."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.identities import GITHUB_CLAIMS, token
from seatrial.core.publishing.told import claims_in, identity_in, read_claims
from seatrial.problem import Problem

LOG = """\
2026-08-01T10:00:00.0000000Z Uploading to the index
2026-08-01T10:00:00.0000000Z ##[error]Token request failed: the server refused the request for the following reasons:
2026-08-01T10:00:00.0000000Z * `invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was not found)
2026-08-01T10:00:00.0000000Z * `sub`: `repo:acme/tool:ref:refs/heads/main`
2026-08-01T10:00:00.0000000Z * `repository`: `acme/tool`
2026-08-01T10:00:00.0000000Z * `repository_owner`: `acme`
2026-08-01T10:00:00.0000000Z * `job_workflow_ref`: `acme/tool/.github/workflows/release.yml@refs/heads/main`
2026-08-01T10:00:00.0000000Z * `environment`: `MISSING`
"""
SHOWN = {
    "sub": "repo:acme/tool:ref:refs/heads/main",
    "repository": "acme/tool",
    "repository_owner": "acme",
    "job_workflow_ref": "acme/tool/.github/workflows/release.yml@refs/heads/main",
}
WORDS = "valid token, but no corresponding publisher (Publisher with matching claims was not found)"


def test_the_claims_in_a_log_are_read():
    """The table that an action prints after a refusal is read, what it calls missing is missing."""
    assert claims_in(LOG) == SHOWN
    assert identity_in(LOG.encode()) == (SHOWN, ("invalid-publisher", WORDS), False)
    assert identity_in(b"to TestPyPI\n" + LOG.encode().replace(b"invalid-publisher", b"other"))[1:] == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        'repository: acme/tool\nrepository_owner: acme\njob_workflow_ref: "a/b"\n',
        '  "repository": "acme/tool",\n  "repository_owner": "acme",\n  "job_workflow_ref": "a/b",\n',
        "| repository | acme/tool |\n| repository_owner | acme |\n| job_workflow_ref | a/b |\n",
    ],
)
def test_claims_are_read_however_they_are_printed(text):
    """Plain lines, the lines of JSON and the rows of a table are understood alike."""
    assert claims_in(text) == {"repository": "acme/tool", "repository_owner": "acme", "job_workflow_ref": "a/b"}


def test_the_claims_that_uv_prints_are_read():
    """The structure that uv prints after a refusal is read, with the index's answer in JSON."""
    told = (
        'Response: {"message":"Token request failed","errors":[{"code":"invalid-publisher","description":"' + WORDS + '"}]}\n'
        "Token claims, which must match the publisher configuration: OidcTokenClaims {\n"
        + "".join(f'    {name}: "{value}",\n' for name, value in SHOWN.items())
        + "}\n"
    )
    assert identity_in(told.encode()) == (SHOWN, ("invalid-publisher", WORDS), False)


def test_a_log_without_a_table_has_no_claims():
    """A log that only names a claim has none."""
    assert claims_in("Missing claim 'job_workflow_ref'\nref: main\n") == {}
    assert identity_in(b"nothing") == ({}, None, False)


def test_a_secret_in_a_log_is_covered():
    """A token in the place of a claim is not shown."""
    assert "eyJ" not in str(claims_in(LOG.replace("`acme`", f"`{token(GITHUB_CLAIMS)}`")))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (json.dumps(GITHUB_CLAIMS), True),
        (f"\ufeff{token(GITHUB_CLAIMS)}\n", True),
        (json.dumps({"value": token(GITHUB_CLAIMS)}), True),
        (json.dumps({"claims": dict(GITHUB_CLAIMS)}), True),
    ],
)
def test_json_and_tokens_are_read(text, whole):
    """Claims come from JSON, from a token, or from the answer that a CI gives for one."""
    assert read_claims(text) == (GITHUB_CLAIMS, whole)


@pytest.mark.parametrize("text", ["", "[]", "{}", "5", "pypi-AgEIcHlwaS5vcmc", "[" * 100_000])
def test_what_holds_no_claims_is_none(text):
    """Anything else holds no claims."""
    assert read_claims(text) is None


def test_claims_without_an_issuer_are_a_part():
    """Claims that do not say who issued them are taken for a part of all."""
    assert read_claims('{"repository": "a/b"}') == ({"repository": "a/b"}, False)
    assert read_claims(LOG) == (SHOWN, False)


def test_a_broken_token_is_said_to_be_one():
    """What looks like a token, and is none, is told."""
    with pytest.raises(Problem, match="PTP030"):
        read_claims("abc.def.ghi")


@settings(max_examples=60)
@given(st.text())
def test_any_text_is_borne(text):
    """No text makes it fail."""
    assert isinstance(claims_in(f"job_workflow_ref\n{text}"), dict)


def test_a_log_made_to_hang_it_does_not():
    """A long line without a table costs no more than its length."""
    begun = time.perf_counter()
    claims_in("job_workflow_ref " + "a" * 200_000 + "\n" + "`sub`: `" * 50_000)
    assert time.perf_counter() - begun < 2
