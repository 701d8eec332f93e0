"""Which finder counts: the first that has something for the index, in a fixed order; a broken one is not passed over in silence."""

from collections.abc import Iterable
from typing import NamedTuple

from seatrial.core.credential.finders import EMPTY_VARIABLE
from seatrial.model.credential import Answer, Credential, FinderName, Target
from seatrial.problem import Problem
from seatrial.problem.credential import EMPTY, NOTHING_FOUND, ONLY_NAMED

ORDER: tuple[FinderName, ...] = ("environment", "trusted publishing", "keyring", ".pypirc", "prompt")


class Chosen(NamedTuple):
    """The credential, and what should be known of it."""

    credential: Credential
    answer: Answer


def choose(answers: Iterable[Answer], target: Target) -> Chosen:
    """Return the credential of the first finder that has one; those behind it are not asked.

    `answers` come in order, each made when it is asked for. Raises `Problem` with what is wrong where a finder has something that cannot be
    right; PCR029 or PCR038 where none has anything, PCR030 where none may be used because a project or a journal alone names the index.
    """
    asked: list[Answer] = []
    for answer in answers:
        asked.append(answer)
        if answer.credential:
            return Chosen(answer.credential, answer)
        if answer.problem and not answer.passed:
            raise Problem(answer.problem.kind, **answer.problem.values)
    failed = next((answer.problem for answer in asked if answer.problem), None)
    if failed:
        raise Problem(failed.kind, **failed.values)
    if target.named_by in ("project", "journal"):
        raise Problem(ONLY_NAMED, url=target.url)
    empty = next((answer.said.values["names"] for answer in asked if answer.said.sentence == EMPTY_VARIABLE), None)
    if empty:
        raise Problem(EMPTY, names=empty, the_index=target.name)
    raise Problem(NOTHING_FOUND, index=target.name, the_index=target.name)


def first(answers: Iterable[Answer]) -> Answer | None:
    """Return the answer that counts among those of a walk, None where none does."""
    return next((answer for answer in answers if answer.credential or (answer.problem and not answer.passed)), None)
