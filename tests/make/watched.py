"""Runs of the real program with marked secrets, watched from outside: what processes were given, and what was written down."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from make.git import user

MARK = "CaNaRy"
SECRETS = {
    "TWINE_PASSWORD": f"pypi-{MARK}-twine",
    "UV_PUBLISH_TOKEN": f"pypi-{MARK}-uv",
    "SEATRIAL_INDEX_TOKEN": f"pypi-{MARK}-index-0123456789abcdef",
    "SEATRIAL_TOKEN": f"pypi-{MARK}-token",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN": f"{MARK}-actions",
}
"""What no child needs."""
INDEX = f"http://user:{MARK}-index-url@127.0.0.1:9/simple"
"""What installers need."""


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """Return an environment with every secret; `more` adds to it, or takes away by an empty value."""
    temporary = tmp_path / "temporary"
    temporary.mkdir(exist_ok=True)
    environ = user(
        tmp_path, PIP_INDEX_URL=INDEX, UV_INDEX_URL=INDEX, **SECRETS, SEATRIAL_DATA=str(tmp_path / "data"), TMPDIR=str(temporary)
    )
    return environ | {"LC_ALL": "C.UTF-8", **more}


@contextlib.contextmanager
def watching(tmp_path: Path, args: Sequence[str], *more: str) -> Iterator[set[str]]:
    """Look at every process of a run while it lasts; gives what was seen in the wrong place. `args` is our own process, `more` are further secrets."""
    mark, told, ended = os.fsencode(tmp_path / "temporary"), set[str](), threading.Event()

    def look(folder: Path) -> None:
        # The line first: a child that begins its program in between has let go of our environment by then.
        line, environ = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
        if mark not in environ:
            return
        # A child that has not begun its program yet is a copy of ours; who is just beginning one has no line yet, and is looked at again.
        ours = not line or line.rstrip(b"\0").split(b"\0") == [os.fsencode(part) for part in args]
        if any(secret.encode() in line for secret in (MARK, *more)):
            told.add(f"command line: {line!r}")
        if not ours and any(secret.encode() in environ for secret in (*SECRETS.values(), *more)):
            told.add(f"environment of {line!r}")

    def watch() -> None:
        while not ended.wait(0.01):
            for folder in Path("/proc").glob("[0-9]*"):
                with contextlib.suppress(OSError):
                    look(folder)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield told
    finally:
        ended.set()
        thread.join()


class Run:
    """One run of the program, watched from outside."""

    def __init__(self, tmp_path: Path, *args: str, secrets: Sequence[str] = (), **more: str) -> None:
        self.tmp_path, self.secrets = tmp_path, secrets
        self.told: set[str] = set()
        self.args = [sys.executable, "-m", "seatrial", *args]
        self.process = subprocess.Popen(
            self.args, cwd=tmp_path, env=environment(tmp_path, **more), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def watched(self) -> tuple[int, str]:
        """Wait for the end while every process of the run is looked at; return status and output."""
        with watching(self.tmp_path, self.args, *self.secrets) as self.told:
            out, error = self.process.communicate(timeout=120)
        return self.process.returncode, out + error


def files_with_secrets(*folders: Path) -> list[str]:
    """Return the files in which a secret was written down."""
    every = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in every if MARK.encode() in path.read_bytes()]
