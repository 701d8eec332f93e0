"""Tests of what a journal amounts to for people."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.release import manifest
from seatrial.core.account import aftermath, files_of, given_up, live, resuming, tag_of, verified_of, verified_text, whereabouts
from seatrial.core.journal import Replayed, after
from seatrial.core.plan import make_plan
from seatrial.core.profile import LOCAL, PYPI
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


def test_what_an_earlier_run_sent_was_there_already():
    """Only what this run sent itself is told as uploaded."""
    known = grown((WHEEL, "done", {"state": "uploaded"}), (SDIST, "done", {"state": "uploaded"}))
    assert [file.state for file in files_of(known, {WHEEL: {}})] == ["present", "uploaded"]
    failed = grown((WHEEL, "failed", {"state": "refused"}))
    assert [file.state for file in files_of(failed, {WHEEL: {}})] == ["refused", "not sent"]


def test_what_is_live_and_not_to_be_used_is_told_with_the_way_back():
    """Each file is named, and the page where it is yanked; an embedded index has no such page, and lies in a folder."""
    known = grown((WHEEL, "done", {"state": "uploaded"}), (SDIST, "done", {"state": "present"}))
    wheel, sdist, back, following = aftermath(PYPI, known, "/data/index")
    assert [wheel.values["file"], sdist.values["file"]] == list(live(known))
    assert (back.sentence.id, back.values) == ("STR024", {"version": "1.0", "page": f"{PYPI.site}/manage/project/a/release/1.0/"})
    assert following.values == {"next": "1.0.1"}
    assert aftermath(LOCAL, known, "/data/index")[2].values == {"folder": "/data/index"}
    dotted = known.plan.manifest._replace(name="A_b.C")
    assert whereabouts(PYPI, dotted, "").endswith("/project/a-b-c/release/1.0/")


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((), ["STU013"]),
        (((WHEEL, "started", {}),), ["STU015"]),
        (((WHEEL, "done", {"state": "uploaded"}),), ["STU014"]),
        (((WHEEL, "done", {"state": "uploaded"}), (SDIST, "started", {})), ["STU014", "STU015"]),
    ],
)
def test_what_is_given_up_is_accounted_for(events, said):
    """It is said what is live, what nobody knows of, and where there is nothing that too."""
    assert [one.sentence.id for one in given_up(grown(*events))] == said


def test_an_index_without_a_name_is_named_by_its_address():
    """A token may go to it then, for the user names it, and not the journal."""
    assert resuming(KNOWN.plan) == ("seatrial", "resume")
    assert resuming(KNOWN.plan._replace(index_name="http://a/")) == ("seatrial", "resume", "--repository-url", "http://a/")


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
