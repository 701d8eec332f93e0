"""The keyring library in a child: asked as twine asks it, bounded in time, and no failure of it stops us."""

import os
import time

import pytest

from make.keyring import keep, kept, keyring_environment
from seatrial.edge.keyring import keyring
from seatrial.edge.withheld import SECRETS
from seatrial.model.credential import KeyringAnswer, KeyringAsk, Secret

URL = "https://own.example.org/legacy/"
GET = KeyringAsk("get", URL, "__token__")


def environ(folder, mode="", **more):
    return {"PATH": os.environ["PATH"], "HOME": str(folder), **keyring_environment(folder, mode), **more}


def test_a_password_is_kept_found_and_deleted(tmp_path) -> None:
    """One child answers several questions in their order, also for whichever user the keyring has."""
    asks = (
        GET,
        KeyringAsk("set", URL, "__token__", Secret("hush é")),
        GET,
        KeyringAsk("get", URL),
        KeyringAsk("delete", URL, "__token__"),
        GET,
        KeyringAsk("get", URL),
    )
    answers = keyring(asks, environ(tmp_path))
    assert [answer.state for answer in answers] == ["absent", "done", "found", "found", "done", "absent", "absent"]
    assert (answers[2].secret, answers[2].user, answers[2].backend) == (Secret("hush é"), "__token__", "Own Keyring")
    assert (answers[3].user, answers[3].secret) == ("__token__", Secret("hush é"))
    assert kept(tmp_path) == {}


def test_what_twine_would_find_is_found(tmp_path) -> None:
    """Twine asks for the upload's address and the user name, and so do we."""
    import subprocess
    import sys

    keep(tmp_path, {(URL, "__token__"): "hush"})
    code = "import sys; from twine.auth import Resolver, CredentialInput; print(Resolver({'repository': sys.argv[1]}, CredentialInput('__token__')).password)"
    done = subprocess.run([sys.executable, "-c", code, URL], capture_output=True, text=True, check=True, env=environ(tmp_path))
    assert done.stdout == "hush\n"
    assert keyring((GET,), environ(tmp_path))[0].secret == Secret("hush")


@pytest.mark.parametrize(
    ("mode", "answer"),
    [
        ("fail", KeyringAnswer("failed", backend="Own Keyring", reason="KeyringLocked: the collection is locked …")),
        ("none", KeyringAnswer("missing")),
        ("die", KeyringAnswer("failed", reason="it ended early")),
    ],
)
def test_a_keyring_that_fails_is_an_answer(mode, answer, tmp_path) -> None:
    """What went wrong is told, and never what was to be kept."""
    assert keyring((KeyringAsk("set", URL, "me", Secret("hush")),), environ(tmp_path, mode)) == (answer,)


def test_a_keyring_that_prints_does_no_harm(tmp_path) -> None:
    """What a backend prints is not taken for an answer."""
    assert keyring((GET,), environ(tmp_path, "print"))[0].state == "absent"


def test_a_keyring_that_hangs_is_ended(tmp_path) -> None:
    """A keyring that waits for somebody who is not there does not hold the release up for ever."""
    begun = time.monotonic()
    assert keyring((GET,), environ(tmp_path, "hang"), 1.0) == (KeyringAnswer("failed", reason="no answer in time"),)
    assert time.monotonic() - begun < 10


def test_a_file_of_that_name_in_the_folder_is_not_run(tmp_path, monkeypatch) -> None:
    """A project that was fetched cannot pose as the keyring library."""
    (tmp_path / "keyring.py").write_text("import os; os._exit(7)")
    monkeypatch.chdir(tmp_path)
    assert keyring((GET,), environ(tmp_path))[0].state == "absent"
    assert keyring((), {}) == ()


def test_the_child_gets_no_token(tmp_path, monkeypatch) -> None:
    """What the environment holds for uploads is not given on."""
    monkeypatch.setattr("seatrial.edge.keyring.CHILD", tmp_path / "child.py")
    (tmp_path / "child.py").write_text("import json, os; print(json.dumps([{'state': 'absent', 'reason': ' '.join(os.environ)}]))")
    given = dict.fromkeys((*SECRETS, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "PYPI_ID_TOKEN", "OWN"), "hush")
    names = keyring((GET,), {**environ(tmp_path), **given})[0].reason.split()
    assert "OWN" in names
    assert not set(names) & (set(given) - {"OWN"})
    (tmp_path / "child.py").write_text("print('{}')")
    assert keyring((GET,), environ(tmp_path))[0].state == "failed"
    (tmp_path / "child.py").write_text("print([{}])")
    assert keyring((GET,), environ(tmp_path))[0].state == "failed"
