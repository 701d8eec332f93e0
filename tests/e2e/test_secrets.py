"""The user's secrets, followed through whole runs of the real program."""

import base64
import contextlib
import os
import re
import shutil
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from make.faults import elsewhere, faulty, reset, silent, status, words
from make.git import commit, write
from make.installable import sdist, wheel
from make.release import BACKEND, project, pyproject
from make.watched import MARK, Run, files_with_secrets
from seatrial.index.token import form_token

DUMP = """\
import os, pathlib, sys
pathlib.Path({folder!r}, f"{{os.getpid()}}-{name}").write_text(repr((dict(os.environ), sys.argv)))
"""


@pytest.fixture
def spied(tmp_path) -> Iterator[Path]:
    """Make a project whose backend, import and script write down what they were given."""
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    backend, imported = (DUMP.format(folder=str(dumps), name=name) for name in ("backend", "import"))
    ran = DUMP.format(folder=str(dumps), name="smoke").replace("\n", "\n    ").rstrip()
    project(
        tmp_path / "project", files={"own_backend.py": backend + BACKEND, "dinghy/__init__.py": f"{imported}\n\ndef main():\n    {ran}\n"}
    )
    yield dumps
    assert {path.name.partition("-")[2] for path in dumps.iterdir()} == {"backend", "import", "smoke"}


@pytest.mark.parametrize("command", [["rehearse"], ["release", "--to", "local"]], ids=["rehearse", "release"])
def test_no_secret_leaves_the_program(tmp_path, spied, command):
    """Tokens stay with seatrial, and the index's password with installers: a project's code sees none, nothing is written down or shown."""
    run = Run(tmp_path, *command, str(tmp_path / "project"))
    status, said = run.watched()
    assert status == 0, said
    assert MARK not in said
    assert run.told == set()
    assert files_with_secrets(spied, tmp_path / "project", tmp_path / "data", tmp_path / "temporary") == []


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_no_secret_of_an_index_that_is_away_is_written_down(tmp_path, installer):
    """Where build requirements cannot be fetched, neither words nor log show the password of the index."""
    folder = project(tmp_path / "project")
    write(folder, {"pyproject.toml": pyproject().replace("requires = []", 'requires = ["hatchling"]')})
    commit(folder)
    programs = {
        name: shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        for name in ("git", "sh", *{"uv"} & {installer})
    }
    (tmp_path / "bin").mkdir()
    for name, path in programs.items():
        (tmp_path / "bin" / name).symlink_to(path)
    run = Run(tmp_path, "build", str(folder), PATH=str(tmp_path / "bin"), PIP_RETRIES="1", XDG_CACHE_HOME=str(tmp_path / "cache"))
    status, said = run.watched()
    assert (status, "PBD005" in said) == (3, True), said
    assert MARK not in said
    assert run.told == set()
    assert files_with_secrets(folder, tmp_path / "temporary") == []


def test_an_index_does_not_tell_its_token(tmp_path):
    """Who serves an index with a token of their own shows and keeps it nowhere."""
    run = Run(tmp_path, "index")
    address = re.fullmatch(r"ready (\S+)\n", run.process.stdout.readline())[1]
    for page in ("", "simple/", "project/x/"):
        with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(address + page) as answer:
            assert MARK.encode() not in answer.read()
    run.process.send_signal(signal.SIGINT)
    _, said = run.watched()
    assert MARK not in said
    assert run.told == set()
    assert files_with_secrets(tmp_path / "data") == []


FAULTS = {
    "taken": [],
    "refused": [words(403, "The given token isn't allowed to upload.")],
    "broken": [reset("middle"), status(500, b"<h1>no</h1>", Content_Type="text/html"), silent()],
    "elsewhere": [elsewhere(307, "http://elsewhere.invalid/legacy/")],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_token_of_an_upload_is_shown_or_written_down(tmp_path, fault):
    """However an upload ends, its token goes to the index alone: not to the screen, the events, the report, the journal, a log or a command line."""
    token = form_token(MARK.encode(), MARK.encode() * 6)
    for file in (wheel({"boat.py": ""}), sdist({"boat.py": ""})):
        (tmp_path / file.name).write_bytes(file.data)
    talk = ("-vv", "--events", str(tmp_path / "data.ndjson"), "--report", str(tmp_path / "report.json"))
    with faulty(*FAULTS[fault]) as index:
        run = Run(tmp_path, "upload", *talk, "--timeout", "1", "--repository-url", index.url, str(tmp_path), SEATRIAL_TOKEN=token)
        code, said = run.watched()
    assert (code == 0) == (fault in {"taken", "broken"}), said
    sent = {headers["authorization"] for method, _, headers in index.requests if method == "POST"}
    basic = base64.b64encode(f"__token__:{token}".encode()).decode()
    assert sent == {f"Basic {basic}"}
    assert run.told == set()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()) + said.encode()
    assert [secret for secret in (MARK, token[5:40], basic) if secret.encode() in written] == []
