"""`seatrial explain` as a process: texts, files and what is piped into it."""

import json
import subprocess
import sys

import pytest

from make.cli import environment, seatrial

TOKEN = "pypi-AgEIcHlwaS5vcmcCJGQ4ZTY0YzE4LTQ3NDYtNGJkMi1hMTBkLTQ3ZGFmMTY1MDU2MgACKlszLCI5ZWQ0"
TEXT = "invalid-publisher: valid token, but no corresponding publisher"
LOG = f"""\
2026-08-21T12:00:00.1234567Z TWINE_PASSWORD={TOKEN}
2026-08-21T12:00:01.1234567Z \x1b[31mERROR \x1b[0m HTTPError: 403 Forbidden from https://me:hunter2@upload.pypi.org/legacy/
2026-08-21T12:00:01.1234567Z ##[error]Invalid or non-existent authentication information. {TOKEN}
2026-08-21T12:00:02.1234567Z ##[error]Process completed with exit code 1.
""".replace("\n", "\r\n")


def piped(data: bytes, *args: str, home, **more: str) -> subprocess.CompletedProcess:
    """Run the program with something on its standard input."""
    command = [sys.executable, "-m", "seatrial", "explain", *args]
    return subprocess.run(command, input=data, capture_output=True, check=False, cwd=home, env=environment(home, **more), timeout=60)


@pytest.mark.parametrize(("language", "title"), [("en", "No publisher on PyPI matches the job"), ("zh", "PyPI 上没有与该作业相符的发布者")])
def test_a_text_is_explained(language, title, tmp_path) -> None:
    """Who types the text of an error reads what it means and what to do, step by step, in both languages."""
    done = seatrial("explain", TEXT, "--lang", language, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{title}  EXP150\n")
    assert "  1. " in done.stdout


def test_words_need_no_quotation_marks(tmp_path) -> None:
    """A text that the shell took apart is put together again."""
    done = seatrial("explain", *TEXT.split(), "--format", "json", home=tmp_path)
    (cause,) = json.loads(done.stdout)["causes"]
    assert (cause["id"], cause["line"], cause["quote"]) == ("EXP150", 1, TEXT)
    assert len(cause["fix"]) == 7


@pytest.mark.parametrize("way", ["file", "dash", "pipe", "utf-16"])
def test_a_log_is_explained(way, tmp_path) -> None:
    """A log is read from a file, or from the standard input with and without a dash; no secret of it is told."""
    (tmp_path / "ci.log").write_bytes(LOG.encode("utf-16" if way == "utf-16" else "utf-8"))
    if way in {"file", "utf-16"}:
        out = seatrial("explain", "ci.log", "--format", "json", home=tmp_path).stdout
    else:
        args = ["-"] if way == "dash" else []
        out = piped(LOG.encode(), *args, "--format", "json", home=tmp_path).stdout.decode()
    causes = json.loads(out)["causes"]
    assert [(one["id"], one["line"]) for one in causes] == [("IDX002", 3), ("EXP214", 2), ("EXP301", 4)]
    assert "hunter2" not in out
    assert TOKEN[10:30] not in out


def test_a_chinese_log_is_explained_on_a_terminal_of_its_own_encoding(tmp_path) -> None:
    """What a Chinese Windows printed is understood, and what the output cannot show is written out."""
    log = "urllib3: [WinError 10061] 由于目标计算机积极拒绝，无法连接。\r\n".encode("gb18030")
    done = piped(log, home=tmp_path, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Nothing listens at that address  EXP250\n  line 1  urllib3: [WinError 10061] \\u7531")


def test_nothing_known_is_an_answer(tmp_path) -> None:
    """A text that nobody knows is told as such, and machines get an empty list."""
    assert seatrial("explain", "all is well", home=tmp_path).stdout.startswith("Nothing in this text is known.\n")
    assert json.loads(piped(b"", "-", "--format", "json", home=tmp_path).stdout) == {"schema": 1, "causes": [], "whole": True}


def test_a_log_of_github_takes_no_commands_from_it(tmp_path) -> None:
    """In a log of GitHub nothing that is quoted becomes a command."""
    done = piped(b"bad ::error:: Connection refused ##[error]x\n", home=tmp_path, GITHUB_ACTIONS="true")
    assert b"##[" not in done.stdout
    assert b"\n::" not in done.stdout
