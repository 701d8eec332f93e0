"""Faulty metadata is refused in PyPI's words, whichever fault it is."""

import pytest

from make.metadata import form, metadata_bytes, upload, wheel_facts
from seatrial.core.metadata import parse, sent
from seatrial.core.profile import PYPI
from seatrial.model.metadata import MetadataFault, SentMetadata
from seatrial.rules.metadata import FILE_RULES, RULES
from seatrial.rules.order import first_refusal
from seatrial.rules.rule import judge
from seatrial.rules.verdict import judge_upload, verdict

SEE = "See https://packaging.python.org/specifications/core-metadata for more information."
LOCAL = "See https://packaging.python.org/en/latest/specifications/version-specifiers/#local-version-identifiers for more information."

EVERY_OWN = sent(
    form(
        ("classifiers", "Foo"),
        ("classifiers", "Natural Language :: Ukranian"),
        ("classifiers", "Topic :: Communications :: Chat :: AOL Instant Messenger"),
        ("project_urls", ", https://x.org"),
        ("project_urls", "A" * 33 + ", https://x.org"),
        ("project_urls", "B"),
        ("project_urls", "C, x"),
        ("provides_dist", "!!"),
        ("provides_dist", "a @ https://x.org/a.zip"),
        ("requires_dist", "a @ https://x.org/a.zip"),
        ("dynamic", "Dynamic"),
        version="1+a",
        summary="a" * 513,
        author_email="Me",
        home_page="x",
        license="MIT",
        license_expression="MIT",
    )
)
"""A form with every fault of PyPI's own checks."""


def said(*fields: tuple[str, str], **changed: str) -> tuple[str, int | None, str] | None:
    """Return PyPI's first answer to a form's metadata."""
    refusal = first_refusal(judge(RULES, sent(form(*fields, **changed)), "x", {}))
    return refusal and (refusal.rule, refusal.status, refusal.message)


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({}, None),
        ({"version": "x"}, ("MET005", 400, f"'x' is invalid for 'version'. {SEE}")),
        ({"version": "1+a"}, ("MET031", 400, f"The use of local versions in '1+a' is not allowed. {LOCAL}")),
        ({"home_page": "x"}, ("MET037", 400, f"'x' is not a valid url. {SEE}")),
        ({"project_urls": "A, x"}, ("MET041", 400, f"'x' is not a valid url. {SEE}")),
        ({"obsoletes_dist": "!!"}, ("MET042", 400, "'!!' is invalid: Expected package name at the start of dependency specifier")),
        ({"version": "{x}"}, ("MET002", 500, "Internal Server Error (the metadata check breaks: KeyError: 'x')")),
        ({"license": "MIT", "home_page": "x"}, ("MET037", 400, f"'x' is not a valid url. {SEE}")),
        ({"summary": "a\nb", "classifiers": "Foo"}, ("MET008", 400, f"'summary' must be a single line. {SEE}")),
        ({"summary": "a" * 513, "classifiers": "Foo"}, ("MET034", 400, f"'Foo' is not a valid classifier. {SEE}")),
        ({"requires_python": "x", "version": "y"}, ("MET005", 400, f"'y' is invalid for 'version'. {SEE}")),
        ({"metadata_version": "9", "version": "y"}, ("MET003", 400, f"'9' is not a valid metadata version. {SEE}")),
    ],
)
def test_first_answer(changed: dict[str, str], answer: tuple | None) -> None:
    """Of several faults PyPI shows the earliest step's: metadata version, name and version first, else the alphabetically first field."""
    assert said(**changed) == answer


def test_an_unknown_classifier_names_the_nearest() -> None:
    """A slip in a classifier leads to the one that was meant; many of them, or one that is like no other, are told without."""
    values = ["Programming Langauge :: Python", "Foo", *(f"Topic :: Sofware Development {number}" for number in range(20))]
    found = judge(RULES, sent(form(*(("classifiers", value) for value in values))), "x", {})
    near = {finding.values["value"]: finding.values["nearest"] for finding in found}
    assert (near[values[0]], near["Foo"]) == (" (→ Programming Language :: Python)", "")
    assert (near[values[2]], near[values[-1]]) == (" (→ Topic :: Software Development)", "")


def test_order_within_a_field() -> None:
    """Of several faults of one field the one that PyPI's server meets first is shown."""
    assert said(("project_urls", "A" * 33 + ", https://x.org"), ("project_urls", ", https://x.org"))[0] == "MET039"
    assert said(("project_urls", ", https://x.org"), ("project_urls", "A" * 33 + ", https://x.org"))[0] == "MET038"
    assert said(("classifiers", "Natural Language :: Ukranian"), ("classifiers", "Framework :: Django CMS :: 4.2"))[0] in {
        "MET035",
        "MET036",
    }


def test_unreadable_fields_come_first() -> None:
    """What cannot be read is shown before anything else."""
    assert said(("summary", "a"), ("summary", "b"), version="x") == ("MET001", 400, f"'summary' has invalid data. {SEE}")


def test_every_kind_of_fault_has_one_rule() -> None:
    """No fault of metadata goes untold, and none is told twice."""
    assert len({fault.kind for fault in EVERY_OWN.faults}) == 16
    from seatrial.core.metadata.judging import KINDS

    named = ["version", "name", "provides-extra", "requires-python", "requires-dist", "license-expression"]
    own = {fault.kind for fault in EVERY_OWN.faults}
    for kind in (*named, *own, "unparsed", "breaks", "own-breaks", "oversized", *(kind for _, kind in KINDS)):
        assert len(judge(RULES, SentMetadata(sent(form()).metadata, (MetadataFault(kind, "f", "w", "v"),)), "x", {})) == 1, kind


def test_written_metadata() -> None:
    """Fields that twine refuses and PyPI does not look at are warnings."""
    written = parse(metadata_bytes("Foo: bar", "Summary: a", "Summary: b"))
    assert [finding.rule for finding in judge(FILE_RULES, written, "x", {})] == ["MET062", "MET063"]
    found = judge_upload(upload(dist=wheel_facts(metadata=metadata_bytes("Foo: bar"))), PYPI, "x", {})
    assert "MET062" in {finding.rule for finding in found}


def test_an_old_list_of_classifiers_leaves_the_verdict_open() -> None:
    """A classifier that is not in a list of long ago may be in PyPI's: a warning, and no word of PyPI's."""
    faulty = upload(form(("classifiers", "Foo"), ("classifiers", "Natural Language :: Ukranian")))
    found = judge_upload(faulty, PYPI._replace(old_classifiers="2020.1.1"), "x", {})
    assert {(one.rule, one.severity, one.values["list"]) for one in found if one.rule == "MET064"} == {("MET064", "warning", "2020.1.1")}
    assert [one.rule for one in found if one.refusal and one.rule.startswith("MET03")] == ["MET035"]
    assert verdict(judge_upload(upload(form(("classifiers", "Foo"))), PYPI._replace(old_classifiers="2020.1.1"), "x", {})) == "undecided"


def test_oversized_values_leave_the_verdict_open() -> None:
    """Where a value is too long to be judged the rule undecides."""
    (found,) = judge(RULES, sent(form(requires_python="," * 130_000)), "x", {})
    assert verdict([found]) == "undecided"
