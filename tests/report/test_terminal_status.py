"""What a person reads of how a project stands."""

import json

import pytest

from seatrial.model.release import FileOutcome
from seatrial.model.sentence import ProblemFacts
from seatrial.model.status import (
    ChangeStatus,
    DistFile,
    DistStatus,
    IndexStatus,
    OnIndex,
    RehearsalStatus,
    ReleaseStatus,
    Status,
    TagStatus,
    TreeStatus,
)
from seatrial.problem import Problem
from seatrial.problem.edits import UNSAFE
from seatrial.problem.release import UNSAFE_JOURNAL
from seatrial.report.data import status_json
from seatrial.report.style import PLAIN, Style
from seatrial.report.terminal_status import COMMANDS, status_text
from seatrial.report.typed import TYPED, Typed

WHEEL = "demo-1.0-py3-none-any.whl"
FULL = Status(
    folder=".",
    name="demo",
    version="1.0",
    tree=TreeStatus("changed", "c0ffee" * 6, "main", ("a.py", "b.py", "c.py", "d\x1b.py")),
    tag=TagStatus("elsewhere", "v1.0", "decade" * 6),
    dist=DistStatus("altered", "1.0", (DistFile(WHEEL, 4300, "altered"), DistFile("demo-1.0.tar.gz", 100, "missing"))),
    rehearsal=RehearsalStatus("this commit", 7200.0),
    release=ReleaseStatus("interrupted", "demo", "1.0", "local", (FileOutcome(WHEEL, 4300, "0" * 64, "uploaded"),), this_commit=True),
    embedded=IndexStatus("other versions", ("0.4", "0.3", "0.2", "0.1")),
)


def test_the_table_tells_everything_at_a_glance() -> None:
    """Each part is one row with a mark; names from outside cannot act on the terminal."""
    assert status_text(FULL, "resume", "en", PLAIN, TYPED) == (
        "demo 1.0\n\n"
        "  tree            – not committed: 4 (a.py, b.py, c.py, …); main, commit c0ffeec0ffee\n"
        "  tag             ✗ v1.0 is on another commit, decadedecade\n"
        "  dist/           ✗ 1.0, not as it was built\n"
        f"                    {WHEEL}  4.2 KiB  other bytes than were built\n"
        "                    demo-1.0.tar.gz              100 B  missing\n"
        "  rehearsal       ✓ this commit, 2 h ago; built again since\n"
        "  release         ✗ demo 1.0 to the embedded index was interrupted; sent: 1 of 1\n"
        "  embedded index  – versions: 0.4, 0.3, 0.2, …\n"
        "  next            seatrial resume\n"
    )


def test_it_speaks_chinese() -> None:
    """The same in Chinese."""
    assert "已发送 1 个，共 1 个" in status_text(FULL, "resume", "zh", PLAIN, TYPED)


@pytest.mark.parametrize("step", COMMANDS)
def test_the_next_command_can_be_typed_as_it_is_shown(step) -> None:
    """The folder and the place of data that were named are named again."""
    text = status_text(FULL, step, "en", Style(colour=True), Typed("my project", (), "/data"))
    folder = "" if step == "nothing" else " 'my project'"
    assert f"seatrial {' '.join(COMMANDS[step])}{folder} --data /data" in text


def test_what_ended_for_certain_is_resumed_only_for_an_outer_reason() -> None:
    """After a verification that failed, one reads when to resume and what to do otherwise."""
    ended = FULL._replace(release=FULL.release._replace(standing="ended"))
    assert "if the network or the disk was the reason: seatrial resume; else mend the package" in status_text(
        ended, "resume", "en", PLAIN, TYPED
    )


def test_who_wants_it_quiet_reads_the_next_command_alone() -> None:
    """A prompt or a script gets one line, or none where nothing is to be done."""
    assert status_text(FULL, "resume", "en", PLAIN, TYPED, quiet=True) == "seatrial resume\n"
    assert status_text(FULL, "nothing", "en", PLAIN, TYPED, quiet=True) == ""


def test_a_run_that_goes_on_is_told_before_anything_is_begun() -> None:
    """Nobody is sent to resume what another terminal is doing right now."""
    text = status_text(FULL._replace(release=None, at_work=4711), "wait", "en", PLAIN, TYPED)
    assert "  now             – a run of seatrial works on this project: process 4711\n" in text
    assert "  next            wait until it has ended, then: seatrial status\n" in text
    assert status_json(FULL._replace(at_work=4711), "wait", "en")["at_work"] == 4711


def test_what_is_not_known_is_said_so() -> None:
    """A project without name, version, git, and with a journal and an index that cannot be read."""
    facts = ProblemFacts(UNSAFE_JOURNAL, {"path": "x\x1b"})
    bare = FULL._replace(
        name=None, version=None, tree=TreeStatus("clean", "c0ffee" * 6), release=ReleaseStatus("unreadable", problem=facts),
        embedded=IndexStatus("unreadable", problem=facts), dist=DistStatus("empty"),
    )  # fmt: skip
    text = status_text(bare, "abandon", "en", PLAIN, TYPED)
    assert text.startswith("The project, of a version that only a build tells\n")
    assert "on no branch" in text
    assert text.count("x\\x1b") == 2
    answer = json.loads(json.dumps(status_json(bare, "abandon", "en")))
    assert answer["release"]["problem"]["id"] == answer["embedded"]["problem"]["id"] == UNSAFE_JOURNAL.id


def test_a_program_reads_the_same_facts() -> None:
    """The JSON answer has every row, with bytes and seconds as numbers."""
    answer = json.loads(json.dumps(status_json(FULL, "resume", "en")))
    assert (answer["name"], answer["version"], answer["next"], answer["errors"]) == ("demo", "1.0", "resume", 0)
    assert answer["rehearsal"] == {"state": "this commit", "seconds": 7200}
    assert answer["dist"]["files"][0] == {"name": WHEEL, "size": 4300, "state": "altered"}
    assert answer["release"]["files"][0]["state"] == "uploaded"
    nothing = status_json(FULL._replace(release=None, rehearsal=RehearsalStatus("none")), "rehearse", "en")
    assert (nothing["release"], nothing["rehearsal"]["seconds"]) == (None, None)


SHOWN = (
    OnIndex("testpypi", "unknown", rehearsed=7200.0, reason="no such\x1b host"),
    OnIndex("pypi", "some files", ("1.0", "0.9"), (WHEEL,), ("demo-1.0.tar.gz",), released=7200.0, this_commit=True),
)


def test_what_testpypi_and_pypi_have_stands_below_the_embedded_index() -> None:
    """What they show, and what is remembered of them, each in one line."""
    text = status_text(FULL._replace(indexes=SHOWN), "published", "en", Style(columns=140), TYPED)
    assert "  TestPyPI        – could not be asked (no such\\x1b host); this commit was rehearsed there 2 h ago\n" in text
    assert "  PyPI            ✗ has this version without demo-1.0.tar.gz; versions: 1.0, 0.9; this version was sent there 2 h ago\n" in text
    assert (
        "  next            this version is on PyPI; before the next release raise it with `seatrial bump`, commit, then: seatrial rehearse\n"
        in text
    )
    remembered = FULL._replace(indexes=(OnIndex("pypi", "not asked", released=7200.0), OnIndex("testpypi", "this version", ("1.0",))))
    assert "  PyPI            ✓ this version was sent there 2 h ago\n" in status_text(remembered, "resume", "en", PLAIN, TYPED)
    assert "nothing here tells whether its files are yours" in status_text(remembered, "resume", "en", PLAIN, TYPED)


def test_files_that_are_half_changed() -> None:
    """They are named with the command that was cut off, and come before a release that was begun; a record that is not trusted is explained."""
    half = FULL._replace(change=ChangeStatus("bump", ("a\x1b.py", "b.py")))
    text = status_text(half, "resume", "en", PLAIN, TYPED)
    assert "  changes         ✗ `seatrial bump` was interrupted while it changed files: a\\x1b.py, b.py\n" in text
    assert text.endswith("  next            seatrial resume\n")
    assert status_json(half, "resume", "en")["change"] == {"command": "bump", "files": ["a\x1b.py", "b.py"], "problem": None}
    unsafe = FULL._replace(change=ChangeStatus(problem=Problem(UNSAFE, path="x").facts()))
    assert "✗ x 不是您用这个 seatrial 写下的" in status_text(unsafe, "resume", "zh", PLAIN, TYPED)
    assert status_json(unsafe, "resume", "en")["change"]["problem"]["id"] == "PFX009"


def test_the_indexes_in_json() -> None:
    """Every fact has its key; an age that is not known is null."""
    first, second = status_json(FULL._replace(indexes=SHOWN), "release", "en")["indexes"]
    assert first == {
        "index": "testpypi", "state": "unknown", "versions": [], "files": [], "missing": [], "released": None, "rehearsed": 7200,
        "this_commit": False, "reason": "no such\x1b host",
    }  # fmt: skip
    assert (second["state"], second["released"], second["missing"], second["reason"]) == ("some files", 7200, ["demo-1.0.tar.gz"], None)
