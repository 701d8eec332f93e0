"""Where a tree stands beside its branches and its remote, told by the real git."""

import os
from pathlib import Path

import pytest

from make.git import commit, git, repository, user, write
from seatrial.edge.git import git as make
from seatrial.problem import Problem


@pytest.fixture
def ours(tmp_path: Path):
    """Give git's callables in the environment of a user."""
    return make(user(tmp_path))


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    return repository(tmp_path / "origin", {"boat.py": ""})


def clone(origin: Path, folder: Path, *options: str) -> str:
    git(origin.parent, "clone", "--quiet", *options, str(origin), str(folder))
    return str(folder)


def test_a_clone_knows_the_branch_that_its_remote_releases_from(ours, origin, tmp_path) -> None:
    """A branch of any name counts where the remote calls it its own; without a connection."""
    git(origin, "branch", "--move", "deep/trunk")
    folder = clone(origin, tmp_path / "clone")
    git(tmp_path / "clone", "switch", "--quiet", "--create", "main")
    git(tmp_path, "-C", folder, "remote", "set-url", "origin", "https://nowhere.invalid/boat")
    assert ours.release_branches(folder) == ("deep/trunk",)


def test_without_a_remote_the_usual_branches_count(ours, origin) -> None:
    """A repository of one's own has its usual branch, and one with another name says nothing."""
    assert ours.release_branches(str(origin)) == ("main",)
    git(origin, "branch", "master")
    assert ours.release_branches(str(origin)) == ("main", "master")
    git(origin, "switch", "--quiet", "--create", "trunk")
    git(origin, "branch", "--delete", "--force", "main", "master")
    assert ours.release_branches(str(origin)) == ()


def test_several_remotes_have_one_origin(ours, origin, tmp_path) -> None:
    """The fork that is called otherwise does not say from which branch one releases; without an origin, nobody does."""
    folder = clone(origin, tmp_path / "clone")
    git(Path(folder), "remote", "add", "fork", str(origin))
    git(Path(folder), "update-ref", "refs/remotes/fork/oars", "HEAD")
    git(Path(folder), "symbolic-ref", "refs/remotes/fork/HEAD", "refs/remotes/fork/oars")
    assert ours.release_branches(folder) == ("main",)
    git(Path(folder), "remote", "rename", "origin", "upstream")
    assert ours.release_branches(folder) == ("main",)


def test_the_remote_tells_its_branch_and_its_tag(ours, origin, tmp_path) -> None:
    """Tags of both kinds are told by the commit that they name; what the remote does not have is left out."""
    folder, first = clone(origin, tmp_path / "clone"), git(origin, "rev-parse", "HEAD")
    git(origin, "tag", "--annotate", "--message", "x", "v1.0")
    write(origin, {"oar.py": ""})
    second = commit(origin)
    asked = ("refs/heads/main", "refs/tags/v1.0", "refs/heads/none")
    assert ours.refs_at_remote(folder, "origin", asked, 10.0) == {"refs/heads/main": second, "refs/tags/v1.0": first}
    assert ours.has_in_history(folder, first)
    assert not ours.has_in_history(folder, second)


def test_a_repository_names_no_program_that_is_run(ours, origin, tmp_path) -> None:
    """A folder from elsewhere may name programs for reaching its remote; none of them is run, and its remote may not be one either."""
    folder, mark = Path(clone(origin, tmp_path / "clone")), tmp_path / "ran"
    run = f"touch {mark}"
    for name in ("remote.origin.uploadpack", "core.sshCommand", "credential.helper", "core.askPass", "core.gitProxy"):
        git(folder, "config", name, f"!{run};" if name == "credential.helper" else f"{run};")
    git(folder, "config", "protocol.ext.allow", "always")
    assert ours.refs_at_remote(str(folder), "origin", ("refs/heads/main",), 10.0)
    for address in (f"ext::sh -c {run.replace(' ', '% ')}", "ssh://localhost:1/boat", "--upload-pack=touch"):
        git(folder, "config", "remote.origin.url", address)
        with pytest.raises(Problem, match="ls-remote"):
            ours.refs_at_remote(str(folder), "origin", ("refs/heads/main",), 10.0)
    assert not os.path.lexists(mark)


def test_a_remote_that_is_gone_is_a_problem(ours, origin, tmp_path) -> None:
    """Who cannot be asked is said to be unreached, not to have nothing."""
    folder = clone(origin, tmp_path / "clone")
    git(Path(folder), "remote", "set-url", "origin", "../gone")
    with pytest.raises(Problem, match="ls-remote"):
        ours.refs_at_remote(folder, "origin", ("refs/heads/main",), 10.0)
    git(Path(folder), "remote", "set-url", "origin", "../origin")
    assert ours.refs_at_remote(folder, "origin", ("refs/heads/main",), 10.0)
