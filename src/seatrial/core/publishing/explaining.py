"""Why an index gave no token for an identity: its code and words, beside the claims, as causes in the order of their likelihood."""

import re
from collections.abc import Iterator

from seatrial.core.credential.target import PROFILES
from seatrial.core.profile import pages
from seatrial.core.publishing.claims import provider_of
from seatrial.core.publishing.differing import Context, differing
from seatrial.core.publishing.matching import NOT_FOUND, reason
from seatrial.model.publishing import Claims, Refused
from seatrial.model.sentence import ProblemFacts
from seatrial.problem.publisher import (
    FROM_PULL_REQUEST,
    NAME_REFUSED,
    NO_CLAIM,
    NO_REF,
    NOT_A_TOKEN,
    NOT_REGISTERED,
    ON_OTHER_INDEX,
    OTHER_AUDIENCE,
    OTHER_ENVIRONMENT,
    OTHER_ISSUER,
    OTHER_OWNER_NUMBER,
    OTHER_PLACE,
    OTHER_VALUE,
    OVER,
    PENDING_OVER,
    REUSABLE,
    SWITCHED_OFF,
    USED_BEFORE,
)

OTHERS = {"pypi": "testpypi", "testpypi": "pypi"}
MISSING = re.compile(r"Missing claim '([^']+)'")
FAILED = re.compile(r"Check failed for (?:required|optional) claim '([^']+)'")
REF = re.compile(r"The (job_workflow_ref|ci_config_ref_uri) claim does not match, expecting one of \[(.*)\], got '([^']*)'", re.DOTALL)
EMPTY = re.compile(r"The (\w+) and sha claims are empty|The (\w+) claim is empty|Could not (?:job )?extract workflow filename")
TARGETED = "pull_request_target"


def explain(refused: Refused, claims: Claims | None = None, context: Context | None = None) -> tuple[ProblemFacts, ...]:
    """Return the causes of a refusal with their fixes, the likeliest first; never none.

    `claims` are those of the identity that was refused, as far as they are known. Raises nothing. Codes: warehouse@6b62157, oidc/views.py.
    """
    context, claims = context or Context(), claims or {}
    provider = provider_of(claims)
    seen = differing(claims, provider, context) if provider else ()
    by_words = tuple(_of_words(refused, claims, context))
    told: dict[str, ProblemFacts] = {}
    known = context.recorded is not None and seen and NOT_FOUND in refused.description
    for one in (*_first(by_words, seen), *seen, *by_words, *(() if known else _general(refused, context))):
        told.setdefault(one.kind.id, one)
    return tuple(told.values())


def _first(by_words: tuple[ProblemFacts, ...], seen: tuple[ProblemFacts, ...]) -> Iterator[ProblemFacts]:
    """Give what both the index's words and the claims tell, as the claims tell it."""
    named = {one.kind.id for one in by_words}
    yield from (one for one in seen if one.kind.id in named)


def _of_words(refused: Refused, claims: Claims, context: Context) -> Iterator[ProblemFacts]:
    if refused.code == "invalid-publisher":
        yield from _of_reason(reason(refused.description), claims)
    elif refused.code == "invalid-payload":
        if "unknown trusted publishing issuer" in refused.description:
            yield ProblemFacts(OTHER_ISSUER, {"issuer": str(claims.get("iss") or "–"), "index": context.target})
        elif "malformed JWT" in refused.description or "validation error" in refused.description:
            yield ProblemFacts(NOT_A_TOKEN, {})
        else:
            yield ProblemFacts(NAME_REFUSED, {"the_index": context.target, "words": refused.description.rstrip(".")})
    elif refused.code == "invalid-reuse-token":
        yield ProblemFacts(USED_BEFORE, {})
    elif refused.code == "not-enabled":
        yield ProblemFacts(SWITCHED_OFF, {"the_index": context.target})
    elif refused.code == "invalid-pending-publisher":
        yield ProblemFacts(PENDING_OVER, {"page": _page(context, "project")})


def _of_reason(words: str, claims: Claims) -> Iterator[ProblemFacts]:
    if TARGETED in words:
        place = str(claims.get("workflow_ref") or "–").partition("@")[0]
        yield ProblemFacts(FROM_PULL_REQUEST, {"workflow": place})
    if missing := MISSING.search(words):
        yield ProblemFacts(NO_CLAIM, {"claim": missing[1]})
    if EMPTY.search(words):
        yield ProblemFacts(NO_REF, {"claims": "ref, sha"})
    if other := REF.search(words):
        yield from _of_ref(other)
    if failed := FAILED.search(words):
        yield _of_claim(failed[1], claims)


def _of_ref(found: re.Match[str]) -> Iterator[ProblemFacts]:
    expected, got = found[2].split("'")[1:2], found[3]
    wanted = expected[0] if expected else "–"
    # The same file at another place in history, or a file of another repository: both come from a workflow that another one calls.
    if found[1] == "job_workflow_ref":
        yield ProblemFacts(REUSABLE, {"started": wanted, "called": got})
    else:
        yield ProblemFacts(OTHER_VALUE, {"field": "workflow_filepath", "recorded": wanted, "claimed": got})


def _of_claim(name: str, claims: Claims) -> ProblemFacts:
    found = str(claims.get(name) or "–")
    if name == "environment":
        return ProblemFacts(OTHER_ENVIRONMENT, {"recorded": "…", "claimed": found})
    if name == "repository_owner_id":
        return ProblemFacts(OTHER_OWNER_NUMBER, {"recorded": "…", "claimed": found})
    kind = OTHER_PLACE if name in ("repository", "repository_owner", "project_path") else OTHER_VALUE
    return ProblemFacts(kind, {"field": name, "recorded": "…", "claimed": found})


def _general(refused: Refused, context: Context) -> Iterator[ProblemFacts]:
    other = OTHERS.get(context.target)
    if refused.code == "invalid-publisher":
        yield ProblemFacts(NOT_REGISTERED, {"the_index": context.target, "page": _page(context, "publishing")})
        if other and NOT_FOUND in refused.description:
            yield ProblemFacts(ON_OTHER_INDEX, {"the_index": context.target})
    if refused.code == "invalid-token":
        yield ProblemFacts(OTHER_AUDIENCE, {"found": "…", "the_index": context.target, "audience": context.audience or context.target})
        yield ProblemFacts(OVER, {"time": "…"})


def _page(context: Context, name: str) -> str:
    profile = PROFILES.get(context.target)
    if profile is None:
        return context.target
    page = pages(profile)[name]
    return page.format(project="NAME") + "publishing/" if name == "project" else page
