"""Every reason for which PyPI refuses an upload has a rule with a test, or says why it has none."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from make.oracle import cases, upload_of
from meta.refusal_rows import BEYOND, ORACLE, ROWS, Row
from seatrial.core.profile import PYPI
from seatrial.rules.catalogue import all_rules, find
from seatrial.rules.verdict import judge_upload

TESTS = Path(__file__).parent.parent
REASONS = 182
"""Reasons that are known of PyPI's server."""


def test_every_reason_is_there_once() -> None:
    """No row is lost or told twice."""
    assert [row.id for row in ROWS] == list(range(1, REASONS + 1))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.title}")
def test_a_reason_has_a_rule_or_says_why_not(row: Row) -> None:
    """A rule that vanished is missed here, and so is the test that provokes it."""
    assert bool(row.rules) != bool(row.why)
    assert row.test or row.why
    for rule in row.rules:
        found = find(rule)
        assert found is not None, f"no rule {rule}"
        assert found.refuses is not None, f"PyPI does not refuse by {rule}"
    if row.test:
        file, _, name = row.test.partition("::")
        assert name in _functions(file), f"no test {row.test}"


def test_every_rule_by_which_pypi_refuses_has_its_reason() -> None:
    """A refusing rule that mirrors no row is invented, or the row is missing."""
    refusing = {rule.id for rule in all_rules() if rule.refuses}
    named = {rule for row in ROWS for rule in row.rules}
    assert refusing - named == set(BEYOND)
    assert not named & set(BEYOND)


def test_recorded_files_provoke_what_they_are_said_to() -> None:
    """A row that names the recorded answers as its test is really met there."""
    expected = {rule for row in ROWS if row.test == ORACLE for rule in row.rules}
    assert expected - set(_provoked()) == set()


def _provoked() -> Iterator[str]:
    for case in cases():
        for finding in judge_upload(upload_of(case), PYPI, case.key, {}):
            if finding.refusal:
                yield finding.rule


@cache
def _functions(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
