"""Files from anywhere, judged and then installed, by real pip and uv."""

import shutil
import sys
from pathlib import Path

import pytest

from make.installable import Made, sdist, shore, wheel, wheel_members, zipped
from make.pythons import second
from seatrial.app.verifying import verifying
from seatrial.model.event import Told
from seatrial.model.release import Outcome
from seatrial.model.verify import VerifyOptions

GOOD = {"boat/__init__.py": "def main(): print('afloat')\n"}
BARE = {"PATH": "/usr/bin:/bin"}
"""A machine without uv."""
OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"
"""A Python that is there."""


def laid(folder: Path, *files: Made) -> tuple[str, ...]:
    """Write files into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        folder.joinpath(file.name).write_bytes(file.data)
    return tuple(str(folder / file.name) for file in files)


def verified(tmp_path: Path, *targets: str, told: list[Told] | None = None, environ: dict[str, str] | None = None, **options) -> Outcome:
    """Verify files, from a folder that is no project."""
    return verifying(shore(tmp_path, told, **(environ or {})), VerifyOptions(targets, **options))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Work in a folder of the test's own."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def test_wheel_and_sdist_for_two_pythons(tmp_path, elsewhere):
    """Each file is judged, then installed with each installer for each Python; nothing is left where one works."""
    told: list[Told] = []
    paths = laid(tmp_path / "dist", wheel(GOOD), sdist(GOOD))
    other = second(tmp_path / "second")
    outcome = verified(tmp_path, *paths, told=told, pythons=(OURS, other), smoke=("python -c 'import boat'",))
    assert outcome.problem is None
    assert (outcome.command, outcome.name, outcome.version, outcome.index_name) == ("verify", "boat", "1.0", "")
    assert [(file.name, file.state) for file in outcome.files] == [
        ("boat-1.0-py3-none-any.whl", "not sent"),
        ("boat-1.0.tar.gz", "not sent"),
    ]
    assert [one.packages for one in outcome.contents] == [("boat (1)",)]
    assert [(one.file[-3:], one.with_, one.message) for one in outcome.verified] == [
        ("whl", "pip", None),
        ("whl", "uv", None),
        (".gz", "pip", None),
    ] * 2
    assert all(one.python and one.ran == ("python -c 'import boat'",) for one in outcome.verified)
    assert outcome.unproven == ()
    assert [step.step for step in outcome.steps] == ["look", "check", "verify"]
    assert [one.said.values["path"] for one in told if one.said and one.said.sentence.id == "STV010"][-1:] == [other]
    assert list(elsewhere.iterdir()) == []


def test_a_folder_of_files_and_their_names(tmp_path):
    """A folder stands for its files; an epoch in the version, a space in the path and other files beside it confuse nobody."""
    folder = tmp_path / "my dist"
    laid(folder, wheel(GOOD, version="1!1.0"))
    folder.joinpath("notes.txt").write_text("")
    outcome = verified(tmp_path, str(folder))
    assert [(one.with_, one.message) for one in outcome.verified] == [("pip", None), ("uv", None)]
    assert outcome.version == "1!1.0"


def test_files_of_two_projects_depend_on_each_other(tmp_path):
    """A dependency is met by the very file that is named, before any index."""
    paths = laid(
        tmp_path,
        wheel({"boat.py": "from oar import length\n"}, headers=["Requires-Dist: oar"]),
        wheel({"oar.py": "length = 3\n"}, name="oar"),
    )
    outcome = verified(tmp_path, *paths)
    assert [(one.file[:4], one.message) for one in outcome.verified] == [("boat", None), ("boat", None), ("oar-", None), ("oar-", None)]
    assert (outcome.name, outcome.version) == (None, None)
    assert [said.sentence.id for said in outcome.unproven] == ["STV004"]


def test_a_file_with_an_error_is_not_installed(tmp_path):
    """What the check refuses never reaches an installer, whatever else is named."""
    ran = tmp_path / "ran"
    evil = sdist(GOOD, backend=f"open({str(ran)!r}, 'w')\n")
    torn = Made("oar-1.0-py3-none-any.whl", zipped({**wheel_members("oar", "1.0", {"oar.py": ""}), "../oar.py": b""})[:-40])
    outcome = verified(tmp_path, *laid(tmp_path, torn, evil))
    assert outcome.problem is None
    assert outcome.verified == ()
    assert any(finding.severity == "error" for finding in outcome.report.findings)
    assert [step.step for step in outcome.steps] == ["look", "check"]
    assert not ran.exists()


def test_what_does_not_work(tmp_path):
    """A file that does not work is the problem of the run, and its whole output is kept for its owner alone."""
    outcome = verified(tmp_path, *laid(tmp_path, wheel({"boat.py": "import gone\n"})), environ=BARE)
    assert outcome.problem.kind.id == "PVF010"
    log = Path(next(said.values["path"] for said in outcome.notes))
    assert log.is_relative_to(tmp_path / "data")
    assert log.parent.stat().st_mode & 0o777 == 0o700
    assert outcome.steps[-1].state == "failed"


@pytest.mark.parametrize(("name", "smoke"), [("Boat", ("python check.py",)), ("raft", ())])
def test_smoke_commands_of_the_project_here(tmp_path, elsewhere, name, smoke):
    """The settings of the project that one works in hold for files of its name, and for no others."""
    elsewhere.joinpath("pyproject.toml").write_text(
        f'[project]\nname = "{name}"\nversion = "1.0"\n[tool.seatrial]\nsmoke = ["python check.py"]\n'
    )
    elsewhere.joinpath("check.py").write_text("import boat\n")
    outcome = verified(tmp_path, *laid(tmp_path, wheel(GOOD)), environ=BARE)
    assert [(one.ran, one.message) for one in outcome.verified] == [(smoke, None)]


def test_smoke_command_of_the_command_line(tmp_path, elsewhere):
    """A command that is named goes before those of the project, and may name files of the folder that one works in; a broken project is passed over."""
    elsewhere.joinpath("pyproject.toml").write_text("this is no TOML")
    elsewhere.joinpath("own.py").write_text("import boat, sys; sys.exit(4)\n")
    outcome = verified(tmp_path, *laid(tmp_path, wheel(GOOD)), environ=BARE, smoke=("python own.py",))
    assert outcome.problem.kind.id == "PVF020"
    assert outcome.problem.values["status"] == 4


def test_one_name_twice(tmp_path):
    """The same file twice is one; two different ones of a name are refused."""
    (first,) = laid(tmp_path / "a", wheel(GOOD))
    second = shutil.copytree(tmp_path / "a", tmp_path / "b") / Path(first).name
    assert len(verified(tmp_path, first, str(second), environ=BARE).verified) == 1
    second.write_bytes(wheel({"boat.py": ""}).data)
    assert verified(tmp_path, first, str(second)).problem.kind.id == "PVF041"


@pytest.mark.parametrize(
    ("target", "problem"),
    [("nothing.whl", "PVF039"), ("boat>=1.0", "PVF050"), ("project", "PVF044"), ("empty", "PVF039"), ("a\0b", "PVF039")],
)
def test_what_cannot_be_verified(tmp_path, elsewhere, target, problem):
    """Each is refused with what can be done instead, before anything is run."""
    elsewhere.joinpath("empty").mkdir()
    elsewhere.joinpath("project", "dist").mkdir(parents=True)
    elsewhere.joinpath("project", "pyproject.toml").write_text("")
    outcome = verified(tmp_path, target)
    assert outcome.problem.kind.id == problem
    assert outcome.verified == ()


def test_a_python_that_is_not_there(tmp_path):
    """It is told before anything is installed."""
    outcome = verified(tmp_path, *laid(tmp_path, wheel(GOOD)), pythons=("3.99",))
    assert outcome.problem.kind.id == "PVF025"
    assert [(step.step, step.state) for step in outcome.steps] == [("look", "failed")]


def test_no_place_for_logs(tmp_path):
    """A data folder that cannot be made is a problem with its fix."""
    tmp_path.joinpath("data").write_text("")
    assert verified(tmp_path, *laid(tmp_path, wheel(GOOD))).problem.kind.id == "PVF043"
