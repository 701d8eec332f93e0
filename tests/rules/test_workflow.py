"""What in a workflow will fail or is unsafe is found with its line, and what is only unusual is let alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.flows import flow
from seatrial.model.workflow import Judged, Workflow, WorkflowFault
from seatrial.rules.workflow import judge_workflow

SEND = "steps: [run: seatrial upload dist/*]"
ACTION = "uses: pypa/gh-action-pypi-publish@release/v1"
HASH = "0" * 40
ADVICE = {"WFL035"}


def found(text: str, **more) -> set[str]:
    """Return the rules that find something, apart from the one that asks for hashes."""
    return {one.rule for one in judge_workflow(flow(text, **more), "x", {})} - ADVICE


def lines(text: str, rule: str) -> list[int | None]:
    return [one.line for one in judge_workflow(flow(text), "x", {}) if one.rule == rule]


@pytest.mark.parametrize(
    ("fault", "rule", "values"),
    [
        (
            WorkflowFault("syntax", 7, "mapping values are not allowed here"),
            "WFL001",
            {"line": 7, "reason": "mapping values are not allowed here"},
        ),
        (WorkflowFault("tab", 2, "x"), "WFL001", {"line": 2, "reason": "a tab stands where only spaces may"}),
        (WorkflowFault("alias", 2, "x"), "WFL001", {"line": 2, "reason": "an alias has no anchor before it"}),
        (WorkflowFault("encoding", 3), "WFL001", {"line": 3, "reason": "it is not UTF-8"}),
        (WorkflowFault("character", 3, "U+0001"), "WFL001", {"line": 3, "reason": "U+0001"}),
        (WorkflowFault("deep", 1), "WFL002", {}),
        (WorkflowFault("wide", 1), "WFL002", {}),
        (WorkflowFault("twice", 4, "on"), "WFL003", {"key": "on"}),
        (WorkflowFault("shape", 1), "WFL004", {"key": "on, jobs"}),
        (WorkflowFault("key", 1, "jobs"), "WFL004", {"key": "jobs"}),
    ],
)
def test_what_cannot_be_read_is_a_finding(fault, rule, values) -> None:
    """A broken file is told with its line and the reason."""
    (finding,) = judge_workflow(Judged(Workflow("x", faults=(fault,))), "x.yml", {})
    assert (finding.rule, finding.values, finding.subject, finding.file, finding.line) == (rule, values, "x.yml", None, fault.line)


def test_findings_can_be_ignored() -> None:
    """A reason in the settings makes a finding one that does not count."""
    (one,) = judge_workflow(flow("on: push\njobs:\n  a: {needs: b}"), "x", {"WFL005": "because"})
    assert one.ignored == "because"


def test_a_workflow_that_publishes_nothing_is_let_alone() -> None:
    """Only what publishing depends on is judged."""
    text = """
on:
  release:
  push: {tags: ['^v']}
permissions: write-all
jobs:
  a:
    runs-on: ubuntu-20.04
    strategy: {matrix: {python: [3.10, 3.11]}}
    steps:
    - uses: actions/upload-artifact@v3
    - uses: a/b@main
    - run: python setup.py sdist
"""
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who may publish.
        ("on: workflow_call\njobs: {a: {steps: [" + ACTION + "]}}", {"WFL015", "WFL017"}),
        ("on: push\npermissions: write-all\njobs: {a: {environment: e, steps: [" + ACTION + "]}}", {"WFL013"}),
        (
            "on: push\njobs: {a: {environment: e, steps: [{run: twine upload --repository-url https://example.org/ d, env: {TWINE_PASSWORD: '${{ secrets.A }}'}}]}}",
            set(),
        ),
        ("on: workflow_call\njobs: {a: {steps: [{run: twine upload d, env: {TWINE_PASSWORD: '${{ secrets.A }}'}}]}}", set()),
        ("on: push\npermissions: {id-token: write}\njobs: {a: {environment: e, steps: [" + ACTION + "]}}", set()),
        ("on: push\npermissions: {id-token: write}\njobs: {a: {environment: e, steps: [" + ACTION + "]}, b: {permissions: {}}}", set()),
        ("on: push\npermissions: {id-token: write}\njobs: {a: {environment: '${{ inputs.e }}', steps: [run: make]}, b: {}}", set()),
        ("on: [push, pull_request_target]\njobs: {a: {if: x, environment: e, permissions: {id-token: write}, " + SEND + "}}", set()),
        ("on: push\nenv: {TWINE_PASSWORD: x}\njobs: {a: {steps: [{run: make}, {run: twine upload d}]}}", set()),
        ("on: push\nenv: {TWINE_PASSWORD: '${{ secrets.A }}'}\njobs: {a: {steps: [{run: twine upload d}]}}", {"WFL011"}),
        (
            "on: push\nenv: {PDM_PUBLISH_PASSWORD: '${{ secrets.A }}'}\njobs: {a: {steps: [{run: make}, {run: pdm publish --no-build}]}}",
            {"WFL011", "WFL018"},
        ),
        ("on: push\njobs: {a: {permissions: {id-token: write}, environment: e, steps: [{run: uv publish}, {run: uv publish}]}}", set()),
        # What starts it.
        ("on: {push: {tags: ['v*']}}\njobs: {a: {" + SEND + "}}\n# tag: v{version}", set()),
        ("on: {push: {tags: ['^v*']}}\njobs: {a: {" + SEND + "}}\n# tag: r{version}", {"WFL020"}),
        ("on: push\njobs: {a: {" + SEND + "}}\n# tag: r{version}", set()),
        ("on: {push: {tags: ['refs/tags/v*']}}\njobs: {a: {" + SEND + "}}", {"WFL020"}),
        ("on: {push: {tags: ['${{ env.A }}$']}}\njobs: {a: {" + SEND + "}}", set()),
        ("on: {release: {types: [created, published]}}\njobs: {a: {" + SEND + "}}", set()),
        ("on: release\njobs: {a: {if: github.event.action == 'published', " + SEND + "}}", set()),
        ("on: release\njobs: {a: {steps: [{run: twine upload d, if: x}]}}", set()),
        ("on: release\njobs: {b: {if: github.event.action == 'published'}, a: {needs: b, " + SEND + "}}", set()),
        ("on: push\njobs: {a: {needs: '${{ x }}', " + SEND + "}}", set()),
        # How files get there.
        (
            "on: {push: {branches: [m]}}\njobs: {a: {steps: [{uses: actions/checkout@v7, with: {fetch-depth: 0}}, {run: python -m build}]}, b: {"
            + SEND
            + "}}",
            set(),
        ),
        (
            "on: {push: {branches: [m]}}\njobs: {a: {steps: [{uses: actions/checkout@v7}, {run: 'git fetch --tags; python -m build'}]}, b: {"
            + SEND
            + "}}",
            set(),
        ),
        (
            "on: {push: {branches: [m]}}\njobs: {a: {steps: [{uses: actions/checkout@v7}, {run: make}]}, c: {steps: [run: python -m build]}, b: {"
            + SEND
            + "}}",
            set(),
        ),
        ("steps:\n- uses: actions/download-artifact@v8\n  with: {run-id: 1}\n- run: seatrial upload d", set()),
        ("steps:\n- uses: actions/download-artifact@v8\n  if: x\n- run: seatrial upload d", set()),
        ("steps:\n- uses: actions/upload-artifact@v7\n- uses: actions/download-artifact@v8\n- run: seatrial upload d", set()),
        ("on: push\njobs: {a: {steps: [{uses: actions/download-artifact@v8}, {run: seatrial upload d}]}}", set()),
        ("steps:\n- uses: actions/upload-artifact@v7\n- uses: actions/upload-artifact@v7\n- run: seatrial upload d", {"WFL027"}),
        (
            "steps:\n- uses: actions/upload-artifact@v7\n- uses: actions/upload-artifact@v7\n  with: {name: b}\n- run: seatrial upload d",
            set(),
        ),
        ("steps:\n- uses: actions/upload-artifact@v7\n- uses: actions/upload-artifact@v7\n  if: x\n- run: seatrial upload d", set()),
        (
            "steps:\n- uses: actions/upload-artifact@v7\n- uses: actions/upload-artifact@v7\n  with: {overwrite: true}\n- run: seatrial upload d",
            set(),
        ),
        ("steps:\n- uses: actions/upload-artifact@v7\n- uses: actions/upload-artifact@main\n- run: seatrial upload d", {"WFL034"}),
        (
            "strategy: {matrix: {os: [a, b], exclude: [{os: a}]}}\nsteps:\n- uses: actions/upload-artifact@v7\n- run: seatrial upload d",
            set(),
        ),
        ("strategy: {matrix: {os: [a]}}\nsteps:\n- uses: actions/upload-artifact@v7\n- run: seatrial upload d", set()),
        (
            f"on: push\njobs:\n  a:\n    steps:\n    - uses: actions/upload-artifact@{HASH} # v7.0.1\n  c:\n    steps:\n    - uses: actions/upload-artifact@{HASH} # v7.0.1\n  b: {{{SEND}}}",
            {"WFL027"},
        ),
        (
            "environment: e\npermissions: {id-token: write}\nsteps:\n- uses: actions/download-artifact@v8\n  with: {path: dist, pattern: d-*}\n- run: mv dist/*/* dist\n- "
            + ACTION,
            {"WFL026"},
        ),
        ("environment: e\nneeds: build\npermissions: {id-token: write}\nsteps:\n- uses: actions/download-artifact@v8\n- " + ACTION, set()),
        (
            "environment: e\nneeds: build\npermissions: {id-token: write}\nsteps:\n- uses: actions/download-artifact@v8\n  with: {path: ./wheels/}\n- "
            + ACTION
            + "\n  with: {packages_dir: wheels}",
            {"WFL028", "WFL039"},
        ),
        (
            "environment: e\nneeds: build\npermissions: {id-token: write}\nsteps:\n- uses: actions/download-artifact@v3\n  with: {path: dist}\n- "
            + ACTION,
            {"WFL030"},
        ),
        # What it is made of.
        ("runs-on: [self-hosted, ubuntu-20.04]\n" + SEND, set()),
        ("runs-on: '${{ matrix.os }}'\nstrategy: {matrix: {os: [macos-12, ubuntu-latest]}}\n" + SEND, {"WFL031"}),
        ("runs-on: '${{ matrix.os }}'\n" + SEND, set()),
        (
            "runs-on: '${{ matrix.os }}'\nenvironment: e\npermissions: {id-token: write}\nstrategy: {matrix: {os: [macos-latest, ubuntu-latest]}}\nsteps: ["
            + ACTION
            + "]",
            {"WFL033"},
        ),
        (
            "runs-on: windows-latest\nenvironment: e\npermissions: {id-token: write}\nsteps:\n- " + ACTION + "\n  if: runner.os == 'Linux'",
            set(),
        ),
        ("strategy: {matrix: {python-version: [3.9, 3.10, '3.10'], size: [3.10]}}\n" + SEND, {"WFL032"}),
        ("steps:\n- uses: actions/cache@v4\n- run: seatrial upload d", {"WFL040"}),
        ("steps:\n- uses: actions/cache@v2\n- run: seatrial upload d", {"WFL030", "WFL040"}),
        ("steps:\n- uses: astral-sh/setup-uv@v9\n  with: {enable-cache: true}\n- run: seatrial upload d", {"WFL040"}),
        ("steps:\n- uses: astral-sh/setup-uv@v9\n- run: seatrial upload d", set()),
        (f"steps:\n- uses: actions/upload-artifact@{HASH} # v3.1.3\n- run: seatrial upload d", {"WFL030"}),
    ],
)
def test_findings(text, expected) -> None:
    """Each fault is found in each of its forms, and nothing is said of what works."""
    assert found(text) == expected


def test_lines_are_those_of_the_fault() -> None:
    """An editor opens where the fault is."""
    assert lines("on: push\njobs:\n  a:\n    permissions:\n      contents: read\n    steps:\n    - " + ACTION, "WFL010") == [4]
    assert lines("on: push\njobs:\n  a:\n    steps:\n    - run: x\n    - " + ACTION, "WFL010") == [6]
    assert lines(
        "on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        python:\n        - 3.10\n        - 3.20\n    " + SEND, "WFL032"
    ) == [7, 8]


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ("v1.12.2", [("warning", "2.4")]),
        ("v1.14.1", [("note", "2.5")]),
        ("v1.14.2", []),
        ("v2.0.0", []),
        ("release/v1", []),
        (f"{HASH} # v1.8.0", [("warning", "2.4")]),
        (f"{HASH} # latest", []),
    ],
)
def test_an_old_action_is_as_grave_as_it_is_old(uses, expected) -> None:
    """What refuses files of every backend of today is graver than what refuses those of one."""
    text = f"steps:\n- uses: pypa/gh-action-pypi-publish@{uses}"
    hits = [one for one in judge_workflow(flow(text), "x", {}) if one.rule == "WFL036"]
    assert [(one.severity, one.values["metadata"]) for one in hits] == expected


def test_actions_by_tags_are_named_once_for_a_job() -> None:
    """Advice on hashes is one note with all that it is about."""
    (note,) = [
        one
        for one in judge_workflow(flow("steps:\n- uses: a/b@v1\n- uses: a/b@v1\n- uses: c/d@v2\n- run: seatrial upload d"), "x", {})
        if one.rule == "WFL035"
    ]
    assert (note.severity, note.values["actions"]) == ("note", "a/b@v1, c/d@v2")


LONG = 60_000
"""Signs; a file may have four times as many."""


@pytest.mark.parametrize(
    "part", ["setup.py ", "${{ ", "git fetch ", "pip install ", "poetry publish ", "\n", " #", "twine ", "a\\\n", "https://", "-r "]
)
def test_no_command_takes_the_square_of_its_length(part) -> None:
    """A workflow that is made to be slow is judged as fast as any other of its length."""
    text = part * (LONG // len(part))
    run = "\n".join(f"        {line}" for line in ("twine upload", *text.split("\n")))
    flow_text = (
        f"on: push\nenv:\n  TWINE_PASSWORD: |\n{run}\njobs:\n  a:\n    if: |\n{run}\n    steps:\n    - run: |\n{run}\n    - uses: a/b@v1\n"
    )
    started = time.perf_counter()
    found(flow_text)
    assert time.perf_counter() - started < 5


KEYS = (
    "on",
    "jobs",
    "steps",
    "uses",
    "run",
    "with",
    "env",
    "needs",
    "if",
    "strategy",
    "matrix",
    "include",
    "runs-on",
    "permissions",
    "push",
    "tags",
    "name",
    "path",
)
WORDS = (
    "pypa/gh-action-pypi-publish@v1",
    "actions/upload-artifact@v4",
    "actions/download-artifact@v8",
    "twine upload",
    "${{ matrix.a }}",
    "write-all",
    "3.10",
    "",
    "~",
)
SHAPES = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(SHAPES, SHAPES, SHAPES)
def test_no_shape_breaks_a_rule(on, job, step) -> None:
    """Whatever stands where, a workflow is judged to the end."""
    import json

    made = {
        "on": on,
        "jobs": {
            "a": job if isinstance(job, str) else {"steps": [step, {"run": "twine upload"}], **(job if isinstance(job, dict) else {})}
        },
    }
    found(json.dumps(made))
