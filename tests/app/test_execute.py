"""Tests of carrying out a plan, against the real index in this process."""

import contextlib
import os
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.installable import manifest, sdist, wheel
from seatrial.app.course import Course, outcome_of
from seatrial.app.embedded import deliver, embedded, shown
from seatrial.app.execute import Acts, execute
from seatrial.app.journals import go_on, start, unfinished
from seatrial.app.sending import Stopped, Watch, put
from seatrial.core import retry
from seatrial.core.plan import make_plan
from seatrial.core.profile import LOCAL
from seatrial.edge.world import world
from seatrial.index.store import open_store
from seatrial.model.index import Answer
from seatrial.model.release import UploadStep, Verification
from seatrial.model.sentence import Said, Sentence
from seatrial.model.verify import Verified
from seatrial.problem import Problem
from seatrial.problem.release import NOT_COMMITTED

KEY = b"k" * 32
FILES = (
    wheel({"boat.py": ""}),
    wheel({"boat.py": "A = 311"}, tag="cp311-cp311-win_amd64"),
    wheel({"boat.py": "A = 312"}, tag="cp312-cp312-win_amd64"),
    sdist({"boat.py": ""}),
)
FINE = Verified((Verification(FILES[0].name, "pip", ok=True, imported=("boat",)),), (Said(Sentence("STV002", "No uv.")),))


class Yard(NamedTuple):
    """A place where a plan is carried out."""

    tmp_path: object
    plan: object
    paths: dict
    place: object
    done: list
    """What was verified, tagged, pushed."""

    def acts(self, verified=FINE, send=None, wrong=None):
        """Return acts that send for real and write down the rest."""
        send = send or partial(deliver, self.place)
        return Acts(
            put=lambda step, watch: put(self.paths[step.file], self.artifact(step), send, watch),
            verify=lambda: self.done.append("verify") or verified,
            failure=lambda _: wrong,
            tag=lambda step: self.done.append(step.tag),
            push=lambda step: self.done.append(step.remote),
            found=partial(shown, self.place.store),
            harmless=True,
        )

    def artifact(self, step):
        """Return what the plan says of a step's file."""
        return next(file for file in self.plan.manifest.files if file.name == step.file)

    def run(self, tell=lambda _: None, acts=None, begun=None, jobs=8):
        """Carry the plan out, or go on with it; return the outcome."""
        course = Course(world(tell, os.environ, str(self.tmp_path / "data")), "release", LOCAL.name)

        def work(course):
            if begun:
                course.known(begun.known)
            journal = go_on(begun, KEY) if begun else start(str(self.tmp_path / "state"), self.plan, KEY)
            with contextlib.closing(journal):
                execute(course, journal, acts or self.acts(), self.paths, jobs)

        return outcome_of(course, work)

    def begun(self):
        """Return the journal that lies there."""
        return unfinished(str(self.tmp_path / "state"), KEY)[0]

    def index(self):
        """Return what the index has: hash by name."""
        return {name: file.sha256 for name, file in self.place.store.view().files.items()}


def yard(tmp_path, files=FILES):
    """Put files into a folder, plan their release, open an empty index."""
    for name in ("dist", "state"):
        (tmp_path / name).mkdir(parents=True)
    for file in files:
        (tmp_path / "dist" / file.name).write_bytes(file.data)
    plan = make_plan(manifest(*files)._replace(commit="c" * 40), LOCAL, "v1.0", "origin")
    paths = {file.name: str(tmp_path / "dist" / file.name) for file in files}
    return Yard(tmp_path, plan, paths, embedded(open_store(str(tmp_path / "index"), lasting=False), LOCAL, None), [])


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch):
    monkeypatch.setattr(retry, "FIRST", 0.01)


def states(outcome):
    """Return the state of each file, in the order in which they are sent."""
    return [file.state for file in outcome.files]


def test_a_plan_is_carried_out_to_its_end(tmp_path):
    """Every file is on the index, then it is verified, tagged and pushed, in this order."""
    place = yard(tmp_path)
    outcome = place.run()
    assert outcome.problem is None
    assert states(outcome) == ["uploaded"] * 4
    assert place.done == ["verify", "v1.0", "origin"]
    assert place.index() == {file.name: file.artifact.sha256 for file in FILES}
    assert (outcome.tag, outcome.verified, outcome.unproven) == ("v1.0", FINE.verifications, FINE.unproven)
    assert [(step.step, step.state) for step in outcome.steps] == [
        ("upload", "done"),
        ("verify", "done"),
        ("tag", "done"),
        ("push", "done"),
    ]


def test_the_sdist_comes_last(tmp_path):
    """Nobody builds from source by accident while the wheels are on their way."""
    place = yard(tmp_path)
    place.run()
    serials = {file.serial: name for name, file in place.place.store.view().files.items()}
    assert serials[1] == FILES[0].name
    assert serials[4] == FILES[3].name


@pytest.mark.parametrize("change", ["change", "remove"])
def test_a_file_that_changed_after_the_check_is_refused_before_anything_is_sent(tmp_path, change):
    """What was checked is what is sent, or nothing is."""
    place = yard(tmp_path)
    path = tmp_path / "dist" / FILES[3].name
    path.unlink() if change == "remove" else path.write_bytes(b"other")
    outcome = place.run()
    assert outcome.problem.kind.id == {"change": "PRL006", "remove": "PRL021"}[change]
    assert states(outcome) == ["not sent"] * 4
    assert place.index() == {}


def test_a_file_that_changes_while_others_are_sent_is_not_sent(tmp_path):
    """Even between two files nothing else than the plan gets to the index."""
    place = yard(tmp_path)

    def swap(sending):
        (tmp_path / "dist" / FILES[3].name).write_bytes(b"other")
        return deliver(place.place, sending)

    outcome = place.run(acts=place.acts(send=swap))
    assert outcome.problem.kind.id == "PRL006"
    assert states(outcome) == ["uploaded"] * 3 + ["not sent"]


def test_after_a_refusal_nothing_new_is_begun(tmp_path):
    """One says of every file whether it is live; nothing is tagged."""
    bad = wheel({"boat.py": ""}, tag="cp311-cp311-win_amd64", headers=("Classifier: Floats :: Well",))
    place = yard(tmp_path, (FILES[0], bad, FILES[2], FILES[3]))
    outcome = place.run(jobs=1)
    assert outcome.problem.kind.id == "PRL007"
    assert "Floats :: Well" in outcome.files[1].message
    assert states(outcome) == ["uploaded", "refused", "not sent", "not sent"]
    assert (outcome.problem.values["live"], outcome.problem.values["total"]) == (1, 4)
    assert place.done == []
    assert outcome.tag is None


@pytest.mark.parametrize("status", [None, 503, 429])
def test_a_file_without_a_clear_answer_is_in_doubt_and_sent_again(tmp_path, status):
    """Where nobody knows whether the index took a file, the next run finds out."""
    place = yard(tmp_path)

    def took_it(sending):
        deliver(place.place, sending)
        return Answer(status, "gone")

    outcome = place.run(acts=place.acts(send=took_it))
    assert outcome.problem.kind.id == "PRL008"
    assert states(outcome) == ["in doubt"] + ["not sent"] * 3
    again = place.run(begun=place.begun())
    assert again.problem is None
    assert states(again) == ["present", "uploaded", "uploaded", "uploaded"]


def test_a_failed_verification_stops_before_the_tag_and_may_be_tried_again(tmp_path):
    """A tag says that a release works."""
    place = yard(tmp_path)
    bad = Verified((Verification(FILES[0].name, "pip", ok=False, message="broken"),))
    outcome = place.run(acts=place.acts(bad, wrong=Problem(NOT_COMMITTED, count=0, files="")))
    assert outcome.problem.kind.id == "PRL011"
    assert outcome.verified == bad.verifications
    assert states(outcome) == ["uploaded"] * 4
    assert place.done == ["verify"]
    again = place.run(begun=place.begun())
    assert again.problem is None
    assert again.verified == FINE.verifications
    assert [(step.step, step.state) for step in again.steps][:2] == [("upload", "skipped"), ("verify", "done")]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Carry the plan out once, undisturbed; return the bytes of its journal and what the index has then."""
    place = yard(tmp_path_factory.mktemp("whole"))
    place.run()
    return place.begun().path.read_bytes(), place.index()


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_prefix_of_a_journal_is_carried_out_to_the_same_end(whole, data):
    """Cut off at any byte, with the files in doubt there or not, on a real index: every file is there once, and what is done is not done again."""
    journal, index = whole
    cut = data.draw(st.integers(journal.index(b"\n") + 1, len(journal)))
    with tempfile.TemporaryDirectory() as folder:
        place = yard(Path(folder))
        path = Path(folder, "state", f"journal-{place.plan.id}.jsonl")
        path.write_bytes(journal[:cut])
        known = place.begun().known
        sent = [step for step in place.plan.steps if isinstance(step, UploadStep)]
        there = [step.id in known.done or (step.id in known.doubt and data.draw(st.booleans())) for step in sent]
        for step in (step for step, is_there in zip(sent, there, strict=True) if is_there):
            place.acts().put(step, Watch())
        outcome = place.run(begun=place.begun())
        assert (outcome.problem, outcome.tag) == (None, "v1.0")
        assert states(outcome) == ["present" if is_there else "uploaded" for is_there in there]
        assert place.index() == index
        assert len((Path(folder) / "index" / "ledger.jsonl").read_bytes().splitlines()) == 1 + len(sent)
        assert place.done == [done for step, done in (("verify", "verify"), ("tag", "v1.0"), ("push", "origin")) if step not in known.done]
        assert path.read_bytes().count(b'"kind":"done"') == len(place.plan.steps)


@pytest.mark.parametrize("there", [True, False])
def test_where_sending_again_is_not_harmless_the_index_is_asked(tmp_path, there):
    """A file in doubt that is there is not sent a second time to an index that would refuse it; one that is not there is sent."""
    place = yard(tmp_path)
    place.run(
        acts=place.acts(send=lambda sending: deliver(place.place, sending) and Answer(None, "gone") if there else Answer(None, "gone"))
    )
    sent = []

    def send(sending):
        sent.append(sending.content.filename)
        return deliver(place.place, sending)

    outcome = place.run(begun=place.begun(), acts=place.acts(send=send)._replace(harmless=False))
    assert (outcome.problem, outcome.tag) == (None, "v1.0")
    assert states(outcome) == ["present" if there else "uploaded", "uploaded", "uploaded", "uploaded"]
    assert (FILES[0].name in sent) != there


@pytest.mark.parametrize("moment", range(1, 16, 2))
def test_ctrl_c_at_any_moment_leaves_a_release_that_goes_on(tmp_path, moment):
    """An interruption is no loss: it is told what is live, and the rest follows later."""
    place = yard(tmp_path)
    count = iter(range(100))

    def tell(told):
        if next(count) == moment:
            raise KeyboardInterrupt

    outcome = place.run(tell)
    assert outcome.interrupted or outcome.problem is None
    assert {file.name for file in outcome.files if file.state == "uploaded"} <= place.index().keys()
    if outcome.interrupted:
        again = place.run(begun=place.begun())
        assert again.problem is None
    assert place.index() == {file.name: file.artifact.sha256 for file in FILES}
    assert place.done.count("v1.0") >= 1


def test_an_interruption_stops_what_is_being_sent(tmp_path):
    """A large file on its way does not keep the program alive."""
    place = yard(tmp_path, (wheel({"boat.py": "#" * 4_000_000}), FILES[3]))
    ended = threading.Event()

    def slow(sending):
        try:
            while sending.body.read(300_000):
                time.sleep(0.05)
        except Stopped:
            ended.set()
            raise

    def tell(told):
        if told.state == "progress" and told.done:
            raise KeyboardInterrupt

    outcome = place.run(tell, place.acts(send=slow))
    assert outcome.interrupted
    assert ended.wait(1)
    assert states(outcome) == ["in doubt", "not sent"]
    assert place.index() == {}
    assert place.run(begun=place.begun()).problem is None
