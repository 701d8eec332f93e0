"""Uploads of a small release, with short waits."""

import os

import pytest

from make.index import TOKEN
from make.installable import sdist, wheel
from seatrial.app.resume import resume
from seatrial.app.upload import upload
from seatrial.core import retry
from seatrial.edge.world import world
from seatrial.model.index import Patience
from seatrial.model.release import UploadOptions
from seatrial.model.resumption import ResumeOptions

FILES = (
    wheel({"boat.py": ""}),
    wheel({"boat.py": "A = 311"}, tag="cp311-cp311-win_amd64"),
    wheel({"boat.py": "A = 312"}, tag="cp312-cp312-win_amd64"),
    sdist({"boat.py": ""}),
)
NAMES = {file.name for file in FILES}
QUICK = Patience(connect=2, silence=0.3, answer=0.3)


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """Keep the user's own proxies out, the waits short, and the working folder empty, in each module that imports this."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(retry, "FIRST", 0.01)
    monkeypatch.setattr("seatrial.app.confirming.WAITS", (0.0, 0.01, 0.01))
    monkeypatch.chdir(tmp_path)


def surroundings(tmp_path, told=None, **environ):
    """Return a world with a token."""
    variables = {"HOME": str(tmp_path), "SEATRIAL_TOKEN": TOKEN, "PATH": os.environ["PATH"], **environ}
    return world((told if told is not None else []).append, variables, str(tmp_path / "data"))


def go_on(tmp_path, folder=".", told=None, environ=None, **options):
    """Resume; return the outcome."""
    made = surroundings(tmp_path, told, **(environ or {}))
    return resume(made, str(folder), ResumeOptions(**{"interactive": False, **options}))


def send(tmp_path, url, *files, told=None, environ=None, **more):
    """Upload files; return the outcome."""
    made = surroundings(tmp_path, told, **(environ or {}))
    options = {"patience": QUICK, "interactive": False, **more}
    return upload(made, UploadOptions(files=tuple(map(str, files)), to=url, **options))


def states(outcome):
    """Return what became of each file."""
    return [file.state for file in outcome.files]
