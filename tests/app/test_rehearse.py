"""Tests of rehearsals: real builds, a real index, real installations."""

import os
import tempfile
import tomllib

import pytest

from make.git import git
from make.index import send, site_at, tiny_wheel
from make.release import BACKEND, harbour, project, pyproject, states, steps, stop_at
from seatrial.app.known_modules import known_modules
from seatrial.app.rehearsals import remembered
from seatrial.app.rehearse import rehearse
from seatrial.core.profile import PYPI
from seatrial.edge.world import world
from seatrial.index.server import serving
from seatrial.model.release import RehearseOptions


def run(tmp_path, told=None, **options):
    """Rehearse the project that lies in `project`."""
    return rehearse(harbour(tmp_path, told), str(tmp_path / "project"), RehearseOptions(**{"online": False, **options}))


def test_a_rehearsal_does_everything_and_leaves_nothing_behind(tmp_path, monkeypatch):
    """Everything is tried; afterwards there are the files and their manifest, no tag, no index, nothing temporary."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    folder = project(tmp_path / "project")
    outcome = run(tmp_path)
    assert outcome.problem is None
    assert states(outcome) == ["uploaded", "uploaded"]
    assert {(one.file, one.ok) for one in outcome.verified} == {(file.name, True) for file in outcome.files}
    assert steps(outcome) == {"look": "done", "name": "skipped", "build": "done", "check": "done", "upload": "done", "verify": "done"}
    assert all(step.seconds >= 0 for step in outcome.steps)
    assert outcome.contents[0].packages == ("dinghy (1)",)
    assert git(folder, "tag") == ""
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["journal.key"]
    assert not [path for path in (tmp_path / "temporary").iterdir() if not path.name.startswith("seatrial-home-")]
    world, state = harbour(tmp_path), str(folder / ".seatrial")
    (entry,) = remembered(world, state)
    assert entry.commit == git(folder, "rev-parse", "HEAD")
    assert known_modules(world, str(folder), "dinghy").modules == {"dinghy": ("dinghy",)}


def test_a_project_without_git_can_be_rehearsed(tmp_path):
    """A student's first project needs no repository; it is told what that means."""
    folder = project(tmp_path / "project")
    (folder / ".git").rename(tmp_path / "put-away")
    outcome = run(tmp_path)
    assert outcome.problem is None
    assert outcome.plan.manifest.commit is None


def test_an_empty_wheel_stops_before_any_upload(tmp_path):
    """The fault that nobody else sees is seen before the index is."""
    lost = BACKEND.replace('pathlib.Path(NAME).rglob("*.py"))}', 'pathlib.Path("nowhere").rglob("*.py"))}')
    project(tmp_path / "project", files={"own_backend.py": lost})
    outcome = run(tmp_path)
    assert outcome.problem is None
    assert "error" in {finding.severity for finding in outcome.report.findings}
    assert states(outcome) == ["not sent", "not sent"]
    assert "upload" not in steps(outcome)


def test_a_package_that_does_not_import_fails(tmp_path):
    """What cannot be used is no release."""
    project(tmp_path / "project", files={"dinghy/__init__.py": "def main():\n    pass\n\n\nraise RuntimeError(1)\n"})
    outcome = run(tmp_path)
    assert outcome.problem.kind.id.startswith("PVF")
    assert steps(outcome)["verify"] == "failed"
    assert not all(one.ok for one in outcome.verified)


@pytest.mark.parametrize("moment", [("build", "started"), ("check", "started"), ("upload", "progress"), ("verify", "started")])
def test_an_interrupted_rehearsal_leaves_nothing(tmp_path, moment):
    """Ctrl-C ends it, and the next one starts afresh."""
    folder = project(tmp_path / "project")
    outcome = run(tmp_path, stop_at(*moment))
    assert outcome.interrupted
    assert steps(outcome)[moment[0]] == "failed"
    assert not list((folder / ".seatrial").glob("journal*"))


def test_a_name_that_somebody_else_has_is_told_before_the_build_ends(tmp_path):
    """A newcomer hears of a taken name first, and reads it again at the end."""
    project(tmp_path / "project", "golden_demo")
    site = site_at(tmp_path / "index")
    send(site, *tiny_wheel("golden-demo", fields=(("Project-URL", "Home, https://elsewhere.example/boat"),)))
    told = []
    with serving(site.store, None) as running:
        here = PYPI._replace(name="here", site=running.url.rstrip("/"), simple_url=running.simple_url)
        outcome = run(tmp_path, told, online=True, names_at=here)
        free = run(tmp_path, online=True, names_at=here._replace(simple_url=f"{running.url}nothing/"))
    assert [finding.rule for finding in outcome.report.findings if finding.rule.startswith("IDX")] == ["IDX020"]
    words = [(one.step, one.state) for one in told]
    assert words.index(("name", "done")) < words.index(("build", "done"))
    assert "IDX020" not in {finding.rule for finding in free.report.findings}


def test_a_real_backend_is_built_and_tried(tmp_path):
    """hatchling, installed from the user's own index, makes what is rehearsed."""
    folder = project(tmp_path / "project", hatchling=True)
    told = []
    outcome = rehearse(world(told.append, os.environ, str(tmp_path / "data")), str(folder), RehearseOptions(online=False))
    assert outcome.problem is None
    assert "hatchling" in outcome.plan.manifest.tools


def test_a_name_that_only_the_build_knows_is_asked_after_it(tmp_path):
    """A computed name is looked up as soon as it is known."""
    reading = 'tomllib.loads(pathlib.Path("pyproject.toml").read_text())["project"]'
    files = {
        "pyproject.toml": pyproject().partition("[project]")[0],
        "setup.py": "from setuptools import setup\n\nsetup(name=''.join(reversed('yhgnid')), version='1.0', packages=['dinghy'])\n",
        "own_backend.py": BACKEND.replace(reading, repr(tomllib.loads(pyproject())["project"])),
    }
    project(tmp_path / "project", files=files)
    told = []
    outcome = run(tmp_path, told, online=True, names_at=PYPI._replace(name="off", simple_url="http://127.0.0.1:9/simple/"))
    words = [(one.step, one.state) for one in told]
    assert words.index(("build", "done")) < words.index(("name", "skipped"))
    assert outcome.name == "dinghy"
