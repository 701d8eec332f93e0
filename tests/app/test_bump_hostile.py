"""Raising a version in somebody else's folder."""

import pytest

from make.bumps import FILES, problem, raised
from make.cut_off import tree
from make.git import commit, git, repository, write
from make.release import harbour
from seatrial.app import looking


@pytest.fixture
def armed(tmp_path):
    """Make a clone that names a program of its own wherever git would run one; return it with what the program would leave behind."""
    place, trace = repository(tmp_path / "boat", {**FILES, ".gitattributes": "* filter=own diff=own\n"}), tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $0 >> {trace}\nexec cat\n")
    program.chmod(0o755)
    write(place, {"more": f'[filter "own"]\n\tclean = {program}\n\tprocess = {program}\n\trequired = true\n'})
    (place / ".git" / "info" / "exclude").write_text("more\n")
    git(place, "config", "include.path", str(place / "more"))
    for name in (
        "core.fsmonitor",
        "core.sshCommand",
        "core.editor",
        "gpg.program",
        "diff.own.textconv",
        "diff.external",
        "credential.helper",
    ):
        git(place, "config", name, str(program))
    git(place, "config", "core.hooksPath", str(tmp_path))
    for hook in ("pre-commit", "commit-msg", "reference-transaction", "post-index-change", "pre-push"):
        (tmp_path / hook).symlink_to(program)
    return place, program, trace


@pytest.mark.parametrize("address", ["git@example.invalid:x/y", "ext::{program} %S", "ssh://git@example.invalid/x"])
@pytest.mark.parametrize("options", [{}, {"commit": True}, {"tag": True, "commit": True}])
def test_a_dry_run_in_a_hostile_clone_runs_nothing_of_it(tmp_path, armed, address, options) -> None:
    """What a dry run asks git for, here and at the remote, starts no filter, hook or connection program that the clone names."""
    place, program, trace = armed
    git(place, "remote", "add", "origin", address.format(program=program))
    git(place, "config", "protocol.ext.allow", "always")
    found = raised(harbour(tmp_path), place, "minor", dry_run=True, **options)
    assert found.new == "1.3.0"
    assert not trace.exists()


def test_a_dry_run_where_git_makes_the_version_runs_nothing_either(tmp_path, armed) -> None:
    """The same where the version comes from tags, whose remote is asked."""
    place, program, trace = armed
    write(place, {"pyproject.toml": '[build-system]\nrequires = ["setuptools", "setuptools-scm"]\n[project]\nname = "boat"\ndynamic = ["version"]\n[tool.setuptools_scm]\n', "setup.py": ""})  # fmt: skip
    git(place, "-c", "core.hooksPath=/dev/null", "config", "--unset", "include.path")
    git(place, "rm", "-q", "--cached", "setup.py")
    (place / "setup.py").unlink()
    (place / "more").unlink()
    git(place, "config", "core.hooksPath", "/dev/null")
    commit(place)
    git(place, "tag", "v1.0")
    commit(place, "More")
    git(place, "remote", "add", "origin", f"ext::{program} %S")
    git(place, "config", "protocol.ext.allow", "always")
    trace.unlink(missing_ok=True)
    found = raised(harbour(tmp_path), place, "minor", dry_run=True)
    assert (found.tag, trace.exists()) == ("v1.1", False)


def test_a_file_that_must_not_be_read_is_no_file_without_a_version(tmp_path, monkeypatch) -> None:
    """Where one of the files cannot be looked into, none is changed: it may state the version too."""
    place = repository(tmp_path / "boat", FILES)
    before = tree(place)

    def read(path, bound):
        if path.name == "boat.py":
            # To root, as whom tests may run, nothing is forbidden.
            raise PermissionError(13, "Permission denied")
        return path.read_bytes()[:bound]

    monkeypatch.setattr(looking, "_bytes", read)
    assert problem(raised(harbour(tmp_path), place)) == ("PPR002", "boat.py cannot be read: Permission denied.")
    assert tree(place) == before
