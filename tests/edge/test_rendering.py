"""Hostile descriptions are rendered in a child with limits."""

import json
import subprocess
import sys

import pytest

from seatrial.edge import rendering
from seatrial.edge.rendering import aside
from seatrial.model.metadata import Rendered


def test_child_renders() -> None:
    """The child gives the same result as this process would."""
    assert aside("**a**", "text/markdown") == Rendered("<p><strong>a</strong></p>\n")
    assert "Inline" in aside("`a", None).said


def test_nesting_that_takes_too_long_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that keeps the sanitizer busy ends at the time limit, undecided."""
    monkeypatch.setattr(rendering, "WALL", 1.0)
    assert aside("<ul><li>" * 200_000, "text/markdown") == Rendered(None, undecided=True)


def test_child_limits_itself() -> None:
    """A small text that grows without end costs the child its life at its own limit of CPU time."""
    levels = "\n".join(f".. |a{level}| replace:: {f'|a{level + 1}| ' * 50}" for level in range(6))
    text = json.dumps([f"{levels}\n.. |a6| replace:: x\n\n|a0|", None])
    limited = "from seatrial.edge import rendering; rendering.CPU = 1; rendering.main()"
    done = subprocess.run([sys.executable, "-c", limited], input=text.encode(), capture_output=True, timeout=60, check=False)
    assert done.returncode < 0


def test_lost_child_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the child cannot be started the result is undecided."""
    monkeypatch.setattr(rendering.sys, "executable", "/nowhere/python")
    assert aside("a", None) == Rendered(None, undecided=True)
