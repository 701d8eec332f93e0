"""The file of publishers: whose identities the embedded index takes, read from JSON; what it does not know in it is an error."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from seatrial.core.protocol import normal
from seatrial.core.publishing.claims import provider_at
from seatrial.index.proof import decoded
from seatrial.index.rs256 import is_usable
from seatrial.model.publishing import Provider, PublicKey, Publisher, Trust
from seatrial.problem import Problem
from seatrial.problem.publishing import PUBLISHERS_UNREADABLE, PUBLISHERS_WRONG

FIELDS: Mapping[Provider, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "github": (("owner", "repository", "workflow_filename"), ("environment", "owner_id")),
    "gitlab": (("namespace", "project", "workflow_filepath"), ("environment", "issuer_url")),
    "google": (("email",), ("sub",)),
    "activestate": (("organization", "project", "actor"), ("actor_id",)),
}
"""Fields of PyPI's forms that have to be there, and those that may be blank."""
LONGEST_LIFE = 900
OWN = ("provider", "projects", "pending")


def read_trust(data: bytes, path: str) -> Trust:
    """Return what a file of publishers says. Raises `Problem` PTP020 where it is no JSON, PTP021 with the place where it is not as it must be."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Problem(PUBLISHERS_UNREADABLE, path=path, reason=str(error)) from None
    return _Reading(path).trust(read)


class _Reading:
    """One reading, which knows the file that it raises Problems of."""

    def __init__(self, path: str) -> None:
        self._path = path

    def trust(self, read: Any) -> Trust:
        known = {"audience", "lifetime", "issuers", "publishers", "closed", "open"}
        found = self._object(read, "-", known)
        audience, lifetime, closed = found.get("audience", "seatrial"), found.get("lifetime", LONGEST_LIFE), found.get("closed", [])
        if type(lifetime) is not int or not 1 <= lifetime <= LONGEST_LIFE:
            raise self._wrong("lifetime", f"a number from 1 to {LONGEST_LIFE} is expected")
        if not isinstance(found.get("open", True), bool):
            raise self._wrong("open", "true or false is expected")
        issuers = {
            issuer: self._keys(keys, f"issuers.{issuer}") for issuer, keys in self._object(found.get("issuers", {}), "issuers").items()
        }
        publishers = tuple(
            self._publisher(one, f"publishers[{number}]")
            for number, one in enumerate(self._list(found.get("publishers", []), "publishers"))
        )
        return Trust(
            self._text(audience, "audience"),
            lifetime,
            issuers,
            publishers,
            frozenset(self._text(one, "closed") for one in self._list(closed, "closed")),
            found.get("open", True),
        )

    def _keys(self, read: Any, place: str) -> Mapping[str, PublicKey]:
        """Return the keys of a JSON Web Key Set (RFC 7517) that can prove RS256."""
        keys: dict[str, PublicKey] = {}
        for one in self._list(self._object(read, place).get("keys"), f"{place}.keys"):
            key = self._object(one, f"{place}.keys")
            if key.get("kty") != "RSA" or key.get("use", "sig") != "sig" or key.get("alg", "RS256") != "RS256":
                continue
            modulus, exponent = (self._number(key.get(name), f"{place}.keys.{name}") for name in ("n", "e"))
            if not is_usable(PublicKey(modulus, exponent)):
                raise self._wrong(f"{place}.keys", "the key is too small, too large or no RSA key")
            keys[self._text(key.get("kid"), f"{place}.keys.kid")] = PublicKey(modulus, exponent)
        if not keys:
            raise self._wrong(place, "no RSA key is there")
        return keys

    def _publisher(self, read: Any, place: str) -> Publisher:
        found = self._object(read, place)
        provider = next((known for known in FIELDS if known == found.get("provider")), None)
        if provider is None:
            raise self._wrong(f"{place}.provider", f"one of {', '.join(FIELDS)} is expected")
        needed, optional = FIELDS[provider]
        self._object(read, place, {*OWN, *needed, *optional})
        fields = {name: self._text(found.get(name), f"{place}.{name}") for name in needed}
        fields |= {name: self._text(found[name], f"{place}.{name}", blank=True) for name in optional if name in found}
        projects = tuple(normal(self._text(one, f"{place}.projects")) for one in self._list(found.get("projects", []), f"{place}.projects"))
        pending = self._text(found.get("pending", ""), f"{place}.pending", blank=True)
        if bool(projects) == bool(pending):
            raise self._wrong(place, "either projects or pending is expected")
        return Publisher(provider, fields, projects, pending)

    def _object(self, read: Any, place: str, known: set[str] | None = None) -> Mapping[str, Any]:
        if not isinstance(read, dict):
            raise self._wrong(place, "an object is expected")
        unknown = sorted(set(read) - known) if known is not None else []
        if unknown:
            raise self._wrong(place, f"{unknown[0]} is not known")
        return read

    def _list(self, read: Any, place: str) -> Sequence[Any]:
        if not isinstance(read, list):
            raise self._wrong(place, "a list is expected")
        return read

    def _text(self, read: Any, place: str, *, blank: bool = False) -> str:
        if not isinstance(read, str) or not (read or blank):
            raise self._wrong(place, "a text is expected")
        return read

    def _number(self, read: Any, place: str) -> int:
        try:
            return int.from_bytes(decoded(self._text(read, place)))
        except ValueError:
            raise self._wrong(place, "a number in urlsafe base64 is expected") from None

    def _wrong(self, place: str, reason: str) -> Problem:
        return Problem(PUBLISHERS_WRONG, path=self._path, place=place, reason=reason)


def provider_for(issuer: str) -> Provider:
    """Return whose identities an issuer of the file makes: one that PyPI does not know by itself is a GitLab of somebody's own."""
    return provider_at(issuer) or "gitlab"
