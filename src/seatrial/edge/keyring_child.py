"""The script that speaks to the user's keyring in a process of its own: standard library and keyring only, never imported by seatrial.

Standard input has the questions as JSON, standard output gets the answers: secrets pass through these pipes alone.
"""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any


def main() -> None:
    """Answer every question."""
    # A backend that prints something must not spoil the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    asks = json.load(sys.stdin)
    try:
        import keyring  # noqa: PLC0415  (it may not be there)
        from keyring import errors  # noqa: PLC0415
    except ImportError:
        json.dump([{"state": "missing"} for _ in asks], answers)
    else:
        json.dump([_answer(keyring, errors, ask) for ask in asks], answers)
    answers.close()


def _answer(keyring: Any, errors: Any, ask: Mapping[str, Any]) -> dict[str, str | None]:
    service, user, secret = ask["service"], ask["user"], ask["secret"]
    backend = ""
    try:
        backend = str(getattr(keyring.get_keyring(), "name", ""))
        if ask["do"] == "set":
            keyring.set_password(service, user, secret)
            return {"state": "done", "backend": backend}
        if ask["do"] == "delete":
            keyring.delete_password(service, user)
            return {"state": "done", "backend": backend}
        user, found = _get(keyring, service, user)
    except errors.NoKeyringError:
        return {"state": "missing", "backend": ""}
    except Exception as error:  # noqa: BLE001  (a keyring may be anybody's code)
        text = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return {"state": "failed", "backend": backend, "reason": text.replace(secret or "\0", "…")}
    state = "absent" if found is None else "found"
    return {"state": state, "user": user or "", "secret": found, "backend": backend}


def _get(keyring: Any, service: str, user: str | None) -> tuple[str | None, str | None]:
    if user is not None:
        return user, keyring.get_password(service, user)
    found = keyring.get_credential(service, None)
    return (found.username, found.password) if found else (None, None)


main()
