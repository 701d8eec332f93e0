"""Progress: moving on a terminal, one line for each step elsewhere."""

import sys

import pytest

from make.cli import environment
from make.report import said
from make.terminal import run, screen
from seatrial.cli.progress import Progress, progress
from seatrial.model.event import Told
from seatrial.report.style import PLAIN, Style

TALK = (
    Told("look", "started"),
    Told("look", "done"),
    Told("name", "skipped", said("Mars")),
    Told("build", "started"),
    Told("build", "progress", said("Venus")),
    Told("build", "progress", said("Venus")),
    Told("build", "note", said("\x1b[2J")),
    Told("build", "progress", done=3, unit="lines"),
    Told("build", "failed"),
)
SCRIPT = """
import sys, time
from make.report import said
from seatrial.cli.looks import style_of
from seatrial.cli.progress import progress
from seatrial.model.event import Told
import os
with progress("en", style_of(sys.stderr, os.environ), quiet=False) as shown:
    shown.tell(Told("look", "started")); shown.tell(Told("look", "done"))
    shown.tell(Told("build", "started")); shown.tell(Told("name", "started"))
    shown.tell(Told("build", "progress", said("a very long word " * 9))); time.sleep(0.3)
    shown.tell(Told("name", "done", said())); shown.tell(Told("build", "done"))
    shown.tell(Told("upload", "progress", done=512, total=1024, unit="bytes")); time.sleep(0.3)
    shown.tell(Told("verify", "progress", done=1, total=4)); time.sleep(0.3)
print("end")
"""


def test_piped_each_finished_step_is_one_line(capsys) -> None:
    """A log of a CI shows what was done, what failed and what was said, without redrawing."""
    with Progress("en", PLAIN, live=False, quiet=False) as shown:
        for told in TALK:
            shown.tell(told)
    assert capsys.readouterr() == (
        "",
        "✓ look    0.0 s\n– name    uv is not on Mars.\n· build   uv is not on Venus.\n· build   uv is not on \\x1b[2J.\n✗ build   0.0 s\n",
    )


def test_quiet_tells_only_what_failed(capsys) -> None:
    """With --quiet nothing is said of what goes well."""
    with Progress("en", PLAIN, live=True, quiet=True) as shown:
        for told in TALK:
            shown.tell(told)
    assert capsys.readouterr().err == "✗ build   0.0 s\n"


def test_nothing_moves_where_colour_is_not_wanted() -> None:
    """NO_COLOR switches the moving lines off too."""
    assert not progress("en", PLAIN, quiet=False).live
    assert progress("en", Style(colour=True), quiet=False).live


@pytest.mark.parametrize("columns", [60, 100])
def test_on_a_terminal_only_finished_steps_remain(columns, tmp_path) -> None:
    """Running steps move in place, never wider than the terminal, and leave nothing behind but their finished line."""
    path = ":".join(sys.path)
    env = environment(tmp_path, PYTHONPATH=path, TERM="xterm-256color")
    status, written = run([sys.executable, "-c", SCRIPT], env=env, cwd=tmp_path, columns=columns)
    assert status == 0
    lines = screen(written)
    assert [line for line in lines if line] == ["✓ look    0.0 s", "✓ name    uv is not on PATH.  0.3 s", "✓ build   0.3 s", "end"]
    assert "512 B / 1.0 KiB" in written
    assert "━━━━━━━━━━━━────────────" in written
    assert "1/4" in written
    assert "a very lo" in written
    assert all(len(line) < columns for moment in written.split("\r") for line in screen(moment))


def test_no_colour_means_no_escape_at_all(tmp_path) -> None:
    """On a terminal with NO_COLOR nothing but plain lines is written."""
    env = environment(tmp_path, PYTHONPATH=":".join(sys.path), TERM="xterm-256color", NO_COLOR="1")
    status, written = run([sys.executable, "-c", SCRIPT], env=env, cwd=tmp_path)
    assert status == 0
    assert "\x1b" not in written
    lines = [line.split()[:2] for line in screen(written) if line and not line.startswith("long")]
    assert lines == [["✓", "look"], ["·", "build"], ["✓", "name"], ["✓", "build"], ["end"]]
