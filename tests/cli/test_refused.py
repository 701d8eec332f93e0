"""What an index said when it refused a file is explained at once, below the problem."""

import pytest

from seatrial.cli.manner import Manner
from seatrial.cli.refused import explanation
from seatrial.model.sentence import ProblemFacts
from seatrial.problem import Problem
from seatrial.problem.release import NO_ANSWER, REFUSED
from seatrial.problem.upload import NOT_LET_IN
from seatrial.report.style import PLAIN


def manner(language) -> Manner:
    return Manner(language, json=False, quiet=False, out=PLAIN, err=PLAIN, data=None)


def refused(message: str, kind=REFUSED) -> ProblemFacts:
    return Problem(kind, the_index="pypi", file="boat-1.0.tar.gz", message=message, live=1, total=2, next="1.0.1").facts()


@pytest.mark.parametrize(
    ("message", "language", "words"),
    [
        ("400 File already exists ('boat-1.0.tar.gz', with blake2_256 hash 'ab').", "en", "The file exists already  IDX008\n"),
        (
            "File already exists. See https://pypi.org/help/#file-name-reuse for more information.",
            "en",
            "The file exists already  IDX008\n",
        ),
        ("403 The user 'me' isn't allowed to upload to project 'boat'.", "zh", "项目属于别人  EXP101\n"),
        ("403 Invalid or non-existent authentication information.", "en", "There is no usable token  IDX002\n"),
    ],
)
def test_a_refusal_is_explained(message, language, words) -> None:
    """Who reads PyPI's words reads right below them what they mean and what to do."""
    text = explanation(refused(message), manner(language))
    assert text.startswith(f"\n{words}")
    assert ("解决" if language == "zh" else "fix") in text


def test_an_answer_to_the_credential_is_explained_too() -> None:
    """What PyPI says of a token is told as that, and what it means stands below."""
    problem = Problem(
        NOT_LET_IN,
        the_index="pypi",
        file="boat-1.0.tar.gz",
        status=403,
        message="Invalid or non-existent authentication information.",
        live=0,
        total=2,
    )
    assert explanation(problem.facts(), manner("en")).startswith("\nThere is no usable token  IDX002\n")


@pytest.mark.parametrize("problem", [refused("418 I am a teapot"), refused("File already exists", NO_ANSWER)])
def test_other_problems_explain_themselves(problem) -> None:
    """Words that nobody knows, and problems that are no refusal, get nothing added."""
    assert explanation(problem, manner("en")) == ""
