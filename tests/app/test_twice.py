"""A project built twice."""

import os
import sys
import time
from pathlib import Path

import pytest

from make.backends import in_tree
from make.git import repository, user, write
from make.release import project as good
from make.release import stop_at
from seatrial.app.build import build
from seatrial.app.looking import look
from seatrial.core.profile import PYPI
from seatrial.edge.world import world
from seatrial.model.build import BuildOptions
from seatrial.problem import Problem

pytestmark = pytest.mark.slow


@pytest.fixture
def twice(tmp_path):
    """Return a function that builds a folder twice; what was told is kept, and the findings on two builds are given by rule."""
    (tmp_path / "places").mkdir()

    def run(folder, told=None):
        run.told = [] if told is None else told
        outside = world(run.told.append, user(tmp_path, PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}"))
        run.built = build(outside, look(outside, str(folder)), BuildOptions(PYPI, twice=True))
        return {one.rule: one.values for one in run.built.report.findings if one.rule.startswith("REP")}

    return run


@pytest.fixture(autouse=True)
def places(tmp_path, monkeypatch):
    """Let builds happen below the folder of the test, and see that none is left behind."""
    folder = tmp_path / "places"
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.glob("seatrial-build-*")) == []


def test_the_same_twice(twice, tmp_path):
    """A build that depends on nothing but its sources is told as such, and the first one's files are those that are kept."""
    folder = good(tmp_path / "project")
    assert twice(folder) == {}
    assert twice.built.twins is not None
    assert [Path(twin.file).name for twin in twice.built.twins.files] == list(twice.built.paths)
    assert [told.said.sentence.id for told in twice.told if told.said and told.said.sentence.id == "STB008"] == ["STB008"]
    assert sorted(path.name for path in (folder / "dist").iterdir()) == ["dinghy-1.0-py3-none-any.whl", "dinghy-1.0.tar.gz"]
    assert (folder / ".seatrial/logs/build-again.log").exists()


def test_what_depends_on_the_build(twice, tmp_path):
    """Time, chance and umask that get into the files are told apart, with the members."""
    sdist = "import time; open('stamp', 'w').close(); os.utime('stamp'); archive_ = tarfile"
    files = in_tree("global METADATA; import uuid; METADATA += f'Keywords: {uuid.uuid4()}\\n'.encode()", sdist=sdist)
    files["backend.py"] = files["backend.py"].replace('("pyproject.toml", "backend.py")', '("pyproject.toml", "backend.py", "stamp")')
    found = twice(repository(tmp_path / "project", files))
    assert found["REP001"] == {"members": 1, "names": "sample-1.2.dist-info/METADATA"}
    assert found["REP004"] == {"members": 1, "names": "sample-1.2/stamp"}
    assert {"REP003", "REP006"} <= found.keys()


def test_a_file_named_by_the_time(twice, tmp_path):
    """A version that is made of the time gives other files each time."""
    files = in_tree('import time; name = f"sample-{time.time_ns()}-py3-none-any.whl"')
    found = twice(repository(tmp_path / "project", files))
    assert found.keys() >= {"REP007"}
    assert found["REP007"]["first"] != found["REP007"]["second"]


def test_a_build_that_works_only_once(twice, tmp_path):
    """What fails in other surroundings is told, and the files of the first build stay."""
    files = in_tree("assert not os.environ.get('TZ', '').startswith('AGAIN'), 'not in this time zone'")
    found = twice(repository(tmp_path / "project", files))
    assert "AssertionError: not in this time zone" in str(found["REP008"]["reason"])
    assert len(twice.built.paths) == 2


def test_a_first_build_that_fails(twice, tmp_path):
    """Where the first build fails, the second is stopped at once."""
    slow = "import time; time.sleep(60 if os.environ.get('TZ', '').startswith('AGAIN') else 3); raise ValueError('no')"
    begun = time.monotonic()
    with pytest.raises(Problem, match="PBD008"):
        twice(repository(tmp_path / "project", in_tree("pass", sdist=slow)))
    assert time.monotonic() - begun < 30


def test_ctrl_c(twice, tmp_path):
    """Ctrl-C ends both builds."""
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        twice(repository(tmp_path / "project", in_tree("import time; time.sleep(60)")), stop_at("build", "progress"))
    assert time.monotonic() - begun < 30


def test_side_by_side(twice, tmp_path, monkeypatch):
    """With two processors, two builds do not take the time of two."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    folder = repository(tmp_path / "project", in_tree("import time; time.sleep(5)"))
    begun = time.monotonic()
    twice(folder)
    assert time.monotonic() - begun < 10


def test_one_after_the_other(twice, tmp_path, monkeypatch):
    """With one processor both builds are made too."""
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    folder = write(tmp_path / "project", in_tree("open('/proc/self/stat')"))
    twice(folder)
    assert twice.built.twins.failed is None
    assert len(twice.built.twins.files) == 2
