"""Uploads of a small release, with short waits."""

import os

from make.index import TOKEN
from make.installable import sdist, wheel
from seatrial.app.upload import upload
from seatrial.edge.world import world
from seatrial.model.index import Patience
from seatrial.model.release import UploadOptions

FILES = (
    wheel({"boat.py": ""}),
    wheel({"boat.py": "A = 311"}, tag="cp311-cp311-win_amd64"),
    wheel({"boat.py": "A = 312"}, tag="cp312-cp312-win_amd64"),
    sdist({"boat.py": ""}),
)
NAMES = {file.name for file in FILES}
QUICK = Patience(connect=2, silence=0.3, answer=0.3)


def send(tmp_path, url, *files, told=None, **more):
    """Upload files; return the outcome."""
    surroundings = {"HOME": str(tmp_path), "SEATRIAL_TOKEN": TOKEN, "PATH": os.environ["PATH"]}
    made = world((told if told is not None else []).append, surroundings, str(tmp_path / "data"))
    options = {"patience": QUICK, "interactive": False, **more}
    return upload(made, UploadOptions(files=tuple(map(str, files)), to=url, **options))


def states(outcome):
    """Return what became of each file."""
    return [file.state for file in outcome.files]
