"""The user's keyring, asked as twine asks it: the address of the upload is the service. It may hang or ask for a password of its own, so it runs in a child with a time limit."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from seatrial.edge.withheld import is_withheld
from seatrial.model.credential import KeyringAnswer, KeyringAsk, Secret

SECONDS = 60.0
"""For all questions together; a keyring of the desktop asks its user to unlock it."""
CHILD = Path(__file__).with_name("keyring_child.py")


def keyring(asks: tuple[KeyringAsk, ...], environ: Mapping[str, str], seconds: float = SECONDS) -> tuple[KeyringAnswer, ...]:
    """Return the answer to each question, in order. Raises nothing: what goes wrong is an answer too."""
    if not asks:
        return ()
    # The name is looked up without running anything; a file of that name in the current folder is not found by the child.
    if find_spec("keyring") is None:
        return (KeyringAnswer("missing"),) * len(asks)
    questions = json.dumps([_question(ask) for ask in asks])
    kept = {name: text for name, text in environ.items() if not is_withheld(name)}
    try:
        with subprocess.Popen(
            [sys.executable, "-P", str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=kept, cwd=os.sep
        ) as child:  # fmt: skip
            answers = _answers(child, questions, seconds)
    except OSError as error:
        return (KeyringAnswer("failed", reason=error.strerror or str(error)),) * len(asks)
    if answers is None:
        return (KeyringAnswer("failed", reason="no answer in time"),) * len(asks)
    read = _read(answers)
    return read if len(read) == len(asks) else (KeyringAnswer("failed", reason="it ended early"),) * len(asks)


def _question(ask: KeyringAsk) -> dict[str, str | None]:
    return {"do": ask.do, "service": ask.service, "user": ask.user, "secret": ask.secret.reveal() if ask.secret else None}


def _answers(child: subprocess.Popen[bytes], questions: str, seconds: float) -> bytes | None:
    """Return what the child wrote, None where it took too long; it is gone then."""
    try:
        return child.communicate(questions.encode(), seconds)[0]
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.kill()


def _read(answers: bytes) -> tuple[KeyringAnswer, ...]:
    try:
        return tuple(map(_one, json.loads(answers)))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()


def _one(answer: Mapping[str, Any]) -> KeyringAnswer:
    secret = answer.get("secret")
    texts = {name: str(answer.get(name) or "") for name in ("user", "backend", "reason")}
    return KeyringAnswer(answer["state"], secret=None if secret is None else Secret(str(secret)), **texts)
