"""A whole release installed back, side by side, with real pip and uv."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from make.index import TOKEN, send, site_at
from make.installable import Made, index, manifest, sdist, serving, shore, wheel
from make.pythons import second
from seatrial.app.verify import failure, verify
from seatrial.index.server import serving as running
from seatrial.index.site import file_url
from seatrial.model.event import Told
from seatrial.model.settings import Settings
from seatrial.model.verify import Interpreter
from seatrial.model.world import World
from seatrial.problem import Problem

GOOD = {"boat/__init__.py": "def main(): print('afloat')\n"}
FOREIGN = "cp31-cp31-win32"


def without_uv(world: World) -> World:
    """Return the same world on a machine without uv."""
    return world._replace(find=lambda _: None)


def test_wheel_and_sdist_with_both_installers(tmp_path):
    """A release is installed back with pip, with uv, and from the sdist, and each is told as soon as it is done."""
    told: list[Told] = []
    files = wheel(GOOD), sdist(GOOD)
    with serving(tmp_path / "served", *files) as urls:
        verified = verify(shore(tmp_path, told), manifest(*files), urls, Settings(smoke=("python -c 'import boat'",)), str(tmp_path))
    assert [(one.file, one.with_, one.ok) for one in verified.verifications] == [
        ("boat-1.0-py3-none-any.whl", "pip", True),
        ("boat-1.0-py3-none-any.whl", "uv", True),
        ("boat-1.0.tar.gz", "pip", True),
    ]
    assert verified.unproven == ()
    assert failure(verified) is None
    assert [(one.done, one.total) for one in told if one.total] == [(1, 3), (2, 3), (3, 3)]
    assert sum(one.said.sentence.id == "STV006" for one in told if one.said) == 3


def test_dependencies_come_from_the_users_own_index(tmp_path):
    """A dependency is taken from the user's index, although the rehearsal index has a file of that name too."""
    oar, trap = wheel({"oar.py": "length = 3\n"}, name="oar"), wheel({"oar.py": "raise OSError\n"}, name="oar", version="9.0")
    boat = wheel({"boat.py": "from oar import length\n"}, headers=["Requires-Dist: oar"])
    own = index(tmp_path / "own", oar)
    with serving(tmp_path / "served", boat, trap) as urls:
        del urls[trap.name]
        verified = verify(shore(tmp_path, PIP_INDEX_URL=own, UV_DEFAULT_INDEX=own), manifest(boat), urls, Settings(), str(tmp_path))
    assert [(one.with_, one.message) for one in verified.verifications] == [("pip", None), ("uv", None)]


def test_dependency_in_the_same_plan(tmp_path):
    """A dependency that is released together with the project is taken by exact file and hash."""
    oar = wheel({"oar.py": "length = 4\n"}, name="oar", version="2.0")
    older = wheel({"oar.py": ""}, name="oar", version="3.0")
    boat = wheel({"boat.py": "from oar import length\n"}, headers=["Requires-Dist: oar"])
    own = index(tmp_path / "own", older)
    with serving(tmp_path / "served", boat, oar) as urls:
        verified = verify(shore(tmp_path, PIP_INDEX_URL=own, UV_DEFAULT_INDEX=own), manifest(boat), urls, Settings(), str(tmp_path))
    assert [(one.with_, one.message) for one in verified.verifications] == [("pip", None), ("uv", None)]


def test_what_was_not_proven_is_said(tmp_path):
    """No uv, a wheel for another platform, no smoke command, no dependencies: each is named as not proven."""
    files = wheel({"boat.py": "import gigabytes\n"}, headers=["Requires-Dist: gigabytes"]), wheel(GOOD, tag=FOREIGN)
    with serving(tmp_path / "served", *files) as urls:
        verified = verify(without_uv(shore(tmp_path)), manifest(*files), urls, Settings(verify_dependencies=False), str(tmp_path))
    assert [(one.with_, one.ok) for one in verified.verifications] == [("pip", True)]
    assert {said.sentence.id: dict(said.values) for said in verified.unproven} == {
        "STV003": {"file": "boat-1.0-cp31-cp31-win32.whl"},
        "STV002": {},
        "STV001": {"things": "boat"},
        "STV004": {},
    }


def test_file_that_the_index_does_not_show(tmp_path):
    """A file without an address is a failed verification, not a crash."""
    verified = verify(shore(tmp_path), manifest(wheel(GOOD)), {}, Settings(), str(tmp_path))
    assert [(one.ok, one.message) for one in verified.verifications] == [(False, "The index shows no boat-1.0-py3-none-any.whl.")]
    assert failure(verified).kind.id == "PVF008"


def test_failure_names_the_first_fault(tmp_path):
    """A release that does not work becomes a problem with its own fix."""
    file = wheel({"boat.py": "import gone\n"})
    told: list[Told] = []
    with serving(tmp_path / "served", file) as urls:
        verified = verify(shore(tmp_path, told), manifest(file), urls, Settings(), str(tmp_path))
    assert str(failure(verified)) == "PVF010: `import boat` fails: ModuleNotFoundError: No module named 'gone'"
    heard = [one.said.sentence.id for one in told if one.said and one.step == "verify" and one.state == "note"]
    assert [one for one in heard if one.startswith(("STV", "PVF"))] == ["STV007", "PVF010.message", "STV007"]


def test_no_room(tmp_path, monkeypatch):
    """A folder for temporary files that cannot be used is a problem with its fix."""
    file = wheel(GOOD)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(Problem, match="PVF024"):
        verify(shore(tmp_path), manifest(file), {file.name: "http://127.0.0.1/"}, Settings(), str(tmp_path))


def test_another_python(tmp_path):
    """Another interpreter can be named; wheels are chosen for it, and it is tried with it."""
    files = wheel({"boat.py": "import sys\nprint(sys.prefix)\n"}), wheel(GOOD, tag=FOREIGN)
    with serving(tmp_path / "served", *files) as urls:
        verified = verify(
            shore(tmp_path),
            manifest(*files),
            urls,
            Settings(),
            str(tmp_path),
            pythons=(Interpreter(os.path.realpath(sys.executable), "3.x"),),
        )
    assert [(one.with_, one.message) for one in verified.verifications] == [("pip", None), ("uv", None)]


def test_several_pythons(tmp_path):
    """Each Python gets every file that is for it; a wheel that is not for one of them is said, and so is a Python that nothing is for."""
    ours, other = Interpreter(None, "3.0"), Interpreter(second(tmp_path / "second"), "3.1")
    files = wheel(GOOD), wheel(GOOD, tag=FOREIGN)
    with serving(tmp_path / "served", *files) as urls:
        verified = verify(shore(tmp_path), manifest(*files), urls, Settings(), str(tmp_path), pythons=(ours, other))
        alone = verify(shore(tmp_path), manifest(files[1]), urls, Settings(), str(tmp_path), pythons=(ours,))
    assert [(one.python, one.with_, one.message) for one in verified.verifications] == [
        ("3.0", "pip", None),
        ("3.0", "uv", None),
        ("3.1", "pip", None),
        ("3.1", "uv", None),
    ]
    assert len({one.log for one in verified.verifications}) == 4
    unfit = [dict(said.values) for said in verified.unproven if said.sentence.id == "STV009"]
    assert unfit == [{"file": files[1].name, "python": "3.0"}, {"file": files[1].name, "python": "3.1"}]
    assert [(one.python, one.ok) for one in alone.verifications] == [("3.0", False)]
    assert failure(alone).kind.id == "PVF028"


def test_a_local_file_that_was_changed_since_it_was_judged(tmp_path):
    """What is installed from a path is what was judged, or nothing, with both installers and for an sdist too."""
    files = wheel(GOOD), sdist(GOOD)
    urls = {file.name: f"{(tmp_path / file.name).as_uri()}#sha256={file.artifact.sha256}" for file in files}
    for name, data in ((files[0].name, wheel({"boat.py": ""}).data), (files[1].name, sdist({"boat.py": ""}).data)):
        tmp_path.joinpath(name).write_bytes(data)
    verified = verify(shore(tmp_path), manifest(*files), urls, Settings(), str(tmp_path))
    assert [[fault.kind.id for fault in one.faults] for one in verified.verifications] == [["PVF004"]] * 3


def test_a_python_that_the_project_does_not_allow(tmp_path):
    """A Python outside of Requires-Python is told as that, with both versions."""
    file = wheel(GOOD, headers=["Requires-Python: >=4.2"])
    with serving(tmp_path / "served", file) as urls:
        verified = verify(shore(tmp_path), manifest(file), urls, Settings(), str(tmp_path), pythons=(Interpreter(None, "3.0"),))
    assert [fault.kind.id for one in verified.verifications for fault in one.faults] == ["PVF003", "PVF003"]


def test_users_caches_keep_nothing_of_the_release(tmp_path):
    """A rehearsal leaves neither the wheel under test nor the wheel that pip built in the user's caches."""
    boat = {"boat.py": "import oar\nmark = 'this is the boat'\n"}
    files = wheel(boat, headers=["Requires-Dist: oar"]), sdist(boat, headers=["Requires-Dist: oar"])
    own = index(tmp_path / "own", wheel({"oar.py": ""}, name="oar"))
    cache = tmp_path / "home" / ".cache"
    cache.joinpath("pip", "http-v2").mkdir(parents=True)
    with serving(tmp_path / "served", *files) as urls:
        verified = verify(shore(tmp_path, PIP_INDEX_URL=own, UV_DEFAULT_INDEX=own), manifest(*files), urls, Settings(), str(tmp_path))
    assert [one.message for one in verified.verifications] == [None, None, None]
    assert cache.joinpath("uv").is_dir()
    kept = [
        path for path in cache.rglob("*") if path.is_file() and (path.name.startswith("boat") or b"this is the boat" in path.read_bytes())
    ]
    assert kept == []


def test_interruption_ends_it_at_once(tmp_path, monkeypatch):
    """Ctrl-C ends every child in under a second and leaves no folder behind."""
    beat = tmp_path / "beat"
    file = wheel({"boat.py": f"import time\nwhile True:\n    open({str(beat)!r}, 'w').write(str(time.time()))\n    time.sleep(0.01)\n"})
    slow = sdist(GOOD, backend="import time\ntime.sleep(600)\n")
    interrupted = 0.0

    def interrupt() -> None:
        nonlocal interrupted
        while not beat.exists():
            time.sleep(0.01)
        interrupted = time.monotonic()
        os.kill(os.getpid(), signal.SIGINT)

    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    world = shore(tmp_path, TMPDIR=str(temporary))
    thread = threading.Thread(target=interrupt)
    with serving(tmp_path / "served", file, slow) as urls:
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            verify(world, manifest(file, slow), urls, Settings(smoke_timeout=60), str(tmp_path))
        ended = time.monotonic()
    thread.join()
    assert ended - interrupted < 1
    assert [path for path in temporary.iterdir() if not path.name.startswith("seatrial-home-")] == []  # that one goes with the process
    last = beat.read_text()
    time.sleep(0.1)
    assert beat.read_text() == last


def test_from_the_embedded_index(tmp_path):
    """What was uploaded to the embedded index installs back from it, dependencies and all."""
    boat = {"boat/__init__.py": "import oar\n"}
    files = wheel(boat, headers=["Requires-Dist: oar"]), sdist(boat, headers=["Requires-Dist: oar"])
    own = index(tmp_path / "own", wheel({"oar.py": ""}, name="oar"))
    site = site_at(tmp_path / "store")
    for file in files:
        assert send(site, file.name, file.data).status == 200
    with running(site.store, TOKEN) as at:
        urls = {file.name: f"{file_url(at.url, file.name, file.artifact.blake2b_256)}#sha256={file.artifact.sha256}" for file in files}
        verified = verify(shore(tmp_path, PIP_INDEX_URL=own, UV_DEFAULT_INDEX=own), manifest(*files), urls, Settings(), str(tmp_path))
    assert [one.message for one in verified.verifications] == [None, None, None]


@pytest.mark.slow
def test_real_backend(tmp_path):
    """An sdist whose backend has to be fetched is built from the user's own index."""
    import subprocess

    project = tmp_path / "project"
    project.joinpath("src", "boat").mkdir(parents=True)
    project.joinpath("src", "boat", "__init__.py").write_text("")
    project.joinpath("pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "boat"\nversion = "1.0"\n'
    )
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "sdist"], cwd=project, check=True, capture_output=True)
    file = Made("boat-1.0.tar.gz", project.joinpath("dist", "boat-1.0.tar.gz").read_bytes())
    user = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "XDG_"))}
    world = shore(tmp_path)
    own = {name: value for name, value in world.environ.items() if name not in {"PIP_INDEX_URL", "UV_DEFAULT_INDEX"}}
    from seatrial.edge.world import world as outside

    with serving(tmp_path / "served", file) as urls:
        verified = verify(outside([].append, {**own, **user}, str(tmp_path)), manifest(file), urls, Settings(), str(tmp_path))
    assert [one.message for one in verified.verifications] == [None]
    assert Path(verified.verifications[0].log).is_file()


def test_scripts_that_need_an_extra_are_said(tmp_path):
    """A script that was not proven because it needs an extra is named once, not for each installer."""
    made = wheel(GOOD, headers=["Provides-Extra: sail"], scripts={"sail": "boat:main [sail]"})
    with serving(tmp_path / "served", made) as urls:
        verified = verify(shore(tmp_path), manifest(made), urls, Settings(smoke=("python -c 'import boat'",)), str(tmp_path))
    assert all(one.ok for one in verified.verifications)
    assert [(said.sentence.id, dict(said.values)) for said in verified.unproven] == [("STV008", {"script": "sail"})]
