"""The files with the new version: every place changed in its own form, nothing else touched, and all of it read again."""

import pytest

from make.places import DYNAMIC, PYPROJECT, SETUP, project_of, searched, tree, unmarked
from seatrial.core.bump.edits import changed_lines, edited, read_back
from seatrial.core.bump.places import disagreeing
from seatrial.model.bump import Found, Place
from seatrial.model.settings import BumpFile
from seatrial.problem import Problem

MATURIN = '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n'


def bumped(files, new, told=()):
    """Return the files after a bump that was read again, by path."""
    found = searched(files, told)
    edits = edited(found, files, new)
    read_back(project_of(files), files, told, found, edits, new)
    return {one.file: one.after for one in edits}


def test_each_line_is_shown_before_and_after() -> None:
    """A user sees every changed line, also where one line holds two places and places grow."""
    files, _ = tree(
        {
            "pyproject.toml": PYPROJECT,
            "src/demo/__init__.py": '__version__ = "«1.2.0»"; version_info = (1, 2, 0)\n\nif x:\n    __version__ = "«1.2.0»"\n',
            "docs/conf.py": 'project = "x"\nversion = "1.2"\n',
        }
    )
    found = searched(files)
    edits = edited(found, files, "1.2.10")
    assert [one.file for one in edits] == ["pyproject.toml", "src/demo/__init__.py"]
    assert [(place.file, place.line, before, after) for place, before, after in changed_lines(found, edits, "1.2.10")] == [
        ("pyproject.toml", 3, 'version = "1.2.0"', 'version = "1.2.10"'),
        (
            "src/demo/__init__.py",
            1,
            '__version__ = "1.2.0"; version_info = (1, 2, 0)',
            '__version__ = "1.2.10"; version_info = (1, 2, 10)',
        ),
        (
            "src/demo/__init__.py",
            1,
            '__version__ = "1.2.0"; version_info = (1, 2, 0)',
            '__version__ = "1.2.10"; version_info = (1, 2, 10)',
        ),
        ("src/demo/__init__.py", 4, '__version__ = "1.2.0"', '__version__ = "1.2.10"'),
    ]


def test_a_tuple_on_several_lines_is_shown_by_the_line_that_changes() -> None:
    """A user sees the number that is raised, not the line that the tuple begins on."""
    code = "X = 1\nversion_info = VersionInfo(\n    major=1,\n    minor=2,\n    micro=0,\n    release=True,\n)\n"
    files, _ = tree({"pyproject.toml": PYPROJECT, "src/demo/__init__.py": code})
    found = searched(files)
    for new, lines in (("1.2.1", (5, "micro=0,", "micro=1,")), ("1.3.0", (4, "minor=2,", "minor=3,"))):
        _, (place, *row) = changed_lines(found, edited(found, files, new), new)
        assert (place.line, *row) == lines


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2026.07.22", "2026.7.23", "2026.07.23"),
        ("2026.07.22", "2026.10.0", "2026.10.0"),
        ("2026.07.02", "2026.8.0", "2026.08.00"),
        ("2026.07.22", "2026.8.1", "2026.8.1"),
        ("2026.07.22", "2026.7.23.1", "2026.7.23.1"),
        ("2026.07.22", "2026.7.23rc1", "2026.7.23rc1"),
        ("1.9.0", "1.10.0", "1.10.0"),
    ],
)
def test_zeros_before_a_number_stay(old, new, expected) -> None:
    """A version by the calendar stays as wide as it is, where it is certain that it is meant to."""
    files, _ = tree(
        {"pyproject.toml": f'[project]\nname = "demo"\nversion = "{old}"\n', "docs/conf.py": f'project = "x"\nversion = "{old}"\n'}
    )
    after = bumped(files, new)
    assert after["pyproject.toml"].decode().endswith(f'version = "{expected}"\n')
    assert after["docs/conf.py"].decode().endswith(f'version = "{expected}"\n')


@pytest.mark.parametrize(
    ("new", "crate", "short"),
    [
        ("1.3.0rc2", b"1.3.0-rc.2", b"1.3"),
        ("2.0a1", b"2.0.0-alpha.1", b"2.0"),
        ("3", b"3.0.0", b"3.0"),
        ("1.2.1.dev4", b"1.2.1-dev.4", b"1.2"),
    ],
)
def test_each_place_has_its_own_spelling(new, crate, short) -> None:
    """Cargo and npm get SemVer, Sphinx its first two numbers, everything else PEP 440, and all of it means one version."""
    files, _ = tree(
        {
            "pyproject.toml": DYNAMIC + MATURIN,
            "Cargo.toml": '[package]\nname = "demo"\nversion = "1.2.0"\n',
            "Cargo.lock": '[[package]]\nname = "demo"\nversion = "1.2.0"\n',
            "package.json": '{"version": "1.2.0"}',
            "docs/conf.py": 'project = "x"\nversion = "1.2"\nrelease = "1.2.0"\n',
            "VERSION": "1.2.0\n",
        }
    )
    after = bumped(files, new)
    assert after["Cargo.toml"] == b'[package]\nname = "demo"\nversion = "' + crate + b'"\n'
    assert after["Cargo.lock"] == b'[[package]]\nname = "demo"\nversion = "' + crate + b'"\n'
    assert after["package.json"] == b'{"version": "' + crate + b'"}'
    assert after["docs/conf.py"] == b'project = "x"\nversion = "' + short + b'"\nrelease = "' + new.encode() + b'"\n'
    assert after["VERSION"] == new.encode() + b"\n"


@pytest.mark.parametrize("new", ["1.2.0.post1", "1!1.2.0", "1.2.3.4", "1.3.0rc1.dev2"])
def test_semver_refuses_what_it_cannot_say(new) -> None:
    """No crate gets a version that Cargo would read as another one."""
    files, _ = tree({"pyproject.toml": DYNAMIC + MATURIN, "Cargo.toml": '[package]\nname = "demo"\nversion = "1.2.0"\n'})
    with pytest.raises(Problem) as problem:
        edited(searched(files), files, new)
    assert problem.value.kind.id == "PBP057"
    assert problem.value.values == {"file": "Cargo.toml", "line": 3, "version": new}


def test_a_tuple_refuses_what_it_has_no_form_for() -> None:
    """Whether a tuple of three numbers gets a fourth item is not guessed; the place is named."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "src/demo/__init__.py": "\n__version_info__ = (1, 2, 0)\n"})
    with pytest.raises(Problem) as problem:
        edited(searched(files), files, "1.3.0rc1")
    assert problem.value.kind.id == "PBP056"
    assert problem.value.values == {"file": "src/demo/__init__.py", "line": 2, "text": "1, 2, 0", "version": "1.3.0rc1"}


def test_a_tuple_that_leaves_out_the_pre_release_goes_on_to() -> None:
    """Where the numbers stand beside a pre-release, they agree with it, and stay numbers."""
    files, _ = tree({"pyproject.toml": PYPROJECT.replace("1.2.0", "1.2.0rc1"), "src/demo/__init__.py": "version_info = (1, 2, 0)\n"})
    assert disagreeing(searched(files)) == ()
    assert bumped(files, "1.3.0rc1")["src/demo/__init__.py"] == b"version_info = (1, 3, 0)\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "# -*- coding: latin-1 -*-\n# é ü\nname, __version__ = 'é', '«1.2.0»' # ß\n"),
        ("gbk", "#!/x\n# vim: set fileencoding=gbk :\nname, __version_info__ = '版本', («1, # 版\n 2, 0»)\n"),
        ("utf-8", "\ufeff# é\r\n__version__ = '«1.2.0»'\r\n"),
        ("cp1252", "# coding: cp1252\r# …\r__version__ = '«1.2.0»'\r"),
        ("utf-8", "\f\n__version__ = '«1.2.0»'"),
    ],
)
def test_bytes_of_other_encodings_stay_as_they_are(encoding, text) -> None:
    """A module of any usual encoding, with any line ends, keeps every byte but those of the version."""
    data, spans = unmarked(text, encoding)
    files, _ = tree({"pyproject.toml": PYPROJECT, "src/demo/__init__.py": data})
    found = searched(files)
    assert [(one.start, one.end) for one in found.places if one.file.endswith(".py")] == spans
    (start, end) = spans[0]
    after = bumped(files, "1.3.0")["src/demo/__init__.py"]
    assert after == data[:start] + data[start:end].replace(b"2", b"3", 1) + data[end:]


@pytest.mark.parametrize(
    "data",
    [
        b"# coding: punycode\n__version__ = '1.2.0'\n",
        b"# coding: utf-7\n__version__ = '1.2.0'\n",
        b"# coding: no-such\n__version__ = '1.2.0'\n",
        b"# coding: cp1259\n__version__ = '1.2.0'\n",
        b"__version__ = '1.2.0' # \xff\n",
        b"__version__ = '1.2.0'\0\n",
        b"__version__ = (\n",
        b"\xff\xfe_\0_\0v\0ersion",
    ],
)
def test_what_cannot_be_read_is_told(data) -> None:
    """A module that may hold the version and cannot be read is named, not passed over."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "src/demo/__init__.py": data})
    found = searched(files)
    assert [one.file for one in found.places] == ["pyproject.toml"]
    assert [(one.file, one.why.sentence.id) for one in found.computed] == [("src/demo/__init__.py", "BMP005")]


@pytest.mark.parametrize(
    ("code", "number", "name"),
    [
        ("from importlib.metadata import version\n__version__ = version('x')", "BMP001", None),
        ("import importlib.metadata as m\n__version__ = importlib.metadata.version('x')", "BMP001", None),
        ("__version__ = pkg_resources.get_distribution('x').version", "BMP001", None),
        ("from x import __version__ as y\n__version__ = y", "BMP002", "y"),
        ("__version__ = x.y", "BMP002", "x.y"),
        ("n = (1, 2)\n__version__ = '.'.join(map(str, n))", "BMP002", "n"),
        ("__version__ = '1.' '2.0'", "BMP003", None),
        ("__version__ = '1\\x2e2.0'", "BMP003", None),
        ("__version__ = f'1.2.{0}'", "BMP003", None),
        ("__version__ = make()\n__version__ = make(2)", "BMP003", None),
        ("__version_info__ = (1, -2)", "BMP003", None),
        ("__version_info__ = (1, 0x2, '3')", "BMP003", None),
        ("__version_info__ = (1, 2, '''b1''')", "BMP003", None),
        ("__version_info__ = VersionInfo(major_1=1, minor_2=2)", "BMP003", None),
        ("__version_info__ = VersionInfo(1, 2, True)", "BMP003", None),
        ("__version_info__ = VersionInfo(micro=3, minor=2, major=1)", "BMP003", None),
        ("__version_info__ = VersionInfo(1, 2, 0, 'final', serial=0, build=4)", "BMP003", None),
        ("__version_info__ = VersionInfo(major=1, minor=2, micro=0, release=False)", "BMP003", None),
        ("__version_info__ = VersionInfo(major=1, minor=2, **more)", "BMP003", None),
        ("__version_info__ = x.f(1, 2)", "BMP003", None),
        ("V = '1.2.0'; version_info = tuple(V.split('.'))", "BMP002", "V"),
    ],
)
def test_a_version_that_is_computed_is_told_with_its_source(code, number, name) -> None:
    """A value that is no literal is left alone, and what it is made from is told."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "src/demo/__init__.py": code})
    found = searched(files)
    assert [one.file for one in found.places] == ["pyproject.toml"]
    (one,) = found.computed
    assert one.why.sentence.id == number
    assert one.why.values.get("name") == name
    assert one.text == code.splitlines()[one.line - 1]


def test_values_that_are_no_versions_are_no_places() -> None:
    """`unknown`, an empty text and a number are left alone without a word."""
    files, _ = tree(
        {"pyproject.toml": PYPROJECT, "src/demo/__init__.py": "__version__ = 'unknown'\nversion = 1.2\nVERSION = ''\nVERSION_INFO = ()\n"}
    )
    found = searched(files)
    assert [one.file for one in found.places] == ["pyproject.toml"]
    assert found.computed == ()


def test_two_values_for_one_version_are_both_told() -> None:
    """Nobody guesses which of two versions is right: both places are there, and the one that differs is named."""
    files, _ = tree({"setup.py": SETUP + "setup(name='demo', version='1.2.0')\n", "demo/__init__.py": "__version__ = '1.1.0'\n"})
    found = searched(files)
    assert found.version == "1.2.0"
    assert [(one.file, one.version) for one in found.places] == [("setup.py", "1.2.0"), ("demo/__init__.py", "1.1.0")]
    assert [one.file for one in disagreeing(found)] == ["demo/__init__.py"]


def test_another_epoch_is_another_version() -> None:
    """Numbers alone do not make two versions agree."""
    found = Found("1!1.2.0", (Place("a", 1, 0, 1, "1.2", "short"), Place("a", 1, 0, 1, "none", "text")))
    assert len(disagreeing(found)) == 2
    assert disagreeing(Found(None, found.places)) == ()


def test_a_file_that_changed_in_the_meantime_is_not_written() -> None:
    """What stands in a place now is never lost."""
    files, _ = tree({"pyproject.toml": PYPROJECT})
    found = searched(files)
    with pytest.raises(Problem) as problem:
        edited(found, {"pyproject.toml": b"x" * 100}, "1.3.0")
    assert problem.value.kind.id == "PBP061"


def test_a_place_that_does_not_say_the_new_version_is_a_problem() -> None:
    """The proof fails where a place is gone, or says something else."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "VERSION": "1.2.0\n"})
    found = searched(files)
    edits = edited(found, files, "1.3.0")
    for wrong in (edits[:1], (*edits[:1], edits[1]._replace(after=b"nothing"))):
        with pytest.raises(Problem) as problem:
            read_back(project_of(files), files, (), found, wrong, "1.3.0")
        assert problem.value.kind.id == "PBP058"
        assert problem.value.values == {"file": "VERSION", "line": 1, "version": "1.3.0"}


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("a\nset(V «1.2.0»)\nset(V x)\nset(V 1.1.0)\n", "set(V {version})"),
        ("Version:  v«1.2.0».\n", "{version}"),
        ("x1.2.0 y «1.2.0»", "{version}"),
        ("# é «1.2.0» é", "é {version} é"),
        ("1.2.0-beta-x and «1.2.0»", "{version}"),
        ("demo-«1.2.0».tar.gz", "demo-{version}.tar.gz"),
        ("k=k=«1.2.0»", "k={version}"),
    ],
)
def test_a_place_that_is_told_is_changed(text, pattern) -> None:
    """The text around the version finds it in any file; what says another version is left alone."""
    files, spans = tree({"pyproject.toml": PYPROJECT, "x/CMakeLists.txt": text})
    told = (BumpFile("./x/CMakeLists.txt", pattern),)
    assert {(one.file, one.start, one.end) for one in searched(files, told).places} == spans
    data, rows = files["x/CMakeLists.txt"], sorted(span[1:] for span in spans if span[0].startswith("x"))
    expected, at = b"", 0
    for start, end in rows:
        expected += data[at:start] + b"1.10.0"
        at = end
    assert bumped(files, "1.10.0", told)["x/CMakeLists.txt"] == expected + data[at:]


def test_a_place_that_is_told_twice_is_changed_once() -> None:
    """Naming a place that is found anyway does no harm."""
    files, _ = tree({"pyproject.toml": PYPROJECT})
    assert len(searched(files, (BumpFile("pyproject.toml", 'version = "{version}"'),)).places) == 1


def test_what_is_told_can_be_the_only_place() -> None:
    """A version that the build finds by a pattern of its own is raised where the settings say."""
    hatch = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[tool.hatch.version]\npath = "v.h"\npattern = "V (?P<version>.*)"\n'
    files, _ = tree({"pyproject.toml": DYNAMIC + hatch, "v.h": "// V 1.2.0\n"})
    found = searched(files)
    assert found.version is None
    assert [(one.file, one.why.sentence.id) for one in found.computed] == [("v.h", "BMP004")]
    assert searched(files, (BumpFile("v.h", "V {version}"),)).version == "1.2.0"


@pytest.mark.parametrize(
    ("file", "pattern", "number"),
    [
        ("none", "{version}", "PBP059"),
        ("../x", "{version}", "PBP059"),
        ("a", "{version}", "PBP060"),
        ("a", "no {version}", "PBP060"),
        ("a", "v{version}!", "PBP060"),
    ],
)
def test_what_is_told_and_not_there_is_a_problem(file, pattern, number) -> None:
    """A path or a pattern with a mistake in it is not passed over."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "a": "vx v1.2.0"[:3]})
    with pytest.raises(Problem) as problem:
        searched(files, (BumpFile(file, pattern),))
    assert problem.value.kind.id == number


SCM = {
    "setuptools-scm": {"pyproject.toml": DYNAMIC + '[build-system]\nrequires = ["setuptools", "setuptools-scm>=8"]\n'},
    "hatch-vcs": {"pyproject.toml": DYNAMIC + '[build-system]\nrequires = ["hatchling", "hatch-vcs"]\nbuild-backend = "hatchling.build"\n'},
    "pdm-backend": {
        "pyproject.toml": DYNAMIC
        + '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n[tool.pdm.version]\nsource = "scm"\n'
    },
    "versioneer": {"setup.py": SETUP + "import versioneer\nsetup(name='demo', version=versioneer.get_version())\n"},
    "pbr": {"setup.py": SETUP + "setup(setup_requires=['pbr'], pbr=True, **x)\n"},
    "poetry-dynamic-versioning": {
        "pyproject.toml": '[tool.poetry]\nname = "demo"\nversion = "0.0.0"\n[tool.poetry-dynamic-versioning]\nenable = true\n'
        '[build-system]\nrequires = ["poetry-core", "poetry-dynamic-versioning"]\nbuild-backend = "poetry_dynamic_versioning.backend"\n'
    },
}


@pytest.mark.parametrize("name", SCM)
def test_a_version_from_tags_has_no_places(name) -> None:
    """Where git's tags make the version, no file is changed, and the tool is named."""
    files, _ = tree({**SCM[name], "CITATION.cff": "version: 1.2.0\n"})
    assert searched(files) == Found(None, scm=name)


def test_a_computed_version_without_a_tool_is_not_taken_for_one_from_tags() -> None:
    """A setup.py that computes its version is told as such."""
    files, _ = tree({"setup.py": SETUP + "setup(name='demo', version=make())\n"})
    found = searched(files)
    assert (found.version, found.scm, found.places) == (None, None, ())
    assert [one.why.sentence.id for one in found.computed] == ["BMP003"]


def test_a_setup_py_that_reads_a_place_takes_its_version_from_there() -> None:
    """A user sees that a computed version follows the file that setup.py reads."""
    code = "import re\nv = re.search('x', open('demo/__init__.py').read()).group(1)\nsetup(name='demo', version=v)\n"
    files, _ = tree({"setup.py": SETUP + code, "demo/__init__.py": "__version__ = '1.2.0'\n"})
    (one,) = searched(files).computed
    assert (one.file, one.line, one.why.values) == ("setup.py", 3, {"name": "demo/__init__.py"})
