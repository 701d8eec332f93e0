"""`seatrial build`, `rehearse`, `release` and `resume` as real processes, with real builds, installs and git."""

import json
import re
import subprocess
import sys
import time

import pytest

from make.cli import environment, seatrial
from make.git import WHO, git
from make.release import BACKEND, project
from make.terminal import run, screen

CONTRACT = [
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
ERROR = {"README.md": "", "dinghy/__init__.py": "def main(:\n"}


@pytest.fixture
def dinghy(tmp_path):
    return project(tmp_path / "dinghy")


def test_a_build_tells_what_was_made(dinghy, tmp_path) -> None:
    """The files, what is in them and what was found stand on stdout; the steps on stderr."""
    done = seatrial("build", home=tmp_path, cwd=dinghy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "dist/dinghy-1.0-py3-none-any.whl" in done.stdout
    assert "packages: dinghy (1)" in done.stdout
    assert done.stdout.endswith("✓ dinghy 1.0 is built.\n")
    assert re.search(r"^✓ build +\d", done.stderr, re.MULTILINE)


def test_a_build_answers_in_json(dinghy, tmp_path) -> None:
    """A program learns the paths and hashes of what was built."""
    done = seatrial("build", "dinghy", "--format", "json", home=tmp_path)
    answer = json.loads(done.stdout)
    assert (answer["schema"], answer["name"], answer["version"], answer["dirty"]) == (1, "dinghy", "1.0", False)
    assert {file["kind"] for file in answer["files"]} == {"wheel", "sdist"}
    assert all(file["path"].endswith(file["name"]) for file in answer["files"])
    assert answer["report"]["counts"]["error"] == 0


def test_a_build_fails_where_the_index_would_refuse_it(dinghy, tmp_path) -> None:
    """The files are built and told, and the status says that they cannot be released."""
    done = seatrial("build", "--file-limit", "100B", home=tmp_path, cwd=dinghy)
    assert done.returncode == 1
    assert done.stdout.endswith("✗ dinghy 1.0 is built, but not fit to be released.\n")


@pytest.mark.parametrize("command", [("rehearse", "--offline"), ("release", "--to", "local")])
def test_a_limit_of_the_index_is_kept(dinghy, tmp_path, command) -> None:
    """A file that is larger than the index takes is refused before anything is sent."""
    done = seatrial(*command, "--file-limit", "100B", "--format", "json", home=tmp_path, cwd=dinghy, env=WHO)
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert {file["state"] for file in answer["files"]} == {"not sent"}
    assert {one["verdict"] for one in answer["report"]["subjects"] if one["kind"] != "project"} == {"refused"}


def test_a_stricter_release_is_not_begun_and_a_stricter_resumption_tells(tmp_path) -> None:
    """`--fail-on warning` sends nothing that has a warning, and says the whole command again; what is sent already is ended, with status 1."""
    folder = project(tmp_path / "dinghy", files={"README.md": ""})
    environ = {"home": tmp_path, "cwd": folder, "env": WHO}
    strict = seatrial("release", "--to", "local", "--fail-on", "warning", **environ)
    assert strict.returncode == 1
    assert "nothing was sent" in strict.stdout
    assert "seatrial release --to local --fail-on warning" in strict.stdout
    assert not (tmp_path / "seatrial-data" / "index").exists()
    assert seatrial("release", "--to", "local", "-q", **environ).returncode == 0
    git(folder, "tag", "-d", "v1.0")
    (journal,) = (folder / ".seatrial").glob("released-*.jsonl")
    journal.rename(journal.with_name(journal.name.replace("released", "journal")))
    resumed = seatrial("resume", "--fail-on", "warning", "--format", "json", **environ)
    assert (resumed.returncode, json.loads(resumed.stdout)["tag"]) == (1, "v1.0")


def test_a_plan_is_the_same_in_the_file_and_in_the_answer(dinghy, tmp_path) -> None:
    """`--plan FILE` and `--format json` give a program one shape."""
    done = seatrial(
        "release", "--to", "local", "--dry-run", "--plan", "../plan.json", "--format", "json", home=tmp_path, cwd=dinghy, env=WHO
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["plan"] == json.loads((tmp_path / "plan.json").read_text())
    assert not (dinghy / ".seatrial").exists()


def test_errors_of_the_tree_stand_beside_a_build_that_fails(tmp_path) -> None:
    """A backend that stops often stops for what was found in the tree: both are told, and a machine gets both."""
    folder = project(tmp_path / "dinghy", files={"own_backend.py": "raise SystemExit('aground')\n"})
    (folder / "pyproject.toml").write_text((folder / "pyproject.toml").read_text().replace('version = "1.0"', 'version = "1.0-x"'))
    done = seatrial("rehearse", "--offline", "--format", "json", home=tmp_path, cwd=folder)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["problem"]["id"][:3]) == (3, "PBD")
    assert "PRJ011" in {one["rule"] for one in answer["report"]["findings"]}
    told = seatrial("rehearse", "--offline", home=tmp_path, cwd=folder)
    assert told.stdout.startswith("✗ error: The version is not valid  PRJ011\n")


@pytest.mark.slow
def test_a_rehearsal_ends_with_its_screen(dinghy, tmp_path) -> None:
    """A good project is rehearsed from one command; the screen names files, installations and the next step."""
    done = seatrial("rehearse", "--offline", home=tmp_path, cwd=dinghy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("dinghy 1.0 → rehearsal index\n")
    for words in ("uploaded\n", "with pip", "imports dinghy", "seatrial release --to local\n", "✓ dinghy 1.0 is ready: "):
        assert words in done.stdout
    assert [line.split()[:2] for line in done.stderr.splitlines() if line[0] in "✓✗"][-2:] == [["✓", "upload"], ["✓", "verify"]]


def test_a_rehearsal_stops_at_errors(tmp_path) -> None:
    """What PyPI or Python would refuse stops before anything is sent: status 1, the same in JSON."""
    folder = project(tmp_path / "dinghy", files=ERROR)
    done = seatrial("rehearse", "--offline", "--lang", "zh", home=tmp_path, cwd=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "\u672a\u53d1\u9001" in done.stdout
    assert "\u89e3\u51b3\u4e0a\u8ff0\u95ee\u9898\u540e\u8fd0\u884c\uff1aseatrial rehearse" in done.stdout
    answer = json.loads(seatrial("rehearse", "--offline", "--format", "json", home=tmp_path, cwd=folder).stdout)
    assert list(answer) == CONTRACT
    assert answer["report"]["counts"]["error"] > 0
    assert {file["state"] for file in answer["files"]} == {"not sent"}


@pytest.mark.slow
def test_a_release_is_planned_made_and_tagged(dinghy, tmp_path) -> None:
    """A dry run changes nothing; the release uploads, verifies and tags; once more there is nothing left to do."""
    dry = seatrial("release", "--to", "local", "--dry-run", "--plan", str(tmp_path / "plan.json"), home=tmp_path, cwd=dinghy, env=WHO)
    assert dry.returncode == 0, dry.stdout + dry.stderr
    assert "  plan      1  upload  dinghy-1.0-py3-none-any.whl" in dry.stdout
    assert "This is the plan; nothing was changed." in dry.stdout
    assert json.loads((tmp_path / "plan.json").read_text())["index"] == "local"
    assert git(dinghy, "tag") == ""
    done = seatrial("release", "--to", "local", "--format", "json", home=tmp_path, cwd=dinghy, env=WHO)
    answer = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert list(answer) == CONTRACT
    assert (answer["name"], answer["version"], answer["index"], answer["tag"], answer["problem"]) == (
        "dinghy",
        "1.0",
        "local",
        "v1.0",
        None,
    )
    assert [file["state"] for file in answer["files"]] == ["uploaded", "uploaded"]
    assert all(one["ok"] for one in answer["verified"])
    assert git(dinghy, "tag") == "v1.0"
    again = seatrial("release", "--to", "local", home=tmp_path, cwd=dinghy)
    assert again.returncode == 0
    assert "released already" in again.stdout


def test_an_object_is_printed_however_a_release_ends(dinghy, tmp_path) -> None:
    """A problem ends in status 3 and stands in the object; people read it on stderr."""
    done = seatrial("release", "--to", "nowhere", "--format", "json", home=tmp_path, cwd=dinghy)
    answer = json.loads(done.stdout)
    assert done.returncode == 3
    assert list(answer) == CONTRACT
    assert answer["problem"]["id"] == "PCR027"
    assert answer["problem"]["message"] in done.stderr
    told = seatrial("release", "--to", "nowhere", home=tmp_path, cwd=dinghy)
    assert (told.returncode, told.stdout) == (3, "")
    assert answer["problem"]["message"] in told.stderr


def test_nothing_to_resume_is_a_problem(dinghy, tmp_path) -> None:
    """`resume` without an interrupted release says so."""
    done = seatrial("resume", home=tmp_path, cwd=dinghy)
    assert (done.returncode, done.stdout) == (3, "")
    assert "fix  Begin with `seatrial release --to local`, or with `seatrial upload dist`." in done.stderr


def test_ctrl_c_ends_at_once_on_a_terminal(tmp_path) -> None:
    """Ctrl-C in the middle of a build ends within a second, with a screen that says how to go on, and status 130."""
    folder = project(tmp_path / "dinghy", files={"own_backend.py": "import time\ntime.sleep(60)\n" + BACKEND})
    begun = time.monotonic()
    command = [sys.executable, "-m", "seatrial", "rehearse", "--offline"]
    status, written = run(command, env=environment(tmp_path, TERM="xterm-256color"), cwd=folder, typed=[(2.0, b"\x03")])
    assert status == 130
    assert time.monotonic() - begun < 4
    lines = screen(written)
    assert [line.split()[:2] for line in lines[:1]] == [["✓", "look"]]
    assert "  next  seatrial rehearse --offline" in lines
    assert any(line.startswith("✗ dinghy 1.0 was interrupted.") for line in lines)


def test_steps_are_told_as_they_end(dinghy, tmp_path) -> None:
    """Piped output arrives line by line, not at the end."""
    command = [sys.executable, "-m", "seatrial", "build"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=dinghy, env=environment(tmp_path)) as process:
        assert process.stderr.readline()
        assert process.poll() is None
        process.communicate()
