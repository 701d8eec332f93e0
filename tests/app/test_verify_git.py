"""Places in git: fetched, built and verified, by real git, pip and uv."""

from pathlib import Path

import pytest

from make.git import commit, git, write
from make.installable import shore
from make.release import project
from seatrial.app.verifying import verifying
from seatrial.model.release import Outcome
from seatrial.model.verify import VerifyOptions

BARE = {"PATH": "/usr/bin:/bin"}
"""A machine without uv."""


@pytest.fixture
def dinghy(tmp_path):
    """Make a repository whose tag is good, and whose branch `main` is broken since."""
    folder = project(tmp_path / "dinghy")
    git(folder, "tag", "v1.0")
    write(folder, {"dinghy/__init__.py": "import gone\n\n\ndef main():\n    pass\n"})
    commit(folder)
    return folder


def verified(tmp_path: Path, *targets: str, environ: dict[str, str] | None = None, **options) -> Outcome:
    """Verify a place."""
    return verifying(shore(tmp_path, **(environ or {})), VerifyOptions(targets, **options))


def test_a_tag_is_built_and_verified(dinghy, tmp_path, monkeypatch):
    """The sdist and the wheel of that very commit are built, judged and installed; nothing is left behind, and no temporary path is shown."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    before = sorted(dinghy.rglob("*"))
    outcome = verified(tmp_path, f"git+{dinghy.as_uri()}@v1.0", environ={"TMPDIR": str(temporary)})
    assert outcome.problem is None, outcome.problem
    assert (outcome.name, outcome.version) == ("dinghy", "1.0")
    assert [(one.file, one.with_, one.ran, one.message) for one in outcome.verified] == [
        ("dinghy-1.0-py3-none-any.whl", "pip", ("dinghy", "dinghy"), None),
        ("dinghy-1.0-py3-none-any.whl", "uv", ("dinghy", "dinghy"), None),
        ("dinghy-1.0.tar.gz", "pip", ("dinghy", "dinghy"), None),
    ]
    assert [step.step for step in outcome.steps] == ["look", "build", "check", "verify"]
    assert {one.path for one in outcome.report.subjects} == {
        f"{dinghy.as_uri()}@v1.0",
        "dinghy-1.0-py3-none-any.whl",
        "dinghy-1.0.tar.gz",
    }
    assert all("seatrial-git-" not in str(finding) for finding in outcome.report.findings)
    assert "PRJ044" not in {finding.rule for finding in outcome.report.findings}
    assert [path for path in temporary.iterdir() if not path.name.startswith("seatrial-home-")] == []
    assert sorted(dinghy.rglob("*")) == before


def test_a_branch_that_does_not_work(dinghy, tmp_path):
    """What the branch has now is what is verified."""
    outcome = verified(tmp_path, f"git+{dinghy.as_uri()}@main", environ=BARE)
    assert outcome.problem.kind.id == "PVF010"


def test_a_project_in_a_subfolder(tmp_path):
    """The project's folder can lie below the top; one that is not there is told."""
    top = project(tmp_path / "fleet" / "boats" / "dinghy")
    git(top, "init", "--quiet", str(tmp_path / "fleet"))
    (top / ".git").rename(tmp_path / "inner.git")
    commit(tmp_path / "fleet")
    address = f"git+{(tmp_path / 'fleet').as_uri()}#subdirectory="
    outcome = verified(tmp_path, f"{address}boats/dinghy", environ=BARE)
    assert [(one.file[-3:], one.message) for one in outcome.verified] == [("whl", None), (".gz", None)]
    assert verified(tmp_path, f"{address}boats/raft").problem.kind.id == "PVF037"
    assert verified(tmp_path, f"git+{(tmp_path / 'fleet').as_uri()}").problem.kind.id == "PPR003"


def test_what_is_refused_is_not_installed(dinghy, tmp_path):
    """A commit whose files have an error is built and judged, and goes no further."""
    outcome = verified(tmp_path, f"git+{dinghy.as_uri()}@v1.0", file_limit=100)
    assert (outcome.problem, outcome.verified) == (None, ())
    assert any(finding.severity == "error" for finding in outcome.report.findings)


@pytest.mark.parametrize(
    ("targets", "problem"),
    [
        (("git+{}@v2.0",), "PVF035"),
        (("git+{}/none",), "PVF034"),
        (("git+https://me:secret@example.org/a",), "PVF033"),
        (("git+{}@v1.0", "boat.whl"), "PVF039"),
        (("git+{}@v1.0", "git+{}@main"), "PVF039"),
    ],
)
def test_what_cannot_be_fetched(dinghy, tmp_path, targets, problem):
    """Each is refused with what can be done instead."""
    outcome = verified(tmp_path, *(target.format(dinghy.as_uri()) for target in targets))
    assert outcome.problem.kind.id == problem
    assert "secret" not in str(outcome)
