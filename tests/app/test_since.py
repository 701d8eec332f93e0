"""What changed since the release before: found at an index or in the embedded one, beside everything else."""

import hashlib
import json
import shutil
import time
from pathlib import Path

import pytest

from make.dist import wheel as packed
from make.index import TOKEN, send, site_at, tiny_sdist, tiny_wheel
from make.release import BACKEND, harbour, project, stop_at
from make.replies import Reply, replying
from make.report import finding, manifest, report, subject
from seatrial.app import since
from seatrial.app.looking import look
from seatrial.app.rehearse import rehearse
from seatrial.app.release import release
from seatrial.app.resume import resume
from seatrial.app.since import Seeking, begin, compared, embedded_changes, index_changes, with_changes
from seatrial.core.profile import PYPI
from seatrial.index.server import serving
from seatrial.model.build import Built
from seatrial.model.release import RehearseOptions, ReleaseOptions
from seatrial.model.settings import Settings

JSON = "application/vnd.pypi.simple.v1+json"


def a_wheel(version: str = "1.0", *modules: str, name: str = "dinghy", home: str = "https://dinghy.test/dinghy") -> tuple[str, bytes]:
    """Make a wheel of the project that `make.release` builds; gives its name and its bytes."""
    info = f"{name}-{version}.dist-info"
    headers = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nRequires-Python: >=3.8\nLicense-Expression: MIT\n"
    files = {f"{name}/__init__.py": b"", **{f"{name}/{module}.py": b"" for module in modules}}
    files[f"{info}/METADATA"] = f"{headers}Project-URL: Homepage, {home}\n\n".encode() if home else f"{headers}\n".encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files["sample_case/__init__.py"] = files["sample_case-1.0.dist-info/licenses/LICENSE"] = None
    files["sample_case-1.0.dist-info/METADATA"] = files["sample_case-1.0.dist-info/WHEEL"] = None
    return f"{name}-{version}-py3-none-any.whl", packed(files, info=info)


def page(*made: tuple[str, bytes], **more) -> dict[str, Reply]:
    """Return the answers of an index that has these files; `more` is said of each of them."""
    files = [
        {"filename": name, "url": f"/files/{name}", "hashes": {"sha256": hashlib.sha256(data).hexdigest()}, "size": len(data), **more}
        for name, data in made
    ]
    listing = Reply(json.dumps({"files": files}).encode(), kind=JSON)
    return {"/simple/dinghy/": listing, **{f"/files/{name}": Reply(data) for name, data in made}}


def at(url: str):
    """Return the profile of an index."""
    return PYPI._replace(name="here", site=url, simple_url=f"{url}/simple/")


def seek(tmp_path, replies, version="1.1", built=("dinghy-1.1-py3-none-any.whl", "dinghy-1.1.tar.gz"), told=None, **more):
    """Search the release before at an index that gives these answers; gives what was found and the paths that were asked for."""
    with replying(replies) as (url, seen):
        found = Seeking(harbour(tmp_path, told), at(url), "dinghy", more.pop("known", version), **more).result(version, built)
    return found, [one["path"] for one in seen]


def built(tmp_path, made: tuple[str, bytes]):
    """Return the manifest of one file that was built, and its path by its name."""
    name, data = made
    (tmp_path / name).write_bytes(data)
    return manifest()._replace(name="dinghy", version=name.split("-")[1]), {name: str(tmp_path / name)}


def kept(tmp_path, *made: tuple[str, bytes]) -> None:
    """Put files into the lasting embedded index."""
    site = site_at(tmp_path / "data" / "index")
    for one in made:
        answer = send(site, *one, authorization=f"Bearer {TOKEN}")
        assert answer.status == 200, answer.message


def test_a_rehearsal_says_what_vanished_since_the_release_on_the_index(tmp_path):
    """Who loses a module in the build hears of it, on the screen and as a finding; nothing is stopped by it."""
    lost = BACKEND.replace('pathlib.Path(NAME).rglob("*.py"))}', 'pathlib.Path(NAME).rglob("_*.py"))}')
    project(tmp_path / "project", version="1.1", files={"dinghy/oars.py": "", "own_backend.py": lost})
    site = site_at(tmp_path / "index")
    assert send(site, *a_wheel("1.0", "oars", "sails")).status == 200
    with serving(site.store, None) as running:
        here = PYPI._replace(name="here", site=running.url.rstrip("/"), simple_url=running.simple_url)
        outcome = rehearse(harbour(tmp_path), str(tmp_path / "project"), RehearseOptions(names_at=here))
    changes = outcome.changes
    assert (changes.index_name, changes.version, changes.modules_gone) == ("here", "1.0", ("dinghy.oars", "dinghy.sails"))
    assert (changes.scripts_added, changes.expected, changes.complete) == (("dinghy",), False, True)
    found = [finding for finding in outcome.report.findings if finding.rule.startswith("CHG")]
    assert [(one.rule, one.severity, Path(one.subject).name) for one in found] == [("CHG002", "warning", "dinghy-1.1-py3-none-any.whl")]
    assert outcome.problem is None
    assert {step.step for step in outcome.steps} <= {"look", "name", "build", "check", "upload", "verify"}


def test_a_dry_run_says_what_users_of_the_embedded_index_would_lose(tmp_path):
    """Before anything is sent one sees what is missing."""
    folder = project(tmp_path / "project", version="1.1")
    kept(tmp_path, a_wheel("1.0", "oars"))
    outcome = release(harbour(tmp_path), str(folder), ReleaseOptions(dry_run=True))
    assert (outcome.changes.index_name, outcome.changes.version, outcome.changes.modules_gone) == ("local", "1.0", ("dinghy.oars",))
    assert [(one.rule, one.ignored) for one in outcome.report.findings if one.rule.startswith("CHG")] == [("CHG002", None)]


def test_a_resumed_release_says_it_too(tmp_path):
    """Who goes on with a release on another day reads the same screen."""
    folder = project(tmp_path / "project", version="1.1")
    kept(tmp_path, a_wheel("1.0", "oars"))
    assert release(harbour(tmp_path, stop_at("upload", "started")), str(folder), ReleaseOptions()).interrupted
    resumed = resume(harbour(tmp_path, stop_at("verify", "started")), str(folder))
    assert resumed.interrupted
    assert resumed.changes.modules_gone == ("dinghy.oars",)
    again = release(harbour(tmp_path), str(folder), ReleaseOptions(dry_run=True))
    assert again.changes == resumed.changes
    shutil.rmtree(folder / "dist")
    assert release(harbour(tmp_path), str(folder), ReleaseOptions(dry_run=True)).changes is None


def test_what_is_meant_can_be_ignored(tmp_path):
    """The settings of the project say why something went, and the finding stands at the file that was judged."""
    kept(tmp_path, a_wheel("1.0", "oars"))
    changes = embedded_changes(harbour(tmp_path), *built(tmp_path, a_wheel("1.1")))
    judged = report(subjects=(subject("dist/dinghy-1.1-py3-none-any.whl"),))
    (found,) = with_changes(judged, changes, Settings(ignore={"CHG002": "they moved"})).findings
    assert (found.rule, found.ignored, found.subject) == ("CHG002", "they moved", "dist/dinghy-1.1-py3-none-any.whl")


def test_the_download_runs_beside_the_build(tmp_path):
    """The file is there when the build is: nothing is asked for afterwards, and the next time nothing is downloaded at all."""
    replies = page(a_wheel("1.0"), a_wheel("0.9"))
    with replying(replies) as (url, seen):
        seeking = Seeking(harbour(tmp_path), at(url), "Dinghy", "1.1")
        while len(seen) < 2:
            time.sleep(0.01)
        found = seeking.result("1.1", ["dinghy-1.1-py3-none-any.whl"])
        assert [one["path"] for one in seen] == ["/simple/dinghy/", "/files/dinghy-1.0-py3-none-any.whl"]
        again = Seeking(harbour(tmp_path), at(url), "dinghy", "1.1").result("1.1", ["dinghy-1.1-py3-none-any.whl"])
        assert len(seen) == 3
    assert found == again
    assert (found.version, found.newest, found.built, found.dist.filename) == (
        "1.0",
        None,
        "dinghy-1.1-py3-none-any.whl",
        "dinghy-1.0-py3-none-any.whl",
    )


def test_a_version_that_only_the_build_knows_is_searched_after_it(tmp_path):
    """What was fetched early is used where it was right, and else the right one is fetched."""
    found, paths = seek(tmp_path, page(a_wheel("1.0"), a_wheel("2.0")), known=None)
    assert (found.version, found.newest) == ("1.0", "2.0")
    assert paths == ["/simple/dinghy/", "/files/dinghy-2.0-py3-none-any.whl", "/files/dinghy-1.0-py3-none-any.whl"]


def test_an_sdist_is_held_against_an_sdist(tmp_path):
    """Where the release before had no wheel, its sdist is looked at."""
    found, _ = seek(tmp_path, page(tiny_sdist("dinghy", "1.0")))
    assert (found.built, found.dist.filename) == ("dinghy-1.1.tar.gz", "dinghy-1.0.tar.gz")


def test_of_a_large_file_only_the_metadata_is_fetched(tmp_path):
    """A wheel of hundreds of megabytes is not downloaded to be compared."""
    name, data = a_wheel("1.0", "oars")
    metadata = b"Metadata-Version: 2.1\nName: dinghy\nVersion: 1.0\nRequires-Dist: oars\n\n"
    large = {"size": since.LIMIT + 1, "core-metadata": {"sha256": hashlib.sha256(metadata).hexdigest()}}
    replies = {**page((name, data), **large), f"/files/{name}.metadata": Reply(metadata)}
    found, paths = seek(tmp_path, replies)
    assert paths == ["/simple/dinghy/", f"/files/{name}.metadata"]
    assert (found.complete, found.dist.metadata, found.dist.size, found.dist.members) == (False, metadata, since.LIMIT + 1, ())
    without, _ = seek(tmp_path, page((name, data), size=since.LIMIT + 1))
    assert without is None


@pytest.mark.parametrize(
    "replies",
    [
        {},
        {"/simple/dinghy/": Reply(b"nonsense", kind=JSON)},
        page(a_wheel("1.1"), a_wheel("2.0")),
        page(a_wheel("1.0"), hashes={"sha256": "0" * 64}),
        page(a_wheel("1.0"), hashes={}),
        page(a_wheel("1.0"), url="file:///dinghy.whl"),
        page(a_wheel("1.0"), url="https://127.0.0.1:9/dinghy.whl"),
        page(a_wheel("1.0"), yanked=True),
        {"/simple/dinghy/": page(a_wheel("1.0"))["/simple/dinghy/"]},
    ],
)
def test_where_nothing_can_be_compared_nothing_is_said(tmp_path, replies):
    """A new project, a broken index, wrong bytes, other protocols and yanked files stop nothing."""
    told = []
    found, _ = seek(tmp_path, replies, told=told)
    assert (found, told) == (None, [])


def test_a_broken_archive_is_compared_as_far_as_it_goes(tmp_path):
    """What the index gives is read as any hostile file is: nothing of it can fail the rehearsal."""
    found, _ = seek(tmp_path, page(("dinghy-1.0-py3-none-any.whl", b"no archive at all")))
    assert (found.dist.filename, found.dist.members) == ("dinghy-1.0-py3-none-any.whl", ())


def test_an_index_that_hangs_is_not_waited_for(tmp_path):
    """After the time is over the rehearsal goes on, and who asked for more is told why nothing is said."""
    told: list = []
    begun = time.monotonic()
    found, _ = seek(tmp_path, Reply(hangs=True), told=told, seconds=0.2)
    assert time.monotonic() - begun < 2
    assert found is None
    assert [(one.state, one.said.sentence.id) for one in told] == [("detail", "STC002")]


def test_an_index_that_wants_a_password_is_told_as_such(tmp_path):
    """No password is looked for or sent; the user reads why nothing is compared."""
    told: list = []
    assert seek(tmp_path, Reply(status=401), told=told)[0] is None
    assert [(one.step, one.state, one.said.sentence.id) for one in told] == [("name", "note", "STC001")]


def test_without_a_name_nothing_is_asked(tmp_path):
    """A name that the build computes is not guessed."""
    assert begin(harbour(tmp_path), None, None, "1.0") is None


@pytest.mark.parametrize(
    ("theirs", "compared"),
    [
        ({}, True),
        ({"home": "https://elsewhere.example/boat"}, False),
        ({"home": ""}, True),
        ({"home": "", "name": "other"}, False),
    ],
)
def test_another_project_of_the_same_name_is_not_compared(tmp_path, theirs, compared):
    """Where the name is somebody else's, what they ship is nothing that we lost."""
    told: list = []
    world = harbour(tmp_path, told)
    looked = look(world, str(project(tmp_path / "project")))
    made = a_wheel("1.0", "oars", **theirs)
    with replying(page(("dinghy-1.0-py3-none-any.whl", made[1]))) as (url, _):
        changes = index_changes(world, looked, *built(tmp_path, a_wheel("1.1")), begin(world, at(url), "dinghy", "1.1"))
    assert (changes is not None) is compared
    assert [one.said.sentence.id for one in told if one.said.sentence.id != "RPT183"] == ([] if compared else ["STC003"])


def test_an_empty_wheel_is_one_cause(tmp_path):
    """Where the wheel has no code at all, that is told, and not also everything that is therefore gone."""
    kept(tmp_path, a_wheel("1.0", "oars"))
    changes = embedded_changes(harbour(tmp_path), *built(tmp_path, a_wheel("1.1")))
    assert [one.rule for one in with_changes(report(finding("PAR001")), changes, Settings()).findings] == ["PAR001"]


def test_a_build_is_held_against_the_embedded_index(tmp_path):
    """A build alone tells what vanished; without an earlier release it is as it was."""
    world, (made, paths) = harbour(tmp_path), built(tmp_path, a_wheel("1.1"))
    looked = look(world, str(project(tmp_path / "project")))
    result = Built(made, str(tmp_path), paths, report(subjects=()), ())
    assert compared(world, looked, result) is result
    kept(tmp_path, a_wheel("1.0", "oars"))
    found = compared(world, looked, result)
    assert (found.changes.modules_gone, [one.rule for one in found.report.findings]) == (("dinghy.oars",), ["CHG002"])


def test_all_wheels_of_the_earlier_release_count(tmp_path):
    """That a platform lost its wheel is known from the names of all files of both releases."""
    wheel, platform = a_wheel("1.0"), "dinghy-1.0-cp311-cp311-win_amd64.whl"
    replies = page(wheel, (platform, wheel[1]))
    looked = look(harbour(tmp_path), str(project(tmp_path / "project")))
    made, paths = built(tmp_path, a_wheel("1.1"))
    with replying(replies) as (url, _):
        changes = index_changes(harbour(tmp_path), looked, made, paths, begin(harbour(tmp_path), at(url), "dinghy", "1.1"))
    assert changes.wheels == ((wheel[0], platform), tuple(one.name for one in made.files if one.name.endswith(".whl")))


def test_what_is_announced_is_known_as_such(tmp_path):
    """In a new major version what vanished is no alarm."""
    kept(tmp_path, a_wheel("1.0", "oars"))
    made = [embedded_changes(harbour(tmp_path), *built(tmp_path, a_wheel(version))) for version in ("1.1", "2.0")]
    assert [changes.expected for changes in made] == [False, True]


def test_a_large_file_of_the_embedded_index_is_known_by_its_metadata(tmp_path):
    """Nobody waits for a file of gigabytes to be read again."""
    kept(tmp_path, a_wheel("1.0", "oars"))
    changes = embedded_changes(harbour(tmp_path), *built(tmp_path, a_wheel("1.1")), largest=10)
    assert (changes.complete, changes.modules_gone, changes.requires_python) == (False, (), (">=3.8", ">=3.8"))


def test_an_embedded_index_without_the_project_says_nothing(tmp_path):
    """Before the first release, and where the index cannot be read, there is nothing to compare, and nothing is made."""
    world, made = harbour(tmp_path), built(tmp_path, a_wheel("1.1"))
    assert embedded_changes(world, *made) is None
    assert not (tmp_path / "data").exists()
    for one in (tiny_wheel("golden-demo"), a_wheel("2.0"), a_wheel("1.0")):
        before = embedded_changes(world, *made)
        kept(tmp_path, one)
        assert before is None
    assert embedded_changes(world, *made).version == "1.0"
    Path(tmp_path, "data", "index", "ledger.jsonl").write_text("broken\n")
    assert embedded_changes(world, *made) is None


def test_a_file_that_is_lost_stops_nothing(tmp_path):
    """The release tells what is wrong with the index, or with what was built, where it needs them."""
    world, made = harbour(tmp_path), built(tmp_path, a_wheel("1.1"))
    kept(tmp_path, a_wheel("1.0"))
    assert embedded_changes(world, made[0], {"dinghy-1.1-py3-none-any.whl": str(tmp_path / "gone")}) is None
    for path in (tmp_path / "data" / "index" / "files").rglob("content"):
        path.unlink()
    assert embedded_changes(world, *made) is None
