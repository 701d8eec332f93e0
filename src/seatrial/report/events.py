"""A run as lines of JSON: one for its start, one for each thing that happens, one for its end."""

import json
from collections.abc import Mapping
from typing import Any

from seatrial import __version__
from seatrial.model.event import Told
from seatrial.model.finding import Value
from seatrial.report.data import path_json
from seatrial.report.explained import said
from seatrial.text.words import Language

SCHEMA = 1


def start_line(command: str, at: float) -> str:
    """Return the first line: which command of which version runs, `at` so many seconds since the epoch."""
    return _line({"at": round(at, 3), "event": "start", "schema": SCHEMA, "seatrial": __version__, "command": command})


def event_line(told: Told, language: Language, at: float) -> str:
    """Return the line of one thing that happened: step, state, the sentence's number, words and values, how far it is."""
    values = {} if told.said is None else _clean(told.said.values)
    text = path_json(told.line) if told.line is not None else None if told.said is None else said(told.said, language, _clean)
    progress = {"done": told.done, "total": told.total, "unit": told.unit} if told.state == "progress" and (told.done or told.total) else {}
    return _line(
        {
            "at": round(at, 3),
            "event": "told",
            "step": told.step,
            "state": told.state,
            "id": None if told.said is None else told.said.sentence.id,
            "text": text,
            "values": values,
            **progress,
        }
    )


def end_line(status: int, at: float) -> str:
    """Return the last line: the exit status."""
    return _line({"at": round(at, 3), "event": "end", "status": status})


def _line(fields: Mapping[str, Any]) -> str:
    # ASCII, so that no letter of it acts on a terminal, nor a text in it on a log of GitHub; its one line's end is its own.
    return json.dumps(fields).replace("##[", "\\u0023#[") + "\n"


def _clean(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: path_json(value) if isinstance(value, str) else value for name, value in values.items()}
