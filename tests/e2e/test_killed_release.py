"""Releases by the real program: killed with `kill -9`, and going on."""

import os
import random
import shutil
import signal
import subprocess
import time

import pytest

from make.killed import ELSEWHERE, LINES, RELEASE, clear, end, undisturbed, yard

SEED = os.environ.get("SEATRIAL_TEST_SEED", "1")
MOMENTS = 100
CHUNKS = 10
TRIES = 3
"""For a moment that a release did not live to see."""
EVENTS = [(line, moment) for line in range(1, LINES + 1) for moment in ("before" if line % 2 else "torn", "after")]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Release once without being disturbed."""
    return undisturbed(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Release wheels for elsewhere once without being disturbed."""
    return undisturbed(tmp_path_factory.mktemp("elsewhere"), ELSEWHERE)


@pytest.mark.parametrize(("line", "moment"), [*EVENTS, (0, "before"), (0, "after")])
def test_a_release_that_is_killed_at_an_event_ends_as_if_it_never_was(tmp_path, whole, line, moment):
    """After kill -9 just before or just after any event is written down, `resume` or the same command ends the release: every file once, the tag once."""
    place = yard(tmp_path)
    status, _ = place.run(*RELEASE, stop_at=f"{line} {moment} {int(signal.SIGKILL)}")
    assert status == -signal.SIGKILL
    _, lines = place.journal()
    # The plan is written under another name first: it is a journal once it is whole.
    expected = {(1, "after"): 0, (0, "before"): LINES, (0, "after"): 0}
    assert lines == expected.get((line, moment), line if moment == "after" else line - 1)
    place.keeps_its_word()
    place.go_on(resume=(line + (moment == "after")) % 2 == 0)
    assert end(place) == whole.end


@pytest.mark.parametrize(("again", "at"), [("resume", "1 torn"), ("resume", "4 before"), ("release", "6 after")])
def test_going_on_can_be_killed_too(tmp_path, whole, again, at):
    """A release that is killed, and killed again while it goes on, ends as if it had not been disturbed."""
    place = yard(tmp_path)
    kill = int(signal.SIGKILL)
    assert place.run(*RELEASE, stop_at=f"4 after {kill}")[0] == -kill
    assert place.run(*(RELEASE if again == "release" else ("resume",)), stop_at=f"{at} {kill}")[0] == -kill
    place.keeps_its_word()
    place.go_on(resume=again == "release")
    assert end(place) == whole.end


@pytest.mark.parametrize("at", ["1 before", "1 after", "2 torn", "3 after"])
def test_a_journal_that_is_written_anew_can_be_killed_too(tmp_path, whole, at):
    """Where the index was lost, what is true now is written down anew; killed in the middle of that, nothing is forgotten."""
    place = yard(tmp_path)
    kill = int(signal.SIGKILL)
    assert place.run(*RELEASE, stop_at=f"8 after {kill}")[0] == -kill
    shutil.rmtree(place.store)
    assert place.run("resume", stop_at=f"{at} {kill}")[0] == -kill
    place.go_on(resume=True)
    assert end(place) == whole.end


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_release_that_is_killed_at_any_moment_ends_as_if_it_never_was(tmp_path, elsewhere, chunk):
    """After kill -9 at a hundred random moments, spread over the whole time of a release, it ends as if it had not been disturbed."""
    seconds, killed = elsewhere.seconds, 0
    for number in range(chunk, MOMENTS, CHUNKS):
        share = (number + random.Random(f"{SEED} {number}").random()) / MOMENTS
        for attempt in range(TRIES):
            place = yard(tmp_path / f"{number}-{attempt}", ELSEWHERE)
            begun = time.monotonic()
            dead = killed_after(place, share * seconds)
            took = time.monotonic() - begun
            try:
                place.keeps_its_word()
                place.go_on(resume=number // CHUNKS % 2 == 0)
                assert end(place) == elsewhere.end
            except AssertionError as error:
                error.add_note(f"killed after {share * seconds:.3f} s of {seconds:.3f} s; SEATRIAL_TEST_SEED={SEED}, moment {number}")
                raise
            clear(place)
            killed += dead
            if dead:
                break
            # The machine has less to do than when the time was taken.
            seconds = took
    assert killed >= MOMENTS / CHUNKS - 2


def killed_after(place, seconds):
    """Release, and kill it after so long; return whether it was still alive."""
    with place.running(*RELEASE) as process:
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait() == -signal.SIGKILL
    assert process.returncode == 0
    return False
