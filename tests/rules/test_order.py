"""PyPI's first answer is the one of the step at which its server stops."""

from seatrial.model.finding import Finding, Refusal
from seatrial.rules.catalogue import all_rules
from seatrial.rules.order import ORDER, PLACES, first_refusal, in_order, is_before_duplicates, stage_of


def finding(rule: str, *, refused: bool = True, severity: str = "error", **values: str | int) -> Finding:
    """Return a finding of a rule."""
    return Finding(rule, severity, "x", values, refusal=Refusal(rule, 400, rule) if refused else None)  # type: ignore[arg-type]


def test_every_refusing_rule_has_one_place() -> None:
    """Each rule by which PyPI refuses stands in the order once, and no other rule does."""
    listed = [rule for stage in ORDER for rule in stage.rules]
    assert len(listed) == len(set(listed))
    assert set(listed) == {rule.id for rule in all_rules() if rule.refuses}


def test_steps_follow_each_other() -> None:
    """A fault in the form hides one in the metadata, which hides one in the description."""
    found = [finding("DSC001"), finding("MET034", field="classifier", place=0), finding("FRM021"), finding("DSC005", refused=False)]
    assert first_refusal(found) == Refusal("FRM021", 400, "FRM021")
    assert [one.rule for one in in_order(found)] == ["FRM021", "MET034", "DSC001", "DSC005"]


def test_nothing_refused() -> None:
    """Without a refusal there is no answer, and the worst comes first."""
    found = [finding("X", refused=False, severity="note"), finding("Y", refused=False), finding("Z", refused=False, severity="warning")]
    assert first_refusal(found) is None
    assert [one.rule for one in in_order(found)] == ["Y", "Z", "X"]


def test_fields_are_chosen_as_pypi_does() -> None:
    """Metadata version, name and version come before the alphabet; within a field the place decides."""
    found = [
        finding("MET034", field="classifier", place=3),
        finding("MET034", field="author-email", place=7),
        finding("MET035", field="author-email", place=5),
        finding("MET031", field="version", place=9),
    ]
    assert [(one.rule, one.values["place"]) for one in in_order(found)] == [("MET031", 9), ("MET035", 5), ("MET034", 7), ("MET034", 3)]


def test_stages_have_names() -> None:
    """A rule knows its step, and whether it strikes before the index looks for the very same file."""
    assert (stage_of("MET001"), stage_of("DSC005")) == ("unreadable metadata", None)
    assert [is_before_duplicates(finding(rule)) for rule in ("FRM024", "IDX008", "none")] == [True, False, False]
    assert set(PLACES) >= {"FRM001", "IDX011"}
