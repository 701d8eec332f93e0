"""Tests of what is told of a version that a release raises."""

import pytest

from make.outcomes import full
from make.report import outcome, problem
from seatrial.app.release_bump import with_undo
from seatrial.model.bump import Bumped, Committed, Place
from seatrial.model.edit import Edit
from seatrial.report.data import outcome_json
from seatrial.report.style import PLAIN
from seatrial.report.terminal_outcome import outcome_text
from seatrial.report.terminal_raised import raised_lines, undo_lines

HASH = "0123456789abcdef0123456789abcdef01234567"
PLACE = Place("setup.py", 3, 0, 3, "1.0")
UNDO = "git reset --keep 0123456789ab"
RAISED = Bumped(
    "/p", "a", "1.0", "1.1", ((PLACE, ' version="1.0",', ' version="1.1\x1b[2J",'),), edits=(Edit("setup.py", b"", b""),),
    committed=Committed(HASH, "p", "main", UNDO),
)  # fmt: skip


def test_nothing_is_said_where_no_version_is_raised():
    """A release without a part looks as it always did, for people and for programs."""
    assert raised_lines(outcome(), "en", PLAIN) == ()
    assert undo_lines(outcome(), "en", PLAIN) == ()
    assert "bump" not in outcome_json(outcome(), "en")


def test_a_raised_version_is_told_with_its_commit():
    """In the end one line says what became of the version; the lines of the files are for the dry run."""
    assert raised_lines(outcome(bumped=RAISED), "en", PLAIN) == ("1.0 → 1.1 · committed as 0123456789ab",)
    assert raised_lines(outcome(bumped=RAISED), "zh", PLAIN) == ("1.0 → 1.1 · 已提交：0123456789ab",)
    by_tag = RAISED._replace(edits=(), places=())
    assert raised_lines(outcome(bumped=by_tag), "en", PLAIN) == ("1.0 → 1.1",)
    first = by_tag._replace(old=None, committed=None)
    assert raised_lines(outcome(bumped=first), "en", PLAIN) == ("- → 1.1",)


def test_a_dry_run_shows_each_line_before_and_after_and_nothing_that_a_terminal_obeys():
    """What a file holds is text, also where it was written to deceive."""
    assert raised_lines(outcome(bumped=RAISED, dry_run=True), "en", PLAIN) == (
        "1.0 → 1.1", "setup.py:3", '- version="1.0",', '+ version="1.1\\x1b[2J",', "one commit, before the build",
    )  # fmt: skip
    data = outcome_json(outcome(bumped=RAISED, dry_run=True, undo=""), "en")["bump"]
    assert data == {"from": "1.0", "to": "1.1", "commit": None, "undo": None}


@pytest.mark.parametrize("made", [with_undo(outcome(bumped=RAISED, problem=problem(), files=())), with_undo(full(bumped=RAISED, files=()))])
def test_the_command_that_takes_it_back_is_told_however_early_it_stopped(made):
    """Before anything was built, too, and for programs in a field of its own."""
    assert UNDO in outcome_text(made, "en", PLAIN, fails=False)
    assert UNDO in outcome_text(made, "zh", PLAIN, fails=False, quiet=True)
    assert outcome_json(made, "en")["bump"] == {"from": "1.0", "to": "1.1", "commit": HASH, "undo": UNDO}
