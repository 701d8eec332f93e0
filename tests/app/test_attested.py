"""Attestations that lie beside a file are judged with it."""

from pathlib import Path

import pytest

from make.attestations import attestation, statement
from make.index import put, tiny_wheel
from seatrial.app.attested import is_beside
from seatrial.app.judging import judge_file
from seatrial.core.profile import PYPI
from seatrial.model.settings import Settings


def found(path: Path, *, hashed: bool = True) -> list[str]:
    """Return the rules that say something on the attestations of a file, none of which touches its verdict."""
    judged = judge_file(str(path), PYPI, Settings(), hashed=hashed)
    assert judged.subject.verdict == "accepted"
    return [one.rule for one in judged.findings if one.rule.startswith("ATT")]


@pytest.mark.parametrize("hashed", [True, False])
def test_attestations_are_found_beside_their_file(tmp_path: Path, hashed: bool) -> None:
    """An attestation that was left over from another build is told of, whether or not the file is hashed for the check."""
    wheel = put(tmp_path, tiny_wheel())
    assert found(wheel, hashed=hashed) == []
    judged = judge_file(str(wheel), PYPI, Settings())
    beside = tmp_path / f"{wheel.name}.publish.attestation"
    beside.write_bytes(attestation(statement(wheel.name, sha256=judged.dist.sha256)))
    assert found(wheel, hashed=hashed) == []
    beside.write_bytes(attestation(statement(wheel.name, sha256="0" * 64)))
    assert found(wheel, hashed=hashed) == ["ATT006"]


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    """A link or a folder in the place of an attestation is not followed."""
    wheel = put(tmp_path, tiny_wheel())
    (tmp_path / f"{wheel.name}.publish.attestation").mkdir()
    (tmp_path / f"{wheel.name}.slsa.attestation").symlink_to(wheel)
    assert found(wheel) == ["ATT001", "ATT001"]


def test_an_attestation_goes_with_its_file() -> None:
    """Whoever writes `dist/*` does not have the attestations judged as distributions."""
    paths = ("dist/a.whl", "dist/a.whl.publish.attestation", "dist/b.whl.slsa.attestation", "dist/a.whl.attestation")
    assert [is_beside(path, paths) for path in paths] == [False, True, False, False]
