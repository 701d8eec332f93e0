"""The Pythons of a machine: found where they lie, and refused with words where they do not."""

import os
import platform
import sys
from pathlib import Path

import pytest

from make.installable import shore
from make.pythons import answering, program, second
from seatrial.model.verify import Interpreter
from seatrial.problem import Problem

OWN = Interpreter(None, platform.python_version())


def find(tmp_path: Path, asked: str, *folders: Path) -> Interpreter:
    """Look for a Python where PATH has these folders, before those of the system's own programs."""
    path = os.pathsep.join([*map(str, folders), "/usr/bin", "/bin"])
    return shore(tmp_path, PATH=path).installs.find(asked)


def test_the_running_python_by_path(tmp_path):
    """The interpreter that runs seatrial is known again, by whatever path it is named."""
    assert find(tmp_path, sys.executable) == OWN
    assert find(tmp_path, os.path.realpath(sys.executable)) == OWN


@pytest.mark.parametrize("parts", [2, 3])
def test_the_running_python_by_version(tmp_path, parts):
    """A version is found on PATH, or else it is that of the interpreter that runs seatrial."""
    asked = ".".join(platform.python_version_tuple()[:parts])
    found = find(tmp_path, asked, Path(sys.executable).parent)
    assert found.version.startswith(asked)


def test_another_python_by_path(tmp_path, monkeypatch):
    """Another interpreter can be named by its path, from the home or from the folder that one works in too."""
    path = second(tmp_path / "home" / "second")
    known = Interpreter(path, platform.python_version())
    assert find(tmp_path, path) == known
    assert find(tmp_path, "~/second/bin/python") == known
    monkeypatch.chdir(tmp_path / "home")
    assert find(tmp_path, "second/bin/python") == known


def test_a_version_on_path(tmp_path):
    """The first program on PATH that is of that version is taken, whatever its name; others are passed over."""
    answering(tmp_path / "a" / "python3", "3.55.1")
    answering(tmp_path / "b" / "python3", "3.77.2")
    assert find(tmp_path, "3.77", tmp_path / "a", tmp_path / "b") == Interpreter(str(tmp_path / "b" / "python3"), "3.77.2")
    assert find(tmp_path, "3.55.1", tmp_path / "a", tmp_path / "b").version == "3.55.1"
    with pytest.raises(Problem, match="PVF025"):
        find(tmp_path, "3.77.3", tmp_path / "a", tmp_path / "b")


def test_a_build_without_the_global_lock(tmp_path):
    """Such a build is taken only where it is asked for, and where it is asked for no other is taken."""
    answering(tmp_path / "a" / "python3.77", "3.77.1", free=1)
    answering(tmp_path / "b" / "python3.77", "3.77.1")
    answering(tmp_path / "b" / "python3.77t", "3.77.1", free=1)
    assert find(tmp_path, "3.77", tmp_path / "a", tmp_path / "b").path == str(tmp_path / "b" / "python3.77")
    assert find(tmp_path, "3.77t", tmp_path / "a", tmp_path / "b").path == str(tmp_path / "b" / "python3.77t")


def test_a_shim_of_pyenv_that_starts_nothing(tmp_path):
    """Where pyenv has a version that its settings do not choose, it is found nevertheless, the newest first."""
    shims, versions = tmp_path / "pyenv" / "shims", tmp_path / "pyenv" / "versions"
    program(shims / "python3.77", "echo 'pyenv: python3.77: command not found' >&2; exit 127")
    answering(versions / "3.77.9" / "bin" / "python", "3.77.9")
    newest = answering(versions / "3.77.10" / "bin" / "python", "3.77.10")
    assert find(tmp_path, "3.77", shims) == Interpreter(str(newest), "3.77.10")


def test_a_python_that_uv_knows(tmp_path):
    """A Python that uv installed is found by uv, which is told to fetch none and does not meet the shims that would stop it."""
    kept = answering(tmp_path / "kept" / "python", "3.77.1")
    told = tmp_path / "told"
    program(tmp_path / "bin" / "uv", f'echo "$UV_PYTHON_DOWNLOADS $UV_PYTHON_INSTALL_DIR $PATH $@" > {told}; echo {kept}')
    program(tmp_path / "shims" / "python3.77", "exit 127")
    assert find(tmp_path, "3.77", tmp_path / "shims", tmp_path / "bin") == Interpreter(str(kept), "3.77.1")
    downloads, folder, path, *args = told.read_text().split()
    assert (downloads, folder) == ("never", str(tmp_path / "home" / ".local" / "share" / "uv" / "python"))
    assert "shims" not in path
    assert {"--offline", "3.77"} <= set(args)


def test_a_python_that_is_not_there(tmp_path):
    """The places that were searched are named, real uv among them, and how to get that Python."""
    with pytest.raises(Problem, match="PVF025") as raised:
        find(tmp_path, "3.99", Path(sys.executable).parent)
    places = str(raised.value.values["places"])
    assert "PATH (python3.99, python3, python)" in places
    assert "`uv python find 3.99`" in places
    for asked in ("no-such-python", ">=3.9", "3.9999999", ""):
        with pytest.raises(Problem, match="PVF045"):
            find(tmp_path, asked)


def test_what_is_no_python(tmp_path):
    """A path or program that is no Python is refused with what it says, unless it only quotes what it was asked."""
    broken = program(tmp_path / "broken", "echo 'cannot open shared object file'; exit 127")
    for asked, reason in (
        (str(broken), "cannot open shared object file"),
        (str(tmp_path), "Permission denied"),
        ("cat", "--help"),
        ("ls", "exit status"),
    ):
        with pytest.raises(Problem, match="PVF026") as raised:
            find(tmp_path, asked)
        assert reason in str(raised.value.values["reason"])
    with pytest.raises(Problem, match="PVF026"):
        find(tmp_path, str(tmp_path / "absent"))
    with pytest.raises(Problem, match="PVF045"):
        find(tmp_path, "/bin/\0")


def test_a_program_that_answers_without_end(tmp_path):
    """What is named may be any program: one that prints for ever fills no disk and holds nobody up."""
    path = tmp_path / "flood"
    path.write_text("#!/bin/sh\nexec yes\n")
    path.chmod(0o755)
    with pytest.raises(Problem, match="PVF026"):
        find(tmp_path, str(path))


def test_a_python_that_is_too_old(tmp_path):
    """A Python in which pip cannot run is named with its version and what would be needed, unless another one is of the version that was asked for."""
    answering(tmp_path / "a" / "python3", "3.6.15")
    with pytest.raises(Problem, match="PVF027") as raised:
        find(tmp_path, "3.6", tmp_path / "a")
    assert raised.value.values["found"] == "3.6.15"
    assert find(tmp_path, "3", tmp_path / "a").version.startswith("3.")


def test_path_of_the_folder_that_one_works_in(tmp_path, monkeypatch):
    """A relative folder on PATH is not searched: it would be a foreign project's."""
    answering(tmp_path / "here" / "python3", "3.77.1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem, match="PVF025"):
        find(tmp_path, "3.77", Path("here"), Path())
