"""Paths that are no plain file, files that change while they are read, and sound files with some bytes changed."""

import os
import random
import threading
import time
from pathlib import Path

import pytest

from make.dist import INFO, SDIST_NAME, WHEEL_NAME, sdist, wheel
from make.git import user, write
from make.measured import checked, measured, written
from seatrial.app.judging import judge_file
from seatrial.core.profile import PYPI
from seatrial.model.settings import Settings

WHEEL = wheel({f"{INFO}/entry_points.txt": b"[console_scripts]\nx = sample_case:main\n", "a.txt": b"hello" * 50})
SDIST = sdist({"setup.py": b"from setuptools import setup\nsetup()\n"})


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    """A pipe, a device, a loop of links and a file without permission are told, and nothing waits for them."""
    os.mkfifo(tmp_path / WHEEL_NAME)
    (tmp_path / "loop.whl").symlink_to("loop.whl")
    (tmp_path / "zero.whl").symlink_to("/dev/zero")
    (tmp_path / "folder.whl").mkdir()
    closed = written(tmp_path, SDIST_NAME, SDIST)
    closed.chmod(0)
    ran = checked(*(tmp_path / name for name in (WHEEL_NAME, "loop.whl", "zero.whl", "folder.whl", "gone.whl")), closed, home=tmp_path)
    assert ran.status == 1
    assert ran.verdicts[:5] == [None] * 5
    assert ran.seconds < 5


def test_a_project_of_pipes_and_loops(tmp_path: Path) -> None:
    """Neither a pipe nor a loop nor a device in place of a build file or a README makes a look wait."""
    for name in ("pyproject.toml", "setup.py", "setup.cfg"):
        folder = tmp_path / name.replace(".", "-")
        write(folder, {"README.md": "x", "pyproject.toml": '[project]\nname = "a"\nversion = "1"\nreadme = "README.md"\n'})
        for taken, kind in ((name, "pipe"), ("README.md", "loop"), ("LICENSE", "device")):
            (folder / taken).unlink(missing_ok=True)
            if kind == "pipe":
                os.mkfifo(folder / taken)
            else:
                (folder / taken).symlink_to(taken if kind == "loop" else "/dev/zero")
        (folder / "src").symlink_to("..")
        ran = measured("check", "--format", "json", folder, home=tmp_path, env=user(tmp_path))
        assert ran.status in {0, 1, 3}, ran.err
        assert ran.seconds < 10


@pytest.mark.parametrize("change", ["grow", "shrink"])
def test_a_file_that_changes_while_it_is_read(change: str, tmp_path: Path) -> None:
    """A file that grows or is cut while it is judged has some verdict, and no exception."""
    sound = wheel({f"sample_case/d{at}.bin": random.Random(at).randbytes(20_000) for at in range(60)}, compression=0)
    path = written(tmp_path, WHEEL_NAME, sound)
    stop = threading.Event()

    def disturb() -> None:
        step = 0
        while not stop.is_set():
            step += 1
            with path.open("r+b") as file:
                file.truncate(len(sound) + 500 * step if change == "grow" else (len(sound) * (step % 10)) // 10)
                file.seek(0)
                file.write(sound[: 1000 * (step % 7)])
            time.sleep(0.001)

    other = threading.Thread(target=disturb)
    other.start()
    try:
        judged = [judge_file(str(path), PYPI, Settings()) for _ in range(10)]
    finally:
        stop.set()
        other.join()
    for one in judged:
        # Never refused for nothing, nor accepted with an error that PyPI stands behind.
        assert (one.subject.verdict == "refused") == any(finding.refusal for finding in one.findings)
        assert one.subject.verdict != "refused" or any(finding.severity == "error" for finding in one.findings)
        assert (one.subject.kind == "unknown") == (one.subject.verdict is None)


@pytest.mark.parametrize(("sound", "name"), [(WHEEL, WHEEL_NAME), (SDIST, SDIST_NAME)])
def test_changed_bytes_have_a_verdict(sound: bytes, name: str, tmp_path: Path) -> None:
    """Whichever bytes of a sound file are damaged, it is judged to the end, in no more time than the sound one takes many times over."""
    chance = random.Random(7)
    path = tmp_path / name
    worst = 0.0
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1, 4))] = chance.choice((b"", b"\xff", b"\0", b"\xff\xff\xff\xff", chance.randbytes(3)))
        path.write_bytes(data)
        begun = time.process_time()
        judged = judge_file(str(path), PYPI, Settings())
        worst = max(worst, time.process_time() - begun)
        assert judged.subject.verdict in {"accepted", "refused", "undecided"}
    assert worst < 5


def test_members_with_damaged_contents(tmp_path: Path) -> None:
    """Damage inside of the members, in archives that are sound, is judged too."""
    chance = random.Random(11)
    sources = {
        f"{INFO}/METADATA": b"Metadata-Version: 2.4\nName: sample-case\nVersion: 1.0\nRequires-Dist: a[b]>=1; python_version>'3'\n"
        b"Project-URL: a, https://example.org\nAuthor-Email: a <a@example.org>\nDescription-Content-Type: text/x-rst\n\nA\n=\n\n`b`_\n",
        f"{INFO}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{INFO}/RECORD": b'a,sha256=x,1\n"b,c",,\n',
        f"{INFO}/entry_points.txt": b"[console_scripts]\nx = sample_case:main [extra]\n",
    }
    path = tmp_path / WHEEL_NAME
    for _ in range(100):
        damaged = {}
        for name, text in sources.items():
            data = bytearray(text)
            for _ in range(chance.randint(0, 4)):
                at = chance.randrange(len(data))
                data[at : at + 1] = chance.choice(
                    (b"", b"\n", b"\0", b":", b"\xff", b"[", b"(", b";", b'"', b",", b"\r", b"\x1b", b" " * 9)
                )
            damaged[name] = bytes(data)
        path.write_bytes(wheel(damaged))
        assert judge_file(str(path), PYPI, Settings()).subject.kind == "wheel"
