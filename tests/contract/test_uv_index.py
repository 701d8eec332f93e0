"""The embedded index and the real uv."""

import shutil
import subprocess
import sys

import pytest

from make.index import TOKEN, put, quiet, tiny_sdist, tiny_wheel
from seatrial.index.server import serving
from seatrial.index.store import open_store
from seatrial.index.token import new_token

UV = shutil.which("uv", path=f"{sys.prefix}/bin") or "uv"


@pytest.fixture
def running(tmp_path):
    with serving(open_store(str(tmp_path / "store"), lasting=False), TOKEN) as server:
        yield server


def uv(tmp_path, running, *args):
    return subprocess.run([UV, *map(str, args)], env=quiet(tmp_path / "home", running), capture_output=True, text=True, check=False)


def publish(tmp_path, running, *files, token: str = TOKEN):
    return uv(tmp_path, running, "publish", "--publish-url", running.upload_url, "--token", token, *files)


def test_publishes_a_release_and_publishes_it_again(tmp_path, running):
    """A wheel and an sdist go up; the same command again succeeds."""
    files = [put(tmp_path / "dist", tiny_wheel()), put(tmp_path / "dist", tiny_sdist())]
    for _ in range(2):
        done = publish(tmp_path, running, *files)
        assert done.returncode == 0, done.stderr
    assert len(open_store(str(tmp_path / "store")).view().files) == 2


def test_shows_the_words_of_a_refusal(tmp_path, running):
    """What PyPI would say stands in uv's message."""
    assert publish(tmp_path, running, put(tmp_path / "a", tiny_wheel())).returncode == 0
    done = publish(tmp_path, running, put(tmp_path / "b", tiny_wheel(more=b"#\n")))
    assert done.returncode != 0
    assert "400 File already exists ('golden_demo-1.0-py3-none-any.whl', with blake2_256 hash" in done.stderr
    done = publish(tmp_path, running, put(tmp_path / "c", tiny_sdist(version="2.0")), token=new_token())
    assert done.returncode != 0
    assert "403 Invalid or non-existent authentication information." in done.stderr


def test_installs_with_hashes(tmp_path, running):
    """A requirement with its hash is resolved by the metadata file and installed."""
    wheel = put(tmp_path / "dist", tiny_wheel(fields=(("Requires-Dist", "quiet-dependency"),)))
    other = put(tmp_path / "dist", tiny_wheel(name="quiet-dependency", fields=()))
    assert publish(tmp_path, running, wheel, other).returncode == 0
    environment = tmp_path / "venv"
    assert uv(tmp_path, running, "venv", "--python", sys.executable, environment).returncode == 0
    locked = uv(
        tmp_path,
        running,
        "pip",
        "compile",
        "--generate-hashes",
        "--no-header",
        put(tmp_path, ("in.txt", b"golden-demo\n")),
        "-o",
        tmp_path / "out.txt",
    )
    assert locked.returncode == 0, locked.stderr
    assert "quiet-dependency==1.0" in (tmp_path / "out.txt").read_text()
    done = uv(tmp_path, running, "pip", "install", "--python", environment, "--require-hashes", "-r", tmp_path / "out.txt")
    assert done.returncode == 0, done.stderr
    said = subprocess.run(
        [environment / "bin" / "python", "-c", "import golden_demo; print(golden_demo.__version__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "1.0\n"


def test_says_that_there_is_no_such_project(tmp_path, running):
    """An absent project is absent in uv's words."""
    assert uv(tmp_path, running, "venv", "--python", sys.executable, tmp_path / "venv").returncode == 0
    done = uv(tmp_path, running, "pip", "install", "--python", tmp_path / "venv", "absent-demo")
    assert done.returncode != 0
    assert "absent-demo was not found in the package registry" in done.stderr
