"""What finders answer, and what a token says of itself, as the JSON object of `seatrial auth`; no secret is in it."""

from collections.abc import Iterable
from typing import Any

from seatrial.core.credential.judge import moment
from seatrial.core.credential.target import index_at
from seatrial.model.credential import Answer, Login, Logout, TokenClaims, Walk
from seatrial.report.data import SCHEMA, problem_json
from seatrial.report.explained import said
from seatrial.text.words import Language

UNKNOWN = "unknown"


def status_json(walks: Iterable[Walk], language: Language) -> dict[str, Any]:
    """Return the answer of `seatrial auth status`."""
    return {"schema": SCHEMA, "indexes": [_walk(walk, language) for walk in walks]}


def login_json(done: Login, language: Language) -> dict[str, Any]:
    """Return the answer of `seatrial auth login`."""
    token = token_json(done.claims) if done.claims else None
    warnings = [said(warning, language) for warning in done.warnings]
    return {"schema": SCHEMA, "index": done.target.name, "store": done.store, "place": done.place, "token": token, "warnings": warnings}


def logout_json(done: Logout, language: Language) -> dict[str, Any]:
    """Return the answer of `seatrial auth logout`."""
    removed, left = ([said(where, language) for where in places] for places in (done.removed, done.left))
    return {"schema": SCHEMA, "index": done.target.name, "removed": removed, "left": left}


def token_json(claims: TokenClaims) -> dict[str, Any]:
    """Return what a token says; "unknown" where it does not say."""
    return {
        "index": index_at(claims.location) or claims.location or UNKNOWN,
        "projects": projects(claims),
        "expires": UNKNOWN if claims.expires is None else moment(claims.expires),
        "kind": claims.kind,
    }


def projects(claims: TokenClaims) -> list[str] | str:
    """Return the names of the projects that a token is limited to, "all" for a whole account, "unknown" where it does not say."""
    if claims.projects is not None:
        return list(claims.projects)
    return "all" if claims.kind == "user" and not claims.odd else UNKNOWN


def _walk(walk: Walk, language: Language) -> dict[str, Any]:
    return {"index": walk.target.name, "url": walk.target.url, "finders": [_answer(answer, language) for answer in walk.answers]}


def _answer(answer: Answer, language: Language) -> dict[str, Any]:
    return {
        "finder": answer.finder,
        "state": answer.state,
        "where": said(answer.said, language),
        "problem": problem_json(answer.problem, language)["problem"] if answer.problem else None,
        "token": token_json(answer.claims) if answer.claims else None,
        "warnings": [said(warning, language) for warning in answer.warnings],
    }
