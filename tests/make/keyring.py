"""A user's keyring in a file of the test, kept by the real keyring library."""

import json
from collections.abc import Mapping
from pathlib import Path

from seatrial.model.credential import KeyringAnswer, KeyringAsk

FOLDER = Path(__file__).parent / "keyrings"


def keyring_environment(folder: Path, mode: str = "") -> dict[str, str]:
    """Return the variables that lead the keyring library to a file in a folder."""
    return {
        "PYTHON_KEYRING_BACKEND": "own_keyring.Keyring",
        "PYTHONPATH": str(FOLDER),
        "OWN_KEYRING": str(folder / "keyring.json"),
        "OWN_KEYRING_MODE": mode,
    }


def keep(folder: Path, kept: Mapping[tuple[str, str], str]) -> None:
    """Put passwords into the keyring, by service and user name."""
    (folder / "keyring.json").write_text(json.dumps({" ".join(key): password for key, password in kept.items()}))


def kept(folder: Path) -> dict[str, str]:
    """Return what the keyring has."""
    path = folder / "keyring.json"
    return json.loads(path.read_text()) if path.exists() else {}


def without_keyring(asks: tuple[KeyringAsk, ...]) -> tuple[KeyringAnswer, ...]:
    """Answer as where the keyring library is not installed, which saves a test that is not about it the time of a child."""
    return (KeyringAnswer("missing"),) * len(asks)
