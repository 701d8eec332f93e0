"""Identity tokens and what they claim, made to order; no signature in them is a real one."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from seatrial.model.publishing import Publisher

SHA = "0123456789abcdef0123456789abcdef01234567"
GITHUB_CLAIMS: Mapping[str, Any] = {
    "iss": "https://token.actions.githubusercontent.com",
    "aud": "pypi",
    "sub": "repo:acme/tool:environment:pypi",
    "jti": "8c9e2f5a",
    "iat": 1_800_000_000,
    "nbf": 1_799_999_700,
    "exp": 1_800_000_300,
    "repository": "acme/tool",
    "repository_owner": "acme",
    "repository_owner_id": "4711",
    "workflow_ref": "acme/tool/.github/workflows/release.yml@refs/tags/v1.0",
    "job_workflow_ref": "acme/tool/.github/workflows/release.yml@refs/tags/v1.0",
    "environment": "pypi",
    "event_name": "push",
    "ref": "refs/tags/v1.0",
    "sha": SHA,
}
GITLAB_CLAIMS: Mapping[str, Any] = {
    "iss": "https://gitlab.com",
    "aud": "pypi",
    "sub": "project_path:Group/sub/Tool:ref_type:tag:ref:v1.0",
    "jti": "3f1b",
    "iat": 1_800_000_000,
    "exp": 1_800_003_600,
    "project_path": "Group/sub/Tool",
    "ci_config_ref_uri": "gitlab.com/Group/sub/Tool//.gitlab-ci.yml@refs/tags/v1.0",
    "ref_path": "refs/tags/v1.0",
    "sha": SHA,
    "environment": "Release",
}
GOOGLE_CLAIMS: Mapping[str, Any] = {
    "iss": "https://accounts.google.com",
    "aud": "pypi",
    "sub": "111",
    "email": "bot@project.iam.gserviceaccount.com",
    "email_verified": True,
    "iat": 1_800_000_000,
    "exp": 1_800_003_600,
}
ACTIVESTATE_CLAIMS: Mapping[str, Any] = {
    "iss": "https://platform.activestate.com/api/v1/oauth/oidc",
    "aud": "pypi",
    "sub": "org:acme:project:tool",
    "organization": "acme",
    "project": "tool",
    "actor": "jo",
    "actor_id": "a-1",
    "builder": "pypi-publisher",
    "iat": 1_800_000_000,
    "exp": 1_800_003_600,
}
GITHUB_PUBLISHER = Publisher(
    "github",
    {"owner": "acme", "repository": "tool", "workflow_filename": "release.yml", "environment": "pypi", "owner_id": "4711"},
    ("tool",),
)
GITLAB_PUBLISHER = Publisher(
    "gitlab",
    {
        "namespace": "Group/sub",
        "project": "Tool",
        "workflow_filepath": ".gitlab-ci.yml",
        "environment": "Release",
        "issuer_url": "https://gitlab.com",
    },
    ("tool",),
)
GOOGLE_PUBLISHER = Publisher("google", {"email": "bot@project.iam.gserviceaccount.com", "sub": "111"}, ("tool",))
ACTIVESTATE_PUBLISHER = Publisher("activestate", {"organization": "acme", "project": "tool", "actor": "jo"}, ("tool",))


def part(data: object) -> str:
    """Return one part of a token with what it says."""
    return urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def token(claims: Mapping[str, Any], signature: str = "c2lnbmF0dXJl") -> str:
    """Return a token with these claims."""
    return f"{part({'alg': 'RS256', 'kid': 'one', 'typ': 'JWT'})}.{part(dict(claims))}.{signature}"
