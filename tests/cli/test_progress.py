"""Progress: moving on a terminal, one line for each step elsewhere."""

import json
import sys
import time

import pytest

from make.cli import environment
from make.report import said
from make.terminal import run, screen
from seatrial.cli.progress import Progress, progress
from seatrial.cli.record import Record
from seatrial.model.event import Part, Told
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
    Told("build", "detail", said("\x1b[1m")),
    Told("build", "output", line="::error::\tcaf\x1b[2J"),
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
    bar = "━━━━━━━━━━━━────────────" if columns == 100 else "━━━━━━──────"
    assert f"{bar} 512 B / 1.0 KiB" in written
    assert "1/4" in written
    assert "a very lo" in written
    assert all(len(line) < columns for moment in written.split("\r") for line in screen(moment))


def test_files_that_go_side_by_side_have_a_line_each(monkeypatch) -> None:
    """Under the total with its rate and rest time stands each file that is under way; a file that is all that there is has none."""
    monkeypatch.setenv("COLUMNS", "80")
    parts = (Part("boat-1.0-py3-none-any.whl", 256, 1024), Part("\x1b[2J" + "x" * 99, 0, 3072))
    with Progress("en", PLAIN, live=False, quiet=False) as shown:
        shown.tell(Told("upload", "progress", done=1024, total=4096, unit="bytes", parts=parts))
        since = shown.running["upload"]._replace(since=time.monotonic() - 2)
        assert "1.0 KiB / 4.0 KiB  512 B/s, 6.0 s left" in shown._line("upload", since)
        lines = shown._parts(since.told)
        assert lines[0].split()[1:6] == ["256", "B", "/", "1.0", "KiB"]
        assert lines[0].endswith("boat-1.0-py3-none-any.whl")
        assert all(len(line) < 80 and "\x1b" not in line for line in lines)
        assert shown._parts(since.told._replace(parts=(Part("boat.tar.gz", 1024, 4096),))) == []


def test_no_colour_means_no_escape_at_all(tmp_path) -> None:
    """On a terminal with NO_COLOR nothing but plain lines is written."""
    env = environment(tmp_path, PYTHONPATH=":".join(sys.path), TERM="xterm-256color", NO_COLOR="1")
    status, written = run([sys.executable, "-c", SCRIPT], env=env, cwd=tmp_path)
    assert status == 0
    assert "\x1b" not in written
    lines = [line.split()[:2] for line in screen(written) if line and not line.startswith("long")]
    assert lines == [["✓", "look"], ["·", "build"], ["✓", "name"], ["✓", "build"], ["end"]]


@pytest.mark.parametrize(
    ("verbose", "more"),
    [(1, ["· build   uv is not on \\x1b[1m."]), (2, ["· build   uv is not on \\x1b[1m.", "| build   ::error::       caf\\x1b[2J"])],
)
def test_more_is_told_where_it_is_asked_for(verbose, more, capsys, monkeypatch) -> None:
    """Details come with -v, what children write with -vv, each line with its step and nothing in it that acts."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    with Progress("en", PLAIN, live=False, quiet=False, verbose=verbose) as shown:
        for told in TALK[-3:]:
            shown.tell(told)
    assert capsys.readouterr().err.splitlines()[:-1] == more


def test_what_children_write_stands_between_signs_of_ours_on_github(capsys, monkeypatch) -> None:
    """GitHub takes no command from a build: neither in the lines that are shown as they come, nor in what is said of it afterwards."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with Progress("en", PLAIN, live=False, quiet=False, verbose=2) as shown:
        shown.tell(Told("build", "output", line="##[error]one"))
        shown.tell(Told("build", "output", line="two"))
        shown.tell(Told("build", "note", said("##[error]")))
        shown.tell(Told("build", "output", line="three"))
    first, one, two, end, note, again, three, over = capsys.readouterr().err.splitlines()
    sign = first.removeprefix("::stop-commands::")
    assert (len(sign), end, over) == (32, f"::{sign}::", f"::{again.removeprefix('::stop-commands::')}::")
    assert (one, two, three) == ("| build   \\x23#[error]one", "| build   two", "| build   three")
    assert note == "· build   uv is not on \\x23#[error]."


def test_events_are_written_beside_what_is_shown(tmp_path) -> None:
    """A file of events has everything, whatever is shown; what ends the run with an error is its last line."""
    shown = Progress("en", PLAIN, live=False, quiet=True, record=Record(str(tmp_path / "events"), "build", "en"))
    with pytest.raises(KeyboardInterrupt):
        interrupted(shown)
    lines = [json.loads(line) for line in (tmp_path / "events").read_text().splitlines()]
    assert [line.get("state") for line in lines[1:-1]] == [told.state for told in TALK]
    assert lines[-1]["status"] == 130


def interrupted(shown: Progress) -> None:
    """Tell everything and be interrupted."""
    with shown:
        for told in TALK:
            shown.tell(told)
        raise KeyboardInterrupt


def test_lost_events_are_told_among_the_steps(tmp_path, capsys) -> None:
    """That the file of events is not complete is said when it happens, once, even to who wants quiet."""
    record = Record(str(tmp_path / "events"), "build", "en")
    with Progress("en", PLAIN, live=False, quiet=True, record=record) as shown:
        record._fault = "the disk is gone"
        for told in TALK[:4]:
            shown.tell(told)
    assert (
        capsys.readouterr().err == f"The events in {tmp_path}/events are not complete from here on: the disk is gone. The work goes on.\n"
    )
    record.end(0)


def test_the_last_line_of_tests_stands_beside_them(capsys) -> None:
    """Who waits for tests sees how far they are; a build, which says little of that, is not followed."""
    with Progress("en", PLAIN, live=True, quiet=False) as shown:
        for step in ("tests", "build"):
            shown.tell(Told(step, "started"))
            for line in ("tests/test_sail.py ...\x1b[2J", "", "  [ 50%]"):
                shown.tell(Told(step, "output", line=line))
        assert "[ 50%]" in shown._line("tests", shown.running["tests"])
        assert "[ 50%]" not in shown._line("build", shown.running["build"])
        shown.tell(Told("tests", "output", line="\x1b[2Jone"))
        assert "\x1b" not in shown._line("tests", shown.running["tests"])
    capsys.readouterr()
