"""What in an identity stands in the way of a token: told from its claims, the record, the clock and the place of the project."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seatrial.core.credential.judge import moment
from seatrial.core.publishing.claims import GITHUB, provider_at
from seatrial.core.publishing.form import claimed, fits
from seatrial.core.publishing.matching import REQUIRED
from seatrial.model.publisher import Remote
from seatrial.model.publishing import Claims, Provider
from seatrial.model.sentence import ProblemFacts
from seatrial.problem import Kind
from seatrial.problem.publisher import (
    FROM_PULL_REQUEST,
    NO_CLAIM,
    NO_ENVIRONMENT,
    NO_REF,
    NOT_BEGUN,
    OTHER_AUDIENCE,
    OTHER_CASE,
    OTHER_ENVIRONMENT,
    OTHER_FILE,
    OTHER_ISSUER,
    OTHER_OWNER_NUMBER,
    OTHER_PLACE,
    OTHER_REMOTE,
    OTHER_VALUE,
    OVER,
    REUSABLE,
)

LEEWAY = 30
"""Seconds that clocks may differ (warehouse@6b62157, oidc/services.py:25-29)."""
LATEST = 253_402_300_799
"""The last second that can be written as a date."""
KINDS: Mapping[str, Kind] = {
    "owner": OTHER_PLACE, "repository": OTHER_PLACE, "namespace": OTHER_PLACE, "workflow_filename": OTHER_FILE, "workflow_filepath": OTHER_FILE,
}  # fmt: skip


class Context(NamedTuple):
    """What is known beside the claims."""

    target: str = "pypi"
    audience: str | None = None
    """Which audience the index takes; None where that is not known."""
    now: float | None = None
    recorded: Mapping[str, str] | None = None
    """The publisher's fields; a field that is not in it is not known."""
    remote: Remote | None = None
    """Where the project's git remote lies."""
    whole: bool = False
    """All claims are there: what is missing is missing from the identity."""


def differing(claims: Claims, provider: Provider, context: Context) -> tuple[ProblemFacts, ...]:
    """Return what stands in the way of a token, what stops earliest first."""
    return (
        *_of_issuer(claims, context),
        *_of_audience(claims, context),
        *_of_time(claims, context.now),
        *(_missing(claims, provider) if context.whole else ()),
        *(_of_github(claims) if provider == "github" else ()),
        *_of_record(claims, provider, context.recorded or {}),
        *_of_remote(claims, provider, context.remote),
    )


def reused_workflow(claims: Claims) -> tuple[str, str] | None:
    """Return the workflow that was started and the other one that the job lies in; None where they are one."""
    started, called = claims.get("workflow_ref"), claims.get("job_workflow_ref")
    if not (isinstance(started, str) and isinstance(called, str) and started and called):
        return None
    before, after = started.partition("@")[0], called.partition("@")[0]
    return (before, after) if started != called else None


def _of_issuer(claims: Claims, context: Context) -> Iterator[ProblemFacts]:
    issuer = claims.get("iss")
    named = (context.recorded or {}).get("issuer_url")
    if isinstance(issuer, str) and issuer and provider_at(issuer) is None and issuer != named:
        yield ProblemFacts(OTHER_ISSUER, {"issuer": issuer, "index": context.target})


def _of_audience(claims: Claims, context: Context) -> Iterator[ProblemFacts]:
    found = claims.get("aud")
    if context.audience and "aud" in claims and found != context.audience:
        shown = ", ".join(map(str, found)) if isinstance(found, list) else str(found)
        yield ProblemFacts(OTHER_AUDIENCE, {"found": shown, "the_index": context.target, "audience": context.audience})


def _of_time(claims: Claims, now: float | None) -> Iterator[ProblemFacts]:
    if now is None:
        return
    ends = _second(claims, "exp")
    if ends is not None and ends < now - LEEWAY:
        yield ProblemFacts(OVER, {"time": moment(ends)})
    begins = max((second for name in ("nbf", "iat") if (second := _second(claims, name)) is not None), default=None)
    if begins is not None and begins > now + LEEWAY:
        yield ProblemFacts(NOT_BEGUN, {"time": moment(begins)})


def _second(claims: Claims, name: str) -> int | None:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LATEST:
        return None
    return int(value)


def _missing(claims: Claims, provider: Provider) -> Iterator[ProblemFacts]:
    for name in REQUIRED[provider]:
        if claims.get(name) is None:
            yield ProblemFacts(NO_CLAIM, {"claim": name})
    refs = {"github": ("ref", "sha"), "gitlab": ("ref_path", "sha")}.get(provider, ())
    empty = [name for name in refs if claims.get(name) == ""]
    if empty and (provider == "gitlab" or len(empty) == len(refs)):
        yield ProblemFacts(NO_REF, {"claims": ", ".join(empty)})


def _of_github(claims: Claims) -> Iterator[ProblemFacts]:
    reused = reused_workflow(claims)
    if reused:
        yield ProblemFacts(REUSABLE, {"started": reused[0], "called": reused[1]})
    if claims.get("event_name") == "pull_request_target":
        place = claims.get("workflow_ref") or claims.get("job_workflow_ref")
        yield ProblemFacts(FROM_PULL_REQUEST, {"workflow": str(place).partition("@")[0]})


def _of_record(claims: Claims, provider: Provider, recorded: Mapping[str, str]) -> Iterator[ProblemFacts]:
    for field, value in claimed(claims, provider).items():
        if fits(provider, field, value, recorded) is not False:
            continue
        wanted, found = recorded[field], value or ""
        values = {"field": field, "recorded": wanted or "–", "claimed": found or "–"}
        if field == "environment":
            yield ProblemFacts(OTHER_ENVIRONMENT if found else NO_ENVIRONMENT, values)
        elif wanted.lower() == found.lower():
            yield ProblemFacts(OTHER_CASE, values)
        else:
            kind = OTHER_PLACE if (provider, field) == ("gitlab", "project") else KINDS.get(field, OTHER_VALUE)
            yield ProblemFacts(kind, values)
    number, owner = claims.get("repository_owner_id"), recorded.get("owner_id")
    if owner and number is not None and str(number) != owner:
        yield ProblemFacts(OTHER_OWNER_NUMBER, {"recorded": owner, "claimed": str(number)})


def _of_remote(claims: Claims, provider: Provider, remote: Remote | None) -> Iterator[ProblemFacts]:
    """Tell where the repository's name of today is not the one that the remote still has."""
    name = {"github": "repository", "gitlab": "project_path"}.get(provider)
    path = claims.get(name) if name else None
    if remote is None or not isinstance(path, str) or not path:
        return
    ours = remote.host == "github.com" if provider == "github" else claims.get("iss") in (f"https://{remote.host}", None, GITHUB)
    if ours and path.lower() != remote.path.lower():
        yield ProblemFacts(OTHER_REMOTE, {"remote": remote.path, "claimed": path})
