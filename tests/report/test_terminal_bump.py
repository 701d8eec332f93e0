"""What is said of a raised version, to people and to machines."""

import json

import pytest

from seatrial.model.bump import Bumped, Committed, Place, Untouched
from seatrial.model.edit import Edit
from seatrial.model.sentence import Said, Sentence
from seatrial.problem import Problem
from seatrial.problem.bump import NO_PLACE
from seatrial.report.data_bump import bump_json
from seatrial.report.style import Style
from seatrial.report.terminal_bump import bump_text
from seatrial.report.typed import Typed

WHY = Sentence("BMP006", "a requirement of another project")
PLACE = Place("boat.py", 3, 20, 25, "1.2.3")
EDIT = Edit("boat.py", b'__version__ = "1.2.3"\n', b'__version__ = "1.3.0"\n')
DONE = Bumped(
    ".",
    "boat",
    "1.2.3",
    "1.3.0",
    ((PLACE, '__version__ = "1.2.3"', '__version__ = "1.3.0"'),),
    (Untouched("setup.cfg", 4, "other==1.2.3", Said(WHY)), Untouched("setup.cfg", 9, "more==1.2.3", Said(WHY))),
    edits=(EDIT,),
    written=True,
    git=True,
)


def text(bumped, style=Style(), typed=Typed(), language="en", **how):  # noqa: B008  (they are frozen)
    return bump_text(bumped, language, style, typed, **how)


def test_a_raised_version() -> None:
    """The diff, both versions, where it stands, what was left alone in few lines, and what to do next."""
    assert text(DONE) == (
        "--- a/boat.py\n+++ b/boat.py\n@@ -1 +1 @@\n"
        '-__version__ = "1.2.3"\n+__version__ = "1.3.0"\n'
        "\nboat 1.2.3 → 1.3.0\n\n"
        '  places       boat.py:3  __version__ = "1.3.0"\n'
        "  not touched  setup.cfg:4,9  a requirement of another project\n"
        "  next         look at it with `git diff`, commit it, then: seatrial rehearse\n"
    )
    assert text(DONE, quiet=True) == ""


def test_everything_with_v() -> None:
    """With -v every line that was left alone is shown."""
    assert "setup.cfg:4  other==1.2.3\n                 a requirement of another project\n               setup.cfg:9" in text(
        DONE, Style(full=True)
    )


def test_much_is_folded() -> None:
    """What is left alone in many files or lines is counted."""
    many = tuple(Untouched(f"file{number}", line, "1.2.3", Said(WHY)) for number in range(10) for line in range(1, 7))
    told = text(DONE._replace(untouched=many))
    assert "file0:1,2,3,4,…  a requirement" in told
    assert "… further files: 2; -v shows every line" in told


def test_what_is_not_listed_is_counted() -> None:
    """Where a text stands in more lines than are kept, people and machines are told how many."""
    many = DONE._replace(more=37)
    for style in (Style(), Style(full=True)):
        assert "… further lines with the same text: 37; they are not listed" in text(many, style)
    assert bump_json(many, "en")["more"] == 37
    assert "further" not in text(DONE)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"dry_run": True, "written": False}, "next         seatrial bump minor --commit 'a b'"),
        ({"git": False}, "next         seatrial rehearse 'a b'"),
        (
            {"committed": Committed("c" * 40, "p", None, "git reset --keep p")},
            "commit       cccccccccccc; taken back by: git reset --keep p",
        ),
        ({"proved": "1.3.0"}, "proof        the built metadata says 1.3.0"),
        ({"tag": "v1.3.0"}, "tag          v1.3.0"),
        ({"tag": "v1.3.0", "scm": "hatch-vcs"}, "tag          v1.3.0; taken back by: git -C 'a b' tag -d v1.3.0"),
        ({"tag": "v1.3.0", "scm": "hatch-vcs", "dry_run": True}, "tag          v1.3.0\n"),
        ({"parts": {"patch": "1.2.4"}, "new": None, "edits": ()}, "next         seatrial bump patch 'a b'"),
        ({"new": None, "scm": "hatch-vcs", "edits": ()}, "by hatch-vcs: no file is changed"),
    ],
)
def test_what_there_is_to_say(changed, expected) -> None:
    """Each outcome has its line, and the next command can be typed as it stands."""
    assert expected in text(DONE._replace(**changed), typed=Typed("a b", ("minor", "--commit")))


@pytest.mark.parametrize("changed", [{"problem": Problem(NO_PLACE, folder="x").facts()}, {"interrupted": True}])
def test_what_went_wrong_is_told_elsewhere(changed) -> None:
    """Nothing is said twice."""
    assert text(DONE._replace(**changed)) == ""


def test_nothing_acts_on_a_terminal() -> None:
    """Names, lines and versions of a foreign project are shown and do nothing."""
    evil = "\x1b[2J\u202e"
    place = PLACE._replace(file=f"{evil}.py")
    left = (Untouched(evil, 1, evil, Said(Sentence("BMP002", "takes the version from {name}"), {"name": evil})),)
    told = text(Bumped(".", evil, evil, evil, ((place, evil, evil),), left, left, tag=evil, scm=evil), Style(full=True))
    assert all(line.isprintable() for line in told.splitlines())


def test_in_chinese() -> None:
    """Labels and advice are there in Chinese."""
    told = text(DONE, language="zh")
    assert "未改动  setup.cfg:4,9  " in told
    assert "下一步  用 `git diff` 查看并提交，然后：seatrial rehearse" in told


def test_for_machines() -> None:
    """The keys that others rely on come first and hold what the design says."""
    found = bump_json(DONE._replace(dry_run=True, written=False), "en")
    assert list(found)[:4] == ["from", "to", "places", "untouched"]
    assert (found["from"], found["to"]) == ("1.2.3", "1.3.0")
    assert found["places"] == [{"file": "boat.py", "line": 3, "before": '__version__ = "1.2.3"', "after": '__version__ = "1.3.0"'}]
    assert found["untouched"][0] == {"file": "setup.cfg", "line": 4, "text": "other==1.2.3", "why": "a requirement of another project"}
    assert (found["schema"], found["problem"]) == (1, None)


def test_for_machines_whatever_happens() -> None:
    """A name that is not UTF-8, a commit and a problem have their form."""
    committed = Committed("c" * 40, "p", "main", "git reset --keep p")
    place = PLACE._replace(file="\udcff.py")
    bumped = DONE._replace(places=((place, "\udcff", "\udcfe"),), committed=committed, problem=None)
    found = json.loads(json.dumps(bump_json(bumped, "zh")))
    assert (found["places"][0]["file"], found["commit"]) == ("\\xff.py", {"commit": "c" * 40, "undo": "git reset --keep p"})
    stopped = bump_json(Bumped(".", problem=Problem(NO_PLACE, folder="x").facts()), "zh")
    assert (stopped["problem"]["id"], stopped["from"], stopped["places"]) == ("PBP001", None, [])
