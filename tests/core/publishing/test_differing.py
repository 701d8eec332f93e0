"""What in an identity stands in the way of a token."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.identities import ACTIVESTATE_CLAIMS, GITHUB_CLAIMS, GITLAB_CLAIMS, GOOGLE_CLAIMS
from seatrial.core.publishing.claims import provider_of
from seatrial.core.publishing.differing import Context, differing, reused_workflow
from seatrial.model.publisher import Remote

NOW = 1_800_000_000.0
HERE = Remote("github.com", "acme/tool")
GITLAB = Remote("gitlab.com", "Group/sub/Tool")


def ids(claims: Any, context: Context) -> list[str]:
    """Return the ids of what is told."""
    return [one.kind.id for one in differing(claims, provider_of(claims), context)]


@pytest.mark.parametrize(
    ("claims", "context", "told"),
    [
        (GITHUB_CLAIMS, Context("pypi", "pypi", NOW, {"owner": "acme", "owner_id": "4711"}, HERE, whole=True), []),
        (GITLAB_CLAIMS, Context("pypi", "pypi", NOW, {"namespace": "group/sub", "environment": "Release"}, GITLAB, whole=True), []),
        (GOOGLE_CLAIMS, Context("pypi", "pypi", NOW, {"sub": ""}, HERE, whole=True), []),
        (ACTIVESTATE_CLAIMS, Context("pypi", "pypi", NOW, whole=True), []),
        ({**GITHUB_CLAIMS, "aud": "testpypi"}, Context("pypi", "pypi"), ["PTP039"]),
        ({**GITHUB_CLAIMS, "aud": ["pypi", "x"]}, Context("pypi", "pypi"), ["PTP039"]),
        (GITHUB_CLAIMS, Context("pypi", None, NOW + 331), ["PTP041"]),
        (GITHUB_CLAIMS, Context("pypi", None, NOW + 330), []),
        (GITHUB_CLAIMS, Context("pypi", None, NOW - 31), ["PTP042"]),
        ({**GITHUB_CLAIMS, "exp": True, "iat": "x", "nbf": 10**30}, Context("pypi", None, NOW), []),
        ({**GITHUB_CLAIMS, "iss": "https://git.example.org"}, Context("pypi"), ["PTP045"]),
        ({**GITLAB_CLAIMS, "iss": "https://git.example.org"}, Context("pypi", recorded={"issuer_url": "https://git.example.org"}), []),
        ({**GITHUB_CLAIMS, "sha": None}, Context(whole=True), ["PTP043"]),
        ({**GITHUB_CLAIMS, "ref": ""}, Context(whole=True), []),
        ({**GITHUB_CLAIMS, "ref": "", "sha": ""}, Context(whole=True), ["PTP044"]),
        ({**GITLAB_CLAIMS, "ref_path": ""}, Context(whole=True), ["PTP044"]),
        ({**GITHUB_CLAIMS, "event_name": "pull_request_target"}, Context(), ["PTP032"]),
        ({**GITHUB_CLAIMS, "workflow_ref": "acme/tool/.github/workflows/ci.yml@refs/tags/v1.0"}, Context(), ["PTP031"]),
        (GITHUB_CLAIMS, Context(recorded={"owner": "Acme"}), ["PTP035"]),
        (GITHUB_CLAIMS, Context(recorded={"owner": "other", "repository": "old"}), ["PTP036", "PTP036"]),
        (GITHUB_CLAIMS, Context(recorded={"workflow_filename": "publish.yml"}), ["PTP038"]),
        (GITHUB_CLAIMS, Context(recorded={"environment": "prod"}), ["PTP034"]),
        ({**GITHUB_CLAIMS, "environment": None}, Context(recorded={"environment": "pypi"}), ["PTP033"]),
        (GITHUB_CLAIMS, Context(recorded={"owner_id": "1"}), ["PTP037"]),
        (GITLAB_CLAIMS, Context(recorded={"project": "other"}), ["PTP036"]),
        (GITLAB_CLAIMS, Context(recorded={"environment": "release"}), ["PTP034"]),
        (GOOGLE_CLAIMS, Context(recorded={"email": "x"}), ["PTP049"]),
        (GITHUB_CLAIMS, Context(remote=Remote("github.com", "old/tool")), ["PTP058"]),
        (GITHUB_CLAIMS, Context(remote=Remote("gitlab.com", "old/tool")), []),
        (GITLAB_CLAIMS, Context(remote=Remote("gitlab.com", "old/tool")), ["PTP058"]),
        (GITLAB_CLAIMS, Context(remote=Remote("git.example.org", "old/tool")), []),
        ({**GITHUB_CLAIMS, "repository": ""}, Context(remote=HERE), []),
    ],
)
def test_what_stands_in_the_way_is_told(claims, context, told):
    """Each thing by which an identity misses its token has its own number, and nothing is told without cause."""
    assert ids(claims, context) == told


def test_one_commit_of_one_file_is_no_reuse():
    """A workflow is reused where the job lies in another file, or in another commit."""
    assert reused_workflow(GITHUB_CLAIMS) is None
    assert reused_workflow({"workflow_ref": 5, "job_workflow_ref": "x"}) is None
    assert reused_workflow({"workflow_ref": "a@1", "job_workflow_ref": "b@1"}) == ("a", "b")


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=2)


@settings(max_examples=50)
@given(st.sampled_from([GITHUB_CLAIMS, GITLAB_CLAIMS, GOOGLE_CLAIMS, ACTIVESTATE_CLAIMS]), st.data())
def test_no_claims_break_it(claims, data):
    """Whatever is claimed, it is told in words."""
    names = data.draw(st.lists(st.sampled_from(sorted(claims)), max_size=4))
    claims = {**claims, **{name: data.draw(ANYTHING) for name in names}}
    context = Context("pypi", "pypi", NOW, {"owner": "x", "environment": "y", "sub": "z"}, HERE, whole=True)
    for one in differing(claims, provider_of(claims) or "github", context):
        one.kind.message.format(**one.values)
