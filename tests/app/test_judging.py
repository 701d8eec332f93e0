"""The verdict on one file on disk."""

import hashlib
import os
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from make.dist import SDIST_NAME, TOKEN, WHEEL_NAME, metadata, sdist, wheel
from seatrial.app import judging
from seatrial.app.judging import judge_file
from seatrial.core.dist import PARALLEL
from seatrial.core.profile import PYPI
from seatrial.model.dist import Dist, Unknown
from seatrial.model.settings import Settings


def put(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("hashed", [True, False])
def test_a_sound_file_is_accepted(tmp_path: Path, *, hashed: bool) -> None:
    """Hashing or not, the verdict is the same."""
    for name, data in ((WHEEL_NAME, wheel()), (SDIST_NAME, sdist())):
        judged = judge_file(put(tmp_path, name, data), PYPI, Settings(), hashed=hashed)
        assert judged.subject.verdict == "accepted"
        assert (judged.subject.name, judged.subject.version) == ("sample-case", "1.0")
        assert not [finding for finding in judged.findings if finding.severity == "error"]
        assert (judged.subject.sha256 is not None) == hashed


def test_the_first_refusal_is_told(tmp_path: Path) -> None:
    """Of many faults PyPI's answer is the one that its server meets first."""
    judged = judge_file(put(tmp_path, "other-1.0-py3-none-linux_x86_64.whl", wheel()), PYPI, Settings())
    assert judged.subject.verdict == "refused"
    assert judged.subject.refusal is not None
    assert judged.subject.refusal.message == "Invalid distribution file. WHEEL not found at other-1.0.dist-info/WHEEL"


@pytest.mark.parametrize(
    ("name", "arrives"),
    [('sample_case-"1.0.tar.gz', "sample_case-%221.0.tar.gz"), ("sample_case-1.0\r\n.tar.gz", "sample_case-1.0%0D%0A.tar.gz")],
)
def test_a_name_is_judged_as_it_arrives(tmp_path: Path, name: str, arrives: str) -> None:
    """What no upload can carry in a file name reaches the index spelt in another way, and its answer says it so."""
    refusal = judge_file(put(tmp_path, name, sdist()), PYPI, Settings()).subject.refusal
    assert refusal is not None
    assert refusal.message == f"Invalid source distribution filename: {arrives}"


def test_the_limit_of_the_settings_counts(tmp_path: Path) -> None:
    """What PyPI granted goes before its default."""
    path = put(tmp_path, WHEEL_NAME, wheel())
    refusal = judge_file(path, PYPI, Settings(file_limit=100)).subject.refusal
    assert refusal is not None
    assert refusal.message.startswith("File too large")


def test_secrets_are_found_and_can_be_ignored(tmp_path: Path) -> None:
    """A token in a file is told with its line, and counts unless a reason is given."""
    path = put(tmp_path, WHEEL_NAME, wheel({"sample_case/config.py": f"x = 1\nTOKEN = '{TOKEN}'\n".encode()}))
    [found] = [finding for finding in judge_file(path, PYPI, Settings()).findings if finding.rule == "CON002"]
    assert (found.line, found.member, found.ignored) == (2, "sample_case/config.py", None)
    [found] = [finding for finding in judge_file(path, PYPI, Settings(ignore={"CON002": "made up"})).findings if finding.rule == "CON002"]
    assert found.ignored == "made up"


@pytest.mark.parametrize("name", ["missing.whl", "folder", "pipe", "a\0b.whl", "odd\udcff.whl"])
def test_what_cannot_be_read_is_a_finding(tmp_path: Path, name: str) -> None:
    """A path that is no plain file neither crashes nor hangs the tool."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    judged = judge_file(os.path.join(tmp_path, name), PYPI, Settings())  # noqa: PTH118  (a path with NUL is no Path everywhere)
    assert [finding.rule for finding in judged.findings] == ["ARC064"]
    assert judged.subject.verdict is None
    assert isinstance(judged.dist, Unknown)


def test_a_mistyped_name_leads_to_the_file(tmp_path: Path) -> None:
    """A name with a slip in it names the file that is there; one that is like nothing there, and a missing folder, name none."""
    path = put(tmp_path, WHEEL_NAME, wheel())
    near = {
        name: judge_file(str(tmp_path / name), PYPI, Settings()).findings[0].values["nearest"]
        for name in (WHEEL_NAME.replace("case", "caes"), "other.whl", f"nowhere/{WHEEL_NAME}")
    }
    assert list(near.values()) == [f" (→ {path})", "", ""]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A file name with undecodable bytes is judged like any other."""
    path = put(tmp_path, "odd\udcff-1.0-py3-none-any.whl", wheel())
    assert judge_file(path, PYPI, Settings()).subject.verdict == "refused"


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    """An egg is judged by its name."""
    judged = judge_file(put(tmp_path, "sample-1.0-py3.egg", b"x"), PYPI, Settings())
    assert judged.subject.kind == "unknown"
    assert judged.subject.refusal is not None
    assert judged.subject.refusal.message.startswith("Invalid file extension")


def test_metadata_goes_into_the_verdict(tmp_path: Path) -> None:
    """The form is made of the file's own metadata."""
    data = wheel({"sample_case-1.0.dist-info/METADATA": metadata(Classifier="Foo :: Bar", License_File="LICENSE")})
    refusal = judge_file(put(tmp_path, WHEEL_NAME, data), PYPI, Settings()).subject.refusal
    assert refusal is not None
    assert "'Foo :: Bar' is not a valid classifier" in refusal.message


def test_an_old_list_does_not_call_a_classifier_unknown(tmp_path: Path) -> None:
    """PyPI may have taken up the classifier since the list was made that is installed: the verdict stays open, until the list is a new one."""
    data = wheel({"sample_case-1.0.dist-info/METADATA": metadata(Classifier="Foo :: Bar", License_File="LICENSE")})
    path = put(tmp_path, WHEEL_NAME, data)
    made = datetime(*map(int, version("trove-classifiers").split(".")[:3]), tzinfo=UTC).timestamp()
    fresh, old = (judge_file(path, PYPI, Settings(), now=made + days * 86_400) for days in (1, 300))
    assert (fresh.subject.verdict, fresh.findings[0].rule) == ("refused", "MET034")
    assert (old.subject.verdict, old.subject.refusal) == ("undecided", None)
    [found] = [finding for finding in old.findings if finding.rule in ("MET034", "MET064")]
    assert (found.rule, found.severity, found.values["list"]) == ("MET064", "warning", version("trove-classifiers"))


def test_a_large_file_is_hashed_beside_its_reading(tmp_path: Path) -> None:
    """The hashes and the verdict are those of the file as it is, as with a small one, and the form has them."""
    data = wheel({"data.bin": bytes(PARALLEL)}, compression=0)
    judged = judge_file(put(tmp_path, WHEEL_NAME, data), PYPI, Settings())
    assert judged.subject.verdict == "accepted"
    assert (judged.dist.size, judged.subject.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert judged.form is not None
    assert judged.form.get("sha256_digest") == judged.subject.sha256
    assert judged.form.get("blake2_256_digest") == hashlib.blake2b(data, digest_size=32).hexdigest()


def test_a_large_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged and what was hashed may be two: then there is no verdict but that."""
    path = put(tmp_path, WHEEL_NAME, wheel({"data.bin": bytes(PARALLEL)}, compression=0))
    really = judging.read

    def read(stream: BinaryIO, *asked: Any, **more: Any) -> Dist:
        facts = really(stream, *asked, **more)
        with Path(path).open("r+b") as file:
            file.write(b"P")
        return facts

    monkeypatch.setattr(judging, "read", read)
    judged = judge_file(path, PYPI, Settings())
    assert (judged.subject.verdict, judged.form) == (None, None)
    assert [finding.values["detail"] for finding in judged.findings] == ["it changed while it was read"]
