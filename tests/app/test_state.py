"""The folder `.seatrial`."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from make.git import commit, git, repository, user, write
from seatrial.app.state import existing_state, fresh_log, locked, state_folder, write_private
from seatrial.edge.world import world
from seatrial.problem import Problem


@pytest.fixture
def outside(tmp_path):
    return world(lambda _: None, user(tmp_path))


@pytest.fixture
def project(tmp_path):
    return repository(tmp_path / "project", {"pyproject.toml": ""})


def test_it_is_private_and_out_of_git(outside, project):
    """The folder is for its owner alone, and git does not see it although nobody told git."""
    state = Path(state_folder(outside, str(project)))
    assert state == project / ".seatrial"
    for path in (state, state / "logs"):
        assert path.stat().st_mode & 0o777 == 0o700
    assert (state / ".gitignore").stat().st_mode & 0o777 == 0o600
    assert git(project, "status", "--porcelain") == ""
    assert state_folder(outside, str(project)) == str(state)


def test_looking_for_it_makes_nothing(outside, project):
    """Looking for the folder where there is none leaves none behind, and changes nothing of one that is there."""
    assert existing_state(outside, str(project)) is None
    assert not (project / ".seatrial").exists()
    (project / ".seatrial").mkdir(mode=0o755)
    assert existing_state(outside, str(project)) == str(project / ".seatrial")
    assert (project / ".seatrial").stat().st_mode & 0o777 == 0o755
    assert list((project / ".seatrial").iterdir()) == []


def test_looking_for_it_trusts_no_link_and_no_clone(outside, project, tmp_path):
    """What is a link, or came with a clone, is not looked into."""
    (project / ".seatrial").symlink_to(tmp_path)
    with pytest.raises(Problem, match="PPR050"):
        existing_state(outside, str(project))
    (project / ".seatrial").unlink()
    write(project, {".seatrial/journal-1.jsonl": "{}"})
    commit(project)
    with pytest.raises(Problem, match="PPR052"):
        existing_state(outside, str(project))


def test_open_permissions_are_closed(outside, project):
    """A folder that others could read is closed again."""
    (project / ".seatrial").mkdir(mode=0o755)
    state_folder(outside, str(project))
    assert (project / ".seatrial").stat().st_mode & 0o777 == 0o700


def test_without_git(outside, tmp_path):
    """A folder without git has its state too."""
    assert state_folder(outside, str(tmp_path)) == str(tmp_path / ".seatrial")


@pytest.mark.parametrize("name", [".seatrial", ".seatrial/logs"])
def test_no_link_is_followed(outside, project, tmp_path, name):
    """A link in place of the folder, or of the one in it, is a problem; nothing is written where it leads."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).symlink_to(elsewhere)
    with pytest.raises(Problem, match="PPR050"):
        state_folder(outside, str(project))
    assert list(elsewhere.iterdir()) == []


def test_a_link_that_leads_nowhere(outside, project, tmp_path):
    """A broken link is a problem too, also in place of `.gitignore`."""
    state_folder(outside, str(project))
    (project / ".seatrial/.gitignore").unlink()
    (project / ".seatrial/.gitignore").symlink_to(tmp_path / "elsewhere")
    state_folder(outside, str(project))
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_in_its_place(outside, project):
    """A file in place of the folder is a problem."""
    write(project, {".seatrial": ""})
    with pytest.raises(Problem, match="PPR050"):
        state_folder(outside, str(project))


def test_another_owner(outside, project, monkeypatch):
    """A folder of another user is a problem."""
    state_folder(outside, str(project))
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(Problem, match="PPR051"):
        state_folder(outside, str(project))


def test_in_git(outside, project):
    """A folder that came with the repository is a problem."""
    write(project, {".seatrial/manifest.json": "{}"})
    commit(project)
    with pytest.raises(Problem, match="PPR052"):
        state_folder(outside, str(project))


def test_a_project_that_cannot_be_written(outside, tmp_path):
    """A project that cannot be written to is a problem that names the folder."""
    write(tmp_path, {"file": ""})
    with pytest.raises(Problem, match=r"PPR053.*file/\.seatrial"):
        state_folder(outside, str(tmp_path / "file"))


def test_what_a_dead_run_left_unfinished_is_taken_away(outside, project):
    """Half a file that a killed run was writing does not stay; whole ones do."""
    state = Path(state_folder(outside, str(project)))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for name in (f"manifest.json.{dead.pid}.new", ".journal-1.jsonl.0123abcd.new", "manifest.json"):
        (state / name).write_bytes(b"")
    (state / "folder.new").mkdir()
    with locked(str(state)):
        assert {path.name for path in state.iterdir()} == {".gitignore", "lock", "logs", "manifest.json", "folder.new"}


def test_what_a_living_run_is_writing_stays(outside, project):
    """A run that begins beside another one takes none of its files away, though they are not whole yet."""
    state = Path(state_folder(outside, str(project)))
    write(state, {f".gitignore.{os.getppid()}.new": "", f".journal-1.jsonl.{'1' * 40}.new": ""})
    with locked(str(state)):
        assert sorted(path.name for path in state.glob("*.new")) == [f".gitignore.{os.getppid()}.new"]


def test_an_interrupted_write_leaves_nothing(tmp_path, monkeypatch):
    """Ctrl-C while a record is written leaves the old one, and nothing beside it."""
    write_private(str(tmp_path / "a"), b"1")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_private(str(tmp_path / "a"), b"2")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"1")]


def test_a_full_disk_at_the_lock(outside, project):
    """Where not even the lock can be written, that is a problem and no crash."""
    state = state_folder(outside, str(project))
    code = (
        "import resource\nfrom seatrial.app.state import locked\nfrom seatrial.problem import Problem\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        f"try:\n    with locked({state!r}): pass\nexcept Problem as problem:\n    print(problem)"
    )
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.startswith("PPR053")
    assert "lock cannot be written: File too large" in done.stdout


def test_a_second_run_stops(outside, project):
    """While one run works on a project, a second one stops and names the first; afterwards the way is free."""
    state = state_folder(outside, str(project))
    code = f"import sys\nfrom seatrial.app.state import locked\nwith locked({state!r}):\n    print('in', flush=True)\n    sys.stdin.read()"
    first = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert first.stdout.readline() == b"in\n"
    with pytest.raises(Problem, match=f"PPR054.*{first.pid}"), locked(state):
        pass
    first.communicate()
    with locked(state):
        pass


def test_a_killed_run_leaves_no_lock(outside, project):
    """The lock goes with its process, however that ends."""
    state = state_folder(outside, str(project))
    code = f"import time\nfrom seatrial.app.state import locked\nwith locked({state!r}):\n    print('in', flush=True)\n    time.sleep(60)"
    first = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    first.stdout.readline()
    first.kill()
    first.communicate()
    begun = time.monotonic()
    with locked(state):
        assert time.monotonic() - begun < 1


def test_what_fails_within_stays_what_it_is(outside, project):
    """A fault of the work under the lock is not taken for one of the lock."""
    with pytest.raises(FileNotFoundError, match="mine"), locked(state_folder(outside, str(project))):
        raise FileNotFoundError("mine")


def test_no_place_for_a_lock(tmp_path):
    """A lock that cannot be made is a problem; no link is followed for it."""
    with pytest.raises(Problem, match="PPR053"), locked(str(tmp_path / "missing")):
        pass
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Problem, match="PPR053"), locked(str(tmp_path)):
        pass
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("waiting", [False, True])
def test_a_pipe_in_place_of_the_lock(tmp_path, waiting):
    """A named pipe in place of the lock is a problem, and nobody waits for its other end."""
    os.mkfifo(tmp_path / "lock")
    other = os.open(tmp_path / "lock", os.O_RDWR) if waiting else None
    with pytest.raises(Problem, match=r"PPR050.*lock"), locked(str(tmp_path)):
        pass
    if other is not None:
        os.close(other)


def test_private_files(tmp_path):
    """A file of ours is for its owner alone, and replaced as a whole."""
    path = tmp_path / "x"
    write_private(str(path), b"one")
    write_private(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["x"]
    with pytest.raises(Problem, match="PPR053"):
        write_private(str(tmp_path / "missing" / "x"), b"")


def test_a_log_begins_empty(outside, project, tmp_path):
    """A log starts anew, never through a link that lies in its place; what cannot be taken away is a problem."""
    state = Path(state_folder(outside, str(project)))
    (state / "logs/build.log").symlink_to(tmp_path / "elsewhere")
    write(tmp_path, {"elsewhere": "mine"})
    path = Path(fresh_log(str(state), "build.log"))
    assert not path.is_symlink()
    assert (tmp_path / "elsewhere").read_text() == "mine"
    path.mkdir()
    with pytest.raises(Problem, match="PPR053"):
        fresh_log(str(state), "build.log")
