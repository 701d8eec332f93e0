"""`seatrial check` as a real process."""

import json
import os
import subprocess
import sys

import pytest

from make.cli import environment, seatrial
from make.installable import wheel
from make.release import project

GOOD = wheel({"boat/__init__.py": '"""A boat."""\n'}, headers=("Summary: A boat", "Requires-Python: >=3.9"))
BAD = wheel({"boat/__init__.py": ""}, headers=("Classifier: No :: Such",))


@pytest.fixture
def good(tmp_path):
    (tmp_path / GOOD.artifact.name).write_bytes(GOOD.data)
    return GOOD.artifact.name


@pytest.fixture
def bad(tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / BAD.artifact.name).write_bytes(BAD.data)
    return f"bad/{BAD.artifact.name}"


def test_a_good_file_is_accepted(good, tmp_path) -> None:
    """The verdict is the result on stdout, nothing is said on stderr, and the status is 0."""
    done = seatrial("check", good, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"✓ accepted  {good}")


def test_a_refused_file_does_not_stop_the_others(good, bad, tmp_path) -> None:
    """Each file has its verdict, with PyPI's words; the status is 1."""
    done = seatrial("check", bad, "no-such-file.whl", good, home=tmp_path)
    assert done.returncode == 1
    assert f"✗ refused   {bad}" in done.stdout
    assert "400 " in done.stdout
    assert f"✓ accepted  {good}" in done.stdout
    assert "✗ not read  no-such-file.whl" in done.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_json_is_one_object_and_nothing_else(language, good, bad, tmp_path) -> None:
    """Stdout can be read by a program in either language, and is plain ASCII."""
    done = seatrial("check", "--format", "json", "--lang", language, good, bad, home=tmp_path)
    assert done.returncode == 1
    assert done.stdout.isascii()
    answer = json.loads(done.stdout)
    assert list(answer) == ["schema", "seatrial", "profile", "subjects", "findings", "checklist", "counts"]
    assert [subject["verdict"] for subject in answer["subjects"]] == ["accepted", "refused"]
    refusal = answer["subjects"][1]["refusal"]
    assert (refusal["status"], "No :: Such" in refusal["message"]) == (400, True)
    found = next(finding for finding in answer["findings"] if finding["rule"] == refusal["rule"])
    assert (found["severity"], found["ignored"], found["subject"]) == ("error", None, bad)
    assert all(found[part] for part in ("title", "message", "why", "fix"))
    assert found["url"].startswith("https://")
    assert answer["counts"]["error"] == sum(finding["severity"] == "error" for finding in answer["findings"])


def test_fail_on_decides_the_status(tmp_path) -> None:
    """A warning fails only where it is asked to."""
    made = wheel({"tests/__init__.py": "", "boat/__init__.py": ""})
    (tmp_path / made.artifact.name).write_bytes(made.data)
    assert seatrial("check", made.artifact.name, home=tmp_path).returncode == 0
    assert seatrial("check", "--fail-on", "warning", made.artifact.name, home=tmp_path).returncode == 1


def test_the_file_limit_can_be_named(good, tmp_path) -> None:
    """A limit on the command line counts for this run."""
    assert seatrial("check", "--file-limit", "100B", good, home=tmp_path).returncode == 1
    assert seatrial("check", "--file-limit", "1GiB", good, home=tmp_path).returncode == 0


def test_a_folder_that_is_no_project_is_a_problem(tmp_path) -> None:
    """One path that cannot be looked at stops the command: told on stderr, and as an object where JSON was asked for."""
    done = seatrial("check", home=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "PPR" in done.stderr
    done = seatrial("check", "--format=json", home=tmp_path)
    assert done.returncode == 3
    answer = json.loads(done.stdout)
    assert answer["problem"]["id"] in done.stderr
    assert (answer["subjects"], answer["findings"], answer["counts"]["error"], answer["profile"]["index"]) == ([], [], 0, "pypi")


def test_a_project_folder_is_judged(tmp_path) -> None:
    """Without a path the project in the working directory is looked at."""
    project(tmp_path / "dinghy")
    done = seatrial("check", home=tmp_path, cwd=tmp_path / "dinghy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("· looked at  . (dinghy 1.0)\n")


def test_undecodable_names_are_no_crash(tmp_path) -> None:
    """A path that is not UTF-8 is judged, shown escaped, and has its form in JSON."""
    name = b"caf\xe9-1.0-py3-none-any.whl"
    with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:  # noqa: PTH118, PTH123  (a path of bytes)
        file.write(GOOD.data)
    done = seatrial("check", name, home=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "caf\\xe9-1.0" in done.stdout
    answer = json.loads(seatrial("check", "--format", "json", name, home=tmp_path).stdout)
    assert answer["subjects"][0]["path"] == "caf\\xe9-1.0-py3-none-any.whl"


def test_quiet_says_nothing_of_what_is_good(good, bad, tmp_path) -> None:
    """With --quiet only the refused file is told."""
    assert seatrial("check", "--quiet", good, home=tmp_path).stdout == ""
    assert good not in seatrial("check", "-q", good, bad, home=tmp_path).stdout.replace(bad, "")


def test_nothing_is_opened_but_what_is_read(good, tmp_path) -> None:
    """A check writes nothing: no folder for data, none in the project."""
    seatrial("check", good, home=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [good]


def test_a_broken_pipe_does_not_change_the_status(bad, tmp_path) -> None:
    """`seatrial check | head -0` still ends as the verdict says."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "seatrial", "check", bad]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=environment(tmp_path), cwd=tmp_path, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")
