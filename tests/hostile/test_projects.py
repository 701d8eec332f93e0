"""Folders whose build files would crash, hang or take over whoever looks at them."""

from pathlib import Path

import pytest

from make.git import git, repository, user, write
from make.measured import measured

HEAD = '[project]\nname = "a"\nversion = "1.0"\n'
TOML = {
    "nested arrays": HEAD + "x = " + "[" * 50_000 + "]" * 50_000,
    "nested tables": HEAD + "x = " + "{a=" * 50_000 + "1" + "}" * 50_000,
    "dotted key": HEAD + ".".join(["a"] * 50_000) + " = 1\n",
    "huge number": HEAD + "x = " + "9" * 500_000,
    "huge octal number": HEAD + "x = 0o" + "7" * 500_000,
    "keys": "[tool.x]\n" + "".join(f"k{at}=1\n" for at in range(90_000)),
    "tables": "".join(f"[t{at}]\n" for at in range(90_000)),
    "list of tables": "[[a]]\n" * 150_000,
    "null": "\0" * 1_000,
    "byte order mark": "\ufeff" + HEAD,
    "too large": HEAD + "#" * 2_000_000,
    "long string": HEAD + f'description = "{"x" * 900_000}"\n',
    "requirements": HEAD + f"dependencies = [{', '.join(chr(34) + 'a>=1' + chr(34) for _ in range(80_000))}]\n",
    "marker": HEAD + f'dependencies = ["a; {"(" * 100_000}"]\n',
    "patterns": HEAD + 'license-files = ["' + "*" * 20_000 + 'x", "' + "**/" * 5_000 + 'y", "[' + "a-" * 5_000 + '"]\n',
    "blanks in a header": HEAD + "[" + " " * 50_000 + "tool.seatrial]\nx = 1\n",
    "settings": HEAD + "[tool.seatrial]\n" + "".join(f'k{at} = "x"\n' for at in range(30_000)),
    "reasons": HEAD + "[tool.seatrial.ignore]\n" + "".join(f"k{at} = 1\n" for at in range(30_000)),
}
SETUP = "from setuptools import setup\n"
SCRIPTS = {
    "minus": SETUP + "setup(name=" + "-" * 100_000 + "1)\n",
    "sum": SETUP + "setup(name='a'" + " + 'a'" * 100_000 + ")\n",
    "endless loop": SETUP + "while True:\n    pass\nsetup(name='a')\n",
    "endless names": SETUP + "x = 'a'\nwhile True:\n    x = x + x\nsetup(name=x)\n",
    "doubling": SETUP + "x = 'a' * 1000\n" + "x = x + x\n" * 60 + "setup(name=x)\n",
    "power": SETUP + "setup(name='a' * 10 ** 12, version=str(9 ** 9 ** 9 ** 9))\n",
    "recursion": SETUP + "def f(x):\n    return f(x)\nsetup(name=f(1))\n",
    "format": SETUP + "setup(name='%1000000000d' % 1, version='{:>1000000000}'.format(1))\n",
    "pattern": SETUP + "import re\nsetup(name=re.search('(a+)+$', 'a' * 60 + 'b').group(1))\n",
    "reading": SETUP + "setup(name=open('/dev/zero').read(), version=open('/etc/passwd').read())\n",
    "running": SETUP + "import os\nos.system('touch ran')\nsetup(name='a')\n",
}
CFG = {
    "interpolation": "[metadata]\nname = %(name)s\nversion = %(name)s%(name)s\n",
    "sections": "".join(f"[a{at}]\n" for at in range(50_000)),
    "continuation": "[metadata]\nname = a\n" + " b\n" * 200_000,
    "file": "[metadata]\nname = a\nversion = file: /etc/passwd\nlong_description = file: ../../../etc/passwd, /dev/zero\n",
    "blanks": "[metadata]\nname" + " " * 200_000 + "\n",
    "attribute": f"[metadata]\nname = a\nversion = attr: {'a.' * 50_000}b\n",
}


@pytest.mark.parametrize(
    ("name", "texts"),
    [("pyproject.toml", TOML), ("setup.py", SCRIPTS), ("setup.cfg", CFG)],
    ids=["pyproject.toml", "setup.py", "setup.cfg"],
)
def test_build_files_without_measure(name: str, texts: dict[str, str], tmp_path: Path) -> None:
    """Whatever a build file holds, a look at all such folders ends within seconds, without a crash, and nothing of them is run."""
    folders = [write(tmp_path / label, {name: text}) for label, text in texts.items()]
    ran = measured("check", "--format", "json", *folders, home=tmp_path, env=user(tmp_path))
    assert ran.status in {0, 1}, ran.err
    assert len(ran.answer["subjects"]) == len(folders)
    assert "root:" not in ran.out
    assert not list(tmp_path.rglob("ran"))
    assert ran.seconds < 30
    assert ran.megabytes < 400


def test_a_git_file_that_points_elsewhere(tmp_path: Path) -> None:
    """A folder whose `.git` names another repository, or itself, or nothing, is looked at without its programs being run."""
    other = repository(tmp_path / "other", {"x.py": "1\n"})
    program = write(tmp_path, {"evil": f"#!/bin/sh\ntouch {tmp_path}/ran\n"}) / "evil"
    program.chmod(0o755)
    git(other, "config", "core.fsmonitor", str(program))
    git(other, "config", "core.worktree", "/")
    for at, target in enumerate((str(other / ".git"), ".git", "/nowhere", "/dev/zero", "x" * 100_000)):
        folder = write(tmp_path / f"project{at}", {"pyproject.toml": HEAD, ".git": f"gitdir: {target}\n"})
        ran = measured("check", folder, home=tmp_path, env=user(tmp_path))
        assert ran.status in {0, 1, 3}, ran.err
        assert ran.seconds < 10
    assert not (tmp_path / "ran").exists()


def test_a_state_that_comes_with_a_clone(tmp_path: Path) -> None:
    """A folder `.seatrial` with a journal that a repository brings along is neither believed nor gone on with."""
    plan = '{"seatrial": 1, "plan": {"index": "https://evil.example/legacy/"}, "mac": "0"}\n'
    folder = repository(
        tmp_path / "clone",
        {"pyproject.toml": HEAD, "a.py": "x = 1\n", ".seatrial/journal-a-1.0.jsonl": plan, ".seatrial/manifest.json": plan},
    )
    for command in ("resume", "release"):
        ran = measured(command, *(("--to", "local", "--yes") if command == "release" else ()), folder, home=tmp_path, env=user(tmp_path))
        assert ran.status in {2, 3}, (command, ran.out, ran.err)
        assert "evil.example" not in ran.out
        assert "Traceback" not in ran.err
