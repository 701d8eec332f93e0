"""`seatrial upload` as a real process."""

import json

import pytest

from make.cli import seatrial
from make.faults import faulty, reset, words
from make.index import TOKEN
from make.installable import sdist, wheel
from seatrial.cli.upload import may_ask

KEYS = ["schema", "name", "version", "index", "files", "verified", "steps", "tag", "problem", "report"]
FILES = (wheel({"boat.py": ""}), sdist({"boat.py": ""}))


def laid(tmp_path) -> str:
    for file in FILES:
        tmp_path.joinpath(file.name).write_bytes(file.data)
    return str(tmp_path)


def upload(tmp_path, *args: str, **more: str):
    return seatrial("upload", *args, home=tmp_path, env={"SEATRIAL_TOKEN": TOKEN, "SEATRIAL_DATA": str(tmp_path / "data"), **more})


def test_the_screen(tmp_path) -> None:
    """The screen names each file with its state and says in one sentence that the index has these very bytes."""
    with faulty() as index:
        done = upload(tmp_path, "--repository-url", index.url, laid(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("uploaded") == 2
    assert f"✓ boat 1.0: on {index.url}, with these very bytes." in done.stdout
    assert TOKEN not in done.stdout + done.stderr


def test_the_object_and_a_refusal(tmp_path) -> None:
    """The object has every key of the contract however it ends; the index's words are in it."""
    with faulty(words(400, "Invalid distribution file.")) as index:
        done = upload(tmp_path, "--repository-url", index.url, "--format", "json", laid(tmp_path))
    answer = json.loads(done.stdout)
    assert [key for key in answer if key in KEYS] == KEYS
    assert [(file["state"], file["message"]) for file in answer["files"]] == [("refused", "Invalid distribution file."), ("not sent", None)]
    assert (done.returncode, answer["problem"]["id"], answer["name"]) == (3, "PRL007", "boat")


def test_going_on_is_told(tmp_path) -> None:
    """What is tried again is told, in Chinese too."""
    with faulty(reset("middle")) as index:
        done = upload(tmp_path, "--lang", "zh", "--repository-url", index.url, laid(tmp_path))
    assert (done.returncode, "秒后重试（第 2 次）" in done.stderr, "内容完全相同" in done.stdout) == (0, True, True)


def test_the_index_of_twine(tmp_path) -> None:
    """The variables and the configuration file of twine lead to the index, and to its login."""
    with faulty() as index:
        (tmp_path / ".pypirc").write_text(f"[work]\nrepository = {index.url}\nusername = me\npassword = secret-word\n")
        (tmp_path / ".pypirc").chmod(0o600)
        done = upload(tmp_path, laid(tmp_path), SEATRIAL_TOKEN="", TWINE_REPOSITORY="work")
    assert done.returncode == 0, done.stderr
    assert {headers["authorization"] for method, _, headers in index.requests if method == "POST"} == {"Basic bWU6c2VjcmV0LXdvcmQ="}
    assert "secret-word" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "option", [["-p", "geheim"], ["--password", "geheim"], ["--sign"], ["-i", "me"], ["-c", "hello"], ["--sign-with", "gpg"]]
)
def test_options_of_twine_that_have_no_place(tmp_path, option) -> None:
    """Each says why it is not taken, and shows no password."""
    done = upload(tmp_path, *option, laid(tmp_path))
    assert (done.returncode, "No such option" in done.stderr, "geheim" in done.stderr) == (2, False, False)


def test_options_of_twine_that_are_taken(tmp_path) -> None:
    """What twine's users are used to type does what they mean."""
    with faulty() as index:
        done = upload(
            tmp_path, "--disable-progress-bar", "--non-interactive", "--skip-existing", "-u", "me", "--repository-url", index.url, laid(tmp_path)
        )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_long_words_of_an_index_are_told_once(tmp_path) -> None:
    """They stand whole with the problem, and beside the file only how they begin."""
    last = "and that is all"
    with faulty(words(400, "No " * 200 + last)) as index:
        done = upload(tmp_path, "--repository-url", index.url, laid(tmp_path))
    assert (done.returncode, last in done.stdout, last in " ".join(done.stderr.split())) == (3, False, True)


@pytest.mark.parametrize(("value", "asks"), [("0", True), ("No", True), ("", True), ("1", False), ("true", False)])
def test_twines_variable_for_never_asking(value, asks) -> None:
    """`0`, `false` and `no` switch nothing on, as with twine."""
    assert may_ask({"TWINE_NON_INTERACTIVE": value}) == asks
