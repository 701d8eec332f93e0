"""Whether a user name and a secret can be what an index takes: every mistake that can be seen without asking it."""

from typing import NamedTuple

from seatrial.core.credential.target import index_at, is_loopback, profile_of
from seatrial.core.credential.token import LETTERS, PREFIX, read_macaroon, read_token
from seatrial.core.protocol import normal
from seatrial.model.credential import Target, TokenClaims
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.problem import Kind
from seatrial.problem.credential import (
    CUT_SHORT,
    EXPIRED,
    NO_PREFIX,
    NO_USER,
    NOT_A_TOKEN,
    NOT_YET,
    QUOTED,
    SEVERAL_LINES,
    STRAY_LETTERS,
    TWO_PREFIXES,
    WRONG_INDEX,
    WRONG_PROJECT,
    WRONG_USER,
)

USER = "__token__"
"""Whoever sends a token."""
QUOTES = "\"'`“”‘’"
SKEW = 300
"""Seconds that a clock may be wrong."""
SHOWN = 3
"""Signs that are named."""
LONGEST = 9_999_999_999
"""Seconds since the epoch of a moment that can be written as a date; a token may say any number."""
DIGITS = 20
"""Of such a number that are shown."""
PLAIN_HTTP = Sentence("CRD001", "{index} is reached without TLS: whoever is on the way reads the secret.")
OTHER_HOST = Sentence("CRD002", "The token was made by {made_by} and is sent to this machine, as was asked for.")
ODD_LIMIT = Sentence("CRD003", "The token has a limit that PyPI's server may not be able to read.")
NO_USER_LINE = Sentence("CRD004", "There is no user name; __token__ is taken. Other tools may ask for one.")
QUOTES_AROUND = Sentence("CRD005", "The password has quotation marks around it, which are sent as a part of it.")


class Judged(NamedTuple):
    """What there is to say to a user name and a secret."""

    user: str
    """The one to send."""
    problem: ProblemFacts | None = None
    warnings: tuple[Said, ...] = ()
    claims: TokenClaims | None = None


def judge(user: str, secret: str, target: Target, place: str, now: float, project: str | None = None) -> Judged:
    """Return what there is to say to a user name and a secret that were found at a place, for an index at a moment.

    `user` is empty where none was given, `project` the name of what is to be uploaded where that is known.
    """
    claims = read_token(secret)
    values = {"place": place, "index": target.name, "the_index": target.name}
    if profile_of(target.origin):
        kind = _form_fault(secret) or (WRONG_USER if user not in ("", USER) else None)
        letters = " ".join(_named(letter) for letter in _stray(secret)[:SHOWN])
        problem = ProblemFacts(kind, _needed(kind, {**values, "letters": letters})) if kind else None
    else:
        problem = _elsewhere(user, secret, values, claims)
    problem = problem or (_limits(claims, target, place, now, project) if claims else None)
    return Judged(user or USER, problem, tuple(_warnings(user, secret, target, claims)), claims)


def _form_fault(secret: str) -> Kind | None:
    """Return what is wrong with the form of a token."""
    if secret[:1] in QUOTES or secret[-1:] in QUOTES:
        return QUOTED
    if "\n" in secret or "\r" in secret:
        return SEVERAL_LINES
    if secret.startswith(PREFIX + PREFIX):
        return TWO_PREFIXES
    if not secret.startswith(PREFIX):
        return NO_PREFIX if read_macaroon(secret) else NOT_A_TOKEN
    if _stray(secret):
        return STRAY_LETTERS
    return None if read_token(secret) else CUT_SHORT


def _elsewhere(user: str, secret: str, values: dict[str, str], claims: TokenClaims | None) -> ProblemFacts | None:
    """Return what is wrong with a login for an index of which we only know that it asks for one."""
    if "\n" in secret or "\r" in secret:
        return ProblemFacts(SEVERAL_LINES, _needed(SEVERAL_LINES, values))
    lone = sorted({letter for letter in user + secret if "\ud800" <= letter <= "\udfff"})
    if lone:
        return ProblemFacts(STRAY_LETTERS, {"place": values["place"], "letters": " ".join(map(_named, lone[:SHOWN]))})
    return None if user or claims or secret.startswith(PREFIX) else ProblemFacts(NO_USER, _needed(NO_USER, values))


def _needed(kind: Kind, values: dict[str, str]) -> dict[str, str]:
    words = kind.message + kind.why + kind.fix
    return {name: value for name, value in values.items() if f"{{{name}}}" in words}


def _limits(claims: TokenClaims, target: Target, place: str, now: float, project: str | None) -> ProblemFacts | None:
    """Return which of the limits of a token stands in the way."""
    if index_at(claims.location) != profile_of(target.origin) and not is_loopback(target.origin):
        values = {"place": place, "made_by": claims.location or "?", "index": target.name, "the_index": target.name}
        return ProblemFacts(WRONG_INDEX, values)
    if claims.expires is not None and claims.expires <= now:
        return ProblemFacts(EXPIRED, {"place": place, "time": moment(claims.expires)})
    if claims.begins is not None and claims.begins > now + SKEW:
        return ProblemFacts(NOT_YET, {"place": place, "time": moment(claims.begins)})
    if project is not None and claims.projects is not None and normal(project) not in claims.projects:
        return ProblemFacts(WRONG_PROJECT, {"place": place, "projects": ", ".join(claims.projects) or "–", "project": project})
    return None


def _warnings(user: str, secret: str, target: Target, claims: TokenClaims | None) -> list[Said]:
    found = []
    if target.origin.scheme == "http" and not is_loopback(target.origin):
        found.append(Said(PLAIN_HTTP, {"index": target.name}))
    if claims and index_at(claims.location) and is_loopback(target.origin):
        found.append(Said(OTHER_HOST, {"made_by": claims.location}))
    if claims and claims.odd:
        found.append(Said(ODD_LIMIT))
    if claims and not user:
        found.append(Said(NO_USER_LINE))
    if not profile_of(target.origin) and len(secret) > 1 and secret[0] == secret[-1] and secret[0] in QUOTES:
        found.append(Said(QUOTES_AROUND))
    return found


def moment(seconds: int) -> str:
    """Return a moment in UTC as people and machines read it; one beyond all dates as the number it is."""
    from datetime import UTC, datetime  # noqa: PLC0415  (few tokens have one)

    if not 0 <= seconds <= LONGEST:
        digits = str(seconds)
        return digits if len(digits) <= DIGITS else f"{digits[:DIGITS]}…"
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stray(secret: str) -> list[str]:
    return sorted({letter for letter in set(secret) if not LETTERS.fullmatch(letter)} - {"="})


def _named(letter: str) -> str:
    return repr(letter) if letter.isprintable() else f"U+{ord(letter):04X}"
