"""Rules on archives: each fault of the reader belongs to one rule, with PyPI's words."""

import io

import pytest

from make.dist import WHEEL_NAME, wheel
from seatrial.core.dist import faults, read
from seatrial.model.dist import Fault, Unknown, Wheel
from seatrial.rules import archive
from seatrial.rules import wheel as wheel_rules
from seatrial.rules.order import ORDER, PLACES
from seatrial.rules.rule import judge

KINDS = sorted(value for name, value in vars(faults).items() if name.isupper())
OF_DIST_INFO = {
    value for name, value in vars(faults).items() if name.startswith(("RECORD_", "ENTRY_POINTS_", "METADATA_")) and name != "RECORD_COMMENT"
}


def test_a_sound_archive_is_clean() -> None:
    """No rule strikes without a fault."""
    assert judge(archive.RULES, read(io.BytesIO(wheel()), WHEEL_NAME), "x", {}) == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in OF_DIST_INFO])
def test_each_fault_belongs_to_one_rule(kind: str) -> None:
    """Nothing that the reader tells is lost, and nothing is told twice."""
    dist = Wheel(WHEEL_NAME, 0, "", "", faults=(Fault(kind, "detail", "member"),))
    [found] = judge(archive.RULES, dist, "x", {})
    assert (found.values["filename"], found.values["member"]) == (WHEEL_NAME, "member")


def test_every_refusing_rule_has_its_place() -> None:
    """PyPI's first answer is known for every file."""
    placed = [rule.id for rule in (*archive.RULES, *wheel_rules.RULES) if rule.refuses]
    assert placed == sorted(placed, key=lambda rule: PLACES[rule])
    assert {rule for stage in ORDER if stage.name == "archive" for rule in stage.rules} == {one for one in placed if one.startswith("ARC")}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (faults.NOT_ZIP, "Invalid distribution file. File is not a zipfile"),
        (faults.TAR_UNREADABLE, "Invalid distribution file. None"),
        (faults.NO_WHEEL, "Invalid distribution file. WHEEL not found at detail"),
        (faults.TRAILING_DATA, "Invalid distribution file. ZIP archive not accepted: Trailing data. See https://docs.pypi.org/archives for more information"),
        (faults.PYARMOR, "Invalid distribution file. PyArmor-encrypted content is not allowed. See https://pypi.org/policy/acceptable-use-policy/ for more information."),
    ],
)  # fmt: skip
def test_words_are_pypis(kind: str, words: str) -> None:
    """Whoever reads the finding reads what PyPI would say."""
    [found] = judge(archive.RULES, Unknown("x", 0, "", "", (Fault(kind, "detail"),)), "x", {})
    assert found.refusal is not None
    assert found.refusal.message == words


def test_bounds_leave_the_verdict_open() -> None:
    """What was not read is not called accepted."""
    undecided = {rule.id for rule in archive.RULES if rule.undecides}
    assert undecided == {"ARC060", "ARC061", "ARC069"}
