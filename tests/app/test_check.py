"""Checking many paths at once."""

import io
import os
import signal
from pathlib import Path

import pytest

from make.dist import INFO, SDIST_NAME, WHEEL_NAME, metadata, sdist, wheel
from seatrial.app import judging
from seatrial.app.check import HASHED_UP_TO, KEPT, check, check_to_send
from seatrial.app.sending import Watch, put
from seatrial.core.dist import digest
from seatrial.core.profile import PYPI
from seatrial.edge import workers
from seatrial.edge.world import world as make_world
from seatrial.model.event import Told
from seatrial.model.form import Form
from seatrial.model.index import Answer
from seatrial.model.release import Artifact
from seatrial.model.world import World
from seatrial.problem import Problem

PROJECT = '[project]\nname = "sample-case"\nversion = "1.0"\n'


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(lambda _told: None, {**os.environ, "SEATRIAL_DATA": str(tmp_path / "data")})


def test_one_bad_path_never_stops_the_others(world: World, tmp_path: Path) -> None:
    """Whatever is given, every file gets its verdict, in the order given."""
    (tmp_path / WHEEL_NAME).write_bytes(wheel())
    (tmp_path / SDIST_NAME).write_bytes(b"damaged")
    empty = tmp_path / "empty"
    empty.mkdir()
    paths = [str(tmp_path / "missing.whl"), str(empty), str(tmp_path / SDIST_NAME), str(tmp_path / WHEEL_NAME)]
    report = check(world, paths, PYPI)
    assert [subject.path for subject in report.subjects] == paths
    assert [subject.verdict for subject in report.subjects] == [None, None, "refused", "accepted"]
    assert {"ARC064", "ARC065", "ARC005"} <= {finding.rule for finding in report.findings}


def test_a_folder_of_files_stands_for_them(world: World, tmp_path: Path) -> None:
    """`seatrial check dist` is what `seatrial check dist/*` is."""
    (tmp_path / WHEEL_NAME).write_bytes(wheel())
    (tmp_path / SDIST_NAME).write_bytes(sdist())
    report = check(world, [str(tmp_path)], PYPI)
    assert [subject.kind for subject in report.subjects] == ["wheel", "sdist"]


def test_files_of_one_release_are_held_against_each_other(world: World, tmp_path: Path) -> None:
    """What only shows beside the other files is told at the file, ignored by the reason of its project, and says nothing of what PyPI answers."""
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / WHEEL_NAME).write_bytes(wheel())
    (dist / SDIST_NAME).write_bytes(sdist({"PKG-INFO": metadata(Requires_Python=">=3.9")}))
    report = check(world, [str(dist)], PYPI)
    [found] = [finding for finding in report.findings if finding.rule == "REL004"]
    assert (found.subject, found.ignored) == (str(dist / SDIST_NAME), None)
    assert [subject.verdict for subject in report.subjects] == ["accepted", "accepted"]
    (tmp_path / "pyproject.toml").write_text(PROJECT + '[tool.seatrial.ignore]\nREL004 = "meant"\n')
    assert [one.ignored for one in check(world, [str(dist)], PYPI).findings if one.rule == "REL004"] == ["meant"]
    assert "REL004" not in {one.rule for path in dist.iterdir() for one in check(world, [str(path)], PYPI).findings}


def test_a_project_folder_is_looked_at(world: World, tmp_path: Path) -> None:
    """A folder with a build file is a project."""
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    [subject] = check(world, [str(tmp_path)], PYPI).subjects
    assert (subject.kind, subject.name, subject.verdict) == ("project", "sample-case", None)


def test_a_lone_folder_that_is_no_project_is_a_problem(world: World, tmp_path: Path) -> None:
    """Whoever names a wrong folder is told what a project is."""
    with pytest.raises(Problem):
        check(world, [str(tmp_path)], PYPI)


def test_settings_come_from_the_project_of_a_file(world: World, tmp_path: Path) -> None:
    """A reason given in the project's settings holds for the files in its `dist` folder, and a limit on the command line goes first."""
    dist = tmp_path / "dist"
    dist.mkdir()
    (tmp_path / "pyproject.toml").write_text(PROJECT + '[tool.seatrial]\nfile-limit = "1KiB"\n')
    path = dist / WHEEL_NAME
    path.write_bytes(wheel({"data.bin": os.urandom(4096)}))
    assert check(world, [str(path)], PYPI).subjects[0].verdict == "refused"
    assert check(world, [str(path)], PYPI, 1024 * 1024).subjects[0].verdict == "accepted"
    (tmp_path / "pyproject.toml").write_text("[broken")
    assert check(world, [str(path)], PYPI).subjects[0].verdict == "accepted"


def test_large_files_are_not_hashed_as_a_whole(world: World, tmp_path: Path) -> None:
    """The verdict on a large file does not wait for hashes that it does not need."""
    path = tmp_path / WHEEL_NAME
    path.write_bytes(wheel({"data.bin": bytes(HASHED_UP_TO + 1)}, compression=0))
    [subject] = check(world, [str(path)], PYPI).subjects
    assert (subject.verdict, subject.sha256) == ("accepted", None)


@pytest.fixture
def many(tmp_path: Path) -> list[str]:
    """Files of many kinds, a project and a path that leads nowhere."""
    (tmp_path / "dist").mkdir()
    files = {
        WHEEL_NAME: wheel(),
        SDIST_NAME: sdist({"PKG-INFO": metadata(Requires_Python=">=3.9")}),
        "broken.whl": b"PK",
        "other-1.0-py3-none-any.whl": wheel({"sample_case/__init__.py": b"def"}),
        "odd.txt": b"",
        **{f"boat{number}-1.0-py3-none-any.whl": wheel() for number in range(6)},
    }
    for name, data in files.items():
        (tmp_path / "dist" / name).write_bytes(data)
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "void").mkdir()
    return [str(tmp_path / name) for name in ("void", *(f"dist/{file}" for file in files), "tree", "none.whl")]


@pytest.fixture
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr("seatrial.app.check.MANY", 1)


@pytest.mark.usefixtures("_two")
def test_several_processes_say_what_one_says(world: World, many: list[str]) -> None:
    """On every machine the report is the same to the letter, and so is what is told on the way."""
    told: list[list[Told]] = [[], []]
    alone = check(world._replace(tell=told[0].append, spread=None), many, PYPI)
    assert check(world._replace(tell=told[1].append), many, PYPI) == alone
    assert told[0] == told[1]
    assert [one.done for one in told[0] if one.step == "check"] == list(range(len(many)))


@pytest.mark.usefixtures("_two")
def test_a_file_that_ends_its_process_is_undecided(world: World, many: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a file does to the process that judges it, it is named, the check fails, and every other file has its verdict."""

    def judge(path: str, *args: object, **more: object) -> judging.Judged:
        if path.endswith(WHEEL_NAME):
            os.kill(os.getpid(), signal.SIGKILL)
        if path.endswith("odd.txt"):
            raise MemoryError
        return really(path, *args, **more)  # type: ignore[arg-type]  # handed through

    really = judging.judge_file
    sound = check(world, many, PYPI)
    monkeypatch.setattr(judging, "judge_file", judge)
    report = check(world, many, PYPI)
    lost = {path for path in many if path.endswith((WHEEL_NAME, "odd.txt"))}
    assert {one.path: one.verdict for one in report.subjects} == {
        one.path: "undecided" if one.path in lost else one.verdict for one in sound.subjects
    }
    assert {(one.subject, one.severity) for one in report.findings if one.rule == "ARC069"} == {(path, "error") for path in lost}


def test_few_small_files_start_no_process(world: World, tmp_path: Path) -> None:
    """A check of the usual release does not wait for processes to start."""
    (tmp_path / WHEEL_NAME).write_bytes(wheel())
    (tmp_path / SDIST_NAME).write_bytes(sdist())
    started: list[object] = []
    check(world._replace(spread=lambda *asked: started.append(asked) or iter(())), [str(tmp_path)], PYPI)
    assert not started


def test_without_code_no_module_is_parsed(world: World, many: list[str]) -> None:
    """The verdicts are the same, and what users would meet is left out."""
    with_code, without = check(world, many, PYPI), check(world, many, PYPI, code=False)
    assert [one.verdict for one in with_code.subjects] == [one.verdict for one in without.subjects]
    assert {one.rule for one in with_code.findings} - {one.rule for one in without.findings} >= {"WHL043"}


@pytest.mark.usefixtures("_two")
def test_files_are_judged_to_be_sent(world: World, tmp_path: Path, many: list[str]) -> None:
    """The report is that of any check, hashes always with it; the form of each file is the one that is made of it when it is sent."""
    files = [path for path in many if "dist" in path]
    report, prepared = check_to_send(world, files, PYPI)
    assert report == check(world, files, PYPI)
    assert (report, prepared) == check_to_send(world._replace(spread=None), files, PYPI)
    for path, subject in zip(files, report.subjects, strict=True):
        data, one = Path(path).read_bytes(), prepared[path]
        assert (one.size, one.sha256, one.blake2b_256) == tuple(digest(io.BytesIO(data)))
        if subject.name:
            sent: list[Form] = []
            artifact = Artifact(Path(path).name, "wheel", one.size, one.sha256, one.blake2b_256)
            put(path, artifact, lambda sending, sent=sent: sent.append(sending.form) or Answer(200, ""), Watch())
            assert sent == [one.form]


def test_a_long_form_is_not_kept(world: World, tmp_path: Path) -> None:
    """Files with the longest descriptions do not fill memory; what cannot be read is not sent at all."""
    path = tmp_path / WHEEL_NAME
    path.write_bytes(wheel({f"{INFO}/METADATA": metadata() + b"x" * KEPT}))
    report, prepared = check_to_send(world, [str(path), str(tmp_path / "none.whl")], PYPI)
    assert [subject.name for subject in report.subjects] == ["sample-case", None]
    assert list(prepared) == [str(path)]
    assert prepared[str(path)].form is None
