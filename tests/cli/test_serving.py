"""`seatrial index` and `seatrial preview` as real processes."""

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from make.cli import environment, seatrial

READY = re.compile(r"ready (http://127\.0\.0\.1:\d+/)\n")


@contextmanager
def started(*args: str, home: Path, **more: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """Start the program; give it and the address that it is ready at."""
    process = subprocess.Popen(
        [sys.executable, "-m", "seatrial", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=home,
        env=environment(home, **more),
    )
    try:
        line = process.stdout.readline()
        match = READY.fullmatch(line)
        assert match, line + process.stderr.read()
        yield process, match[1]
    finally:
        process.kill()
        process.communicate()


def interrupted(process: subprocess.Popen) -> tuple[int, str, str]:
    """Press Ctrl-C; return the status and what else was written."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    return process.returncode, out, err


def test_the_index_says_when_it_is_ready(tmp_path) -> None:
    """One line on stdout says where it answers, talk goes to stderr, and Ctrl-C ends it at once."""
    with started("index", home=tmp_path) as (process, url):
        with urllib.request.urlopen(f"{url}simple/") as answer:
            assert answer.status == 200
        status, out, err = interrupted(process)
    assert (status, out) == (130, "")
    assert f"{url}legacy/" in err
    assert err.endswith("Interrupted.\n")
    assert (tmp_path / "seatrial-data" / "index-token").exists()


def test_data_moves_everything(tmp_path) -> None:
    """`--data` names another folder for store and token."""
    with started("index", "--data", str(tmp_path / "elsewhere"), "--open", "--quiet", home=tmp_path) as (process, _):
        status, _, err = interrupted(process)
    assert (status, err) == (130, "\nInterrupted.\n")
    assert (tmp_path / "elsewhere").is_dir()
    assert not (tmp_path / "seatrial-data").exists()


def test_a_port_in_use_is_a_problem(tmp_path) -> None:
    """A second server on the same port says so in the user's language; the status is 3."""
    with started("index", "--open", home=tmp_path) as (_, url):
        port = url.rstrip("/").rpartition(":")[2]
        done = seatrial("index", "--port", port, "--lang", "zh", home=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "PIX010" in done.stderr
    assert re.search("[\u4e00-\u9fff]", done.stderr)


def test_a_port_out_of_range_is_wrong_usage(tmp_path) -> None:
    """A port that cannot be is refused before anything starts."""
    done = seatrial("index", "--port", "70000", home=tmp_path)
    assert done.returncode == 2
    assert "70000 is not in the range 0<=x<=65535" in done.stderr


def test_preview_opens_the_page_of_a_readme(tmp_path) -> None:
    """The page is served and handed to the browser that the environment names."""
    (tmp_path / "README.md").write_text("# A *fine* title\n")
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}.new && mv {opened}.new {opened}\n')
    browser.chmod(0o755)
    with started("preview", "README.md", home=tmp_path, BROWSER=str(browser)) as (process, url):
        with urllib.request.urlopen(url) as answer:
            assert b"<em>fine</em> title" in answer.read()
        status, _, _ = interrupted(process)
    assert status == 130
    assert opened.read_text().strip() == url


def test_preview_without_a_desktop_only_says_the_address(tmp_path) -> None:
    """Where there is no desktop nothing takes the terminal over: the user is asked to open the page."""
    (tmp_path / "README.md").write_text("hello")
    with started("preview", home=tmp_path) as (process, url):
        assert f"open {url} yourself" in process.stderr.readline()
        assert interrupted(process)[0] == 130


def test_preview_can_leave_the_browser_alone(tmp_path) -> None:
    """With --no-browser the address is printed and nothing is said."""
    (tmp_path / "README.md").write_text("hello")
    with started("preview", "--no-browser", home=tmp_path) as (process, _):
        assert interrupted(process)[1:] == ("", "\nInterrupted.\n")


def test_preview_of_nothing_is_a_problem(tmp_path) -> None:
    """Without a README there is nothing to show, and the program says so."""
    done = seatrial("preview", home=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "PIX014" in done.stderr


@pytest.mark.parametrize(
    ("command", "expected"),
    [("index", ["2", "3", "4", "130"]), ("preview", ["2", "3", "4", "130"]), ("check", ["0", "1", "2", "3", "4", "130"])],
)
def test_help_lists_the_statuses_that_can_come(tmp_path, command, expected) -> None:
    """A script that reads the help finds only what this command can end with, and no word of releases that it never makes."""
    section = seatrial(command, "--help", home=tmp_path).stdout.partition("Exit status\n")[2].partition("\n\n")[0]
    assert [line.split()[0] for line in section.splitlines()] == expected
    assert "seatrial resume" not in section
    assert "refusal" not in section
