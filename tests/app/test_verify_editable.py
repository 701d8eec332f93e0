"""Editable installations of a folder, by real pip and uv."""

from pathlib import Path

import pytest

from make.editable import editable
from make.installable import index, shore, wheel
from seatrial.app.verify_editable import own_modules
from seatrial.app.verifying import verifying
from seatrial.model.event import Told
from seatrial.model.project import Project
from seatrial.model.release import Outcome
from seatrial.model.verify import VerifyOptions

CODE = {"boat/__init__.py": "import oar\n\n\ndef main():\n    print('afloat')\n", "tests/test_boat.py": "raise OSError\n"}


def verified(tmp_path: Path, folder: Path, told: list[Told] | None = None, *, smoke: tuple[str, ...] = (), **environ: str) -> Outcome:
    """Verify a folder."""
    return verifying(shore(tmp_path, told, **environ), VerifyOptions(editable=str(folder), smoke=smoke))


def unproven(outcome: Outcome) -> list[str]:
    """Ids of what was not proven."""
    return [said.sentence.id for said in outcome.unproven]


def test_an_editable_installation(tmp_path):
    """It is installed with both installers, its dependencies from the user's index; what it brings works, and what it leaves behind is said."""
    folder = editable(tmp_path / "boat", CODE, headers="Requires-Dist: oar\\n", smoke="boat")
    own = index(tmp_path / "own", wheel({"oar.py": ""}, name="oar"))
    outcome = verified(tmp_path, folder, PIP_INDEX_URL=own, UV_DEFAULT_INDEX=own)
    assert outcome.problem is None
    assert (outcome.name, outcome.version) == ("boat", "1.0")
    assert [(one.file, one.with_, one.imported, one.ran) for one in outcome.verified] == [
        (str(folder), "pip", ("boat",), ("boat", "boat")),
        (str(folder), "uv", ("boat",), ("boat", "boat")),
    ]
    assert unproven(outcome) == ["STV013"]
    assert [(said.sentence.id, dict(said.values)) for said in outcome.notes] == [("STV014", {"path": "boat.egg-info/"})]
    assert {path.name for path in folder.rglob("*") if path.name != "boat.egg-info"}.isdisjoint({"__pycache__", "build", ".seatrial"})


def test_what_is_changed_in_the_folder(tmp_path):
    """A file that a backend writes anew is named; where it is several of one folder, the folder is."""
    folder = editable(tmp_path / "boat", {"boat.py": "def main(): pass\n"}, before="open('version.txt', 'a').write('1')")
    for name in ("version.txt", "boat.egg-info/PKG-INFO", "boat.egg-info/SOURCES.txt"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("old")
    outcome = verified(tmp_path, folder, PATH="/usr/bin:/bin")
    assert [(said.sentence.id, said.values["path"]) for said in outcome.notes] == [("STV015", "boat.egg-info/"), ("STV015", "version.txt")]
    assert "STV002" in unproven(outcome)


def test_a_version_that_only_the_build_knows(tmp_path):
    """The version is that of the installation, where the build file leaves it open."""
    outcome = verified(
        tmp_path, editable(tmp_path / "boat", {"boat.py": "def main(): pass\n"}, stated='dynamic = ["version"]', version="7.0")
    )
    assert (outcome.problem, outcome.version) == (None, "7.0")


def test_a_version_that_is_stale(tmp_path):
    """An installation with another version than the build file states is a fault."""
    outcome = verified(tmp_path, editable(tmp_path / "boat", {"boat.py": "def main(): pass\n"}, version="0.9"), PATH="/usr/bin:/bin")
    assert outcome.problem.kind.id == "PVF018"


def test_an_installation_that_leads_nowhere(tmp_path):
    """Where none of the project's modules can be imported, that is said instead of success."""
    outcome = verified(tmp_path, editable(tmp_path / "boat", {"boat/__init__.py": ""}, root="src"), PATH="/usr/bin:/bin")
    assert "PVF031" in {fault.kind.id for one in outcome.verified for fault in one.faults}


def test_a_build_that_fails(tmp_path):
    """The backend's own words are told with both installers, and where its whole output lies."""
    told: list[Told] = []
    outcome = verified(tmp_path, editable(tmp_path / "boat", {"boat.py": ""}, before="raise SystemError('the mast broke')"), told)
    assert [fault.kind.id for one in outcome.verified for fault in one.faults] == ["PVF029", "PVF029"]
    assert all("SystemError: the mast broke" in one.message for one in outcome.verified), outcome.verified
    logs = [Path(said.values["path"]) for said in outcome.notes if said.sentence.id == "STV017"]
    assert len(logs) == 2
    assert all("the mast broke" in log.read_text() for log in logs)


def test_a_backend_without_editable_installations(tmp_path):
    """A backend without the hook is told as that."""
    folder = editable(tmp_path / "boat", {"boat.py": ""})
    backend = folder / "backend.py"
    backend.write_text(backend.read_text().replace("def build_editable", "def build_wheel"))
    outcome = verified(tmp_path, folder)
    assert [fault.kind.id for one in outcome.verified for fault in one.faults] == ["PVF030", "PVF030"]


def test_uv_is_left_out_where_the_backend_would_get_a_password(tmp_path):
    """A password for an index never reaches the project's backend; what was not tried because of it is said."""
    folder = editable(
        tmp_path / "boat", {"boat.py": "def main(): pass\n"}, before="assert not [v for v in os.environ.values() if 'secret' in v]"
    )
    secrets = {
        "UV_INDEX_ME_PASSWORD": "secret",
        "UV_INDEX_URL": "https://me:secret@127.0.0.1:9/",
        "PIP_EXTRA_INDEX_URL": "http://me:secret@127.0.0.1:9/",
    }
    outcome = verified(tmp_path, folder, **secrets)
    assert [(one.with_, one.message) for one in outcome.verified] == [("pip", None)]
    assert [said.values["names"] for said in outcome.unproven if said.sentence.id == "STV016"] == ["UV_INDEX_ME_PASSWORD, UV_INDEX_URL"]


def test_a_folder_that_is_no_project(tmp_path):
    """It is refused as every command does."""
    assert verified(tmp_path, tmp_path / "none").problem.kind.id == "PPR001"


@pytest.mark.parametrize(
    ("modules", "roots", "names"),
    [
        (("src/boat/__init__.py", "src/boat/oar.py", "src/mast.py"), {"src/": ""}, ("boat", "mast")),
        (("fleet/boat/__init__.py", "fleet/boat/oar.py", "fleet/raft.py"), {"": ""}, ("fleet", "fleet.boat")),
        (("a-b/__init__.py", "elsewhere/c.py"), {"a-b/": "a-b/"}, ()),
    ],
)
def test_modules_of_a_tree(modules, roots, names):
    """What an editable installation may bring is read from the tree: top-level modules, and packages of a namespace."""
    project = Project("/", "pyproject.toml", "other", "backend", (), modules=modules, roots=roots)
    assert own_modules(project) == names
