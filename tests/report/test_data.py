"""The JSON answers, which others rely on."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.changed import changes
from make.report import DIGEST, REFUSAL, SDIST, WHEEL, built, contents, finding, outcome, plan, problem, report, said, subject
from seatrial import __version__
from seatrial.core.profile import DATE
from seatrial.model.build import Twin, Twins, Unlike
from seatrial.model.release import FileOutcome, Outcome, Verification
from seatrial.model.report import Line, Report
from seatrial.report.data import build_json, outcome_json, path_json, plan_json, problem_json, report_json


def test_a_check_answers_as_the_contract_says() -> None:
    """The keys and values of `check --format json` are those that others were promised."""
    refused = subject(verdict="refused", refusal=REFUSAL)
    answer = report_json(report(finding(line=3, member="demo/x.py"), subjects=(refused,)), "en")
    assert answer == {
        "schema": 1,
        "seatrial": __version__,
        "profile": {"index": "pypi", "date": "2026-08-21"},
        "subjects": [
            {
                "path": f"dist/{WHEEL}",
                "kind": "wheel",
                "name": "demo",
                "version": "1.0",
                "verdict": "refused",
                "refusal": {"rule": "FRM001", "status": 400, "message": "Invalid distribution file."},
            }
        ],
        "findings": [
            {
                "rule": "ZZZ001",
                "severity": "error",
                "title": "ZZZ001",
                "message": "name: demo",
                "why": "",
                "fix": "",
                "url": None,
                "subject": f"dist/{WHEEL}",
                "file": None,
                "line": 3,
                "member": "demo/x.py",
                "ignored": None,
            }
        ],
        "checklist": None,
        "counts": {"error": 1, "warning": 0, "note": 0, "ignored": 0},
    }


def test_a_checklist_is_told_line_by_line() -> None:
    """Each line has its state, its fix where there is one, the rules behind it, and the project that it is of."""
    lines = (Line(said(), "no", said("the disk"), ("ZZZ001",), None, "."), Line(said(), "yes", note=said("the moon"), subject="."))
    assert report_json(report(checklist=lines), "en")["checklist"] == [
        {"line": "uv is not on PATH.", "state": "no", "fix": "uv is not on the disk.", "rules": ["ZZZ001"], "note": None, "subject": "."},
        {"line": "uv is not on PATH.", "state": "yes", "fix": None, "rules": [], "note": "uv is not on the moon.", "subject": "."},
    ]


def test_a_release_answers_as_the_contract_says() -> None:
    """The keys and values of `rehearse` and `release` are those that others were promised."""
    answer = outcome_json(outcome(problem=problem(), tag="v1.0"), "en")
    assert list(answer) == [
        "schema",
        "name",
        "version",
        "index",
        "files",
        "verified",
        "steps",
        "tag",
        "problem",
        "report",
        "changes",
        "looked_up",
        "rehearsed",
        "unproven",
        "notes",
    ]
    assert (answer["schema"], answer["name"], answer["version"], answer["index"], answer["tag"]) == (1, "demo", "1.0", "rehearsal", "v1.0")
    assert answer["files"][0] == {"name": WHEEL, "size": 4300, "sha256": DIGEST, "state": "uploaded", "message": None}
    assert answer["verified"][0] == {"file": WHEEL, "with": "pip", "python": None, "ok": True, "message": None}
    assert answer["steps"][0] == {"step": "look", "state": "done", "seconds": 0.1}
    assert answer["problem"] == {
        "id": "PCL998",
        "title": "A thing broke",
        "message": "demo broke.",
        "why": "It matters because demo is needed.",
        "fix": "Mend demo.",
    }
    assert answer["report"] == report_json(report(), "en")


def test_what_changed_is_an_object_too() -> None:
    """A program reads what vanished since the release before; where none was found, null."""
    made = changes(gone=(("demo/\udcff.py", 3),), modules_gone=("demo.a",), requires_python=(None, ">=3.9"), newest="2.0")
    assert outcome_json(outcome(), "en")["changes"] is None
    assert outcome_json(outcome(changes=made), "en")["changes"] == {
        "index": "pypi",
        "since": "1.4.0",
        "newest": "2.0",
        "expected": False,
        "complete": True,
        "files": {"before": "demo-1.4.0-py3-none-any.whl", "after": "demo-1.5.0-py3-none-any.whl"},
        "size": {"before": 43_000, "after": 43_000},
        "added": [],
        "gone": [{"path": "demo/\\xff.py", "size": 3}],
        "altered": [],
        "modules_gone": ["demo.a"],
        "packages_gone": [],
        "scripts_added": [],
        "scripts_gone": [],
        "entry_points_gone": [],
        "extras_gone": [],
        "requirements_added": [],
        "requirements_gone": [],
        "requires_python": {"before": None, "after": ">=3.9"},
        "license": {"before": None, "after": None},
        "pure": {"before": True, "after": True},
    }
    assert outcome_json(outcome(changes=made._replace(pure=None)), "en")["changes"]["pure"] is None
    assert build_json(built(changes=made), "en")["changes"] == outcome_json(outcome(changes=made), "en")["changes"]
    assert build_json(built(), "en")["changes"] is None


@pytest.mark.parametrize(
    ("twins", "answer"),
    [
        (None, None),
        (Twins((Twin("a.whl"),)), True),
        (Twins((Twin("a.whl", (Unlike("time", ("x",)),)),)), False),
        (Twins(failed="it broke"), False),
    ],
)
def test_a_second_build_is_answered_plainly(twins, answer) -> None:
    """A machine reads in one word whether two builds were the same, or that there was but one."""
    assert build_json(built(twins=twins), "en")["reproducible"] is answer


def test_an_outcome_without_anything_is_still_an_object() -> None:
    """A release that stops at its first step answers with every key."""
    answer = outcome_json(Outcome("release", "local"), "en")
    assert (answer["name"], answer["files"], answer["problem"]) == (None, [], None)
    assert answer["report"] == report_json(Report("local", DATE), "en")


def test_a_plan_names_each_step_with_its_kind() -> None:
    """A dry run's plan can be read by a program."""
    answer = plan_json(plan())
    assert [step["do"] for step in answer["steps"]] == ["upload", "upload", "verify", "tag", "push"]
    assert outcome_json(outcome(plan=plan(), dry_run=True), "en")["plan"] == answer
    assert "plan" not in outcome_json(outcome(plan=plan()), "en")


def test_a_build_tells_its_files_with_their_paths() -> None:
    """A program finds what was built, and what is in it."""
    answer = build_json(built(others=("demo-0.9.tar.gz",)), "en")
    assert answer["files"][1] == {
        "name": SDIST,
        "kind": "sdist",
        "size": 11_000,
        "sha256": DIGEST,
        "blake2b_256": DIGEST,
        "path": f"dist/{SDIST}",
    }
    assert (answer["others"], answer["contents"]) == (
        ["demo-0.9.tar.gz"],
        [{key: value if key == "file" else list(value) for key, value in contents()._asdict().items() if key != "members"}],
    )


def test_a_problem_alone_is_an_object_too() -> None:
    """A command that a problem stopped answers in JSON where JSON was asked for."""
    assert problem_json(problem(), "en")["problem"]["id"] == "PCL998"


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a\\b", "a\\b"), ("\u4e2d", "\u4e2d"), ("caf\udce9", "caf\\xe9"), ("a\\\udcff", "a\\\\\\xff"), ("\ud800", "\\ud800")],
)
def test_an_undecodable_path_has_a_defined_form(path, shown) -> None:
    r"""A byte that is not UTF-8 is `\xNN`, and only in such a path a backslash is doubled."""
    assert path_json(path) == shown


@given(st.text(st.characters()))
def test_whatever_comes_in_the_json_is_unicode(text) -> None:
    """No name in an archive can make an answer that a strict reader refuses."""
    made = outcome(
        name=text,
        files=(FileOutcome(text, 1, DIGEST, "refused", text),),
        report=report(finding(subject=text, file=text, member=text, values={"name": text}), subjects=(subject(text),)),
        contents=(contents(data=(text,)),),
    )
    assert json.dumps(outcome_json(made, "zh"), ensure_ascii=False).encode()


def test_an_installation_that_fails_is_told_in_the_language() -> None:
    """The faults of an installation are sentences like all others, not the English that the journal keeps."""
    failed = Verification(WHEEL, "pip", ok=False, message="It is not on the index.", faults=(problem("<it>"),))
    answer = outcome_json(outcome(verified=(failed, failed._replace(faults=()))), "zh")
    assert [one["message"] for one in answer["verified"]] == ["<it> broke.", "It is not on the index."]
