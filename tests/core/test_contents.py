"""What is in a wheel, for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core import contents as module
from seatrial.core.contents import DEPTH, LISTED_IN_ONE, contents, tree
from seatrial.model.dist import EntryPoint, Member, Wheel
from seatrial.model.release import Folder


def wheel(*names: str, **more) -> Wheel:
    members = tuple(Member(name, "directory" if name.endswith("/") else "file", 1) for name in names)
    return Wheel("a-1.whl", 1, "", "", members=members, **more)


def test_packages_and_modules():
    """Packages are counted with all modules below them, extension modules too; modules beside them are named."""
    found = contents(wheel("a/", "a/__init__.py", "a/b/c.py", "a/fast.cpython-312-x86_64-linux-gnu.so", "space/x.py", "one.py"))
    assert found.packages == ("a (3)", "space (1)")
    assert found.modules == ("one",)
    assert (found.data, found.scripts) == ((), ())


def test_data_and_metadata():
    """What is neither code nor metadata is data, wherever it is installed."""
    found = contents(
        wheel("a/x.json", "a-1.dist-info/METADATA", "a-1.dist-info/licenses/LICENSE", "a-1.data/data/share/x", "a-1.data/purelib/b/y.txt")
    )
    assert found.data == ("a-1.data/data/share/x", "a/x.json", "b/y.txt")
    assert found.packages == ()


def test_scripts():
    """Entry points and scripts that are files are both scripts."""
    entries = (EntryPoint("console_scripts", "run", "a:main"), EntryPoint("gui_scripts", "win", "a:gui"), EntryPoint("plugins", "p", "a:p"))
    found = contents(wheel("a-1.data/scripts/old.sh", "a-1.data/purelib/b.py", entry_points=entries))
    assert found.scripts == ("old.sh", "run = a:main", "win = a:gui")
    assert found.modules == ("b",)
    assert found.file == "a-1.whl"


def folders(folder: Folder) -> list[Folder]:
    """Return a folder and all that are listed in it, at any depth."""
    return [folder, *(deeper for one in folder.folders for deeper in folders(one))]


def depth(folder: Folder) -> int:
    return 1 + max(map(depth, folder.folders), default=0)


def test_a_tree_counts_and_sorts():
    """Folders come with the number of the files in them and their bytes, names in order."""
    found = tree([("a/z.py", 3), ("a/b.py", 4), ("a/data/x", 10), ("one.py", 1)])
    data = Folder("data", 1, 10, (), (("x", 10),))
    assert found == Folder("", 4, 18, (Folder("a", 3, 17, (data,), (("b.py", 4), ("z.py", 3))),), (("one.py", 1),))
    assert tree([]) == Folder("", 0, 0)


def test_a_chain_of_folders_is_one():
    """Folders that hold nothing but one folder take one line, not one each."""
    found = tree([("a/b/c/x", 1), ("a/b/c/y", 1), ("d/e/x", 1), ("d/y", 1)])
    assert [one.name for one in folders(found)] == ["", "a/b/c", "d", "e"]


@pytest.mark.parametrize(
    ("path", "names"),
    [("../../etc/passwd", ["../../etc", "passwd"]), ("/etc/x", ["", "etc", "x"]), ("a//b", ["a/", "b"]), ("a/", ["a", ""]), ("", [""])],
)
def test_hostile_paths_are_told_as_they_stand(path, names):
    """A path that leads out of the archive, or has empty parts, is neither resolved nor tidied."""
    found = tree([(path, 1)])
    assert [*(one.name for one in folders(found)[1:]), *(name for one in folders(found) for name, _ in one.files)] == names


def test_a_thousand_levels_are_a_few():
    """However deep an archive is, what is listed is not; the rest of a path is the name of its file."""
    found = tree([("/".join("abcdefghij" * 100), 5), *(("x/" * level + "y", 1) for level in range(1000))])
    assert (found.number, found.size, depth(found)) == (1001, 1005, DEPTH + 1)
    deepest = max((name for one in folders(found) for name, _ in one.files), key=len)
    assert deepest.count("/") == 1000 - DEPTH - 1


def test_what_is_not_listed_counts():
    """Of a large archive so much is listed as can be read, the top before what lies deeper; all of it is counted."""
    large = tree([(f"data/{number:05}", 1) for number in range(LISTED_IN_ONE + 7)] + [("code/deep/er/x.py", 1), ("code/y.py", 1)])
    data = large.folders[1]
    assert (data.number, len(data.files), large.number) == (LISTED_IN_ONE + 7, LISTED_IN_ONE, LISTED_IN_ONE + 9)
    assert [one.name for one in folders(large)] == ["", "code", "deep/er", "data"]
    small = tree([("a/b/x", 1), ("a/y", 1), ("c/z", 1), ("top", 1)], 3)
    assert small == Folder("", 4, 4, (Folder("a", 2, 2), Folder("c", 1, 1)), (("top", 1),))
    assert tree([("a/b/x", 1), ("a/c/x", 1)], 2).folders == (Folder("a", 2, 2, (Folder("b", 1, 1),)),)


def test_only_so_many_folders_are_told_apart(monkeypatch):
    """An archive with a folder for each file takes no memory for all of them."""
    monkeypatch.setattr(module, "FOLDERS", 2)
    found = tree([("a/x", 1), ("b/x", 1), ("c/d/x", 1), ("a/y", 1)])
    assert [one.name for one in found.folders] == ["a", "b"]
    assert found.files == (("c/d/x", 1),)


@given(st.lists(st.tuples(st.text(alphabet="ab./\\\x00é", max_size=30), st.integers(0, 10**12)), max_size=40))
def test_any_members_make_a_tree(members):
    """Whatever the members are called, each is counted once, and a folder holds at least what is listed in it."""
    found = tree(members)
    assert (found.number, found.size) == (len(members), sum(size for _, size in members))
    assert sum(len(one.files) for one in folders(found)) == len(members)
    assert depth(found) <= DEPTH + 1
