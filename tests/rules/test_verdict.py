"""The verdict on a file is what PyPI would say to it."""

from make.metadata import form, metadata_bytes, upload, wheel_facts
from seatrial.core.profile import LOCAL, PYPI, TESTPYPI
from seatrial.model.index import Answer, Arrival, IndexState
from seatrial.model.metadata import Rendered
from seatrial.rules.catalogue import all_rules
from seatrial.rules.verdict import UNDECIDED, answer, describe, first_refusal, judge_arrival, judge_upload, verdict


def test_undecided_rules_are_known() -> None:
    """The rules that leave a verdict open are exactly those that say so."""
    assert {rule.id for rule in all_rules() if rule.undecides} == UNDECIDED


def test_refused_beats_undecided() -> None:
    """A file that PyPI refuses for one thing is refused, whatever else is not known of it."""
    costly = "a\n" * 40_000
    open_ = judge_upload(upload(form(description=costly, description_content_type="text/x-rst")), PYPI, "x", {})
    assert "DSC004" in {finding.rule for finding in open_}
    assert verdict([finding for finding in open_ if not finding.refusal]) == "undecided"
    assert verdict(judge_upload(upload(form(description=costly, version="x")), PYPI, "x", {})) == "refused"
    assert verdict([]) == "accepted"


def test_aside_is_used() -> None:
    """A costly description goes to the renderer that is given."""
    sent_form = form(description="a\n" * 40_000, description_content_type="text/x-rst")
    found = judge_upload(upload(sent_form), PYPI, "x", {}, aside=lambda _text, _kind: Rendered("<p>ok</p>"))
    assert not {"DSC002", "DSC004"} & {finding.rule for finding in found}


def test_words_name_the_index_that_is_asked() -> None:
    """TestPyPI speaks of itself, an embedded index speaks as PyPI does."""
    said = []
    for profile in (PYPI, TESTPYPI, LOCAL):
        refusal = first_refusal(judge_upload(upload(form(name="json")), profile, "x", {}))
        said.append(refusal.message.partition("https://")[2].partition("/")[0] if refusal else None)
    assert said == ["pypi.org", "test.pypi.org", "pypi.org"]


def test_refusals_cannot_be_ignored() -> None:
    """A reason to ignore a rule helps against advice, not against a refusal."""
    dist = wheel_facts(metadata=metadata_bytes())
    found = judge_upload(upload(form(version="x"), dist), PYPI, "x", {"MET005": "no", "DSC005": "short on purpose"})
    assert {finding.rule: finding.ignored for finding in found if finding.rule in {"MET005", "DSC005"}} == {
        "MET005": None,
        "DSC005": "short on purpose",
    }


def test_nothing_is_said_of_a_description_that_nobody_could_read() -> None:
    """A damaged file is not blamed for a README that it may well have."""
    assert "DSC005" not in {finding.rule for finding in judge_upload(upload(), PYPI, "x", {})}
    whole = upload(dist=wheel_facts(metadata=metadata_bytes()))
    assert "DSC005" in {finding.rule for finding in judge_upload(whole, PYPI, "x", {})}


def test_answer_of_an_index() -> None:
    """An index answers with its first refusal, by rule, status and words."""
    refused = answer(Arrival(upload(form(version="x")), IndexState(), None, authenticates=True), PYPI)
    assert refused == Answer(403, refused.message, rule="IDX002")
    assert judge_arrival(Arrival(upload()), PYPI, "x", {}) == judge_upload(upload(), PYPI, "x", {})


def test_faulty_content_type_is_not_rendered() -> None:
    """With a content type that PyPI does not know nothing is rendered."""
    from seatrial.core.metadata import sent

    assert describe(sent(form(description="a", description_content_type="x"))).rendered is None
