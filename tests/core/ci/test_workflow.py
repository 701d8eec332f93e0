"""A workflow is read as GitHub would read it, as far as publishing depends on it."""

import pytest

from seatrial.core.ci.workflow import read_workflow
from seatrial.model.workflow import Value, WorkflowFault

WHOLE = b"""\
on:
  push:
    branches: [main]
    tags: ["v*"]
  release: {types: published}
  workflow_dispatch:
permissions: read-all
env:
  A: b
jobs:
  build:
    runs-on: ${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
        python: [3.9, "3.10"]
        include:
        - os: macos-latest
          python: 3.11
        - not a table
    steps:
    - not a table
    - uses: actions/checkout@v4
      with:
        fetch-depth: 0
        ref: "main"
    - name: Build
      if: always()
      run: |
        python -m build
      env:
        X: y
      shell: bash
  publish:
    needs: [build]
    if: github.event_name == 'push'
    runs-on:
      group: g
      labels: [self-hosted, linux]
    environment:
      name: pypi
      url: https://example.org/
    permissions:
      id-token: write
    container: {image: "python:3"}
    env: {C: d}
  call:
    needs: build
    uses: ./.github/workflows/other.yml
    environment: test
    container: alpine
    permissions: {}
    secrets:
      TOKEN: ${{ secrets.T }}
  odd: 1
"""


def test_everything_that_publishing_depends_on_is_read() -> None:
    """Triggers, permissions, jobs and steps stand in the workflow with their lines."""
    read = read_workflow(WHOLE, ".github/workflows/release.yml")
    assert read.path == ".github/workflows/release.yml"
    assert read.faults == ()
    assert read.triggers == {"push": 2, "release": 5, "workflow_dispatch": 6}
    assert read.filters == {"push.branches": ("main",), "push.tags": ("v*",), "release.types": ("published",)}
    assert read.permissions == {"*": "read"}
    assert read.env == {"A": "b"}
    assert read.lines["on"] == 1
    assert read.lines["on.push.tags"] == 4
    assert read.lines["env.A"] == 9
    assert [(job.id, job.line) for job in read.jobs] == [("build", 11), ("publish", 34), ("call", 47)]


def test_a_job_is_read_with_its_steps() -> None:
    """A step's action, its inputs, its commands and their lines are known."""
    build = read_workflow(WHOLE, "x").jobs[0]
    assert build.permissions is None
    assert build.runs_on == ("${{ matrix.os }}",)
    assert build.matrix["os"] == (Value("ubuntu-latest", 15), Value("windows-latest", 15), Value("macos-latest", 18))
    assert build.matrix["python"] == (Value("3.9", 16), Value("3.10", 16, plain=False), Value("3.11", 19))
    checkout, run = build.steps
    assert (checkout.uses, checkout.line, checkout.inputs) == ("actions/checkout@v4", 23, {"fetch-depth": "0", "ref": "main"})
    assert checkout.numbers == {"fetch-depth"}
    assert checkout.lines["with.ref"] == 26
    assert (run.name, run.condition, run.run, run.env, run.shell) == ("Build", "always()", "python -m build\n", {"X": "y"}, "bash")
    assert run.lines["env.X"] == 32


def test_environment_permissions_and_runner_are_read_in_every_form() -> None:
    """Short and long forms of the same mean the same."""
    _, publish, call = read_workflow(WHOLE, "x").jobs
    assert (publish.environment, publish.permissions, publish.needs) == ("pypi", {"id-token": "write"}, ("build",))
    assert (publish.runs_on, publish.container, publish.env) == (("self-hosted", "linux"), "python:3", {"C": "d"})
    assert publish.condition == "github.event_name == 'push'"
    assert publish.lines["permissions.id-token"] == 44
    assert (call.environment, call.permissions, call.needs, call.container) == ("test", {}, ("build",), "alpine")
    assert call.uses == "./.github/workflows/other.yml"
    assert call.lines["secrets.TOKEN"] == 54


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"- a", (WorkflowFault("shape", 1),)),
        (b"", (WorkflowFault("shape", 1),)),
        (b"\n\njust words", (WorkflowFault("shape", 3),)),
        (b"a: [", (WorkflowFault("syntax", 1, "expected the node content, but found '<stream end>'"),)),
        (b"on: push\n", (WorkflowFault("key", 1, "jobs"),)),
        (b"jobs: {a: {}}\non:\n", (WorkflowFault("key", 1, "on"),)),
        (b"jobs: []\non: []\n", (WorkflowFault("key", 1, "on"), WorkflowFault("key", 1, "jobs"))),
        (b"on: ~\njobs: {a: {}}", (WorkflowFault("key", 1, "on"),)),
        (b"on: push\njobs:\n  a: {}\n  a: {}\n", (WorkflowFault("twice", 4, "a"),)),
    ],
)
def test_a_file_that_is_no_workflow_is_told(data, faults) -> None:
    """What GitHub would not run is told with the line."""
    assert read_workflow(data, "x").faults == faults


@pytest.mark.parametrize(
    ("text", "triggers", "permissions"),
    [
        (b"on: push", {"push": 1}, None),
        (b"'on':\n- push\n- release\npermissions: write-all", {"push": 2, "release": 3}, {"*": "write"}),
        (b"on: {push: }\npermissions: {}", {"push": 1}, {}),
        (b"on: push\npermissions: odd", {"push": 1}, {}),
    ],
)
def test_triggers_and_permissions_are_read_in_every_form(text, triggers, permissions) -> None:
    """`on` is a word here, whatever YAML 1.1 says of it."""
    read = read_workflow(text + b"\njobs: {a: {steps: {}}}", "x")
    assert read.triggers == triggers
    assert read.permissions == permissions
    assert read.faults == ()


def test_a_matrix_by_an_expression_is_kept_as_one_value() -> None:
    """What only a run can tell is not guessed."""
    made = "${{ fromJSON(needs.a.outputs.m) }}"
    job = read_workflow(f"on: push\njobs:\n  a:\n    strategy:\n      matrix: {made}\n".encode(), "x").jobs[0]
    assert [one.text for one in job.matrix["*"]] == [made]


def test_the_version_behind_a_hash_is_read() -> None:
    """The comment that tells which version a hash stands for is kept, and an excluded part of a matrix is known of."""
    text = b"on: push\njobs:\n  a:\n    strategy: {matrix: {os: [x, y], exclude: [{os: y}]}}\n    steps:\n    - uses: a/b@0 # v1.2\n    - uses: a/c@v1\n"
    job = read_workflow(text, "x").jobs[0]
    assert [step.comment for step in job.steps] == ["v1.2", ""]
    assert job.matrix["exclude"] == ()


def test_tables_in_a_matrix_are_counted() -> None:
    """A matrix of tables makes as many runs as one of words."""
    text = b"on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        config:\n        - {os: x}\n        - {os: y}\n"
    assert read_workflow(text, "x").jobs[0].matrix["config"] == (Value("#1", 7, plain=False), Value("#2", 8, plain=False))
