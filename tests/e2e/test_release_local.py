"""Releases by the real program: killed, interrupted and run again."""

import contextlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from make.git import git, user
from make.release import index, project

LINES = 9
"""Of the journal of a release of one wheel and one sdist: the plan, and two for each of two uploads, the verification and the tag."""


def start(tmp_path: Path, *args: str) -> subprocess.Popen:
    """Start the program on the project that lies in `project`."""
    (tmp_path / "temporary").mkdir(exist_ok=True)
    environ = user(tmp_path, SEATRIAL_DATA=str(tmp_path / "data"), TMPDIR=str(tmp_path / "temporary"), LC_ALL="C.UTF-8")
    return subprocess.Popen(
        [sys.executable, "-m", "seatrial", *args, "--format", "json", str(tmp_path / "project")],
        cwd=tmp_path, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextlib.contextmanager
def running(tmp_path: Path, *args: str) -> Iterator[subprocess.Popen]:
    """Run the program while the context lasts; it is dead afterwards."""
    with start(tmp_path, *args) as process:
        try:
            yield process
        finally:
            process.kill()


def finish(tmp_path: Path, *args: str) -> tuple[int, dict]:
    """Run the program to its end; return its exit status and the object that it prints."""
    with start(tmp_path, *args) as process:
        out, err = process.communicate(timeout=120)
    assert out, err.decode()
    return process.returncode, json.loads(out)


def until(process: subprocess.Popen, seen) -> None:
    """Wait until something is seen, or the program has ended."""
    deadline = time.monotonic() + 60
    while not seen() and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def written(tmp_path: Path) -> int:
    """Return the number of whole lines of the journal."""
    return sum(path.read_bytes().count(b"\n") for path in (tmp_path / "project" / ".seatrial").glob("journal-*.jsonl"))


def ends_well(tmp_path: Path, answer: dict) -> None:
    """Hold the end of a release against what it must be."""
    folder = tmp_path / "project"
    assert answer["problem"] is None
    assert {file["state"] for file in answer["files"]} <= {"uploaded", "present"}
    assert index(tmp_path) == {file["name"]: file["sha256"] for file in answer["files"]}
    assert answer["tag"] == "v1.0"
    assert git(folder, "rev-parse", "v1.0^{commit}") == git(folder, "rev-parse", "HEAD")
    assert git(folder, "tag") == "v1.0"
    assert written(tmp_path) == 0


@pytest.mark.slow
@pytest.mark.parametrize("lines", [1, 2, 3, 5, 6, 7, 8])
def test_a_release_that_is_killed_ends_as_if_it_never_was(tmp_path, lines):
    """After kill -9 at any entry of the journal the same command ends the release: every file once, the tag last."""
    folder = project(tmp_path / "project")
    with running(tmp_path, "release", "--to", "local") as process:
        until(process, lambda: written(tmp_path) >= lines)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    if git(folder, "tag"):
        assert written(tmp_path) >= LINES - 1
    status, answer = finish(tmp_path, "release", "--to", "local")
    assert status == 0, answer
    ends_well(tmp_path, answer)
    assert finish(tmp_path, "release", "--to", "local")[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "number"), [("build", signal.SIGINT), ("verify", signal.SIGINT), ("verify", signal.SIGTERM), ("build", signal.SIGHUP)]
)
def test_ctrl_c_ends_at_once_and_loses_nothing(tmp_path, where, number):
    """Ctrl-C, a polite kill and a closed terminal end in about a second with status 130 and the whole object; `resume`, or the same command, goes on."""
    project(tmp_path / "project")
    log = tmp_path / "project" / ".seatrial" / "logs" / "build.log"
    with running(tmp_path, "release", "--to", "local") as process:
        until(process, log.exists if where == "build" else lambda: written(tmp_path) >= 6)
        assert process.poll() is None
        begun = time.monotonic()
        process.send_signal(number)
        out, _ = process.communicate(timeout=30)
        took = time.monotonic() - begun
    answer = json.loads(out)
    assert process.returncode == 130
    assert took < 2
    assert not [path for path in (tmp_path / "temporary").iterdir() if path.name.startswith("seatrial-")]
    assert [file["state"] for file in answer["files"]] == ([] if where == "build" else ["uploaded", "uploaded"])
    status, answer = finish(tmp_path, *(("release", "--to", "local") if where == "build" else ("resume",)))
    assert status == 0, answer
    ends_well(tmp_path, answer)


@pytest.mark.slow
def test_two_runs_at_once_do_not_meet(tmp_path):
    """The second run on a project says so and stops; the first one ends well."""
    project(tmp_path / "project")
    with running(tmp_path, "release", "--to", "local") as first:
        until(first, lambda: written(tmp_path) >= 1)
        status, answer = finish(tmp_path, "release", "--to", "local")
        assert (status, answer["problem"]["id"]) == (3, "PPR054")
        out, _ = first.communicate(timeout=120)
    assert first.returncode == 0
    ends_well(tmp_path, json.loads(out))
