"""Reasons of the system and names of indexes are words of the reader's language."""

import errno
import os

import pytest

from seatrial.model.finding import Finding
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem
from seatrial.problem.release import REFUSED
from seatrial.report.explained import explain_finding, explain_problem, said
from seatrial.report.style import PLAIN
from seatrial.report.terminal_problem import problem_text
from seatrial.report.values import in_words

SAID = Sentence("TST001", "{the_index}: {reason}")


@pytest.mark.parametrize(
    "code", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EADDRINUSE, errno.EISDIR, errno.EROFS, errno.ENAMETOOLONG]
)
def test_what_the_system_says_is_chinese_in_chinese(code) -> None:
    """No English reason stands in a Chinese sentence, with or without its number; in English it stays as it is."""
    words = os.strerror(code)
    for reason in (words, f"[Errno {code}] {words}"):
        told = in_words({"reason": reason}, "zh")["reason"]
        assert not str(told).isascii()
        assert in_words({"reason": reason}, "en") == {"reason": reason}
    assert (
        explain_finding(Finding("ARC064", "error", "x.whl", {"filename": "x.whl", "detail": words, "nearest": ""}), "zh").message
        == f"x.whl：{told}。"
    )


def test_other_reasons_stay() -> None:
    """What is on no list is shown as it was said; other values are never touched."""
    assert in_words({"reason": "odd", "file": "Is a directory", "number": 3}, "zh") == {
        "reason": "odd",
        "file": "Is a directory",
        "number": 3,
    }


def test_a_problem_behind_a_finding_speaks_chinese_too() -> None:
    """What is wrong with one folder among many is said in the language of the rest, its reason too."""
    values = {
        "path": "x/setup.py",
        "reason": "Permission denied",
        "problem": "PPR002",
        "filename": "x",
        "detail": "x/setup.py cannot be read.",
    }
    told = explain_finding(Finding("ARC065", "error", "x", values), "zh").message
    assert "x/setup.py" in told
    assert not told.isascii()
    assert "Permission denied" not in told
    assert explain_finding(Finding("ARC065", "error", "x", values), "en").message == "x/setup.py cannot be read."
    assert explain_finding(Finding("ARC065", "error", "x", {**values, "problem": "ZZZ001"}), "zh").message == "x/setup.py cannot be read."


def test_an_index_is_named_as_in_headings() -> None:
    """The embedded index is called so in every sentence, in both languages; another one by its name."""
    values = {"the_index": "local", "file": "a.whl", "message": "no", "live": 0, "total": 1, "next": "2"}
    assert explain_problem(Problem(REFUSED, **values).facts(), "en").message == "a.whl was refused by the embedded index: no"
    assert "a.whl\uff1ano" in explain_problem(Problem(REFUSED, **values).facts(), "zh").message
    assert said(Said(SAID, {"the_index": "pypi", "reason": "odd"}), "en") == "PyPI: odd"
    assert said(Said(SAID, {"the_index": "https://x.org", "reason": "odd"}), "en") == "https://x.org: odd"


def test_lines_of_a_fix_have_no_blanks_at_their_ends() -> None:
    """Lines that are to be copied into a file are copied as they are."""
    problem = Problem(REFUSED, the_index="local", file="a\n\nb", message="", live=0, total=1, next="2")
    assert not any(line != line.rstrip() for line in problem_text(problem.facts(), "en", PLAIN).splitlines() if not line.endswith(": "))
