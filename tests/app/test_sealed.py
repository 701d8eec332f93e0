"""What a check believes of earlier runs is only what this user's own runs wrote down."""

import json

from make.git import git
from make.release import harbour, project
from seatrial.app.checklist import check_project
from seatrial.app.looking import look
from seatrial.app.rehearsals import Rehearsal, remembered
from seatrial.app.runs import NAME, fingerprint, last_run, record
from seatrial.app.sealed import keep_sealed, kept_sealed
from seatrial.app.state import state_folder
from seatrial.model.run import Run
from seatrial.rules.checklist import ITEMS


def claimed(folder, tree) -> None:
    """Leave records in a folder as somebody would who wants to be believed."""
    runs = [Run(kind, tree, ok=True, at=1.0, how="passed")._asdict() for kind in ("tests", "build", "rehearse")]
    (folder / ".seatrial" / "runs.json").write_text(json.dumps(runs))
    rehearsal = Rehearsal(1.0, git(folder, "rev-parse", "HEAD").strip(), "p", dirty=False)
    (folder / ".seatrial" / "rehearsals.json").write_text(json.dumps([rehearsal._asdict()]))


def test_an_unpacked_folder_cannot_claim_good_runs_of_itself(tmp_path) -> None:
    """A project that brings a `.seatrial` with the results that it wishes for is told that nothing was run."""
    folder, world = project(tmp_path / "dinghy", files={"test_dinghy.py": ""}), harbour(tmp_path)
    state = state_folder(world, str(folder))
    claimed(folder, fingerprint(world, look(world, str(folder))))
    found = dict(zip((item.key for item in ITEMS), check_project(world, str(folder)).lines, strict=False))
    assert [found[key].state for key in ("tests", "build", "rehearse")] == ["not known"] * 3
    assert [last_run(world, state, "tests", fingerprint(world, look(world, str(folder)))), remembered(world, state)] == [None, ()]


def test_records_of_another_user_tell_nothing(tmp_path) -> None:
    """What another user's runs wrote down, sealed with their key, is believed by them alone."""
    one, other = harbour(tmp_path / "one"), harbour(tmp_path / "other")
    record(one, str(tmp_path), Run("tests", "t", ok=True, at=1.0))
    assert last_run(one, str(tmp_path), "tests", "t").ok
    assert last_run(other, str(tmp_path), "tests", "t") is None
    record(other, str(tmp_path), Run("tests", "u", ok=True, at=1.0))
    assert last_run(one, str(tmp_path), "tests", "t") is None


def test_a_record_counts_under_its_own_name_alone(tmp_path) -> None:
    """One record laid in another's place is none."""
    world = harbour(tmp_path)
    keep_sealed(world, str(tmp_path), "modules.json", [1])
    (tmp_path / "modules.json").rename(tmp_path / NAME)
    assert kept_sealed(world, str(tmp_path), NAME, 1000) is None


def test_without_a_place_for_the_key_nothing_is_kept(tmp_path) -> None:
    """Where the user's data folder cannot be written, as on some machines of a CI, a build goes on and is not remembered."""
    (tmp_path / "data").write_text("")
    world = harbour(tmp_path)
    record(world, str(tmp_path), Run("tests", "t", ok=True, at=1.0))
    assert last_run(world, str(tmp_path), "tests", "t") is None


def test_a_key_that_is_none(tmp_path) -> None:
    """A key that was cut short seals nothing and opens nothing."""
    world = harbour(tmp_path)
    record(world, str(tmp_path), Run("tests", "t", ok=True, at=1.0))
    (tmp_path / "data" / "journal.key").write_bytes(b"")
    assert last_run(world, str(tmp_path), "tests", "t") is None
