"""A fixed part of the inputs that `fuzz.py` makes by chance, tried in this process."""

import time
from pathlib import Path

import pytest

from make.fuzz_trial import tried
from make.fuzzed import case
from make.measured import pace

SEED = 2026
PARTS = 4
EACH = 375
SLOWEST = 3
"""Seconds of processor time for one input."""


@pytest.mark.parametrize("part", range(PARTS))
def test_inputs_made_by_chance(part: int, tmp_path: Path) -> None:
    """Every one ends with a verdict or a Problem, and with reports that are whole and harmless in both languages, within seconds."""
    wrong = {}
    for number in range(part * EACH, (part + 1) * EACH):
        begun = time.process_time()
        said = tried(case(SEED, number), tmp_path)
        spent = (time.process_time() - begun) / pace()
        if said or spent > SLOWEST:
            wrong[number] = said or f"{spent:.1f} seconds"
    assert wrong == {}


def test_the_same_number_is_the_same_input() -> None:
    """What a run told can be made again; and the inputs are of every kind, not many times the same."""
    made = [case(SEED, number) for number in range(200)]
    assert made == [case(SEED, number) for number in range(200)]
    assert {one.kind for one in made} == {"file", "project", "form", "journal"}
    assert len({str(one) for one in made}) == len(made)
