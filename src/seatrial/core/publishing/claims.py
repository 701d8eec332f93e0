"""What an identity token claims: read without its signature, as PyPI's server looks into one before it knows whose key proves it."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from seatrial.model.publishing import Claims, Provider
from seatrial.problem import Problem
from seatrial.problem.publisher import NOT_A_TOKEN

LONGEST = 64 * 1024
"""Characters of a token; those of GitHub have 2,000, those of GitLab with many groups 10,000."""
GITHUB = "https://token.actions.githubusercontent.com"
GITLAB = "https://gitlab.com"
GOOGLE = "https://accounts.google.com"
ACTIVESTATE = "https://platform.activestate.com/api/v1/oauth/oidc"
ISSUERS: Mapping[str, Provider] = {GITHUB: "github", GITLAB: "gitlab", GOOGLE: "google", ACTIVESTATE: "activestate"}
"""warehouse@6b62157, oidc/utils.py:42-47."""
LETTERS = re.compile(rb"[A-Za-z0-9_-]*")
LOOKS: tuple[tuple[str, Provider], ...] = (
    ("ci_config_ref_uri", "gitlab"),
    ("project_path", "gitlab"),
    ("job_workflow_ref", "github"),
    ("repository_owner", "github"),
    ("workflow_ref", "github"),
    ("email_verified", "google"),
    ("actor_id", "activestate"),
)
"""Claims that one provider alone makes, where the issuer says nothing; GitHub's `actor_id` comes behind what tells GitHub."""


def decode(token: str) -> Claims:
    """Return what an identity token claims; nothing of it is proven.

    Raises `Problem` PTP030 where PyPI would say "malformed JWT" (pyjwt 2.13, api_jws.py:_load), and where it is longer than any.
    """
    if len(token) > LONGEST:
        raise Problem(NOT_A_TOKEN)
    parts = token.encode("utf-8", "replace").split(b".")
    if len(parts) != 3:
        raise Problem(NOT_A_TOKEN)
    header, payload, signature = parts
    _check_header(_object(_bytes(header)))
    claims = _object(_bytes(payload))
    _bytes(signature)
    return claims


def provider_at(issuer: object) -> Provider | None:
    """Return whose identities an issuer makes, None where PyPI does not know it by itself."""
    return ISSUERS.get(issuer) if isinstance(issuer, str) else None


def provider_of(claims: Claims) -> Provider | None:
    """Return whose identity this is: by its issuer, else by claims that one provider alone makes; None where nothing tells."""
    return provider_at(claims.get("iss")) or next((provider for name, provider in LOOKS if name in claims), None)


def _bytes(part: bytes) -> bytes:
    stripped = part.rstrip(b"=")
    padding = len(part) - len(stripped)
    if padding > 2 or (padding and len(part) % 4) or len(stripped) % 4 == 1 or not LETTERS.fullmatch(stripped):
        raise Problem(NOT_A_TOKEN)
    decoded = urlsafe_b64decode(stripped + b"=" * (-len(stripped) % 4))
    if urlsafe_b64encode(decoded).rstrip(b"=") != stripped:
        raise Problem(NOT_A_TOKEN)
    return decoded


def _object(data: bytes) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        raise Problem(NOT_A_TOKEN) from None
    if not isinstance(read, dict):
        raise Problem(NOT_A_TOKEN)
    return read


def _check_header(header: Mapping[str, Any]) -> None:
    # What pyjwt refuses in a header; of the extensions that one can name as critical it knows `b64` alone, whose payload is elsewhere.
    if not isinstance(header.get("kid", ""), str) or header.get("b64", True) is False:
        raise Problem(NOT_A_TOKEN)
    if "crit" in header and not (
        isinstance(header["crit"], list) and header["crit"] and set(map(repr, header["crit"])) == {"'b64'"} and "b64" in header
    ):
        raise Problem(NOT_A_TOKEN)
