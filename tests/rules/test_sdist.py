"""Rules on sdists: what PyPI refuses of their names, and what their users stumble over."""

import io
import tarfile

import pytest

from make.dist import SDIST_NAME, TOP, metadata, sdist, sdist_files, tar_member, zipped
from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of
from seatrial.model.dist import Upload
from seatrial.model.finding import Finding
from seatrial.rules.distribution import judge_dist


def found(data: bytes, filename: str = SDIST_NAME, written: bytes | None = None) -> dict[str, Finding]:
    dist = read(io.BytesIO(data), filename)
    form = form_of(dist, parse(written or metadata()))
    return {one.rule: one for one in judge_dist(Upload(dist, form), filename, {}, "pypi.org")}


def test_a_sound_sdist_is_clean() -> None:
    """Nobody is bothered without a reason."""
    assert found(sdist()) == {}
    assert found(sdist(), written=metadata(License_File="LICENSE")) == {}


@pytest.mark.parametrize(
    ("filename", "written", "rule", "words"),
    [
        ("sample_case.tar.gz", metadata(), "SDT001", "Invalid source distribution filename: sample_case.tar.gz"),
        ("sample_case-1.0-beta.tar.gz", metadata(), "SDT001", "Invalid source distribution filename: sample_case-1.0-beta.tar.gz"),
        ("other-1.0.tar.gz", metadata(), "SDT002", "Start filename for 'sample-case' with 'sample_case'."),
        ("sample-case-1.0.tar.gz", metadata(), "SDT003", "Filename 'sample-case-1.0.tar.gz' is invalid, should be 'sample_case-1.0.tar.gz'."),
        ("sample_case-1.0-1.tar.gz", metadata(version="1.0.post1"), "SDT003", "Filename 'sample_case-1.0-1.tar.gz' is invalid, should be 'sample_case-1.0.post1.tar.gz'."),
        ("sample_case-1.0.zip", metadata(), "SDT003", "Filename 'sample_case-1.0.zip' is invalid, should be 'sample_case-1.0.tar.gz'."),
        (SDIST_NAME, metadata(License_File="COPYING"), "SDT004", f"License-File COPYING does not exist in distribution file {SDIST_NAME} at {TOP}/COPYING"),
    ],
)  # fmt: skip
def test_names_are_refused_in_pypis_words(filename: str, written: bytes, rule: str, words: str) -> None:
    """Whoever reads the finding reads what PyPI would say."""
    data = zipped(sdist_files()) if filename.endswith(".zip") else sdist()
    refusal = found(data, filename, written)[rule].refusal
    assert refusal is not None
    assert refusal.message == words


def test_a_version_that_is_none_is_not_compared() -> None:
    """The metadata is refused for it; the name is not blamed as well."""
    assert "SDT003" not in found(sdist(), written=metadata(version="x"))


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (sdist({"pyproject.toml": None}), "SDT010"),
        (
            sdist({"PKG-INFO": None, "PKG-INFO.in": b""}, extra=[tar_member(f"{TOP}/PKG-INFO", b"", tarfile.SYMTYPE, "PKG-INFO.in")]),
            "SDT011",
        ),
        (sdist(top="folder"), "SDT012"),
        (sdist({"LICENSE": None}), "SDT013"),
    ],
)
def test_what_pypi_takes_and_users_regret(data: bytes, rule: str) -> None:
    """Each is told alone."""
    assert [one for one in found(data) if one.startswith("SDT")] == [rule]


def test_licences_by_other_names() -> None:
    """A licence in a folder, or called COPYING, is one."""
    assert found(sdist({"LICENSE": None, "LICENSES/MIT.txt": b""})) == {}
    assert found(sdist({"LICENSE": None, "COPYING": b""})) == {}
