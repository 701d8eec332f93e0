"""What is odd about the files of a tree."""

import os
import socket
from pathlib import Path

import pytest

from make.git import commit, git, repository, user, write
from seatrial.app.looking import look
from seatrial.edge.world import world
from seatrial.problem import Problem

TABLE = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "boat"\nversion = "1"\nrequires-python = ">=3.9"\nreadme = "README.md"\n'
FILES = {"pyproject.toml": TABLE, "README.md": "x\n", "LICENSE": "x\n", "boat/__init__.py": ""}


@pytest.fixture
def found(tmp_path):
    """Return a function that looks at a project and gives each finding with its names."""

    def run(folder):
        looked = look(world(lambda _told: None, user(tmp_path)), str(folder))
        run.project = looked.project
        return {one.rule: one.values.get("names", one.file) for one in looked.findings if one.rule not in {"PRJ040", "PRJ042", "PRJ043"}}

    return run


@pytest.fixture
def project(tmp_path):
    return repository(tmp_path / "project", FILES)


def test_links(found, project):
    """Links are told by where they lead, and are no code and no data of the project."""
    for name, target in {
        "a.py": "/etc/passwd", "b.py": "../../x.py", "c.py": "gone.py", "d.py": "d.py", "e": "../boat", "f": "../other", "g.py": "__init__.py",
    }.items():  # fmt: skip
        (project / "boat" / name).symlink_to(target)
    write(project, {"other/x.txt": ""})
    commit(project)
    assert found(project) == {
        "PRJ051": "boat/a.py → /etc/passwd, boat/b.py → ../../x.py",
        "PRJ052": "boat/c.py → gone.py",
        "PRJ053": "boat/d.py → d.py, boat/e → ../boat",
        "PRJ054": "boat/f → ../other",
    }
    assert found.project.modules == ("boat/__init__.py", "boat/g.py")
    assert found.project.data == ()


def test_links_within_a_repository(found, tmp_path):
    """A link from a project in a subfolder to a file beside it stays in the repository."""
    top = repository(tmp_path / "top", {"shared.txt": "", **{f"part/{name}": text for name, text in FILES.items()}})
    (top / "part/boat/s.txt").symlink_to("../../shared.txt")
    commit(top)
    assert found(top / "part") == {}


def test_pointers_to_lfs(found, project):
    """Files of which only the pointer was fetched are told; without Git LFS such a text is a text like others."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
    commit(write(project, {"boat/model.bin": pointer, "boat/small.bin": "x"}))
    assert found(project) == {}
    commit(write(project, {".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n"}))
    assert found(project) == {"PRJ055": "boat/model.bin"}


def test_pointers_in_a_subfolder(found, tmp_path):
    """What the top of the repository says of Git LFS holds for a project below it."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
    files = {**FILES, "boat/model.bin": pointer}
    top = repository(tmp_path / "top", {".gitattributes": "*.bin filter=lfs\n", **{f"part/{name}": text for name, text in files.items()}})
    assert found(top / "part") == {"PRJ055": "boat/model.bin"}


def test_line_ends_of_scripts(found, project):
    """A script that no system can start for its line ends is told; other files may end their lines as they like."""
    write(project, {"run.sh": "#!/bin/sh\r\n", "good.sh": "#!/bin/sh\n", "boat/x.py": "a = 1\r\n", "text.txt": "#!/bin/sh\r\n"})
    for name in ("run.sh", "good.sh"):
        (project / name).chmod(0o755)
    commit(project)
    assert found(project) == {"PRJ057": "run.sh"}


def test_names_that_differ_in_case(found, project):
    """Files and folders that are one on other systems are told, whatever their alphabet; the same name in two folders is not."""
    commit(
        write(project, {"boat/Hull.py": "", "boat/hull.py": "", "boat/É.txt": "", "boat/e\u0301.txt": "", "x/hull.py": "", "X/y/z.txt": ""})
    )
    assert found(project) == {"PRJ056": "x → X, boat/hull.py → boat/Hull.py, boat/É.txt → boat/e\u0301.txt"}


def test_what_is_no_file(found, tmp_path):
    """Pipes and sockets in a folder without git are told, and nothing waits for them."""
    folder = write(tmp_path / "project", FILES)
    os.mkfifo(folder / "boat/pipe.py")
    with socket.socket(socket.AF_UNIX) as listening:
        before = Path.cwd()
        os.chdir(folder)
        listening.bind("sock")
        os.chdir(before)
        assert found(folder) == {"PRJ058": "boat/pipe.py, sock"}


def test_what_cannot_be_read(found, project):
    """A file without permission is told where the user is not allowed everything."""
    commit(write(project, {"boat/secret.txt": "x"}))
    (project / "boat/secret.txt").chmod(0)
    assert found(project) == ({} if os.geteuid() == 0 else {"PRJ059": "boat/secret.txt"})


def test_code_that_git_ignores(found, project):
    """A line in .gitignore that hides a part of the package is told, and so is data that the code speaks of; the rest is not."""
    write(
        project, {".gitignore": "lib/\n*.bin\n_version.py\n/lib/\n", "boat/__init__.py": 'open("data/model.bin")\nother = 1  # other.bin\n'}
    )
    commit(project)
    write(
        project,
        {"boat/lib/x.py": "", "boat/model.bin": "x", "boat/other.bin": "x", "boat/_version.py": "", "lib/y.py": "", "model.bin": ""},
    )
    assert found(project) == {"PRJ060": "boat/lib/x.py", "PRJ061": "boat/model.bin"}


def test_a_nested_gitignore(found, project):
    """A .gitignore deep in the package is heard as git hears it."""
    commit(write(project, {"boat/parts/.gitignore": "*\n!.gitignore\n"}))
    write(project, {"boat/parts/oar.py": ""})
    assert found(project) == {"PRJ060": "boat/parts/oar.py"}


def test_projects_side_by_side(found, tmp_path):
    """Two projects in one repository need tags that tell them apart."""
    both = {f"{part}/{name}": text for part in ("one", "two") for name, text in FILES.items()}
    top = repository(tmp_path / "top", {**both, "docs/x.md": ""})
    assert found(top / "one") == {"PRJ062": None}
    write(top, {"one/pyproject.toml": TABLE + '[tool.seatrial]\ntag = "{name}-v{version}"\n'})
    assert found(top / "one") == {}
    assert found(repository(tmp_path / "alone", {f"part/{name}": text for name, text in FILES.items()}) / "part") == {}


def test_a_bare_repository(found, project, tmp_path):
    """Who names a repository without files is told to clone it."""
    git(tmp_path, "clone", "--quiet", "--bare", str(project), "it s.git")
    with pytest.raises(Problem, match="PGT014") as problem:
        found(tmp_path / "it s.git")
    assert problem.value.values["folder"] == f"'{tmp_path}/it s.git'"


def test_paths_that_are_too_long(found, tmp_path):
    """A folder that lies deeper than the system takes a path in one piece is told, because no build can copy it."""
    folder = write(tmp_path / "project", FILES)
    deep = os.open(folder, os.O_RDONLY)
    try:
        for _ in range(25):
            os.mkdir("d" * 200, dir_fd=deep)
            deeper = os.open("d" * 200, os.O_RDONLY, dir_fd=deep)
            os.close(deep)
            deep = deeper
        os.close(os.open("x.txt", os.O_WRONLY | os.O_CREAT, dir_fd=deep))
    finally:
        os.close(deep)
    told = found(folder)
    assert told.keys() == {"PRJ059"}
    assert str(told["PRJ059"]).startswith("d" * 200)
