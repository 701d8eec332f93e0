"""What an index is asked before the first byte, against real sockets: what it would surely refuse is told in its own words, and nothing is sent."""

import hashlib
import json
import time

import pytest

from make.installable import sdist, wheel
from make.lookups import JSON, file_of, like_pypi, page
from make.replies import Reply
from make.tokens import ACCOUNT, token
from make.uploads import alone, send, states

__all__ = ["alone"]
DAY = 86_400
FORGE = "Project-URL: Home, https://github.com/harbour/boat"
WHEEL = wheel({"boat.py": ""}, headers=[FORGE])
SDIST = sdist({"boat.py": ""}, headers=[FORGE])
ACCOUNTS = {"SEATRIAL_TOKEN": token(ACCOUNT)}


@pytest.fixture
def dist(tmp_path):
    """Put a wheel and an sdist of boat 1.0 into a folder."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for file in (WHEEL, SDIST):
        (folder / file.name).write_bytes(file.data)
    return folder


def rules(outcome, *severities):
    """Return the ids of what was found before the upload."""
    found = outcome.report.findings
    return sorted({one.rule for one in found if one.rule[:3] in {"IDX", "BFR", "CHG"} and one.severity in (severities or (one.severity,))})


def look(outcome):
    """Return the one thing that was looked up."""
    (found,) = outcome.looked_up
    return found


def described(*lines: str, name: str = "boat", version: str = "0.9") -> tuple[str, Reply, str]:
    """Return path and answer of the metadata of an earlier wheel, and its hash."""
    text = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines, "", ""]).encode()
    return f"/files/{name}-{version}-py3-none-any.whl.metadata", Reply(text), hashlib.sha256(text).hexdigest()


def earlier(*lines: str, **more: object) -> dict[str, Reply]:
    """Return an index that has boat 0.9 with this metadata."""
    path, reply, sha256 = described(*lines)
    listed = file_of("boat-0.9-py3-none-any.whl", **{"core-metadata": {"sha256": sha256}, **more})
    return {"boat": page(listed), path: reply}


def test_a_name_like_another_is_refused_beforehand(monkeypatch, tmp_path, dist) -> None:
    """PyPI's answer to a name too similar to another is known before a byte is sent, and names that are free are named."""
    with like_pypi(monkeypatch, {"b0at": page(file_of("b0at-1.0.tar.gz")), "boat-lib": page()}) as (url, paths):
        outcome = send(tmp_path, url, dist)
    assert (states(outcome), outcome.problem, rules(outcome, "error")) == (["not sent"] * 2, None, ["IDX005"])
    assert {subject.refusal.status for subject in outcome.report.subjects} == {400}
    words = {subject.refusal.message.partition(" See ")[0] for subject in outcome.report.subjects}
    assert words == {"The name 'boat' is too similar to an existing project."}
    assert [subject.verdict for subject in outcome.report.subjects] == ["refused", "refused"]
    assert (look(outcome).similar, look(outcome).free) == ("b0at", ("harbour-boat", "py-boat", "boat-py", "boat-tools"))
    assert paths.count("/simple/boat/") == 1
    assert len(paths) < 40


def test_a_new_name_that_nobody_has(monkeypatch, tmp_path, dist) -> None:
    """A first upload goes on, and says that it makes the project."""
    with like_pypi(monkeypatch, {}) as (url, paths):
        outcome = send(tmp_path, url, dist, dry_run=True, environ=ACCOUNTS)
    assert (outcome.problem, rules(outcome), look(outcome).project, look(outcome).asked) == (None, [], "absent", 4)
    assert outcome.plan is not None
    assert set(paths) == {f"/simple/{name}/" for name in ("boat", "b0at", "b-oat", "bo-at", "boa-t")}


@pytest.mark.parametrize(("days", "found", "left"), [(13, [], 1), (15, ["IDX010"], 0)])
def test_a_version_that_takes_no_more_files(monkeypatch, tmp_path, dist, days, found, left) -> None:
    """New files for a version of more than 14 days are refused beforehand; until then one hears how long it is open."""
    there = file_of("boat-1.0-cp39-cp39-win_amd64.whl", at=time.time() - days * DAY - 60)
    late = file_of("boat-1.0-cp310-cp310-win_amd64.whl", at=time.time() - 60)
    with like_pypi(monkeypatch, {"boat": page(there, late)}) as (url, _):
        outcome = send(tmp_path, url, dist, dry_run=True, environ=ACCOUNTS)
    assert (rules(outcome, "error"), look(outcome).days, look(outcome).files) == (found, left, 2)
    assert (outcome.plan is None) == bool(found)


def test_what_is_there_is_no_reason_to_refuse(monkeypatch, tmp_path, dist) -> None:
    """Files that are there byte by byte are done, however old the release and whatever became of the project."""
    old = time.time() - 100 * DAY
    files = [file_of(file.name, file.artifact.sha256, at=old) for file in (WHEEL, SDIST)]
    with like_pypi(monkeypatch, {"boat": page(*files, status="archived")}) as (url, paths):
        outcome = send(tmp_path, url, dist, environ=ACCOUNTS)
    assert (outcome.problem, states(outcome), rules(outcome, "error")) == (None, ["present"] * 2, [])
    assert look(outcome).whose == "ours"
    assert set(paths) == {"/simple/boat/"}


def test_a_second_sdist(monkeypatch, tmp_path, dist) -> None:
    """A release that has an sdist under another name takes no second one; the wheel alone would be taken."""
    with like_pypi(monkeypatch, {"boat": page(file_of("boat-1.0.zip", at=time.time()))}) as (url, _):
        outcome = send(tmp_path, url, dist, environ=ACCOUNTS)
    assert rules(outcome, "error") == ["IDX011"]
    assert [subject.verdict for subject in outcome.report.subjects] == ["accepted", "refused"]


@pytest.mark.parametrize(
    ("status", "severity", "rule"),
    [("archived", "error", "BFR001"), ("quarantined", "warning", "BFR002"), ("deprecated", "note", "BFR003")],
)
def test_the_status_of_a_project(monkeypatch, tmp_path, dist, status, severity, rule) -> None:
    """An archived project takes no files, which is told beforehand; other marks are worth knowing."""
    with like_pypi(monkeypatch, {"boat": page(file_of("boat-0.9.tar.gz"), status=status)}) as (url, _):
        outcome = send(tmp_path, url, dist, dry_run=True, environ=ACCOUNTS)
    assert rule in rules(outcome, severity)
    assert (outcome.plan is None) == (severity == "error")


def test_a_yanked_version(monkeypatch, tmp_path, dist) -> None:
    """Whoever adds files to a yanked version hears that nobody will get them."""
    with like_pypi(monkeypatch, {"boat": page(file_of("boat-1.0.post0.tar.gz"), file_of("boat-1.0.zip", yanked="sinks"))}) as (url, _):
        outcome = send(tmp_path, url, dist / WHEEL.name, dry_run=True, environ=ACCOUNTS)
    (found,) = [one for one in outcome.report.findings if one.rule == "BFR004"]
    assert (found.severity, found.values["reason"]) == ("warning", "sinks")


def test_somebody_elses_project(monkeypatch, tmp_path, dist) -> None:
    """A project of others is told plainly, with names that are free; as nobody can be sure, it stops nothing."""
    replies = earlier("Summary: A ferry", "Home-page: https://ferry.example", "Requires-Python: >=3.8")
    with like_pypi(monkeypatch, {**replies, "py-boat": page()}) as (url, _):
        outcome = send(tmp_path, url, dist, dry_run=True, environ=ACCOUNTS)
        strict = send(tmp_path, url, dist, dry_run=True, fail_on="warning", environ=ACCOUNTS)
    (found,) = [one for one in outcome.report.findings if one.rule == "IDX020"]
    assert (found.severity, found.values["theirs"]) == ("warning", "A ferry (ferry.example)")
    assert (look(outcome).whose, look(outcome).free) == ("taken", ("harbour-boat", "boat-py", "boat-lib", "boat-tools"))
    assert (outcome.plan is not None, strict.plan) == (True, None)


def test_our_own_project_and_what_changed(monkeypatch, tmp_path, dist) -> None:
    """What the metadata of the release before tells is told: another licence, fewer Pythons; for one request, and no file."""
    made = wheel({"boat.py": ""}, headers=[FORGE, "License: MIT", "Requires-Python: >=3.11"])
    (dist / WHEEL.name).write_bytes(made.data)
    replies = earlier(FORGE, "License: BSD-3-Clause", "Requires-Python: >=3.9")
    with like_pypi(monkeypatch, replies) as (url, paths):
        outcome = send(tmp_path, url, dist / WHEEL.name, dry_run=True, environ=ACCOUNTS)
    assert (rules(outcome), look(outcome).whose, look(outcome).newest) == (["CHG010", "CHG012"], "ours", "0.9")
    assert (outcome.changes.version, outcome.changes.complete) == ("0.9", False)
    assert sorted(paths) == ["/files/boat-0.9-py3-none-any.whl.metadata", "/simple/boat/"]


def test_a_project_that_says_nothing_of_itself(monkeypatch, tmp_path, dist) -> None:
    """Where nothing tells whose a project is, that is a note: who released it before knows."""
    told = json.dumps({"info": {"summary": "Floats"}}).encode()
    replies = {
        "boat": page(file_of("boat-0.9.tar.gz", **{"requires-python": ">=2.7"})),
        "/pypi/boat/json": Reply(told, kind="application/json"),
    }
    with like_pypi(monkeypatch, replies) as (url, _):
        outcome = send(tmp_path, url, dist, dry_run=True, environ=ACCOUNTS)
    assert (rules(outcome, "note"), look(outcome).whose, look(outcome).theirs) == (["IDX021"], "unsure", "Floats")


@pytest.mark.parametrize(
    ("caveats", "there", "found"),
    [
        ([[1, ["ship"]]], True, ["PCR012", "IDX020"]),
        ([[2, ["6fa459ea-ee8a-3ca4-894e-db77e160355e"]]], False, ["IDX006"]),
        ([[2, ["6fa459ea-ee8a-3ca4-894e-db77e160355e"]]], True, ["IDX020"]),
        ([[1, ["boat"]]], False, ["BFR006"]),
        ([[1, ["boat"]]], True, []),
        ([ACCOUNT], False, []),
    ],
)
def test_a_token_that_does_not_reach(monkeypatch, tmp_path, dist, caveats, there, found) -> None:
    """A limited token never makes a project and reaches no other: that is told before anything is sent."""
    replies = earlier("Home-page: https://ferry.example") if there else {}
    with like_pypi(monkeypatch, replies) as (url, _):
        outcome = send(tmp_path, url, dist, dry_run=True, environ={"SEATRIAL_TOKEN": token(*caveats)})
    problems = [outcome.problem.kind.id] if outcome.problem else []
    assert [*problems, *rules(outcome, "error", "warning")] == found


def test_several_releases_and_a_token_of_one(monkeypatch, tmp_path, dist) -> None:
    """Where files of several projects go in one call, a token that reaches only one of them is told before any of them is sent."""
    other = wheel({"ship.py": ""}, name="ship")
    (dist / other.name).write_bytes(other.data)
    with like_pypi(monkeypatch, {"boat": page(), "ship": page()}) as (url, paths):
        outcome = send(tmp_path, url, dist, environ={"SEATRIAL_TOKEN": token([1, ["boat"]])})
    assert (rules(outcome, "error"), states(outcome)) == (["IDX006"], ["not sent"] * 3)
    assert [subject.verdict for subject in outcome.report.subjects] == ["accepted", "accepted", "refused"]
    assert sorted(paths) == ["/simple/boat/", "/simple/ship/"]


def test_a_project_that_grows_too_large(monkeypatch, tmp_path, dist) -> None:
    """A project near PyPI's limit is warned of, because a higher limit may have been granted."""
    large = file_of("boat-0.9.tar.gz")
    with like_pypi(monkeypatch, {"boat": page({**large, "size": 10 * 1024**3 - 100})}) as (url, _):
        near = send(tmp_path, url, dist, dry_run=True, environ=ACCOUNTS)
    with like_pypi(monkeypatch, {"boat": page({**large, "size": 20 * 1024**3})}) as (url, _):
        beyond = send(tmp_path, url, dist, dry_run=True, environ=ACCOUNTS)
    assert "BFR005" in rules(near, "warning")
    assert "BFR005" not in rules(beyond)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<html><form>Log in</form></html>", kind="text/html"),
        Reply(b'{"message": "no"}', kind="application/json"),
        Reply(b'{"files": 7}', kind=JSON),
        Reply(b"{", kind=JSON),
        Reply(status=503),
        Reply(status=401),
    ],
)
def test_an_index_that_cannot_be_asked(monkeypatch, tmp_path, dist, reply) -> None:
    """An index that answers with anything else than its list is not known, and stops nothing; nobody is told that a name is new."""
    with like_pypi(monkeypatch, {"boat": reply}) as (url, paths):
        outcome = send(tmp_path, url, dist, dry_run=True, environ=ACCOUNTS)
    assert (outcome.problem, rules(outcome)) == (None, [])
    assert look(outcome).project == ("there" if b"files" in reply.body else "unknown")
    assert set(paths) <= {"/simple/boat/", "/pypi/boat/json"}


def test_other_indexes(tmp_path, dist) -> None:
    """What PyPI refuses is no matter where another index is sent to: it is asked once for its list, and for no other name."""
    from make.replies import replying

    with replying({"/simple/boat/": page(status="archived")}) as (url, seen):
        outcome = send(tmp_path, f"{url}/legacy/", dist, dry_run=True)
    assert (rules(outcome), [one["path"] for one in seen]) == (["BFR001"], ["/simple/boat/"])
    assert outcome.plan is not None


def test_nobody_is_asked_for_a_token_in_vain(monkeypatch, tmp_path, dist) -> None:
    """What PyPI surely refuses is told before a token is looked for."""
    with like_pypi(monkeypatch, {"b0at": page()}) as (url, _):
        refused = send(tmp_path, url, dist, environ={"SEATRIAL_TOKEN": ""})
    with like_pypi(monkeypatch, {}) as (url, _):
        wanted = send(tmp_path, url, dist, environ={"SEATRIAL_TOKEN": ""})
    assert (refused.problem, wanted.problem.kind.id) == (None, "PCR038")
