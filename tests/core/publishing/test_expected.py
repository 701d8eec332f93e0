"""What jobs will claim, worked out from their files."""

import pytest

from seatrial.core.ci.gitlab import read_gitlab
from seatrial.core.ci.workflow import read_workflow
from seatrial.core.publishing.expected import expected_github, expected_gitlab
from seatrial.core.publishing.form import claimed
from seatrial.model.publisher import Remote

HERE = Remote("github.com", "acme/tool")
ACTION = "[{uses: pypa/gh-action-pypi-publish@release/v1}]"
GRANTED = "permissions: {id-token: write}"


def github(*files: tuple[str, str], remote: Remote | None = HERE):
    """Return what the jobs of some workflows will claim."""
    return expected_github(remote, [read_workflow(text.encode(), f".github/workflows/{name}") for name, text in files])


def ids(one) -> list[str]:
    """Return the ids of what stands in the way."""
    return [problem.kind.id for problem in one.problems]


def test_a_job_with_everything_is_expected_as_it_will_claim():
    """Owner, repository, file and environment of a publishing job are known before it runs."""
    (one,) = github(("release.yml", f"on: push\njobs:\n  build: {{steps: []}}\n  go: {{environment: pypi, {GRANTED}, steps: {ACTION}}}\n"))
    assert claimed(one.claims, "github") == {
        "owner": "acme",
        "repository": "tool",
        "workflow_filename": "release.yml",
        "environment": "pypi",
    }
    assert (one.file, one.job, one.target, ids(one)) == (".github/workflows/release.yml", "go", "pypi", [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"on: push\njobs: {{go: {{environment: x, steps: {ACTION}}}}}", ["PTP040"]),
        (f"on: push\n{GRANTED}\njobs: {{go: {{environment: x, steps: {ACTION}}}}}", []),
        (f"on: push\npermissions: write-all\njobs: {{go: {{environment: x, steps: {ACTION}}}}}", []),
        (f"on: push\n{GRANTED}\njobs: {{go: {{environment: x, permissions: {{contents: read}}, steps: {ACTION}}}}}", ["PTP040"]),
        (f"on: [push, pull_request_target]\n{GRANTED}\njobs: {{go: {{environment: x, steps: {ACTION}}}}}", ["PTP032"]),
        (f"on: push\n{GRANTED}\njobs: {{go: {{steps: {ACTION}}}}}", ["PTP048"]),
        (
            f"on: push\n{GRANTED}\njobs:\n  go:\n    environment: x\n    steps: [{{uses: pypa/gh-action-pypi-publish@v1, with: {{password: '${{{{ secrets.X }}}}'}}}}]",
            ["PTP059"],
        ),
        (f"on: workflow_call\njobs: {{go: {{environment: x, steps: {ACTION}}}}}", ["PTP031"]),
        (f"on: push\n{GRANTED}\njobs: {{go: {{uses: acme/shared/.github/workflows/publish.yml@v1}}}}", ["PTP031"]),
    ],
)
def test_what_stands_in_the_way_is_seen_in_the_file(text, told):
    """What will keep a job from its token, or is unsafe, is told before the first run."""
    (one,) = github(("release.yml", text))
    assert ids(one) == told


def test_a_workflow_that_calls_another_is_told_with_both_names():
    """The job of a workflow that another one calls is shown with the file that is started and the one that is called."""
    caller = "on: push\njobs: {go: {uses: ./.github/workflows/publish.yml}}"
    called = f"on: workflow_call\njobs: {{upload: {{environment: pypi, {GRANTED}, steps: {ACTION}}}}}"
    (one,) = github(("ci.yml", caller), ("publish.yml", called))
    assert ids(one) == ["PTP031", "PTP040"]
    assert one.problems[0].values == {"started": ".github/workflows/ci.yml", "called": ".github/workflows/publish.yml"}
    assert claimed(one.claims, "github")["workflow_filename"] == "publish.yml"


def test_a_called_workflow_that_builds_is_not_shown():
    """A workflow of another repository that does not publish is none of the jobs that are looked at."""
    assert github(("ci.yml", "on: push\njobs: {lint: {uses: acme/shared/.github/workflows/lint.yml@v1}}")) == ()


def test_without_a_remote_the_file_alone_is_told():
    """Without a remote nobody knows the repository, and the rest is told all the same; a server of one's own has an issuer of its own."""
    text = f"on: push\njobs: {{go: {{steps: {ACTION}}}}}"
    (one,) = github(("release.yml", text), remote=None)
    assert claimed(one.claims, "github") == {"owner": None, "repository": None, "workflow_filename": "release.yml", "environment": None}
    (own,) = github(("release.yml", text), remote=Remote("git.example.org", "a/b"))
    assert own.claims["iss"] == "https://git.example.org/_services/token"


@pytest.mark.parametrize(
    ("job", "target", "told"),
    [
        ("environment: pypi, id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}, script: [twine upload dist/*]", "pypi", []),
        ("environment: {name: pypi}, script: [uv publish]", "pypi", ["PTP054"]),
        ("id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}, script: [twine upload -r testpypi dist/*]", "testpypi", ["PTP054", "PTP048"]),
        ("id_tokens: {T: {aud: [testpypi]}}, script: [./go.sh]", "testpypi", ["PTP048"]),
    ],
)
def test_the_jobs_of_gitlab_are_expected_too(job, target, told):
    """Namespace, project, pipeline file and environment of a GitLab job are known before it runs."""
    (one,) = expected_gitlab(
        Remote("gitlab.com", "Group/sub/Tool"), read_gitlab(f"go: {{{job}}}\nbuild: {{script: [make]}}".encode(), ".gitlab-ci.yml")
    )
    found = claimed(one.claims, "gitlab")
    assert (found["namespace"], found["project"], found["workflow_filepath"]) == ("Group/sub", "Tool", ".gitlab-ci.yml")
    assert (found["issuer_url"], one.target, ids(one)) == ("https://gitlab.com", target, told)


def test_a_pipeline_without_a_remote_is_told_as_far_as_it_goes():
    """Without a remote the pipeline's file is known, and no project."""
    (one,) = expected_gitlab(None, read_gitlab(b"go: {script: [twine upload dist/*]}", ".gitlab-ci.yml"))
    assert claimed(one.claims, "gitlab")["workflow_filepath"] == ".gitlab-ci.yml"
