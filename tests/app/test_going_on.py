"""Tests of what an earlier run left: whose it is, whether it can be trusted, what is to be said of it."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from make.git import commit, git, write
from make.release import harbour, index, project, states, steps, stop_at
from make.stock import stock
from seatrial.app.build import build
from seatrial.app.local import has_version
from seatrial.app.looking import look
from seatrial.app.rehearse import rehearse
from seatrial.app.release import release
from seatrial.app.resume import resume
from seatrial.core.journal import _SEAL, _seal
from seatrial.core.profile import PYPI
from seatrial.index.store import LEDGER
from seatrial.model.build import BuildOptions
from seatrial.model.release import RehearseOptions, ReleaseOptions
from seatrial.problem import Problem


def begin(tmp_path, step="verify", state="started"):
    """Begin the release of the project that lies in `project`, and stop it."""
    return release(harbour(tmp_path, stop_at(step, state)), str(tmp_path / "project"), ReleaseOptions())


def built(tmp_path):
    """Build the project; return the number of the problem, None where there was none."""
    world = harbour(tmp_path)
    try:
        build(world, look(world, str(tmp_path / "project")), BuildOptions(PYPI))
    except Problem as problem:
        return problem.kind.id
    return None


def test_whether_the_embedded_index_has_a_version(tmp_path):
    """A version that is there is known however it is spelt; what cannot be read counts as not there, and nothing is made."""
    world = harbour(tmp_path)
    assert not has_version(world, "project-0000", "1.0")
    assert not (tmp_path / "data" / "index").exists()
    stock(tmp_path / "data" / "index", 1, 2)
    assert has_version(world, "Project.0000", "1.1.0")
    assert not has_version(world, "project-0000", "2.0")
    assert not has_version(world, "other", "1.0")
    (tmp_path / "data" / "index" / LEDGER).write_text("{")
    assert not has_version(world, "project-0000", "1.0")


def id_of(outcome):
    """Return the number of the problem that an outcome ended with, None where there was none."""
    return outcome.problem and outcome.problem.kind.id


COMMANDS = {
    "release": lambda tmp_path: id_of(release(harbour(tmp_path), str(tmp_path / "project"), ReleaseOptions())),
    "dry run": lambda tmp_path: id_of(release(harbour(tmp_path), str(tmp_path / "project"), ReleaseOptions(dry_run=True))),
    "resume": lambda tmp_path: id_of(resume(harbour(tmp_path), str(tmp_path / "project"))),
    "rehearse": lambda tmp_path: id_of(rehearse(harbour(tmp_path), str(tmp_path / "project"), RehearseOptions(online=False))),
    "build": built,
}


def everything(tmp_path):
    """Return all that a release could touch, to the last byte: project, git with its tags, index, key."""
    tops = (tmp_path / "project", tmp_path / "data")
    paths = [path for top in tops for path in top.rglob("*") if path.name != "index" or ".git" not in path.parts]
    return {str(path): str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else None for path in paths}


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory):
    """Begin a release and stop it before the verification; it is copied for each test that only needs one."""
    folder = tmp_path_factory.mktemp("interrupted")
    project(folder / "project")
    begin(folder)
    return folder


def copied(interrupted, tmp_path):
    """Copy an interrupted release; return its journal."""
    shutil.copytree(interrupted, tmp_path, symlinks=True, dirs_exist_ok=True)
    (journal,) = (tmp_path / "project" / ".seatrial").glob("journal-*.jsonl")
    return journal


def sealed(tmp_path, body):
    """Return a first line with a seal of this user's own."""
    return body + _SEAL + _seal(body, (tmp_path / "data" / "journal.key").read_bytes(), "").encode() + b'"}\n'


DAMAGE = {
    "foreign": ("PRL001", lambda data, _: data.replace(b'"mac":"', b'"mac":"0', 1)),
    "torn in the middle": ("PRL001", lambda data, _: data[:200] + data[300:]),
    "a line taken out": ("PRL001", lambda data, _: b"".join(data.splitlines(keepends=True)[::2])),
    "edited": ("PRL001", lambda data, _: data.replace(b'"state":"uploaded"', b'"state":"present"', 1)),
    "newer": ("PRL002", lambda _, tmp_path: sealed(tmp_path, b'{"schema":2,"plan":{}')),
    "without sense": ("PRL003", lambda _, tmp_path: sealed(tmp_path, b'{"schema":1,"what":1')),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_journal_that_cannot_be_trusted_stops_every_command_and_nothing_is_touched(tmp_path, interrupted, damage, command):
    """Torn, foreign, edited or newer: nothing is built, sent, tagged or written over, and one is told what to do."""
    journal = copied(interrupted, tmp_path)
    expected, change = DAMAGE[damage]
    journal.write_bytes(change(journal.read_bytes(), tmp_path))
    before = everything(tmp_path)
    assert COMMANDS[command](tmp_path) == expected
    assert everything(tmp_path) == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("how", "expected"), [("link", "PRL020"), ("owner", "PRL020"), ("tracked", "PPR052")])
def test_a_journal_that_somebody_else_could_have_put_there_stops_every_command(tmp_path, interrupted, monkeypatch, how, expected, command):
    """A link, another user's file, or one that came with git is not read."""
    journal = copied(interrupted, tmp_path)
    if how == "link":
        (tmp_path / "elsewhere").write_bytes(journal.read_bytes())
        journal.unlink()
        journal.symlink_to(tmp_path / "elsewhere")
    elif how == "tracked":
        git(tmp_path / "project", "add", "--force", str(journal))
    else:
        real = os.fstat

        def anothers(descriptor):
            facts = real(descriptor)
            named = Path(f"/proc/self/fd/{descriptor}").readlink() == journal
            return os.stat_result((*facts[:4], os.geteuid() + 1, *facts[5:10])) if named else facts

        monkeypatch.setattr(os, "fstat", anothers)
    before = everything(tmp_path)
    assert COMMANDS[command](tmp_path) == expected
    monkeypatch.undo()
    assert everything(tmp_path) == before


def test_a_journal_that_others_can_read_is_closed_when_it_goes_on(tmp_path, interrupted):
    """Whatever its mode became, it is the user's alone afterwards."""
    journal = copied(interrupted, tmp_path)
    journal.chmod(0o666)
    assert resume(harbour(tmp_path), str(tmp_path / "project")).tag == "v1.0"
    assert {path.stat().st_mode & 0o777 for path in journal.parent.glob("*.jsonl")} == {0o600}


@pytest.mark.parametrize(
    ("command", "moment"), [("build", ("upload", "progress")), ("build", ("tag", "started")), ("rehearse", ("verify", "started"))]
)
def test_nothing_is_built_over_an_interrupted_release(tmp_path, command, moment):
    """Its files stay what they are until it is finished or given up; then the way is free."""
    folder = project(tmp_path / "project")
    begin(tmp_path, *moment)
    write(folder, {"dinghy/more.py": "MORE = 1\n"})
    commit(folder)
    before = everything(tmp_path)
    assert COMMANDS[command](tmp_path) == "PRL025"
    assert everything(tmp_path) == before
    assert resume(harbour(tmp_path), str(folder)).tag == "v1.0"
    assert COMMANDS[command](tmp_path) is None


def test_a_release_that_failed_for_sure_is_in_nobodys_way(tmp_path):
    """Who mends a package that did not verify may build and rehearse it."""
    project(tmp_path / "project", files={"dinghy/__init__.py": "def main():\n    raise SystemExit(3)\n"})
    assert COMMANDS["release"](tmp_path) == "PRL009"
    assert built(tmp_path) is None


@pytest.mark.parametrize("command", ["resume", "release"])
def test_a_journal_that_was_copied_into_another_repository_is_refused_at_once(tmp_path, command):
    """The same name does not make it the same project: nothing is sent before one learns that it cannot be tagged."""
    first = project(tmp_path / "first")
    release(harbour(tmp_path, stop_at("verify", "started")), str(first), ReleaseOptions())
    folder = project(tmp_path / "project", files={"README.md": "Another history.\n"})
    for part in (".seatrial", "dist"):
        shutil.copytree(first / part, folder / part)
    before = everything(tmp_path)
    assert COMMANDS[command](tmp_path) == "PRL023"
    assert everything(tmp_path) == before
    assert release(harbour(tmp_path), str(folder), ReleaseOptions(abandon=True)).problem.kind.id == "PRL014"
    assert resume(harbour(tmp_path), str(first)).tag == "v1.0"


def test_what_an_earlier_run_sent_was_there_already(tmp_path):
    """Each run says `uploaded` only of what it sent itself."""
    folder = project(tmp_path / "project")
    assert states(begin(tmp_path)) == ["uploaded", "uploaded"]
    assert states(begin(tmp_path)) == ["present", "present"]
    assert states(resume(harbour(tmp_path), str(folder))) == ["present", "present"]
    shutil.rmtree(tmp_path / "data" / "index")
    assert states(release(harbour(tmp_path), str(folder), ReleaseOptions())) == ["uploaded", "uploaded"]


def test_a_release_that_does_not_work_says_what_is_live_how_it_is_taken_back_and_what_is_next(tmp_path):
    """When the worst has happened, the last screen has all that one needs."""
    project(tmp_path / "project", files={"dinghy/__init__.py": "def main():\n    raise SystemExit(3)\n"})
    outcome = release(harbour(tmp_path), str(tmp_path / "project"), ReleaseOptions())
    assert id_of(outcome) == "PRL009"
    assert outcome.problem.values["where"] == str(tmp_path / "data" / "index")
    assert [(said.sentence.id, *said.values.values()) for said in outcome.notes] == [
        *(("STR023", "local", file.name) for file in outcome.files),
        ("STR025", str(tmp_path / "data" / "index")),
        ("STR026", "1.0.1"),
    ]


def test_every_file_that_collides_says_so_in_the_words_of_the_index(tmp_path):
    """One learns of all of them at once, and of what the index would answer."""
    folder = project(tmp_path / "project")
    release(harbour(tmp_path), str(folder), ReleaseOptions())
    git(folder, "tag", "-d", "v1.0")
    write(folder, {"README.md": "Other.\n"})
    commit(folder)
    outcome = release(harbour(tmp_path), str(folder), ReleaseOptions())
    assert (id_of(outcome), outcome.problem.values["count"]) == ("PRL014", 2)
    for file in outcome.files:
        assert file.name in outcome.problem.values["files"]
        assert (file.state, file.message[: 34 + len(file.name)]) == ("not sent", f"File already exists ({file.name!r}, with blak")


def clocks():
    """Return machine clocks that jump: far back, far ahead, to and fro, and standing still."""
    jumps = iter(range(10_000))
    return {
        "back": lambda: 1e9 - 1e6 * next(jumps),
        "ahead": lambda: 4e9 + 1e7 * next(jumps),
        "to and fro": lambda: 1.7e9 * (next(jumps) % 2),
        "still": lambda: 0.0,
    }


def test_a_clock_that_jumps_between_two_files_closes_no_release(tmp_path, monkeypatch):
    """An index closes a release after two weeks; one that is on its way stays open to its own files, whatever the clock says meanwhile."""
    folder = project(tmp_path / "project")
    days = iter(range(0, 100_000, 30))
    monkeypatch.setattr(time, "time", lambda: 1.7e9 + 86400.0 * next(days))
    begin(tmp_path, "upload", "progress")
    assert resume(harbour(tmp_path), str(folder)).tag == "v1.0"
    assert len(index(tmp_path)) == 2


@pytest.mark.parametrize(("first", "then"), [("back", "ahead"), ("ahead", "back"), ("to and fro", "ahead"), ("still", "back")])
def test_a_clock_that_jumps_changes_nothing(tmp_path, first, then):
    """Times are written down and never compared: a release goes on whatever the clock does within a run and between runs."""
    folder = project(tmp_path / "project")
    cut = release(harbour(tmp_path, stop_at("verify", "started"))._replace(now=clocks()[first]), str(folder), ReleaseOptions())
    assert states(cut) == ["uploaded", "uploaded"]
    (journal,) = (folder / ".seatrial").glob("journal-*.jsonl")
    when = {"back": 1, "ahead": 2**32}[then]
    for path in (journal, folder / "dist" / cut.files[0].name):
        os.utime(path, (when, when))
    outcome = resume(harbour(tmp_path)._replace(now=clocks()[then]), str(folder))
    assert (outcome.problem, outcome.tag, steps(outcome)["upload"]) == (None, "v1.0", "skipped")
    assert index(tmp_path) == {file.name: file.sha256 for file in outcome.files}
    (journal,) = (folder / ".seatrial").glob("released-*.jsonl")
    assert [json.loads(line)["kind"] for line in journal.read_bytes().splitlines()[1:]].count("done") == 4
