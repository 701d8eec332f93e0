"""`seatrial verify NAME==VERSION` and `seatrial status --online` as real processes, beside an index that is one too."""

import json

import pytest

from make.cli import seatrial
from make.index import TOKEN
from make.installable import wheel
from make.listings import entry, page, written
from make.running import index_process

GOOD = wheel({"boat/__init__.py": "def main(): print('afloat')\n"})
NOBODY = {"https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"}
"""Nothing beyond this machine answers."""


def test_a_release_that_was_just_uploaded(tmp_path) -> None:
    """What one command uploads the next one finds, with the very bytes of dist/, and installs; what is said can be read by people and by programs."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / GOOD.name).write_bytes(GOOD.data)
    with index_process(tmp_path, "--port", "0") as (_, running):
        address = f"{running.url}legacy/"
        done = seatrial("upload", "dist", "--repository-url", address, "-q", home=tmp_path, env={"SEATRIAL_TOKEN": TOKEN})
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        done = seatrial("verify", "boat==1.0", "--from", running.simple_url, home=tmp_path, env={"PATH": "/usr/bin:/bin"})
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"boat 1.0 → {running.simple_url}\n" in done.stdout
        assert "on the index" in done.stdout
        assert f"note        Files with the very bytes of {tmp_path}/dist: 1 of 1" in done.stdout
        assert f"✓ boat 1.0 is on {running.simple_url} and works: it installs and can be imported." in done.stdout
        asked = ("verify", "boat==1.1", "--from", running.url, "--wait", "0", "--format", "json", "--lang", "zh")
        done = seatrial(*asked, home=tmp_path)
        answer = json.loads(done.stdout)
        assert (done.returncode, answer["problem"]["id"], answer["index"]) == (3, "PVF051", running.url)
        assert (answer["name"], answer["version"], answer["verified"], answer["unproven"]) == ("boat", "1.1", [], [])
        assert "它显示的版本：1.0。" in done.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("boat>=1.0",), "Write `boat==1.0`."),
        (("boat[fast]==1.0",), "Write `boat==1.0`."),
        (("dist/boat.whl", "--from", "testpypi"), "does not name one release"),
        (("boat==1.0", "ship==1.0"), "it is not ship==1.0"),
        (("-e", ".", "--from", "pypi"), "--editable DIR stands alone"),
        (("boat==1.0", "--wait", "-1"), "--wait"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(tmp_path, args, words) -> None:
    """Nothing is asked, and what may have been meant is said."""
    done = seatrial("verify", *args, home=tmp_path, env=NOBODY)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr


def test_an_index_that_is_not_known(tmp_path) -> None:
    """A name that is no index is a problem with the index."""
    done = seatrial("verify", "boat==1.0", "--from", "work", home=tmp_path, env=NOBODY)
    assert (done.returncode, "PCR027" in done.stderr) == (3, True), done.stderr


def test_what_was_taken_and_is_not_shown_is_said_to_the_quiet_too(tmp_path) -> None:
    """An upload that nothing confirms ends well, and says on stderr and in its object what was not seen, with the command that looks later."""
    from make.faults import faulty

    (tmp_path / GOOD.name).write_bytes(GOOD.data)
    with faulty() as index:
        # The page is asked for before the upload, and then until it shows what was sent.
        index.hidden = 1000
        waits = "import seatrial.app.confirming as it; it.WAITS = (0.0, 0.01)"
        done = quick(tmp_path, waits, "upload", GOOD.name, "--repository-url", index.url, "-q", "--format", "json")
        command = f"seatrial verify boat==1.0 --from {index.url}"
    assert (done.returncode, command in done.stderr, done.stderr.startswith("! The index took boat")) == (0, True, True), done.stderr
    assert command in json.loads(done.stdout)["unproven"][0]


def quick(tmp_path, prelude: str, *args: str):
    """Run the program after some Python that shortens its waits."""
    import subprocess
    import sys

    from make.cli import environment

    program = f"{prelude}\nimport runpy\nrunpy.run_module('seatrial', run_name='__main__', alter_sys=True)"
    return subprocess.run(
        [sys.executable, "-c", program, *args], capture_output=True, check=False, cwd=tmp_path, encoding="utf-8",
        env=environment(tmp_path, SEATRIAL_TOKEN=TOKEN), stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip


def test_files_without_hashes_are_left_out_and_said(tmp_path) -> None:
    """Where an index shows a file and no hash, `--skip-existing` leaves it out, and says that it was not compared."""
    (tmp_path / GOOD.name).write_bytes(GOOD.data)
    with written() as index:
        index.say("/simple/boat/", page(entry(GOOD, hashes=None)))
        asked = ("upload", GOOD.name, "--repository-url", f"{index.url}legacy/", "--skip-existing")
        done = seatrial(*asked, home=tmp_path, env={"SEATRIAL_TOKEN": TOKEN})
    assert "shows no hash of it" in done.stdout + done.stderr


def test_status_of_indexes_that_do_not_answer(tmp_path) -> None:
    """`--online` says so, and the rest of the table stands."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "boat"\nversion = "1.0"\n')
    done = seatrial("status", "--online", home=tmp_path, env=NOBODY)
    assert (done.returncode, done.stdout.count("could not be asked"), "not in git" in done.stdout) == (0, 2, True), done.stdout
    assert seatrial("status", home=tmp_path, env=NOBODY).stdout.count("PyPI") == 0
