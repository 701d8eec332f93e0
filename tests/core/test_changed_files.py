"""The files of two distributions side by side."""

import pytest

from make.changed import sdist, wheel
from seatrial.core.changed_files import DEEPEST, altered, files_of, folders_of, imports, listed, modules_gone, plugins, scripts
from seatrial.model.dist import Member


def gone(before: tuple[str, ...], after: tuple[str, ...] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return modules_gone(wheel(*before), wheel(*after))


@pytest.mark.parametrize(
    ("before", "after", "modules", "packages"),
    [
        (("demo/__init__.py", "demo/a.py"), ("demo/__init__.py",), ("demo.a",), ()),
        (("demo/__init__.py", "demo/a.py"), (), ("demo",), ("demo",)),
        (("demo/a.py",), ("demo/a/__init__.py",), (), ()),
        (("demo/a.py",), ("demo/a/b.py",), (), ()),
        (("demo/a.py",), ("demo/a.cpython-313-darwin.so",), (), ()),
        (("space/one/a.py", "space/two/b.py"), ("space/one/a.py",), ("space.two",), ("space.two",)),
        (("one.py",), (), ("one",), ()),
        (("demo-1.data/purelib/demo/a.py",), ("demo/b.py",), ("demo.a",), ()),
        (("demo/_a.py", "demo/_v/b.py", "demo/tests/c.py", "tests/d.py", "demo/x.json", "setup.py"), (), (), ()),
        (("demo/__init__.py", "demo/__main__.py"), ("demo/__init__.py",), ("demo.__main__",), ()),
        (("/".join("d" * (DEEPEST + 2)) + "/a.py",), (), (), ()),
    ],
)
def test_what_can_no_longer_be_imported(before, after, modules, packages) -> None:
    """A module counts by its name, not by its file; what is private or a test is nobody's loss; a package goes as one."""
    assert gone(before, after) == (modules, packages)


def test_files_are_those_that_are_installed() -> None:
    """The version in the name of a folder, and the Python in the name of an extension module, make no file another."""
    old = files_of(
        wheel("demo-1.data/data/share/x", "demo-1.data/purelib/a.py", "demo/f.cpython-311-x86_64-linux-gnu.so", "demo/", "x.data")
    )
    new = files_of(wheel("demo-2.data/data/share/x", "a.py", "demo/f.cpython-313-x86_64-linux-gnu.so", "x.data"))
    assert (listed(old, new), listed(new, old), altered(old, new)) == ((), (), ())
    assert [path for path, _ in files_of(sdist("PKG-INFO", "src/demo.egg-info/PKG-INFO", "a.py")).values()] == ["a.py"]


def test_content_is_compared_by_hash_and_else_by_size() -> None:
    """A file of the same size with other content is another file."""
    old, new = files_of(wheel("a", "b", "c")), dict(files_of(wheel("a", "b", "c")))
    new["a"] = ("a", Member("a", "file", 1, "sha256=other"))
    new["b"] = ("b", Member("b", "file", 2))
    new["c"] = ("c", Member("c", "file", 1))
    assert altered(old, new) == ("a", "b")


def test_commands_are_entry_points_and_files() -> None:
    """A command is one however the wheel brings it; the rest are plugins."""
    made = wheel("demo-1.data/scripts/old.sh", points=(("console_scripts", "run"), ("gui_scripts", "win"), ("pytest11", "p")))
    assert scripts(made) == {"old.sh", "run", "win"}
    assert plugins(made) == {"pytest11: p"}


def test_a_file_lies_in_packages() -> None:
    """By its folders one knows whether a file went with a package; very deep ones are not followed."""
    assert list(folders_of("demo/sub/x.txt")) == ["demo", "demo.sub"]
    assert len(list(folders_of("d/" * 1_000 + "x"))) == DEEPEST


def test_imports_are_the_names_at_the_top() -> None:
    """What users write first after `import`."""
    assert imports(wheel("demo/__init__.py", "demo/a.py", "one.py", "x.txt")) == {"demo", "one"}
