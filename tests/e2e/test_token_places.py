"""A token from every place that it can come from, through every way in which an upload can end: only the index gets to see it."""

import base64
import signal
import sys
from pathlib import Path

import pytest

from make.certificates import authority
from make.dialogue import converse
from make.faults import deaf, faulty, reset, words
from make.installable import sdist, wheel
from make.keyring import keep, keyring_environment
from make.release import project
from make.watched import MARK, SECRETS, Run, environment, watching
from seatrial.index.token import form_token

TOKEN = form_token(MARK.encode(), MARK.encode() * 6)
BASIC = base64.b64encode(f"__token__:{TOKEN}".encode()).decode()
SHOWN = (MARK, TOKEN[5:40], BASIC[20:60])
"""What may be seen nowhere."""
NONE = dict.fromkeys((*SECRETS, "TWINE_USERNAME"), "")
PYPIRC = "[work]\nrepository = {url}\nusername = __token__\npassword = {token}\n"
BUG = "import seatrial.edge.upload as client\n\ndef post(self, url, sending):\n    header = self._access.authorization()\n    raise RuntimeError\n\nclient._Client._post = post\n"
KEPT = frozenset({".pypirc", "other.pypirc", "keyring.json"})
"""Files in which users keep their token."""


@pytest.fixture
def files(tmp_path) -> list[str]:
    """Lay out the files of a release; gives their paths."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for file in (wheel({"boat.py": ""}), sdist({"boat.py": ""})):
        (folder / file.name).write_bytes(file.data)
    return [str(path) for path in sorted(folder.iterdir())]


def written(tmp_path: Path, said: str) -> list[str]:
    """Return where a secret was shown or written down."""
    found = [str(path) for path in tmp_path.rglob("*") if path.is_file() and path.name not in KEPT and _shows(path.read_bytes())]
    return found + (["the screen"] if _shows(said.encode()) else [])


def _shows(data: bytes) -> bool:
    return any(secret.encode() in data for secret in SHOWN)


def place(tmp_path, name, url) -> tuple[list[str], dict[str, str]]:
    """Put the token into a place; return the options and the variables that lead there."""
    pypirc = {"pypirc": ".pypirc", "config-file": "other.pypirc"}.get(name)
    if pypirc:
        path = tmp_path / pypirc
        path.write_text(PYPIRC.format(url=url, token=TOKEN))
        path.chmod(0o600)
        return ["-r", "work", *(["--config-file", str(path)] if name == "config-file" else [])], {}
    if name == "keyring":
        keep(tmp_path, {(url, "__token__"): TOKEN})
        return ["--repository-url", url], {**keyring_environment(tmp_path), "TWINE_USERNAME": "__token__"}
    variables = {
        "seatrial": {"SEATRIAL_TOKEN": TOKEN},
        "twine": {"TWINE_USERNAME": "__token__", "TWINE_PASSWORD": TOKEN},
        "uv": {"UV_PUBLISH_TOKEN": TOKEN},
    }
    return ["--repository-url", url], variables[name]


@pytest.mark.parametrize("name", ["seatrial", "twine", "uv", "pypirc", "config-file", "keyring"])
def test_places(tmp_path, files, name) -> None:
    """Wherever a token lies, it goes to the index, and a refusal shows it nowhere, though everything is told."""
    with faulty(words(403, "Invalid or non-existent authentication information.")) as index:
        options, variables = place(tmp_path, name, index.url)
        talk = ("-vv", "--events", str(tmp_path / "events"), "--report", str(tmp_path / "report.html"))
        run = Run(tmp_path, "upload", *talk, *options, *files, secrets=SHOWN, **NONE | variables)
        code, said = run.watched()
    assert (code, "PUP011" in said) == (3, True), said
    assert {headers["authorization"] for method, _, headers in index.requests if method == "POST"} == {f"Basic {BASIC}"}
    assert (run.told, written(tmp_path, said)) == (set(), [])


def test_a_token_that_is_typed(tmp_path, files) -> None:
    """A token that is typed at the terminal is not echoed, and shown nowhere."""
    with faulty(words(403, "No.")) as index:
        args = [sys.executable, "-m", "seatrial", "upload", "-vv", "--repository-url", index.url, *files]
        steps = (("[__token__]:", "\n"), ("(not shown):", f"{TOKEN}\n"))
        environ = environment(tmp_path, **NONE, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
        with watching(tmp_path, args, *SHOWN) as told:
            talked = converse(args, steps, env=environ, cwd=tmp_path)
    assert (talked.status, index.posts) == (3, 1), talked.written
    assert (told, written(tmp_path, talked.written)) == (set(), [])


@pytest.mark.parametrize("where", ["pypirc", "variable"])
def test_a_password_in_an_address(tmp_path, files, where) -> None:
    """An address with a password in it is refused without showing it, and nothing is connected."""
    with faulty() as index:
        url = index.url.replace("//", f"//me:{TOKEN}@")
        (tmp_path / ".pypirc").write_text(PYPIRC.format(url=url, token="x"))
        variables = {"TWINE_REPOSITORY_URL": url} if where == "variable" else {"TWINE_REPOSITORY": "work"}
        run = Run(tmp_path, "upload", "-vv", *files, **NONE | variables)
        code, said = run.watched()
    assert (code, "PCR022" in said, index.requests) == (3, True, []), said
    assert written(tmp_path, said) == []


def ended(tmp_path, files, url, **more) -> tuple[int, str]:
    """Upload with everything told; return status and output, when it was seen that nothing shows the token."""
    run = Run(
        tmp_path,
        "upload",
        "-vv",
        "--timeout",
        "1",
        "--repository-url",
        url,
        *files,
        secrets=SHOWN,
        **{**NONE, "SEATRIAL_TOKEN": TOKEN, **more},
    )
    code, said = run.watched()
    assert (run.told, written(tmp_path, said)) == (set(), [])
    return code, said


def test_no_connection(tmp_path, files) -> None:
    """Neither an index that is away, nor a certificate that is not accepted, nor a proxy that lets nothing through brings the token to light."""
    stranger = authority(tmp_path, "stranger")
    with faulty(context=stranger.serving()) as index:
        assert "PUP001" in ended(tmp_path, files, index.url)[1]
    with faulty(words(407, "no")) as through:
        proxy = through.url.removesuffix("/legacy/").replace("//", f"//me:{MARK}-proxy@")
        assert "PUP015" in ended(tmp_path, files, "http://index.example/legacy/", HTTP_PROXY=proxy)[1]
    assert index.requests == []


def test_a_bug_of_ours(tmp_path, files) -> None:
    """The traceback of a bug has no token in it, though the function that broke had it in hand."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(BUG)
    with faulty() as index:
        code, said = ended(tmp_path, files, index.url, PYTHONPATH=str(tmp_path / "broken"))
    assert code == 4, said
    assert any("RuntimeError" in path.read_text("utf-8", "replace") for path in tmp_path.rglob("*") if path.suffix in {".txt", ".log"})


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_killed_in_the_middle(tmp_path, files, how) -> None:
    """Neither kill -9 nor Ctrl-C in the middle of a file leaves the token behind."""
    run: list[Run] = []

    def stop(exchange) -> None:
        exchange.read(100)
        run[0].process.send_signal(how)
        deaf(exchange)

    with faulty(stop) as index:
        run.append(Run(tmp_path, "upload", "-vv", "--repository-url", index.url, *files, secrets=SHOWN, **NONE | {"SEATRIAL_TOKEN": TOKEN}))
        code, said = run[0].watched()
    assert code == (130 if how == signal.SIGINT else -signal.SIGKILL), said
    assert (run[0].told, written(tmp_path, said)) == (set(), [])


def test_a_release_that_does_not_work(tmp_path) -> None:
    """Where a release is there and does not work, neither its own code nor anything that is told of it knows the token."""
    folder = project(
        tmp_path / "project",
        files={"dinghy/__init__.py": 'import os\n\ndef main():\n    raise RuntimeError("|".join(os.environ.values()))\n'},
    )
    with faulty(reset("middle")) as index:
        # Installers get the password of the user's index, and need it.
        run = Run(tmp_path, "release", "-vv", "--to", index.url, str(folder), secrets=SHOWN[1:], **NONE | {"SEATRIAL_TOKEN": TOKEN})
        code, said = run.watched()
    assert (code, len(index.names), "RuntimeError" in said) == (3, 2, True), said
    assert (run.told, written(tmp_path, said)) == (set(), [])
