"""Trusted Publishing as a job does it: real programs with a job's surroundings, a real index, a real issuer of identities."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import trustme

from e2e.test_secrets import spied  # noqa: F401  (a fixture)
from make.cli import seatrial
from make.front import front
from make.index import TOKEN
from make.issuer import GITLAB, ON_GITHUB, ON_GITLAB, PIPELINE, REQUEST_TOKEN, claims_for, identity, issuing, publishers
from make.running import index_process, listed
from make.uploads import FILES, NAMES
from make.watched import SECRETS, Run

NONE_STORED = dict.fromkeys(SECRETS, "")
IDENTITY = re.compile(rb"eyJ[A-Za-z0-9_-]{20,}\.eyJ")
UPLOAD_TOKEN = re.compile(rb"pypi-A[A-Za-z0-9_-]{60,}")


@pytest.fixture(scope="module")
def service():
    """Run one issuer for all tests of this module."""
    with issuing() as running:
        yield running


@pytest.fixture
def dist(tmp_path):
    """Put the files of one release into a folder."""
    (tmp_path / "dist").mkdir()
    for file in FILES:
        (tmp_path / "dist" / file.name).write_bytes(file.data)
    return tmp_path / "dist"


def job(tmp_path: Path, service, *args: str) -> Run:
    """Start a run of seatrial as a job, with whose identity no child may be met."""
    secrets = (REQUEST_TOKEN, identity({}).partition(".")[0], TOKEN[:20])
    return Run(tmp_path, *args, secrets=secrets, **{**NONE_STORED, **service.environment()})


def port_of(running) -> int:
    return int(running.url[:-1].rpartition(":")[2])


def secret_in(data: bytes) -> bool:
    return bool(IDENTITY.search(data) or UPLOAD_TOKEN.search(data))


def written(folder: Path) -> list[str]:
    """Return the files in which an identity or a token was written down."""
    return [str(path) for path in folder.rglob("*") if path.is_file() and secret_in(path.read_bytes())]


def test_nothing_of_an_upload_by_github_is_told(tmp_path, dist, service) -> None:
    """Four files by a pending publisher's job, with all that can be told: identity and token are in no output, journal, log or child."""
    home = tmp_path / "index"
    home.mkdir()
    with index_process(home, "--publishers", str(publishers(home, {**ON_GITHUB, "pending": "boat"}))) as (_, running):
        options = ("--repository-url", running.upload_url, "--non-interactive", "-vv", "--format", "json")
        run = job(tmp_path, service, "upload", str(dist), *options)
        status, said = run.watched()
        assert (status, set(listed(running, "boat"))) == (0, NAMES), said
    assert json.loads(said[: said.rindex("\n}") + 2])["name"] == "boat"
    assert "valid for 15 min" in said
    assert (secret_in(said.encode()), "::add-mask::" in said, REQUEST_TOKEN in said) == (False, False, False)
    assert run.told == set()
    assert written(tmp_path / "data") + written(tmp_path / "temporary") + written(dist) == []


def test_a_release_by_github(tmp_path, spied, service) -> None:  # noqa: F811
    """Built, uploaded by an identity, installed back: the project's code sees neither identity nor token."""
    home = tmp_path / "index"
    home.mkdir()
    with index_process(home, "--publishers", str(publishers(home, {**ON_GITHUB, "pending": "dinghy"}))) as (_, running):
        folder = str(tmp_path / "project")
        run = job(tmp_path, service, "release", folder, "--to", running.upload_url)
        status, said = run.watched()
        assert (status, len(listed(running, "dinghy"))) == (0, 2), said
    assert not secret_in(said.encode())
    assert run.told == set()
    dumped = b"".join(path.read_bytes() for path in spied.iterdir())
    assert (secret_in(dumped), REQUEST_TOKEN.encode() in dumped, b"ID_TOKEN" in dumped) == (False, False, False)
    assert written(tmp_path / "data") + written(tmp_path / "project") == []


def test_tokens_that_end_while_files_are_sent(tmp_path, dist, service) -> None:
    """Where the way takes longer than a token lasts, the file is sent once more with a new one."""
    before = len(service.given)
    path = publishers(tmp_path, {**ON_GITHUB, "pending": "boat"}, lifetime=2)
    with index_process(tmp_path, "--publishers", str(path)) as (_, running), front(port_of(running), waits=[2.1]) as port:
        url = f"http://127.0.0.1:{port}/legacy/"
        ended = seatrial(
            "upload", "dist", "--repository-url", url, "--non-interactive", "--jobs", "1", home=tmp_path, env=service.environment()
        )
        assert (ended.returncode, set(listed(running, "boat"))) == (0, NAMES), ended.stderr
    assert len(service.given) - before >= 3, ended.stderr
    assert ended.stderr.count("gave a token for this job") == len(service.given) - before - 1


def test_a_refusal_is_explained(tmp_path, dist) -> None:
    """A GitLab job that no publisher matches ends with the index's words and the command that tells more, also in Chinese."""
    job = {"GITLAB_CI": "true", "SEATRIAL_ID_TOKEN": identity(claims_for("seatrial", PIPELINE, GITLAB))}
    path = publishers(tmp_path, {**ON_GITLAB, "project": "ship", "projects": ["boat"]})
    with index_process(tmp_path, "--publishers", str(path)) as (_, running):
        options = ("upload", "dist", "--repository-url", running.upload_url, "--non-interactive")
        english = seatrial(*options, home=tmp_path, env=job)
        chinese = seatrial(*options, "--lang", "zh", home=tmp_path, env=job)
        assert listed(running, "boat") == {}
    for ended, word in ((english, "No publisher on the index matches the job"), (chinese, "索引上没有与作业相符的发布者")):
        assert (ended.returncode, word in ended.stderr, "seatrial publisher show" in ended.stderr) == (3, True, True), ended.stderr
        assert "Publisher with matching claims was not found" in ended.stderr
        assert not secret_in((ended.stdout + ended.stderr).encode())


def test_a_file_of_publishers_with_a_mistake(tmp_path) -> None:
    """An index does not begin to serve with a file that it understands in part."""
    path = publishers(tmp_path, {**ON_GITHUB, "workflow": "x", "projects": ["boat"]})
    ended = seatrial("index", "--publishers", str(path), home=tmp_path)
    assert (ended.returncode, "PTP021" in ended.stderr, "publishers[0]" in ended.stderr) == (3, True, True)
    assert seatrial("index", "--publishers", str(tmp_path / "none"), home=tmp_path).returncode == 3


def test_uv_publishes_there_too(tmp_path, dist, service) -> None:
    """The exchange is PyPI's own: uv, which knows nothing of this index, gets a token from it and uploads."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    path = publishers(tmp_path, {**ON_GITHUB, "pending": "boat"})
    with (
        index_process(tmp_path, "--publishers", str(path)) as (_, running),
        front(port_of(running), authority) as port,
    ):
        surroundings = {
            "PATH": os.environ["PATH"], "HOME": str(tmp_path), "SSL_CERT_FILE": str(tmp_path / "ca.pem"), "NO_PROXY": "*",
            "UV_PUBLISH_URL": f"https://127.0.0.1:{port}/legacy/", "UV_NO_CONFIG": "1", "UV_NO_PROGRESS": "1", **service.environment(),
        }  # fmt: skip
        uv = shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        files = [str(dist / name) for name in (FILES[0].name, FILES[3].name)]
        ended = subprocess.run(
            [str(uv), "publish", "--trusted-publishing", "always", *files],
            capture_output=True,
            text=True,
            env=surroundings,
            timeout=60,
            check=False,
        )
        assert (ended.returncode, set(listed(running, "boat"))) == (0, {FILES[0].name, FILES[3].name}), ended.stderr
