"""Builds from the project's folder to the manifest."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from make.backends import PROJECTS, in_tree
from make.git import git, repository, user, write
from seatrial.app.build import build
from seatrial.app.looking import look
from seatrial.app.manifest import read_manifest
from seatrial.core.profile import PYPI
from seatrial.edge.world import world
from seatrial.model.build import BuildOptions
from seatrial.problem import Problem

pytestmark = pytest.mark.slow


@pytest.fixture
def built(tmp_path):
    """Return a function that builds a folder; it keeps what was told."""

    def run(folder: Path, **options):
        cache = str(Path.home() / ".cache/uv")
        outside = world(run.told.append, user(tmp_path, PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}", UV_CACHE_DIR=cache))
        return build(outside, look(outside, str(folder)), BuildOptions(PYPI, **options))

    run.told = []
    return run


@pytest.fixture
def project(tmp_path):
    return repository(tmp_path / "project", in_tree("pass"))


def test_a_build(built, project):
    """Sdist and wheel lie in `dist`, the manifest has their hashes, commit and tools, and the project is otherwise untouched."""
    result = built(project)
    manifest = read_manifest(str(project / ".seatrial/manifest.json"))
    assert manifest == result.manifest
    assert (manifest.name, manifest.version, manifest.dirty) == ("sample", "1.2", False)
    assert manifest.commit == git(project, "rev-parse", "HEAD")
    assert {"seatrial", "python", "build", "installer"} <= set(manifest.tools)
    assert [(file.name, file.kind) for file in manifest.files] == [("sample-1.2.tar.gz", "sdist"), ("sample-1.2-py3-none-any.whl", "wheel")]
    for file in manifest.files:
        data = (project / "dist" / file.name).read_bytes()
        assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert file.blake2b_256 == hashlib.blake2b(data, digest_size=32).hexdigest()
        assert result.paths[file.name] == str(project / "dist" / file.name)
    assert git(project, "status", "--porcelain") == "?? dist/"
    assert [(told.step, told.state) for told in built.told if told.state in {"started", "done"}] == [
        ("build", "started"), ("build", "done"), ("check", "started"), ("check", "done"),
    ]  # fmt: skip


def test_what_is_in_the_wheel(built, project):
    """The wheel's contents and the verdict on each file are told."""
    result = built(project)
    assert result.contents[0].modules == ("sample",)
    assert [(one.kind, one.name, one.version) for one in result.report.subjects] == [
        ("project", "sample", "1.2"), ("sdist", "sample", "1.2"), ("wheel", "sample", "1.2"),
    ]  # fmt: skip
    assert result.report.index_name == "pypi"


def test_uncommitted_files(built, project):
    """A build from a changed tree, or from one without git, says so in the manifest."""
    write(project, {"new.py": ""})
    assert built(project).manifest.dirty


def test_without_git(built, tmp_path):
    """A folder without git is built as it is; there is no commit."""
    manifest = built(write(tmp_path / "plain", in_tree("pass"))).manifest
    assert (manifest.commit, manifest.dirty) == (None, True)


def test_stale_files_stay_out(built, tmp_path):
    """The leftovers of older builds get into neither file; a second build is like the first."""
    folder = repository(tmp_path / "project", PROJECTS["setup-py"])
    write(folder, {"build/lib/sample/stale.py": "", "sample.egg-info/SOURCES.txt": "sample/stale.py\n"})
    first, second = built(folder), built(folder)
    assert first.contents == second.contents
    assert first.contents[0].packages == ("sample (1)",)
    assert not first.manifest.dirty


def test_files_of_other_versions(built, project):
    """Files of other versions are named and left alone; one of the same name is replaced."""
    write(project, {"dist/sample-0.9.tar.gz": "old", "dist/sample-1.2.tar.gz": "old", "dist/notes.txt": ""})
    result = built(project)
    assert result.others == ("sample-0.9.tar.gz",)
    assert (project / "dist/sample-0.9.tar.gz").read_text() == "old"
    assert (project / "dist/sample-1.2.tar.gz").read_bytes()[:2] == b"\x1f\x8b"
    assert "STB006" in [told.said.sentence.id for told in built.told if told.said]
    assert sorted(path.name for path in (project / "dist").iterdir()) == [
        "notes.txt", "sample-0.9.tar.gz", "sample-1.2-py3-none-any.whl", "sample-1.2.tar.gz",
    ]  # fmt: skip


def test_an_empty_wheel_is_found(built, tmp_path):
    """A flat project whose `find_packages()` finds nothing is built; the report names the cause, and not what comes of it as well."""
    files = {
        "setup.py": "from setuptools import find_packages, setup\nsetup(name='flat', version='1', packages=find_packages())\n",
        "flat.py": "x = 1\n",
    }
    result = built(repository(tmp_path / "flat", files))
    assert [finding.rule for finding in result.report.findings if finding.severity == "error"] == ["PRJ020"]
    assert not any(finding.rule in {"PAR001", "PAR010", "WHL042"} for finding in result.report.findings)
    assert result.contents[0].modules == ()


def test_what_a_backend_should_not_do(built, tmp_path):
    """Two wheels, and one with a wrong name, are judged and do not stop the tool."""
    body = "write_wheel(os.path.join(folder, 'other-9-py3-none-any.whl')); write_wheel(os.path.join(folder, 'x.whl'))"
    result = built(repository(tmp_path / "project", in_tree(body)))
    assert len(result.report.subjects) == 5
    assert any(one.verdict == "refused" for one in result.report.subjects)
    assert (result.manifest.name, result.manifest.version) == ("sample", "1.2")


def test_a_wheel_that_is_none(built, tmp_path):
    """A wheel that is no archive is a finding."""
    result = built(repository(tmp_path / "project", in_tree("open(os.path.join(folder, name), 'w').write('x'); return name")))
    assert any(finding.severity == "error" for finding in result.report.findings)


def test_leftovers_in_git_are_named(built, project):
    """What git knows and the build leaves out is named."""
    write(project, {"sample.egg-info/PKG-INFO": "", "sample.egg-info/SOURCES.txt": ""})
    git(project, "add", "--force", "--all")
    built(project)
    assert [told.said.values["path"] for told in built.told if told.said and told.said.sentence.id == "STB005"] == ["sample.egg-info/"]


def test_another_folder(built, project, tmp_path):
    """The files can be put elsewhere."""
    assert built(project, out=str(tmp_path / "deep/out")).dist_folder == str(tmp_path / "deep/out")
    assert len(list((tmp_path / "deep/out").iterdir())) == 2


def test_dist_cannot_be_written(built, project):
    """A `dist` that cannot be written is a problem before anything is built."""
    write(project, {"dist": "a file"})
    with pytest.raises(Problem, match=r"PBD012.*dist"):
        built(project)
    assert "STB002" not in [told.said.sentence.id for told in built.told if told.said]


def test_dist_leads_out_of_the_project(built, project, tmp_path):
    """A link in place of `dist` is not followed out of the project, within it is fine; a folder that is named by hand may be one."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (project / "dist").symlink_to(elsewhere)
    with pytest.raises(Problem, match=r"PBD014.*dist.*elsewhere"):
        built(project)
    assert list(elsewhere.iterdir()) == []
    built(project, out=str(project / "dist"))
    assert len(list(elsewhere.iterdir())) == 2
    (project / "dist").unlink()
    (project / "inner").mkdir()
    (project / "dist").symlink_to("inner")
    assert len(built(project).paths) == 2


def test_no_link_in_dist_is_followed(built, project, tmp_path):
    """A link in place of the file that is being written is replaced, a folder there is a problem."""
    write(tmp_path, {"mine": "mine"})
    (project / "dist").mkdir()
    fresh = project / f"dist/.sample-1.2.tar.gz.{os.getpid()}.new"
    fresh.symlink_to(tmp_path / "mine")
    built(project)
    assert (tmp_path / "mine").read_text() == "mine"
    assert not (project / "dist/sample-1.2.tar.gz").is_symlink()
    fresh.mkdir()
    with pytest.raises(Problem, match="PBD012"):
        built(project)


def test_a_name_in_dist_is_taken(built, project):
    """What cannot be replaced in `dist` is a problem, and no half of a file stays."""
    (project / "dist/sample-1.2.tar.gz").mkdir(parents=True)
    with pytest.raises(Problem, match="PBD012"):
        built(project)
    assert [path.name for path in (project / "dist").iterdir()] == ["sample-1.2.tar.gz"]


def test_a_failed_build_keeps_the_old_files(built, tmp_path):
    """A build that fails leaves `dist` and the manifest as they were; its output is in the log."""
    folder = repository(tmp_path / "project", in_tree("if os.path.exists('broken'): raise ValueError('it is broken')"))
    before = built(folder).manifest
    backend = (folder / "backend.py").read_text()
    write(folder, {"backend.py": backend.replace("os.path.exists('broken')", "True")})
    with pytest.raises(Problem, match=r"PBD008.*it is broken"):
        built(folder)
    assert read_manifest(str(folder / ".seatrial/manifest.json")) == before
    assert "it is broken" in (folder / ".seatrial/logs/build.log").read_text()


def test_no_place_to_build(built, project, monkeypatch):
    """Without a folder for temporary files there is a problem that says so."""
    monkeypatch.setattr("tempfile.tempdir", str(project / "missing"))
    with pytest.raises(Problem, match="PBD013"):
        built(project)


def test_odd_folders(built, tmp_path):
    """Spaces, other alphabets and bytes that are no text in the folder's path do no harm."""
    folder = repository(tmp_path / os.fsdecode("with space 包 ".encode() + b"\xff"), in_tree("pass"))
    assert len(built(folder).manifest.files) == 2


def test_ctrl_c(project, tmp_path):
    """Ctrl-C in a build ends it within a second, and leaves nothing behind but an unlocked project."""
    write(
        project,
        {
            "backend.py": (project / "backend.py")
            .read_text()
            .replace("pass\n", "import time; print('hanging', flush=True); time.sleep(60)\n", 1)
        },
    )
    (tmp_path / "tmp").mkdir()
    code = f"""
import os
from seatrial.app.build import build
from seatrial.app.looking import look
from seatrial.core.profile import PYPI
from seatrial.edge.world import world
from seatrial.model.build import BuildOptions
outside = world(lambda _: None, os.environ)
build(outside, look(outside, {str(project)!r}), BuildOptions(PYPI))
"""
    child = subprocess.Popen([sys.executable, "-c", code], env=user(tmp_path, TMPDIR=str(tmp_path / "tmp")), stderr=subprocess.DEVNULL)
    log = project / ".seatrial/logs/build.log"
    deadline = time.monotonic() + 30
    while not (log.exists() and "hanging" in log.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    child.wait(10)
    assert time.monotonic() - begun < 1
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not (project / ".seatrial/manifest.json").exists()
    assert list((project / "dist").iterdir()) == []


def test_the_manifest_is_plain_json(built, project):
    """Others can read the manifest: it crosses from the machine that builds to the one that publishes."""
    built(project)
    table = json.loads((project / ".seatrial/manifest.json").read_text())
    assert set(table) == {"schema", "name", "version", "commit", "dirty", "tools", "files"}
