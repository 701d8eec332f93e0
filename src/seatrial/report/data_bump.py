"""The JSON answer of `seatrial bump`."""

from collections.abc import Callable
from typing import Any

from seatrial import __version__
from seatrial.model.bump import Bumped, Untouched
from seatrial.report.data import SCHEMA, path_json, problem_json
from seatrial.report.escape import escape_values
from seatrial.report.explained import said
from seatrial.text.words import Language

Json = dict[str, Any]


def bump_json(bumped: Bumped, language: Language) -> Json:
    """Return what came of a bump, its sentences in a language."""

    def left(one: Untouched) -> Json:
        return {"file": path_json(one.file), "line": one.line, "text": _clean(one.text), "why": said(one.why, language, escape_values)}

    return {
        "from": bumped.old,
        "to": bumped.new,
        "places": [
            {"file": path_json(place.file), "line": place.line, "before": _clean(before), "after": _clean(after)}
            for place, before, after in bumped.places
        ],
        "untouched": [left(one) for one in bumped.untouched],
        "schema": SCHEMA,
        "seatrial": __version__,
        "name": bumped.name,
        "more": bumped.more,
        "computed": [left(one) for one in bumped.computed],
        "scm": bumped.scm,
        "parts": dict(bumped.parts),
        "written": bumped.written,
        "proved": bumped.proved,
        "commit": None if bumped.committed is None else {"commit": bumped.committed.commit, "undo": bumped.committed.undo},
        "tag": bumped.tag,
        "notes": [said(one, language, escape_values) for one in bumped.notes],
        "problem": problem_json(bumped.problem, language)["problem"] if bumped.problem else None,
    }


_clean: Callable[[str], str] = path_json
