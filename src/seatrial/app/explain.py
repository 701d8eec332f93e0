"""Explain: what is known of an error text, a file or a stream; everything that has an id is looked for."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import BinaryIO

from seatrial.core.explain.known import all_causes
from seatrial.core.explain.known.refusals import LEADS, UNLIKELY, WORDS
from seatrial.core.explain.matching import Index, find, index_of
from seatrial.core.publishing.told import MARKS, identity_in
from seatrial.model.explain import CAUSE, REMARK, SIGN, Findings, Found, Wording
from seatrial.problem import Problem
from seatrial.problem.catalogue import all_kinds
from seatrial.problem.command import TEXT_UNREADABLE
from seatrial.rules.catalogue import AnyRule, all_rules
from seatrial.text.words import Language, part

LIMIT = 64 * 1024 * 1024
"""Bytes of a log that are read."""
BLOCK = 256 * 1024
NEAR = 8 * 1024
"""Bytes around a claim in which the others stand."""
SERVER_BROKE = 500
"""Where PyPI's server breaks, its words tell nothing."""
FILES = ((".whl", ".tar.gz", "WHL", "SDT"), (".tar.gz", ".whl", "SDT", "WHL"))
"""By what a line names: the kind of rules that is meant, and the one that is not."""
RANKS = {"error": CAUSE, "warning": SIGN, "note": REMARK}


def explain_text(text: str) -> Findings:
    """Return what is known of a text."""
    return explain_stream(BytesIO(text.encode("utf-8", "replace")))


def explain_file(path: str) -> Findings:
    """Return what is known of a file, read up to a bound. Raises Problem PCL006 where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (paths are text everywhere)
            return explain_stream(file, path)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def explain_stream(stream: BinaryIO, name: str = "-") -> Findings:
    """Return what is known of a stream, read up to a bound. Raises Problem PCL006 where it cannot be read."""
    blocks = _Blocks(stream)
    try:
        found = _fitting(find(blocks, _index))
        return Findings(found, blocks.whole, *identity_in(blocks.around))
    except OSError as error:
        raise _unreadable(name, error) from error


def _fitting(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Leave out what is said of the other kind of file in the same words, where a line names only one kind."""
    places = {(one.id[:3], one.line) for one in found}
    return tuple(
        one
        for one in found
        if not any(
            one.id.startswith(other) and named in one.quote and absent not in one.quote and (kind, one.line) in places
            for named, absent, kind, other in FILES
        )
    )


def _unreadable(path: str, error: Exception) -> Problem:
    return Problem(TEXT_UNREADABLE, path=path, reason=getattr(error, "strerror", None) or str(error))


class _Blocks:
    """A stream in blocks, up to a bound, and whether that was all of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.whole = True
        self.around = b""
        """What stands around the claims of an identity."""

    def __iter__(self) -> Iterator[bytes]:
        room = LIMIT
        before = b""
        while block := self.stream.read(min(BLOCK, room)):
            yield block
            joined = before + block
            place = min((found for mark in MARKS if (found := joined.find(mark)) >= 0), default=None)
            if place is not None:
                self.around = max(self.around, joined[max(0, place - NEAR) : place + NEAR], key=len)
            before = joined[-NEAR:]
            room -= len(block)
            if not room:
                self.whole = not self.stream.read(1)
                return


@cache
def _index(is_chinese: bool) -> Index:  # noqa: FBT001  (its only question)
    languages: tuple[Language, ...] = ("en", "zh") if is_chinese else ("en",)
    return index_of(_wordings(languages))


def _wordings(languages: tuple[Language, ...]) -> Iterator[Wording]:
    for cause in all_causes():
        yield from (Wording(cause.id, text, cause.rank) for text in cause.said)
    for rule in all_rules():
        yield from _of_rule(rule)
        yield from _by_id(rule.id, rule.title, RANKS[rule.severity], languages)
    for kind in all_kinds():
        # What another program said stands inside of many of our own messages, and is nearer to the root.
        yield from _by_id(kind.id, kind.title, SIGN, languages)


def _of_rule(rule: AnyRule) -> Iterator[Wording]:
    rank = SIGN if rule.id in UNLIKELY else CAUSE
    if rule.refuses and rule.refuses.status not in {None, SERVER_BROKE}:
        words = rule.refuses.message
        yield Wording(rule.id, words, rank, template=True)
        for lead in LEADS:
            words = words.removeprefix(lead)
        yield Wording(rule.id, words, max(rank, SIGN) if words != rule.refuses.message else rank, template=True)
    yield from (Wording(rule.id, text.replace("…", "{}"), rank, template=True) for text in WORDS.get(rule.id, ()))


def _by_id(known_id: str, title: str, rank: int, languages: tuple[Language, ...]) -> Iterator[Wording]:
    for language in languages:
        yield Wording(known_id, f"{part(language, f'{known_id}.title', title)} {known_id}", rank)
