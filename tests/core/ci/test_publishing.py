"""What the steps of a job do for a release is understood from their actions and commands."""

import pytest

from seatrial.core.ci.publishing import PASSWORDS, Action, action, builds, grants, major, publishings
from seatrial.core.ci.workflow import read_workflow
from seatrial.core.credential.finders import FAMILIES
from seatrial.edge.withheld import SECRETS
from seatrial.model.workflow import WorkflowStep

SECRET = "${{ secrets.PYPI_TOKEN }}"


def found(step: str, head: str = "", top: str = ""):
    """Return what a step does, in one job of a workflow."""
    text = f"on: push\n{top}jobs:\n  a:\n{head}    steps:\n{''.join(f'    {line}{chr(10)}' for line in step.splitlines())}"
    flow = read_workflow(text.encode(), "x")
    return [(one.tool.rpartition("/")[2], one.by, one.to) for one in publishings(flow, flow.jobs[0])]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("- uses: pypa/gh-action-pypi-publish@release/v1", ("gh-action-pypi-publish", "identity", "pypi")),
        (
            "- uses: PyPA/gh-action-pypi-publish@v1\n  with: {repository-url: https://test.pypi.org/legacy/}",
            ("gh-action-pypi-publish", "identity", "testpypi"),
        ),
        (f"- uses: pypa/gh-action-pypi-publish@v1\n  with: {{password: '{SECRET}'}}", ("gh-action-pypi-publish", "secret", "pypi")),
        (
            "- uses: pypa/gh-action-pypi-publish@v1\n  with: {password: '${{ steps.a.outputs.t }}', repository_url: https://example.org/}",
            ("gh-action-pypi-publish", "unknown", "other"),
        ),
        (f"- run: python -m twine upload dist/*\n  env: {{TWINE_PASSWORD: '{SECRET}'}}", ("twine", "secret", "pypi")),
        ("- run: twine upload -r testpypi dist/*", ("twine", "unknown", "testpypi")),
        ("- run: twine upload -r work dist/*", ("twine", "unknown", "other")),
        ("- run: twine upload -r pypi dist/*", ("twine", "unknown", "pypi")),
        ("- run: twine upload --repository-url https://example.org/simple/ dist/*", ("twine", "unknown", "other")),
        ("- run: twine upload --repository-url https://upload.pypi.org/legacy/ dist/*", ("twine", "unknown", "pypi")),
        (f"- run: twine upload -u __token__ -p {SECRET} dist/*", ("twine", "secret", "pypi")),
        ("- run: uv publish --trusted-publishing always", ("uv", "identity", "pypi")),
        ("- run: uv publish", ("uv", "unknown", "pypi")),
        (f"- run: uv publish --token {SECRET}", ("uv", "secret", "pypi")),
        (f"- run: |\n    poetry publish \\\n      --build -p {SECRET}", ("poetry", "secret", "pypi")),
        (
            "- run: seatrial upload dist/*\n  env: {TWINE_REPOSITORY_URL: https://test.pypi.org/legacy/}",
            ("seatrial", "unknown", "testpypi"),
        ),
        ("- run: python setup.py sdist upload", ("setup.py", "unknown", "pypi")),
        ("- run: hatch publish", ("hatch", "unknown", "pypi")),
    ],
)
def test_publishing_is_seen(step, expected) -> None:
    """The tool, the index and the way to prove oneself are known for each common way to publish."""
    assert found(step) == [expected]


@pytest.mark.parametrize(
    "step",
    [
        "- run: twine check dist/*",
        "- run: 'echo a # twine upload'",
        "- uses: ./.github/actions/publish",
        "- uses: docker://alpine",
        "- run: echo uv, publish nothing",
        "- name: twine upload",
        "- run: notwine upload",
    ],
)
def test_other_steps_do_not_publish(step) -> None:
    """What only looks like it is let alone."""
    assert found(step) == []


def test_passwords_of_the_job_and_of_the_workflow_count() -> None:
    """A variable holds for all below it, and the nearest one wins."""
    step = "- run: twine upload dist/*"
    assert found(step, f"    env: {{TWINE_PASSWORD: '{SECRET}'}}\n") == [("twine", "secret", "pypi")]
    assert found(step, "", f"env: {{TWINE_PASSWORD: '{SECRET}'}}\n") == [("twine", "secret", "pypi")]
    assert found(step, "    env: {TWINE_PASSWORD: x}\n", f"env: {{TWINE_PASSWORD: '{SECRET}'}}\n") == [("twine", "unknown", "pypi")]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (WorkflowStep(1, uses="pypa/cibuildwheel@v4"), True),
        (WorkflowStep(1, uses="actions/checkout@v7"), False),
        (WorkflowStep(1, run="python -m build"), True),
        (WorkflowStep(1, run="pip install build twine"), False),
        (WorkflowStep(1, run="pip install .[test]"), True),
        (WorkflowStep(1, run="pip install -e ."), True),
        (WorkflowStep(1, run="pip install ./dist/x.whl"), False),
        (WorkflowStep(1, run="uv build"), True),
        (WorkflowStep(1, run="# uv build"), False),
        (WorkflowStep(1, run="uv publish"), False),
    ],
)
def test_building_is_seen(step, expected) -> None:
    """Commands that run the project's code are told from those that do not."""
    assert builds(step) is expected


@pytest.mark.parametrize(
    ("top", "job", "on", "expected"),
    [
        ("", "", "push", False),
        ("", "", "workflow_call", None),
        ("permissions: write-all\n", "", "push", True),
        ("permissions: read-all\n", "", "push", False),
        ("permissions: {id-token: write}\n", "", "push", True),
        ("permissions: {id-token: write}\n", "    permissions: {}\n", "push", False),
        ("permissions: {}\n", "    permissions: {id-token: write}\n", "workflow_call", True),
    ],
)
def test_permissions(top, job, on, expected) -> None:
    """What a job says of permissions replaces what the workflow says; without a word there is no identity."""
    flow = read_workflow(f"on: {on}\n{top}jobs:\n  a:\n{job}    steps: []\n".encode(), "x")
    assert grants(flow, flow.jobs[0], "id-token") is expected


def test_our_own_variables_are_known() -> None:
    """A workflow that gives seatrial a token by any variable that it looks at is one that publishes with a secret."""
    assert PASSWORDS["seatrial"] == tuple(secret for secret, *_ in FAMILIES)
    assert set(PASSWORDS["seatrial"]) < set(SECRETS)


def test_actions_and_their_versions() -> None:
    """Actions are compared without their letters' case and without a path in their repository."""
    assert action(WorkflowStep(1, uses="Actions/Cache/restore@v4")) == Action("actions/cache", "v4")
    refs = {"v4": "", "4.1.0": "", "release/v1": "", "0" * 40: "v7.0.1", "1" * 40: ""}
    assert [major(WorkflowStep(1, uses=f"a/b@{ref}", comment=comment)) for ref, comment in refs.items()] == [4, 4, None, 7, None]
