"""Tests of the journal of a release."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.release import manifest
from seatrial.core.journal import after, from_line, replay, standing, to_line
from seatrial.core.plan import make_plan, waves
from seatrial.core.profile import LOCAL
from seatrial.model.release import Event
from seatrial.problem import Problem

KEY = b"k" * 32
PLAN = make_plan(
    manifest(["a-1.0-py3-none-any.whl", "a-1.0-cp311-cp311-win_amd64.whl", "a-1.0-cp312-cp312-win_amd64.whl", "a-1.0.tar.gz"]),
    LOCAL,
    "v1.0",
    "origin",
)
STEPS = [step.id for step in PLAN.steps]


def write(*entries, key=KEY, mac=""):
    """Return the bytes of a journal."""
    lines = []
    for entry in entries:
        line, mac = to_line(entry, key, mac)
        lines.append(line)
    return b"".join(lines)


def whole():
    """Return the journal of a release that went through, wave by wave."""
    events = []
    for wave in waves(PLAN):
        events += [Event(1.0, step.id, "started") for step in wave]
        events += [Event(2.0, step.id, "done", {"state": "uploaded"}) for step in reversed(wave)]
    return write(PLAN, *events)


@given(st.integers(min_value=0, max_value=len(whole())))
def test_any_prefix_of_a_journal_leaves_a_state_from_which_the_rest_follows(cut):
    """However a release is cut off, what is left is what is not known to be done, in the planned order."""
    known = replay(whole()[:cut], KEY, "j")
    if known is None:
        return
    rest = [step.id for wave in waves(PLAN, frozenset(known.done)) for step in wave]
    assert sorted([*known.done, *rest]) == sorted(STEPS)
    assert set(known.doubt) <= set(rest)
    assert not ({"verify", "tag", "push"} & {*known.done, *known.doubt} and any(step.startswith("upload:") for step in rest))
    assert known.plan == PLAN
    assert known.size <= cut


class Sea:
    """A model of the outside: what the index has, and what was done there, in order."""

    def __init__(self):
        self.index = []
        self.did = []

    def act(self, step):
        """Carry out a step; an index that has a file already takes it for the same."""
        if step.startswith("upload:") and step not in self.index:
            self.index.append(step)
        self.did.append(step)
        return {"state": "present" if self.did.count(step) > 1 else "uploaded"}

    def carry_out(self, known, draw, ends):
        """Carry out what is left, wave by wave and side by side within a wave, with a line before and after each; yield the lines.

        `ends` says whether a step may end badly, with which the run ends.
        """
        for wave in waves(known.plan, frozenset(known.done)):
            yield from (Event(0.0, step.id, "started") for step in wave)
            failed = False
            for step in draw(st.permutations(wave)):
                how = draw(st.sampled_from(("done", "done", "in doubt", "failed"))) if ends else "done"
                # What is in doubt may have come to pass or not.
                detail = self.act(step.id) if how == "done" or (how == "in doubt" and draw(st.booleans())) else {}
                yield Event(0.0, step.id, "done", detail) if how == "done" else Event(0.0, step.id, "failed", {"state": how})
                failed = failed or how != "done"
            if failed:
                return


@given(st.data())
def test_any_prefix_of_any_journal_resumes_to_the_same_end(data):
    """However often a release fails or is cut off, by event or by byte, it ends with every file there once and every other step done in its order."""
    sea, written = Sea(), write(PLAN)[: data.draw(st.integers(0, len(write(PLAN))))]
    for stop in [*data.draw(st.lists(st.integers(0, 2 * len(STEPS)), max_size=4)), None]:
        known = replay(written, KEY, "j") or replay(write(PLAN), KEY, "j")
        written, mac = written[: known.size] if replay(written, KEY, "j") else write(PLAN), known.mac
        for number, event in enumerate(sea.carry_out(known, data.draw, ends=stop is not None)):
            line, mac = to_line(event, KEY, mac)
            if number == stop:
                # What the line tells was done; of the line itself there is at most a part.
                written += line[: data.draw(st.integers(0, len(line) - 1))]
                break
            written += line
    end = replay(written, KEY, "j")
    assert standing(end) == "finished"
    assert end.plan == PLAN
    assert sorted(sea.index) == sorted(step for step in STEPS if step.startswith("upload:"))
    last = [sea.did.index(step) for step in ("verify", "tag", "push")]
    assert last == sorted(last)
    assert max(sea.did.index(step) for step in sea.index) < last[0]


@given(st.integers(min_value=0, max_value=len(whole())), st.binary(max_size=60))
def test_a_journal_goes_on_after_a_torn_line(cut, torn):
    """What a crash leaves behind the last whole line is cut off, and the chain goes on from there."""
    data = whole()[:cut]
    known = replay(data, KEY, "j")
    if known is None:
        return
    assert replay(data[: known.size] + torn.replace(b"\n", b""), KEY, "j") == known
    again = data[: known.size] + to_line(Event(3.0, STEPS[-1], "done"), KEY, known.mac)[0]
    assert STEPS[-1] in replay(again, KEY, "j").done


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(["started", "done", "failed"]))))
def test_the_last_word_on_a_step_counts(history):
    """A step that is tried again stands as it ended last; one that is done is never planned again."""
    known = replay(write(PLAN, *(Event(0.0, step, kind) for step, kind in history)), KEY, "j")
    last = dict(history)
    assert {step for step, kind in last.items() if kind == "started"} == set(known.doubt)
    assert {step for step, kind in last.items() if kind == "failed"} == set(known.failed)
    assert {step for step, kind in history if kind == "done"} == set(known.done)


def test_an_answer_that_never_came_leaves_the_step_in_doubt():
    """A file that was sent without an answer is neither there nor refused."""
    known = replay(write(PLAN, Event(0.0, STEPS[0], "started"), Event(0.0, STEPS[0], "failed", {"state": "in doubt"})), KEY, "j")
    assert set(known.doubt) == {STEPS[0]}
    assert standing(known) == "interrupted"


def test_a_last_line_that_is_not_ours_counts_as_torn():
    """What a power cut leaves at the end of a file does not lose the release."""
    data = whole()
    assert replay(data + b"\0" * 20 + b"\n", KEY, "j") == replay(data, KEY, "j")


def test_how_a_journal_stands():
    """Only what was cut off is in the way of another release."""
    known = replay(write(PLAN), KEY, "j")
    assert standing(known) == "untouched"
    begun = after(known, Event(0.0, STEPS[0], "started"))
    assert standing(begun) == "interrupted"
    refused = after(begun, Event(0.0, STEPS[0], "failed", {"state": "refused"}))
    assert standing(refused) == "ended"
    finished = replay(whole(), KEY, "j")
    assert standing(finished) == "finished"


def test_a_journal_with_another_key_is_refused():
    """A journal that comes with a clone is not believed."""
    with pytest.raises(Problem, match="PRL001"):
        replay(whole(), b"other", "j")


def test_a_changed_moved_or_missing_line_is_refused():
    """Nobody can say in our name that a step is done."""
    lines = whole().splitlines(keepends=True)
    changed = lines[1].replace(b"1.0,", b"9.0,", 1)
    for broken in ([lines[0], changed, *lines[2:]], [lines[0], *lines[2:]], [lines[0], lines[2], lines[1], *lines[3:]]):
        with pytest.raises(Problem, match="PRL001"):
            replay(b"".join(broken), KEY, "j")


def test_a_journal_of_a_newer_seatrial_is_refused():
    """An old seatrial never guesses what a new one did."""
    body = json.dumps({"schema": 9, "plan": {}}, separators=(",", ":")).encode()[:-1]
    with pytest.raises(Problem, match="PRL002"):
        replay(sealed(body), KEY, "j")


def test_lines_without_sense_are_refused_with_a_word():
    """A journal that was written by us and makes no sense is a problem, not a crash."""
    with pytest.raises(Problem, match="PRL003"):
        replay(sealed(b'{"schema":1,"what":1'), KEY, "j")


def sealed(body):
    """Return a line with a seal that is right."""
    from seatrial.core.journal import _SEAL, _seal

    return body + _SEAL + _seal(body, KEY, "").encode() + b'"}\n'


@given(st.binary(max_size=300))
def test_nothing_of_a_foreign_line_is_parsed(line):
    """Bytes from anywhere are refused before they are read as JSON."""
    assert from_line(line, KEY) is None
