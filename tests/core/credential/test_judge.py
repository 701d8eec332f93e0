"""What is wrong with a user name and a secret, seen before anything is sent; the secret itself is never in what is told."""

import base64

import pytest

from make.tokens import ACCOUNT, TEST_HOST, token
from seatrial.core.credential.judge import judge, moment
from seatrial.core.credential.target import built_in, target_at

PYPI = built_in("pypi")
OWN = target_at("https://own.example.org/legacy/", "command line")
HERE = target_at("http://127.0.0.1:5000/legacy/", "command line")
PLAIN = target_at("http://own.example.org/", "command line")
GOOD = token(ACCOUNT)
NOW = 1_000_000
PADDED = base64.b64encode(b"some password").decode()


@pytest.mark.parametrize(
    ("user", "secret", "number"),
    [
        ("__token__", "correct horse", "PCR001"),
        ("", "Bearer " + GOOD, "PCR001"),
        ("", PADDED, "PCR001"),
        ("__token__", GOOD.removeprefix("pypi-"), "PCR002"),
        ("__token__", "pypi-" + GOOD, "PCR003"),
        ("__token__", GOOD[:-4], "PCR004"),
        ("__token__", "pypi-", "PCR004"),
        ("__token__", f'"{GOOD}"', "PCR005"),
        ("__token__", f"{GOOD}'", "PCR005"),
        ("__token__", f"{GOOD[:40]}\n{GOOD[40:]}", "PCR006"),
        ("__token__", f"{GOOD[:40]}\r{GOOD[40:]}", "PCR006"),
        ("__token__", f"{GOOD[:40]} {GOOD[40:]}", "PCR007"),
        ("__token__", GOOD + "%%\x16é", "PCR007"),
        ("me", GOOD, "PCR008"),
        ("_token_", GOOD, "PCR008"),
        ("__token__", token(ACCOUNT, host=TEST_HOST), "PCR009"),
        ("__token__", token(ACCOUNT, host="own.example.org"), "PCR009"),
        ("__token__", token(ACCOUNT, host=""), "PCR009"),
        ("__token__", token([0, NOW, 0]), "PCR010"),
        ("__token__", token([0, NOW + 9999, NOW + 1000]), "PCR011"),
        ("__token__", token([1, ["ship"]]), "PCR012"),
        ("__token__", token([1, []]), "PCR012"),
    ],
)
def test_every_mistake_is_told_from_the_others(user, secret, number) -> None:
    """Each has its own words and its own fix, and none shows the secret or the user name."""
    judged = judge(user, secret, PYPI, "SEATRIAL_TOKEN", NOW, "Boat")
    assert judged.problem.kind.id == number
    values = judged.problem.values
    for part in (judged.problem.kind.message, judged.problem.kind.why, judged.problem.kind.fix):
        text = part.format(**values)
        assert not any(secret[start : start + 12] in text for start in range(max(len(secret) - 12, 1)))


def test_signs_that_cannot_be_seen_are_named() -> None:
    """A sign of the keyboard that cannot be seen is named by its number."""
    assert judge("", GOOD + "\x16%", PYPI, "x", NOW).problem.values["letters"] == "U+0016 '%'"


@pytest.mark.parametrize(
    ("secret", "project"),
    [
        (GOOD, "boat"),
        (token([1, ["my-boat"]]), "My_Boat"),
        (token([1, ["ship"]]), None),
        (token([0, NOW + 1, NOW + 200]), None),
        (token(host="upload.pypi.org"), "x"),
    ],
)
def test_a_good_token_has_no_problem(secret, project) -> None:
    """Names are compared as the index does, and a clock may be a little wrong."""
    judged = judge("__token__", secret, PYPI, "x", NOW, project)
    assert (judged.user, judged.problem, judged.warnings) == ("__token__", None, ())


@pytest.mark.parametrize(
    ("target", "user", "secret", "number"),
    [
        (OWN, "me", "correct horse", None),
        (OWN, "", "correct horse", "PCR013"),
        (OWN, "", token(host="own.example.org"), None),
        (OWN, "me", "two\nlines", "PCR006"),
        (OWN, "__token__", GOOD, "PCR009"),
        (HERE, "__token__", GOOD, None),
        (OWN, "__token__", "pypi-whatever", None),
        (OWN, "", "pypi-whatever", None),
        (OWN, "me", "a\udcff", "PCR007"),
        (OWN, "\udcff", "x", "PCR007"),
    ],
)
def test_another_index_takes_what_it_takes(target, user, secret, number) -> None:
    """Nobody knows the logins of other indexes; but a token of PyPI's is never sent to one."""
    problem = judge(user, secret, target, "x", NOW).problem
    assert (problem and problem.kind.id) == number


@pytest.mark.parametrize(
    ("target", "user", "secret", "numbers"),
    [
        (PLAIN, "me", "x", ["CRD001"]),
        (HERE, "me", GOOD, ["CRD002"]),
        (PYPI, "", token(ACCOUNT, [9]), ["CRD003", "CRD004"]),
        (OWN, "me", "'hush'", ["CRD005"]),
        (HERE, "me", "'", []),
    ],
)
def test_what_does_not_stand_in_the_way_is_a_warning(target, user, secret, numbers) -> None:
    """It is used, and said."""
    assert [said.sentence.id for said in judge(user, secret, target, "x", NOW).warnings] == numbers


def test_moments_of_any_size_can_be_shown() -> None:
    """A token may name a moment that no calendar has."""
    assert [moment(0), moment(10**40), moment(-1)] == ["1970-01-01T00:00:00Z", "10000000000000000000…", "-1"]
