"""Tests of the pre-release checklist as text."""

from seatrial.model.report import Line
from seatrial.model.sentence import Said, Sentence
from seatrial.report.style import PLAIN, Style
from seatrial.report.terminal_checklist import checklist_lines
from seatrial.report.width import width

TESTS, TAG = Sentence("CKL010", "Tests passed"), Sentence("CKL016", "Tag free")
NOT_RUN, IT = Sentence("CKL037", "not run: `seatrial check --run`"), Sentence("CKL030", "{it}")


def line(sentence, state, **more):
    return Line(Said(sentence), state, **more)


EVERY = (
    line(TESTS, "not known", fix=Said(NOT_RUN)),
    line(TAG, "yes", note=Said(IT, {"it": "v1.0"})),
    line(TAG, "no", rules=("PRJ111", "PRJ062"), fix=Said(Sentence("ZZZ001.fix", "Raise the version {now}."))),
    line(TAG, "not applicable"),
)


def test_why_stands_beside_each_line() -> None:
    """What to do, what is behind a no, and what is known stand in a column of their own; a no has its fix below."""
    assert checklist_lines(EVERY, "en", PLAIN) == [
        "Checklist",
        "? Tests passed  not run: `seatrial check --run`",
        "✓ Tag free      v1.0",
        "✗ Tag free      PRJ111, PRJ062",
        "    fix  Raise the version {now}.",
        "– Tag free",
    ]


def test_a_narrow_terminal_keeps_every_word() -> None:
    """Where there is no room for a second column, what does not fit beside a line stands below it."""
    lines = checklist_lines(EVERY, "en", Style(colour=False, columns=30))
    assert lines[1:5] == ["? Tests passed", "    not run: `seatrial check", "    --run`", "✓ Tag free  v1.0"]
    assert max(map(width, lines)) <= 30
    assert max(map(width, checklist_lines(EVERY, "zh", Style(colour=False, columns=44)))) <= 44


def test_long_words_hang_in_their_column() -> None:
    """A second line of what stands beside begins where the first one does."""
    lines = checklist_lines((line(TAG, "yes", note=Said(IT, {"it": "one two " * 8})),), "en", Style(colour=False, columns=40))
    assert lines[1:3] == ["✓ Tag free  one two one two one two one", "            two one two one two one two"]


def test_several_projects_have_a_list_each() -> None:
    """Whoever checks two projects sees which line is of which, and nothing in a name acts on the terminal."""
    lines = checklist_lines((line(TAG, "yes", subject="a"), line(TAG, "yes", subject="b\x1b")), "en", PLAIN)
    assert lines == ["Checklist of a", "✓ Tag free", "", "Checklist of b\\x1b", "✓ Tag free"]
