"""Releases by the real program: interrupted, out of room, side by side."""

import json
import signal
import subprocess
import time

import pytest

from make.killed import ELSEWHERE, LINES, RELEASE, end, undisturbed, yard

pytestmark = pytest.mark.slow
UPLOADED = 7
"""Lines of the journal when all three files are there: the plan, and two for each."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Release once without being disturbed."""
    return undisturbed(tmp_path_factory.mktemp("whole"), ELSEWHERE)


def until(process: subprocess.Popen, seen) -> None:
    """Wait until something is seen, or the program has ended."""
    deadline = time.monotonic() + 60
    while not seen() and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)


@pytest.mark.parametrize("line", range(1, LINES + 1))
def test_ctrl_c_at_an_event_costs_nothing(tmp_path, whole, line):
    """Ctrl-C when an event was just written down ends with status 130 and the whole object; `resume` or the same command ends the release."""
    place = yard(tmp_path, ELSEWHERE)
    status, answer = place.run(*RELEASE, stop_at=f"{line} after {int(signal.SIGINT)}")
    assert (status, answer["problem"], len(answer["files"])) == (130, None, 3)
    # Whoever sends goes on until it hears of the word to stop, and an index that is here takes small files faster than that.
    assert place.journal()[1] in ({0} if line == 1 else range(line, max(line + 1, UPLOADED) + 1))
    assert not [path for path in (tmp_path / "temporary").iterdir() if path.name.startswith("seatrial-")]
    place.keeps_its_word()
    place.go_on(resume=line % 2 == 0)
    assert end(place) == whole.end


@pytest.fixture
def hangup():
    """Let children hear that a terminal was closed, also where the tests run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("hangup")
@pytest.mark.parametrize(
    ("where", "number"), [("build", signal.SIGINT), ("verify", signal.SIGINT), ("verify", signal.SIGTERM), ("build", signal.SIGHUP)]
)
def test_ctrl_c_ends_at_once(tmp_path, whole, where, number):
    """Ctrl-C, a polite kill and a closed terminal end in about a second with status 130, also while a backend or an installer runs."""
    place = yard(tmp_path, ELSEWHERE)
    log = place.project / ".seatrial" / "logs" / "build.log"
    with place.running(*RELEASE) as process:
        until(process, log.exists if where == "build" else lambda: place.journal()[1] >= LINES - 3)
        assert process.poll() is None
        begun = time.monotonic()
        process.send_signal(number)
        out, _ = process.communicate(timeout=30)
        took = time.monotonic() - begun
    assert process.returncode == 130
    assert took < 2
    assert not [path for path in (tmp_path / "temporary").iterdir() if path.name.startswith("seatrial-")]
    assert [file["state"] for file in json.loads(out)["files"]] == ([] if where == "build" else ["uploaded"] * 3)
    place.go_on(resume=where == "verify")
    assert end(place) == whole.end


FULL = {
    "0 begin full:0": "PPR053",
    "0 begin full:10": "PRL019",
    "1 before full:64": "PRL019",
    "2 before full:64": "PRL019",
    "2 after full:64": "PRL019",
    "5 before full:3000": "PRL019",
    "8 after full:2000": "PRL019",
    f"{LINES} before full:64": "PRL019",
}
"""Where the disk becomes full, and the problem that it is."""


@pytest.mark.parametrize("at", FULL)
def test_a_full_disk_is_told_and_costs_nothing(tmp_path, whole, at):
    """Where a file cannot grow any more, the release stops with a problem that names it; with room again it goes on."""
    place = yard(tmp_path, ELSEWHERE)
    status, answer = place.run(*RELEASE, stop_at=at)
    assert (status, answer["problem"]["id"]) == (3, FULL[at]), answer
    assert "File too large" in answer["problem"]["message"]
    place.keeps_its_word()
    place.go_on(resume=at.startswith(("2", "8")))
    assert end(place) == whole.end


def test_two_runs_at_once_do_not_meet(tmp_path, whole):
    """The second run on a project says so and stops; the first one ends well."""
    place = yard(tmp_path, ELSEWHERE)
    with place.running(*RELEASE) as first:
        until(first, lambda: place.journal()[1] >= 1)
        status, answer = place.run(*RELEASE)
        assert (status, answer["problem"]["id"]) == (3, "PPR054")
        assert first.wait(timeout=120) == 0
    assert end(place) == whole.end
