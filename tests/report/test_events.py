"""Events as lines."""

import json

from hypothesis import given
from hypothesis import strategies as st

from make.report import SENTENCE, said
from seatrial import __version__
from seatrial.model.event import Told
from seatrial.model.sentence import Said
from seatrial.report.events import end_line, event_line, start_line


def test_first_and_last_line():
    """A reader knows the form, the command and the version from the first line, and the exit status from the last."""
    assert json.loads(start_line("release", 12.34567)) == {
        "at": 12.346,
        "event": "start",
        "schema": 1,
        "seatrial": __version__,
        "command": "release",
    }
    assert json.loads(end_line(3, 13.0)) == {"at": 13.0, "event": "end", "status": 3}


def test_what_happened():
    """Step and state, the sentence by number, in words and with its values; how far it is."""
    told = json.loads(event_line(Told("upload", "progress", said("Mars"), 5, 9, "bytes"), "en", 1.0))
    assert told == {
        "at": 1.0, "event": "told", "step": "upload", "state": "progress", "id": SENTENCE.id, "text": "uv is not on Mars.", "values": {"place": "Mars"},
        "done": 5, "total": 9, "unit": "bytes",
    }  # fmt: skip


def test_a_line_of_a_child():
    """What a build prints is told as it is; JSON keeps its signs from acting."""
    told = json.loads(event_line(Told("build", "output", line="\x1b[2J caf\udce9"), "zh", 1.0))
    assert (told["state"], told["id"], told["text"], "done" in told) == ("output", None, "\x1b[2J caf\\xe9", False)


@given(st.text(st.characters(exclude_categories=())))
def test_any_event_is_one_line(text):
    """Whatever is told, a reader gets one line of ASCII that is JSON."""
    for told in (Told("x", "output", line=text), Told(text, "note", Said(SENTENCE, {"place": text}))):
        line = event_line(told, "en", 0.0)
        assert line.isascii()
        assert line.splitlines() == [line.removesuffix("\n")]
        json.loads(line)


def test_a_line_that_is_printed_in_a_log_commands_nothing():
    """What a backend writes is no command to GitHub where the events are shown in a log, and comes back as it was."""
    line = event_line(Told("build", "output", line="##[error]x\n::error::y"), "en", 0.0)
    assert "##[" not in line
    assert not line.lstrip().startswith("::")
    assert json.loads(line)["text"] == "##[error]x\n::error::y"
