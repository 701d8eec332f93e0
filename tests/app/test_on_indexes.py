"""How a version stands at TestPyPI and PyPI: from what is remembered here, and from real servers in their places."""

import pytest

from make.git import git
from make.installable import Made, sdist, wheel
from make.listings import Said, entry, in_their_places, page
from make.release import harbour, project
from make.remembered import built, sent
from seatrial.app.rehearsals import remember
from seatrial.app.status import status
from seatrial.core.profile import PYPI
from seatrial.core.status import next_step

BUILT = (wheel({"dinghy.py": ""}, name="dinghy"), sdist({"dinghy.py": ""}, name="dinghy"))


@pytest.fixture
def indexes(monkeypatch):
    """Serve two indexes in the places of TestPyPI and PyPI."""
    with in_their_places(monkeypatch) as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    return project(tmp_path / "project")


def stand(tmp_path, *, online=False):
    """Return how the project stands at each index, by its name, and what is next."""
    found = status(harbour(tmp_path, SEATRIAL_TOKEN="pypi-never"), str(tmp_path / "project"), online=online)
    return {one.index_name: one for one in found.indexes}, next_step(found)


def test_looking_opens_no_connection(tmp_path, folder, indexes) -> None:
    """Without being asked for nothing is asked; what was done from here is told all the same, and says what is next."""
    indexes["PYPI"].say("/simple/dinghy/", page())
    assert stand(tmp_path) == ({}, "rehearse")
    world = harbour(tmp_path)
    found = built(folder, world, *BUILT, name="dinghy", commit=git(folder, "rev-parse", "HEAD").strip())
    sent(folder, world, found, PYPI)
    remember(world, str(folder / ".seatrial"), found, world.now(), "testpypi")
    found, step = stand(tmp_path)
    assert {name: (one.state, one.released is not None, one.rehearsed is not None, one.this_commit) for name, one in found.items()} == {
        "pypi": ("not asked", True, False, True),
        "testpypi": ("not asked", False, True, False),
    }
    assert step == "published"
    assert (indexes["PYPI"].asked, indexes["TESTPYPI"].asked) == ([], [])


def test_what_the_indexes_show(tmp_path, folder, indexes) -> None:
    """Nothing, other versions, this version, these files, some of them, others, no answer: each is told apart, and no token is sent."""
    pypi = indexes["PYPI"]

    def at(*made: Made):
        pypi.say("/simple/dinghy/", page(*(entry(one) for one in made)))
        found, step = stand(tmp_path, online=True)
        return found["pypi"].state, step

    old, foreign = (wheel({"dinghy.py": ""}, name="dinghy", version=version) for version in ("0.9", "1.0"))
    assert stand(tmp_path, online=True)[0]["pypi"].state == "nothing"
    assert at(old) == ("other versions", "rehearse")
    assert at(old, foreign) == ("this version", "raise version")
    built(folder, harbour(tmp_path), *BUILT, name="dinghy", commit=git(folder, "rev-parse", "HEAD").strip())
    assert at(*BUILT) == ("these files", "published")
    assert at(BUILT[0]) == ("some files", "rehearse")
    assert at(Made(BUILT[0].name, b"other"), BUILT[1]) == ("other files", "raise version")
    pypi.say("/simple/dinghy/", Said(503))
    found, _ = stand(tmp_path, online=True)
    assert (found["pypi"].state, found["pypi"].reason, found["testpypi"].state) == ("unknown", "HTTP 503", "nothing")
    assert not any("authorization" in headers for _, headers in pypi.asked)


def test_a_project_whose_version_only_a_build_tells(tmp_path, folder, indexes) -> None:
    """Its versions are told, and nothing is said of this one."""
    text = (folder / "pyproject.toml").read_text().replace('version = "1.0"', 'dynamic = ["version"]')
    (folder / "pyproject.toml").write_text(text)
    indexes["PYPI"].say("/simple/dinghy/", page(entry(wheel({"dinghy.py": ""}, name="dinghy"))))
    assert stand(tmp_path, online=True)[0]["pypi"].state == "other versions"
    (folder / "pyproject.toml").write_text("[project]\n")
    assert stand(tmp_path, online=True)[0] == {}
