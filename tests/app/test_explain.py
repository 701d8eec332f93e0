"""What is known of texts, files and streams: of real tools, in every encoding, of any size, whatever they hold."""

import io
import os
import shutil
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make.cli import environment
from make.index import TOKEN, put, quiet, tiny_sdist, tiny_wheel
from make.measured import pace
from seatrial.app import explain
from seatrial.app.explain import explain_file, explain_stream, explain_text
from seatrial.index.server import serving
from seatrial.index.store import open_store
from seatrial.problem import Problem

UV = shutil.which("uv", path=f"{sys.prefix}/bin") or "uv"
SECRET = "pypi-AgEIcHlwaS5vcmcCJGQ4ZTY0YzE4LTQ3NDYtNGJkMi1hMTBkLTQ3ZGFmMTY1MDU2MgACKlszLCI5ZWQ0"
TWINE = """\
Uploading distributions to https://upload.pypi.org/legacy/
Uploading boat-1.0-py3-none-any.whl
\x1b[31mERROR   \x1b[0m HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/
         The use of local versions in <Version('1.0+lake')> is not allowed. See
         https://packaging.python.org/specifications/core-metadata for more
         information.
##[error]Process completed with exit code 1.
"""
UV_LOG = """\
Publishing 2 files to https://upload.pypi.org/legacy/
error: Failed to publish `dist/boat-1.0.tar.gz` to https://upload.pypi.org/legacy/
  Caused by: Server returned status code 400 Bad Request. Server says: 400 Filename 'Boat-1.0.tar.gz' is invalid, should be 'boat-1.0.tar.gz'.
"""
BOX = """\
╭─ error ──────────────────────────────────────────────────╮
│ The name 'boat' is too similar to an                     │
│ existing project. See                                    │
│ https://pypi.org/help/#project-name for more information. │
╰──────────────────────────────────────────────────────────╯
"""
PIP = """\
error: subprocess-exited-with-error

× Getting requirements to build wheel did not run successfully.
│ exit code: 1
╰─> [14 lines of output]
    error: Multiple top-level packages discovered in a flat-layout: ['boat', 'data'].
    [end of output]
ERROR: Failed to build 'boat' when getting requirements to build wheel
"""
ACTION = """\
2026-08-21T12:00:00.1234567Z ##[group]Run pypa/gh-action-pypi-publish@release/v1
2026-08-21T12:00:02.1234567Z ::error::Trusted publishing exchange failure:%0AToken request failed: the server refused the request for the following reasons:%0A%0A* `invalid-publisher`: valid token, but no corresponding publisher (Publishing from a workflow invoked via 'pull_request_target' is not supported.)
2026-08-21T12:00:02.2234567Z ##[error]Process completed with exit code 1.
"""
WINDOWS = """\
> twine upload dist/*
twine : 无法将“twine”项识别为 cmdlet、函数、脚本文件或可运行程序的名称。请检查名称的拼写。
所在位置 行:1 字符: 1
    + CategoryInfo          : ObjectNotFound: (twine:String) [], CommandNotFoundException
"""
GIT = """\
致命错误：无法访问 'https://git.example/boat.git/'：Could not resolve host: git.example
错误：无法推送一些引用到 'https://git.example/boat.git'
"""
OURS = """\
✗ git 不信任这个文件夹  PGT002
"""


def ids(text: str) -> list[str]:
    return [one.id for one in explain_text(text).found]


@pytest.mark.parametrize(
    ("log", "first", "line", "others"),
    [
        (TWINE, "MET031", 4, ["EXP213", "EXP301"]),
        (UV_LOG, "SDT003", 3, ["EXP213", "EXP215"]),
        (BOX, "IDX005", 2, []),
        (PIP, "EXP311", 6, ["EXP309", "EXP356"]),
        (ACTION, "EXP153", 2, ["EXP150", "EXP174", "EXP301"]),
        (WINDOWS, "EXP385", 2, []),
        (GIT, "EXP251", 1, ["EXP258", "EXP372"]),
    ],
)
def test_a_log_is_answered_by_its_root(log, first, line, others) -> None:
    """In logs of tools and CI services the cause comes first, with its line, and what only follows from it behind."""
    found = explain_text(log).found
    assert (found[0].id, found[0].line) == (first, line)
    assert sorted({one.id for one in found[1:]} - set(others)) == []
    assert {one.id for one in found[1:]} >= set(others[-1:])


def test_what_pypi_named_is_known() -> None:
    """The values in PyPI's words are told with the rule."""
    (first, *_) = explain_text(UV_LOG).found
    assert first.values == {"filename": "Boat-1.0.tar.gz", "expected": "boat-1.0.tar.gz"}
    assert "400 Filename 'Boat-1.0.tar.gz' is invalid" in first.quote


@pytest.mark.parametrize(("name", "kind"), [("boat-1.0-py3-none-any.whl", "WHL009"), ("boat-1.0.tar.gz", "SDT004"), ("boat", "SDT004")])
def test_the_kind_of_file_decides(name, kind) -> None:
    """Where PyPI says the same of wheels and sdists, the file that it names decides; without one both are told."""
    found = ids(f"400 License-File LICENSE does not exist in distribution file {name} at here/LICENSE")
    assert found[0] == kind
    assert len(found) == (2 if name == "boat" else 1)


def test_our_own_problems_are_known_in_both_languages() -> None:
    """A log with a problem of ours leads to that problem, in Chinese too."""
    assert ids("✗ git does not trust this folder  PGT002") == ["PGT002"]
    assert explain_text(OURS).found == () or ids(OURS) == ["PGT002"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_files_in_any_encoding(encoding, tmp_path) -> None:
    """A log that PowerShell or a Chinese Windows wrote is read like any other."""
    path = tmp_path / "build.log"
    path.write_bytes(WINDOWS.replace("\n", "\r\n").encode(encoding))
    assert explain_file(str(path)).found[0].id == "EXP385"


@pytest.mark.parametrize(("name", "reason"), [("nothing.log", "No such file"), (".", "Is a directory"), ("a\0b", "null")])
def test_what_cannot_be_read_is_a_problem(name, reason, tmp_path) -> None:
    """A file that is not there, a folder, or no name at all, is told as such."""
    with pytest.raises(Problem) as caught:
        explain_file(os.path.join(tmp_path, name))  # noqa: PTH118  (a name that pathlib would not take)
    assert caught.value.kind.id == "PCL006"
    assert reason in caught.value.values["reason"]


def test_a_stream_that_breaks_is_a_problem() -> None:
    """Where reading fails in the middle, nothing is claimed of the rest."""

    class Broken(io.BytesIO):
        def read(self, _size=-1):
            raise OSError(5, "Input/output error")

    with pytest.raises(Problem) as caught:
        explain_stream(Broken())
    assert caught.value.values == {"path": "-", "reason": "Input/output error"}


def test_reading_has_an_end(monkeypatch) -> None:
    """A stream without an end is read up to a bound, and that is said; what is as long as the bound was read whole."""
    monkeypatch.setattr(explain, "LIMIT", 1000)
    endless = io.BytesIO(b"Connection refused\n" + b"x" * 2000)
    assert not explain_stream(endless).whole
    assert endless.tell() == 1001
    assert explain_stream(io.BytesIO(b"x" * 1000)).whole


HOSTILE = {
    "log": "2026-08-21T12:00:00.1234567Z \x1b[32mCollecting boat from https://files.example/boat-1.0.whl\x1b[0m\r\n",
    "spaces": " ",
    "escapes": "\x1b[",
    "titles": "\x1b]",
    "commands": "::error ",
    "hyphens": " a-\n",
    "lines": "\n",
    "borders": "│ ",
    "dates": "2026-08-21T12:00:00Z ",
    "addresses": "://a:b",
    "words": "is invalid for 'version' 'summary' must be a single line ",
    "tokens": "pypi-AgEIcHlwaS5vcmc",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length_alone(kind) -> None:
    """A megabyte of anything takes a fraction of a second, however it is made."""
    piece = HOSTILE[kind].encode()
    data = piece * (1_000_000 // len(piece)) + b"\nConnection refused by peer\n"
    explain_text("warm")
    begun = time.process_time()
    found = explain_stream(io.BytesIO(data)).found
    assert (time.process_time() - begun) / pace() < 0.8
    assert "EXP250" in [one.id for one in found]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_nothing_makes_it_crash(data) -> None:
    """Whatever bytes stand around an error, it is found, and the answer can be told."""
    findings = explain_stream(io.BytesIO(data + b"\n\nhttps://upload Connection refused\n" + data))
    assert findings.whole
    assert all(one.line > 0 and len(one.quote) <= 400 for one in findings.found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["\n", " ", "", ": ", "='", "│\n│ "]), st.integers(0, 60))
def test_secrets_are_never_told(before, mark, cut) -> None:
    """A token beside an error, whole or broken over lines, is in no quotation and in no value."""
    broken = f"{SECRET[:cut]}\n{SECRET[cut:]}" if cut > 20 else SECRET
    text = f"{before}{mark}{broken}{mark} Invalid API Token: project-scoped token is not valid for project: '{SECRET}'"
    for one in explain_text(text).found:
        told = one.quote + "".join(one.values.values())
        assert SECRET[20:40] not in told
        assert SECRET[-24:] not in told


def ran(*args: str, home, **more: str) -> str:
    """Return what a real tool printed when it failed."""
    done = subprocess.run(
        args, capture_output=True, check=False, cwd=home, env={**environment(home), **more}, encoding="utf-8", stdin=subprocess.DEVNULL
    )
    assert done.returncode != 0, done.stdout
    return done.stdout + done.stderr


def test_real_tools(tmp_path) -> None:
    """What git, pip, uv and twine really print when they fail is known."""
    (tmp_path / "boat-1.0-cp27-cp27m-win32.whl").write_bytes(tiny_wheel()[1])
    (tmp_path / "pyproject.toml").write_text("[project\n")
    (tmp_path / "notes.txt").write_text("no distribution\n")
    python = sys.executable
    pip = (python, "-m", "pip", "--isolated", "--disable-pip-version-check", "--no-input", "install", "--no-index")
    assert ids(ran("git", "status", home=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent)))[0] == "EXP370"
    assert ids(ran(*pip, "no-such-thing==9", home=tmp_path))[0] == "EXP346"
    assert ids(ran(*pip, "./boat-1.0-cp27-cp27m-win32.whl", home=tmp_path))[0] == "EXP349"
    assert ids(ran(UV, "build", "--offline", home=tmp_path))[0] == "EXP306"
    assert ids(ran(python, "-m", "twine", "check", "notes.txt", home=tmp_path))[0] == "EXP202"
    assert ids(ran(python, "-m", "no_such_module", home=tmp_path))[0] == "EXP386"


def test_real_refusals(tmp_path) -> None:
    """A refusal by an index that speaks as PyPI does is known from what twine and uv print of it, and no token is told."""
    with serving(open_store(str(tmp_path / "store"), lasting=False), TOKEN) as running:
        wrong = put(tmp_path / "dist", ("Golden_Demo-1.0.tar.gz", tiny_sdist()[1]))
        home = quiet(tmp_path / "home", running)
        twine = ran(
            sys.executable, "-m", "twine", "upload", "--verbose", "--non-interactive", "-u", "__token__", "-p", TOKEN,
            "--repository-url", running.upload_url, str(wrong), home=tmp_path, **home,
        )  # fmt: skip
        right = put(tmp_path / "dist", tiny_sdist())
        uv = ran(UV, "publish", "--publish-url", running.upload_url, "--token", SECRET, str(right), home=tmp_path, **home)
    first = explain_text(twine).found[0]
    assert (first.id, first.values["expected"]) == ("SDT003", "golden_demo-1.0.tar.gz")
    assert ids(uv)[0] == "IDX002"
