"""A word that is no command leads to what was meant."""

import pytest

from seatrial.cli.meant import ELSEWHERE, meant
from seatrial.cli.root import NAMES, call


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("chekc", ["seatrial check"]),
        ("Relaese", ["seatrial release", "seatrial rehearse"]),
        ("whl003", ["seatrial explain WHL003"]),
        ("dist/my boat-1.0.tar.gz", ["seatrial check 'dist/my boat-1.0.tar.gz'"]),
        ("README.md", ["seatrial preview README.md"]),
        ("notes", ["seatrial check notes"]),
        ("publish", ["seatrial release"]),
        ("help", ["seatrial --help"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_what_was_meant(word, lines, tmp_path, monkeypatch) -> None:
    """A slip of the finger, an id, a file, and the words of other tools are understood; what is near nothing is not guessed."""
    monkeypatch.chdir(tmp_path)
    for name in ("README.md", "notes"):
        (tmp_path / name).touch()
    assert meant(word, NAMES) == lines


def test_no_hint_names_a_command_that_does_not_exist() -> None:
    """What other tools call `upload` leads to a command of ours, or to none."""
    assert {name for name in ELSEWHERE.values() if not name.startswith("-")} <= set(NAMES)


def test_the_hint_stands_behind_what_is_wrong(capsys) -> None:
    """The error says what is wrong and what to type, in both languages."""
    assert call(["relase"], "en") == 2
    assert capsys.readouterr().err.startswith(
        "error: No such command 'relase'. Did you mean `seatrial release` or `seatrial rehearse`?\n\nUsage: seatrial [OPTIONS] COMMAND …\n"
    )
    assert call(["xyzzy"], "en") == 2
    assert capsys.readouterr().err.startswith("error: No such command 'xyzzy'.\n")


def test_an_option_before_the_command_is_told_where_it_belongs(capsys) -> None:
    """Who writes `seatrial --format json check` learns the order."""
    assert call(["--format", "json", "check"], "en") == 2
    assert capsys.readouterr().err.startswith("error: No such option '--format'. Options of a command stand behind its name.\n")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--plan", "x.json", "--report", "./x.json"], "'./x.json' is the file of --plan too; each needs its own."),
        (["--events", "x.json", "--plan", "x.json"], "'x.json' is the file of --events too; each needs its own."),
    ],
)
def test_the_plan_has_a_file_of_its_own(args, words, capsys) -> None:
    """A plan that a report would overwrite is refused before anything is done."""
    assert call(["release", "--to", "local", *args], "en") == 2
    assert words in capsys.readouterr().err
