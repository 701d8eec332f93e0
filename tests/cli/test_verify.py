"""`seatrial verify`, and `--python` for a rehearsal and a release, as real processes."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from make.cli import environment, seatrial
from make.editable import editable
from make.git import WHO
from make.installable import wheel
from make.pythons import second
from make.release import project

GOOD = {"boat/__init__.py": "def main(): print('afloat')\n"}
BROKEN = {"boat/__init__.py": "import gone\n"}
KEYS = ["schema", "name", "version", "index", "files", "verified", "steps", "tag", "problem", "report"]
BARE = {"PATH": "/usr/bin:/bin"}
"""A machine without uv."""
OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"
"""A Python that is there."""


def laid(tmp_path, files=GOOD, **more) -> str:
    """Write a wheel; return its name."""
    made = wheel(files, **more)
    tmp_path.joinpath(made.name).write_bytes(made.data)
    return made.name


def test_a_file_that_works(tmp_path) -> None:
    """The screen names the environments, each installation with its Python, and says in one sentence that it works."""
    name = laid(tmp_path)
    done = seatrial("verify", name, "--smoke", "python -c 'import boat'", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "boat 1.0 → fresh environments on this machine\n" in done.stdout
    assert f"✓ wheel  with pip  Python {sys.version_info[0]}.{sys.version_info[1]}" in done.stdout
    assert "✓ boat 1.0 works: it installs and runs." in done.stdout
    assert "next " not in done.stdout
    assert "not sent" not in done.stdout


def test_a_file_that_does_not_work_in_json_and_chinese(tmp_path) -> None:
    """A failed verification ends as a problem, the object has every key of the contract, and people are told in their language."""
    done = seatrial("verify", laid(tmp_path, BROKEN), "--format", "json", "--lang", "zh", home=tmp_path, env=BARE)
    answer = json.loads(done.stdout)
    assert done.returncode == 3
    assert [key for key in answer if key in KEYS] == KEYS
    assert (answer["index"], answer["name"], answer["problem"]["id"]) == (None, "boat", "PVF010")
    assert [(one["with"], one["ok"], one["python"][:2]) for one in answer["verified"]] == [("pip", False, "3.")]
    assert answer["report"]["profile"]["index"] == "pypi"
    assert "模块无法导入" in done.stderr


def test_a_file_with_an_error(tmp_path) -> None:
    """It is not installed, the findings stand on the screen, and the command to run again is as it was typed."""
    name = laid(tmp_path, name="boat", headers=["Classifier: Private :: Do Not Upload"])
    done = seatrial("verify", name, "--python", OURS, "--smoke", "boat it", home=tmp_path)
    assert done.returncode == 1
    assert "boat 1.0 was not installed, because of what was found." in done.stdout
    assert f"seatrial verify {name} --python {OURS} --smoke 'boat it'" in done.stdout
    assert "verify  " not in done.stderr


@pytest.mark.parametrize("args", [(), ("--editable", ".", "boat.whl")])
def test_wrong_usage(tmp_path, args) -> None:
    """Nothing to verify, or two kinds of it at once, is wrong usage."""
    done = seatrial("verify", *args, home=tmp_path)
    assert done.returncode == 2
    assert "--editable DIR" in done.stderr


def test_a_python_that_is_not_there(tmp_path) -> None:
    """It is a problem that says where it was looked for, for a rehearsal and a release before anything is built."""
    dinghy = project(tmp_path / "dinghy")
    for command in (("verify", laid(dinghy)), ("rehearse", "--offline"), ("release", "--to", "local")):
        done = seatrial(*command, "--python", "3.99", home=tmp_path, cwd=dinghy, env={**WHO, **BARE})
        assert done.returncode == 3
        assert "PVF025" in done.stderr
        assert "python3.99" in done.stderr
        assert "build" not in done.stderr
    assert not dinghy.joinpath("dist").exists()


@pytest.mark.parametrize(
    ("python", "status", "words"),
    [("", 2, "an empty value names nothing."), (">=3.9", 3, ">=3.9 is no version, no program on PATH and no path.")],
)
def test_what_names_no_python(python, status, words, tmp_path) -> None:
    """What can name no Python gets no advice to install it."""
    (tmp_path / "x.whl").touch()
    done = seatrial("verify", "x.whl", "--python", python, home=tmp_path)
    assert (done.returncode, words in done.stderr, "uv python install" in done.stderr) == (status, True, False)


def test_an_editable_installation(tmp_path) -> None:
    """What it cannot prove, what it left behind, and what proves the rest stand on the screen."""
    editable(tmp_path / "my boat", GOOD)
    done = seatrial("verify", "-e", "my boat", home=tmp_path, env=BARE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ editable  with pip" in done.stdout
    assert "Left behind in the project's folder by the build: boat.egg-info/" in done.stdout
    assert "seatrial rehearse 'my boat'" in done.stdout


def test_a_release_for_two_pythons(tmp_path) -> None:
    """Each file is installed back for each Python that is named, and the answer tells which is which."""
    dinghy = project(tmp_path / "dinghy")
    asked = ("--python", OURS, "--python", second(tmp_path / "second"))
    done = seatrial("release", "--to", "local", *asked, "--format", "json", home=tmp_path, cwd=dinghy, env={**WHO, **BARE})
    answer = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert [one["file"][-3:] for one in answer["verified"]] == ["whl", ".gz", "whl", ".gz"]
    assert all(one["python"].startswith("3.") for one in answer["verified"])
    assert answer["tag"] == "v1.0"


def test_an_interruption_leaves_nothing(tmp_path) -> None:
    """Ctrl-C in the middle of an import ends it with status 130, and no folder and no process stays."""
    mark, temporary = tmp_path / "mark", tmp_path / "tmp"
    temporary.mkdir()
    code = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n"
    name = laid(tmp_path, {"boat.py": code})
    child = subprocess.Popen(
        [sys.executable, "-m", "seatrial", "verify", name], cwd=tmp_path, env=environment(tmp_path, TMPDIR=str(temporary), **BARE), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not (mark.exists() and mark.read_text()):
        assert child.poll() is None
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    out, error = child.communicate(timeout=20)
    assert child.returncode == 130, error
    assert "seatrial verify" in out
    assert list(temporary.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)
