"""Why an index gave no token."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.identities import GITHUB_CLAIMS, GITHUB_PUBLISHER, GITLAB_CLAIMS, GITLAB_PUBLISHER
from seatrial.core.publishing.differing import Context
from seatrial.core.publishing.explaining import explain
from seatrial.core.publishing.matching import MALFORMED, NOT_FOUND, REUSED, UNKNOWN_ISSUER, match, refusal
from seatrial.model.publishing import RefusalCode, Refused

RENAMED = "acme/renamed/.github/workflows/release.yml@refs/tags/v1.0"


def ids(refused: Refused, claims: Any = None, context: Context | None = None) -> list[str]:
    """Return the ids of the causes."""
    return [one.kind.id for one in explain(refused, claims, context)]


@pytest.mark.parametrize(
    ("refused", "causes"),
    [
        (refusal(NOT_FOUND), ["PTP047", "PTP046"]),
        (refusal("Missing claim 'sha'"), ["PTP043", "PTP047"]),
        (refusal("Check failed for required claim 'repository_owner_id'"), ["PTP037", "PTP047"]),
        (refusal("Check failed for required claim 'repository_owner'"), ["PTP036", "PTP047"]),
        (refusal("Check failed for required claim 'sub'"), ["PTP049", "PTP047"]),
        (refusal("Check failed for optional claim 'environment'"), ["PTP034", "PTP047"]),
        (refusal("The job_workflow_ref claim does not match, expecting one of ['a/b@c'], got 'd/e@c'"), ["PTP031", "PTP047"]),
        (refusal("The job_workflow_ref claim does not match, expecting one of [], got 'd/e@c'"), ["PTP031", "PTP047"]),
        (refusal("The ci_config_ref_uri claim does not match, expecting one of ['a'], got 'b'"), ["PTP049", "PTP047"]),
        (refusal("The ref and sha claims are empty"), ["PTP044", "PTP047"]),
        (refusal("Could not job extract workflow filename from OIDC claims"), ["PTP044", "PTP047"]),
        (refusal("Publishing from a workflow invoked via 'pull_request_target' is not supported."), ["PTP032", "PTP047"]),
        (Refused("invalid-pending-publisher", "valid token, but project already exists"), ["PTP052"]),
        (MALFORMED, ["PTP030"]),
        (Refused("invalid-payload", "1 validation error for TokenPayload"), ["PTP030"]),
        (UNKNOWN_ISSUER, ["PTP045"]),
        (Refused("invalid-payload", "The name 'json' isn't allowed."), ["PTP053"]),
        (Refused("invalid-token", "malformed or invalid token"), ["PTP039", "PTP041"]),
        (REUSED, ["PTP050"]),
        (Refused("not-enabled", "github trusted publishing functionality not enabled"), ["PTP051"]),
    ],
)
def test_each_refusal_has_causes(refused, causes):
    """Every code and every reason of PyPI is explained, without the claims too."""
    assert ids(refused) == causes


@pytest.mark.parametrize(
    ("refused", "claims", "context", "causes"),
    [
        (Refused("invalid-token", "x"), {**GITHUB_CLAIMS, "aud": "testpypi"}, Context("pypi", "pypi"), ["PTP039", "PTP041"]),
        (Refused("invalid-token", "x"), GITHUB_CLAIMS, Context("pypi", "pypi", 1_900_000_000), ["PTP041", "PTP039"]),
        (refusal(NOT_FOUND), GITHUB_CLAIMS, Context(recorded={"owner": "Acme"}), ["PTP035"]),
        (refusal(NOT_FOUND), GITHUB_CLAIMS, Context("https://own.example.org/"), ["PTP047"]),
        (
            Refused("invalid-pending-publisher", "x"),
            GITHUB_CLAIMS,
            Context("https://own.example.org/"),
            ["PTP052"],
        ),
    ],
)
def test_the_claims_make_the_cause_exact(refused, claims, context, causes):
    """What the claims tell comes first, and takes the place of what is only likely."""
    assert ids(refused, claims, context) == causes


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"environment": "pipy"}, "PTP034"),
        ({"environment": None}, "PTP033"),
        ({"repository": "acme/renamed", "job_workflow_ref": RENAMED, "workflow_ref": RENAMED}, "PTP036"),
        ({"repository_owner_id": "9"}, "PTP037"),
        ({"event_name": "pull_request_target"}, "PTP032"),
    ],
)
def test_a_real_refusal_leads_to_its_cause(changes, first):
    """From a job's claims and the publisher on record the index's answer is explained by what really differs."""
    claims = {**GITHUB_CLAIMS, **changes}
    refused = match(claims, (GITHUB_PUBLISHER,))
    assert isinstance(refused, Refused)
    assert ids(refused, claims, Context("pypi", "pypi", recorded=GITHUB_PUBLISHER.fields))[0] == first


def test_gitlab_is_explained_too():
    """An environment of GitLab in another case is a cause of its own."""
    claims = {**GITLAB_CLAIMS, "environment": "release"}
    refused = match(claims, (GITLAB_PUBLISHER,))
    assert isinstance(refused, Refused)
    assert ids(refused, claims, Context("pypi", "pypi", recorded=GITLAB_PUBLISHER.fields)) == ["PTP034"]


@settings(max_examples=50)
@given(st.sampled_from(get_args(RefusalCode)), st.text(), st.dictionaries(st.sampled_from(list(GITHUB_CLAIMS)), st.text() | st.none()))
def test_any_answer_is_explained(code, description, claims):
    """Whatever the index says, something is told, and it can be said."""
    causes = explain(Refused(code, description), claims)
    assert causes
    for one in causes:
        one.kind.message.format(**one.values)
        one.kind.fix.format(**one.values)
