"""What a set of wheels is for is read from their names as installers read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.wheelset import behind, holes, no_longer, same, systems_of, tags_of

LINUX, WINDOWS, MAC = "manylinux_2_17_x86_64.manylinux2014_x86_64", "win_amd64", "macosx_11_0_arm64"


def wheel(python: str, platform: str = "any", *, abi: str | None = None, build: str = "") -> str:
    return f"demo-1.0-{build}{'-' if build else ''}{python}-{abi or python}-{platform}.whl"


def cpython(*minors: int | str, platform: str = LINUX) -> list[str]:
    return [wheel(f"cp3{str(minor).removesuffix('t')}", platform, abi=f"cp3{minor}") for minor in minors]


PURE = wheel("py3", abi="none")
STABLE = wheel("cp38", LINUX, abi="abi3")


@pytest.mark.parametrize(
    ("platform", "systems"),
    [
        ("any", ("any",)),
        ("win32", ("win32",)),
        ("manylinux1_i686", ("linux_i686",)),
        ("manylinux_2_28_aarch64", ("linux_aarch64",)),
        ("musllinux_1_2_x86_64", ("musllinux_x86_64",)),
        ("linux_armv7l", ("linux_armv7l",)),
        ("macosx_10_9_universal2", ("macosx_x86_64", "macosx_arm64")),
        ("macosx_14_0_arm64", ("macosx_arm64",)),
        ("android_21_arm64_v8a", ("android_arm64_v8a",)),
        ("ios_13_0_arm64_iphoneos", ("ios_arm64_iphoneos",)),
    ],
)
def test_a_platform_is_its_system_and_machine(platform, systems) -> None:
    """How new a system must be does not count when sets are compared."""
    assert systems_of(platform) == systems


@pytest.mark.parametrize("name", ["demo-1.0.tar.gz", "demo.whl", "demo-1.0-py3-none-any", "a-b-c-d-e-f-g.whl", ""])
def test_what_is_no_wheel_is_left_out(name) -> None:
    """Sdists and names that mean nothing are no part of a set of wheels."""
    assert tags_of([name]) == ()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([PURE], []),
        (cpython(11, 12, 13), []),
        ([*cpython(12), *cpython(12, platform=WINDOWS)], []),
        ([wheel("py2.py3", abi="none"), PURE], [(wheel("py2.py3", abi="none"), PURE, False)]),
        ([STABLE, wheel("cp38", "manylinux2014_x86_64", abi="abi3")], [(STABLE, wheel("cp38", "manylinux2014_x86_64", abi="abi3"), False)]),
        ([PURE, wheel("py3", abi="none", build="1")], [(wheel("py3", abi="none", build="1"), PURE, True)]),
        (
            [wheel("py3", abi="none", build="10"), wheel("py3", abi="none", build="9")],
            [(wheel("py3", abi="none", build="10"), wheel("py3", abi="none", build="9"), True)],
        ),
        (
            [wheel("py3", abi="none", build="1a"), wheel("py3", abi="none", build="1b")],
            [(wheel("py3", abi="none", build="1b"), wheel("py3", abi="none", build="1a"), True)],
        ),
    ],
)
def test_wheels_for_the_same(names, expected) -> None:
    """Tags that overlap in one place make two wheels rivals; a build number decides between them as a number."""
    assert list(same(names)) == expected


@pytest.mark.parametrize(
    ("names", "left_out", "expected"),
    [
        ([], [], ()),
        (cpython(11, 12), [], ()),
        ([*cpython(11, 12), *cpython(11, platform=WINDOWS)], [], (f"cp312 {WINDOWS}",)),
        ([*cpython(11, 12), *cpython(11, platform=WINDOWS)], ["3.12"], ()),
        ([*cpython(11, 12), *cpython(11, platform=WINDOWS), *cpython(11, platform=MAC)], [], ()),
        ([*cpython(11, 12), *cpython(11, platform=WINDOWS), *cpython(12, platform=MAC)], [], (f"cp312 {WINDOWS}",)),
        ([*cpython(12, "13t"), *cpython(12, platform=WINDOWS)], [], ()),
        ([*cpython("13t"), *cpython("14t"), *cpython("13t", platform=WINDOWS)], [], (f"cp314t {WINDOWS}",)),
        ([*cpython(12), STABLE, wheel("cp38", WINDOWS, abi="abi3")], [], ()),
    ],
)
def test_a_platform_that_is_behind(names, left_out, expected) -> None:
    """A job that failed for the newest Python is seen by what the other platforms have."""
    assert behind(names, left_out) == expected


@pytest.mark.parametrize(
    ("names", "left_out", "expected"),
    [
        (cpython(11, 12, 13), (), ()),
        (cpython(11, 13), (), ("cp312",)),
        (cpython(11, 13), ("3.12",), ()),
        ([*cpython(11, 13), *cpython(11, 12, 13, platform=WINDOWS)], (), ("cp312 linux_x86_64",)),
        ([*cpython(11, 13), *cpython(11, 13, platform=WINDOWS)], (), ("cp312",)),
        ([*cpython(11, 13), PURE], (), ()),
        ([*cpython(11, 13), STABLE], (), ()),
        ([*cpython(11, 13), wheel("cp312", LINUX, abi="abi3")], (), ()),
        ([*cpython(11, 13), wheel("cp312", LINUX, abi="none")], (), ()),
        ([*cpython(11, 13), wheel("cp313", LINUX, abi="abi3")], (), ("cp312",)),
        (cpython("13", "13t", "14", "14t"), (), ()),
        (cpython("13t", "15t"), (), ("cp314t",)),
        ([wheel("pp310", LINUX, abi="pypy310_pp73"), wheel("cp27", LINUX, abi="cp27mu"), *cpython(11)], (), ()),
    ],
)
def test_holes(names, left_out, expected) -> None:
    """A Python between two that have wheels is missed on its system, unless another wheel serves it or the release does not admit it."""
    assert holes(names, left_out) == expected


@pytest.mark.parametrize(
    ("before", "after", "left_out", "expected"),
    [
        ([PURE], [PURE], (), ()),
        (cpython(11, 12), cpython(11, 12), (), ()),
        (cpython(11, 12), [PURE], (), ()),
        (cpython(11, 12), [STABLE], (), ()),
        (cpython(10, 11), cpython(11), (), ("cp310",)),
        (cpython(10, 11), cpython(11), ("3.10",), ()),
        ([*cpython(11), *cpython(11, platform=WINDOWS)], cpython(11), (), ("win_amd64",)),
        ([*cpython(11), *cpython(11, platform=WINDOWS)], [*cpython(11), *cpython(12, platform=WINDOWS)], (), ("cp311 win_amd64",)),
        ([STABLE], cpython(8, 9), (), ()),
        ([STABLE], cpython(9, 10), (), ("cp38",)),
        (cpython("13", "13t"), cpython("13"), (), ("cp313t",)),
        (cpython("14", "14t"), [wheel("cp314", LINUX, abi="abi3.abi3t")], (), ()),
        ([wheel("pp310", LINUX, abi="pypy310_pp73"), *cpython(10)], cpython(10), (), ("pp310",)),
        ([wheel("pp310", LINUX, abi="pypy310_pp73"), *cpython(10)], [wheel("py3", LINUX, abi="none")], (), ()),
        (cpython(11), [wheel("py312", LINUX, abi="none")], (), ("cp311",)),
        ([*cpython(11, platform="macosx_10_9_universal2")], cpython(11, platform=MAC), (), ("macosx_x86_64",)),
        (cpython(11), [wheel("cp311", "any", abi="cp311")], (), ()),
        ([PURE], cpython(11), (), ()),
        ([PURE], [], (), ("any",)),
        (cpython(11), [], (), ("linux_x86_64",)),
    ],
)
def test_what_the_next_release_is_no_longer_for(before, after, left_out, expected) -> None:
    """A system or a Python that loses its wheel is told, and not one that another wheel serves or that the release leaves out."""
    assert no_longer(before, after, left_out) == expected


TAG = st.text("cpy3012t_.nonabielux", max_size=12)
NAMES = st.lists(st.builds("demo-1.0-{}-{}-{}.whl".format, TAG, TAG, TAG), max_size=5)


@given(NAMES, NAMES)
def test_a_set_of_wheels_lacks_nothing_that_it_has(before, after) -> None:
    """Whatever the names say: a release is for all that it was for before, more wheels take nothing away, and only names that are there are told."""
    assert no_longer(before, before, ()) == ()
    assert no_longer(before, [*before, *after], ()) == ()
    for first, second, _ in same(before):
        assert {first, second} <= set(before)
    assert same(list(dict.fromkeys(before))[:1]) == ()
    assert all(isinstance(hole, str) and hole for hole in holes(before, ()))
