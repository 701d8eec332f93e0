"""Rules on what a wheel packs beside plain modules: what broke real releases, made small."""

import io

import pytest

from make.dist import CODE, INFO, NAME, WHEEL_NAME, wheel
from seatrial.core.dist import read
from seatrial.model.dist import Wheel
from seatrial.rules.modules import inside
from seatrial.rules.packed import RULES
from seatrial.rules.rule import judge

POINTS = f"{INFO}/entry_points.txt"
PLUGIN = f"[pytest11]\nboat = {NAME}.plugin\n[console_scripts]\nx = {NAME}.gone:main\n".encode()
LINUX = f"{NAME}-1.0-cp312-cp312-manylinux2014_x86_64.whl"
STABLE = f"{NAME}-1.0-cp312-abi3-manylinux2014_x86_64.whl"


def told(more: dict[str, bytes | None], filename: str) -> list[tuple[str, str]]:
    """Return rule and severity of each finding."""
    dist = read(io.BytesIO(wheel(more)), filename)
    assert isinstance(dist, Wheel)
    return [(one.rule, one.severity) for one in judge(RULES, inside(dist), filename, {})]


@pytest.mark.parametrize(
    ("more", "filename", "expected"),
    [
        ({f"{NAME}/a.pyi": b""}, WHEEL_NAME, [("WHL066", "note")]),
        ({f"{NAME}/a.pyi": b"", f"{NAME}/py.typed": b""}, WHEEL_NAME, []),
        ({f"{NAME}-stubs/a.pyi": b"", "a.pyi": b""}, WHEEL_NAME, []),
        ({POINTS: PLUGIN}, WHEEL_NAME, [("WHL067", "warning")]),
        ({POINTS: PLUGIN, f"{NAME}/plugin.py": CODE}, WHEEL_NAME, []),
        ({POINTS: b"[pytest11]\nboat = other.plugin\n"}, WHEEL_NAME, []),
        ({POINTS: f"[x.test]\nboat = {NAME}.tests.gone\n".encode()}, WHEEL_NAME, [("WHL067", "note")]),
        ({f"{NAME}/f.cpython-311-x86_64-linux-gnu.so": b"\0"}, LINUX, [("WHL068", "warning")]),
        ({f"{NAME}/f.cp311-win_amd64.pyd": b"\0"}, LINUX, [("WHL068", "warning")]),
        ({f"{NAME}/f.cpython-312-x86_64-linux-gnu.so": b"\0", f"{NAME}/g.abi3.so": b"\0", f"{NAME}/h.so": b"\0"}, LINUX, []),
        ({f"{NAME}/f.cpython-311-x86_64-linux-gnu.so": b"\0"}, STABLE, []),
        ({f"{NAME}/f.cpython-311-x86_64-linux-gnu.so": b"\0"}, WHEEL_NAME, []),
        ({"sample_case.egg-info/PKG-INFO": b"", f"{NAME}/x.egg-info/PKG-INFO": b""}, WHEEL_NAME, [("WHL069", "warning")]),
    ],
)
def test_what_is_packed_in_vain_or_by_mistake(more: dict[str, bytes | None], filename: str, expected: list[tuple[str, str]]) -> None:
    """Stubs, plugins, extension modules and folders of a build are told where they do not do what they are there for."""
    assert told(more, filename) == expected
