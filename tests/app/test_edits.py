"""Changes of files: all or none, whatever stands in their way."""

import json
import os
import resource
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from make.cut_off import AFTER, BEFORE, EDITS, MODES, NEW, lay, tree
from make.half_changed import cut_off
from make.release import harbour
from seatrial.app import edits
from seatrial.app.edits import ASIDE, RECORD, begun, recover, refuse_begun, write_all
from seatrial.app.replacing import examine
from seatrial.model.edit import Edit, Purpose
from seatrial.problem import Problem

BUMP = Purpose("bump", "1.0", "1.1")
MAKE = Path(__file__).parents[1] / "make"
DONE = {**AFTER, **NEW}


@pytest.fixture
def folder(tmp_path):
    return lay(tmp_path / "project")


@pytest.fixture
def world(tmp_path):
    return harbour(tmp_path)


@contextmanager
def full_disk(size=16):
    """Let no file grow over some bytes while the context lasts."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("direction", ["forward", "back"])
def test_killed_at_every_point(tmp_path, direction) -> None:
    """However early or late a process is killed, the tree is wholly old or wholly new after the next run, which may be killed too."""
    done = subprocess.run(
        [sys.executable, MAKE / "cut_off.py", tmp_path, direction],
        cwd=MAKE.parent, env={**os.environ, "PYTHONPATH": str(MAKE.parent)}, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert (found["wrong"], found["whole"]) == ([], True)
    assert found["kills"] > found["begun"] > 20


def test_all_are_changed(world, folder) -> None:
    """Every file has its new content and its own permissions, and nothing is left behind."""
    write_all(world, str(folder), EDITS, BUMP)
    assert tree(folder) == DONE
    assert {file: (folder / file).stat().st_mode & 0o777 for file in MODES} == MODES
    assert sorted(path.name for path in (folder / ".seatrial").iterdir()) == [".gitignore", "lock", "logs"]
    assert recover(world, str(folder)) is None


def stand_in_the_way(folder, how):
    file, other = folder / "boat/__init__.py", folder.parent / "other"
    if how == "link":
        file.rename(other)
        file.symlink_to(other)
    elif how == "folder behind a link":
        file.parent.rename(other)
        file.parent.symlink_to(other)
    elif how == "pipe":
        file.unlink()
        os.mkfifo(file)
    elif how == "file for a folder":
        file.unlink()
        file.parent.rmdir()
        file.parent.write_bytes(b"")
    else:
        {
            "hard link": lambda: os.link(file, other),
            "read-only": lambda: file.chmod(0o444),
            "read-only folder": lambda: file.parent.chmod(0o555),
            "altered": lambda: file.write_bytes(b"mine\n"),
            "gone": file.unlink,
            "made meanwhile": lambda: (folder / ".gitignore").write_bytes(b"mine\n"),
        }[how]()


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("link", "PFX001"),
        ("folder behind a link", "PFX001"),
        ("pipe", "PFX001"),
        ("file for a folder", "PFX001"),
        ("hard link", "PFX002"),
        ("read-only", "PFX004"),
        ("read-only folder", "PFX004"),
        ("altered", "PFX005"),
        ("gone", "PFX005"),
        ("made meanwhile", "PFX005"),
    ],
)
def test_what_stands_in_the_way(world, folder, how, kind) -> None:
    """A file that must not or cannot be replaced is named, and no file is changed: not it, not the others, nor what a link leads to."""
    stand_in_the_way(folder, how)
    before = tree(folder.parent)
    with pytest.raises(Problem, match=kind):
        write_all(world, str(folder), EDITS, BUMP)
    assert {**tree(folder.parent), "data/journal.key": b""} == {**before, "data/journal.key": b""}
    assert not (folder / ".seatrial" / RECORD).exists()
    (folder / "boat").chmod(0o755)


@pytest.mark.parametrize(
    "file", ["../other", "boat/../../other", "/etc/hostname", "..", "", "a\0b", ".git/config", "boat/.GIT/hooks/x", ".seatrial/x"]
)
def test_nothing_outside(world, folder, file) -> None:
    """A name that leads out of the project is refused."""
    with pytest.raises(Problem, match="PFX001"):
        write_all(world, str(folder), [Edit(file, None, b"")], BUMP)


def test_a_file_of_somebody_else(folder, monkeypatch) -> None:
    """A file that belongs to another user is not replaced: it would be ours in the end."""
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(Problem, match="PFX003"):
        examine(str(folder), EDITS)


def test_too_much(world, folder, monkeypatch) -> None:
    """More than texts of a project come to is not begun."""
    monkeypatch.setattr(edits, "BOUND", 10)
    with pytest.raises(Problem, match="PFX010"):
        write_all(world, str(folder), EDITS, BUMP)
    assert tree(folder) == BEFORE


def test_changed_at_the_same_moment(world, folder, monkeypatch) -> None:
    """What another program writes while files are replaced is kept, and those that were replaced are set back."""
    rename = os.rename

    def meddling(*args, **kwargs):
        rename(*args, **kwargs)
        (folder / "docs/conf.py").write_bytes(b"mine\n")

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", meddling)
        with pytest.raises(Problem, match=r"PFX005: docs/conf\.py"):
            write_all(world, str(folder), EDITS, BUMP)
    assert tree(folder) == {**BEFORE, "docs/conf.py": b"mine\n"}
    assert recover(world, str(folder)) is None


def test_interrupted_by_hand(world, folder, monkeypatch) -> None:
    """Ctrl-C in the middle sets everything back at once."""
    rename, count = os.rename, 0

    def stopped(*args, **kwargs):
        nonlocal count
        count += 1
        if count == 3:
            raise KeyboardInterrupt
        rename(*args, **kwargs)

    monkeypatch.setattr(os, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_all(world, str(folder), EDITS, BUMP)
    assert tree(folder) == BEFORE
    assert not (folder / ".seatrial" / RECORD).exists()


def test_a_full_disk(world, folder, monkeypatch) -> None:
    """A disk that is full before the first file, or while the new ones are prepared, leaves every file as it was."""
    write_all(world, str(folder), (), BUMP)
    with full_disk(), pytest.raises(Problem, match="PPR053"):
        write_all(world, str(folder), EDITS, BUMP)
    assert tree(folder) == BEFORE
    replace_all = edits.replace_all

    def filling(folder, changes, mark, **how):
        if how:
            return replace_all(folder, changes, mark, **how)
        with full_disk():
            return replace_all(folder, changes, mark)

    monkeypatch.setattr(edits, "replace_all", filling)
    with pytest.raises(Problem, match="PFX006") as caught:
        write_all(world, str(folder), EDITS, BUMP)
    assert caught.value.values["reason"] == "File too large"
    assert tree(folder) == BEFORE
    assert not (folder / ".seatrial" / RECORD).exists()


def test_neither_changed_nor_set_back(world, folder, monkeypatch) -> None:
    """Where even setting back fails, that is said, the record stays, and the next run ends it once there is room again."""
    rename = os.rename
    with full_disk(resource.RLIM_INFINITY), monkeypatch.context() as patched:

        def meddling(*args, **kwargs):
            rename(*args, **kwargs)
            resource.setrlimit(resource.RLIMIT_FSIZE, resource.getrlimit(resource.RLIMIT_FSIZE)[1:] * 2)
            (folder / "docs/conf.py").write_bytes(b"mine\n")
            resource.setrlimit(resource.RLIMIT_FSIZE, (1, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

        patched.setattr(os, "rename", meddling)
        with pytest.raises(Problem, match="PFX007"):
            write_all(world, str(folder), EDITS, BUMP)
    assert tree(folder) == {**AFTER, "docs/conf.py": b"mine\n"}
    settled = recover(world, str(folder), back=True)
    assert settled.left == ("docs/conf.py",)
    assert tree(folder) == {**BEFORE, "docs/conf.py": b"mine\n"}
    assert (folder / ".seatrial" / ASIDE).stat().st_mode & 0o777 == 0o600
    assert recover(world, str(folder)) is None


@pytest.mark.parametrize(("back", "expected"), [(False, DONE), (True, BEFORE)])
def test_the_next_run_ends_it(world, folder, monkeypatch, back, expected) -> None:
    """What was cut off is known by what it was for, stands in the way of another change, and is finished or taken back."""
    cut_off(world, folder, monkeypatch)
    state = str(folder / ".seatrial")
    assert begun(world, state).purpose == BUMP
    for work in (lambda: refuse_begun(world, state), lambda: write_all(world, str(folder), EDITS, BUMP)):
        with pytest.raises(Problem, match=r"PFX008.*seatrial bump.*pyproject\.toml"):
            work()
    settled = recover(world, str(folder), back=back)
    assert (settled.record.edits, settled.back, settled.left) == (EDITS, back, ())
    assert tree(folder) == expected
    assert begun(world, state) is None


def test_changed_since_it_was_cut_off(world, folder, monkeypatch) -> None:
    """A file that somebody changed since then is overwritten in neither direction; finishing waits until it is clear what is meant."""
    cut_off(world, folder, monkeypatch)
    (folder / "pyproject.toml").write_bytes(b"mine\n")
    with pytest.raises(Problem, match=r"PFX011.*pyproject\.toml"):
        recover(world, str(folder))
    assert tree(folder) == {**BEFORE, "pyproject.toml": b"mine\n"}
    (folder / "pyproject.toml").write_bytes(BEFORE["pyproject.toml"])
    assert recover(world, str(folder))
    assert tree(folder) == DONE


def test_a_full_disk_at_the_next_run(world, folder, monkeypatch) -> None:
    """A run that cannot finish what was cut off says so and leaves it to the next one."""
    cut_off(world, folder, monkeypatch)
    with full_disk(1), pytest.raises(Problem, match="PFX007"):
        recover(world, str(folder))
    assert recover(world, str(folder))
    assert tree(folder) == DONE


@pytest.mark.parametrize("how", ["altered", "link", "of another user's key"])
def test_a_record_that_is_not_ours(world, folder, monkeypatch, tmp_path, how) -> None:
    """A record that came with the project, or was altered, writes nothing: it is named, and to be deleted."""
    cut_off(world, folder, monkeypatch)
    record = folder / ".seatrial" / RECORD
    if how == "altered":
        record.write_bytes(record.read_bytes().replace(b"1.1", b"6.6"))
    elif how == "link":
        record.rename(tmp_path / "elsewhere")
        record.symlink_to(tmp_path / "elsewhere")
    else:
        (tmp_path / "data/journal.key").unlink()
    before = tree(folder)
    for work in (lambda: recover(world, str(folder)), lambda: refuse_begun(world, str(folder / ".seatrial"))):
        with pytest.raises(Problem, match="PFX009"):
            work()
    assert tree(folder) == before
