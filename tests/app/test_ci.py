"""The workflow of a project lies where GitHub looks for it, and never over somebody's work."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from make.git import commit, repository
from make.index import TOKEN
from make.project import project_tree
from make.release import harbour, project, pyproject
from make.running import index_process
from seatrial.app.ci import Wish, github
from seatrial.core.ci.workflow import read_workflow
from seatrial.problem import Problem
from seatrial.text.words import say

PLACE = ".github/workflows/release.yml"


def english(sentence) -> str:
    return say("en", sentence)


def write(folder: Path, tmp_path: Path, **wish):
    return github(harbour(tmp_path), str(folder), Wish(**wish), english)


def stopped(folder: Path, tmp_path: Path, **wish) -> str:
    with pytest.raises(Problem) as raised:
        write(folder, tmp_path, **wish)
    return raised.value.kind.id


def test_it_lies_at_the_top_of_the_repository(tmp_path) -> None:
    """Of a project in a folder too, and the commands run in that folder."""
    top = repository(tmp_path / "fleet", {"README.md": "# Fleet\n"})
    project_tree(top / "boat", "hatchling")
    commit(top)
    done = write(top / "boat", tmp_path, testpypi=True, on_release=True)
    assert (done.state, done.path) == ("written", str(top / PLACE))
    assert (top / PLACE).read_text("utf-8") == done.text
    assert (top / PLACE).stat().st_mode & 0o777 == 0o644
    assert (done.recipe.folder, done.recipe.trigger, done.recipe.testpypi) == ("boat/", "release", True)
    assert [path.name for path in (top / PLACE).parent.iterdir()] == ["release.yml"]


def test_a_project_without_git(tmp_path) -> None:
    """It lies in the project's own folder then."""
    folder = project_tree(tmp_path / "boat", "flit-core")
    assert write(folder, tmp_path).path == str(folder / PLACE)


@pytest.mark.parametrize(
    ("kind", "compiled", "history"),
    [("setuptools", False, False), ("setuptools-scm", False, True), ("maturin", True, False), ("meson-python", True, False)],
)
def test_each_kind_of_project_gets_what_it_needs(kind, compiled, history, tmp_path) -> None:
    """Compiled code is built on a matrix, and a version out of tags with the whole history."""
    recipe = write(project_tree(tmp_path / "boat", kind), tmp_path, dry=True).recipe
    assert (recipe.compiled, recipe.history) == (compiled, history)


def test_nothing_is_written_over(tmp_path) -> None:
    """The same file again is as good as written; another one stays until it is said otherwise."""
    folder = project(tmp_path / "dinghy")
    assert write(folder, tmp_path).state == "written"
    assert write(folder, tmp_path).state == "same"
    path = folder / PLACE
    path.write_text("on: push\n")
    assert stopped(folder, tmp_path) == "PCI004"
    assert path.read_text() == "on: push\n"
    assert write(folder, tmp_path, force=True).state == "written"
    assert path.read_text("utf-8").startswith("# Written by seatrial")


def test_a_dry_run_writes_nothing(tmp_path) -> None:
    """What would be written is only shown."""
    folder = project(tmp_path / "dinghy")
    assert write(folder, tmp_path, dry=True).state == "printed"
    assert not (folder / ".github").exists()


def test_it_can_be_written_elsewhere(tmp_path) -> None:
    """A file that is named gets it, if there is a folder for it."""
    folder = project(tmp_path / "dinghy")
    assert write(folder, tmp_path, output=str(tmp_path / "other.yml")).state == "written"
    assert (tmp_path / "other.yml").is_file()
    assert stopped(folder, tmp_path, output=str(tmp_path / "none" / "other.yml")) == "PCI005"
    assert stopped(folder, tmp_path, output=str(tmp_path)) == "PCI004"
    assert stopped(folder, tmp_path, output=str(tmp_path), force=True) == "PCI005"
    assert stopped(folder, tmp_path, output="a\0b") == "PCI005"


def test_links_are_not_followed(tmp_path) -> None:
    """A link in a stranger's project leads nothing of ours to another place."""
    folder = project(tmp_path / "dinghy")
    (tmp_path / "other").mkdir()
    (folder / ".github").symlink_to(tmp_path / "other")
    assert stopped(folder, tmp_path) == "PCI005"
    (folder / ".github").unlink()
    (folder / ".github" / "workflows").mkdir(parents=True)
    (folder / PLACE).symlink_to(tmp_path / "target.yml")
    assert stopped(folder, tmp_path, force=True) == "PCI005"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("target")] == []
    assert list((tmp_path / "other").iterdir()) == []


def test_a_project_that_cannot_be_published_gets_none(tmp_path) -> None:
    """What is missing is told before anything is written."""
    folder = project(tmp_path / "dinghy", files={"pyproject.toml": pyproject().replace(">=3.8", "<3.8")})
    assert stopped(folder, tmp_path) == "PCI002"
    assert not (folder / ".github").exists()


def run(job, folder: Path, environ: dict[str, str], outputs: dict[str, str]) -> list[subprocess.CompletedProcess]:
    """Run the commands of a job as GitHub does, until one fails, but for the installation of seatrial; what they give out is added to `outputs`."""
    done = []
    for number, step in enumerate(job.steps):
        if not step.run or step.run.startswith("python -m pip install"):
            continue
        given = folder / f"output-{job.id}-{number}"
        given.touch()
        values = {name: outputs[value.rpartition(".")[2].rstrip(" }")] for name, value in step.env.items()}
        variables = {**environ, **values, "GITHUB_OUTPUT": str(given)}
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.run]
        done.append(subprocess.run(bash, cwd=folder, env=variables, capture_output=True, text=True, check=False))
        head, _, files = given.read_text("utf-8").partition("files<<SEAL\n")
        given.unlink()
        outputs.update(line.split("=", 1) for line in head.splitlines())
        if files:
            outputs["files"] = files.removesuffix("SEAL\n").rstrip("\n")
        if done[-1].returncode:
            break
    return done


def at(step, url: str):
    """Return a step of the workflow with another index in PyPI's place."""
    return step._replace(run=step.run.replace("--from pypi", f"--from {url}"))


@pytest.mark.slow
def test_the_jobs_do_what_they_say(tmp_path) -> None:
    """Built, checked, sealed, compared, published, published again and verified, by the very commands that the workflow has; other bytes are not."""
    folder = project(tmp_path / "dinghy")
    jobs = {job.id: job for job in read_workflow(write(folder, tmp_path, dry=True).text.encode(), PLACE).jobs}
    outputs: dict[str, str] = {}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environ = {"PATH": path, "HOME": str(tmp_path), "SEATRIAL_DATA": str(tmp_path / "data"), "GITHUB_REF_NAME": "v1.0", "LC_ALL": "C.UTF-8"}
    built = run(jobs["build"], folder, environ, outputs)
    assert [one.returncode for one in built] == [0, 0, 0, 0], built[-1].stderr
    assert outputs["version"] == "1.0"
    assert [line.split("  ")[1] for line in outputs["files"].splitlines()] == ["dist/dinghy-1.0-py3-none-any.whl", "dist/dinghy-1.0.tar.gz"]
    elsewhere = tmp_path / "runner"
    elsewhere.mkdir()
    (folder / "dist").rename(elsewhere / "dist")
    with index_process(tmp_path) as (_, running):
        there = {**environ, "TWINE_REPOSITORY_URL": running.upload_url, "SEATRIAL_TOKEN": TOKEN, "SEATRIAL_DATA": str(tmp_path / "other")}
        for _ in range(2):
            published = run(jobs["publish"], elsewhere, there, outputs)
            assert [one.returncode for one in published] == [0, 0], published[-1].stderr
        verify = jobs["verify"]._replace(steps=tuple(at(step, running.upload_url) for step in jobs["verify"].steps))
        (verified,) = run(verify, elsewhere, there, {**outputs, "python": f"{sys.version_info.major}.{sys.version_info.minor}"})
        assert verified.returncode == 0, verified.stdout + verified.stderr
        (elsewhere / "dist" / "dinghy-1.0.tar.gz").write_bytes(b"something else")
        assert [one.returncode for one in run(jobs["publish"], elsewhere, there, outputs)] == [1]


def test_another_tag_than_the_version_stops_the_release(tmp_path) -> None:
    """A tag on the wrong commit publishes nothing."""
    folder = project(tmp_path / "dinghy")
    (folder / "dist").mkdir()
    job = read_workflow(write(folder, tmp_path, dry=True).text.encode(), PLACE).jobs[0]
    last = job._replace(steps=job.steps[-2:])
    outputs = {"version": "1.0"}
    for tag, status in (("v1.0", 0), ("v1.1", 1)):
        (done,) = run(last, folder, {"PATH": os.environ["PATH"], "GITHUB_REF_NAME": tag}, outputs)
        assert (done.returncode, done.stdout) == (status, f"{tag} is to be v1.0\n")


def test_the_answer_for_machines(tmp_path) -> None:
    """The object has all that a script needs to go on."""
    from seatrial.report.terminal_workflow import workflow_json

    answer = json.loads(json.dumps(workflow_json(write(project(tmp_path / "dinghy"), tmp_path, testpypi=True))))
    assert list(answer) == ["schema", "path", "state", "trigger", "tags", "environments", "text"]
    assert (answer["state"], answer["trigger"], answer["tags"], answer["environments"]) == (
        "written",
        "tag",
        "v[0-9]*",
        ["testpypi", "pypi"],
    )
