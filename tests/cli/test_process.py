"""The program as a process: statuses, streams, languages, hostile surroundings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from make.cli import environment, seatrial
from seatrial import __version__
from seatrial.cli.overview import ENTRIES

COMMANDS = [entry.name for entry in ENTRIES]


def test_version_is_one_line(tmp_path) -> None:
    """`--version` prints name and version, alone or beside a language."""
    for args in (["--version"], ["--lang", "zh", "--version"]):
        done = seatrial(*args, home=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"seatrial {__version__}\n", "")


@pytest.mark.parametrize("args", [["--help"], ["-h"], ["--lang", "en", "--help"]])
def test_help_lists_every_command(args, tmp_path) -> None:
    """The overview names all commands, gives examples, exit statuses and variables, and is a result."""
    done = seatrial(*args, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.split("Commands\n")[1].splitlines()[: len(COMMANDS)]] == COMMANDS
    assert all(word in done.stdout for word in ("Examples", "Exit status", "130", "SEATRIAL_LANG", "NO_COLOR"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_teaches(command, language, tmp_path) -> None:
    """Each command shows its usage, examples, options and exit statuses, in one language only and within 80 columns."""
    done = seatrial(command, "--help", "--lang", language, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    heads = {
        "en": ("Usage: ", "Examples", "Options", "Exit status"),
        "zh": ("\u7528\u6cd5\uff1a", "\u793a\u4f8b", "\u9009\u9879", "\u9000\u51fa\u72b6\u6001"),
    }
    assert all(head in done.stdout for head in heads[language])
    assert not any(head in done.stdout for head in heads["zh" if language == "en" else "en"])
    assert "[default" not in done.stdout or language == "en"
    assert [line for line in done.stdout.splitlines() if len(line) > 80] == []


def test_a_bare_call_shows_the_overview_as_wrong_usage(tmp_path) -> None:
    """Without a command there is no result, only help on stderr."""
    done = seatrial(home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Commands" in done.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["chekc"], "No such command 'chekc'. Did you mean `seatrial check`?"),
        (["check", "--formt", "json"], "No such option '--formt'"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["check", "--file-limit", "much"], "'much' is not a size"),
        (["release"], "Missing option '--to'"),
        (["build", "a", "b"], "Got unexpected extra argument (b)"),
        (["--lang", "fr", "check"], "'fr' is not one of 'en', 'zh'"),
    ],
)
def test_wrong_usage_is_named(args, words, tmp_path) -> None:
    """Wrong usage says what is wrong, how to call the command, and where to read more; the status is 2."""
    done = seatrial(*args, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert words in done.stderr
    assert "Usage: seatrial" in done.stderr
    assert "--help` tells more." in done.stderr


def test_wrong_usage_is_named_in_chinese(tmp_path) -> None:
    """The library's own words are Chinese too."""
    done = seatrial("check", "--format", "xml", home=tmp_path, env={"LC_ALL": "zh_CN.UTF-8"})
    assert done.returncode == 2
    assert done.stderr.startswith(
        "\u9519\u8bef\uff1a'--format' \u7684\u503c\u65e0\u6548\uff1a'xml' \u4e0d\u662f\u4ee5\u4e0b\u503c\u4e4b\u4e00"
    )
    assert "Usage" not in done.stderr


def test_an_output_that_knows_only_ascii_gets_escapes(tmp_path) -> None:
    """Chinese on a terminal that cannot show it is no crash."""
    done = seatrial("--help", "--lang", "zh", home=tmp_path, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "\\u7528\\u6cd5" in done.stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path) -> None:
    """`seatrial --help | head -0` ends quietly."""
    for args in (["--help"], ["check", "--help"], ["--version"]):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [sys.executable, "-m", "seatrial", *args], stdout=write, stderr=subprocess.PIPE, env=environment(tmp_path), check=False
        )
        os.close(write)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"]])
def test_a_full_disk_is_told(args, tmp_path) -> None:
    """A result that cannot be written is a problem with a status of its own."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "seatrial", *args], stdout=full, stderr=subprocess.PIPE, env=environment(tmp_path), check=False
        )
    assert done.returncode == 3
    assert b"PCL001" in done.stderr
    assert b"No space left" in done.stderr


def test_closed_streams_are_no_crash(tmp_path) -> None:
    """A service manager may start the program without any output."""
    done = subprocess.run(f"{sys.executable} -m seatrial --help >&- 2>&-", shell=True, env=environment(tmp_path), check=False)
    assert done.returncode == 0


def test_help_runs_without_the_library(tmp_path) -> None:
    """Nothing of the environment's docutils configuration survives the start."""
    code = "import sys; sys.argv = ['seatrial', '--version']; from seatrial.__main__ import main; main(); import os; print(os.environ['DOCUTILSCONFIG'] == '')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(tmp_path, DOCUTILSCONFIG="/etc/x"), check=False
    )
    assert done.stdout.splitlines()[-1] == "True"
