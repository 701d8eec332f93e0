"""Judging a file opens nothing, connects to nothing and starts nothing."""

import subprocess
import sys
from pathlib import Path

JUDGE = """
import os, sys, warnings
sys.path.insert(0, sys.argv[1])
from make.oracle import cases, upload_of
from seatrial.core.profile import PYPI
from seatrial.rules.verdict import judge_upload

every = list(cases())
uploads = [upload_of(case) for case in every]
for upload in uploads:
    judge_upload(upload, PYPI, "x", {})

own = tuple({os.path.realpath(folder) + os.sep for folder in (sys.prefix, sys.base_prefix, os.path.dirname(os.__file__))})
caught = []

def hook(event, arguments):
    if event.startswith(("socket.", "subprocess.")) or event == "os.system":
        caught.append((event, repr(arguments)))
    if event == "open" and not os.path.realpath(str(arguments[0])).startswith(own):
        caught.append((event, repr(arguments)))

sys.addaudithook(hook)
for case in every:
    judge_upload(upload_of(case), PYPI, "x", {})
print(len(every), caught)
"""


def test_judging_reaches_nothing_outside(tmp_path: Path) -> None:
    """The whole oracle is judged without an open outside of the interpreter's own folders, without a socket and without a child."""
    tests = str(Path(__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", JUDGE, tests], capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("442 []\n", 0), done.stderr
