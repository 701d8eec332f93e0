"""Folders and git repositories for the tests, made by the real git."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

WHEN = 1_700_000_000
"""Committer time of every commit that is made here."""
WHO = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_AUTHOR_DATE": f"{WHEN} +0000",
    "GIT_COMMITTER_DATE": f"{WHEN} +0000",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def user(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a user whose home is a folder, with git set up and nothing else of whoever runs the tests."""
    passed = {
        name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "TMPDIR"} or name.startswith(("PIP_", "UV_", "SSL_"))
    }
    return {**passed, **WHO, "HOME": str(folder), **more}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder; return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def git(folder: Path, *args: str) -> str:
    """Run git in a folder; return what it prints."""
    environ = {**os.environ, **WHO}
    return (
        subprocess.run(["git", *args], cwd=folder, env=environ, check=True, capture_output=True)
        .stdout.decode(errors="surrogateescape")
        .strip()
    )


def commit(folder: Path, message: str = "Change it") -> str:
    """Commit everything; return the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make a repository of one commit on the branch `main`; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    write(folder, files)
    commit(folder, "Begin")
    return folder
