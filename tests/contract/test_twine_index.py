"""The embedded index and the real twine."""

import subprocess
import sys

import pytest

from make.index import TOKEN, put, quiet, tiny_sdist, tiny_wheel
from seatrial.index.server import serving
from seatrial.index.store import open_store
from seatrial.index.token import new_token


@pytest.fixture
def running(tmp_path):
    with serving(open_store(str(tmp_path / "store"), lasting=False), TOKEN) as server:
        yield server


def twine(tmp_path, running, *files, token: str = TOKEN, user: str = "__token__"):
    environment = {**quiet(tmp_path / "home", running), "TWINE_USERNAME": user, "TWINE_PASSWORD": token, "NO_COLOR": "1", "COLUMNS": "500"}
    command = [
        sys.executable,
        "-m",
        "twine",
        "upload",
        "--non-interactive",
        "--disable-progress-bar",
        "--repository-url",
        running.upload_url,
        *map(str, files),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    # twine breaks lines where its console ends.
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_uploads_a_release_and_uploads_it_again(tmp_path, running):
    """A wheel and an sdist go up; the same command again succeeds, as it does at PyPI."""
    files = [put(tmp_path / "dist", tiny_wheel()), put(tmp_path / "dist", tiny_sdist())]
    for _ in range(2):
        status, said = twine(tmp_path, running, *files)
        assert status == 0, said
    assert sorted(open_store(str(tmp_path / "store")).view().files) == sorted(path.name for path in files)


def test_shows_the_words_of_a_refusal(tmp_path, running):
    """What PyPI would say stands in twine's message."""
    assert twine(tmp_path, running, put(tmp_path / "a", tiny_wheel()))[0] == 0
    status, said = twine(tmp_path, running, put(tmp_path / "b", tiny_wheel(more=b"#\n")))
    assert status == 1
    assert (
        f"400 Bad Request from {running.upload_url} File already exists ('golden_demo-1.0-py3-none-any.whl', with blake2_256 hash" in said
    )
    fields = (("Classifier", "Framework :: Nowhere"),)
    status, said = twine(tmp_path, running, put(tmp_path / "c", tiny_wheel(name="other-demo", fields=fields)))
    assert status == 1
    assert "'Framework :: Nowhere' is not a valid classifier. See https://packaging.python.org/specifications/core-metadata" in said


@pytest.mark.parametrize(
    ("token", "user", "words"),
    [
        (new_token(), "__token__", "Invalid or non-existent authentication information. See https://pypi.org/help/#invalid-auth"),
        ("hunter2", "alice", "Username/Password authentication is no longer supported."),
    ],
    ids=["another token", "a password"],
)
def test_shows_that_the_token_is_wrong(tmp_path, running, token, user, words):
    """A wrong token is refused with PyPI's words."""
    status, said = twine(tmp_path, running, put(tmp_path / "a", tiny_wheel()), token=token, user=user)
    assert status == 1
    assert f"403 Forbidden from {running.upload_url} {words}" in said
