"""Uploads by the real program that are killed with `kill -9` in the middle of a file, and going on: as if nothing had happened."""

import json
import signal
import subprocess
import sys

import pytest

from make.faults import faulty, take
from make.git import user
from make.index import TOKEN
from make.release import project
from make.uploads import FILES, NAMES, alone  # noqa: F401  (`alone` is a fixture)


class Killer:
    """Runs the program, and kills it when the index says so."""

    def __init__(self, tmp_path, folder) -> None:
        self.tmp_path, self.folder = tmp_path, folder
        self.process = None

    def run(self, *args):
        """Run the program to its end; return its status and its answer, which is None where it was killed."""
        environ = user(self.tmp_path, SEATRIAL_TOKEN=TOKEN, SEATRIAL_DATA=str(self.tmp_path / "data"), LC_ALL="C.UTF-8")
        command = [sys.executable, "-m", "seatrial", *map(str, args), "--format", "json"]
        with subprocess.Popen(
            command, cwd=self.folder, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as self.process:
            out, err = self.process.communicate(timeout=60)
        assert out or self.process.returncode == -signal.SIGKILL, err.decode()
        return self.process.returncode, json.loads(out) if out else None

    def at(self, moment):
        """Return an act that kills the program when half of a file is there, or when all of it is stored and not answered yet."""

        def act(exchange) -> None:
            exchange.read(int(exchange.headers["content-length"]) // 2)
            if moment == "stored":
                exchange.read()
                exchange.store()
            self.process.kill()
            self.process.wait()
            exchange.cut()

        return act


@pytest.mark.parametrize(
    ("moments", "again", "place"),
    [
        (("middle", "middle"), "resume", "project"),
        (("middle", "stored"), "command", "outside"),
        (("stored", "middle"), "resume", "outside"),
    ],
)
def test_killed_twice_in_a_row(tmp_path, moments, again, place) -> None:
    """After kill -9 in the middle of a file, and once more while it goes on, the third run ends it: every file there once, in order."""
    dist = tmp_path / "dist"
    dist.mkdir()
    for file in FILES:
        (dist / file.name).write_bytes(file.data)
    folder = project(tmp_path / "project") if place == "project" else tmp_path
    killer = Killer(tmp_path, folder)
    first, second = map(killer.at, moments)
    with faulty(take, first, take, second) as index:
        upload = ("upload", "--repository-url", index.url, "--jobs", "1", dist)
        onward = ("resume", "--repository-url", index.url) if again == "resume" else upload
        assert [killer.run(*upload), killer.run(*onward)] == [(-signal.SIGKILL, None)] * 2
        status, answer = killer.run(*onward)
        assert (status, answer["problem"], {file["state"] for file in answer["files"]} <= {"uploaded", "present"}) == (0, None, True)
        assert (sorted(index.names), index.names[0], index.names[-1]) == (sorted(NAMES), FILES[0].name, FILES[3].name)
        status, answer = killer.run("resume")
        assert (status, answer["problem"]["id"]) == (3, "PRL016")
