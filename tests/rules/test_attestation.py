"""Attestations beside a file are judged as PyPI would judge them, as far as that goes without their signatures."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.attestations import SHA256, attestation, statement
from seatrial.core.attestation import MOST, PROVENANCE, PUBLISH, read_attestation, read_attestations
from seatrial.model.attestation import Attested
from seatrial.rules.attestation import BESIDE, EACH, FIELD
from seatrial.rules.order import first_refusal
from seatrial.rules.rule import judge

WHEEL = "boat-1.0-py3-none-any.whl"
BEGIN = "Invalid attestations supplied during upload: "
FAILED = f"{BEGIN}Could not verify the uploaded artifact using the included attestation: Verification failed: "
GOOD = statement(WHEEL)


def said(*contents: bytes, filename: str = WHEEL) -> list[str]:
    """Return what PyPI says to attestations beside a file."""
    read = tuple(read_attestation(f"{number}.attestation", one) for number, one in enumerate(contents))
    return [one.refusal.message for one in judge(EACH, Attested(filename, SHA256, read), "x", {}) if one.refusal]


@pytest.mark.parametrize("type_", [PUBLISH, PROVENANCE])
def test_a_good_one(type_: str) -> None:
    """What names the file, its hash and a kind that PyPI takes is not complained of."""
    assert said(attestation(statement(WHEEL, type_=type_, predicate={}))) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "1 validation error for list[Attestation]"),
        (b"[" * 100_000, "1 validation error for list[Attestation]"),
        (b" " * (MOST + 1), "1 validation error for list[Attestation]"),
        (b"[]", "1 validation error for list[Attestation]"),
        (b"{}", "3 validation errors for list[Attestation]"),
        (attestation(GOOD, version=None), "1 validation error for list[Attestation]"),
        (attestation(GOOD, version=2), "1 validation error for list[Attestation]"),
        (attestation(GOOD, envelope={}), "2 validation errors for list[Attestation]"),
        (attestation(GOOD, envelope={"statement": "a", "signature": 1}), "2 validation errors for list[Attestation]"),
        (attestation(GOOD, envelope="x", verification_material={}), "3 validation errors for list[Attestation]"),
        (
            attestation(GOOD, verification_material={"certificate": "", "transparency_entries": []}),
            "1 validation error for list[Attestation]",
        ),
        (
            attestation(GOOD, verification_material={"certificate": "a", "transparency_entries": [1]}),
            "2 validation errors for list[Attestation]",
        ),
        (
            attestation(GOOD, verification_material={"certificate": None, "transparency_entries": [{}, 1, "x"]}),
            "3 validation errors for list[Attestation]",
        ),
    ],
)
def test_what_is_malformed(content: bytes, words: str) -> None:
    """PyPI counts the fields that are wrong in its first line."""
    assert said(content) == [f"{BEGIN}Malformed attestations: {words}"]


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (b"x", "invalid statement: 1 validation error for _Statement"),
        (b"[]", "invalid statement: 1 validation error for _Statement"),
        (b"{}", "invalid statement: 3 validation errors for _Statement"),
        (statement(), "invalid statement: 1 validation error for _Statement"),
        (statement(WHEEL, _type="x", predicate=1), "invalid statement: 2 validation errors for _Statement"),
        (statement(WHEEL, subject=[1]), "invalid statement: 1 validation error for _Statement"),
        (statement(WHEEL, subject=[{"name": 1}]), "invalid statement: 2 validation errors for _Statement"),
        (statement(WHEEL, subject=[{"name": WHEEL, "digest": {"md5": 1}}]), "invalid statement: 2 validation errors for _Statement"),
        (statement(WHEEL, subject=[{}, 1]), "invalid statement: 3 validation errors for _Statement"),
        (statement(WHEEL, subject=[{"name": WHEEL, "digest": {"sha256": 1}}]), "invalid statement: 1 validation error for _Statement"),
        (statement(WHEEL, "boat-1.0.tar.gz"), "too many subjects in statement (must be exactly one)"),
        (statement(WHEEL, subject=[{"name": None, "digest": {"sha256": SHA256}}]), "invalid subject: missing name"),
        (statement("boat"), "invalid subject: unknown distribution format: boat"),
        (statement("boat.whl"), "invalid subject: Invalid wheel filename (wrong number of parts): 'boat'"),
        (statement("boat-1.1-py3-none-any.whl"), f"subject does not match distribution name: boat-1.1-py3-none-any.whl != {WHEEL}"),
        (statement("boat-1.0.tar.gz"), f"subject does not match distribution name: boat-1.0.tar.gz != {WHEEL}"),
        (statement(WHEEL, sha256="b" * 64), "subject does not match distribution digest"),
        (statement(WHEEL, subject=[{"name": WHEEL, "digest": {}}]), "subject does not match distribution digest"),
        (statement(WHEEL, type_="https://example.org/v1"), "unknown attestation type: https://example.org/v1"),
    ],
)
def test_what_is_wrong_with_one(stated: bytes, words: str) -> None:
    """A statement has to be of this file and of its bytes, and of a kind that PyPI knows."""
    assert said(attestation(stated)) == [FAILED + words]


def test_tags_in_another_order_are_the_same() -> None:
    """The names of both files are compared by what they mean; a name without meaning is not blamed on the attestation."""
    assert said(attestation(statement("Boat-1.0.0-py3.py2-none-any.whl")), filename="boat-1.0-py2.py3-none-any.whl") == []
    assert said(attestation(GOOD), filename="boat.whl") == []


def test_two_of_a_kind() -> None:
    """PyPI takes one of each kind."""
    words = f"{BEGIN}Multiple attestations for the same file with the same predicate type ({PUBLISH}) are not supported"
    other = attestation(statement(WHEEL, type_=PROVENANCE))
    assert said(attestation(GOOD), other) == []
    assert said(attestation(GOOD), other, attestation(GOOD)) == [words]


def test_beside_a_file_they_are_no_refusal() -> None:
    """The file can be uploaded without them: a check warns."""
    read = read_attestation("a.attestation", b"")
    (found,) = judge(BESIDE, Attested(WHEEL, SHA256, (read,)), "x", {})
    assert (found.refusal, found.severity) == (None, "warning")


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_nothing_breaks_it(value: object) -> None:
    """Whatever JSON there is, and whatever statement, there is an answer."""
    content = json.dumps(value).encode()
    assert said(content)
    assert said(attestation(content))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("", "Malformed attestations: 1 validation error for list[Attestation]"),
        ("{}", "Malformed attestations: 1 validation error for list[Attestation]"),
        ('["x", {}]', "Malformed attestations: 4 validation errors for list[Attestation]"),
        ("[]", "Malformed attestations: an empty attestation set is not permitted"),
        ([GOOD] * 3, "A maximum of 2 attestations per file are supported"),
        ([statement(WHEEL, sha256="b" * 64)], f"{FAILED.removeprefix(BEGIN)}subject does not match distribution digest"),
        ([GOOD, statement(WHEEL, type_=PROVENANCE)], None),
    ],
)
def test_the_field_of_a_form(field, words) -> None:
    """An index has PyPI's words for a list that is none, is empty, has too many, or attestations of something else."""
    text = field if isinstance(field, str) else f"[{','.join(attestation(one).decode() for one in field)}]"
    found = judge(FIELD, read_attestations(WHEEL, SHA256, text), "x", {})
    first = first_refusal(found)
    assert (first.message if first else None) == (None if words is None else BEGIN + words)
