"""Numbered words: a sentence, a sentence with its values, a kind of problem."""

from collections.abc import Mapping
from typing import NamedTuple

from seatrial.model.finding import Value


class Sentence(NamedTuple):
    """One numbered sentence that is neither a rule's nor a problem's; its English stands beside the code that says it."""

    id: str
    """Three letters of the place that speaks and three digits."""
    english: str
    """A template for `str.format`; no plurals (`files: 3`)."""


class Said(NamedTuple):
    """A sentence with its values."""

    sentence: Sentence
    values: Mapping[str, Value] = {}


class Kind(NamedTuple):
    """A numbered kind of problem. All parts but the title are templates for `str.format` with the problem's values."""

    id: str
    title: str
    message: str
    """What happened, with the thing named."""
    why: str
    fix: str


class ProblemFacts(NamedTuple):
    """A `Problem` as data, for outcomes and reports."""

    kind: Kind
    values: Mapping[str, Value]
