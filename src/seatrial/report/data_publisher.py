"""What a job claims beside what the index's form wants, as the JSON object of `seatrial publisher show`."""

from collections.abc import Sequence
from typing import Any

from seatrial.model.publisher import PublisherView, Shown
from seatrial.model.sentence import ProblemFacts
from seatrial.report.data import SCHEMA, problem_json
from seatrial.report.explained import said
from seatrial.text.words import Language


def publisher_json(view: PublisherView, language: Language) -> dict[str, Any]:
    """Return the answer: the likeliest identity at the top, the others in `others`."""
    first, *others = view.shown
    return {
        "schema": SCHEMA,
        "index": first.target,
        "project": view.project,
        **_shown(first, language),
        "others": [shown_json(one, language) for one in others],
        "unread": _words(view.problems, language),
    }


def shown_json(one: Shown, language: Language) -> dict[str, Any]:
    """Return one identity beside the form."""
    return {"index": one.target, **_shown(one, language)}


def _shown(one: Shown, language: Language) -> dict[str, Any]:
    return {
        "provider": one.provider,
        "source": said(one.source, language),
        "fields": [
            {
                "field": field.field,
                "claimed": field.claimed,
                "expected": field.expected,
                "recorded": field.recorded,
                "matches": field.matches,
            }
            for field in one.fields
        ],
        "link": one.link,
        "pending": one.pending,
        "answer": {"code": one.refused.code, "description": one.refused.description} if one.refused else None,
        "problems": list(dict.fromkeys(problem.kind.id for problem in one.problems)),
        "details": _words(one.problems, language),
    }


def _words(problems: Sequence[ProblemFacts], language: Language) -> list[dict[str, Any]]:
    return [problem_json(problem, language)["problem"] for problem in problems]
