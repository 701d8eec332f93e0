"""What was tested, built and rehearsed is known of exactly the tree that it was done with."""

import json
import os
import time

import pytest

from make.git import commit, git, repository, write
from make.release import harbour, project
from seatrial.app import runs
from seatrial.app.build import build
from seatrial.app.looking import look
from seatrial.app.rehearse import rehearse
from seatrial.app.runs import BOUND, KEPT, NAME, Verdict, fingerprint, keep, last_run, now_of, record, remembering
from seatrial.app.sealed import keep_sealed, kept_sealed
from seatrial.core.profile import PYPI
from seatrial.model.build import BuildOptions
from seatrial.model.release import RehearseOptions
from seatrial.model.run import Run
from seatrial.problem import Problem

RUN = Run("tests", "t", ok=True, at=5.0, command="pytest", log="a.log", how="passed")
ENTRY = RUN._asdict()
TEXTS = {"pyproject.toml": '[project]\nname = "boat"\nversion = "1.0"\n', "boat.py": "", ".gitignore": "*.log\n"}


def tree(world, folder):
    """Return the fingerprint of a folder."""
    return fingerprint(world, look(world, str(folder)))


def change(folder, name, content):
    """Write a file anew."""
    return lambda: write(folder, {name: content})


@pytest.fixture(params=[True, False], ids=["git", "no git"])
def boat(request, tmp_path):
    """Make a small project, in git or not."""
    return repository(tmp_path / "boat", TEXTS) if request.param else write(tmp_path / "boat", TEXTS)


def test_every_edit_counts(boat, tmp_path):
    """A change of a file, a new one, a renamed one, a bit of permission and a link are another tree; taken back, it is the same again."""
    world = harbour(tmp_path)
    seen = [tree(world, boat)]
    for work, undo in (
        (change(boat, "boat.py", "x = 1\n"), change(boat, "boat.py", "")),
        (change(boat, "new.py", ""), (boat / "new.py").unlink),
        (lambda: (boat / "boat.py").rename(boat / "ship.py"), lambda: (boat / "ship.py").rename(boat / "boat.py")),
        (lambda: (boat / "boat.py").chmod(0o755), lambda: (boat / "boat.py").chmod(0o644)),
        (lambda: (boat / "link").symlink_to("boat.py"), (boat / "link").unlink),
        (lambda: (boat / "link").symlink_to("nothing"), (boat / "link").unlink),
        (lambda: os.mkfifo(boat / "pipe"), (boat / "pipe").unlink),
    ):
        work()
        seen.append(tree(world, boat))
        undo()
        assert tree(world, boat) == seen[0]
    # What is no file git does not know, and no release holds.
    assert len(set(seen)) == len(seen) - (boat / ".git").exists()


def test_what_no_release_holds(tmp_path):
    """Ignored files, caches, leftovers of builds and what seatrial keeps itself make no other tree."""
    boat, world = repository(tmp_path / "boat", {**TEXTS, "dist/boat-0.9.tar.gz": "old"}), harbour(tmp_path)
    before = tree(world, boat)
    write(
        boat, {"a.log": "x", "dist/boat-1.0.tar.gz": "x", "dist/boat-0.9.tar.gz": "new", ".seatrial/runs.json": "[]", "boat.egg-info/x": ""}
    )
    assert tree(world, boat) == before


def test_a_commit_counts(tmp_path):
    """The same files in another commit are another tree, for the commit's time is in what is built; a copy of the repository is the same tree."""
    boat, world = repository(tmp_path / "boat", TEXTS), harbour(tmp_path)
    before = tree(world, boat)
    git(tmp_path, "clone", "--quiet", str(boat), "copy")
    assert tree(world, tmp_path / "copy") == before
    commit(boat, "Nothing")
    assert tree(world, boat) != before


def test_a_tag_counts_where_it_makes_the_version(tmp_path):
    """A tag is another tree only where the version may come from it."""
    boat, world = repository(tmp_path / "boat", TEXTS), harbour(tmp_path)
    before = tree(world, boat)
    git(boat, "tag", "v1.0")
    assert tree(world, boat) == before
    write(boat, {"pyproject.toml": '[project]\nname = "boat"\ndynamic = ["version"]\n'})
    before = tree(world, boat)
    git(boat, "tag", "v1.1")
    assert tree(world, boat) != before


def test_a_submodule(tmp_path):
    """A change inside of a submodule is another tree, and so is each further one."""
    repository(tmp_path / "hull", {"hull.py": ""})
    boat, world = repository(tmp_path / "boat", TEXTS), harbour(tmp_path)
    git(boat, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "hull"), "hull")
    commit(boat)
    seen = [tree(world, boat)]
    for text in ("a = 1", "a = 2"):
        write(boat, {"hull/hull.py": text})
        seen.append(tree(world, boat))
    assert len(set(seen)) == 3


def test_files_beside_a_project_in_a_subfolder(tmp_path):
    """A project in a subfolder may read what lies beside it, so that a change there counts."""
    top, world = repository(tmp_path / "top", {"VERSION": "1", **{f"boat/{name}": text for name, text in TEXTS.items()}}), harbour(tmp_path)
    seen = [tree(world, top / "boat")]
    for text in ("2", "3"):
        write(top, {"VERSION": text})
        seen.append(tree(world, top / "boat"))
    assert len(set(seen)) == 3


def test_very_many_changes(tmp_path, monkeypatch):
    """Where there are more changes than git names, a change of any file counts."""
    monkeypatch.setattr(runs, "NAMED", 2)
    boat, world = repository(tmp_path / "boat", TEXTS), harbour(tmp_path)
    write(boat, {"a.py": "", "b.py": "", "c.py": ""})
    looked = look(world, str(boat))
    named = looked.repository._replace(untracked=looked.repository.untracked[:2])
    before = fingerprint(world, looked._replace(repository=named))
    write(boat, {"c.py": "x"})
    assert fingerprint(world, looked._replace(repository=named)) != before


def test_large_files_by_their_size_and_time(tmp_path, monkeypatch):
    """What is too large to be read counts by its size and time, so that a look stays short."""
    monkeypatch.setattr(runs, "WHOLE", 100)
    boat, world = write(tmp_path / "boat", {**TEXTS, "large.bin": b"x" * 1000}), harbour(tmp_path)
    before = tree(world, boat)
    assert tree(world, boat) == before
    write(boat, {"large.bin": b"y" * 1000})
    os.utime(boat / "large.bin", (1, 1))
    assert tree(world, boat) != before


def test_an_unreadable_file(tmp_path, monkeypatch):
    """A file that cannot be read keeps nobody from a fingerprint."""
    boat, world = write(tmp_path / "boat", TEXTS), harbour(tmp_path)
    looked = look(world, str(boat))
    monkeypatch.setattr(runs.os, "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "no")))
    assert fingerprint(world, looked)


def test_it_is_cheap(tmp_path):
    """Five hundred files that git does not know take no time that anybody would notice."""
    boat = write(tmp_path / "boat", {**TEXTS, **{f"boat{number}.py": "x = 1\n" * 200 for number in range(500)}})
    world = harbour(tmp_path)
    looked = look(world, str(boat))
    begun = time.process_time()
    fingerprint(world, looked)
    assert time.process_time() - begun < 0.05


def test_the_last_run_of_a_tree(tmp_path):
    """The last run of a kind on a tree is known; of another kind or tree, there is none. Only some are kept, of each kind, and private."""
    state, world = str(tmp_path), harbour(tmp_path)
    assert last_run(world, state, "tests", "t") is None
    record(world, state, RUN._replace(ok=False, reason="r", tail="x" * 9000))
    record(world, state, RUN._replace(kind="build"))
    assert last_run(world, state, "tests", "t") == RUN._replace(ok=False, reason="r", tail="x" * 4000)
    assert last_run(world, state, "rehearse", "t") is None
    assert last_run(world, state, "tests", "u") is None
    for number in range(KEPT + 5):
        record(world, state, RUN._replace(at=float(number)))
    assert last_run(world, state, "tests", "t").at == KEPT + 4.0
    assert [one["kind"] for one in kept_sealed(world, state, NAME, BOUND)] == ["tests"] * KEPT + ["build"]
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "other"},
        {"ok": 1},
        {"ok": "yes"},
        {"at": "soon"},
        {"at": None},
        {"at": 1e999},
        {"tree": 5},
        {"log": ["x"]},
        {"kind": ["tests"]},
    ],
)
def test_an_entry_that_is_none(tmp_path, entry):
    """A record of ours with an entry of another form counts as none."""
    world = harbour(tmp_path)
    keep_sealed(world, str(tmp_path), NAME, [{**ENTRY, **entry}])
    assert last_run(world, str(tmp_path), "tests", "t") is None


@pytest.mark.parametrize("text", ["[" * 100_000, json.dumps([ENTRY]), "{}", "[[]]", "[1]", "5", "null", "9" * 5000, "\0"])
def test_a_record_that_is_none(tmp_path, text):
    """Whatever lies there, nothing breaks, and the next run is remembered."""
    world = harbour(tmp_path)
    (tmp_path / NAME).write_text(text)
    assert last_run(world, str(tmp_path), "tests", "t") is None
    record(world, str(tmp_path), RUN)
    assert last_run(world, str(tmp_path), "tests", "t") == RUN


def test_a_tree_that_changed_meanwhile(tmp_path):
    """A run during which a file changed says nothing of any tree."""
    boat, world = repository(tmp_path / "boat", TEXTS), harbour(tmp_path)
    looked = look(world, str(boat))
    before = fingerprint(world, looked)
    assert remembering(world, looked, str(tmp_path), "build", lambda: 7, lambda _: Verdict(ok=True)) == 7
    assert last_run(world, str(tmp_path), "build", before).ok
    remembering(world, looked, str(tmp_path), "tests", change(boat, "boat.py", "x"), lambda _: Verdict(ok=True))
    assert last_run(world, str(tmp_path), "tests", before) is None
    assert last_run(world, str(tmp_path), "tests", now_of(world, looked)) is None
    assert not keep(world, looked, str(tmp_path), RUN)


def test_a_build_and_a_rehearsal_are_remembered(tmp_path):
    """A build that passes counts as passed, one with an error or without an end as failed; a rehearsal likewise."""
    boat, world = project(tmp_path / "dinghy"), harbour(tmp_path)
    state, looked = str(boat / ".seatrial"), look(world, str(boat))
    build(world, looked, BuildOptions(PYPI))
    first = fingerprint(world, looked)
    assert (last_run(world, state, "build", first).ok, last_run(world, state, "rehearse", first)) == (True, None)
    assert rehearse(world, str(boat), RehearseOptions(online=False)).problem is None
    assert last_run(world, state, "rehearse", first).ok
    write(boat, {"dinghy/__init__.py": "def main():\n    raise SystemExit(3)\n"})
    assert rehearse(world, str(boat), RehearseOptions(online=False)).problem is not None
    bad = tree(world, boat)
    assert (last_run(world, state, "build", bad).ok, last_run(world, state, "rehearse", bad).ok) == (True, False)
    assert last_run(world, state, "rehearse", bad).reason.startswith("PVF")
    write(boat, {"own_backend.py": "raise SystemExit('no')\n"})
    with pytest.raises(Problem):
        build(world, look(world, str(boat)), BuildOptions(PYPI))
    assert last_run(world, state, "build", tree(world, boat)).reason.startswith("PBD")


def test_a_build_with_an_error(tmp_path):
    """Files that an index would refuse are built, and have not passed; nor does a rehearsal of them."""
    boat, world = project(tmp_path / "dinghy"), harbour(tmp_path)
    text = (boat / "pyproject.toml").read_text().replace('license = "MIT"', 'license = "MIT"\nclassifiers = ["Nonsense :: Here"]')
    write(boat, {"pyproject.toml": text})
    rehearse(world, str(boat), RehearseOptions(online=False))
    ended = [last_run(world, str(boat / ".seatrial"), kind, tree(world, boat)) for kind in ("build", "rehearse")]
    assert [(one.ok, bool(one.reason)) for one in ended] == [(False, True)] * 2
