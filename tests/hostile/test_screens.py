"""Escape sequences in everything that comes from outside: none of them reaches a terminal."""

import re
import subprocess
from pathlib import Path

import pytest

from make.dist import INFO, SDIST_NAME, WHEEL_NAME, sdist, tar_member, wheel
from make.git import repository, user
from make.measured import measured, written

EVIL = "\x1b[31mred\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\\x9b2J\u202egnp\u2066x\u200b\r\x07\x08over"
"""Colour, a hyperlink, a C1 control, text that turns direction, an invisible letter, overprinting, a bell."""
ACTED_ON = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029]")
MARKUP = "::error::x [bold]y[/bold]"


def assert_harmless(*texts: str) -> None:
    """Find nothing in output that a terminal would act on."""
    for text in texts:
        assert not ACTED_ON.search(text), ACTED_ON.search(text)


def metadata() -> bytes:
    """Return metadata that has all of it in its values."""
    evil = EVIL.replace("\r", "")
    lines = [
        "Metadata-Version: 2.4", f"Name: a{evil}", f"Version: 1{evil}", f"Summary: {evil}", f"Author-Email: {evil}@b", f"Classifier: {evil}",
        f"Requires-Dist: {evil}", f"Home-Page: {evil}", f"Project-URL: {evil}, {evil}", f"License-Expression: {evil}", f"X-{evil}: {evil}",
        f"Description-Content-Type: {evil}", f"Requires-Python: {evil}", f"Dynamic: {evil}", f"Import-Name: {evil}",
    ]  # fmt: skip
    return ("\n".join(lines) + f"\n\n{evil} `{evil}\n").encode()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Make a wheel and an sdist with such names, contents and file names."""
    odd = "sample_case-1.0\x1b[31m\u202e-py3-none-any.whl"
    members = {
        f"sample_case/{EVIL}.py": b"(\n",
        f"../{EVIL}": b"x",
        f"{INFO}/METADATA": metadata(),
        f"{INFO}/RECORD": f"{EVIL.replace(chr(13), '')},x,1\n".encode(),
        f"{INFO}/WHEEL": f"Wheel-Version: {EVIL}\nTag: {EVIL}\n".encode(),
        f"{INFO}/entry_points.txt": f"[console_scripts]\na = {EVIL.replace(chr(13), '')}\n".encode(),
    }
    link = tar_member(f"sample_case-1.0/{EVIL}", type_=b"2", link=f"/{EVIL}")
    data = wheel(members)
    return [
        written(tmp_path, WHEEL_NAME, data),
        written(tmp_path, odd, data),
        written(tmp_path, SDIST_NAME, sdist({"PKG-INFO": metadata(), f"{EVIL}.py": b"x"}, extra=[link])),
    ]


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--lang", "zh")], ids=["text", "json", "chinese"])
def test_files(arguments: tuple[str, ...], files: list[Path], tmp_path: Path) -> None:
    """Names of files and members, metadata, scripts and links are shown with every such character written out."""
    ran = measured("check", *arguments, *files, home=tmp_path, env={"TERM": "xterm-256color"})
    assert ran.status == 1, ran.err
    if arguments[:1] == ("--format",):
        # JSON escapes by itself; it must be whole.
        assert len(ran.answer["subjects"]) == len(files)
        assert_harmless(ran.err)
    else:
        assert_harmless(ran.out, ran.err)


def test_a_project(tmp_path: Path) -> None:
    """So are the build files of a folder, the names in it, and the branches, tags and remotes of its repository."""
    branch = "evil\u202e\u200b"
    evil = EVIL.encode("unicode_escape").decode().replace("\\x1b", "\\u001b").replace("\\x9b", "\\u009b").replace("\\x07", "\\u0007")
    evil = evil.replace("\\x08", "\\u0008").replace("\\r", "\\u000d")
    files = {
        "pyproject.toml": f'[project]\nname = "a{evil}"\nversion = "{evil}"\nreadme = "{evil}"\ndescription = "{evil}"\nclassifiers = ["{evil}"]\n'
        f'dependencies = ["{evil}"]\n[project.scripts]\n"{evil}" = "{evil}"\n[tool.seatrial]\n"{evil}" = "{evil}"\n',
        f"{EVIL.replace('/', '')}.py": "x = 1\n",
        "setup.cfg": f"[metadata]\nname = {EVIL}\nversion = file: {EVIL}\n",
    }
    folder = repository(tmp_path / f"project\x1b[31m{branch}", files)
    environment = user(tmp_path)
    for args in (["checkout", "-q", "-b", branch], ["tag", f"v1{branch}"], ["remote", "add", "origin", f"https://{EVIL}"]):
        subprocess.run(["git", *args], cwd=folder, env=environment, check=True, capture_output=True)
    (folder / "pyproject.toml").write_text(files["pyproject.toml"] + "\n# changed\n")
    for arguments in ((), ("--lang", "zh")):
        ran = measured("check", *arguments, folder, home=tmp_path, env=environment)
        assert ran.status in {1, 3}, ran.err
        assert_harmless(ran.out, ran.err)


def test_a_backend(tmp_path: Path) -> None:
    """So is what a build backend prints and how it fails."""
    backend = f"import sys\ndef build_sdist(*_, **__):\n    print({EVIL!r}, {MARKUP!r}); print({EVIL!r}, file=sys.stderr)\n    raise ValueError({EVIL!r})\n"
    files = {
        "pyproject.toml": '[project]\nname = "a"\nversion = "1"\n[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
        "backend.py": backend,
    }
    folder = repository(tmp_path / "project", files)
    ran = measured("build", folder, home=tmp_path, env=user(tmp_path))
    assert ran.status == 3, ran.err
    assert_harmless(ran.out, ran.err)
