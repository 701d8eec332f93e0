"""Attestations as they lie beside distribution files; their signatures are none, which only a verification would see."""

import json
from base64 import b64encode
from typing import Any

from seatrial.core.attestation import PROVENANCE, PUBLISH, STATEMENT, read_attestation, read_attestations
from seatrial.model.attestation import Attested

SHA256 = "a" * 64


def statement(*subjects: str, type_: str = PUBLISH, sha256: str = SHA256, **changed: Any) -> bytes:
    """Return a statement on files."""
    said = {"_type": STATEMENT, "subject": [{"name": one, "digest": {"sha256": sha256}} for one in subjects], "predicateType": type_}
    return json.dumps({**said, "predicate": None, **changed}).encode()


def attestation(said: bytes, **changed: Any) -> bytes:
    """Return an attestation with a statement; a field that is None is left out."""
    material = {"certificate": b64encode(b"certificate").decode(), "transparency_entries": [{"logIndex": "1"}]}
    envelope = {"statement": b64encode(said).decode(), "signature": b64encode(b"signature").decode()}
    fields = {"version": 1, "verification_material": material, "envelope": envelope, **changed}
    return json.dumps({name: value for name, value in fields.items() if value is not None}).encode()


def attested(text: str) -> Attested:
    """Return what an example of a rule tells of."""
    head, _, field = text.partition("  ")
    if head == "attestations":
        return read_attestations("boat-1.0-py3-none-any.whl", SHA256, field)
    found = []
    for line in text.removeprefix("attestations\n").splitlines():
        name, _, said = line.partition("  ")
        if said.startswith("subject="):
            values = dict(word.split("=") for word in said.split())
            kinds = {"publish/v1": PUBLISH, "provenance/v1": PROVENANCE}
            subjects = [one for one in values["subject"].split(",") if one]
            made = statement(*subjects, type_=kinds.get(values["type"], values["type"]), sha256=values.get("sha256", SHA256))
            said = attestation(made).decode()
        found.append(read_attestation(name, said.encode()))
    return Attested("boat-1.0-py3-none-any.whl", SHA256, tuple(found))
