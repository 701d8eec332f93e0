"""`--run` does what is missing, once, and remembers it for exactly this tree."""

import pytest

from make.git import write
from make.release import harbour, project
from seatrial.app.looking import look
from seatrial.app.rehearse import rehearse
from seatrial.app.running import run_missing
from seatrial.app.runs import fingerprint, last_run
from seatrial.model.release import RehearseOptions
from seatrial.problem import Problem

TEST = {"test_dinghy.py": "import dinghy\nassert dinghy.main() is None\n"}


def ends(world, folder):
    """Return how the last run of each kind on a tree ended, None where there is none."""
    tree, state = fingerprint(world, look(world, str(folder))), str(folder / ".seatrial")
    found = [last_run(world, state, kind, tree) for kind in ("tests", "build", "rehearse")]
    return [run and run.ok for run in found]


def begun(told):
    """Return the steps that began, in their order, and the sentences of the checklist that were said."""
    steps = [one.step for one in told if one.state == "started"]
    said = [one.said.sentence.id for one in told if one.said and one.said.sentence.id.startswith("CKL08")]
    told.clear()
    return steps, said


def test_what_is_missing_is_done_once(tmp_path):
    """A rehearsal with its build and the tests run once; then nothing is missing, until a file changes. Only the tests run where only they are missing."""
    boat, told = project(tmp_path / "dinghy", files=TEST), []
    world = harbour(tmp_path, told)
    run_missing(world, (str(boat),))
    steps, said = begun(told)
    assert (steps.count("build"), steps[-1], said[0]) == (1, "tests", "CKL084")
    assert ends(world, boat) == [True, True, True]
    run_missing(world, (str(boat),))
    assert begun(told) == ([], ["CKL084", "CKL085"])
    write(boat, {"test_dinghy.py": "import dinghy\nassert dinghy.main() == 1\n"})
    assert ends(world, boat) == [None, None, None]
    assert rehearse(world, str(boat), RehearseOptions(online=False)).problem is None
    told.clear()
    run_missing(world, (str(boat),))
    assert begun(told)[0] == ["tests"]
    assert ends(world, boat) == [False, True, True]
    # What failed is done again, with a new build where the files are gone.
    for path in (boat / "dist").iterdir():
        path.unlink()
    run_missing(world, (str(boat),))
    assert begun(told)[0] == ["build", "check", "tests"]


def test_files_of_another_build(tmp_path):
    """A wheel that is not the one of the last build of this tree is never tested in its place."""
    boat, told = project(tmp_path / "dinghy", files=TEST), []
    world = harbour(tmp_path, told)
    assert rehearse(world, str(boat), RehearseOptions(online=False)).problem is None
    told.clear()
    (boat / ".seatrial" / "manifest.json").write_text("{}")
    run_missing(world, (str(boat),))
    assert begun(told)[0] == ["build", "check", "tests"]


def test_a_build_that_fails(tmp_path):
    """Without a wheel there is nothing to test, and another project goes on; what failed is remembered."""
    boat, other, told = project(tmp_path / "dinghy", files=TEST), project(tmp_path / "raft", "raft"), []
    write(boat, {"own_backend.py": "raise SystemExit('no')\n"})
    world = harbour(tmp_path, told)
    (tmp_path / "odd").mkdir()
    write(tmp_path / "odd", {"pyproject.toml": "["})
    run_missing(world, (str(boat), str(tmp_path / "odd"), str(other), str(boat / "dist")))
    assert "CKL086" in begun(told)[1]
    assert (ends(world, boat), ends(world, other)) == ([None, False, False], [False, True, True])


def test_no_project(tmp_path):
    """Files that are built have no tests; what keeps a single project from being looked at stops the run."""
    world = harbour(tmp_path)
    with pytest.raises(Problem, match="PTS001"):
        run_missing(world, (str(tmp_path / "a.whl"), str(tmp_path)))
    with pytest.raises(Problem, match="PPR004"):
        run_missing(world, (str(write(tmp_path / "odd", {"pyproject.toml": "["})),))


def test_a_project_that_changes_meanwhile(tmp_path):
    """Tests that change the project, or run while it is changed, count for nothing."""
    boat, told = project(tmp_path / "dinghy"), []
    write(boat, {"test_dinghy.py": f"import dinghy\nopen({str(boat / 'README.md')!r}, 'a').write('x')\n"})
    world = harbour(tmp_path, told)
    run_missing(world, (str(boat),))
    assert begun(told)[1][-1] == "CKL087"
    assert ends(world, boat) == [None, None, None]


def test_a_wheel_for_this_machine(tmp_path):
    """Of several wheels the one that can be installed here is tested."""
    boat = project(tmp_path / "dinghy", files=TEST)
    text = (boat / "pyproject.toml").read_text() + '[tool.own-backend]\ntags = ["cp38-cp38-win_amd64", "py3-none-any"]\n'
    write(boat, {"pyproject.toml": text})
    world = harbour(tmp_path)
    run_missing(world, (str(boat),))
    assert ends(world, boat)[0]
