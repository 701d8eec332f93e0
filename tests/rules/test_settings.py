"""The rules on settings say what could not be taken."""

import pytest

from seatrial.core.settings import settings_of
from seatrial.rules.settings import judge_settings


@pytest.mark.parametrize(
    ("files", "rule", "file", "line"),
    [
        ({"seatrial.toml": b"smok = 1"}, "SET001", "seatrial.toml", 1),
        ({"pyproject.toml": b"[tool.seatrial]\nqqqq = 1"}, "SET001", "pyproject.toml", 2),
        ({"pyproject.toml": b"[tool.seatrial]\nsmoke = 1"}, "SET002", "pyproject.toml", 2),
        ({"pyproject.toml": b"[tool.seatrial]\ntag = 'x'"}, "SET002", "pyproject.toml", 2),
        ({"pyproject.toml": b"[tool]\nseatrial = 1"}, "SET002", "pyproject.toml", None),
        ({"pyproject.toml": b"[tool.seatrial]\nignore = { PRJ001 = '' }"}, "SET003", "pyproject.toml", 2),
        ({"pyproject.toml": b"[tool.seatrial]", "seatrial.toml": b""}, "SET004", "seatrial.toml", None),
        ({"seatrial.toml": b"tag = 'x{version}'\n= 1"}, "SET005", "seatrial.toml", 2),
        ({"seatrial.toml": b"ignore = { ZZZ999 = 'because' }"}, "SET006", "seatrial.toml", None),
        ({"seatrial.toml": b"ignore = { WHL005 = 'because' }"}, "SET007", "seatrial.toml", None),
    ],
)
def test_each_fault_is_a_finding(files, rule, file, line) -> None:
    """Every fault of the settings is a warning on their file, with its line."""
    findings = judge_settings(settings_of(files), "sample", {})
    assert [(one.rule, one.severity, one.file, one.line) for one in findings] == [(rule, "warning", file, line)]


def test_good_settings() -> None:
    """Settings in order raise nothing."""
    assert judge_settings(settings_of({"seatrial.toml": b"ignore = { PRJ001 = 'because' }"}), "sample", {}) == ()
