"""The workflow that is written: what GitHub, its checkers and our own rules read in it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from seatrial.core.ci import pins
from seatrial.core.ci.publishing import COMMIT
from seatrial.core.ci.triggers import reaches
from seatrial.core.ci.workflow import read_workflow
from seatrial.core.ci.writing import tag_pattern, workflow_text
from seatrial.model.workflow import Judged, Recipe
from seatrial.rules.workflow import judge_workflow
from seatrial.text.words import say

PLAIN = Recipe("boat", "0.1.0", pythons=("3.10", "3.13"), tool_python="3.13")
RECIPES = {
    "plain": PLAIN,
    "release": PLAIN._replace(trigger="release", tag="{name}-v{version}", history=True),
    "folder": PLAIN._replace(folder="pkg/boat/", testpypi=True, tag="it's-$HOME+{version}"),
    "compiled": PLAIN._replace(compiled=True),
    "compiled-folder": PLAIN._replace(compiled=True, testpypi=True, folder="pkg/boat/", history=True),
}


def text(recipe: Recipe, language="en") -> str:
    return workflow_text(recipe, lambda sentence: say(language, sentence))


def read(recipe: Recipe):
    return read_workflow(text(recipe).encode(), ".github/workflows/release.yml")


def program(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, f"{name} is in the group of requirements for tests"
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """Return a folder with a workflow for every kind of project, in both languages."""
    folder = tmp_path_factory.mktemp("written") / ".github" / "workflows"
    folder.mkdir(parents=True)
    for name, recipe in RECIPES.items():
        for language in ("en", "zh"):
            (folder / f"{name}-{language}.yml").write_text(text(recipe, language), "utf-8")
    return folder


def test_actionlint_finds_nothing(written) -> None:
    """What is written is a workflow that GitHub takes, its expressions included."""
    done = subprocess.run([program("actionlint"), *map(str, sorted(written.iterdir()))], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_zizmor_finds_nothing(written) -> None:
    """No known weakness is in it, by the strictest of the readings that a checker of security has for everybody."""
    command = [program("zizmor"), "--offline", "--no-progress", "--no-config", "--pedantic", "--format", "plain", str(written)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_our_own_rules_find_nothing(recipe) -> None:
    """`seatrial ci github --check` has nothing to say about what `seatrial ci github` writes."""
    made = read(recipe)
    assert made.faults == ()
    assert judge_workflow(Judged(made, recipe.tag.replace("{name}", recipe.name), recipe.history), "x", {}) == ()


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_only_the_jobs_that_publish_have_an_identity(recipe) -> None:
    """Nothing that runs code of the project can publish, and what can publish runs nothing else."""
    made = read(recipe)
    assert made.permissions == {}
    for job in made.jobs:
        publishes = job.id.startswith("publish")
        assert job.permissions in ([{"id-token": "write"}] if publishes else [{"contents": "read"}, {}])
        assert bool(job.environment) == publishes
        assert "timeout-minutes" in job.lines
        commands = [step.run for step in job.steps if step.run]
        if publishes:
            assert [line.split()[0] for line in commands] == ["python", "test", "seatrial"]
            assert all(not step.uses.startswith("actions/checkout") for step in job.steps)
        for step in job.steps:
            assert COMMIT.fullmatch(step.uses.partition("@")[2]) if step.uses else step.run
            assert "${{" not in step.run


def test_jobs_follow_one_another() -> None:
    """Nothing is published that was not checked, and nothing on PyPI that TestPyPI did not take and give back."""
    needs = {name: {job.id: job.needs for job in read(recipe).jobs} for name, recipe in RECIPES.items()}
    assert needs["plain"] == {"build": (), "publish": ("build",), "verify": ("build", "publish")}
    assert needs["compiled-folder"] == {
        "sdist": (),
        "wheels": ("sdist",),
        "build": ("sdist", "wheels"),
        "publish-testpypi": ("build",),
        "verify-testpypi": ("build", "publish-testpypi"),
        "publish": ("build", "verify-testpypi"),
        "verify": ("build", "publish"),
    }


def test_a_project_in_a_folder_is_built_there() -> None:
    """Commands run in the project's folder, and files are handed over from there."""
    made = text(RECIPES["folder"])
    assert "        working-directory: pkg/boat/\n" in made
    assert "          path: pkg/boat/dist/\n" in made


def test_the_history_is_fetched_where_the_version_comes_from_it() -> None:
    """A version that tags make is never invented."""
    assert ("fetch-depth: 0" in text(PLAIN), "fetch-depth: 0" in text(RECIPES["release"])) == (False, True)


def test_comments_are_in_the_language_of_the_user() -> None:
    """Who maintains the file can read why it is as it is."""
    assert "# Push the tag of a version to release it." in text(PLAIN)
    assert "# 推送版本标签即可发布。" in text(PLAIN, "zh")
    assert text(PLAIN).encode("ascii")


@pytest.mark.parametrize(
    ("tag", "pattern", "taken", "left"),
    [
        ("v{version}", "v[0-9]*", "v1.0rc1", "vnext"),
        ("{version}", "[0-9]*", "1.0", "v1.0"),
        ("{name}-v{version}", "boat-v[0-9]*", "boat-v1.0", "v1.0"),
        ("a+b!{version}-x", r"a\+b\![0-9]*-x", "a+b!1.0-x", "aab!1.0-x"),
    ],
)
def test_the_tags_are_those_of_the_settings(tag, pattern, taken, left) -> None:
    """The workflow starts at the tags that the project's releases have, and at no other."""
    found = tag_pattern(PLAIN._replace(tag=tag))
    assert found == pattern
    assert (reaches([found], taken), reaches([found], left)) == (True, False)


def test_every_action_is_pinned_by_one_table() -> None:
    """A version is raised in one place, and stands as a comment behind the hash."""
    table = {
        f"{pin.action}@{pin.commit} # {pin.version}"
        for pin in (pins.CHECKOUT, pins.SETUP_PYTHON, pins.UPLOAD_ARTIFACT, pins.DOWNLOAD_ARTIFACT)
    }
    used = {line.partition("uses: ")[2] for line in text(RECIPES["compiled"]).splitlines() if "uses: " in line}
    assert used == table
