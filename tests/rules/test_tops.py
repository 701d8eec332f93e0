"""Rules on modules that hide one another, as wheels with that mistake install them."""

import io

import pytest

from make.dist import CODE, INFO, NAME, WHEEL_NAME, metadata, wheel
from seatrial.core.dist import read
from seatrial.model.dist import Wheel
from seatrial.rules.modules import inside
from seatrial.rules.rule import judge
from seatrial.rules.tops import RULES


def told(more: dict[str, bytes | None], filename: str = WHEEL_NAME) -> list[tuple[str, str]]:
    """Return rule and first value of each finding."""
    dist = read(io.BytesIO(wheel({f"{INFO}/METADATA": metadata(License_File="LICENSE"), **more})), filename)
    assert isinstance(dist, Wheel)
    return [(one.rule, str(next(iter(one.values.values())))) for one in judge(RULES, inside(dist), filename, {})]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"io/__init__.py": CODE}, [("WHL062", "io")]),
        ({"json.py": CODE, "io.py": CODE}, [("WHL062", "io"), ("WHL062", "json")]),
        ({"cgi.py": CODE, "tests.py": CODE, f"{NAME}/io.py": CODE}, []),
        ({f"{NAME}.py": CODE}, [("WHL063", f"{NAME}.py")]),
        ({f"{NAME}/a.py": CODE, f"{NAME}/a/__init__.py": b""}, [("WHL063", f"{NAME}/a.py")]),
        ({f"{NAME}/a.py": CODE, f"{NAME}/a/b.py": b""}, []),
        ({f"{NAME}/oars/__init__.py": CODE, "oars/__init__.py": CODE}, [("WHL064", "oars")]),
        ({f"{NAME}/{one}/a.py": CODE for one in "wxyz"} | {f"{one}/a.py": CODE for one in "wxyz"}, [("WHL064", "w, x, y, …")]),
        ({f"{NAME}/oars/__init__.py": CODE, "oars/__init__.py": b"other = 1\n"}, []),
        ({f"{NAME}/oars/__init__.py": b"", "oars/__init__.py": b""}, []),
    ],
)
def test_modules_that_hide_one_another(more: dict[str, bytes | None], expected: list[tuple[str, str]]) -> None:
    """Whoever packs parts of a package beside it, a stale file, or a name of Python's own, reads which."""
    assert told(more) == expected


def test_a_backport_may_have_the_name_that_it_is_for() -> None:
    """A project that is called like a module of the standard library has that module on purpose."""
    assert told({"argparse.py": CODE}, "argparse-1.4-py3-none-any.whl") == []
