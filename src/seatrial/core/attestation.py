"""Reads an attestation (PEP 740) as far as that goes without its signature, as PyPI's server does (pypi-attestations 0.0.29, _impl.py)."""

import binascii
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from seatrial.core.profile import DOMAIN
from seatrial.model.attestation import Attestation, Attested

PUBLISH = f"https://docs.{DOMAIN}/attestations/publish/v1"
PROVENANCE = "https://slsa.dev/provenance/v1"
PREDICATES = (PROVENANCE, PUBLISH)
"""Types of predicates that PyPI knows."""
DIGESTS = ("sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512")
STATEMENT = "https://in-toto.io/Statement/v1"
MOST = 1 << 20
"""Bytes of an attestation that are read; real ones have ten thousand."""


def read_attestation(name: str, data: bytes) -> Attestation:
    """Read the content of a file that stands for an attestation; whatever it has, the answer tells what is wrong."""
    found, known = _json(data)
    if not known or len(data) > MOST:
        return Attestation(name, is_json=False)
    return _read(name, found)


def read_attestations(filename: str, sha256: str, field: str) -> Attested:
    """Read the field of a form that has the attestations of a file; each is called by its place in the list."""
    found, _ = _json(field)
    if not isinstance(found, list):
        return Attested(filename, sha256, (), is_list=False)
    return Attested(filename, sha256, tuple(_read(str(place), one) for place, one in enumerate(found)))


def _read(name: str, found: Any) -> Attestation:
    if not isinstance(found, dict):
        return Attestation(name, wrong=("attestation",))
    wrong = [] if found.get("version") == 1 else ["version"]
    material, envelope = found.get("verification_material"), found.get("envelope")
    if isinstance(material, dict):
        wrong += [] if _is_base64(material.get("certificate")) else ["verification_material.certificate"]
        wrong += _wrong_items("verification_material.transparency_entries", material.get("transparency_entries"), _wrong_entry)
    else:
        wrong.append("verification_material")
    if isinstance(envelope, dict):
        wrong += [f"envelope.{field}" for field in ("statement", "signature") if not _is_base64(envelope.get(field))]
    else:
        wrong.append("envelope")
    if wrong or not isinstance(envelope, dict):
        return Attestation(name, wrong=tuple(wrong))
    return _stated(name, b64decode(envelope["statement"].encode()))


def _stated(name: str, statement: bytes) -> Attestation:
    said, _ = _json(statement)
    if not isinstance(said, dict):
        return Attestation(name, unstated=("statement",))
    subjects, kind, predicate = said.get("subject"), said.get("predicateType"), said.get("predicate")
    wrong = [] if said.get("_type") == STATEMENT else ["_type"]
    wrong += _wrong_items("subject", subjects, _wrong_in_subject)
    wrong += [] if isinstance(kind, str) else ["predicateType"]
    wrong += [] if predicate is None or isinstance(predicate, dict) else ["predicate"]
    if wrong:
        return Attestation(name, unstated=tuple(wrong))
    named = tuple((one.get("name") or "", one["digest"].get("sha256", "")) for one in subjects or ())
    return Attestation(name, subjects=named, predicate=str(kind))


def _wrong_items(place: str, items: Any, look: Callable[[Any], list[str]]) -> list[str]:
    """Return what is wrong in a list that may not be empty."""
    if not isinstance(items, list) or not items:
        return [place]
    return [f"{place}.{number}{wrong}" for number, item in enumerate(items) for wrong in look(item)]


def _wrong_entry(entry: Any) -> list[str]:
    return [] if isinstance(entry, dict) else [""]


def _wrong_in_subject(subject: Any) -> list[str]:
    if not isinstance(subject, dict):
        return [""]
    wrong = [] if "name" in subject and isinstance(subject["name"], str | None) else [".name"]
    digest = subject.get("digest")
    if not isinstance(digest, dict):
        return [*wrong, ".digest"]
    unknown = [f".digest.{kind}.[key]" for kind in digest if kind not in DIGESTS]
    return [*wrong, *unknown, *(f".digest.{kind}" for kind, value in digest.items() if not isinstance(value, str))]


def _is_base64(value: Any) -> bool:
    try:
        return isinstance(value, str) and b64decode(value.encode()) is not None
    except (binascii.Error, ValueError):
        return False


def _json(data: bytes | str) -> tuple[Any, bool]:
    import json  # noqa: PLC0415  (most files have no attestation beside them)

    try:
        return json.loads(data), True
    except (ValueError, RecursionError):
        return None, False
