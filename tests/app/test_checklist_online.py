"""The lines of the checklist that need the index and the remote, told by a real index on loopback and real repositories."""

import contextlib
import socket
import time

import pytest

from make.git import commit, git, write
from make.index import send, site_at, tiny_wheel
from make.release import harbour, project
from seatrial.app.checklist import check_project
from seatrial.index.server import serving
from seatrial.rules.checklist import ITEMS

ONLINE = ("name", "index", "remote")
OURS = (("Home-page", "https://dinghy.test/dinghy"),)
THEIRS = (("Home-page", "https://elsewhere.test/dinghy"), ("Summary", "Another boat"))


@pytest.fixture
def folder(tmp_path):
    return project(tmp_path / "project", files={".gitignore": "dist/\n.seatrial/\n"})


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """Keep what surrounds the tests from standing between them and their index."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@contextlib.contextmanager
def index(tmp_path, *made):
    """Serve an index that has these files; gives the address of its list."""
    site = site_at(tmp_path / "index")
    for one in made:
        assert send(site, *one).status == 200
    with serving(site.store, None) as running:
        yield running.simple_url


def ticked(tmp_path, folder, url, told=None) -> dict:
    lines = check_project(harbour(tmp_path, told, UV_DEFAULT_INDEX=url), str(folder), online=True).lines
    return dict(zip([item.key for item in ITEMS], lines, strict=True))


def states(tmp_path, folder, url, *keys) -> list:
    lines = ticked(tmp_path, folder, url)
    return [(lines[key].state, lines[key].rules) for key in keys]


def wheel(version: str, fields=OURS, name: str = "dinghy"):
    return tiny_wheel(name, version, fields)


def test_a_new_name_is_free(tmp_path, folder) -> None:
    """Who releases for the first time hears that name and version can be had; without a remote there is nothing to be behind."""
    with index(tmp_path) as url:
        assert states(tmp_path, folder, url, *ONLINE) == [("yes", ()), ("yes", ()), ("not applicable", ())]


def test_the_next_version_of_our_project_is_free(tmp_path, folder) -> None:
    """What is ours by its home page is known as ours, and the version is held against those that are there."""
    with index(tmp_path, wheel("0.9")) as url:
        lines = ticked(tmp_path, folder, url)
    assert [lines[key].state for key in ONLINE] == ["yes", "yes", "not applicable"]
    assert lines["index"].note.values == {"version": "1.0", "newest": "0.9"}


@pytest.mark.parametrize(("version", "rule"), [("1.0", "PRJ113"), ("1.0.1", "PRJ114")])
def test_a_version_that_is_there_or_below_is_a_no(tmp_path, folder, version, rule) -> None:
    """A version that cannot be uploaded any more, or that nobody would get, is told before the release."""
    with index(tmp_path, wheel(version)) as url:
        assert states(tmp_path, folder, url, "index") == [("no", (rule,))]


def test_a_name_of_somebody_else_is_a_no(tmp_path, folder) -> None:
    """A name that is taken is a no with others in its place; one whose owner nobody can tell is not known."""
    told = []
    with index(tmp_path, wheel("0.9", THEIRS)) as url:
        line = ticked(tmp_path, folder, url, told)["name"]
        assert (line.state, line.rules) == ("no", ("IDX020",))
        assert [one.said.sentence.id for one in told if one.state == "note"] == ["BFR034"]
    with index(tmp_path / "other", wheel("0.9", ())) as url:
        assert states(tmp_path, folder, url, "name") == [("not known", ())]


def test_a_name_too_like_another_is_a_no(tmp_path, folder) -> None:
    """PyPI gives nobody a name that reads like an existing one; it is told while another can still be chosen."""
    with index(tmp_path, wheel("0.9", name="d1nghy")) as url:
        assert states(tmp_path, folder, url, "name") == [("no", ("IDX005",))]


def test_a_name_of_the_standard_library_is_told_once(tmp_path) -> None:
    """What the tree tells already is not told again by the index."""
    folder = project(tmp_path / "project", "wave")
    with index(tmp_path) as url:
        found = check_project(harbour(tmp_path, UV_DEFAULT_INDEX=url), str(folder), online=True).findings
    assert {one.rule for one in found} & {"PRJ009", "IDX003"} == {"PRJ009"}


def test_who_does_not_answer_is_not_known(tmp_path, folder) -> None:
    """Without a network every line says that it is not known, soon, and none that all is well."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    git(folder, "remote", "add", "origin", f"http://127.0.0.1:{port}/boat.git")
    begun = time.monotonic()
    lines = ticked(tmp_path, folder, f"http://127.0.0.1:{port}/simple/")
    assert time.monotonic() - begun < 10
    assert [lines[key].state for key in ONLINE] == ["not known"] * 3
    assert [lines[key].fix.sentence.id for key in ONLINE] == ["CKL048", "CKL048", "CKL054"]


def test_a_name_or_version_that_only_the_build_tells(tmp_path, folder) -> None:
    """What is not known here cannot be looked up; the rest is."""
    text = (folder / "pyproject.toml").read_text("utf-8")
    write(folder, {"pyproject.toml": text.replace('version = "1.0"', 'dynamic = ["version"]')})
    with index(tmp_path, wheel("0.9")) as url:
        assert states(tmp_path, folder, url, "name", "index") == [("yes", ()), ("not known", ())]
        write(folder, {"pyproject.toml": "[project]\n"})
        assert states(tmp_path, folder, url, "name", "index") == [("not known", ()), ("not known", ())]


def test_nobody_is_asked_without_being_told_to(tmp_path, folder) -> None:
    """A look opens no connection, whatever the project names."""
    with index(tmp_path, wheel("1.0")) as url:
        lines = check_project(harbour(tmp_path, UV_DEFAULT_INDEX=url), str(folder)).lines
    assert len(lines) == sum(not item.online for item in ITEMS)


def test_commits_of_others_are_a_no(tmp_path, folder) -> None:
    """What others have pushed since is told; what is ahead of the remote, and a branch that it does not have, are not behind."""
    git(tmp_path, "clone", "--quiet", str(folder), "clone")
    clone = tmp_path / "clone"
    with index(tmp_path) as url:
        commit(clone)
        assert states(tmp_path, clone, url, "remote") == [("yes", ())]
        write(folder, {"NEWS": "Oars.\n"})
        commit(folder)
        assert states(tmp_path, clone, url, "remote") == [("no", ("PRJ112",))]
        git(clone, "switch", "--quiet", "--create", "oars")
        assert states(tmp_path, clone, url, "remote") == [("not applicable", ())]
        git(clone, "checkout", "--quiet", "--detach")
        assert states(tmp_path, clone, url, "remote") == [("not known", ())]


def test_a_tag_that_the_remote_has_is_taken(tmp_path, folder) -> None:
    """Somebody else released this version from another commit: the tag that was not fetched is seen."""
    git(tmp_path, "clone", "--quiet", "--no-tags", str(folder), "clone")
    commit(tmp_path / "clone")
    git(folder, "tag", "v1.0")
    with index(tmp_path) as url:
        lines = ticked(tmp_path, tmp_path / "clone", url)
        assert (lines["tag"].state, lines["tag"].rules, lines["remote"].state) == ("no", ("PRJ111",), "yes")


def test_a_version_from_a_tag_is_looked_up(tmp_path, folder) -> None:
    """Whose version comes from git hears of the index what others hear, as soon as the commit has its tag."""
    text = (folder / "pyproject.toml").read_text("utf-8").replace('version = "1.0"', 'dynamic = ["version"]')
    text = text.replace("requires = []", 'requires = ["hatch-vcs"]')
    write(folder, {"pyproject.toml": text})
    commit(folder)
    with index(tmp_path, wheel("1.0")) as url:
        git(folder, "tag", "some")
        assert states(tmp_path, folder, url, "index") == [("not known", ())]
        git(folder, "tag", "dinghy-v1.0")
        assert states(tmp_path, folder, url, "index", "tag") == [("no", ("PRJ113",)), ("yes", ())]
