"""`seatrial explain` as a process: ids, the list, and what is refused."""

import json

import pytest

from make.cli import seatrial


def test_an_id_is_explained(tmp_path) -> None:
    """An id in lower case is enough, in both languages; nothing is said on stderr."""
    done = seatrial("explain", "whl003", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The wheel's name has no valid version  WHL003\n  what ")
    chinese = seatrial("explain", "WHL003", "--lang", "zh", home=tmp_path)
    assert (chinese.returncode, chinese.stderr) == (0, "")
    assert "boat-summer-py3-none-any.whl" in chinese.stdout
    assert "错误示例" in chinese.stdout


def test_the_list_is_filtered_and_read_by_machines(tmp_path) -> None:
    """`--list WHL` has the rules on wheels alone, as text and as JSON."""
    text = seatrial("explain", "--list", "WHL", home=tmp_path).stdout
    answer = json.loads(seatrial("explain", "--list", "whl", "--format", "json", home=tmp_path).stdout)
    ids = [cause["id"] for cause in answer["causes"]]
    assert len(ids) > 30
    assert all(one.startswith("WHL") for one in ids)
    heading, *rows = text.splitlines()[:-2]
    assert (heading, [line.split()[0] for line in rows]) == ("Wheels", ids)


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["WHL999"], 3, "PCL005"),
        (["nothing.log"], 3, "PCL006"),
        (["whl3"], 3, "PCL009"),
        (["--list", "QQQ"], 3, "PCL007"),
        ([], 2, "error: "),
    ],
)
def test_what_cannot_be_explained_is_refused(args, status, words, tmp_path) -> None:
    """A wrong id, what is nearly one, a file that is not there and a bare call each say what is possible."""
    done = seatrial("explain", *args, home=tmp_path)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr


def test_a_problem_reaches_machines_too(tmp_path) -> None:
    """A wrong id is a problem in JSON as with every command."""
    done = seatrial("explain", "WHL999", "--format", "json", home=tmp_path)
    assert json.loads(done.stdout)["problem"]["id"] == "PCL005"
