"""Rules on what a wheel puts beside the packages of others, and on a cap on Python."""

import io

import pytest

from make.dist import INFO, NAME, SDIST_NAME, WHEEL_NAME, metadata, sdist, wheel
from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of
from seatrial.model.dist import Unknown, Upload
from seatrial.model.finding import Finding
from seatrial.rules.distribution import judge_dist
from seatrial.rules.installed import capped

INIT = f"{NAME}/__init__.py"


def found(data: bytes, filename: str = WHEEL_NAME) -> dict[str, Finding]:
    dist = read(io.BytesIO(data), filename)
    assert not isinstance(dist, Unknown)
    form = form_of(dist, parse(dist.metadata or metadata()))
    return {one.rule: one for one in judge_dist(Upload(dist, form), filename, {}, "pypi.org")}


def test_files_beside_all_packages() -> None:
    """A README in site-packages is overwritten by the next one; modules, libraries and what is in a folder belong there."""
    more: dict[str, bytes | None] = {"README.md": b"x", "LICENSE": b"x", "a.txt": b"x", "b.txt": b"x"}
    hit = found(wheel(more))["WHL055"]
    assert hit.values == {"files": 4, "names": "README.md, LICENSE, a.txt, …"}
    assert found(wheel({"README.md": b"x"}))["WHL055"].values["names"] == "README.md"
    fine: dict[str, bytes | None] = {"one.py": b"", "fast.so": b"\0", f"{NAME}/x.md": b"", f"{NAME}-1.0.data/data/share/x": b"x"}
    assert "WHL055" not in found(wheel(fine))


def test_code_at_every_start() -> None:
    """A .pth acts on all programs of a user; one that only shares a namespace is known."""
    assert found(wheel({"x.pth": b"import os"}))["WHL056"].severity == "warning"
    assert found(wheel({"x-nspkg.pth": b"import os"}))["WHL056"].severity == "note"
    assert "WHL056" not in found(wheel({f"{NAME}/x.pth": b""}))


def test_a_claim_of_types_without_the_marker() -> None:
    """Type checkers believe py.typed, not the classifier."""
    claim = {f"{INFO}/METADATA": metadata(License_File="LICENSE", Classifier="Typing :: Typed")}
    assert "WHL057" in found(wheel(claim))
    assert "WHL057" not in found(wheel({**claim, f"{NAME}/py.typed": b""}))
    assert "WHL057" not in found(wheel({**claim, f"{NAME}/__init__.py": None}))
    assert "WHL057" not in found(wheel())


@pytest.mark.parametrize(
    ("more", "filename", "expected"),
    [
        ({}, f"{NAME}-1.0-cp311-cp311-win_amd64.whl", True),
        ({}, WHEEL_NAME, False),
        ({f"{NAME}/fast.pyd": b"\0"}, f"{NAME}-1.0-cp311-cp311-win_amd64.whl", False),
        ({f"{NAME}-1.0.data/scripts/tool.py": b"x"}, f"{NAME}-1.0-py3-none-win_amd64.whl", False),
        ({INIT: None}, f"{NAME}-1.0-py3-none-win_amd64.whl", False),
    ],
)
def test_a_platform_without_need(more: dict[str, bytes | None], filename: str, *, expected: bool) -> None:
    """An extension that was not built leaves a wheel that is for one platform only and has nothing of it."""
    assert ("WHL058" in found(wheel(more), filename)) == expected


@pytest.mark.parametrize(
    ("python", "expected"),
    [(">=3.9,<3.13", True), (">=3.9, <4", False), (">=3.9", False), ("~=3.8", True), (">=3.9,!=3.10.0", False), ("==3.11.*", True)],
)
def test_a_cap_on_python(python: str, *, expected: bool) -> None:
    """Users of the next Python get no release that says it is not for them."""
    stated = metadata(License_File="LICENSE", Requires_Python=python)
    assert ("CON012" in found(wheel({f"{INFO}/METADATA": stated}))) == expected
    assert ("CON012" in found(sdist({"PKG-INFO": stated}), SDIST_NAME)) == expected
    assert list(capped.check(Unknown("x", 0, "", ""))) == []
