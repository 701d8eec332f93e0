"""Two releases side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make.changed import AFTER, BEFORE, sdist, wheel
from seatrial.core.changes import announced, compare
from seatrial.model.dist import Dist, EntryPoint, Member, Sdist, Unknown, Wheel

NAMES = st.sampled_from(
    ("demo/__init__.py", "demo/a.py", "demo/sub/b.py", "demo/x.so", "demo/py.typed", "d-1.data/scripts/run", "m.py", "demo/")
)
MEMBERS = st.lists(
    st.builds(Member, NAMES | st.text(max_size=8), st.just("file"), st.integers(0, 3), st.sampled_from((None, "a", "b"))), max_size=6
)
POINTS = st.lists(st.builds(EntryPoint, st.sampled_from(("console_scripts", "plugins")), st.text(max_size=3), st.just("a:b")), max_size=3)
HEADERS = st.lists(
    st.sampled_from(("Requires-Dist", "Requires-Python", "License", "Classifier", "Provides-Extra", "License-Expression")), max_size=5
)


@st.composite
def dists(draw) -> Dist:
    """Draw the facts of a file, of any kind and in any state."""
    lines = [f"{name}: {draw(st.text(max_size=12))}" for name in draw(HEADERS)]
    metadata = draw(st.none() | st.just("\n".join(["Name: a", *lines, "", ""]).encode("utf-8", "replace")))
    found = tuple(draw(MEMBERS))
    kind = draw(st.sampled_from((Wheel, Sdist, Unknown)))
    if kind is Unknown:
        return Unknown("a.egg", 1, "", "")
    if kind is Sdist:
        return Sdist("a-1.tar.gz", 1, "", "", found, top=draw(st.sampled_from((None, "demo"))), metadata=metadata)
    return Wheel("a-1-py3-none-any.whl", 1, "", "", found, metadata=metadata, entry_points=tuple(draw(POINTS)))


@given(dists())
def test_a_file_beside_itself_has_not_changed(dist) -> None:
    """Nobody is alarmed by a release that is the same as the one before."""
    found = compare(dist, dist)
    assert found == type(found)("", "", dist.filename, dist.filename, (1, 1), requires_python=found.requires_python, pure=found.pure)
    assert found.requires_python[0] == found.requires_python[1]


@given(dists(), dists())
def test_what_is_gone_one_way_is_added_the_other_way(one, other) -> None:
    """What vanished and what came are told by the same measure, whatever the files hold."""
    there, back = compare(one, other), compare(other, one)
    assert {path for path, _ in there.added} == {path for path, _ in back.gone}
    assert {path for path, _ in there.gone} == {path for path, _ in back.added}
    assert (there.scripts_added, there.scripts_gone) == (back.scripts_gone, back.scripts_added)
    assert (there.requirements_added, there.requirements_gone) == (back.requirements_gone, back.requirements_added)
    assert (there.size, there.license, there.requires_python) == (back.size[::-1], back.license[::-1], back.requires_python[::-1])
    assert len(there.altered) == len(back.altered)


def test_all_that_can_change_is_told() -> None:
    """Files, modules, commands, plugins, requirements, extras, Pythons, licence and kind of two wheels are compared."""
    old = wheel(
        "demo/__init__.py", "demo/old.py", "demo/sub/__init__.py", "demo/sub/a.py",
        file=BEFORE, points=(("console_scripts", "demo"), ("console_scripts", "old"), ("pytest11", "demo")), size=10,
        Requires_Dist=("Requests >=2", "tomli ; python_version<'3.11'"), Provides_Extra=("Fast",), Requires_Python=">=3.8", License_Expression="MIT",
    )  # fmt: skip
    new = wheel(
        "demo/__init__.py", "demo/new.py", "demo/fast.abi3.so",
        file="demo-1.5.0-cp39-abi3-linux_x86_64.whl", points=(("console_scripts", "demo"), ("gui_scripts", "win")), size=20,
        Requires_Dist=("requests>=2.5",), Requires_Python=">=3.10", License_Expression="Apache-2.0",
    )  # fmt: skip
    found = compare(old, new)
    assert (found.before, found.after, found.size) == (BEFORE, "demo-1.5.0-cp39-abi3-linux_x86_64.whl", (10, 20))
    assert found.added == (("demo/fast.abi3.so", 1), ("demo/new.py", 1))
    assert found.gone == (("demo/old.py", 1), ("demo/sub/__init__.py", 1), ("demo/sub/a.py", 1))
    assert (found.modules_gone, found.packages_gone) == (("demo.old", "demo.sub"), ("demo.sub",))
    assert (found.scripts_added, found.scripts_gone, found.entry_points_gone) == (("win",), ("old",), ("pytest11: demo",))
    assert (found.requirements_added, found.requirements_gone) == (("requests>=2.5",), ("requests>=2", 'tomli; python_version < "3.11"'))
    assert (found.extras_gone, found.requires_python, found.license) == (("fast",), (">=3.8", ">=3.10"), ("MIT", "Apache-2.0"))
    assert found.pure == (True, False)


def test_sdists_are_compared_by_their_files() -> None:
    """Of sdists the files tell, and the Pythons; requirements may be for the build to say."""
    old = sdist(
        "PKG-INFO", "a.py", "demo.egg-info/SOURCES.txt", file="demo-1.4.0.tar.gz", Requires_Dist=("a", "b"), Requires_Python=">=3.8"
    )
    found = compare(old, sdist("PKG-INFO", "b.py", Requires_Python=">=3.9"))
    assert (found.added, found.gone, found.altered) == ((("b.py", 1),), (("a.py", 1),), ())
    assert (found.requirements_gone, found.requires_python, found.pure) == ((), (">=3.8", ">=3.9"), None)


def test_a_wheel_of_which_only_the_metadata_is_known_is_compared_by_that() -> None:
    """No file counts as new because the earlier wheel was too large to be read."""
    found = compare(wheel(Requires_Dist=("a",))._replace(members=()), wheel("demo.py"))
    assert (found.added, found.gone, found.requirements_gone) == ((), (), ("a",))
    assert compare(wheel("demo.py")._replace(metadata=None), wheel("demo.py", Requires_Dist=("a",))).requirements_added == ()


def test_files_of_two_kinds_are_not_compared() -> None:
    """A wheel beside an sdist says nothing but its size."""
    assert compare(sdist("a.py"), wheel("b.py")).added == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1.4", "1.5", False),
        ("1.4", "2.0", True),
        ("0.3", "0.4", True),
        ("0.3.1", "0.3.2", False),
        ("2.0rc1", "2.0", True),
        ("1.0", "1!1.0", True),
        ("1.0", "1.0.post1", False),
        ("nonsense", "2.0", False),
        ("1.0", "x" * 9, False),
    ],
)
def test_versions_announce_what_may_go(before, after, expected) -> None:
    """A new major version may drop things without an alarm, a fix may not."""
    assert announced(before, after) is expected


def test_the_names_are_those_of_the_files() -> None:
    """One can see which two files were compared."""
    assert compare(wheel(file=BEFORE), wheel())[2:4] == (BEFORE, AFTER)
