"""What the probe wrote, and what it means."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.installed import FAULTS, broken_off, judge, needs_others, read_shown
from seatrial.model.command import Completed
from seatrial.model.verify import Shown, Tried

SHOWN = Shown(finished=True, version="1.0", top=("boat",))


def lines(*facts: object) -> bytes:
    """Return a report."""
    return b"\n".join(json.dumps(fact).encode() for fact in facts)


def kinds(shown: Shown, *, dependencies: bool = True) -> list[str]:
    """Ids of what is wrong with a project boat 1.0."""
    return [fault.kind.id for fault in judge(shown, "boat", "1.0", dependencies=dependencies).faults]


def test_report_is_read():
    """Everything that the probe tells is taken, in order."""
    report = lines(
        {"version": "1.0", "requires": ["oar", 3], "top": ["boat"], "extras": ["row", None], "bracketed": ["reef"]},
        {"fault": ["missing", "boat/x.py"]},
        {"begin": ["import", "boat", "boat"]},
        {"end": ["import", "boat", "boat"], "error": None, "missing": None},
        {"begin": ["script", "sail", "boat:sail"]},
        {"end": ["script", "sail", "boat:sail"], "error": "ImportError: x", "missing": "x", "gave_up": True},
        {"begin": ["import", "oar", "oar"]},
        {"finished": True},
    )
    assert read_shown(report) == Shown(
        True, Tried("import", "oar", "oar"), "1.0", ("oar",), ("boat",), ("row",), ("reef",), (("missing", "boat/x.py"),),
        (Tried("import", "boat", "boat"), Tried("script", "sail", "boat:sail", "ImportError: x", "x", gave_up=True)),
    )  # fmt: skip


@given(st.binary() | st.recursive(st.none() | st.text() | st.integers(), lambda inner: st.dictionaries(st.text(), inner)).map(lines))
def test_no_report_breaks_it(report):
    """Whatever a project writes into the report, it is read."""
    assert isinstance(read_shown(report), Shown)


def test_deep_report():
    """A line that is nested without end is passed over."""
    assert read_shown(b"[" * 200_000) == Shown()


def test_a_sound_installation():
    """An installation without fault has none; its version may be spelt otherwise."""
    assert kinds(SHOWN) == []
    assert kinds(SHOWN._replace(version="1.0.0")) == []
    assert judge(SHOWN._replace(tried=(Tried("import", "boat", "boat"),)), "boat", "1.0", dependencies=True).imported == ("boat",)


def test_what_is_wrong():
    """Imports, scripts, the version and the files of RECORD are judged, in this order."""
    tried = (Tried("import", "boat", "boat", "E"), Tried("script", "sail", "boat:sail", "F"), Tried("script", "row", "boat:row", "E"))
    shown = SHOWN._replace(version="1.1", faults=(("missing", "a"), ("changed", "b")), tried=tried)
    assert kinds(shown) == ["PVF010", "PVF013", "PVF018", "PVF016", "PVF017"]
    assert kinds(SHOWN._replace(version="no version")) == ["PVF018"]
    assert len(kinds(SHOWN._replace(faults=(("missing", "a"),) * 99))) == FAULTS


def test_nothing_there():
    """Where the project is not found that is told, unless the look itself was broken off."""
    assert kinds(Shown(finished=True)) == ["PVF019"]
    assert kinds(Shown()) == []


@pytest.mark.parametrize(
    ("requires", "missing", "excused"),
    [
        (("oar",), "oar.blade", True),
        (("oar",), "boat.gone", False),
        (("oar",), None, False),
        ((), "oar", False),
        (("oar; extra == 'row'",), "oar", False),
    ],
)
def test_what_left_out_dependencies_excuse(requires, missing, excused):
    """A module that is not the project's own may be missing where its dependencies were left out on purpose."""
    shown = SHOWN._replace(requires=requires, tried=(Tried("import", "boat", "boat", "E", missing),))
    judged = judge(shown, "boat", "1.0", dependencies=False)
    assert (bool(judged.faults), judged.untried) == (not excused, ("boat",) if excused else ())
    assert kinds(shown) == ["PVF010"]


@pytest.mark.parametrize(
    ("change", "waits"),
    [
        ({"missing": "click"}, True),
        ({"missing": None}, True),
        ({"missing": "boat.gone"}, False),
        ({"gave_up": False}, False),
        ({"kind": "import"}, False),
    ],
)
def test_what_extras_excuse(change, waits):
    """A script that ends for want of another's package is not proven where the project has extras; a module is always to be imported."""
    shown = SHOWN._replace(extras=("cli",), tried=(Tried("script", "sail", "boat:sail", "E", gave_up=True)._replace(**change),))
    judged = judge(shown, "boat", "1.0", dependencies=True)
    assert (bool(judged.faults), judged.need_extra) == (not waits, ("sail",) if waits else ())
    assert kinds(shown._replace(extras=())) == ["PVF010" if shown.tried[0].kind == "import" else "PVF013"]


def test_scripts_of_extras():
    """A script whose entry point names an extra is told as not proven."""
    assert judge(SHOWN._replace(bracketed=("reef",)), "boat", "1.0", dependencies=True).need_extra == ("reef",)


@pytest.mark.parametrize(
    ("kind", "output", "timed_out", "problem"),
    [
        ("import", "Timeout (0:00:02)!\n", False, "PVF011"),
        ("import", "", True, "PVF011"),
        ("import", "Segmentation fault", False, "PVF012"),
        ("script", "", True, "PVF014"),
        ("script", "", False, "PVF015"),
    ],
)
def test_what_broke_off(kind, output, timed_out, problem):
    """What hung is told from what ended the process."""
    found = broken_off(Tried(kind, "boat", "boat:main"), Completed(-11, output, 1.0, timed_out), 2)
    assert found.kind.id == problem
    found.kind.message.format(**found.values)


def test_requirements_of_extras_are_no_dependencies():
    """Only what no extra has to ask for is a dependency."""
    assert needs_others(["oar>1; python_version > '3'"])
    assert not needs_others(["oar; extra == 'row'"])
