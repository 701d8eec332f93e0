"""Tests of what a journal amounts to for people."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.release import manifest
from seatrial.core.account import files_of, live, tag_of, verified_of, verified_text
from seatrial.core.journal import Replayed, after
from seatrial.core.plan import make_plan
from seatrial.core.profile import LOCAL
from seatrial.model.release import Event, Verification
from seatrial.model.sentence import Kind, ProblemFacts, Said, Sentence
from seatrial.model.verify import Verified

KNOWN = Replayed(make_plan(manifest(), LOCAL, "v1.0"))
WHEEL, SDIST = KNOWN.plan.steps[0].id, KNOWN.plan.steps[1].id


def grown(*events):
    """Return what a journal tells after some events."""
    known = KNOWN
    for step, kind, detail in events:
        known = after(known, Event(0.0, step, kind, detail))
    return known


@pytest.mark.parametrize(
    ("kind", "detail", "state", "message"),
    [
        ("done", {"state": "uploaded"}, "uploaded", None),
        ("done", {"state": "present"}, "present", None),
        ("failed", {"state": "refused", "message": "400"}, "refused", "400"),
        ("failed", {"state": "refused"}, "refused", None),
        ("failed", {"state": "not sent", "message": "changed"}, "not sent", None),
        ("failed", {"state": "in doubt", "message": "gone"}, "in doubt", None),
        ("started", {}, "in doubt", None),
    ],
)
def test_every_file_has_a_state(kind, detail, state, message):
    """However a release ends, people know of each file where it is; only the index's refusal is quoted."""
    first, second = files_of(grown((WHEEL, kind, detail)))
    assert (first.name, first.state, first.message) == ("a-1.0-py3-none-any.whl", state, message)
    assert second.state == "not sent"


def test_live_is_what_is_known_to_be_on_the_index():
    """A file in doubt is not called live."""
    assert live(grown((WHEEL, "done", {"state": "present"}), (SDIST, "started", {}))) == ("a-1.0-py3-none-any.whl",)


def test_a_tag_counts_when_it_is_set():
    """A planned tag is none."""
    assert tag_of(KNOWN) is None
    assert tag_of(grown(("tag", "done", {}))) == "v1.0"
    assert tag_of(Replayed(make_plan(manifest(), LOCAL))) is None


TEXT = st.text(max_size=4)
VALUES = st.dictionaries(TEXT, TEXT | st.integers(), max_size=2)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
FAULTS = st.lists(st.builds(ProblemFacts, st.builds(Kind, *[TEXT] * 5), VALUES), max_size=2).map(tuple)
TRIED = st.builds(Verification, TEXT, TEXT, st.booleans(), st.none() | TEXT, TEXTS, TEXTS, st.floats(allow_nan=False), FAULTS)
SAID = st.lists(st.builds(Said, st.builds(Sentence, TEXT, TEXT), VALUES), max_size=2).map(tuple)
VERIFIED = st.builds(Verified, st.lists(TRIED, max_size=2).map(tuple), SAID)


@pytest.mark.parametrize("kind", ["done", "failed"])
@given(verified=VERIFIED)
def test_what_was_verified_survives_the_journal(kind, verified):
    """A release that went on later tells what was tried earlier, word for word."""
    detail = json.loads(json.dumps({"verified": verified_text(verified)}))
    assert verified_of(grown(("verify", kind, detail))) == verified


def test_nothing_verified_is_nothing_told():
    """Before the verification there is nothing to tell of it."""
    assert verified_of(KNOWN) == Verified((), ())
