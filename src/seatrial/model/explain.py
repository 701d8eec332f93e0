"""What an error text means: a known cause, the words that it is looked for by, and where it was found."""

from collections.abc import Mapping
from typing import Any, NamedTuple

REASON, CAUSE, SIGN, STATUS, WRAPPER, REMARK = range(6)
"""How near words are to the root: the reason inside of a refusal, a cause, what may have several causes, a bare status, what only says
that something failed, what stops nothing."""


class Cause(NamedTuple):
    """An error of other people's programs that is known."""

    id: str
    title: str
    why: str
    fix: str
    """Steps, one in each line."""
    said: tuple[str, ...]
    """The words by which it is known, the usual ones first; `…` stands for anything."""
    url: str | None = None
    """Where to read on; `{PYPI}` stands for the index's domain."""
    rank: int = CAUSE


class Wording(NamedTuple):
    """Words that stand for something which has an id."""

    id: str
    text: str
    rank: int = CAUSE
    template: bool = False
    """Whether it has values as `str.format` knows them (`{name!r}`); else `…` stands for anything."""


class Found(NamedTuple):
    """Where in a text something known was found."""

    id: str
    line: int
    """Counted from 1."""
    quote: str
    """What stands there, without secrets; still to be made safe to show."""
    rank: int = CAUSE
    values: Mapping[str, str] = {}
    """What stands in the words' places for values, by name."""


class Findings(NamedTuple):
    """All that is known of a text."""

    found: tuple[Found, ...]
    """The likeliest first."""
    whole: bool = True
    """Whether the text was read to its end."""
    claims: Mapping[str, Any] = {}
    """What a job's identity claimed, where the text shows that; without secrets."""
    refusal: tuple[str, str] | None = None
    """Code and words with which an index gave no token for it."""
    testing: bool = False
    """What stands around the claims speaks of TestPyPI."""
