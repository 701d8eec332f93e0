"""What an index shows before an upload, as people read it."""

import pytest

from seatrial.model.lookup import LookUp, Rehearsed
from seatrial.model.release import FileOutcome, Outcome
from seatrial.report.data_before import looked_up_json, rehearsed_json
from seatrial.report.style import PLAIN
from seatrial.report.terminal_before import FIRST, before_lines

BOAT = LookUp("pypi", "boat", "1.1", "there", newest="1.0", pypi=True, left=2)


def shown(*looks: LookUp, language="en", rehearsed=None, index_name="pypi", command="release") -> str:
    return "\n".join(before_lines(Outcome(command, index_name, looked_up=looks, rehearsed=rehearsed), language, PLAIN))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "boat 1.1 is new on PyPI; the newest there is 1.0."),
        ({"files": 1, "days": 9}, "PyPI has boat 1.1 already; files there: 1, files to send: 2. This version takes files for this many more days: 9."),
        ({"files": 1, "left": 0, "days": 9}, "PyPI has boat 1.1 already; files there: 1, files to send: 0."),
        ({"newest": None}, "PyPI has the project boat, which has no files: whose it is cannot be seen."),
        ({"project": "unknown"}, "PyPI could not be asked what it has of boat: what it would refuse is not known."),
        (
            {"project": "absent", "asked": 4},
            f"PyPI has no project boat yet: this upload makes it. {FIRST.english} Similar names that were looked up and that nobody has: 4; not every one can be.",
        ),
        ({"project": "absent", "trusted": True}, "PyPI has no project boat yet: this upload makes it."),
        ({"project": "absent", "similar": "b0at", "free": ("py-boat",)}, "Names that are free: py-boat."),
        ({"project": "absent", "pypi": False, "index_name": "lake"}, "lake shows no files of boat yet."),
    ],
)  # fmt: skip
def test_what_is_said(fields, words) -> None:
    """One line says what the index has of the release, and what is to be known of it."""
    assert shown(BOAT._replace(**fields)) == words


def test_chinese_stands_without_spaces_between_sentences() -> None:
    """In Chinese no space stands between two sentences."""
    assert (
        shown(BOAT._replace(files=1, days=9), language="zh")
        == "PyPI 上已有 boat 1.1；已有文件：1，待发送文件：2。该版本还可以接收文件的天数：9。"
    )


def test_when_files_were_sent() -> None:
    """After the upload of a new project its owner is reminded of a token for it; nothing else of before is news."""
    sent = (FileOutcome("boat-1.1.tar.gz", 1, "0" * 64, "uploaded"),)

    def after(**fields) -> tuple[str, ...]:
        return before_lines(Outcome("upload", "pypi", files=sent, looked_up=(BOAT._replace(**fields),)), "en", PLAIN)

    assert after() == ()
    assert after(project="absent", trusted=True) == ()
    (line,) = after(project="absent")
    assert line.startswith("The project boat is new on PyPI: make a token for it alone now")


def test_of_many_releases_those_that_are_unusual_come_first() -> None:
    """Forty releases do not bury the one that is new."""
    looks = [BOAT._replace(name=f"boat{number}") for number in range(40)] + [BOAT._replace(name="ship", project="unknown")]
    text = shown(*looks)
    assert text.startswith("PyPI could not be asked what it has of ship")
    assert len(text.splitlines()) == 3


@pytest.mark.parametrize(
    ("rehearsed", "words"),
    [
        (Rehearsed("testpypi", 300.0, same_files=True), "These very files were rehearsed on TestPyPI 5 min ago."),
        (Rehearsed("rehearsal", 7300.0), "This commit was rehearsed on the rehearsal index 2 h ago; the files that were built then had other bytes."),
        (Rehearsed(), "This commit was not rehearsed: seatrial rehearse"),
    ],
)  # fmt: skip
def test_whether_it_was_rehearsed(rehearsed, words) -> None:
    """A release says whether and where it was rehearsed; a release to TestPyPI is a rehearsal itself."""
    assert shown(rehearsed=rehearsed) == words
    assert shown(rehearsed=rehearsed, index_name="testpypi") == ""


def test_names_from_outside_are_escaped() -> None:
    """No index can draw on the user's terminal."""
    assert "\x1b" not in shown(BOAT._replace(newest="1\x1b[31m", name="b\x1b", free=("\x1b",)))


def test_for_machines() -> None:
    """A program reads the same facts."""
    assert looked_up_json(BOAT._replace(days=3, free=("py-boat",)), lambda text: text) == {
        "index": "pypi", "name": "boat", "version": "1.1", "project": "there", "whose": "unknown", "status": None, "newest": "1.0",
        "files": {"there": 0, "to_send": 2}, "yanked": False, "days_left": 3, "similar": None, "free": ["py-boat"],
    }  # fmt: skip
    assert rehearsed_json(Rehearsed(), str) is None
    assert rehearsed_json(Rehearsed("testpypi", 3.6, same_files=True), str) == {"index": "testpypi", "seconds": 4, "same_files": True}
