"""Builds by real backends."""

import os
import shutil
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from make.backends import FROM_TAGS, PROJECTS, in_tree
from make.git import WHEN, git, repository, user, write
from seatrial.edge.build_environment import make_environment
from seatrial.edge.world import world
from seatrial.model.build import BuildRequest
from seatrial.problem import Problem

pytestmark = pytest.mark.slow
UV = str(Path(sys.executable).parent)


@pytest.fixture
def built(tmp_path):
    """Return a function that builds a folder in a clean copy; it keeps what was told, and where the log lies."""

    def build(folder: Path, *, timeout: float = 120, **environ: str):
        build.told.clear()
        environ = {**user(tmp_path), "PATH": f"{UV}:{os.environ['PATH']}", "UV_CACHE_DIR": str(Path.home() / ".cache/uv"), **environ}
        outside = world(build.told.append, environ)
        work = tmp_path / "work"
        for name in ("tree", "work", "out"):
            (work / name).mkdir(parents=True)
        found = outside.git.look(str(folder))
        copy = outside.git.export(str(folder), found, str(work / "tree"))
        epoch = found.commit_time if found else None
        return outside.build(BuildRequest(copy.folder, str(work / "work"), str(work / "out"), str(tmp_path / "log"), epoch, timeout))

    build.told = []
    return build


def members(path: str) -> set[str]:
    if path.endswith(".whl"):
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


@pytest.mark.parametrize("backend", PROJECTS)
def test_backends(built, tmp_path, backend):
    """Every backend in use builds from a clean copy, with its version, its code and nothing that lay about."""
    folder = repository(tmp_path / "project", {**PROJECTS[backend], ".gitignore": "build/\ndist/\n*.egg-info/\n"})
    git(folder, "tag", "v1.2")
    code = next(str(path.parent.relative_to(folder)) for path in folder.rglob("__init__.py"))
    write(folder, {f"build/lib/{name}": "" for name in ("sample/stale.py", "stale.py")})
    write(
        folder,
        {"sample.egg-info/SOURCES.txt": f"{code}/stale.py\n", "src/sample.egg-info/SOURCES.txt": f"{code}/stale.py\n", "dist/old.py": ""},
    )
    sdist, wheel = built(folder).files
    assert (Path(sdist).name, Path(wheel).name) == ("sample-1.2.tar.gz", "sample-1.2-py3-none-any.whl")
    assert f"{code}/__init__.py" in members(sdist)
    assert "sample/__init__.py" in members(wheel)
    assert not [
        name for name in members(sdist) | members(wheel) if "stale" in name or "old.py" in name or name.startswith(("build/", "dist/"))
    ]
    if backend not in FROM_TAGS:
        assert ".git" not in members(sdist)


def test_versions_of_the_tools(built, tmp_path):
    """The backend's version, and that of what it needs, is known afterwards."""
    tools = built(repository(tmp_path / "project", PROJECTS["hatchling"])).tools
    assert tools["installer"] == "uv"
    assert tools["build"]
    assert {"hatchling", "pathspec"} <= set(tools)


def test_without_uv(built, tmp_path):
    """Without uv our own pip installs the backend; ensurepip is never needed."""
    result = built(repository(tmp_path / "project", PROJECTS["flit-core"]), PATH="/usr/bin:/bin")
    assert result.tools["installer"] == "pip"
    assert len(result.files) == 2


def test_a_dirty_tree_counts_as_one(built, tmp_path):
    """A version that is counted from tags says that the tree has changed."""
    folder = repository(tmp_path / "project", PROJECTS["setuptools-scm"])
    git(folder, "tag", "v1.2")
    write(folder, {"src/sample/__init__.py": "changed = True\n"})
    assert "1.3.dev0+g" in Path(built(folder).files[0]).name


def test_a_part_of_a_repository(built, tmp_path):
    """A project in a subfolder is built there, its version counted from the repository's tags."""
    files = {f"libs/sample/{name}": text for name, text in PROJECTS["setuptools-scm"].items()}
    files["libs/sample/pyproject.toml"] += 'root = "../.."\n'
    folder = repository(tmp_path / "project", {**files, "README.md": ""})
    git(folder, "tag", "v1.2")
    sdist, wheel = built(folder / "libs/sample").files
    assert Path(wheel).name == "sample-1.2-py3-none-any.whl"
    assert "src/sample/__init__.py" in members(sdist)


def test_the_commit_gives_the_time(built, tmp_path):
    """Two builds of one commit give the same wheel, dated by the commit."""
    folder = repository(tmp_path / "project", PROJECTS["hatchling"])
    wheel = built(folder).files[1]
    with zipfile.ZipFile(wheel) as archive:
        dates = {info.date_time for info in archive.infolist()}
    assert dates == {time.gmtime(WHEN - WHEN % 2)[:6]}


def test_one_environment_where_requirements_agree(built, tmp_path):
    """The backend is installed once, although two files are built."""
    built(repository(tmp_path / "project", PROJECTS["flit-core"]))
    assert not (tmp_path / "work/work/environment-wheel").exists()
    told = [told.said.sentence.id for told in built.told if told.said]
    assert [one for one in told if one.startswith("STB")] == ["STB001", "STB002", "STB003"]


def test_what_only_the_wheel_needs(built, tmp_path):
    """What the wheel needs beyond the sdist is added to the environment."""
    folder = write(tmp_path / "project", in_tree("import flit_core", requires='return ["flit_core"]'))
    assert built(folder).tools["flit_core"]
    assert not (tmp_path / "work/work/environment-wheel").exists()


def test_an_environment_of_its_own_for_the_wheel(built, tmp_path):
    """What only the sdist needs is not there when the wheel is built."""
    files = in_tree("import importlib.util; assert importlib.util.find_spec('flit_core') is None")
    files["backend.py"] = files["backend.py"].replace("return []", 'return ["flit_core"]', 1)
    built(write(tmp_path / "project", files))
    assert (tmp_path / "work/work/environment-wheel").exists()


def failing(built, folder: Path, **more) -> Problem:
    with pytest.raises(Problem) as problem:
        built(folder, **more)
    return problem.value


def test_a_backend_that_fails(built, tmp_path):
    """The line that matters is told; the rest is in the log."""
    folder = write(tmp_path / "project", in_tree("print('working'); raise ValueError('no such thing: x')"))
    problem = failing(built, folder)
    assert str(problem) == "PBD008: `build_wheel` of backend failed: ValueError: no such thing: x"
    assert "working" in (tmp_path / "log").read_text()
    assert built.told[-1].said.values["line"] == "ValueError: no such thing: x"


def test_an_sdist_that_lacks_a_file(built, tmp_path):
    """Where the wheel can be built from the tree alone, the file that the sdist lacks is named."""
    files = {**in_tree("open('conf/v.txt')"), "conf/v.txt": "1.2", "conf/other.txt": ""}
    problem = failing(built, repository(tmp_path / "project", files))
    assert (problem.kind.id, problem.values["sdist"], problem.values["files"]) == ("PBD016", "sample-1.2.tar.gz", "conf/v.txt")
    assert problem.values["line"] == "FileNotFoundError: [Errno 2] No such file or directory: 'conf/v.txt'"
    assert built.told[-1].said.sentence.id == "STB007"


def test_a_build_that_reads_above_the_project(built, tmp_path):
    """A file above the project is there in the tree and not in the sdist, and is named as what it is."""
    files = {f"part/{name}": text for name, text in in_tree("open('../VERSION')").items()}
    problem = failing(built, repository(tmp_path / "project", {"VERSION": "1.2", **files}) / "part")
    assert (problem.kind.id, problem.values["path"]) == ("PBD017", "../VERSION")


def test_an_sdist_that_lacks_its_backend(built, tmp_path):
    """A backend in the tree that forgets itself is found."""
    files = in_tree("pass")
    files["backend.py"] = files["backend.py"].replace('("pyproject.toml", "backend.py")', '("pyproject.toml",)')
    problem = failing(built, write(tmp_path / "project", files))
    assert (problem.kind.id, problem.values["files"]) == ("PBD016", "backend.py")


def test_an_sdist_from_which_nothing_comes(built, tmp_path):
    """Where the failure names no file, those are named that the sdist lacks."""
    files = {**in_tree("if not os.path.exists('data.txt'): raise ValueError('it is all wrong')"), "data.txt": ""}
    problem = failing(built, write(tmp_path / "project", files))
    assert (problem.kind.id, problem.values["files"], problem.values["line"]) == ("PBD018", "data.txt", "ValueError: it is all wrong")


def test_a_wheel_that_fails_everywhere(built, tmp_path):
    """What fails from the tree too is not blamed on the sdist."""
    problem = failing(built, write(tmp_path / "project", {**in_tree("raise ValueError('it is all wrong')"), "data.txt": ""}))
    assert (problem.kind.id, problem.values["line"]) == ("PBD008", "ValueError: it is all wrong")


def test_a_compiler_that_is_not_there(built, tmp_path):
    """An extension without a compiler is one line and what to install."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("git", "uv"):
        tools.joinpath(name).symlink_to(shutil.which(name, path=f"{UV}:{os.environ['PATH']}"))
    extension = '[tool.setuptools]\next-modules = [{name = "sample", sources = ["sample.c"]}]\n'
    files = {"pyproject.toml": PROJECTS["setuptools"]["pyproject.toml"] + extension, "sample.c": ""}
    problem = failing(built, write(tmp_path / "project", files), PATH=str(tools))
    assert problem.kind.id == "PBD015"
    # Debian's own Python names it in full: x86_64-linux-gnu-gcc.
    assert problem.values["compiler"].rpartition("-")[2] in {"gcc", "cc", "clang"}


def test_what_a_backend_writes_elsewhere(built, tmp_path):
    """What a backend leaves in its home or beside the sdist is named; hidden folders, where programs keep caches, are not."""
    home = "import pathlib; [pathlib.Path.home().joinpath(name).write_text('') for name in ('log.txt', '.cache-of-x')]"
    folder = write(tmp_path / "project", in_tree("open('../stray', 'w').close()", sdist=home))
    assert built(folder).strays == ("~/log.txt", "../stray")


def test_setuptools_that_fails(built, tmp_path):
    """What setuptools complains of is found in its output."""
    files = {"setup.py": "from setuptools import setup\nsetup(name='sample', version='1.2', packages=['missing'])\n"}
    assert str(failing(built, write(tmp_path / "project", files))).endswith("failed: error: package directory 'missing' does not exist")


def test_a_backend_that_hangs(built, tmp_path):
    """A backend that hangs is stopped, with everything that it started."""
    folder = write(tmp_path / "project", in_tree("import subprocess; print('sleeping', flush=True); subprocess.run(['sleep', '60'])"))
    begun = time.monotonic()
    problem = failing(built, folder, timeout=2)
    assert str(problem) == "PBD009: `build_wheel` of backend was stopped after 2 seconds. The last line of its output: sleeping"
    assert time.monotonic() - begun < 15


def test_a_backend_that_prints_a_megabyte(built, tmp_path):
    """A chatty backend fills the log and nothing else."""
    folder = write(tmp_path / "project", in_tree("print(('x' * 99 + '\\n') * 20_000)"))
    assert len(built(folder).files) == 2
    assert (tmp_path / "log").stat().st_size > 2_000_000
    assert max(told.done for told in built.told) >= 20_000


def test_a_backend_that_warns(built, tmp_path, recwarn, capfd):
    """What a backend warns of is in the log, and nowhere else."""
    built(write(tmp_path / "project", in_tree("import warnings; warnings.warn('old way of writing it')")))
    assert "warning: old way of writing it" in (tmp_path / "log").read_text()
    assert (list(recwarn), *capfd.readouterr()) == ([], "", "")


def test_a_backend_that_ends_without_a_word(built, tmp_path):
    """A backend that ends its process, well or badly, is a problem and no crash."""
    assert failing(built, write(tmp_path / "bad", in_tree("os._exit(7)"))).values["line"] == "exit status 7"


def test_a_backend_that_pretends(built, tmp_path):
    """A backend that says it has built, and has not, is a problem."""
    assert failing(built, write(tmp_path / "project", in_tree("return 'sample-9.whl'"))).kind.id == "PBD010"


def test_a_backend_that_names_a_file_elsewhere(built, tmp_path):
    """No backend can make us take a file from another folder."""
    folder = write(
        tmp_path / "project", in_tree("open(os.path.join(folder, '..', 'sdist', 'x.whl'), 'w').close(); return '../sdist/x.whl'")
    )
    assert failing(built, folder).kind.id == "PBD010"


def test_a_backend_that_ends_its_process_well(built, tmp_path):
    """A hook without an answer is a problem too."""
    assert failing(built, write(tmp_path / "project", in_tree("os._exit(0)"))).kind.id == "PBD008"


def test_two_wheels(built, tmp_path):
    """A backend that makes more than one wheel gets all of them looked at."""
    folder = write(tmp_path / "project", in_tree("write_wheel(os.path.join(folder, 'sample-1.2-py2-none-any.whl'))"))
    assert [Path(path).name for path in built(folder).files] == [
        "sample-1.2.tar.gz",
        "sample-1.2-py3-none-any.whl",
        "sample-1.2-py2-none-any.whl",
    ]


def test_a_missing_backend(built, tmp_path):
    """A backend that nothing brings is a problem that names it."""
    files = {"pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "no_such_backend"\n'}
    problem = failing(built, write(tmp_path / "project", files))
    assert str(problem) == "PBD007: `no_such_backend` cannot be imported: ModuleNotFoundError: No module named 'no_such_backend'"


def test_a_requirement_that_does_not_exist(built, tmp_path):
    """A requirement that the index does not have is told as such, and not as a network that is away."""
    files = {"pyproject.toml": '[build-system]\nrequires = ["flit_core>=9999"]\nbuild-backend = "flit_core.buildapi"\n'}
    problem = failing(built, write(tmp_path / "project", files))
    assert problem.kind.id == "PBD006"
    assert "9999" in str(problem)


@pytest.mark.parametrize("requirement", ["--index-url=https://example.org/", "-r /etc/passwd", "not a requirement", "./local"])
def test_a_requirement_that_is_none(built, tmp_path, requirement):
    """No project hands options or files to the installer."""
    files = {"pyproject.toml": f'[build-system]\nrequires = ["{requirement}"]\nbuild-backend = "x"\n'}
    assert failing(built, write(tmp_path / "project", files)).kind.id == "PBD003"


@pytest.mark.parametrize(("path", "installer"), [(f"{UV}:/usr/bin:/bin", "uv"), ("/usr/bin:/bin", "pip")])
def test_no_network(built, tmp_path, path, installer):
    """An index that does not answer is a problem that says so, and names what was wanted."""
    more = {
        "PATH": path,
        "UV_INDEX_URL": "http://127.0.0.1:1/",
        "PIP_INDEX_URL": "http://127.0.0.1:1/",
        "PIP_RETRIES": "1",
        "UV_HTTP_RETRIES": "0",
    }
    nowhere = {
        "UV_CACHE_DIR": str(tmp_path / "cache"),
        "PIP_CACHE_DIR": str(tmp_path / "cache"),
        "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": os.devnull,
    }
    problem = failing(built, repository(tmp_path / "project", PROJECTS["flit-core"]), **more, **nowhere)
    assert problem.kind.id == "PBD005"
    assert problem.values["installer"] == installer
    assert problem.values["requirements"] == "flit_core"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[build-system]\nrequires = 3\n", "PBD002"),
        ("[build-system]\n", "PBD002"),
        ("[build-system]\nrequires = []\nbuild-backend = 3\n", "PBD002"),
        ('[build-system]\nrequires = []\nbuild-backend = "x"\nbackend-path = ["missing"]\n', "PBD002"),
        ("not toml", "PBD001"),
    ],
)
def test_a_wrong_table(built, tmp_path, text, kind):
    """A wrong `[build-system]` is told before anything is run."""
    assert failing(built, write(tmp_path / "project", {"pyproject.toml": text})).kind.id == kind


def test_nothing_to_build(built, tmp_path):
    """A folder without a build file is a problem that says what to write."""
    assert failing(built, write(tmp_path / "project", {"setup.cfg": ""})).kind.id == "PBD001"


def test_no_tokens_for_backends(built, tmp_path):
    """A backend sees no token, no index with its password, and not the user's home."""
    body = "print({k: v for k, v in os.environ.items()}); print(os.path.expanduser('~'))"
    secrets = {
        "SEATRIAL_TOKEN": "s3cret",
        "UV_INDEX_URL": "https://a:s3cret@example.org/",
        "PIP_INDEX_URL": "https://a:s3cret@example.org/",
    }
    built(write(tmp_path / "project", in_tree(body)), **secrets)
    log = (tmp_path / "log").read_text()
    assert "s3cret" not in log
    assert "SOURCE_DATE_EPOCH" not in log
    assert f"{tmp_path}\n" not in log


def test_no_room_for_an_environment(tmp_path):
    """Where no environment can be made, the problem says why."""
    write(tmp_path, {"environment": "a file"})
    with pytest.raises(Problem, match="PBD013"):
        make_environment(str(tmp_path / "environment"))
