"""What a job claims, taken from a file, from the job, or from the project; real git, nothing asked of anybody."""

import json
import os

import pytest

from make.git import git, write
from make.identities import GITHUB_CLAIMS, GITLAB_CLAIMS, token
from seatrial.app.publisher import Wish, claimed, show
from seatrial.edge.world import world as made
from seatrial.problem import Problem

NOW = 1_800_000_000.0
WORKFLOW = """\
on: {push: {tags: ["v*"]}}
jobs:
  test: {environment: testpypi, permissions: {id-token: write}, steps: [{run: "twine upload -r testpypi dist/*"}]}
  go: {environment: pypi, permissions: {id-token: write}, steps: [{uses: pypa/gh-action-pypi-publish@release/v1}]}
"""
PYPROJECT = '[project]\nname = "Acme.Tool"\nversion = "1.0"\n'
RECORD = {"owner": "acme", "repository": "tool", "workflow_filename": "release.yml", "environment": "pypi"}
JOB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_REPOSITORY": "acme/tool",
    "GITHUB_REPOSITORY_OWNER": "acme",
    "GITHUB_REPOSITORY_OWNER_ID": "4711",
    "GITHUB_WORKFLOW_REF": "acme/tool/.github/workflows/release.yml@refs/tags/v1",
    "GITHUB_EVENT_NAME": "push",
    "GITHUB_REF": "refs/tags/v1",
    "GITHUB_SHA": "0" * 40,
    "GITHUB_JOB": "go",
}
GRANTED = {"ACTIONS_ID_TOKEN_REQUEST_URL": "https://x.example.org/", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "t"}


@pytest.fixture
def world(tmp_path):
    """Return what makes a world with an environment, at one moment, that can ask nobody."""

    def refuse(*_):
        raise AssertionError("a connection")

    def make(**environ):
        here = made(lambda _: None, {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **environ}, str(tmp_path / "data"))
        return here._replace(now=lambda: NOW, get=refuse, identities=here.identities._replace(identity=refuse, exchange=refuse))

    return make


@pytest.fixture
def project(tmp_path):
    """Return a project with a remote and a workflow, as a clone has them."""
    folder = write(tmp_path / "clone", {"pyproject.toml": PYPROJECT, ".github/workflows/release.yml": WORKFLOW})
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", "https://me:secret@github.com/acme/tool.git")
    return folder


def table(shown) -> dict[str, str]:
    """Return what is to be typed, by field."""
    return {field.field: field.expected for field in shown.fields}


def ids(shown) -> list[str]:
    """Return what stands in the way."""
    return [problem.kind.id for problem in shown.problems]


def test_the_jobs_of_a_project_are_told_before_they_run(world, project):
    """The remote and the workflow tell what each publishing job will claim, PyPI's first; a login in the remote is told nowhere."""
    view = show(world(), Wish(str(project)))
    assert view.project == "Acme.Tool"
    assert [(one.target, table(one)["environment"], ids(one)) for one in view.shown] == [("pypi", "pypi", []), ("testpypi", "testpypi", [])]
    assert table(view.shown[0]) == RECORD
    assert view.shown[0].link.endswith(
        "Acme.Tool/settings/publishing/?provider=github&owner=acme&repository=tool&workflow_filename=release.yml&environment=pypi"
    )
    assert view.shown[1].pending.startswith("https://test.")
    assert "secret" not in repr(view)


def test_one_index_and_one_job_can_be_asked_for(world, project):
    """The index or the job that is asked for is shown alone."""
    (one,) = show(world(), Wish(str(project), "other", "testpypi")).shown
    assert (one.target, "project/other/" in one.link) == ("testpypi", True)
    (one,) = show(world(), Wish(str(project), job="go")).shown
    assert one.target == "pypi"
    with pytest.raises(Problem, match="PTP057") as caught:
        show(world(), Wish(str(project), job="none"))
    assert caught.value.values["folder"] == str(project.resolve())


def test_a_folder_is_told_by_its_whole_path(world, tmp_path, monkeypatch):
    """The folder in which nothing was found is named so that a person knows it; a point is no name."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem, match="PTP057") as caught:
        show(world(), Wish())
    assert caught.value.values["folder"] == str(tmp_path.resolve())


def test_a_folder_below_the_repository_is_enough(world, project):
    """The workflows of the repository count for a project in a folder of it."""
    write(project, {"packages/one/pyproject.toml": PYPROJECT.replace("Acme.Tool", "one")})
    view = show(world(), Wish(str(project / "packages/one")))
    assert (view.project, table(view.shown[0])) == ("one", RECORD)


def test_a_gitlab_of_ones_own_is_told_to_be_one(world, tmp_path):
    """The pipeline of a GitLab at another address is shown with its issuer, which PyPI has to know."""
    write(tmp_path, {".gitlab-ci.yml": "go: {environment: pypi, id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}, script: [twine upload dist/*]}"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "remote", "add", "origin", "git@git.example.org:Group/Tool.git")
    (one,) = show(world(), Wish(str(tmp_path))).shown
    assert table(one) == {
        "namespace": "Group",
        "project": "Tool",
        "workflow_filepath": ".gitlab-ci.yml",
        "environment": "pypi",
        "issuer_url": "https://git.example.org",
    }
    assert ids(one) == ["PTP045"]


def test_without_git_the_files_alone_are_told(world, project):
    """Where git is not to be had, the workflow is told as far as it goes."""
    view = show(world(PATH=str(project)), Wish(str(project)))
    assert table(view.shown[0]) == {**RECORD, "owner": "", "repository": ""}


@pytest.mark.parametrize("text", [json.dumps(GITHUB_CLAIMS), token(GITHUB_CLAIMS, "MARKEDMA")])
def test_claims_that_are_given_count(world, project, text):
    """Claims in a file come before everything else; a token is read, and neither it nor its signature is told."""
    write(project, {"claims": text, ".github/workflows/bad.yml": "jobs: ["})
    view = show(world(), Wish(str(project), claims=str(project / "claims"), recorded=RECORD))
    (one,) = view.shown
    assert (table(one), ids(one), one.refused, view.problems) == (RECORD, [], None, ())
    assert "MARKED" not in repr(view)
    assert "eyJ" not in repr(view)


def test_what_is_on_record_is_compared(world, project):
    """With the record the index's answer is told in its own words, and by what they differ."""
    recorded = {**RECORD, "environment": "Release", "owner": "Acme"}
    given = json.dumps({**GITHUB_CLAIMS, "aud": "testpypi"})
    (one,) = show(world(), Wish(str(project), target="pypi", claims="-", given=given, recorded=recorded)).shown
    assert one.refused
    assert one.refused.description.endswith("(Publisher with matching claims was not found)")
    assert ids(one) == ["PTP039", "PTP035", "PTP034"]
    (one,) = show(world(), Wish(str(project), job="go", recorded=RECORD)).shown
    assert (one.refused, [field.matches for field in one.fields]) == (None, [True] * 4)


def test_an_environment_that_lacks_is_told_once(world, project):
    """A job without an environment, whose publisher has one, is told of the one thing to do."""
    write(project, {".github/workflows/release.yml": WORKFLOW.replace("environment: pypi, ", "")})
    (one,) = show(world(), Wish(str(project), job="go", recorded=RECORD)).shown
    assert ids(one) == ["PTP033"]


@pytest.mark.parametrize(("more", "told"), [({}, ["PTP040"]), (GRANTED, [])])
def test_a_job_of_github_is_told_from_its_variables(world, project, more, told):
    """Inside of a GitHub job its variables tell what it claims, the checkout its environment, and nobody is asked for an identity."""
    (one,) = show(world(**JOB, **more), Wish(str(project))).shown
    assert (table(one), ids(one)) == (RECORD, told)
    assert one.source.sentence.id == "TPB032"
    write(project, {".github/workflows/release.yml": WORKFLOW + "  own: {environment: by-hand, steps: [{run: ./go.sh}]}\n"})
    for job, environment in (("own", "by-hand"), ("other", "")):
        (one,) = show(world(**{**JOB, "GITHUB_JOB": job}), Wish(str(project))).shown
        assert table(one)["environment"] == environment


def test_a_job_in_a_workflow_that_another_one_calls_is_told(world, project):
    """GitHub's variables name the workflow that was started alone; the files tell where the job lies."""
    called = WORKFLOW.replace('{push: {tags: ["v*"]}}', "workflow_call")
    write(
        project,
        {".github/workflows/release.yml": "on: push\njobs: {x: {uses: ./.github/workflows/go.yml}}", ".github/workflows/go.yml": called},
    )
    (one,) = show(world(**JOB, **GRANTED), Wish(str(project))).shown
    assert (table(one)["workflow_filename"], table(one)["environment"], ids(one)) == ("go.yml", "pypi", ["PTP031"])


def test_a_renamed_repository_is_told(world, project):
    """A remote of the old name beside the job's new one is told."""
    renamed = {"GITHUB_REPOSITORY": "acme/new", "GITHUB_WORKFLOW_REF": "acme/new/.github/workflows/release.yml@refs/tags/v1"}
    (one,) = show(world(**{**JOB, **renamed}, **GRANTED), Wish(str(project))).shown
    assert ids(one) == ["PTP058"]


def test_a_job_of_an_enterprise_server_is_told(world, project):
    """PyPI takes no identity of GitHub Enterprise Server."""
    (one,) = show(world(**JOB, **GRANTED, GITHUB_SERVER_URL="https://git.example.org"), Wish(str(project))).shown
    assert ids(one) == ["PTP045"]


def test_a_job_of_gitlab_is_told_from_its_token(world, tmp_path):
    """Inside of a GitLab job its identity token is read without being sent or shown."""
    text = token({**GITLAB_CLAIMS, "aud": "testpypi"}, "MARKEDMA")
    (one,) = show(world(GITLAB_CI="true", TESTPYPI_ID_TOKEN=text), Wish(str(tmp_path))).shown
    assert (one.target, one.source.values, ids(one)) == ("testpypi", {"variable": "TESTPYPI_ID_TOKEN"}, [])
    assert text not in repr(one)
    with pytest.raises(Problem, match="PTP057"):
        show(world(GITLAB_CI="true"), Wish(str(tmp_path)))


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "PTP056"), (b"\x00\xff", "PTP056"), (b'{"a": 1}', "PTP056"), (b"a.b.c", "PTP030"), (b"[" * 300_000, "PTP056"), (None, "PTP056")],
)
def test_claims_that_cannot_be_read_are_a_problem(world, tmp_path, content, problem):
    """A file without claims, or none at all, is told as what it is."""
    if content is not None:
        (tmp_path / "claims").write_bytes(content)
    with pytest.raises(Problem, match=problem):
        show(world(), Wish(str(tmp_path), claims=str(tmp_path / "claims")))


def test_hostile_files_are_borne(world, project):
    """Pipes, folders, links out of the repository and broken YAML among the workflows are passed over, or told."""
    place = project / ".github/workflows"
    os.mkfifo(place / "pipe.yml")
    (place / "folder.yml").mkdir()
    (place / "link.yml").symlink_to("/etc/passwd")
    write(
        place,
        {"bad.yml": "jobs: [", "deep.yaml": "[" * 5000, "bomb.yml": "a: &a [1]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(99))},
    )
    view = show(world(), Wish(str(project)))
    assert len(view.shown) == 2
    assert {problem.values["file"] for problem in view.problems} >= {".github/workflows/bad.yml", ".github/workflows/deep.yaml"}


def test_a_log_is_told_for_an_explanation():
    """The claims in a log are shown with the causes of the refusal beside them; those of nobody are not."""
    shown = claimed(GITHUB_CLAIMS, ("invalid-reuse-token", "invalid token: already used"), "pypi")
    assert shown
    assert (table(shown), ids(shown)) == (RECORD, ["PTP050"])
    assert claimed(GITHUB_CLAIMS, None, "pypi").problems == ()
    assert claimed({"sub": "x"}, None, "pypi") is None
