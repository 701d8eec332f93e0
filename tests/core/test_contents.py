"""What is in a wheel, for people."""

from seatrial.core.contents import contents
from seatrial.model.dist import EntryPoint, Member, Wheel


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
