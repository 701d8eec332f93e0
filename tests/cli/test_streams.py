"""The two streams."""

import pytest

from seatrial.cli import streams

HOSTILE = "fine\n  ::error::x\r::set-output name=a::b\n##[error]x\n a ##[group]y :: z\n:x\n"


def test_nothing_commands_a_log_of_github(capsys, monkeypatch):
    """There, and only there, what GitHub would take for a command is written out; our own annotations are left as they are."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    streams.out(HOSTILE)
    streams.err(HOSTILE)
    shown = "fine\n  \\x3a:error::x\r\\x3a:set-output name=a::b\n\\x23#[error]x\n a \\x23#[group]y :: z\n:x\n"
    assert capsys.readouterr() == (shown, shown)
    streams.out("::error::ours\n", commands=True)
    streams.err("::error::ours\n", commands=True)
    assert capsys.readouterr() == ("::error::ours\n", "::error::ours\n")


@pytest.mark.parametrize("value", [None, "false"])
def test_elsewhere_text_is_left_alone(value, capsys, monkeypatch):
    """On a person's terminal two colons are two colons."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    if value:
        monkeypatch.setenv("GITHUB_ACTIONS", value)
    streams.out(HOSTILE)
    assert capsys.readouterr().out == HOSTILE
