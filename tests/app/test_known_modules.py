"""Which project brings which module is learnt from an installation, kept for the project, and believed only where it is ours."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from make.git import write
from seatrial.app.asking import asked_of
from seatrial.app.known_modules import NAME, known_modules, modules_of, remember_modules
from seatrial.app.looking import Files, look
from seatrial.app.sealed import keep_sealed
from seatrial.app.state import state_folder
from seatrial.core.project.assemble import read_project
from seatrial.edge.world import world as make_world
from seatrial.model.requirements import Known

KNOWN = Known({"yaml": ("pyyaml",), "google.a": ("google-a", "google-b")}, frozenset({"boat", "pyyaml"}))
PYPROJECT = '[project]\nname = "boat"\nversion = "1"\ndependencies = ["PyYAML"]\n'


@pytest.fixture
def world(tmp_path):
    return make_world(lambda _told: None, os.environ, str(tmp_path / "data"))


def test_modules_of_a_real_environment() -> None:
    """Every installed project is found with its modules, once though two names lead to the folder."""
    known = modules_of(sys.prefix)
    assert known.modules["pytest"] == ("pytest",)
    assert known.modules["click"] == ("click",)
    assert {"pytest", "packaging", "hypothesis"} <= known.projects
    assert any(name.startswith("_pytest") for name in known.modules)


def test_what_cannot_be_read_is_left_out(tmp_path) -> None:
    """A list of files that is missing, a link, or no text breaks nothing."""
    site = tmp_path / "lib/python3.11/site-packages"
    write(
        site,
        {
            "a-1.dist-info/RECORD": "a.py,,\n",
            "b-1.dist-info/METADATA": "",
            "c_d-1.dist-info/RECORD": '"\n',
            "e-1.dist-info/RECORD": "\n\0,,",
        },
    )
    (site / "f-1.dist-info").mkdir()
    (site / "f-1.dist-info/RECORD").symlink_to(site / "a-1.dist-info/RECORD")
    known = modules_of(str(tmp_path))
    assert known.modules == {"a": ("a",)}
    assert {"a", "c-d"} <= known.projects <= {"a", "c-d", "e"}


def test_they_are_remembered_for_the_project_alone(tmp_path, world) -> None:
    """What was learnt is found again by the same name, and nobody else can read the file."""
    state = state_folder(world, str(tmp_path))
    remember_modules(world, "Boat", KNOWN, str(Path(state, "logs")), None)
    assert stat.S_IMODE(Path(state, NAME).stat().st_mode) == 0o600
    assert known_modules(world, str(tmp_path), "boat") == KNOWN
    assert known_modules(world, str(tmp_path), "ship") is None
    assert known_modules(world, str(tmp_path), None) is None


def test_files_that_are_verified_elsewhere_are_remembered_too(tmp_path, world) -> None:
    """A verification whose logs lie elsewhere remembers in the project that it is near to, if that has a place for it."""
    project = tmp_path / "p"
    project.mkdir()
    remember_modules(world, "boat", KNOWN, str(tmp_path / "logs"), str(project))
    remember_modules(world, "boat", KNOWN, str(tmp_path / "logs"), None)
    assert list(project.iterdir()) == []
    state_folder(world, str(project))
    remember_modules(world, "boat", KNOWN, str(tmp_path / "logs"), str(project))
    assert known_modules(world, str(project), "boat") == KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"name": "boat"}',
        '{"name": 1, "modules": {}, "projects": []}',
        '{"name": "boat", "modules": [], "projects": []}',
        "[" * 5000,
        json.dumps({"name": "boat", "projects": ["a"], "modules": {"a": ["a"]}}),
    ],
)
def test_a_record_that_is_none(tmp_path, world, text) -> None:
    """A record that was broken, or that came with somebody else's folder, tells nothing and breaks nothing."""
    write(tmp_path, {f".seatrial/{NAME}": text})
    assert known_modules(world, str(tmp_path), "boat") is None


def test_odd_entries_of_a_record(tmp_path, world) -> None:
    """Of a record with entries of another form the others are taken; a folder that is a link is not followed."""
    record = {"name": "boat", "projects": ["a"], "modules": {"a": ["a"], "b": "x", "c": [], "d": [1]}}
    (tmp_path / "real").mkdir()
    keep_sealed(world, str(tmp_path / "real"), NAME, record)
    (tmp_path / ".seatrial").symlink_to(tmp_path / "real")
    assert known_modules(world, str(tmp_path), "boat") is None
    (tmp_path / ".seatrial").unlink()
    (tmp_path / "real").rename(tmp_path / ".seatrial")
    assert known_modules(world, str(tmp_path), "boat") == Known({"a": ("a",), "d": ("1",)}, frozenset({"a"}))


def test_a_look_at_a_folder_knows_what_was_learnt(tmp_path, world) -> None:
    """After a verification a check tells whose a module is, and finds what is missing."""
    write(tmp_path, {"pyproject.toml": PYPROJECT, "boat.py": "import yaml\nimport google.a.x\n", "requirements.txt": "PyYAML\n"})
    before = look(world, str(tmp_path))
    assert not [one.rule for one in before.findings if one.rule.startswith("REQ")]
    assert before.asked is not None
    assert before.asked.known is None
    remember_modules(world, "boat", KNOWN, str(Path(state_folder(world, str(tmp_path)), "logs")), None)
    after = look(world, str(tmp_path))
    assert [(one.rule, one.values["project"]) for one in after.findings if one.rule.startswith("REQ")] == [("REQ002", "google-a")]


def test_what_is_asked_of_a_folder(tmp_path) -> None:
    """Requirements file, imports and lock file are read once, and only inside of the folder."""
    files = {"pyproject.toml": PYPROJECT, "boat.py": "import yaml", "requirements.txt": "-r ../secret.txt\nPyYAML", "uv.lock": ""}
    write(tmp_path / "p", files)
    write(tmp_path, {"secret.txt": "secret"})
    read = Files(str(tmp_path / "p"))
    asked = asked_of(read_project(read, sorted(files), str(tmp_path / "p")), read)
    assert asked.file is not None
    assert [one.kind for one in asked.file.entries] == ["elsewhere", "requirement"]
    assert [one.module for one in asked.imports] == ["yaml"]
    assert asked.locked is None
