"""Questions on a real terminal: a secret is not shown while it is typed, and nothing is asked where nobody is."""

import sys

import pytest

from make.cli import environment
from make.dialogue import converse

ASK = """
from seatrial.edge.prompt import ask, ask_secret
print(repr(ask("name? ")), repr(ask_secret("secret? ")))
"""


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("me\n", "hush\n"), "'me' 'hush'"),
        (("\n", "\x04"), "'' None"),
        (("\x04", "hush\n"), "None 'hush'"),
    ],
)
def test_a_secret_is_not_shown(typed, answer, tmp_path) -> None:
    """What is typed as an answer to a plain question is seen, a secret is not; the end of the input is no answer."""
    steps = list(zip(("name? ", "secret? "), typed, strict=True))
    status, written = converse([sys.executable, "-c", ASK], steps, env=environment(tmp_path), cwd=tmp_path)
    assert status == 0
    assert written.replace("\r\n", "\n").rstrip().endswith(answer)
    assert written.count("hush") == answer.count("hush")
    assert "name? " in written


def test_nobody_is_asked_without_a_terminal() -> None:
    """In a pipe and in a CI the answer is that there is nobody."""
    import subprocess

    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, input="me\nhush\n", check=True)
    assert (done.stdout, done.stderr) == ("None None\n", "")
