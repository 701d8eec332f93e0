"""Tests of releases to the lasting embedded index: real git, real builds, real installations."""

import json
import shutil
import socket
import subprocess
import sys
import time

import pytest

from make.git import commit, git, write
from make.release import harbour, index, project, pyproject, states, steps, stop_at
from seatrial.app.release import release
from seatrial.app.state import state_folder
from seatrial.edge.world import world as make_world
from seatrial.model.release import ReleaseOptions

SENT = ["uploaded", "uploaded"]


def run(tmp_path, told=None, **options):
    """Release the project that lies in `project`."""
    return release(harbour(tmp_path, told), str(tmp_path / "project"), ReleaseOptions(**options))


def test_a_release_ends_verified_and_tagged_and_is_done_once(tmp_path):
    """What is released is on the index, works, and is tagged; a second run says so and does nothing; a push may follow."""
    folder = project(tmp_path / "project")
    outcome = run(tmp_path)
    assert outcome.problem is None
    assert states(outcome) == SENT
    assert index(tmp_path) == {file.name: file.sha256 for file in outcome.files}
    assert {(one.file, one.ok) for one in outcome.verified} == {(file.name, True) for file in outcome.files}
    assert steps(outcome) == dict.fromkeys(["look", "build", "check", "upload", "verify", "tag"], "done")
    assert git(folder, "rev-parse", "v1.0^{commit}") == git(folder, "rev-parse", "HEAD") == outcome.plan.manifest.commit
    again = run(tmp_path)
    assert (again.problem, again.tag, states(again)) == (None, "v1.0", ["present", "present"])
    assert [said.sentence.id for said in again.notes] == ["STR021"]
    assert [subject.verdict for subject in again.report.subjects] == [None, "accepted", "accepted"]
    assert steps(again) == {"look": "done"}
    (journal,) = (folder / ".seatrial").glob("*.jsonl")
    assert journal.name == f"released-{outcome.plan.id}.jsonl"
    git(folder, "tag", "-d", "v1.0")
    assert steps(run(tmp_path)) == {"look": "done", "upload": "skipped", "verify": "skipped", "tag": "done"}
    assert git(folder, "rev-parse", "v1.0^{commit}") == git(folder, "rev-parse", "HEAD")
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(folder, "remote", "add", "origin", str(tmp_path / "remote"))
    pushed = run(tmp_path, push=True)
    assert pushed.problem is None
    assert steps(pushed) == {"look": "done", "upload": "skipped", "verify": "skipped", "tag": "skipped", "push": "done"}
    assert git(tmp_path / "remote", "rev-parse", "v1.0^{commit}") == git(folder, "rev-parse", "HEAD")


def test_the_next_version_follows_and_the_same_version_with_other_bytes_does_not(tmp_path):
    """A file name is used up for ever; who forgets to raise the version is told which to take."""
    folder = project(tmp_path / "project")
    run(tmp_path)
    git(folder, "tag", "-d", "v1.0")
    write(folder, {"README.md": "Other.\n"})
    commit(folder)
    outcome = run(tmp_path)
    assert (outcome.problem.kind.id, outcome.problem.values["next"]) == ("PRL014", "1.0.1")
    assert states(outcome) == ["not sent", "not sent"]
    write(folder, {"pyproject.toml": pyproject(version="1.0.1")})
    commit(folder)
    assert run(tmp_path).tag == "v1.0.1"
    assert len(index(tmp_path)) == 4


def test_a_dry_run_tells_the_plan_and_changes_nothing(tmp_path):
    """One can look before anything happens."""
    folder = project(tmp_path / "project")
    outcome = run(tmp_path, dry_run=True, plan_file=str(tmp_path / "plan.json"))
    assert outcome.problem is None
    assert [step.id for step in outcome.plan.steps] == ["upload:dinghy-1.0-py3-none-any.whl", "upload:dinghy-1.0.tar.gz", "verify", "tag"]
    assert states(outcome) == ["not sent", "not sent"]
    assert json.loads((tmp_path / "plan.json").read_text())["id"] == outcome.plan.id
    assert git(folder, "tag") == ""
    assert git(folder, "status", "--porcelain") == ""
    assert not (tmp_path / "data").exists()
    assert not list((folder / ".seatrial").glob("*.json*"))
    unwritable = run(tmp_path, dry_run=True, plan_file=str(tmp_path / "nowhere" / "plan.json"))
    assert unwritable.problem.kind.id == "PCL002"


def test_what_is_not_committed_is_not_released(tmp_path):
    """The tag names the sources; leftovers of builds do not count."""
    folder = project(tmp_path / "project")
    write(folder, {"dist/old-1.0.tar.gz": "", "README.md": "changed", "new.py": ""})
    outcome = run(tmp_path)
    assert (outcome.problem.kind.id, outcome.problem.values["files"]) == ("PRL011", "README.md, new.py")
    assert steps(outcome) == {"look": "done"}


@pytest.mark.parametrize("there", ["nothing", "no commit"])
def test_without_a_commit_there_is_no_release(tmp_path, there):
    """A newcomer is told to commit first, and that a rehearsal works without."""
    folder = tmp_path / "project"
    write(folder, {"pyproject.toml": pyproject()})
    if there == "no commit":
        git(folder, "init", "--quiet")
    assert run(tmp_path).problem.kind.id == "PRL012"


def test_without_git_one_is_told_to_install_it(tmp_path):
    """Where the program is missing, nobody is sent to make a commit that is there."""
    project(tmp_path / "project")
    world = harbour(tmp_path, PATH=str(tmp_path))
    assert release(world, str(tmp_path / "project"), ReleaseOptions()).problem.kind.id == "PGT001"


def test_a_tag_on_another_commit_stops_a_release_before_the_build(tmp_path):
    """Nothing is built or sent under a version that is tagged elsewhere."""
    folder = project(tmp_path / "project")
    git(folder, "tag", "v1.0")
    commit(folder)
    outcome = run(tmp_path)
    assert outcome.problem.kind.id == "PRL010"
    assert steps(outcome) == {"look": "done"}


def test_a_push_without_a_remote_and_an_unknown_index_are_told_at_once(tmp_path):
    """What cannot end well does not begin."""
    project(tmp_path / "project")
    assert run(tmp_path, push=True).problem.kind.id == "PRL013"
    assert run(tmp_path, to="elsewhere").problem.kind.id == "PCR027"
    assert release(harbour(tmp_path), str(tmp_path / "nowhere"), ReleaseOptions()).problem.kind.id == "PPR001"


def test_a_remote_that_does_not_answer_matters_only_to_a_push(tmp_path):
    """Being offline does not stop a release to one's own index."""
    folder = project(tmp_path / "project")
    git(folder, "remote", "add", "origin", str(tmp_path / "gone"))
    assert run(tmp_path, push=True).problem.kind.id.startswith("PGT")
    told = []
    assert run(tmp_path, told, dry_run=True).problem is None
    assert "STR022" in [one.said.sentence.id for one in told if one.said]


def test_a_remote_on_a_dead_network_costs_a_few_seconds(tmp_path):
    """Where nothing is pushed, a server that never answers holds a release up for a moment only."""
    folder = project(tmp_path / "project")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        git(folder, "remote", "add", "origin", f"git://127.0.0.1:{silent.getsockname()[1]}/x")
        told = []
        begun = time.monotonic()
        assert run(tmp_path, told, dry_run=True).problem is None
        assert time.monotonic() - begun < 20
    assert "STR022" in [one.said.sentence.id for one in told if one.said]


def test_nothing_is_sent_in_nobodys_name(tmp_path):
    """That git does not know who tags is told before the build, not after the upload; also when an interrupted release goes on."""
    project(tmp_path / "project")
    settings = write(tmp_path, {"own": "[user]\n\tuseConfigOnly = true\n"}) / "own"
    world = harbour(tmp_path, GIT_CONFIG_GLOBAL=str(settings))
    anybody = {name: value for name, value in world.environ.items() if not name.startswith(("GIT_COMMITTER_", "GIT_AUTHOR_"))}
    nobody = make_world(lambda _: None, anybody, str(tmp_path / "data"))
    outcome = release(nobody, str(tmp_path / "project"), ReleaseOptions())
    assert (outcome.problem.kind.id, steps(outcome)) == ("PGT009", {"look": "done"})
    assert index(tmp_path) == {}
    run(tmp_path, stop_at("verify", "started"))
    assert release(nobody, str(tmp_path / "project"), ReleaseOptions()).problem.kind.id == "PGT009"
    assert run(tmp_path).tag == "v1.0"


def test_a_signed_tag(tmp_path):
    """Who asks for a signed tag gets one or a problem, and may go on when the key is there."""
    folder = project(tmp_path / "project", files={"pyproject.toml": f"{pyproject()}sign-tag = true\n"})
    (write(tmp_path, {"gpg": "#!/bin/sh\nexit 2\n"}) / "gpg").chmod(0o755)
    git(folder, "config", "gpg.program", str(tmp_path / "gpg"))
    assert run(tmp_path).problem.kind.id == "PGT010"
    write(tmp_path, {"gpg": '#!/bin/sh\ncat >/dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho "-----BEGIN PGP SIGNATURE-----"\n'})
    assert run(tmp_path).tag == "v1.0"
    assert "PGP SIGNATURE" in git(folder, "cat-file", "tag", "v1.0")


def test_an_error_in_the_package_stops_before_the_index(tmp_path):
    """What PyPI would refuse is never sent."""
    text = pyproject().replace("[project.scripts]", 'classifiers = ["Floats :: Well"]\n[project.scripts]')
    project(tmp_path / "project", files={"pyproject.toml": text})
    outcome = run(tmp_path)
    assert outcome.problem is None
    assert {finding.severity for finding in outcome.report.findings if finding.refusal} == {"error"}
    assert states(outcome) == ["not sent", "not sent"]
    assert not (tmp_path / "data" / "index").exists()


def test_who_is_stricter_with_findings_sends_nothing_that_has_some(tmp_path):
    """`--fail-on` decides before the upload, for what is sent cannot be taken back; without it a warning is told and no more."""
    folder = project(tmp_path / "project", files={"README.md": ""})
    strict = run(tmp_path, fail_on="warning")
    assert {finding.severity for finding in strict.report.findings} >= {"warning"}
    assert (strict.problem, states(strict), index(tmp_path), git(folder, "tag")) == (None, ["not sent", "not sent"], {}, "")
    assert run(tmp_path).tag == "v1.0"


def test_a_release_that_does_not_work_is_told_with_what_is_live_and_the_next_version(tmp_path):
    """When the worst has happened one knows what is out there, and the way on is open."""
    folder = project(tmp_path / "project", files={"dinghy/__init__.py": "def main():\n    raise SystemExit(3)\n"})
    outcome = run(tmp_path)
    assert outcome.problem.kind.id == "PRL009"
    assert outcome.problem.values["next"] == "1.0.1"
    assert "dinghy-1.0.tar.gz" in outcome.problem.values["files"]
    assert (states(outcome), outcome.tag, git(folder, "tag")) == (SENT, None, "")
    assert not all(one.ok for one in outcome.verified)
    write(folder, {"pyproject.toml": pyproject(version="1.0.1"), "dinghy/__init__.py": "def main():\n    pass\n"})
    commit(folder)
    assert run(tmp_path).tag == "v1.0.1"


def test_an_interrupted_release_goes_on_without_building_again(tmp_path):
    """Ctrl-C costs nothing: the same command ends what it began."""
    project(tmp_path / "project")
    cut = run(tmp_path, stop_at("verify", "started"))
    assert cut.interrupted
    assert states(cut) == SENT
    told = []
    outcome = run(tmp_path, told)
    assert (outcome.problem, outcome.tag) == (None, "v1.0")
    assert "STR020" in [one.said.sentence.id for one in told if one.said]
    assert steps(outcome) == {"look": "done", "upload": "skipped", "verify": "done", "tag": "done"}


@pytest.mark.parametrize("built", ["kept", "gone"])
def test_files_that_the_index_lost_since_an_interruption_are_sent_again(tmp_path, built):
    """A journal does not make a file live that the index has no more; where the built files are gone too, they are built again."""
    folder = project(tmp_path / "project")
    run(tmp_path, stop_at("verify", "started"))
    shutil.rmtree(tmp_path / "data" / "index")
    if built == "gone":
        shutil.rmtree(folder / "dist")
    else:
        assert states(run(tmp_path, dry_run=True)) == ["not sent", "not sent"]
        assert not (tmp_path / "data" / "index").exists()
    outcome = run(tmp_path)
    assert (outcome.problem, outcome.tag, states(outcome)) == (None, "v1.0", SENT)
    assert steps(outcome)["upload"] == "done"
    assert ("build" in steps(outcome)) == (built == "gone")
    assert index(tmp_path) == {file.name: file.sha256 for file in outcome.files}


def test_an_interrupted_release_is_in_the_way_of_another_until_given_up(tmp_path):
    """Nothing is left half done without a word."""
    folder = project(tmp_path / "project")
    run(tmp_path, stop_at("verify", "started"))
    write(folder, {"pyproject.toml": pyproject(version="1.1")})
    commit(folder)
    blocked = run(tmp_path)
    assert (blocked.problem.kind.id, blocked.problem.values["live"]) == ("PRL015", 2)
    assert run(tmp_path, abandon=True).tag == "v1.1"


def test_files_that_changed_since_an_interruption_are_not_sent(tmp_path):
    """What goes on is the release that was checked, or none."""
    folder = project(tmp_path / "project")
    cut = run(tmp_path, stop_at("upload", "progress"))
    assert cut.interrupted
    path = next(iter((folder / "dist").glob("*.tar.gz")))
    path.write_bytes(b"other")
    assert run(tmp_path).problem.kind.id == "PRL006"
    path.unlink()
    assert run(tmp_path).problem.kind.id == "PRL021"
    assert run(tmp_path, abandon=True).problem is None


def test_a_journal_of_somebody_else_is_not_believed(tmp_path):
    """A clone cannot say that something is released."""
    folder = project(tmp_path / "project")
    run(tmp_path, stop_at("verify", "started"))
    (tmp_path / "data" / "journal.key").write_bytes(b"another user's key of 32 bytes!!")
    assert run(tmp_path).problem.kind.id == "PRL001"
    assert run(tmp_path, dry_run=True).problem.kind.id == "PRL001"
    assert run(tmp_path, abandon=True).tag == "v1.0"
    assert "abandoned" in " ".join(path.name for path in (folder / ".seatrial").iterdir())


def test_two_runs_on_one_project_do_not_meet(tmp_path):
    """The second one says so and stops."""
    folder = project(tmp_path / "project")
    state = state_folder(harbour(tmp_path), str(folder))
    code = f"from seatrial.app.state import locked\nwith locked({state!r}):\n    print('held', flush=True)\n    input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        outcome = run(tmp_path)
        other.communicate(b"\n")
    assert (outcome.problem.kind.id, outcome.problem.values["pid"]) == ("PPR054", str(other.pid))
