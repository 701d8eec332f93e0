"""The embedded index and the real pip."""

import json
import subprocess
import sys

import pytest

from make.index import TOKEN, put, quiet, send, tiny_sdist, tiny_wheel
from seatrial.index.server import serving
from seatrial.index.site import Site, Terms
from seatrial.index.store import open_store


@pytest.fixture
def store(tmp_path):
    store = open_store(str(tmp_path / "store"), lasting=False)
    site = Site(store, Terms(frozenset((TOKEN,))), frozenset())
    for made in (
        tiny_wheel(fields=(("Requires-Dist", "quiet-dependency>=1"),)),
        tiny_sdist(),
        tiny_wheel(version="2.0b1"),
        tiny_wheel(name="quiet-dependency", fields=()),
    ):
        assert send(site, *made).status == 200
    return store


@pytest.fixture
def running(store):
    with serving(store, TOKEN) as server:
        yield server


def pip(tmp_path, running, *args):
    command = [sys.executable, "-m", "pip", "-v", *map(str, args)]
    return subprocess.run(command, env=quiet(tmp_path / "home", running), capture_output=True, text=True, check=False, cwd=tmp_path)


def test_installs_with_its_dependencies(tmp_path, running):
    """The newest stable release and what it requires come from the index; metadata is read without fetching the wheel first."""
    done = pip(tmp_path, running, "install", "--target", tmp_path / "site", "golden-demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Successfully installed golden-demo-1.0 quiet-dependency-1.0" in done.stdout
    assert f"from {running.url}packages/" in done.stdout
    assert "golden_demo-1.0-py3-none-any.whl.metadata" in done.stdout
    assert (tmp_path / "site" / "golden_demo" / "__init__.py").read_text() == "__version__ = '1.0'\n"


def test_installs_exactly_what_the_hash_names(tmp_path, running, store):
    """A hash that is right installs, another one stops pip."""
    files = store.view().files
    lines = [
        f"{one.project}==1.0 --hash=sha256:{one.sha256}\n"
        for one in files.values()
        if one.version == "1.0" and one.filetype == "bdist_wheel"
    ]
    right = put(tmp_path, ("right.txt", "".join(lines).encode()))
    done = pip(tmp_path, running, "install", "--target", tmp_path / "site", "--require-hashes", "-r", right)
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = put(tmp_path, ("wrong.txt", f"quiet-dependency==1.0 --hash=sha256:{'0' * 64}\n".encode()))
    done = pip(tmp_path, running, "install", "--target", tmp_path / "other", "--require-hashes", "-r", wrong)
    assert done.returncode != 0
    assert "Expected sha256 " + "0" * 64 in done.stderr


def test_downloads_and_lists(tmp_path, running):
    """An sdist comes byte for byte; all versions are known to pip."""
    done = pip(
        tmp_path,
        running,
        "download",
        "--no-deps",
        "--no-build-isolation",
        "-d",
        tmp_path / "got",
        "--pre",
        "--only-binary",
        ":all:",
        "golden-demo",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [path.name for path in (tmp_path / "got").iterdir()] == ["golden_demo-2.0b1-py3-none-any.whl"]
    assert (tmp_path / "got" / "golden_demo-2.0b1-py3-none-any.whl").read_bytes() == tiny_wheel(version="2.0b1")[1]
    done = pip(tmp_path, running, "index", "versions", "--pre", "--json", "golden-demo")
    said = json.loads(done.stdout[done.stdout.index("{") :])
    assert said["versions"] == ["2.0b1", "1.0"]


def test_says_that_there_is_no_such_project(tmp_path, running):
    """An absent project is absent in pip's words."""
    done = pip(tmp_path, running, "download", "-d", tmp_path, "absent-demo")
    assert done.returncode != 0
    assert "No matching distribution found for absent-demo" in done.stderr
