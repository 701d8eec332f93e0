"""`seatrial ci github` as a real process, and the hooks that run it."""

import json
import shlex
from pathlib import Path

import pytest
import yaml

from make.cli import seatrial
from make.release import project

PLACE = ".github/workflows/release.yml"
HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"


@pytest.fixture(scope="module")
def boat(tmp_path_factory):
    return project(tmp_path_factory.mktemp("ci") / "boat", "boat")


def ci(folder, *args, **env):
    return seatrial("ci", "github", *args, home=folder.parent, cwd=folder, env=env)


def test_it_is_written_and_then_judged(boat) -> None:
    """From nothing to a workflow that a check has nothing to say about, in two commands."""
    written = ci(boat)
    assert (written.returncode, written.stderr) == (0, "")
    assert written.stdout.startswith(f"✓ Written: {PLACE}\n")
    judged = ci(boat, "--check")
    assert (judged.returncode, judged.stdout) == (
        0,
        f"· looked at  {PLACE}  {judged.stdout.split('  ')[2]}".partition("\n")[0] + "\n\nnothing wrong\n",
    )


def test_stdout_is_the_workflow_alone(boat) -> None:
    """What is printed can be sent to a file, and is what would be written, in the language of the user."""
    shown = ci(boat, "--stdout", "--lang", "zh")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("# 由 seatrial 生成")
    assert yaml.safe_load(shown.stdout)["jobs"].keys() == {"build", "publish", "verify"}
    assert json.loads(ci(boat, "--dry-run", "--lang", "zh", "--format", "json").stdout)["text"] == shown.stdout


def test_findings_in_every_form(boat, tmp_path) -> None:
    """An error makes the status 1; a workflow of GitHub gets annotations with file and line, and code scanning its SARIF."""
    (boat / "old.yml").write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-20.04\n    steps: [run: twine upload dist/*]\n")
    text = ci(boat, "--check", "old.yml", "--report", str(tmp_path / "out.sarif"))
    assert text.returncode == 1
    assert "ubuntu-20.04" in text.stdout
    assert "old.yml:4" in text.stdout
    assert "::error file=old.yml,line=4," in ci(boat, "--check", "old.yml", "--format", "github").stdout
    (finding,) = json.loads(ci(boat, "--check", "old.yml", "--format", "json").stdout)["findings"]
    assert (finding["rule"], finding["subject"], finding["line"]) == ("WFL031", "old.yml", 4)
    (result,) = json.loads((tmp_path / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 4}
    (boat / "old.yml").unlink()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--check", "--force"], "--force does not go with --check"),
        (["a", "b"], "one project"),
        (["--format", "sarif"], "--check alone"),
        (["--report", "out.html"], "--check alone"),
    ],
)
def test_wrong_usage(boat, args, words) -> None:
    """What does not go together is told, with status 2."""
    done = ci(boat, *args)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_problem_is_told(boat) -> None:
    """A folder without workflows is no clean bill; the machine's form has the problem too."""
    (boat / "empty").mkdir()
    done = ci(boat, "--check", "--lang", "zh", str(boat.parent))
    assert (done.returncode, "没有工作流" in done.stderr) == (3, True)
    done = ci(boat, "--check", "none.yml", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["problem"]["id"]) == (3, "PCI007")


def test_the_hooks_run(boat) -> None:
    """What pre-commit starts are commands that are there, each with what it passes to them."""
    ci(boat)
    hooks = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text("utf-8"))}
    assert list(hooks) == ["seatrial-check", "seatrial-workflows"]
    for hook in hooks.values():
        assert {"id", "name", "entry", "language"} <= hook.keys()
        program, *args = shlex.split(hook["entry"])
        assert (program, hook["language"]) == ("seatrial", "python")
        passed = [] if hook.get("pass_filenames") is False else [PLACE]
        done = seatrial(*args, *passed, home=boat.parent, cwd=boat)
        assert done.returncode == 0, done.stdout + done.stderr
