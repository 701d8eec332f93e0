"""`seatrial auth` as a process: the way to a token on a real terminal, what is shown of it, and that it is shown to nobody."""

import json
import sys
from pathlib import Path

import pytest

from make.cli import environment, seatrial
from make.dialogue import converse
from make.keyring import keep, kept, keyring_environment
from make.tokens import ACCOUNT, TEST_HOST, token
from seatrial.core.profile import PYPI, TESTPYPI

GOOD = token(ACCOUNT, identifier=b"MARKED-6fa459ea-ee8a-3ca4")
PIECES = tuple(GOOD[start : start + 16] for start in range(20, len(GOOD) - 16, 16))
"""None of these may be seen anywhere."""


def pypirc(home: Path, text: str) -> None:
    (home / ".pypirc").write_text(text)
    (home / ".pypirc").chmod(0o600)


def talk(home: Path, *args: str, steps, **env: str):
    return converse([sys.executable, "-m", "seatrial", "auth", *args], steps, env=environment(home, TERM="xterm", **env), cwd=home)


def plain(written: str) -> str:
    """Return what a terminal showed, colour and line breaks left out."""
    import re

    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", written).split())


def secret_in(*texts: str) -> list[str]:
    return [piece for piece in PIECES for text in texts if piece in text]


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        (
            "en",
            "(not shown): ",
            (
                "Log in to PyPI",
                "this is no API token",
                "this token was made by test.pypi.org",
                "Stored: ",
                "for the whole account",
                "replace it by one for that project alone",
            ),
        ),
        (
            "zh",
            "（不会显示）：",
            ("登录 PyPI", "这不是 API 令牌", "这个令牌由 test.pypi.org 签发", "已保存：", "用于整个账户", "请换成只用于该项目的令牌"),
        ),
    ],
)
def test_somebody_is_led_to_a_token(language, question, words, tmp_path) -> None:
    """From registering to a stored token: a password and a token of another index are told and asked for again, and none is ever seen."""
    steps = [(question, "correct horse\n"), (question, token(ACCOUNT, host=TEST_HOST) + "\n"), (question, GOOD + "\n")]
    status, written = talk(tmp_path, "login", "--lang", language, "--store", "pypirc", steps=steps)
    shown = plain(written)
    assert status == 0, shown
    assert [word for word in words if word not in shown] == []
    assert all(
        f"{PYPI.site}{page}" in shown
        for page in ("/account/register/", "/manage/account/", "/manage/account/token/", "/manage/account/publishing/")
    )
    assert secret_in(written) == []
    assert "horse" not in written
    assert (tmp_path / ".pypirc").read_text() == f"[pypi]\nusername = __token__\npassword = {GOOD}\n"
    assert (tmp_path / ".pypirc").stat().st_mode & 0o777 == 0o600


def test_the_browser_shows_the_pages_that_are_asked_for(tmp_path) -> None:
    """Where there is a browser it opens on request; the token goes into the keyring."""
    made = token(ACCOUNT, host=TEST_HOST)
    steps = [("Open in the browser: ", "r\n"), ("Open in the browser: ", "\n"), ("(not shown): ", made + "\n")]
    status, written = talk(
        tmp_path, "login", "testpypi", "--store", "keyring", steps=steps,
        BROWSER=f"{sys.executable} -c 'import sys; open(\"opened\", \"a\").write(sys.argv[1] + \"\\n\")' %s", **keyring_environment(tmp_path),
    )  # fmt: skip
    assert status == 0, written
    assert (tmp_path / "opened").read_text().split() == [f"{TESTPYPI.site}/account/register/", f"{TESTPYPI.site}/manage/account/token/"]
    assert list(kept(tmp_path)) == [f"{TESTPYPI.upload_url} __token__"]
    assert "Stored: Own Keyring" in written


def test_a_login_that_is_broken_off_leaves_nothing(tmp_path) -> None:
    """Ctrl-C at the question ends it, and no file was made; where nobody can be asked, machines are told so."""
    status, written = talk(tmp_path, "login", "--no-browser", steps=[("(not shown): ", "\x03")])
    assert status == 130, written
    assert not (tmp_path / ".pypirc").exists()
    done = seatrial("auth", "login", "--format", "json", home=tmp_path)
    assert (done.returncode, json.loads(done.stdout)["problem"]["id"]) == (3, "PCR032")


def test_the_walk_is_a_contract(tmp_path) -> None:
    """Machines read every finder's answer, and what a token says of itself."""
    pypirc(tmp_path, f"[pypi]\nusername = __token__\npassword = {GOOD}\n[testpypi]\nusername = __token__\npassword = {GOOD}\n")
    minted = token([4, "x", None], [2, ["a", "b"]], [0, 4_000_000_000, 1])
    done = seatrial(
        "auth",
        "status",
        "--format",
        "json",
        home=tmp_path,
        env={"SEATRIAL_TOKEN": "", "GITHUB_ACTIONS": "true", "UV_PUBLISH_TOKEN": minted, "UV_PUBLISH_URL": PYPI.upload_url},
    )
    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr, answer["schema"]) == (0, "", 1)
    assert [index["index"] for index in answer["indexes"]] == ["pypi", "testpypi"]
    rows = {(index["index"], one["finder"]): one for index in answer["indexes"] for one in index["finders"]}
    assert {key: one["state"] for key, one in rows.items() if key[0] == "testpypi"} == {
        ("testpypi", "environment"): "absent", ("testpypi", "trusted publishing"): "broken", ("testpypi", "keyring"): "absent", ("testpypi", ".pypirc"): "broken",
    }  # fmt: skip
    assert rows["pypi", ".pypirc"]["token"] == {"index": "pypi", "projects": "all", "expires": "unknown", "kind": "user"}
    assert rows["pypi", "environment"]["token"] == {
        "index": "pypi",
        "projects": "unknown",
        "expires": "2096-10-02T07:06:40Z",
        "kind": "trusted publisher",
    }
    assert (rows["testpypi", ".pypirc"]["problem"]["id"], rows["pypi", "trusted publishing"]["problem"]["id"]) == ("PCR009", "PTP001")
    assert secret_in(done.stdout) == []


def test_a_logout_is_told(tmp_path) -> None:
    """What was taken away, what is still there, and that the token itself lives on."""
    pypirc(tmp_path, f"[pypi]\nusername = __token__\npassword = {GOOD}\n")
    done = seatrial("auth", "logout", home=tmp_path, env={"TWINE_PASSWORD": GOOD})
    assert done.returncode == 0
    assert f"+ Removed from {tmp_path / '.pypirc'}, section [pypi]" in done.stdout.replace("✓", "+")
    assert "Still there, and not removed: TWINE_PASSWORD" in done.stdout
    assert f"{PYPI.site}/manage/account/" in done.stdout
    again = json.loads(seatrial("auth", "logout", "--format", "json", home=tmp_path).stdout)
    assert again == {"schema": 1, "index": "pypi", "removed": [], "left": []}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["auth"], "Missing command"),
        (["auth", "logn"], "No such command 'logn'"),
        (["auth", "login", "--token", "x"], "No such option '--token'"),
    ],
)
def test_wrong_usage_is_told(args, words, tmp_path) -> None:
    """There is no way to give a token on the command line."""
    done = seatrial(*args, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


BROKEN = (
    f"[pypi]\nusername = __token__\npassword = {GOOD}\n",
    f"[pypi]\nusername = me\npassword = {GOOD}\n",
    f"[pypi]\nusername = {GOOD}\npassword = x\n",
    f"[pypi]\npassword = '{GOOD}'\n",
    f"[pypi]\npassword = {GOOD[:90]}\n{GOOD[90:]}\n",
    f"[pypi]\npassword = {GOOD[:90]}\n  {GOOD[90:]}\n",
    f"password = {GOOD}\n",
    f"[pypi]\n{GOOD}\n",
    f"[{GOOD}]\n[{GOOD}]\n",
    f"[{GOOD}]\nrepository = https://own.example.org/\npassword = x\n",
    f"[pypi]\nrepository = https://__token__:{GOOD}@upload.example.org/\npassword = {GOOD}\n",
    f"[pypi]\npassword = {GOOD.removeprefix('pypi-')}\n",
    f"[pypi]\npassword = pypi-{GOOD}\n",
)


@pytest.mark.parametrize(
    ("args", "text"),
    [
        *((["status", "-vv"], text) for text in BROKEN),
        *((["logout", "--format", "json"], text) for text in BROKEN[::5]),
        (["status", GOOD], ""),
        (["status", f"https://__token__:{GOOD}@own.example.org/"], ""),
    ],
)
def test_a_token_is_seen_nowhere(args, text, tmp_path, capfd) -> None:
    """However a token stands in a file, or is typed by mistake, no output has a piece of it."""
    from seatrial.cli.entry import run

    pypirc(tmp_path, text)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(tmp_path).items():
            patch.setenv(name, value)
        patch.setattr("seatrial.edge.keyring.find_spec", lambda _: None)
        patch.delenv("SEATRIAL_TOKEN", raising=False)
        assert run(["auth", *args, "--no-color"]) in (0, 3)
    written = capfd.readouterr()
    assert secret_in(written.out, written.err) == []


def test_a_token_reaches_no_process_and_no_file(tmp_path) -> None:
    """Given in a variable, the keyring and the file at once: no child has it in its arguments or its environment, and nothing new on disk has it."""
    pypirc(tmp_path, BROKEN[0])
    keep(tmp_path, {(PYPI.upload_url, "__token__"): GOOD})
    given = {"SEATRIAL_TOKEN": GOOD, "TWINE_PASSWORD": GOOD, "UV_PUBLISH_TOKEN": GOOD, **keyring_environment(tmp_path, "spy")}
    done = seatrial("auth", "status", "-vv", home=tmp_path, env=given)
    assert done.returncode == 0
    assert "An upload uses: environment." in done.stdout
    files = {path.name: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    own = {".pypirc", "keyring.json"}
    assert "keyring.json.spy" in files
    assert secret_in(done.stdout, done.stderr, *(text for name, text in files.items() if name not in own)) == []


def test_a_bug_keeps_no_token(tmp_path, capfd, monkeypatch) -> None:
    """The file that tells of a bug has no token, though one was at hand when it happened."""
    from seatrial.cli.entry import run

    def broken(*given):
        raise RuntimeError(given)

    pypirc(tmp_path, BROKEN[0])
    for name, value in environment(tmp_path, SEATRIAL_TOKEN=GOOD).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("seatrial.edge.keyring.find_spec", lambda _: None)
    monkeypatch.setattr("seatrial.core.credential.finders.Credential", broken)
    assert run(["auth", "status", "pypi", "-vv"]) == 4
    (log,) = tmp_path.rglob("seatrial-bug-*.log")
    text, written = log.read_text(), capfd.readouterr()
    assert "Secret(…)" in text
    assert secret_in(text, written.out, written.err) == []
