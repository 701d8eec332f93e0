"""`seatrial publisher` as a process."""

import json
import subprocess
import sys

import pytest

from make.cli import environment, seatrial
from make.identities import GITHUB_CLAIMS, token


def piped(text: str, *args: str, home) -> subprocess.CompletedProcess:
    """Run it with something on the standard input."""
    command = [sys.executable, "-m", "seatrial", "publisher", "show", "--claims", "-", *args]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=False, cwd=home, env=environment(home), timeout=60)


def test_a_token_from_the_standard_input_is_read_and_not_shown(tmp_path):
    """A token in a pipe is put beside the form, as one JSON object and nothing else."""
    done = piped(token(GITHUB_CLAIMS, "MARKEDMA"), "--record", "workflow=publish.yml", "--format", "json", home=tmp_path)
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["provider"]) == (0, b"", "github")
    assert [field["matches"] for field in told["fields"]] == [None, None, False, None]
    assert "PTP038" in told["problems"]
    assert b"MARKED" not in done.stdout


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["show", "--lang", "zh"], 3, "PTP057"),
        (["show", "--record", "color=red"], 2, "color=red: write FIELD=VALUE"),
        (["show", "--claims", "none.json"], 3, "none.json: No such file or directory."),
        (["--help"], 0, "seatrial publisher show --claims job.log"),
    ],
)
def test_what_is_asked_wrongly_is_told(args, status, words, tmp_path):
    """Wrong usage and missing files end with their status, and with what to do."""
    done = seatrial("publisher", *args, home=tmp_path)
    assert done.returncode == status
    assert words in done.stdout + done.stderr


def test_a_log_is_explained_from_its_claims(tmp_path):
    """A log of a refused job is explained with what the job claimed beside it."""
    shown = "\n".join(f"* `{name}`: `{GITHUB_CLAIMS[name]}`" for name in ("sub", "repository", "repository_owner", "job_workflow_ref"))
    (tmp_path / "job.log").write_text(
        f"* `invalid-publisher`: valid token, but no corresponding publisher (Missing claim 'sha')\n{shown}\n"
    )
    told = json.loads(seatrial("explain", "job.log", "--format", "json", home=tmp_path).stdout)
    assert told["publisher"]["problems"] == ["PTP043", "PTP047"]
    text = seatrial("explain", "job.log", home=tmp_path).stdout
    assert "  repository         tool" in text
    assert "The claim sha is missing." in text
