"""Hostile texts cost no more than they are long."""

import time

import pytest

from seatrial.app.kept_secrets import ENVIRONMENT
from seatrial.core.upkeep.changelog import entries, is_fragment, names
from seatrial.core.upkeep.page import dead_anchors, foreign_marks, pages_as_pictures
from seatrial.core.upkeep.promises import installs, python_floor

SECONDS = 1.0
SIZE = 200_000
TEXTS = [
    f"It requires{' ' * SIZE}Python",
    f"It requires Python{' ' * SIZE}3.9",
    "a" * SIZE,
    "-" * SIZE + "\n" + "=" * SIZE,
    "pip install " * (SIZE // 12),
    f"pip{' ' * SIZE}install",
    "1.2.3\n" * (SIZE // 6),
    "## 1.2.3 (unreleased\n" * 5000,
    "[" * SIZE,
    "KEY" * (SIZE // 3),
    "<a " * (SIZE // 3),
    '<img src="https://gitlab.com/' * 5000,
    "a/" * (SIZE // 2),
    " " * SIZE + "TODO",
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12].strip() or "spaces")
def test_time(text) -> None:
    """No reader takes long for any text."""
    began = time.process_time()
    found = entries(text)
    _ = [names(one, "1.0") for one in found]
    installs(text)
    python_floor(text)
    is_fragment(text)
    ENVIRONMENT.search(text.encode())
    for read in (foreign_marks, pages_as_pictures):
        read(text)
    dead_anchors(text, markdown=True)
    assert time.process_time() - began < SECONDS
