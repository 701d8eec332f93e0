"""One commit of a repository in a fresh folder, by the real git."""

import http.server
import threading
from pathlib import Path

import pytest

from make.git import commit, git, repository, user, write
from seatrial.edge.git_fetch import fetch
from seatrial.problem import Problem


@pytest.fixture
def harbour(tmp_path):
    """Make a repository with a tag, a branch, and a commit that only a reference of a pull request leads to."""
    folder = repository(tmp_path / "harbour", {"boat.py": "1\n"})
    git(folder, "tag", "--annotate", "--message=one", "v1.0")
    git(folder, "switch", "--quiet", "--create", "fix/oar")
    write(folder, {"boat.py": "2\n"})
    commit(folder)
    write(folder, {"boat.py": "3\n"})
    git(folder, "update-ref", "refs/pull/7/head", commit(folder))
    git(folder, "reset", "--quiet", "--hard", "HEAD~")
    git(folder, "switch", "--quiet", "main")
    return folder


def fetched(tmp_path: Path, url: str, ref: str | None = None, **environ: str) -> tuple[str, Path]:
    """Fetch into a fresh folder; return the commit and the folder."""
    target = tmp_path / "target"
    target.mkdir()
    return fetch(user(tmp_path, **environ), url, ref, str(target)), target


def test_every_way_to_name_a_commit(harbour, tmp_path):
    """HEAD, a tag, a branch with a slash, a commit in full and cut short, and a reference that no branch leads to."""
    ways = [(None, "1"), ("v1.0", "1"), ("fix/oar", "2"), (git(harbour, "rev-parse", "fix/oar"), "2"), ("refs/pull/7/head", "3")]
    ways += [(git(harbour, "rev-parse", "--short", "main"), "1"), (git(harbour, "rev-parse", "refs/pull/7/head"), "3")]
    git(harbour, "config", "uploadpack.allowAnySHA1InWant", "true")
    for number, (ref, content) in enumerate(ways):
        target = tmp_path / f"target{number}"
        target.mkdir()
        found = fetch(user(tmp_path), harbour.as_uri(), ref, str(target))
        assert (target / "boat.py").read_text().strip() == content
        assert git(target, "rev-parse", "HEAD") == found
    assert git(target, "tag") == "v1.0"


@pytest.mark.parametrize("ref", ["v2.0", "0123456789abcdef0123456789abcdef01234567", "--upload-pack=touch", "refs/heads/none"])
def test_a_ref_that_is_not_there(harbour, tmp_path, ref):
    """It is named, and nothing else is taken in its place."""
    with pytest.raises(Problem, match="PVF035") as raised:
        fetched(tmp_path, harbour.as_uri(), ref)
    assert raised.value.values["ref"] == ref


def test_no_repository(tmp_path):
    """A folder without a repository, and no folder at all, are told as that."""
    for url in ((tmp_path / "none").as_uri(), tmp_path.as_uri()):
        with pytest.raises(Problem, match="PVF034") as raised:
            fetch(user(tmp_path), url, None, str(tmp_path / "target"))
        assert raised.value.values["reason"].startswith("'")


def test_an_empty_repository(tmp_path):
    """A repository without a commit has nothing to verify."""
    git(tmp_path, "init", "--quiet", "empty")
    with pytest.raises(Problem, match="PVF035"):
        fetched(tmp_path, (tmp_path / "empty").as_uri())


def test_a_server_that_asks_for_a_login(tmp_path):
    """Nobody is asked, neither on the terminal nor in a window: it is a problem at once."""

    class Closed(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="boats"')
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    asked = tmp_path / "asked"
    window = tmp_path / "window"
    window.write_text(f"#!/bin/sh\ntouch {asked}\necho me\n")
    window.chmod(0o755)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Closed) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        windows = {"GIT_ASKPASS": str(window), "SSH_ASKPASS": str(window), "DISPLAY": ":0"}
        with pytest.raises(Problem, match="PVF036"):
            fetched(tmp_path, f"http://127.0.0.1:{server.server_port}/a.git", no_proxy="127.0.0.1", **windows)
        server.shutdown()
    assert not asked.exists()


def test_a_server_that_does_not_answer(tmp_path):
    """What git says of the network is told."""
    with pytest.raises(Problem, match="PVF038") as raised:
        fetched(tmp_path, "http://127.0.0.1:9/a.git", no_proxy="127.0.0.1")
    assert "127.0.0.1" in raised.value.values["reason"]


def test_submodules_are_fetched(harbour, tmp_path):
    """What is built from the commit has its submodules; one that cannot be fetched is told."""
    outer = repository(tmp_path / "outer", {"a.txt": ""})
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", harbour.as_uri(), "inner")
    commit(outer)
    _, target = fetched(tmp_path, outer.as_uri())
    assert (target / "inner" / "boat.py").is_file()
    harbour.rename(tmp_path / "moved")
    target.rename(tmp_path / "first")
    with pytest.raises(Problem, match="PVF042"):
        fetched(tmp_path, outer.as_uri())


def test_nothing_of_the_repository_is_run(harbour, tmp_path):
    """Neither hooks nor filters nor a template of the user's are run when a commit is fetched."""
    ran = tmp_path / "ran"
    write(harbour, {".gitattributes": "*.py filter=evil\n"})
    commit(harbour)
    git(harbour, "config", "filter.evil.smudge", f"touch {ran}; cat")
    git(harbour, "config", "uploadpack.packObjectsHook", f"touch {ran}")
    hook = harbour / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {ran}\n")
    hook.chmod(0o755)
    fetched(tmp_path, harbour.as_uri())
    assert not ran.exists()
