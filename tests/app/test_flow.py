"""Uploads side by side; what becomes of each is tested where plans are carried out."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from make.installable import manifest, sdist, wheel
from seatrial.app.flow import Flow, Line
from seatrial.app.journals import Journal, go_on, start, unfinished
from seatrial.app.sending import Watch
from seatrial.core.plan import make_plan
from seatrial.core.profile import LOCAL
from seatrial.edge.world import world
from seatrial.model.index import Answer
from seatrial.model.release import UploadStep
from seatrial.problem import Problem
from seatrial.problem.release import FILE_CHANGED, OTHER_BYTES_THERE

FILES = (wheel({"boat.py": ""}), *(wheel({"boat.py": ""}, tag=f"cp{n}-cp{n}-win32") for n in range(311, 317)), sdist({"boat.py": ""}))


class Index:
    """Takes files, one after the other or side by side, and writes down how."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.began: list[str] = []
        self.under_way = self.most = 0

    def put(self, step: UploadStep, _watch: Watch) -> Answer:
        """Take one file."""
        with self.lock:
            self.began.append(step.file)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        time.sleep(0.02)
        with self.lock:
            self.under_way -= 1
        return Answer(200, "OK")


class Gone(Index):
    """Takes a file without an answer, and is gone from then on."""

    def __init__(self, then: Answer | Problem) -> None:
        super().__init__()
        self.then = then

    def put(self, step: UploadStep, _watch: Watch) -> Answer:
        """Say nothing to the first try."""
        self.began.append(step.file)
        if len(self.began) == 1:
            return Answer(None, "no answer in time", sent=True)
        if isinstance(self.then, Problem):
            raise self.then
        return self.then


def flow(
    folder: Path, index: Index, jobs: int, *, leave_out: int = 0, begun: bool = False, clock: Callable[[], float] = time.monotonic
) -> tuple[Flow, Journal]:
    plan = make_plan(manifest(*FILES), LOCAL, None, None)
    key = b"k" * 32
    journal = go_on(unfinished(str(folder), key)[0], key) if begun else start(str(folder), plan, key)
    steps = [step for step in plan.steps if isinstance(step, UploadStep)][leave_out:]
    line = Line(index.put, lambda _: None, harmless=True, jobs=jobs)
    return Flow(world(lambda _: None, os.environ, str(folder))._replace(clock=clock), journal, line, steps), journal


def test_few_at_once_where_each_is_taken_at_once(tmp_path: Path) -> None:
    """An index that takes files as fast as they come is not sent many side by side: they would only wait for each other on this side."""
    index = Index()
    sent, journal = flow(tmp_path, index, 8, clock=lambda: 0.0)
    assert sent.run() is None
    assert (index.most, len(index.began)) == (2, len(FILES))
    journal.close()


@pytest.mark.parametrize("jobs", [1, 3, 64])
def test_never_more_than_so_many_at_once(tmp_path: Path, jobs: int) -> None:
    """The first file goes alone and the sdist last, the others side by side as far as is allowed; then nobody is left over."""
    index, before = Index(), set(threading.enumerate())
    sent, journal = flow(tmp_path, index, jobs)
    assert sent.run() is None
    assert (index.began[0], index.began[-1], len(index.began)) == (FILES[0].name, FILES[-1].name, len(FILES))
    assert index.most == min(jobs, len(FILES) - 2)
    assert len(journal.known.done) == len(FILES)
    until = time.monotonic() + 5
    while not set(threading.enumerate()) <= before and time.monotonic() < until:
        time.sleep(0.01)
    assert set(threading.enumerate()) <= before
    journal.close()


def test_a_journal_that_cannot_be_written(tmp_path: Path) -> None:
    """What is not written down is not begun: the problem is raised where the upload is waited for."""
    index = Index()
    sent, journal = flow(tmp_path, index, 3)
    journal.close()
    with pytest.raises(Problem) as raised:
        sent.run()
    assert (raised.value.kind.id, index.began) == ("PRL019", [])


def test_files_that_wait_for_nothing_that_comes(tmp_path: Path) -> None:
    """Where what comes before them is neither done nor sent, files stay where they are, and nobody waits for ever."""
    index = Index()
    sent, journal = flow(tmp_path, index, 3, leave_out=1)
    assert (sent.run(), index.began) == (None, [])
    journal.close()


UNREACHED = Answer(None, "Connection refused", sent=False)
CHANGED = Problem(FILE_CHANGED, path="a", found="1", planned="2")
OTHERS = Problem(OTHER_BYTES_THERE, file="a", found="1", planned="2")


@pytest.mark.parametrize(("then", "state"), [(UNREACHED, "in doubt"), (CHANGED, "in doubt"), (OTHERS, "not sent")])
def test_a_try_that_sent_nothing_does_not_clear_the_doubt_of_one_before(tmp_path, monkeypatch, then, state) -> None:
    """A file that was sent without an answer is in doubt, although the next tries do not get through; other bytes in its place are no doubt."""
    monkeypatch.setattr("seatrial.app.flow.wait_before", lambda tries, *_, **__: 0.0 if tries < 3 else None)
    sent, journal = flow(tmp_path, Gone(then), 1)
    sent.run()
    details = {**journal.known.doubt, **journal.known.failed}
    assert [detail["state"] for detail in details.values()] == [state]
    assert len(journal.known.doubt) == (state == "in doubt")
    journal.close()


def test_the_doubt_of_an_earlier_run_stays_where_the_index_is_not_reached(tmp_path, monkeypatch) -> None:
    """What an earlier run sent without an answer stays in doubt until the index says more, so that nobody is told that nothing is live."""
    monkeypatch.setattr("seatrial.app.flow.wait_before", lambda *_, **__: None)
    for then in (Answer(None, "no answer in time", sent=True), UNREACHED):
        index = Index()
        index.put = lambda _step, _watch, then=then: then
        sent, journal = flow(tmp_path, index, 1, begun=then is UNREACHED)
        sent.run()
        assert [detail["state"] for detail in journal.known.doubt.values()] == ["in doubt"]
        journal.close()
