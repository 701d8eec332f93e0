"""The rules on a tree beside its files speak where they must, and only there."""

import pytest

from seatrial.model.dist import Member, Module, Sdist, Wheel
from seatrial.model.project import Finder, Pair, Project, Read, Source
from seatrial.rules.pairing import judge_pair

INFO = "sample-1.0.dist-info/METADATA"
PROJECT = Project(
    folder="/home/me/sample",
    build_file="setup.py",
    backend="setuptools",
    build_backend="setuptools.build_meta",
    build_requires=(),
    name="Sample",
    version="1.0",
    modules=("src/sample/__init__.py", "src/sample/a.py"),
    data=("src/sample/py.typed", "src/sample/t.html"),
    listing=("src/sample/__init__.py", "src/sample/a.py", "src/sample/py.typed", "src/sample/t.html", "r.txt", "setup.py"),
    roots={"src/": ""},
    reads=(Read("r.txt", Source("setup.py", 3)),),
)
INSIDE = ("sample/__init__.py", "sample/a.py", "sample/py.typed", "sample/t.html")


def metadata(name: str = "sample", version: str = "1.0") -> bytes:
    return f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()


def wheel(*names: str, **values: str) -> Wheel:
    members = tuple(Member(name, "directory" if name.endswith("/") else "file", 1) for name in (*names, INFO))
    return Wheel("sample-1.0-py3-none-any.whl", 1, "", "", members, metadata=metadata(**values))


def sdist(*names: str, **values: str) -> Sdist:
    members = tuple(Member(f"sample-1.0/{name}", "file", 1) for name in names)
    return Sdist("sample-1.0.tar.gz", 1, "", "", members, top="sample-1.0", metadata=metadata(**values))


WHEEL, SDIST = wheel(*INSIDE), sdist(*PROJECT.listing)


def judged(pair: Pair) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in judge_pair(pair, "dist", {})]


@pytest.mark.parametrize(
    "pair",
    [
        Pair(PROJECT, None, WHEEL, SDIST),
        Pair(PROJECT),
        Pair(PROJECT, None, None, SDIST._replace(top=None, metadata=None)),
        Pair(PROJECT, None, wheel(*INSIDE, "sample/_version.py", "sample/", "sample/b.so")),
        Pair(PROJECT, None, wheel(*[f"sample-1.0.data/purelib/{one}" for one in INSIDE])),
        Pair(PROJECT, None, wheel("sample/__init__.py", "sample/a.cpython-311-x86_64-linux-gnu.so", *INSIDE[2:])),
        Pair(PROJECT._replace(modules=(), data=()), None, wheel("other.py")),
        Pair(PROJECT._replace(modules=(), data=()), None, wheel()),
        Pair(PROJECT._replace(version=None, name=None), None, wheel(*INSIDE, version="3"), None),
        Pair(PROJECT, None, wheel(*INSIDE, version="1.0.dev3"), sdist(*PROJECT.listing, version="1.0.dev3")),
        Pair(PROJECT, None, wheel(*INSIDE, version="1.0+local")),
        Pair(PROJECT, None, WHEEL._replace(metadata=None)),
        Pair(PROJECT._replace(listing=(*PROJECT.listing, "vendored/x/sample/b.py")), None, wheel(*INSIDE, "sample/b.py")),
        Pair(PROJECT._replace(data=("src/sample/x.pyx", "src/sample/.hidden", "src/gone/a.json", "src/sample/README.md")), None, WHEEL),
        Pair(PROJECT._replace(data=("src/gone/py.typed", "src/gone/a.json")), None, WHEEL),
        Pair(
            PROJECT._replace(reads=(Read("r.txt", Source("setup.py"), guarded=True), Read("x", Source("setup.cfg")))),
            None,
            None,
            sdist(*PROJECT.listing[:2]),
        ),
    ],
)
def test_what_is_in_order(pair) -> None:
    """Files that fit their tree raise nothing; what builds write, compile or put elsewhere is no fault."""
    assert judged(pair) == []


@pytest.mark.parametrize(
    ("changes", "made", "rules"),
    [
        ({}, wheel(), [("PAR001", "error")]),
        ({"finder": Finder("f()", "packages=f()", "setup.py", 3), "packages": ()}, wheel(), [("PAR001", "error")]),
        ({"packages": ()}, wheel(), [("PAR001", "warning")]),
        ({}, wheel("sample-1.0.data/data/share/x.py"), [("PAR001", "error")]),
        ({}, wheel("sample/__init__.py", *INSIDE[2:]), [("PAR002", "warning")]),
        ({"modules": (*PROJECT.modules, "src/b.py")}, WHEEL, [("PAR002", "warning")]),
        ({}, wheel(*INSIDE, "sample/old.py"), [("PAR003", "warning")]),
        ({}, wheel("sample/__init__.py", "sample/a.py", "sample/t.html"), [("PAR004", "warning")]),
        ({}, wheel("sample/__init__.py", "sample/a.py", "sample/py.typed"), [("PAR005", "warning")]),
        ({}, wheel(*INSIDE, version="1.1"), [("PAR006", "warning")]),
        ({"version": "odd one"}, WHEEL, [("PAR006", "warning")]),
        ({}, wheel(*INSIDE, name="other"), [("PAR007", "warning")]),
    ],
)
def test_what_is_wrong_with_a_wheel(changes, made, rules) -> None:
    """Each fault of a wheel beside its tree raises one finding of its weight, and nothing else."""
    assert judged(Pair(PROJECT._replace(**changes), None, made)) == rules


@pytest.mark.parametrize(
    ("made", "rules"),
    [
        (sdist(*PROJECT.listing[:4]), [("PAR009", "error")]),
        (sdist("r.txt"), [("PAR010", "warning")]),
        (sdist(*PROJECT.listing, version="2"), [("PAR006", "warning"), ("PAR008", "error")]),
    ],
)
def test_what_is_wrong_with_an_sdist(made, rules) -> None:
    """Each fault of an sdist beside its tree and its wheel is found."""
    assert judged(Pair(PROJECT, None, WHEEL, made)) == rules


@pytest.mark.parametrize(
    ("module", "rules"),
    [
        (Module("sample/__init__.py", None, "1.0.0"), []),
        (Module("sample/__init__.py", None, "2"), [("PAR011", "warning")]),
        (Module("sample/__init__.py", None, "unknown"), []),
        (Module("sample/__init__.py", None), []),
        (Module("sample/a.py", None, "2"), []),
        (Module("vendored/__init__.py", None, "2"), []),
    ],
)
def test_the_version_that_the_package_says(module, rules) -> None:
    """A package that tells another version than its metadata is found; modules inside it may have versions of their own."""
    assert judged(Pair(PROJECT, None, WHEEL._replace(modules=(module,)))) == rules


def test_an_empty_wheel_is_said_once() -> None:
    """Where the wheel has no code at all, the sdist's lack of it is no finding of its own."""
    assert judged(Pair(PROJECT, None, wheel(), sdist("r.txt"))) == [("PAR001", "error")]


def test_commands_alone_are_code() -> None:
    """A wheel that brings scripts alone is not empty."""
    assert ("PAR001", "error") not in judged(Pair(PROJECT, None, wheel("sample-1.0.data/scripts/run")))


def test_many_files_are_named_in_part() -> None:
    """A message names the first files and how many there are."""
    modules = tuple(f"src/sample/m{number}.py" for number in range(9))
    finding = judge_pair(Pair(PROJECT._replace(modules=modules), None, WHEEL), "dist", {})[0]
    assert finding.values["modules"] == 9
    assert str(finding.values["names"]).endswith("m4.py …")
