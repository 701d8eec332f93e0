"""Requirements files are read as pip reads them, whatever stands in them."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pip._internal.exceptions import InstallationError
from pip._internal.req.constructors import install_req_from_line
from pip._internal.req.req_file import parse_requirements

from make.git import write
from seatrial.core.requirements import file as reader
from seatrial.core.requirements.file import read_requirements
from seatrial.model.requirements import Entry

SAMPLES = {
    "names": "requests\nClick>=8,<9\nzope.interface == 5.* # why\n  spaced  \n\n# all\nattrs>=20;python_version<'3.12'\nurllib3[socks,brotli]~=2.0",
    "hashes": "a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nb==2 --hash=sha256:22  # via a\n",
    "options": "-i https://index.example/simple\n--extra-index-url https://x.example/\n--pre\n--no-binary :all:\n-f wheels\na==1 --config-settings='x=y z'\n",
    "others": "-r more.txt\n--requirement=deep/more.txt\n-c limits.txt\n-rmore.txt\n--requirem more.txt\n",
    "editable": "-e .\n-e ./lib\n--editable git+https://git.example/x.git#egg=x\n-e .[dev]\n",
    "addresses": "https://x.example/a-1.0.tar.gz\ngit+https://git.example/b.git@v1#egg=b&subdirectory=s\nc @ https://x.example/c.whl ; python_version > '3'\n",
    "paths": "./wheels/a-1.0-py3-none-any.whl\na-1.0.tar.gz\nlib/\n.[x]\n",
    "continued": "requests \\\n>=2 \\\n,<3\n# a comment \\\nclick\nattrs \\\n# inner\nrich\\\n",
    "windows": "requests>=2\r\n# one\r\nclick \\\r\n>=8\r\n",
    "marked": "a#b\nc #d\ne\t#f\n#g\n  # h\n",
    "separators": "a\x0cb==1\x85c\u2028d\n",
}
MORE = {"more.txt": "rich>=13\n-r deep/more.txt\n", "deep/more.txt": "attrs\n-c ../limits.txt\n", "limits.txt": "idna<4\n"}
REFUSED = ["--nothing\n", "-x\n", "-r\n", "a --hash\n", "--no-index=1\n", "--no\n", "--req x\n", "-e 'x\n", "--\n-r"]


def by_pip(path: Path) -> list[tuple[str, int, str, bool, bool]]:
    found = []
    for one in parse_requirements(str(path), session=None):
        file, line = one.comes_from[3:-1].rsplit(" (line ", 1)
        found.append(
            (str(Path(file).resolve().relative_to(path.parent)), int(line), one.requirement.strip(), one.is_editable, one.constraint)
        )
    return found


def by_us(files: dict[str, bytes], path: str) -> list[tuple[str, int, str, bool, bool]]:
    entries = read_requirements(files, path)
    return [
        (one.file, one.line, one.text, one.kind == "editable", one.constraint) for one in entries if one.kind not in {"option", "include"}
    ]


def one(text: str) -> Entry:
    """Return the only entry of a text."""
    (found,) = read_requirements({"r.txt": text.encode()}, "r.txt")
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_lines_are_those_of_pip(name, tmp_path) -> None:
    """File, line, requirement and kind of every line are what pip takes from it, through includes too."""
    files = {**{path: text.encode() for path, text in MORE.items()}, "r.txt": SAMPLES[name].encode()}
    for path, data in files.items():
        write(tmp_path, {path: ""})
        (tmp_path / path).write_bytes(data)
    assert by_us(files, "r.txt") == by_pip(tmp_path / "r.txt")


PARTS = st.sampled_from(["a", "b>=1", "-r m.txt", "-c m.txt", "-e x", "--hash=sha256:0", "--pre", " ", "\\", "\n", "\r\n", "#", " # c", "\t", "'", ";", "--index-url u"])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(PARTS, max_size=12))
def test_lines_made_by_chance_are_those_of_pip(parts, tmp_path_factory) -> None:
    """What pip refuses is an entry of that kind with us, and all else is the same."""
    folder = tmp_path_factory.mktemp("made")
    files = {"m.txt": b"idna\n", "r.txt": "".join(parts).encode()}
    for path, data in files.items():
        (folder / path).write_bytes(data)
    stops = {"unreadable", "absent", "circle", "elsewhere"}
    refused = any(entry.kind in stops for entry in read_requirements(files, "r.txt"))
    try:
        expected = by_pip(folder / "r.txt")
    except InstallationError:
        assert refused
    else:
        assert by_us(files, "r.txt") == expected


@pytest.mark.parametrize("text", REFUSED)
def test_what_pip_refuses_is_said_to_be_unreadable(text, tmp_path) -> None:
    """Options that pip does not have, or that lack their value, stop its reading."""
    (tmp_path / "r.txt").write_text(text)
    entries = read_requirements({"r.txt": text.encode()}, "r.txt")
    if text.startswith("--\n"):
        assert [entry.kind for entry in entries] == ["option", "unreadable"]
        return
    with pytest.raises(InstallationError):
        by_pip(tmp_path / "r.txt")
    assert entries[0].kind == "unreadable"


@pytest.mark.parametrize(
    "text",
    ["a", "A.b-c_d>=1.0,<2", "a[x, y]==1.*", "a;python_version<'3'", "a @ https://x.example/a.whl", "git+https://g.example/a#egg=a", "a>>1", "a b", "=1"],
)  # fmt: skip
def test_a_requirement_is_taken_apart_as_pip_does(text) -> None:
    """Name, versions, extras and condition are pip's; what pip cannot take is unreadable."""
    entry = one(text)
    try:
        theirs = install_req_from_line(text)
    except InstallationError:
        assert entry.kind == "unreadable"
        return
    assert entry.kind == ("address" if theirs.link else "requirement")
    assert entry.name == (theirs.req.name if theirs.req else "a")
    assert entry.specifier == (str(theirs.req.specifier) if theirs.req else "")
    assert set(entry.extras) == theirs.extras
    assert entry.marker == (str(theirs.markers) if theirs.markers else "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("${HOST}/a.whl", "variable"),
        ("-e ${HOME}/x", "variable"),
        ("-r ${WHERE}.txt", "variable"),
        ("-r https://x.example/r.txt", "elsewhere"),
        ("-r ../r.txt", "elsewhere"),
        ("-r /etc/r.txt", "elsewhere"),
        ("-r gone.txt", "absent"),
        ("-r r.txt", "circle"),
        ("./lib", "path"),
        ("a.zip", "path"),
        (".", "path"),
        (f"{'a' * 3000}", "unreadable"),
        ("$x", "unreadable"),
    ],
)
def test_what_is_not_a_requirement_has_its_kind(text, kind) -> None:
    """Whatever stands there is an entry with its line, and nothing outside of the tree is followed."""
    entry = one(text)
    assert (entry.kind, entry.line) == (kind, 1)
    assert len(entry.text) <= reader.LONGEST


def test_hashes_are_counted() -> None:
    """A line with hashes is known as one."""
    assert one(SAMPLES["hashes"].partition("\nb")[0]).hashes == 2


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + b"caf\xc3\xa9", "café"),
        (codecs.BOM_UTF16_LE + "café".encode("utf-16-le"), "café"),
        (codecs.BOM_UTF32_BE + "café".encode("utf-32-be"), "café"),
        (b"# -*- coding: latin-1 -*-\ncaf\xe9", "# -*- coding: latin-1 -*-\ncafé"),
        (b"a\n# coding=latin-1\ncaf\xe9", "a\n# coding=latin-1\ncafé"),
        (b"a\nb\n# coding: latin-1\n", "a\nb\n# coding: latin-1\n"),
        (b"# coding: nonsense\n", None),
        (b"# coding: punycode\na", None),
        (b"# coding: bz2\na", None),
        (b"caf\xe9", None),
        (b"", ""),
    ],
)
def test_files_are_decoded_as_pip_does(data, text) -> None:
    """By the byte order mark, the coding line, or as UTF-8; a codec that can take for ever is not used."""
    assert reader.decoded(data) == text


def test_a_file_that_cannot_be_decoded_is_one_entry() -> None:
    """Nobody sees a traceback for a file of another encoding."""
    (entry,) = read_requirements({"r.txt": b"\xff"}, "r.txt")
    assert (entry.kind, entry.file) == ("unreadable", "r.txt")


def test_includes_are_bounded(monkeypatch) -> None:
    """Files that include each other a thousandfold end, and so do long ones."""
    files = {f"{number}.txt": f"-r {number + 1}.txt\n-r {number + 1}.txt\n".encode() for number in range(40)} | {"40.txt": b"a"}
    found = read_requirements(files, "0.txt")
    assert {entry.kind for entry in found} == {"include", "unreadable"}
    assert len(found) <= 3 * reader.FILES
    monkeypatch.setattr(reader, "ENTRIES", 3)
    assert len(read_requirements({"r.txt": b"a\n" * 9}, "r.txt")) == 3


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300))
def test_no_bytes_break_the_reader(data) -> None:
    """Whatever lies there, the reader ends with entries."""
    assert all(entry.line >= 1 for entry in read_requirements({"r.txt": data}, "r.txt"))
