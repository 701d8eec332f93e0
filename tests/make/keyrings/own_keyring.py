"""A keyring in a file, for the real keyring library: `OWN_KEYRING` is the file, `OWN_KEYRING_MODE` how it misbehaves."""

import json
import os
import sys
import time
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError, PasswordDeleteError


class Keyring(KeyringBackend):
    """The keyring."""

    priority = 1
    name = "Own Keyring"

    def get_password(self, service, username):
        """Return what is kept."""
        self._misbehave()
        return self._kept().get(f"{service} {username}")

    def set_password(self, service, username, password):
        """Keep it."""
        self._misbehave(password)
        kept = {**self._kept(), f"{service} {username}": password}
        if os.environ.get("OWN_KEYRING_MODE") != "forget":
            self._path().write_text(json.dumps(kept))

    def delete_password(self, service, username):
        """Forget it."""
        self._misbehave()
        kept = self._kept()
        if kept.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError
        self._path().write_text(json.dumps(kept))

    def get_credential(self, service, username):
        """Return whichever user there is."""
        from keyring.credentials import SimpleCredential

        del username
        self._misbehave()
        for key, password in self._kept().items():
            if key.split()[0] == service:
                return SimpleCredential(key.split()[1], password)
        return None

    def _path(self):
        return Path(os.environ["OWN_KEYRING"])

    def _kept(self):
        return json.loads(self._path().read_text()) if self._path().exists() else {}

    def _misbehave(self, password=""):
        mode = os.environ.get("OWN_KEYRING_MODE", "")
        if mode == "hang":
            time.sleep(60)
        if mode == "fail":
            raise KeyringLocked(f"the collection is locked {password}")
        if mode == "none":
            raise NoKeyringError
        if mode == "print":
            sys.stdout.write("hello\n")
            sys.stdout.flush()
        if mode == "spy":
            Path(f"{self._path()}.spy").write_text(f"{sys.argv} {dict(os.environ)}")
        if mode == "die":
            os._exit(3)
