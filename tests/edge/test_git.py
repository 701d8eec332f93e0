"""git, asked for real."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from make.cli import seatrial
from make.git import WHEN, commit, git, repository, user, write
from seatrial.edge.git import git as git_of
from seatrial.problem import Problem


@pytest.fixture
def asked(tmp_path):
    return git_of(user(tmp_path))


@pytest.fixture
def project(tmp_path):
    return repository(tmp_path / "project", {"pyproject.toml": "", "src/a/__init__.py": "", ".gitignore": "*.log\n"})


def test_a_clean_tree(asked, project):
    """Commit, time, branch and files of a clean tree are known."""
    found = asked.look(str(project))
    assert found.root == str(project)
    assert found.prefix == ""
    assert found.commit == git(project, "rev-parse", "HEAD")
    assert found.commit_time == WHEN
    assert found.branch == "main"
    assert (found.dirty, found.untracked, found.shallow, found.tags) == ((), (), False, ())
    assert found.files == (".gitignore", "pyproject.toml", "src/a/__init__.py")


@pytest.mark.parametrize("name", ["a\nb", "a\n"])
def test_folders_with_line_breaks(asked, tmp_path, name):
    """A line break in the name of a repository, or of a folder in it, is part of that name."""
    project = repository(tmp_path / name, {f"{name}/pyproject.toml": ""})
    found = asked.look(str(project / name))
    assert (found.root, found.prefix, found.files) == (str(project), f"{name}/", ("pyproject.toml",))


@pytest.mark.parametrize("seconds", ["9" * 5000, str(2**32), "9999999999"])
def test_a_commit_from_no_time(asked, project, seconds):
    """A commit with a time that no archive can hold is one of unknown time."""
    text = git(project, "cat-file", "commit", "HEAD").replace(f"{WHEN} +0000", f"{seconds} +0000") + "\n"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        cwd=project,
        input=text.encode(),
        check=True,
        capture_output=True,
    ).stdout.decode()
    git(project, "update-ref", "HEAD", made.strip())
    found = asked.look(str(project))
    assert (found.commit, found.commit_time) == (made.strip(), None)


def test_a_dirty_tree(asked, project):
    """What is changed, staged, renamed, deleted or new is named; what is ignored is not."""
    write(project, {"pyproject.toml": "[project]", "new file.py": "", "noise.log": "", "staged.py": ""})
    git(project, "add", "staged.py")
    git(project, "mv", "src/a/__init__.py", "src/a/b.py")
    (project / ".gitignore").unlink()
    (project / "noise.log").unlink()
    found = asked.look(str(project))
    assert set(found.dirty) == {"pyproject.toml", "staged.py", "src/a/b.py", ".gitignore"}
    assert found.untracked == ("new file.py",)
    assert found.files == ("new file.py", "pyproject.toml", "src/a/b.py", "staged.py")


def test_leftovers_are_no_new_files(asked, project):
    """What a build leaves behind does not make the tree look changed where nobody told git to ignore it."""
    write(
        project,
        {"dist/a-1.whl": "", "build/lib/a.py": "", "src/a.egg-info/PKG-INFO": "", "src/a/__pycache__/x.pyc": "", ".seatrial/lock": ""},
    )
    found = asked.look(str(project))
    assert found.untracked == ()
    assert found.files == (".gitignore", "pyproject.toml", "src/a/__init__.py")


def test_no_repository(asked, tmp_path):
    """A folder without git is a fact, not a fault."""
    assert asked.look(str(tmp_path)) is None
    assert not asked.tracks(str(tmp_path), "x")


def test_no_git(tmp_path, project):
    """Without the program, a folder without git is still a project; a repository is not taken for one, since git alone knows its files."""
    asked = git_of({"PATH": str(tmp_path)})
    assert asked.look(str(tmp_path)) is None
    (project / "below").mkdir()
    for folder in (project, project / "below"):
        with pytest.raises(Problem, match="PGT001"):
            asked.look(str(folder))
    assert not asked.tracks(str(project), "x")
    with pytest.raises(Problem, match="PGT001"):
        asked.tag(str(project), "v1", "HEAD", "m", False)


def test_inside_of_git_itself(asked, project, tmp_path):
    """The folder `.git`, and a bare repository, are no work trees."""
    git(tmp_path, "init", "--quiet", "--bare", "bare")
    assert asked.look(str(project / ".git")) is None
    assert asked.look(str(tmp_path / "bare")) is None


def test_no_commits(asked, tmp_path):
    """Before the first commit there is a branch, and files that are not committed."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    write(tmp_path, {"a.py": ""})
    found = asked.look(str(tmp_path))
    assert (found.commit, found.commit_time, found.branch, found.untracked) == (None, None, "main", ("a.py",))


def test_detached_head(asked, project):
    """A detached HEAD has no branch."""
    git(project, "checkout", "--quiet", "--detach")
    assert asked.look(str(project)).branch is None


def test_tags_at_head(asked, project):
    """Tags of the commit are known, light ones and annotated ones."""
    git(project, "tag", "v1")
    git(project, "tag", "-a", "v1.0", "-m", "x")
    commit(project)
    git(project, "tag", "v2")
    assert asked.look(str(project)).tags == ("v2",)
    git(project, "checkout", "--quiet", "v1")
    assert asked.look(str(project)).tags == ("v1", "v1.0")


def test_a_part_of_a_repository(asked, project):
    """For a project in a subfolder, paths are relative to it, and what changes beside it does not count."""
    write(project, {"sub/pyproject.toml": "", "sub/x.py": ""})
    commit(project)
    write(project, {"sub/x.py": "1", "sub/y.py": "", "z.py": ""})
    found = asked.look(str(project / "sub"))
    assert (found.root, found.prefix) == (str(project), "sub/")
    assert (found.dirty, found.untracked) == (("x.py",), ("y.py",))
    assert found.files == ("pyproject.toml", "x.py", "y.py")


def test_worktrees_and_shallow_clones(asked, project, tmp_path):
    """A linked work tree and a shallow clone are looked at like any other."""
    commit(project)
    git(project, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "linked"))
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{project}", "shallow")
    linked, shallow = asked.look(str(tmp_path / "linked")), asked.look(str(tmp_path / "shallow"))
    assert (linked.root, linked.branch, linked.shallow) == (str(tmp_path / "linked"), "other", False)
    assert shallow.shallow


def test_odd_names(asked, tmp_path):
    """Spaces, newlines, other alphabets and bytes that are no text survive in names of files and folders."""
    names = ["with space.py", "neue\nzeile.py", "包.py", os.fsdecode(b"\xff.py"), "-n.py", ":x.py"]
    folder = repository(tmp_path / os.fsdecode(b"odd \xfe"), dict.fromkeys(names, ""))
    found = asked.look(str(folder))
    assert found.root == str(folder)
    assert found.files == tuple(sorted(names))
    for name in names:
        (folder / name).write_text("1")
    assert set(asked.look(str(folder)).dirty) == set(names)
    assert asked.tracks(str(folder), ":x.py")


def test_looking_runs_nothing(project, tmp_path):
    """A hostile folder gets neither its file monitor nor its hooks run."""
    ran = tmp_path / "ran"
    program = write(tmp_path, {"evil": f"#!/bin/sh\ntouch {ran}\n"}) / "evil"
    program.chmod(0o755)
    git(project, "config", "core.fsmonitor", str(program))
    for hook in ("post-index-change", "reference-transaction", "pre-push", "post-checkout"):
        shutil.copy(program, project / ".git" / "hooks" / hook)
    asked = git_of(user(tmp_path))
    found = asked.look(str(project))
    (tmp_path / "target").mkdir()
    asked.export(str(project), found, str(tmp_path / "target"))
    asked.tag(str(project), "v1", found.commit, "m", False)
    assert not ran.exists()


@pytest.fixture
def hostile(project, tmp_path):
    """Make programs that leave a mark, name them in every setting of a repository that may run one, and make git doubt every file."""
    ran = tmp_path / "ran"
    ran.mkdir()

    def program(name):
        path = write(tmp_path, {f"evil/{name}": f"#!/bin/sh\ntouch {ran}/{name}\ncat\n"}) / "evil" / name
        path.chmod(0o755)
        return str(path)

    def poison(folder):
        settings = {
            "core.fsmonitor": "fsmonitor", "core.sshCommand": "ssh", "core.gitProxy": "proxy", "core.pager": "pager", "core.editor": "editor",
            "core.askPass": "askpass", "core.alternateRefsCommand": "refs", "diff.external": "diff", "diff.x.textconv": "textconv",
            "diff.x.command": "driver", "merge.x.driver": "merge", "gpg.program": "gpg", "credential.helper": "credential", "alias.status": "alias",
            "uploadpack.packObjectsHook": "pack", "pager.status": "pager", "remote.evil.uploadpack": "upload", "filter.x.clean": "clean",
            "filter.x.smudge": "smudge", "filter.x.process": "process", "filter.y.clean": "second", "filter.a=b.clean": "equality",
        }  # fmt: skip
        for name, value in settings.items():
            git(folder, "config", name, program(value))
        values = {
            "filter.x.required": "true", "submodule.recurse": "true", "status.submoduleSummary": "true", "log.showSignature": "true",
            "extensions.partialClone": "evil", "remote.evil.promisor": "true", "remote.evil.url": "/nowhere", "protocol.ext.allow": "always",
            "submodule.x.update": f"!{program('update')}", "core.attributesFile": str(tmp_path / "attributes"),
        }  # fmt: skip
        for name, value in values.items():
            git(folder, "config", name, value)
        included = write(tmp_path, {"included": f'[filter "z"]\n\tclean = {program("included")}\n\trequired = true\n'}) / "included"
        git(folder, "config", "include.path", str(included))
        git_folder = Path(git(folder, "rev-parse", "--absolute-git-dir"))
        (git_folder / "hooks").mkdir(exist_ok=True)
        for hook in ("post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
            shutil.copy(program("hook"), git_folder / "hooks" / hook)
        doubted(folder)

    def doubted(folder):
        for path in folder.rglob("*.py"):
            path.write_bytes(path.read_bytes())
            os.utime(path, (1, 1))

    attributes = "x.py filter=x diff=x merge=x\ny.py filter=y\nz.py filter=z\ne.py filter=a=b\n"
    write(tmp_path, {"attributes": attributes})
    lib = repository(tmp_path / "lib", {".gitattributes": attributes, "x.py": "1\n", "y.py": "1\n"})
    write(
        project,
        {
            "pyproject.toml": '[project]\nname = "a"\nversion = "1"\n',
            ".gitattributes": attributes,
            "x.py": "1\n",
            "y.py": "1\n",
            "z.py": "1\n",
            "e.py": "1\n",
        },
    )
    git(project, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(lib), "lib")
    commit(project)
    poison(project / "lib")
    poison(project)
    return project, ran, doubted


def test_no_setting_of_a_repository_runs_anything(hostile, tmp_path):
    """An unpacked folder may be looked at and copied without fear, whatever its repository and its submodules name as programs."""
    folder, ran, doubted = hostile
    asked = git_of(user(tmp_path))
    subprocess.run(["git", "status"], cwd=folder, check=False, capture_output=True)
    assert {"fsmonitor", "process"} <= {path.name for path in ran.iterdir()}, "git by itself does run them"
    for path in ran.iterdir():
        path.unlink()
    doubted(folder)
    found = asked.look(str(folder))
    assert found.dirty == ()
    assert asked.tracks(str(folder), "x.py")
    doubted(folder)
    assert seatrial("check", str(folder), home=tmp_path).returncode in {0, 1}
    (tmp_path / "target").mkdir()
    asked.export(str(folder), found, str(tmp_path / "target"))
    assert [path.name for path in ran.iterdir()] == []


def test_missing_objects_are_not_fetched(project, tmp_path):
    """A repository that lacks objects cannot name the program that would fetch them."""
    ran = tmp_path / "ran"
    (write(tmp_path, {"evil": f"#!/bin/sh\ntouch {ran}\n"}) / "evil").chmod(0o755)
    git(project, "tag", "-a", "v1", "-m", "x")
    lost = git(project, "rev-parse", "v1")
    found = git_of(user(tmp_path)).look(str(project))
    for name, value in {
        "extensions.partialClone": "o",
        "remote.o.promisor": "true",
        "remote.o.url": str(project),
        "remote.o.uploadpack": str(tmp_path / "evil"),
    }.items():
        git(project, "config", name, value)
    git(project, "config", "core.repositoryFormatVersion", "1")
    (project / ".git/objects" / lost[:2] / lost[2:]).unlink()
    subprocess.run(["git", "cat-file", "-p", lost], cwd=project, check=False, capture_output=True)
    assert ran.exists(), "git by itself does run it"
    ran.unlink()
    asked = git_of(user(tmp_path))
    (tmp_path / "target").mkdir()
    for attempt in (lambda: asked.look(str(project)), lambda: asked.export(str(project), found, str(tmp_path / "target"))):
        with contextlib.suppress(Problem):
            attempt()
    assert not ran.exists()


def test_the_users_own_filters_stay(project, tmp_path):
    """A file that the user's own git-lfs keeps does not look changed, and a repository cannot put another program in its place."""
    settings = write(tmp_path, {"own": '[filter "own"]\n\tclean = tr a-z A-Z\n\trequired = true\n'}) / "own"
    write(project, {".gitattributes": "x.py filter=own\n", "x.py": "ABC\n"})
    commit(project)
    (project / "x.py").write_text("abc\n")
    asked = git_of(user(tmp_path, GIT_CONFIG_GLOBAL=str(settings)))
    assert asked.look(str(project)).dirty == ()
    git(project, "config", "filter.own.clean", f"touch {tmp_path}/ran; cat")
    os.utime(project / "x.py", (1, 1))
    assert asked.look(str(project)).dirty == ()
    assert not (tmp_path / "ran").exists()


def test_a_work_tree_elsewhere(asked, project):
    """A repository cannot claim a folder far above as its work tree."""
    git(project, "config", "core.worktree", "/")
    assert asked.look(str(project)) is None


def test_changes_in_a_submodule(asked, project, tmp_path):
    """A submodule with changed, staged or new files, or at another commit, makes the tree dirty."""
    lib = repository(tmp_path / "lib", {"a.py": "1\n"})
    git(project, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(lib), "inner/lib")
    commit(project)
    inside = project / "inner" / "lib"
    assert asked.look(str(project)).dirty == ()
    write(inside, {"new.py": ""})
    assert asked.look(str(project)).dirty == ("inner/lib",)
    assert asked.look(str(project / "inner")).dirty == ("lib",)
    (inside / "new.py").unlink()
    write(inside, {"a.py": "2\n"})
    assert asked.look(str(project)).dirty == ("inner/lib",)
    commit(inside)
    assert asked.look(str(project)).dirty == ("inner/lib",)
    commit(project)
    assert asked.look(str(project)).dirty == ()


def test_a_submodule_that_was_not_fetched(asked, project, tmp_path):
    """A submodule without its files is known as such, also below a folder."""
    lib = repository(tmp_path / "lib", {"a.py": "1\n"})
    git(project, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(lib), "inner/lib")
    commit(project)
    assert asked.look(str(project)).hollow == ()
    git(tmp_path, "clone", "--quiet", str(project), "other")
    found = asked.look(str(tmp_path / "other"))
    assert (found.hollow, found.dirty, found.files) == (
        ("inner/lib",),
        (),
        (".gitignore", ".gitmodules", "inner/lib", "pyproject.toml", "src/a/__init__.py"),
    )
    assert asked.look(str(tmp_path / "other/inner")).hollow == ("lib",)


def test_what_git_ignores(asked, project):
    """Ignored files are known, those in an ignored folder too; caches, leftovers and whole folders at the top are not opened."""
    write(project, {".gitignore": "lib/\n*.bin\n__pycache__/\nbuild/\nvenv/\n"})
    ignored = ("src/a/lib/x.py", "src/a/lib/y/z.txt", "src/a/t.bin", "a.bin", "lib/q.py")
    write(
        project,
        dict.fromkeys((*ignored, "src/a/__pycache__/a.bin", "build/x.py", "src/a/lib/__pycache__/x.pyc", "src/venv/pyvenv.cfg"), ""),
    )
    write(project, {".venv/.gitignore": "*\n", **{f".venv/lib/{number}.py": "" for number in range(1100)}})
    assert sorted(asked.look(str(project)).ignored) == sorted({*ignored} - {"lib/q.py"})
    assert sorted(asked.look(str(project / "src")).ignored) == ["a/lib/x.py", "a/lib/y/z.txt", "a/t.bin"]


def test_ignored_files_are_bounded(asked, project, monkeypatch):
    """A folder full of ignored files is not read to its end."""
    monkeypatch.setattr("seatrial.edge.git_look.OPENED", 3)
    write(project, {".gitignore": "data/\n", **{f"src/data/{number}": "" for number in range(9)}})
    assert len(asked.look(str(project)).ignored) == 3


def test_a_sparse_checkout(asked, project):
    """Files that git keeps out of the work tree belong to the project; those that are deleted do not."""
    git(project, "sparse-checkout", "set", "--no-cone", "/pyproject.toml", "/.gitignore")
    assert not (project / "src").exists()
    found = asked.look(str(project))
    assert (found.files, found.dirty) == ((".gitignore", "pyproject.toml", "src/a/__init__.py"), ())
    (project / "pyproject.toml").unlink()
    assert asked.look(str(project)).files == (".gitignore", "src/a/__init__.py")


@pytest.mark.parametrize("command", ["merge", "rebase", "cherry-pick", "revert"])
def test_a_command_that_stopped_half_way(asked, tmp_path, command):
    """A conflict that is not settled is known by the command that met it, in a linked work tree too."""
    project = repository(tmp_path / "project", {"x": "1\n"})
    git(project, "switch", "--quiet", "--create", "other")
    commit(write(project, {"x": "2\n"}))
    theirs = commit(write(project, {"x": "4\n"}))
    git(project, "switch", "--quiet", "main")
    commit(write(project, {"x": "3\n"}))
    git(project, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
    for folder in (project, tmp_path / "linked"):
        assert asked.look(str(folder)).unfinished is None
        with pytest.raises(subprocess.CalledProcessError):
            git(folder, command, "--no-edit" if command == "revert" else "--quiet" if command in {"merge", "rebase"} else "-x", theirs)
        found = asked.look(str(folder))
        assert (found.unfinished, found.dirty) == (command, ("x",))


def test_a_bisection(asked, project):
    """A bisection that goes on is known."""
    git(project, "bisect", "start")
    assert asked.look(str(project)).unfinished == "bisect"


def test_changes_around_a_project(asked, tmp_path):
    """What is changed beside a project in a subfolder is known apart from what is changed in it."""
    top = repository(tmp_path / "top", {"VERSION": "1", "a/x.py": "", "b/y.py": ""})
    write(top, {"VERSION": "2", "a/x.py": "2", "b/y.py": "2", "b/new.py": ""})
    found = asked.look(str(top / "a"))
    assert (found.dirty, found.elsewhere) == (("x.py",), ("VERSION", "b/y.py"))
    assert asked.look(str(top)).elsewhere == ()


def test_a_git_file_that_leads_nowhere(asked, project):
    """A `.git` that leads to a repository elsewhere is followed; one that leads nowhere is a problem, and not a folder without git."""
    shutil.move(project / ".git", project.parent / "elsewhere")
    (project / ".git").write_bytes(b"gitdir: " + os.fsencode(project.parent / "elsewhere") + b"\n")
    assert asked.look(str(project)).unfinished is None
    (project.parent / "elsewhere").rename(project.parent / "gone")
    with pytest.raises(Problem, match=r"PGT015.*elsewhere"):
        asked.look(str(project / "src"))


def test_nobody_to_tag(project, tmp_path):
    """Without a name and an address git cannot tag, and one is told how to set them."""
    asked = git_of(user(tmp_path))
    asked.committer(str(project))
    nobody = {
        name: value for name, value in user(tmp_path).items() if not name.startswith("GIT_COMMITTER") and not name.startswith("GIT_AUTHOR")
    }
    settings = write(tmp_path, {"own": "[user]\n\tuseConfigOnly = true\n"}) / "own"
    with pytest.raises(Problem, match=r"PGT009.*no email was given") as problem:
        git_of({**nobody, "GIT_CONFIG_GLOBAL": str(settings)}).committer(str(project))
    assert "\n" not in str(problem.value.values["reason"])


def test_signing(asked, project, tmp_path):
    """A tag is signed where the settings ask for it; a signature that fails is told in git's words, and there is no tag then."""
    (write(tmp_path, {"gpg": "#!/bin/sh\necho no secret key >&2\nexit 2\n"}) / "gpg").chmod(0o755)
    git(project, "config", "gpg.program", str(tmp_path / "gpg"))
    asked.tag(str(project), "v1", "HEAD", "m", False)
    with pytest.raises(Problem, match=r"PGT010.*failed to sign"):
        asked.tag(str(project), "v2", "HEAD", "m", True)
    assert asked.tag_commit(str(project), "v2") is None
    signs = '#!/bin/sh\ncat >/dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho "-----BEGIN PGP SIGNATURE-----"\necho x\necho "-----END PGP SIGNATURE-----"\n'
    write(tmp_path, {"gpg": signs})
    asked.tag(str(project), "v2", "HEAD", "m", True)
    assert "BEGIN PGP SIGNATURE" in git(project, "cat-file", "tag", "v2")
    assert "SIGNATURE" not in git(project, "cat-file", "tag", "v1")


def test_nothing_is_locked_or_written(project, tmp_path):
    """Looking leaves the repository as it is, to the byte."""
    (project / "pyproject.toml").touch()
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    git_of(user(tmp_path)).look(str(project))
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_variables_of_a_hook_do_not_mislead(project, tmp_path):
    """Started from a hook of git, seatrial still speaks of the folder that it is given."""
    other = repository(tmp_path / "other", {"x": ""})
    environ = user(tmp_path, GIT_DIR=str(other / ".git"), GIT_INDEX_FILE=str(other / ".git/index"), GIT_WORK_TREE=str(other))
    assert git_of(environ).look(str(project)).root == str(project)


def test_somebody_elses_repository(project, tmp_path):
    """Where git distrusts a folder of another user, the problem says which command makes it trusted."""
    environ = user(tmp_path, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    moved = project.rename(tmp_path / "my project")
    with pytest.raises(Problem, match="PGT002") as problem:
        git_of(environ).look(str(moved / "src"))
    assert problem.value.values["folder"] == f"'{moved}'"


def test_a_broken_repository(asked, project):
    """A repository that git cannot read is a problem with git's own words."""
    (project / ".git" / "index").write_bytes(b"garbage")
    with pytest.raises(Problem, match=r"PGT003.*index"):
        asked.look(str(project))


def test_a_git_that_hangs(project, tmp_path):
    """A git that waits for somebody who cannot see it, or for a dead network, is stopped as soon as the caller wants."""
    (write(tmp_path, {"bin/git": "#!/bin/sh\nsleep 60\n"}) / "bin/git").chmod(0o755)
    with pytest.raises(Problem, match=r"PGT004.*ls-remote"):
        git_of({"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"}).remote_tag(str(project), "origin", "v1", 0.3)


def test_tagging(asked, project):
    """A tag is annotated, at the commit that is named; one that is there is never moved."""
    first = git(project, "rev-parse", "HEAD")
    second = commit(project)
    asked.tag(str(project), "v1.0", first, "Release 1.0\n\nwith words", False)
    assert git(project, "cat-file", "-t", "v1.0") == "tag"
    assert git(project, "tag", "--list", "--format=%(contents)") == "Release 1.0\n\nwith words"
    assert asked.tag_commit(str(project), "v1.0") == first
    with pytest.raises(Problem, match=f"PGT005.*{first}"):
        asked.tag(str(project), "v1.0", second, "again", False)
    assert asked.tag_commit(str(project), "v2") is None


@pytest.mark.parametrize("name", ["-d", "a b", "v1..2", "", "x.lock"])
def test_no_name_for_a_tag(asked, project, name):
    """A setting that makes no possible tag is a problem, and never an option of git."""
    with pytest.raises(Problem, match="PGT006"):
        asked.tag(str(project), name, "HEAD", "m", False)


def test_remotes(asked, project, tmp_path):
    """The remote that the branch tracks wins over `origin`; without both there is none."""
    assert asked.remote(str(project)) is None
    git(tmp_path, "init", "--quiet", "--bare", "up.git")
    git(project, "remote", "add", "origin", "https://example.org/x.git")
    assert asked.remote(str(project)) == "origin"
    git(project, "remote", "add", "up", str(tmp_path / "up.git"))
    git(project, "push", "--quiet", "--set-upstream", "up", "main")
    assert asked.remote(str(project)) == "up"
    git(project, "checkout", "--quiet", "--detach")
    assert asked.remote(str(project)) == "origin"


def test_which_commits_are_there(asked, project, tmp_path):
    """A commit of another repository, a tree or a made-up name is none of this one's."""
    assert asked.has_commit(str(project), git(project, "rev-parse", "HEAD"))
    other = repository(tmp_path / "other", {"a": "1"})
    for name in (git(other, "rev-parse", "HEAD"), git(project, "rev-parse", "HEAD^{tree}"), "--all", "nothing"):
        assert not asked.has_commit(str(project), name)


def test_whether_git_ignores_a_path(asked, project, tmp_path):
    """Also files that are not there yet, with odd names; what is tracked or outside is not ignored."""
    ignored = ("x.log", "src/a*[b].log", ":(top)x.log", "\n.log")
    assert all(asked.ignores(str(project), str(project / name)) for name in ignored)
    assert not any(asked.ignores(str(project), str(path)) for path in (project / "x.json", project / "pyproject.toml", tmp_path / "x.log"))


def test_pushing(asked, project, tmp_path):
    """A pushed tag is found on the remote at its commit; a remote that refuses is a problem without its password."""
    git(tmp_path, "init", "--quiet", "--bare", "up.git")
    git(project, "remote", "add", "origin", str(tmp_path / "up.git"))
    head = git(project, "rev-parse", "HEAD")
    assert asked.remote_tag(str(project), "origin", "v1", 30) is None
    asked.tag(str(project), "v1", head, "m", False)
    asked.push(str(project), "origin", "v1")
    assert asked.remote_tag(str(project), "origin", "v1", 30) == head
    git(project, "push", "--quiet", "origin", "main:refs/tags/light")
    assert asked.remote_tag(str(project), "origin", "light", 30) == head
    for login in ("user:s3cret", "user:pass/s3cret"):
        git(project, "remote", "set-url", "origin", f"http://{login}@127.0.0.1:1/x.git")
        with pytest.raises(Problem, match="PGT007") as problem:
            asked.push(str(project), "origin", "v1")
        assert "s3cret" not in str(problem.value)


def test_tokens_stay_with_seatrial(project, tmp_path):
    """Git and whatever it starts see no token of an index."""
    (write(tmp_path, {"bin/git": f"#!/bin/sh\nenv > {tmp_path}/env\n"}) / "bin/git").chmod(0o755)
    git_of({"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "SEATRIAL_TOKEN": "s3cret", "TWINE_PASSWORD": "s3cret"}).remote(str(project))
    assert "s3cret" not in (tmp_path / "env").read_text()


def test_thousands_of_files(asked, tmp_path):
    """A big tree is looked at in no time."""
    folder = repository(tmp_path / "big", {f"p/{n // 200}/m{n}.py": "" for n in range(4_000)})
    begun = os.times()
    assert len(asked.look(str(folder)).files) == 4_000
    assert os.times().elapsed - begun.elapsed < 3
    subprocess.run(["rm", "-rf", str(Path(folder))], check=True)


def test_what_git_is_asked_is_told(tmp_path) -> None:
    """Whoever asks for details sees each command of git, in words that can be typed."""
    repository(tmp_path, {"a.txt": ""})
    told = []
    git_of(user(tmp_path), told.append).look(str(tmp_path))
    assert told
    assert {(one.step, one.state) for one in told} == {("look", "detail")}
    assert all(one.said.values["command"].startswith("git ") for one in told)
