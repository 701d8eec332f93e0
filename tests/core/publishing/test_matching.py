"""Which publisher an index finds for an identity; the rows were answered the same by PyPI's own models (warehouse@6b62157)."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.identities import (
    ACTIVESTATE_CLAIMS,
    ACTIVESTATE_PUBLISHER,
    GITHUB_CLAIMS,
    GITHUB_PUBLISHER,
    GITLAB_CLAIMS,
    GITLAB_PUBLISHER,
    GOOGLE_CLAIMS,
    GOOGLE_PUBLISHER,
    SHA,
)
from seatrial.core.publishing.matching import LONGEST, LOOK_UP, REQUIRED, match, pipeline_in, reason, workflow_in
from seatrial.model.publishing import Claims, Provider, Publisher, Refused

CLAIMS: Mapping[Provider, Claims] = {
    "github": GITHUB_CLAIMS,
    "gitlab": GITLAB_CLAIMS,
    "google": GOOGLE_CLAIMS,
    "activestate": ACTIVESTATE_CLAIMS,
}
PUBLISHERS: Mapping[Provider, Publisher] = {
    one.provider: one for one in (GITHUB_PUBLISHER, GITLAB_PUBLISHER, GOOGLE_PUBLISHER, ACTIVESTATE_PUBLISHER)
}
ABSENT = object()
NOT_FOUND = "Publisher with matching claims was not found"
WORKFLOW = "acme/tool/.github/workflows/release.yml@"
PIPELINE = "gitlab.com/Group/sub/Tool//.gitlab-ci.yml@"
WORKFLOW_REFS, PIPELINE_REFS = ([f"{path}{SHA}", f"{path}refs/tags/v1.0"] for path in (WORKFLOW, PIPELINE))
SHARED = "acme/shared/.github/workflows/release.yml@refs/heads/main"
SMALL = "gitlab.com/group/sub/tool//.gitlab-ci.yml@refs/tags/v1.0"


def changed(provider: Provider, changes: Mapping[str, object]) -> dict[str, Any]:
    """Return the claims of a provider with changes."""
    return {name: value for name, value in {**CLAIMS[provider], **changes}.items() if value is not ABSENT}


@pytest.mark.parametrize(
    ("provider", "changes"),
    [
        ("github", {}),
        ("github", {"environment": "PyPI"}),
        ("github", {"job_workflow_ref": WORKFLOW + SHA}),
        ("github", {"ref": "", "job_workflow_ref": WORKFLOW + SHA}),
        ("gitlab", {}),
        ("gitlab", {"project_path": "group/SUB/tool", "sub": "project_path:group/sub/tool"}),
        ("gitlab", {"ci_config_ref_uri": PIPELINE + SHA}),
        ("google", {}),
        ("google", {"email_verified": 1}),
        ("activestate", {}),
    ],
)
def test_an_identity_finds_its_publisher(provider: Provider, changes: Mapping[str, object]):
    """Upper and lower case count where they count at PyPI, and nowhere else."""
    assert match(changed(provider, changes), tuple(PUBLISHERS.values())) is PUBLISHERS[provider]


@pytest.mark.parametrize(
    ("provider", "changes", "why"),
    [
        ("github", {"repository": "Acme/tool", "repository_owner": "Acme"}, NOT_FOUND),
        ("github", {"repository": "acme/Tool"}, NOT_FOUND),
        ("github", {"repository_owner_id": "1"}, NOT_FOUND),
        ("github", {"environment": "prod"}, NOT_FOUND),
        ("github", {"environment": ABSENT}, NOT_FOUND),
        ("github", {"job_workflow_ref": WORKFLOW.replace("release", "Release")}, NOT_FOUND),
        ("github", {"repository_owner": "other"}, "Check failed for required claim 'repository_owner'"),
        ("github", {"sha": ABSENT}, "Missing claim 'sha'"),
        ("github", {"ref": None, "jti": None}, "Missing claim 'jti'"),
        ("github", {"job_workflow_ref": "acme/tool/x.txt@main"}, "Could not job extract workflow filename from OIDC claims"),
        ("github", {"job_workflow_ref": "a/" * LONGEST + "release.yml@x"}, "Could not job extract workflow filename from OIDC claims"),
        ("github", {"ref": "", "sha": ""}, "The ref and sha claims are empty"),
        (
            "github",
            {"job_workflow_ref": SHARED},
            f"The job_workflow_ref claim does not match, expecting one of {WORKFLOW_REFS}, got {SHARED!r}",
        ),
        (
            "github",
            {"event_name": "pull_request_target"},
            "Publishing from a workflow invoked via 'pull_request_target' is not supported.",
        ),
        ("gitlab", {"environment": "release"}, NOT_FOUND),
        ("gitlab", {"environment": ABSENT}, NOT_FOUND),
        ("gitlab", {"ci_config_ref_uri": "gitlab.com/Group/sub/Tool//ci.yml@x"}, NOT_FOUND),
        ("gitlab", {"ci_config_ref_uri": "gitlab.com/Group/sub/Tool//.yml@x"}, "Could not extract workflow filename from OIDC claims"),
        ("gitlab", {"ci_config_ref_uri": "x" * LONGEST + PIPELINE}, "Could not extract workflow filename from OIDC claims"),
        ("gitlab", {"sub": "project_path:other/tool"}, "Check failed for required claim 'sub'"),
        ("gitlab", {"sub": ""}, "Check failed for required claim 'sub'"),
        ("gitlab", {"ref_path": ""}, "The ref_path and sha claims are empty"),
        (
            "gitlab",
            {"ci_config_ref_uri": SMALL},
            f"The ci_config_ref_uri claim does not match, expecting one of {PIPELINE_REFS}, got {SMALL!r}",
        ),
        ("google", {"email": "Bot@project.iam.gserviceaccount.com"}, NOT_FOUND),
        ("google", {"sub": "112"}, NOT_FOUND),
        ("google", {"sub": ABSENT}, NOT_FOUND),
        ("google", {"email_verified": False}, "Check failed for required claim 'email_verified'"),
        ("activestate", {"project": "Tool"}, NOT_FOUND),
        ("activestate", {"sub": ""}, "Missing 'subject' claim"),
        ("activestate", {"sub": "org:acme"}, "Invalid 'subject' claim. Wrong format"),
        ("activestate", {"sub": "org:acme:project:other"}, "Invalid 'subject' claim"),
        ("activestate", {"builder": "other"}, "Check failed for required claim 'builder'"),
    ],
)
def test_without_a_publisher_the_reason_is_in_the_words_of_pypi(provider: Provider, changes: Mapping[str, object], why: str):
    """Each reason for which an identity finds no publisher is told in the index's own words."""
    answer = match(changed(provider, changes), tuple(PUBLISHERS.values()))
    assert answer == Refused("invalid-publisher", f"valid token, but no corresponding publisher ({why})")
    assert isinstance(answer, Refused)
    assert reason(answer.description) == why


@pytest.mark.parametrize(
    ("provider", "changes"),
    [
        ("github", {"iss": ABSENT}),
        ("github", {"repository": "tool"}),
        ("github", {"repository": 5}),
        ("github", {"repository_owner": 5}),
        ("github", {"repository_owner_id": 5}),
        ("github", {"job_workflow_ref": ["x"]}),
        ("github", {"environment": ["pypi"]}),
        ("gitlab", {"project_path": "tool"}),
        ("gitlab", {"ci_config_ref_uri": 1.5}),
        ("gitlab", {"sub": {"a": 1}}),
        ("google", {"email": True}),
        ("activestate", {"actor_id": 7}),
        ("activestate", {"sub": 7}),
    ],
)
def test_what_breaks_the_server_is_a_malformed_token(provider: Provider, changes: Mapping[str, object]):
    """Claims of another kind than text, which break PyPI's server, have an answer here."""
    assert match(changed(provider, changes), (PUBLISHERS[provider],)) == Refused("invalid-payload", "malformed JWT")


def test_an_unknown_issuer_is_told():
    """An issuer that PyPI does not know, such as a server of one's own, is refused before anything is looked up."""
    for issuer in ("https://git.example.org", None, ["x"]):
        assert match({**GITLAB_CLAIMS, "iss": issuer}, (GITLAB_PUBLISHER,)) == Refused(
            "invalid-payload", "unknown trusted publishing issuer"
        )


def test_an_issuer_that_a_publisher_has_is_known():
    """A GitLab of one's own is known where a publisher is registered for it, and finds that one alone."""
    own = "https://git.example.org"
    ours = GITLAB_PUBLISHER._replace(fields={**GITLAB_PUBLISHER.fields, "issuer_url": own})
    claims = {**GITLAB_CLAIMS, "iss": own, "ci_config_ref_uri": "git.example.org/Group/sub/Tool//.gitlab-ci.yml@refs/tags/v1.0"}
    assert match(claims, (GITLAB_PUBLISHER, ours)) is ours
    assert isinstance(match(GITLAB_CLAIMS, (ours,)), Refused)


def test_the_publisher_that_asks_for_the_environment_comes_first():
    """Of two records for one workflow the one with the job's environment is taken, the one without for every other."""
    general = GITHUB_PUBLISHER._replace(fields={**GITHUB_PUBLISHER.fields, "environment": ""})
    typed = GITHUB_PUBLISHER._replace(fields={**GITHUB_PUBLISHER.fields, "environment": "PyPI"})
    assert match(GITHUB_CLAIMS, (general, typed)) is typed
    assert match({**GITHUB_CLAIMS, "environment": "other"}, (general, typed)) is general
    assert match({**GITHUB_CLAIMS, "environment": ""}, (general, typed)) is general


def test_a_pending_publisher_comes_before_the_others():
    """A pending publisher is found first; where it does not fit, the others are looked at."""
    pending = GITHUB_PUBLISHER._replace(pending="tool")
    assert match(GITHUB_CLAIMS, (GITHUB_PUBLISHER, pending)) is pending
    assert match({**GITHUB_CLAIMS, "repository_owner_id": "1"}, (GITHUB_PUBLISHER, pending)) == match(
        {**GITHUB_CLAIMS, "repository_owner_id": "1"}, (GITHUB_PUBLISHER,)
    )


@pytest.mark.parametrize("provider", list(CLAIMS))
@pytest.mark.parametrize("pending", ["", "tool"])
def test_an_identity_is_good_for_one_token(provider: Provider, pending: str):
    """A token that was exchanged before is refused, whoever made it."""
    answer = match({**CLAIMS[provider], "jti": "once"}, (PUBLISHERS[provider]._replace(pending=pending),), {"once"})
    assert answer == Refused("invalid-reuse-token", "invalid token: already used")


def test_the_number_of_a_user_counts_where_it_is_known():
    """ActiveState's user is compared by the number that PyPI looked up."""
    for number, found in (("a-1", True), ("a-2", False)):
        publisher = ACTIVESTATE_PUBLISHER._replace(fields={**ACTIVESTATE_PUBLISHER.fields, "actor_id": number})
        assert isinstance(match(ACTIVESTATE_CLAIMS, (publisher,)), Publisher) is found


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("o/r/.github/workflows/a.yml@refs/heads/main", "a.yml"),
        ("o/r/.github/workflows/a@b.yaml@refs/heads/x.yml@y", "a@b.yaml"),
        ("o/r/.github/workflows/.yml@main", ""),
        ("", ""),
    ],
)
def test_the_file_of_a_workflow_is_found_as_pypi_finds_it(claim: str, name: str):
    """The file name in `job_workflow_ref` is the one that PyPI takes from it."""
    assert workflow_in(claim) == name


@pytest.mark.parametrize(
    ("claim", "path"),
    [
        ("gitlab.com/g/p//ci/a.yml@refs/heads/main", "ci/a.yml"),
        ("gitlab.com/g/p//a.yaml@b.yml@main", "a.yaml@b.yml"),
        ("gitlab.com/g/p//ci/.yml@main", ""),
    ],
)
def test_the_file_of_a_pipeline_is_found_as_pypi_finds_it(claim: str, path: str):
    """The path in `ci_config_ref_uri` is the one that PyPI takes from it."""
    assert pipeline_in(claim) == path


def test_words_without_parentheses_are_the_reason_themselves():
    """An index's words are the reason where it puts none in parentheses."""
    assert reason("invalid token: already used") == "invalid token: already used"
    assert reason("an (odd) one") == "an (odd) one"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)


@settings(max_examples=60)
@given(st.sampled_from(list(CLAIMS)), st.data())
def test_no_claims_break_it(provider: Provider, data: st.DataObject):
    """Whatever an identity claims, there is an answer, and one with words."""
    names = data.draw(st.lists(st.sampled_from([*REQUIRED[provider], "iss", "environment", "sub"]), max_size=3))
    claims = {**CLAIMS[provider], **{name: data.draw(ANYTHING) for name in names}}
    answer = match(claims, tuple(PUBLISHERS.values()))
    assert isinstance(answer, Publisher) or answer.description
    assert set(LOOK_UP) == set(CLAIMS)
