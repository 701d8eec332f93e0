"""The record of a bump that a commit follows, as bytes: sealed with a key of the user's."""

import json
from base64 import b64decode, b64encode

from seatrial.core.sealing import opened_as, sealed_as
from seatrial.model.bump import BumpRecord, CommitRequest
from seatrial.model.edit import Edit

SCHEMA = 1
KIND = "bump"


def sealed_bump(record: BumpRecord, key: bytes) -> bytes:
    """Return a record as bytes: a line with its seal, and the record."""
    edits = [{"file": one.file, "before": _text(one.before), "after": _text(one.after)} for one in record.request.edits]
    request = {**record.request._asdict(), "edits": edits}
    body = json.dumps({"schema": SCHEMA, **record._asdict(), "request": request}).encode()
    return sealed_as(KIND, body, key)


def unsealed_bump(data: bytes, key: bytes) -> BumpRecord | None:
    """Return the record that bytes hold; None where they were not sealed with this key, or are no record that is known here."""
    body = opened_as(KIND, data, key)
    if body is None:
        return None
    read = json.loads(body)
    if read.pop("schema") != SCHEMA:
        return None
    request = read["request"]
    edits = tuple(Edit(one["file"], _bytes(one["before"]), _bytes(one["after"]) or b"") for one in request["edits"])
    return BumpRecord(**{**read, "request": CommitRequest(**{**request, "edits": edits})})


def _text(content: bytes | None) -> str | None:
    return None if content is None else b64encode(content).decode()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else b64decode(text)
