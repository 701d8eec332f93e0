"""The world, put together."""

import os
import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_dir, user_data_dir

from make.git import repository, user
from seatrial.edge.world import world
from seatrial.model.command import Command


def made(environ, data=None):
    return world(lambda _: None, environ, data)


def test_folders_are_those_of_the_platform(tmp_path, monkeypatch):
    """What is kept about a user lies where the platform keeps such things."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    outside = made({"HOME": str(tmp_path)})
    assert outside.data_folder == user_data_dir("seatrial", appauthor=False)
    assert outside.cache_folder == user_cache_dir("seatrial", appauthor=False)


def test_the_data_folder_can_be_named(tmp_path):
    """`--data` wins over `SEATRIAL_DATA`, and both move everything."""
    environ = {"HOME": str(tmp_path), "SEATRIAL_DATA": str(tmp_path / "said")}
    assert made(environ).data_folder == str(tmp_path / "said")
    assert made(environ, str(tmp_path / "data")).data_folder == str(tmp_path / "data")
    assert made(environ, str(tmp_path / "data")).cache_folder.startswith(str(tmp_path / "data"))


def test_nothing_is_done_beforehand(tmp_path):
    """Making the world opens nothing and imports nothing heavy."""
    code = f"""
import sys
from seatrial.edge.world import world
world(print, {{"HOME": {str(tmp_path)!r}}})
print(sorted({{"subprocess", "tempfile", "shutil", "urllib3", "build", "venv"}} & set(sys.modules)))
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    assert list(tmp_path.iterdir()) == []


def test_children_have_a_home_that_goes_with_us(tmp_path):
    """Children share one private home, which is gone when seatrial ends."""
    code = """
import os
from seatrial.edge.world import world
from seatrial.model.command import Command
outside = world(lambda _: None, os.environ)
for _ in range(2):
    print(outside.run(Command(("/bin/sh", "-c", "stat -c %a $HOME; echo $HOME"), "/")).output, end="")
"""
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    lines = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ).stdout.splitlines()
    assert lines[0] == "700"
    assert lines[1] == lines[3]
    assert not Path(lines[1]).exists()
    assert list(tmp_path.iterdir()) == []


def test_the_parts_are_joined(tmp_path):
    """Clocks, git, programs and children are those of this machine."""
    folder = repository(tmp_path / "project", {"x": ""})
    outside = made(user(tmp_path))
    assert outside.now() > 1_700_000_000
    assert outside.clock() <= outside.clock()
    assert outside.find("git")
    assert outside.find("no-such-program") is None
    assert outside.git.look(str(folder)).branch == "main"
    assert outside.git.tracks(str(folder), "x")
    assert outside.run(Command(("/bin/sh", "-c", "echo hello"), "/")).output == "hello\n"


def test_children_are_told_of(tmp_path):
    """Who listens hears which commands run, and what they write."""
    told = []
    world(told.append, user(tmp_path)).run(Command(("/bin/sh", "-c", "echo hello"), "/"))
    assert [(one.state, one.line) for one in told] == [("detail", None), ("output", "hello")]
