"""Releases on an index that are verified: real servers, real pip and uv, and every way in which pages and files can be wrong."""

import base64
import threading
from pathlib import Path

import pytest

from make.index import TOKEN, send, site_at
from make.installable import Made, sdist, shore, wheel
from make.listings import Said, Written, entry, file, page, release, written
from make.release import harbour, project
from make.remembered import built, sent
from seatrial.app import taking
from seatrial.app.course import Course, outcome_of
from seatrial.app.verify_published import verify_published
from seatrial.app.verifying import verifying
from seatrial.core.profile import LOCAL
from seatrial.model.release import Outcome
from seatrial.model.verify import VerifyOptions

BARE = {"PATH": "/usr/bin:/bin"}
GOOD = wheel({"boat.py": ""})
BROKEN = wheel({"boat.py": "def f(:\n"})
"""What is not installed after it was judged, so that a test of what comes before is quick."""
OTHER = wheel({"boat.py": "A = 1\n"})
API = "/pypi/boat/1.0/json"
LIST = "/simple/boat/"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Work in a folder of the test's own, without proxies, and without waiting for what comes again."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(taking, "AGAIN", (0.0, 0.0))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return here


def look(tmp_path: Path, url: str, target: str = "boat==1.0", told=None, wait: float = 0.0, **environ: str) -> Outcome:
    """Verify a release; nobody waits between two looks."""
    pause = threading.Event()
    pause.set()
    course = Course(shore(tmp_path, told, **{**BARE, "HOME": str(tmp_path), **environ}), "verify", "")
    options = VerifyOptions((target,), from_index=url, wait=wait)
    return outcome_of(course, lambda given: verify_published(given, options, pause))


def problem(outcome: Outcome) -> str | None:
    return outcome.problem.kind.id if outcome.problem else None


def ids(said) -> list[str]:
    return [one.sentence.id for one in said]


def laid(folder: Path, *made: Made) -> None:
    folder.mkdir(exist_ok=True)
    for one in made:
        folder.joinpath(one.name).write_bytes(one.data)


def test_a_release_is_shown_is_ours_and_works(tmp_path, elsewhere) -> None:
    """What was built here is found on the index with its very bytes, installed with pip and uv from there, and imported; a wheel for others is named."""
    foreign = wheel({"boat.py": ""}, tag="cp39-cp39-win_amd64")
    source = sdist({"boat.py": ""})
    laid(elsewhere / "dist", GOOD, source, foreign)
    with written(GOOD, source, foreign) as index:
        index.say(API, release(*(entry(one) for one in (GOOD, source, foreign))))
        outcome = verifying(shore(tmp_path), VerifyOptions(("Boat==1.0.0",), from_index=index.url))
        assert outcome.problem is None
        assert (outcome.command, outcome.name, outcome.version, outcome.index_name) == ("verify", "Boat", "1.0.0", index.url)
        assert [(one.name, one.state) for one in outcome.files] == [(one.name, "present") for one in (GOOD, source, foreign)]
        assert [(one.file[-3:], one.with_, one.ok) for one in outcome.verified] == [
            ("whl", "pip", True),
            ("whl", "uv", True),
            (".gz", "pip", True),
        ]
        assert (ids(outcome.notes), ids(outcome.unproven)) == (["VPB003"], ["VPB007", "STV004"])
        assert outcome.notes[0].values["count"] == 3
        assert [subject.path for subject in outcome.report.subjects] == [GOOD.name, source.name]
        assert f"/files/{foreign.name}" not in index.paths()
        assert all(headers.get("cache-control") == "no-cache" for path, headers in index.asked if path == LIST)
    assert list(tmp_path.glob("**/seatrial-*")) == []


def test_a_release_on_the_embedded_index(tmp_path, elsewhere) -> None:
    """`--from local` holds the embedded index against the journal of the release, which counts before what was built since; a name alone is the newest."""
    world = harbour(tmp_path, **BARE)
    empty = verifying(world, VerifyOptions(("boat==1.0",), from_index="local", wait=0))
    assert problem(empty) == "PVF052"
    site = site_at(tmp_path / "data" / "index")
    assert send(site, GOOD.name, GOOD.data).status == 200
    sent(elsewhere, world, built(elsewhere, world, GOOD), LOCAL)
    built(elsewhere, world, OTHER)
    outcome = verifying(world, VerifyOptions(("boat",), from_index="local", wait=0))
    assert (outcome.problem, outcome.version, [one.with_ for one in outcome.verified]) == (None, "1.0", ["pip"])
    assert "released-" in outcome.notes[0].values["where"]
    assert ids(outcome.notes) == ["VPB003", "VPB010"]


def test_what_nothing_here_can_be_compared_with_is_said(tmp_path) -> None:
    """Without files of that version here, that they are ours is not proven; a page without a hash proves less."""
    with written(BROKEN) as index:
        assert ids(look(tmp_path, index.url).unproven) == ["VPB002"]
        index.say(LIST, page(entry(BROKEN, hashes=None, size=None)))
        bare = look(tmp_path, index.url)
        assert bare.files[0].size == len(BROKEN.data)
        assert (ids(bare.unproven), bare.files[0].sha256) == (["VPB008"], BROKEN.artifact.sha256)


def test_other_bytes_than_here_are_the_gravest(tmp_path, elsewhere) -> None:
    """A file that differs from the one here ends it before anything is downloaded; where no hash is shown, after."""
    laid(elsewhere / "dist", OTHER)
    with written(GOOD) as index:
        outcome = look(tmp_path, index.url)
        assert (problem(outcome), f"/files/{GOOD.name}" in index.paths()) == ("PVF055", False)
        assert outcome.problem.values["planned"] == OTHER.artifact.sha256
        index.say(LIST, page(entry(GOOD, hashes=None)))
        assert problem(look(tmp_path, index.url)) == "PVF055"


def test_files_that_only_the_index_has(tmp_path, elsewhere) -> None:
    """What lies in dist may be a part: whose the rest is was not proven, and said."""
    more = wheel({"boat.py": ""}, tag="py2-none-any")
    laid(elsewhere / "dist", BROKEN)
    with written(BROKEN, more) as index:
        outcome = look(tmp_path, index.url)
    assert ids(outcome.unproven) == ["VPB007", "VPB012"]
    assert outcome.unproven[1].values["files"] == more.name


def test_a_stale_page_is_told_from_an_absence(tmp_path) -> None:
    """The JSON API is the second witness: while it alone shows the release, the list is old; the next list ends the wait."""
    told: list = []
    with written(BROKEN) as index:
        fresh = page(entry(BROKEN), Age="7", X_PyPI_Last_Serial="4")
        index.say(API, release(entry(BROKEN), X_PyPI_Last_Serial="5"))
        index.say(LIST, page(), page(), fresh)
        soon = look(tmp_path, index.url, told=told, wait=30)
        assert problem(soon) is None
        assert [one.said.sentence.id for one in told if one.step == "confirm" and one.state == "note"] == ["VPB001", "VPB001"]
        assert ids(soon.notes) == ["VPB022", "VPB019"]
        index.say(LIST, page())
        assert problem(look(tmp_path, index.url, wait=0.05)) == "PVF053"
        index.say(API, Said(404))
        assert problem(look(tmp_path, index.url)) == "PVF051"
        index.say(LIST, Said(404), Said(404), page(entry(BROKEN)))
        assert problem(look(tmp_path, index.url, wait=30)) is None
        index.say(LIST, Said(404))
        assert problem(look(tmp_path, index.url)) == "PVF052"
        assert problem(look(tmp_path, index.url, "boat")) == "PVF052"


def test_a_release_of_which_files_are_missing(tmp_path, monkeypatch) -> None:
    """A file that the last build names and the index does not show is told with the place that names it; one that only the JSON API shows is late."""
    world, files = harbour(tmp_path), (BROKEN, sdist({"boat.py": ""}))
    folder = project(tmp_path / "project", "boat")
    monkeypatch.chdir(folder)
    built(folder, world, *files)
    with written(files[0]) as index:
        outcome = look(tmp_path, index.url, SEATRIAL_DATA=str(tmp_path / "data"))
        assert (problem(outcome), outcome.problem.values["files"]) == ("PVF054", files[1].name)
        assert ".seatrial" in outcome.problem.values["where"]
    with written(BROKEN) as index:
        more = wheel({"boat.py": ""}, tag="py2-none-any")
        index.say(API, release(entry(BROKEN), entry(more)))
        monkeypatch.chdir(tmp_path)
        outcome = look(tmp_path, index.url)
        assert (problem(outcome), outcome.problem.values["files"]) == ("PVF053", more.name)


def test_pages_that_contradict_one_another_and_bytes_that_contradict_them(tmp_path) -> None:
    """Two hashes for one file, or bytes with a third, are told as what they are; an accident of the network is not."""
    with written(BROKEN) as index:
        index.say(API, release(entry(BROKEN, hashes={"sha256": "0" * 64})))
        assert problem(look(tmp_path, index.url)) == "PVF056"
        index.say(API, Said(404))
        index.say(f"/files/{BROKEN.name}", file(BROKEN, BROKEN.data[:-1] + b"!"), file(BROKEN))
        assert problem(look(tmp_path, index.url)) is None
        index.say(f"/files/{BROKEN.name}", file(BROKEN, BROKEN.data[:-1] + b"!"))
        assert problem(look(tmp_path, index.url)) == "PVF057"
        index.say(f"/files/{BROKEN.name}", file(BROKEN, BROKEN.data + b"!"))
        assert problem(look(tmp_path, index.url)) == "PVF059"
        index.say(LIST, page(entry(BROKEN, size=10**400)))
        index.say(f"/files/{BROKEN.name}", Said(404), Said(503), file(BROKEN))
        assert problem(look(tmp_path, index.url)) is None
        index.say(f"/files/{BROKEN.name}", Said(404))
        assert (outcome := look(tmp_path, index.url)).problem.values["reason"] == "HTTP 404"
        assert problem(outcome) == "PVF059"


def test_an_index_that_does_not_answer(tmp_path, monkeypatch) -> None:
    """A page that comes byte by byte without end, a fault of the server, nobody there at all: told within the time."""
    monkeypatch.setattr("seatrial.app.reading.SECONDS", 0.2)
    with written(BROKEN) as index:
        index.say(LIST, Said(503), page(entry(BROKEN)))
        assert problem(look(tmp_path, index.url, wait=30)) is None
        index.say(LIST, Said(503))
        assert problem(look(tmp_path, index.url)) == "PVF060"
        slow = look_slowly(tmp_path, index)
        assert problem(slow) == "PVF060"
    assert problem(look(tmp_path, index.url)) == "PVF060"


def look_slowly(tmp_path: Path, index: Written) -> Outcome:
    """Ask for a page that never ends."""
    index.say(LIST, Said(200, b"{", {"Content-Type": "text/html"}, drip=True))
    return look(tmp_path, f"{index.url}simple/")


def test_what_is_to_be_known_beside_the_bytes(tmp_path) -> None:
    """A yanked release, an archived project, where a file came from: said; a quarantined project is a problem of its own."""
    with written(BROKEN) as index:
        listed = entry(BROKEN, yanked="leaks", provenance=f"/integrity/boat/1.0/{BROKEN.name}/provenance")
        index.say(LIST, page(listed, status="archived"))
        outcome = look(tmp_path, index.url)
        assert ids(outcome.notes) == ["VPB004", "VPB005", "VPB006"]
        assert outcome.notes[0].values["reason"] == "leaks"
        assert outcome.notes[2].values["url"].startswith(f"{index.url}integrity/")
        index.say(LIST, page(entry(BROKEN, yanked=True)))
        assert look(tmp_path, index.url).notes[0].values["reason"] == "-"
        index.say(LIST, page(status="quarantined"))
        assert problem(look(tmp_path, index.url, wait=30)) == "PVF061"


def test_the_newest_version(tmp_path) -> None:
    """A name alone is the newest version that installers would choose: no pre-release, and none that is yanked."""
    newer, yanked = (wheel({"boat.py": "def f(:\n"}, version=version) for version in ("2.0rc1", "3.0"))
    with written(BROKEN) as index:
        index.say(LIST, page(entry(newer), entry(BROKEN), entry(yanked, yanked=True)))
        outcome = look(tmp_path, index.url, "boat")
    assert (outcome.version, ids(outcome.notes)) == ("1.0", ["VPB010"])


def test_what_this_machine_can_install(tmp_path) -> None:
    """Nothing for this platform is a problem before anything is downloaded; an sdist alone is said to be built by users."""
    foreign, source = wheel({"boat.py": ""}, tag="cp39-cp39-win_amd64"), Made("boat-1.0.tar.gz", b"no archive")
    told: list = []
    with written(foreign) as index:
        assert problem(look(tmp_path, index.url)) == "PVF028"
        index.say(LIST, page(entry(foreign), entry(source)))
        index.say(f"/files/{source.name}", file(source))
        look(tmp_path, index.url, told=told)
    assert "VPB013" in [one.said.sentence.id for one in told if one.said]


def test_an_index_with_a_login(tmp_path) -> None:
    """The credential goes to the index that asks for it, and to no other host; without one the index is said to be locked; a broken one is told."""
    login = "Basic " + base64.b64encode(b"__token__:" + TOKEN.encode()).decode()
    with written(BROKEN) as index, written(BROKEN) as files:
        index.login = login
        index.say(LIST, page(entry(BROKEN, url=f"{files.url}files/{BROKEN.name}")))
        assert problem(look(tmp_path, index.url)) == "PVF058"
        outcome = look(tmp_path, index.url, SEATRIAL_TOKEN=TOKEN)
        assert problem(outcome) is None
        assert [headers.get("authorization") for _, headers in files.asked] == [None]
        index.say(LIST, page(entry(BROKEN)))
        assert problem(look(tmp_path, index.url, SEATRIAL_TOKEN=TOKEN)) is None
        broken = look(tmp_path, index.url, SEATRIAL_TOKEN=f"{TOKEN}\n{TOKEN}")
        assert broken.problem.kind.id.startswith("PCR")


def test_an_index_that_hides_from_strangers(tmp_path) -> None:
    """Where nothing is there for those without a login, the login is tried once."""
    with written(BROKEN) as index:
        index.say(LIST, Said(404), page(entry(BROKEN)))
        assert problem(look(tmp_path, f"{index.url}simple/", SEATRIAL_TOKEN=TOKEN)) is None
        assert [bool(headers.get("authorization")) for path, headers in index.asked if path == LIST] == [False, True]


def test_an_index_that_sends_elsewhere(tmp_path) -> None:
    """What another index has is not what this one has, though a redirect leads there."""
    with written(BROKEN) as other, written() as index:
        index.say(LIST, Said(302, headers={"Location": f"{other.url}simple/boat/"}))
        assert problem(look(tmp_path, index.url, wait=30)) == "PVF062"
        index.say(LIST, Said(302, headers={"Location": "https://index.invalid/simple/boat/"}))
        assert (outcome := look(tmp_path, index.url)).problem.values["target"] == "https://index.invalid/simple/boat/"
        assert problem(outcome) == "PVF062"
        index.say(LIST, Said(302, headers={"Location": "https://127.0.0.1/simple/boat/"}))
        assert problem(look(tmp_path, index.url)) == "PVF060"


def test_what_was_refused_once_by_nobody_is_installed(tmp_path) -> None:
    """What PyPI would refuse today keeps nobody from trying what is on an index; a broken archive does."""
    old, bad = wheel({"boat.py": "def f(:\n"}, headers=["Classifier: No Such :: One"]), Made(GOOD.name, b"PK no archive")
    with written(old) as index:
        found = look(tmp_path, index.url).report.findings
        assert [one.severity for one in found if one.refusal] == ["warning"]
        index.say(LIST, page(entry(bad)))
        index.say(f"/files/{bad.name}", file(bad))
        outcome = look(tmp_path, index.url)
    assert (outcome.problem, outcome.verified) == (None, ())
    assert [one.rule[:3] for one in outcome.report.findings if one.severity == "error"] == ["ARC"]


def test_names_that_lead_out_of_a_folder_are_no_files(tmp_path) -> None:
    """A hostile index cannot have a file written elsewhere."""
    with written() as index:
        index.say(
            LIST,
            page(
                entry(BROKEN, filename="boat-1.0-py3-none-/../../../here/evil.whl"), entry(BROKEN, filename="boat-1.0-py3-none-any\\x.whl")
            ),
        )
        assert problem(look(tmp_path, index.url)) == "PVF051"


@pytest.mark.parametrize(
    "target", ["boat>=1.0", "boat[x]==1.0", "boat == 1.0", "boat==1.*", "-boat==1.0", "boat==1.0; os_name", "bo at", ""]
)
def test_what_names_no_release(tmp_path, target) -> None:
    """Nothing is asked of any index."""
    assert problem(look(tmp_path, "http://127.0.0.1:9/", target)) == "PVF050"
