"""What a release and a rehearsal to a real index know before anything is built, and before anything is sent."""

import json
import time
from pathlib import Path

import pytest

from make.exchange import body_of
from make.faults import faulty
from make.index import TOKEN, send, site_at, tiny_wheel
from make.installable import sdist, wheel
from make.lookups import file_of, like_pypi, page, speak_as_pypi
from make.release import harbour, project, pyproject, states, stop_at
from make.replies import Reply, replying
from make.running import index_process, upload
from make.tokens import token
from seatrial.app.rehearse import rehearse
from seatrial.app.release import release
from seatrial.core.profile import PYPI
from seatrial.index.server import serving
from seatrial.model.release import RehearseOptions, ReleaseOptions

DAY = 86_400


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def index(monkeypatch, tmp_path):
    """Serve an index that counts as PyPI; gives it and its address for uploads."""
    site = site_at(tmp_path / "index", open_to_all=True)
    with serving(site.store, None) as running:
        yield site, speak_as_pypi(monkeypatch, running.url)


def run(tmp_path, url, secret=TOKEN, **more):
    return release(harbour(tmp_path, SEATRIAL_TOKEN=secret), str(tmp_path / "project"), ReleaseOptions(to=url, **more))


def rules(outcome, *severities):
    return sorted({one.rule for one in outcome.report.findings if one.severity in (severities or ("error",))})


@pytest.mark.parametrize("way", ["release", "rehearse"])
def test_a_name_that_cannot_be_had_is_told_before_the_build(tmp_path, index, way) -> None:
    """Nobody waits for a build, nor looks for a token, whose name the index would refuse."""
    site, url = index
    send(site, *tiny_wheel("d1nghy"))
    project(tmp_path / "project")
    outcome = run(tmp_path, url, "") if way == "release" else rehearse(
        harbour(tmp_path), str(tmp_path / "project"), RehearseOptions(url, online=False)
    )  # fmt: skip
    assert (outcome.problem, rules(outcome), outcome.files) == (None, ["IDX005"], ())
    assert (outcome.looked_up[0].similar, outcome.looked_up[0].free[:1]) == ("d1nghy", ("py-dinghy",))
    assert not Path(tmp_path, "project", "dist").exists()


def test_a_name_of_the_standard_library(tmp_path, index) -> None:
    """A new project with the name of a module of Python hears it before the build."""
    _, url = index
    project(tmp_path / "project", name="cgi")
    outcome = run(tmp_path, url)
    assert "IDX003" in rules(outcome)
    assert outcome.looked_up[0].free[:2] == ("py-cgi", "cgi-py")


def test_a_version_that_takes_no_more_files(tmp_path, monkeypatch) -> None:
    """A version that was begun three weeks ago is closed: that is told before anything is sent."""
    project(tmp_path / "project")
    old = file_of("dinghy-1.0-cp39-cp39-win_amd64.whl", at=time.time() - 21 * DAY)
    with like_pypi(monkeypatch, {"dinghy": page(old)}) as (url, paths):
        outcome = run(tmp_path, url)
    assert (rules(outcome), states(outcome), outcome.problem) == (["IDX010"], ["not sent"] * 2, None)
    assert (outcome.looked_up[0].days, paths.count("/simple/dinghy/")) == (0, 1)


def test_a_token_that_makes_no_project(tmp_path, index) -> None:
    """A first release with a project's token is stopped before anything is sent."""
    site, url = index
    project(tmp_path / "project")
    outcome = run(tmp_path, url, token([2, ["6fa459ea-ee8a-3ca4-894e-db77e160355e"]]))
    assert (rules(outcome), states(outcome), dict(site.store.view().files)) == (["IDX006"], ["not sent"] * 2, {})


@pytest.mark.parametrize(("there", "found"), [("d1nghy", ["IDX005"]), ("dinghy", ["IDX020"])])
def test_a_rehearsal_says_what_becomes_of_the_name(tmp_path, there, found) -> None:
    """Already the first rehearsal, which sends nothing to PyPI, warns of a name that cannot be had there, and names others that can."""
    project(tmp_path / "project")
    told = json.dumps({"info": {"summary": "A lake", "home_page": "https://lake.example"}}).encode()
    pages = {f"/simple/{there}/": page(file_of(f"{there}-1.0.tar.gz")), f"/pypi/{there}/json": Reply(told, kind="application/json")}
    with replying(pages) as (url, _):
        here = PYPI._replace(site=url, simple_url=f"{url}/simple/")
        outcome = rehearse(harbour(tmp_path), str(tmp_path / "project"), RehearseOptions(names_at=here))
    assert (outcome.problem, rules(outcome), [one for one in rules(outcome, "warning") if one.startswith("IDX")]) == (None, [], found)
    assert [str(said.values["names"]).split(", ")[0] for said in outcome.notes] == ["py-dinghy"]


def test_whether_it_was_rehearsed(tmp_path, index, monkeypatch) -> None:
    """A release knows the last rehearsal of its commit, where it was and whether it had these very files."""
    _, url = index
    project(tmp_path / "project")
    never = run(tmp_path, url, dry_run=True)
    assert (never.rehearsed.index_name, never.plan is not None) == ("", True)
    trial = site_at(tmp_path / "trial", open_to_all=True)
    with serving(trial.store, None) as running, monkeypatch.context() as there:
        to = speak_as_pypi(there, running.url, name="testpypi")
        rehearsed = rehearse(harbour(tmp_path, SEATRIAL_TOKEN=TOKEN), str(tmp_path / "project"), RehearseOptions(to, online=False))
    assert (rehearsed.problem, rehearsed.rehearsed) == (None, None)
    after = run(tmp_path, url, dry_run=True)
    assert (after.rehearsed.index_name, after.rehearsed.same_files) == ("testpypi", True)
    assert 0 <= after.rehearsed.seconds < 60


def test_one_look_for_a_release(tmp_path, monkeypatch) -> None:
    """The list of a project's files is asked for once before the first file is sent, whatever is to be known of it."""
    project(tmp_path / "project")
    with faulty() as server:
        server.url = speak_as_pypi(monkeypatch, server.url.removesuffix("/legacy/"))
        outcome = release(
            harbour(tmp_path, stop_at("confirm", "started"), SEATRIAL_TOKEN=TOKEN), str(tmp_path / "project"), ReleaseOptions(to=server.url)
        )
    assert outcome.interrupted
    asked = [path for method, path, _ in server.requests if method == "GET"]
    assert (asked.count("/simple/dinghy/"), server.posts) == (1, 2)


def test_a_rehearsal_takes_no_dependency_from_the_index_that_it_tries(tmp_path) -> None:
    """On an index for trying, anybody can register the name of a dependency: what is needed comes from the user's own index, and works."""
    own, trial = tmp_path / "own", tmp_path / "trial"
    for home in (own, trial):
        home.mkdir()
    text = pyproject().replace('license = "MIT"', 'license = "MIT"\ndependencies = ["anchor-demo"]')
    main = 'import anchor_demo\ndef main():\n    """Float."""\n    assert anchor_demo.HOLDS\n'
    project(tmp_path / "project", files={"pyproject.toml": text, "dinghy/__init__.py": main})
    with index_process(own) as (_, mine), index_process(trial) as (_, theirs):
        assert upload(mine, body_of(*wheel({"anchor_demo.py": "HOLDS = True\n"}, name="anchor_demo"))).status == 200
        for trap in (wheel, sdist):
            made = trap({"anchor_demo.py": "HOLDS = False\n"}, name="anchor_demo", version="99.0")
            assert upload(theirs, body_of(*made)).status == 200
        world = harbour(tmp_path, SEATRIAL_TOKEN=TOKEN, PIP_INDEX_URL=mine.simple_url, UV_DEFAULT_INDEX=mine.simple_url)
        outcome = rehearse(world, str(tmp_path / "project"), RehearseOptions(f"{theirs.url}legacy/", online=False))
    assert outcome.problem is None
    assert {(one.with_, one.ok, one.ran) for one in outcome.verified} == {
        ("pip", True, ("dinghy", "dinghy")),
        ("uv", True, ("dinghy", "dinghy")),
    }
