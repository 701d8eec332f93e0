"""The record of a change of files as bytes: what is to become of which file, sealed with a key of the user's."""

import json
from base64 import b64decode, b64encode
from typing import Any

from seatrial.core.sealing import opened_as, sealed_as
from seatrial.model.edit import Edit, EditRecord, Purpose

SCHEMA = 1
KIND = "edits"


def sealed(record: EditRecord, key: bytes) -> bytes:
    """Return a record as bytes: a line with its seal, and the record."""
    files = [{"file": edit.file, "before": _text(edit.before), "after": _text(edit.after)} for edit in record.edits]
    body = json.dumps({"schema": SCHEMA, "purpose": record.purpose._asdict(), "mark": record.mark, "files": files}).encode()
    return sealed_as(KIND, body, key)


def unsealed(data: bytes, key: bytes) -> EditRecord | None:
    """Return the record that bytes hold; None where they were not sealed with this key, or are no record that is known here."""
    body = opened_as(KIND, data, key)
    if body is None:
        return None
    read = json.loads(body)
    if read["schema"] != SCHEMA:
        return None
    edits = tuple(Edit(one["file"], _bytes(one["before"]), _bytes(one["after"]) or b"") for one in read["files"])
    return EditRecord(Purpose(**read["purpose"]), read["mark"], edits)


def _text(content: bytes | None) -> str | None:
    return None if content is None else b64encode(content).decode()


def _bytes(text: Any) -> bytes | None:
    return None if text is None else b64decode(text)
