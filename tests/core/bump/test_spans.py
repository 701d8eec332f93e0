"""In any file of any syntax the version is found to the byte; hostile files cost little and break nothing."""

import json
import time
import tomllib
from configparser import RawConfigParser

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from make.places import PYPROJECT, project_of, searched, tree
from seatrial.core.bump.build_places import MESON
from seatrial.core.bump.edits import edited, read_back
from seatrial.core.bump.ini_places import ini_texts
from seatrial.core.bump.json_places import json_texts
from seatrial.core.bump.python_places import NAMES, computed_in, literals_of, numbers_of
from seatrial.core.bump.python_source import LONGEST, in_file, python_source
from seatrial.core.bump.setup_places import setup_version
from seatrial.core.bump.stated import line_at, line_of
from seatrial.core.bump.told_places import in_told_files
from seatrial.core.bump.toml_places import toml_texts
from seatrial.core.bump.yaml_places import yaml_texts
from seatrial.model.settings import BumpFile
from seatrial.problem import Problem

OLD, NEW = "1.2.0", "1.10.0rc1"
words = st.text(st.sampled_from("ab.=:#[]{},'\"\\ \té版-1"), max_size=12)
ends = st.sampled_from(["\n", "\r\n"])
few = settings(max_examples=30, deadline=None)


def replaced(data: bytes, stated) -> bytes:
    """Return a file with the new version in a place."""
    return data[: stated.start] + NEW.encode() + data[stated.end :]


toml_text = words.map(lambda one: json.dumps(one, ensure_ascii=False)) | words.filter(lambda one: "'" not in one).map(
    lambda one: f"'{one}'"
)
toml_value = st.recursive(
    toml_text | st.sampled_from(["1", "1.2", "true", "1979-05-27 07:32:00", f'"""\n{OLD} ""\\""""', f"'''{OLD}'''", "'''a''''", "inf"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[ # ]\n" + ",\n".join(items) + "]")
        | st.lists(inner, max_size=3).map(lambda items: "{" + ", ".join(f"k{n}.x = {one}" for n, one in enumerate(items)) + "}")
    ),
    max_leaves=5,
)


def walked(value, path=()):
    """Give path and value of every text of a parsed file."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from walked(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from walked(one, (*path, number))
    elif isinstance(value, str):
        yield path, value


@given(st.lists(toml_value, max_size=4), st.lists(toml_value, max_size=3), st.sampled_from(['"', "'"]), ends)
@few
def test_toml(before, after, quote, end) -> None:
    """Of any TOML file every text without escapes is found where it stands, and the version changes nothing else."""
    rows = [f"a{number} = {one}" for number, one in enumerate(before)]
    rows += ["[[t.u]]", "[[t.u]]", f"version = {quote}{OLD}{quote} # {OLD}", *(f"b{number} = {one}" for number, one in enumerate(after))]
    rows += ["[t.u.v]", "[[t.u.w]]", "x = 'y'"]
    data = end.join("\n".join(rows).split("\n")).encode()
    known = dict(walked(tomllib.loads(data.decode())))
    found = toml_texts(data, "x")
    assert found.keys() <= known.keys()
    missing = known.keys() - found.keys()
    assert b"\\" in data or not missing
    for path, one in found.items():
        assert data[one.start : one.end].decode().replace("\r\n", "\n").removeprefix("\n") == known[path]
    changed = dict(walked(tomllib.loads(replaced(data, found["t", "u", 1, "version"]).decode())))
    assert changed == known | {("t", "u", 1, "version"): NEW}


@given(
    st.dictionaries(
        words,
        st.recursive(words | st.integers() | st.none(), lambda one: st.lists(one, max_size=3) | st.dictionaries(words, one, max_size=3)),
    ),
    st.booleans(),
    st.sampled_from([None, 1, "\t"]),
)
@few
def test_json(rest, ascii_only, indent) -> None:
    """Of any JSON file the topmost version is found, and nothing else changes."""
    whole = {**rest, "version": OLD, "x": {"version": OLD}}
    data = json.dumps(whole, ensure_ascii=ascii_only, indent=indent).encode()
    found = json_texts(data)
    assert json.loads(replaced(data, found[("version",)])) == {**whole, "version": NEW}


@given(
    st.dictionaries(
        words,
        st.recursive(words | st.integers() | st.none(), lambda one: st.lists(one, max_size=3) | st.dictionaries(words, one, max_size=3)),
    ),
    st.booleans(),
    st.sampled_from(["", "'", '"']),
    st.booleans(),
)
@few
def test_yaml(rest, flow, quote, bom) -> None:
    """Of any YAML file the topmost version is found, in any style, and nothing else changes."""
    rest = {key: value for key, value in rest.items() if key != "version"}
    above = yaml.safe_dump(rest, allow_unicode=True, default_flow_style=flow, width=30) if rest and not flow else ""
    data = b"\xef\xbb\xbf" * bom + f"{above}version:   {quote}{OLD}{quote}  # {OLD}\nlast: {{version: {OLD}}}\n".encode()
    found = yaml_texts(data)["version"]
    assert yaml.safe_load(replaced(data, found)) == {**(rest if above else {}), "version": NEW, "last": {"version": OLD}}


@given(
    st.lists(st.tuples(st.sampled_from("abc"), words.filter(lambda one: one == one.strip())), max_size=4),
    st.sampled_from(["=", " = ", ":", "\t: "]),
    ends,
)
@few
def test_ini(rows, sign, end) -> None:
    """Of any INI file the setting is found by its section, and nothing else changes."""
    lines = [
        "; c",
        "",
        "[x]",
        f"version = {OLD}",
        "[metadata]",
        *(f"{key}{number}{sign}{value}" for number, (key, value) in enumerate(rows)),
    ]
    data = end.join([*lines, f"Version{sign}{OLD}", "[y]", "d = 1", "  2", f"version = {OLD}", ""]).encode()
    found = ini_texts(data)
    assert ("y", "d") not in found
    read = RawConfigParser()
    read.read_string(replaced(data, found["metadata", "version"]).decode())
    assert read["metadata"]["version"] == NEW
    assert (read["x"]["version"], read["y"]["version"]) == (OLD, OLD)


@given(
    st.lists(
        st.sampled_from(
            ["x = 'é'", "# 1.2.0", '"""1.2.0"""', "def f():\n    __version__ = '1.2.0'", "y = [\n  1,\n]", "\t", "\f", "z = '版'; w = 2"]
        ),
        max_size=5,
    ),
    st.sampled_from(
        [
            "__version__ = {}1.2.0{}",
            "__version__: str = ({}1.2.0{})",
            "a, __version__ = 'é', {}1.2.0{}",
            "if a:\n  __version__ = {}1.2.0{}  # x",
        ]
    ),
    st.sampled_from(["'", '"', "'''", '"""']),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    ends,
)
@few
def test_python(before, statement, quote, encoding, end) -> None:
    """Of any module in any encoding the literal is found, and nothing else changes."""
    rows = [f"# coding: {encoding.removesuffix('-sig')}", *before, statement.format(quote, quote), *before]
    data = end.join("\n".join(rows).split("\n")).encode(encoding)
    files, _ = tree({"pyproject.toml": PYPROJECT, "src/demo/__init__.py": data})
    found = searched(files)
    (place,) = (one for one in found.places if one.file != "pyproject.toml")
    edits = edited(found, files, NEW)
    read_back(project_of(files), files, (), found, edits, NEW)
    after = next(one.after for one in edits if one.file == place.file)
    assert after == data[: place.start] + NEW.encode() + data[place.end :]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=60, deadline=None)
def test_any_bytes_end_well(data) -> None:
    """No file of any content stops the search, or is changed by it."""
    names = (
        "CITATION.cff",
        "uv.lock",
        "package.json",
        "VERSION",
        "docs/conf.py",
        "src/demo/__init__.py",
        "tbump.toml",
        ".bumpversion.cfg",
        "x.md",
    )
    files, _ = tree({"pyproject.toml": PYPROJECT, **dict.fromkeys(names, data), "meson.build": data})
    try:
        found = searched(files, (BumpFile("x.md", "{version}"),))
    except Problem as problem:
        assert problem.kind.id == "PBP060"  # noqa: PT017  (most bytes hold no version)
        return
    assert found.version == "1.2.0"


HOSTILE = {
    "toml": (
        lambda data: toml_texts(data, "x"),
        [b"a=" + b"[" * 50_000, b'a="""' + b'""\\"' * 5_000, b"a=[" + b"1," * 10_000 + b"]", b"[" * 60_000, b"\0"],
    ),
    "ini": (ini_texts, [b"=" * 200_000, b"a=1\n" + b" b\n" * 30_000, b"[" * 200_000, b" " * 200_000]),
    "json": (json_texts, [b"[" * 200_000, b"[" * 800 + b"]" * 800, b'"' * 200_000, b"\xff"]),
    "yaml": (
        yaml_texts,
        [
            b"[" * 50_000,
            b"? " * 2_000,
            b"\x01",
            b"a: *b",
            b"- version\n- 1.2.0",
            b"",
            b"a" * 200_000,
            b'version: "1.\\x32.0"',
            b"a: 1\n---\nversion: 1.2.0",
        ],
    ),
    "python": (
        lambda data: (
            (one := python_source(data)) and (literals_of(one, NAMES), computed_in(one, NAMES), numbers_of(one), setup_version(one))
        ),
        [
            b"(" * 100_000,
            b"__version__ = f()\n" * 1_000,
            b"if a:x=1\n" * 2_000,
            b"setup(version=a)\n" * 1_000,
            b"a=a;" * 2_000 + b"\nsetup(version=a)",
            b"".join(b"a%d=a%d\n" % (one, one + 1) for one in range(1_000)) + b"setup(version=a0)",
            b"# coding: gbk\n" + b"version='1.2.0'\n" * 1_000,
            b"# coding: gbk\n" + b"#" * LONGEST,
            b"version_info=(" + b"1," * 10_000 + b")",
        ],
    ),
    "meson": (
        lambda data: MESON.search(data.decode("latin-1")),
        [b"project(" + b"#abcdefgh\n" * 6_000, b"project(" * 8_000, b"project('" + b"a" * 60_000, b"project(" + b"'a'" * 20_000],
    ),
    "told": (
        lambda data: in_told_files({"a": data}, (BumpFile("a", "{version}"), BumpFile("a", "1.{version}1")), "1.2.0"),
        [b"1.2.0 " * 5_000 + b" 1.1.11", b"1.1" * 10_000 + b" 1.21"],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little(name) -> None:
    """A file that is made to take long or to break a parser does neither."""
    reads, files = HOSTILE[name]
    begin = time.process_time()
    for data in files:
        reads(data)
    assert time.process_time() - begin < 12


@pytest.mark.parametrize("text", ["[", "{a: [", "- [", "{"])
def test_depth_costs_little(text) -> None:
    """A file that opens brackets and never closes them, which a YAML parser takes minutes for, is given up at once; nothing of it is taken."""
    begin = time.process_time()
    assert yaml_texts(b"version: 1.2.0\na: " + text.encode() * (120_000 // len(text))) == {}
    assert time.process_time() - begin < 1


def test_numbers_one_by_one_are_numbers() -> None:
    """Nothing between MAJOR, MINOR and PATCH is taken for one of them."""
    for text in (
        "MAJOR = 1\nMINOR = 2; MINOR\nPATCH = 0\n",
        "MAJOR = 1\nMINOR = f(2)\nPATCH = 0\n",
        "MAJOR = 1\nv2_minor = 2\nPATCH = 0\n",
        "MAJOR = '1'\nMINOR = '2'\nPATCH = '0'\n",
    ):
        source = python_source(text.encode())
        assert source is not None
        assert numbers_of(source) is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1"])
def test_a_part_of_a_module_is_told_by_its_bytes(encoding) -> None:
    """Whatever changes a part of a module finds it in the file's own bytes."""
    data = f"# coding: {encoding.removesuffix('-sig')}\né = 'é'; f(a='é')\n".encode(encoding)
    source = python_source(data)
    assert source is not None
    begin, end = in_file(source, source.tree.body[1].value)
    assert data[begin:end] == "f(a='é')".encode(encoding.removesuffix("-sig"))


def test_lines_are_counted_whatever_ends_them() -> None:
    """A place is named by the line that an editor shows."""
    data = b"\xef\xbb\xbfa\r\nb\rc\nd"
    assert [line_of(data, data.index(one)) for one in (b"a", b"b", b"c", b"d")] == [1, 2, 3, 4]
    assert [line_at(data, data.index(one)) for one in (b"a", b"b", b"c", b"d")] == ["a", "b", "c", "d"]


def test_a_setup_py_of_an_unknown_encoding_is_told() -> None:
    """A setup.py that cannot be written back byte by byte is named, and not changed."""
    files, _ = tree({"setup.py": b"# coding: hz\nfrom setuptools import setup\nsetup(name='demo', version='1.2.0')\n"})
    found = searched(files)
    assert found.places == ()
    assert [(one.file, one.why.sentence.id) for one in found.computed] == [("setup.py", "BMP005")]


def test_imports_that_lead_on_and_on_cost_little() -> None:
    """A module that imports its version under many names is read a few times, not once for each."""
    names = ", ".join(f"n{number} as __version__" for number in range(500))
    files, _ = tree(
        {"pyproject.toml": PYPROJECT, "src/demo/__init__.py": f"from demo.a import {names}", "src/demo/a.py": "x = 1\n" * 10_000}
    )
    begin = time.process_time()
    assert searched(files).version == OLD
    assert time.process_time() - begin < 5
