"""Whatever ends a command becomes words and a status."""

import tempfile
from pathlib import Path

import pytest

from seatrial.cli.boundary import guarded, status_of
from seatrial.problem import Problem
from seatrial.problem.process import CANNOT_START


def broken() -> int:
    raise ValueError("caf\udce9 \x1b[2J")


def test_work_that_ends_well_gives_its_status(capsys) -> None:
    """The boundary adds nothing to what went well."""
    assert guarded(lambda: 1, "en") == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("language", "words"), [("en", "fix  Install \\x1bgit"), ("zh", "\u8bf7\u5b89\u88c5 \\x1bgit")])
def test_a_problem_is_told_on_stderr(language, words, capsys) -> None:
    """A problem has status 3; stdout stays clean; what comes from outside is escaped."""

    def stop() -> int:
        raise Problem(CANNOT_START, program="\x1bgit", reason="none")

    assert guarded(stop, language) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "PPC001" in err
    assert words in err


def test_ctrl_c_has_its_status(capsys) -> None:
    """An interruption ends in 130 and one word."""

    def stop() -> int:
        raise KeyboardInterrupt

    assert guarded(stop, "zh") == 130
    assert capsys.readouterr().err == "\u5df2\u4e2d\u65ad\u3002\n"


def test_a_bug_of_ours_leaves_one_line_and_a_file(tmp_path, capsys) -> None:
    """A bug has status 4; the traceback is kept in the user's folder, readable by the user alone."""
    assert guarded(broken, "en", ["--data", str(tmp_path / "data")]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    kept = Path(line.rpartition(" in ")[2].rstrip("."))
    assert "ValueError: caf\\xe9 \\x1b[2J" in line
    assert kept.is_relative_to(tmp_path / "data")
    assert "in broken" in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_bug_is_told_wherever_it_can_be_kept(tmp_path, capsys, monkeypatch) -> None:
    """Where the user's folder cannot take the traceback the temporary one does; where neither can, it is printed."""
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    assert guarded(broken, "en", ["--data", str(file)]) == 4
    assert str(tmp_path / "temporary") in capsys.readouterr().err
    monkeypatch.setattr(tempfile, "tempdir", str(file))
    assert guarded(broken, "en", ["--data", str(file)]) == 4
    assert "Traceback" in capsys.readouterr().err


def test_every_error_has_its_status() -> None:
    """Whoever ends a file in the middle of a run knows the status that the run will have."""
    assert [status_of(error) for error in (Problem(CANNOT_START), KeyboardInterrupt(), ValueError())] == [3, 130, 4]


@pytest.mark.parametrize(("form", "sign"), [("json", '"problem"'), ("sarif", '"runs"'), ("junit", "<testsuites"), ("github", "::error ")])
def test_a_problem_has_a_document_in_the_form_that_was_asked_for(form, sign, capsys) -> None:
    """A program that reads stdout learns of a problem that came before there was anything else."""

    def stop() -> int:
        raise Problem(CANNOT_START, program="git", reason="none")

    assert guarded(stop, "en", ["check", f"--format={form}"]) == 3
    out = capsys.readouterr().out
    assert sign in out
    assert "PPC001" in out
