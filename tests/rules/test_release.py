"""The rules across the files of one release speak where these do not agree, and only there."""

import pytest

from seatrial.core.together import released
from seatrial.model.dist import Sdist, Wheel
from seatrial.model.metadata import Metadata
from seatrial.model.together import Together
from seatrial.rules.release import RULES, judge_together

META = Metadata(
    metadata_version="2.4", name="demo", version="1.0", requires_python=">=3.9", license_expression="MIT", description="Words.",
    requires_dist=("a>=1", 'b; sys_platform == "win32"'),
)  # fmt: skip
PURE, SDIST = "demo-1.0-py3-none-any.whl", "demo-1.0.tar.gz"
LINUX = "demo-1.0-cp{0}-cp{0}-manylinux2014_x86_64.whl"


def file(name: str, /, **more):
    kind = Wheel if name.endswith(".whl") else Sdist
    made = released(f"dist/{name}", kind(name, 1, "", ""), META._replace(**more))
    assert made is not None
    return made


def judged(*files, versions: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    found = judge_together(Together(tuple(files), versions), {})
    return [(one.rule, one.severity, one.subject.removeprefix("dist/")) for one in found]


@pytest.mark.parametrize(
    "files",
    [
        [],
        [file(SDIST)],
        [file(PURE)],
        [file(PURE), file(SDIST)],
        [file(SDIST), *(file(LINUX.format(python)) for python in (311, 312, 313))],
        [file(SDIST), file(PURE, requires_python=" >= 3.9")],
        [file(SDIST), file(PURE, requires_dist=("B ; sys_platform=='win32'", "A >= 1"))],
        [file(SDIST, metadata_version="2.1", requires_dist=()), file(PURE)],
        [file(SDIST, dynamic=("Requires-Dist", "Requires-Python"), requires_dist=(), requires_python=None), file(PURE)],
        [file(SDIST, dynamic=("license",), license_expression=None, license="GPL"), file(PURE)],
        [file(SDIST, dynamic=("description",), description=None), file(PURE)],
        [file(SDIST, license_expression=None), file(PURE)],
    ],
)
def test_what_agrees(files) -> None:
    """Another spelling of the same, and what an sdist leaves to its build, raise nothing."""
    assert judged(*files) == []


CASES = [
    ("REL001", "warning", SDIST, [file(PURE), file(SDIST, version="1.1")]),
    ("REL001", "warning", SDIST, [file(PURE), file(SDIST, name="other")]),
    ("REL001", "warning", "demo-1.1.tar.gz", [file(SDIST), file("demo-1.1.tar.gz", version="1.1")]),
    ("REL003", "note", SDIST, [file(PURE), file(SDIST, name="Demo")]),
    ("REL003", "note", SDIST, [file(SDIST, version="1.0.0"), file(PURE)]),
    ("REL004", "warning", SDIST, [file(SDIST, requires_python=None), file(PURE)]),
    ("REL004", "warning", SDIST, [file(PURE), file(SDIST, requires_python=">=3.8")]),
    ("REL005", "warning", LINUX.format(312), [file(LINUX.format(311)), file(LINUX.format(312), requires_dist=("a>=1",)), file(SDIST)]),
    ("REL005", "warning", SDIST, [file(PURE), file(SDIST, requires_dist=("a>=2",))]),
    ("REL006", "note", SDIST, [file(SDIST, description="Others."), file(PURE)]),
    ("REL007", "warning", SDIST, [file(SDIST, license_expression="GPL-3.0-only"), file(PURE)]),
    ("REL007", "note", SDIST, [file(SDIST), file(PURE, license_expression="MIT AND Zlib")]),
    ("REL010", "error", "demo-1.0.zip", [file(PURE), file(SDIST), file("demo-1.0.zip")]),
    ("REL011", "note", LINUX.format(311), [file(LINUX.format(311)), file(LINUX.format(312))]),
    ("REL012", "warning", "demo-1.0-py2.py3-none-any.whl", [file(PURE), file("demo-1.0-py2.py3-none-any.whl"), file(SDIST)]),
    ("REL013", "note", PURE, [file(PURE), file("demo-1.0-1-py3-none-any.whl"), file(SDIST)]),
    (
        "REL012",
        "warning",
        "demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl",
        [file("demo-1.0-cp311-cp311-manylinux2014_x86_64.whl"), file("demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl"), file(SDIST)],
    ),
    (
        "REL015",
        "note",
        LINUX.format(311),
        [file(SDIST), file(LINUX.format(311)), file("demo-1.0-cp312-cp312-win_amd64.whl"), file("demo-1.0-cp311-cp311-win_amd64.whl")],
    ),
    ("REL014", "note", LINUX.format(311), [file(SDIST), file(LINUX.format(311)), file(LINUX.format(313))]),
]


@pytest.mark.parametrize(("rule", "severity", "path", "files"), CASES)
def test_what_does_not_agree_is_told_at_the_file(rule, severity, path, files) -> None:
    """Each disagreement is one finding, under the path of the file that it is about."""
    assert judged(*files) == [(rule, severity, path)]


def test_left_over_versions_are_noted() -> None:
    """Files of an older build in `dist` are named before somebody sends them."""
    (found,) = judge_together(Together((file(PURE),), ("1.0", "0.9")), {"REL002": "both go out"})
    assert (found.rule, found.severity, found.values["versions"], found.ignored) == ("REL002", "note", "1.0, 0.9", "both go out")


def test_one_difference_is_told_once() -> None:
    """Of many wheels with the same other value one is named."""
    others = [file(LINUX.format(python), requires_python=">=3.8", requires_dist=()) for python in (312, 313)]
    assert judged(file(SDIST), file(LINUX.format(311)), *others) == [
        ("REL004", "warning", LINUX.format(312)),
        ("REL005", "warning", LINUX.format(312)),
    ]


def test_messages_name_a_few() -> None:
    """A long list of requirements is cut, and what lacks on one side is a dash."""
    (found,) = judge_together(
        Together((file(PURE), file(SDIST, requires_dist=(*META.requires_dist, *(f"x{number}" for number in range(7)))))), {}
    )
    assert (found.values["value"], found.values["expected"]) == ("x0, x1, x2, x3, x4 …", "-")


def test_every_rule_has_a_case() -> None:
    """No rule stands there untried."""
    assert {rule.id for rule in RULES} == {case[0] for case in CASES} | {"REL002"}
