"""What is mended is exactly what was wrong, and everything else of the file stays byte for byte."""

import ast
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.mending.mends import MENDS, edits, mended, worse
from seatrial.core.mending.subject import Splice, Subject, spliced
from seatrial.core.project.assemble import read_project
from seatrial.model.finding import Finding, Refusal
from seatrial.rules.catalogue import find

SETUP = """from setuptools import find_packages, setup

setup(
    name="boat",  # the name
    version="1.0",
    long_description=open("README.md").read(),
    packages=find_packages(),
)
"""
TABLE = """[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "boat"
version = "1.0"
"""
MIT = "License :: OSI Approved :: MIT License"


def mend(rule: str, files: dict[str, str], listing: tuple[str, ...] = ("oars.py", "README.md", "LICENSE"), **values: str) -> dict[str, str]:
    """Return the files that a finding by a rule changes, as texts."""
    held = {path: content.encode() for path, content in files.items()}
    project = read_project(held, [*held, *listing], "/boat")
    found = mended(Subject(project, Finding(rule, "error", ".", values), held))
    return {path: content.decode() for path, content in found.items()}


def changed(before: str, after: str) -> list[str]:
    """Return the lines that are only after."""
    rows = before.splitlines()
    return [row for row in after.splitlines() if row not in rows]


def test_every_mend_is_of_a_rule() -> None:
    """What is said to be mended is what a rule finds."""
    assert [rule for rule in MENDS if find(rule) is None] == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_content_type_of_a_readme(end) -> None:
    """Beside the README stands what its ending tells, in every build file, with the file's own line ends."""
    script = SETUP.replace("\n", end)
    after = mend("PRJ004", {"setup.py": script}, file="setup.py")["setup.py"]
    assert changed(script, after) == ['    long_description_content_type="text/markdown",']
    assert after.count("\n") == after.count(end)
    ast.parse(after)
    short = 'setup(name="boat", long_description=open("README.md").read())\n'
    assert mend("PRJ004", {"setup.py": short}, file="setup.py")["setup.py"].endswith(
        '.read(), long_description_content_type="text/markdown")\n'
    )
    cfg = f"[metadata]{end}name = boat{end}long_description = file: README.md"
    assert mend("PRJ004", {"setup.cfg": cfg}, file="setup.cfg")["setup.cfg"] == (
        f"{cfg}{end}long_description_content_type = text/markdown{end}"
    )
    inline = TABLE + 'readme = { file = "README.md" }\n'
    assert tomllib.loads(mend("PRJ108", {"pyproject.toml": inline}, file="pyproject.toml")["pyproject.toml"])["project"]["readme"] == {
        "file": "README.md",
        "content-type": "text/markdown",
    }
    apart = TABLE + '[project.readme]\nfile = "README.md"\n'
    assert mend("PRJ108", {"pyproject.toml": apart}, file="pyproject.toml")["pyproject.toml"].endswith('\ncontent-type = "text/markdown"\n')


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("setup.py", "import setuptools\nsetuptools.setup(**facts)\n"),
        ("setup.py", "setup(long_description=x)\nsetup(name='a')\n"),
        ("setup.py", "setup(long_description=x, long_description_content_type=y)\n"),
        ("setup.cfg", "[metadata]\nname = boat\nlong_description = Words.\n"),
        ("setup.cfg", "[metadata]\nname = boat\n"),
        ("pyproject.toml", TABLE),
    ],
)
def test_a_content_type_has_to_have_its_place(file, content) -> None:
    """Where the README is named by something else, nothing is guessed."""
    assert mend("PRJ004", {file: content, **({} if file == "pyproject.toml" else {"pyproject.toml": ""})}, file=file) == {}


def test_a_readme_of_another_kind() -> None:
    """An ending that tells nothing gives no content type; a build file that is not there is none."""
    assert mend("PRJ004", {"setup.py": SETUP.replace(".md", ".org")}, ("README.org",), file="setup.py") == {}
    assert mend("PRJ004", {"setup.py": SETUP}, file="setup.cfg") == {}
    assert mend("PRJ004", {"setup.py": SETUP, "tox.ini": "[x]\n"}, file="tox.ini") == {}


def test_a_search_for_packages_becomes_the_names_of_the_modules() -> None:
    """In setup.py and setup.cfg the modules are named in place of the search; only these bytes change."""
    after = mend("PRJ020", {"setup.py": SETUP}, ("sail.py", "oars.py", "README.md"), file="setup.py")["setup.py"]
    assert after == SETUP.replace("packages=find_packages()", 'py_modules=["oars", "sail"]')
    cfg = "[metadata]\nname = boat\n[options]\npackages = find:\nzip_safe = no\n"
    assert mend("PRJ020", {"setup.cfg": cfg}, file="setup.cfg")["setup.cfg"] == cfg.replace("packages = find:", "py_modules = oars")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("setup.py", SETUP.replace("    packages", '    py_modules=["a"],\n    packages')),
        ("setup.py", SETUP + 'if x:\n    setup(name="other")\n'),
        ("setup.cfg", "[metadata]\nname = boat\n[options]\npackages = find:\npy_modules = a\n"),
        ("setup.cfg", "[metadata]\nname = boat\n[options]\npackages =\n    find:\n"),
        ("pyproject.toml", TABLE + "[tool.setuptools.packages.find]\n"),
    ],
)
def test_a_search_for_packages_that_is_written_otherwise(file, content) -> None:
    """Where more is said than a search, or it cannot be told which it is, nothing is changed."""
    assert mend("PRJ020", {file: content}, file=file) == {}


def test_the_search_has_to_be_the_one_that_was_found() -> None:
    """A search that is the value of a variable is left to its author."""
    script = SETUP.replace("packages=find_packages()", "packages=found").replace("setup(\n", "found = find_packages()\nsetup(\n")
    assert mend("PRJ020", {"setup.py": script}, file="setup.py") == {}


def test_a_broken_script_is_left(monkeypatch) -> None:
    """What cannot be parsed, or is in an odd encoding, is not written to."""
    held = {"setup.py": SETUP.encode()}
    project = read_project(held, ["setup.py", "oars.py", "README.md"], "/boat")
    for rule in ("PRJ004", "PRJ020", "PRJ076"):
        finding = Finding(rule, "error", ".", {"file": "setup.py"})
        assert mended(Subject(project, finding, {"setup.py": b"setup(\n"})) == {}


def test_folders_that_git_should_ignore() -> None:
    """They come to the end of .gitignore, which is made where there is none."""
    assert mend("PRJ101", {"setup.py": SETUP}, names="dist/, build/") == {".gitignore": "dist/\nbuild/\n"}
    assert mend("PRJ101", {"setup.py": SETUP, ".gitignore": "*.pyc"}, names="dist/") == {".gitignore": "*.pyc\ndist/\n"}
    assert mend("PRJ101", {"setup.py": SETUP, ".gitignore": "*.pyc\r\n"}, names="dist/") == {".gitignore": "*.pyc\r\ndist/\r\n"}


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("pyproject.toml", f'classifiers = [\n  "A :: B",\n  "{MIT}",  # ours\n  "C",\n]\n', 'classifiers = [\n  "A :: B",\n  "C",\n]\n'),
        ("pyproject.toml", f'classifiers = ["{MIT}", "C"]\n', 'classifiers = ["C"]\n'),
        ("pyproject.toml", f'classifiers = ["C", "{MIT}"]\n', 'classifiers = ["C", ]\n'),
        ("setup.py", f'setup(name="a", classifiers=["{MIT}" , "C"])\n', 'setup(name="a", classifiers=["C"])\n'),
        ("setup.py", f'setup(name="a", classifiers=[\n\t"C",\n\t"{MIT}"\n])\n', 'setup(name="a", classifiers=[\n\t"C",\n])\n'),
        ("setup.cfg", f"[metadata]\nname = a\nclassifiers =\n  C\n  {MIT}\n", "[metadata]\nname = a\nclassifiers =\n  C\n"),
    ],
)
def test_classifiers_of_licences_go(file, before, after) -> None:
    """A classifier goes with its comma, and with its line where it stands there alone."""
    head = TABLE if file == "pyproject.toml" else ""
    assert mend("PRJ076", {file: head + before}, file=file) == {file: head + after}


def test_classifiers_that_are_not_there() -> None:
    """Where they are computed, or in another file, nothing is changed."""
    assert mend("PRJ076", {"setup.py": 'setup(name="a", classifiers=lines.split(";"))\n'}, file="setup.py") == {}
    assert mend("PRJ076", {"setup.py": SETUP}, file="tox.ini") == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('license = { text = "MIT" }\n', 'license = "MIT"\n'),
        ('license = {file = "LICENSE"}\nclassifiers = ["%s"]\n', 'license = "MIT"\nlicense-files = ["LICENSE"]\nclassifiers = []\n'),
        ("license = {file = 'LICENSE'}\nlicense-files = ['L*']\nclassifiers = ['%s']\n", None),
        ('license = { text = "MIT License" }\nclassifiers = ["License :: OSI Approved", "%s"]\n', 'license = "MIT"\nclassifiers = []\n'),
        ('license = { text = "My own" }\n', ""),
        ('license = {file = "LICENSE"}\n', ""),
        ('license = {file = "LICENSE"}\nclassifiers = ["License :: OSI Approved :: BSD License"]\n', ""),
        ('license = {file = "LICENSE"}\nclassifiers = ["%s", "License :: OSI Approved :: ISC License (ISCL)"]\n', ""),
        ('[project.license]\ntext = "MIT"\n', ""),
        ('license = { text = "MIT", file = "LICENSE" }\n', ""),
        ("license = {}\n", ""),
    ],
)
def test_a_licence_that_is_stated_as_a_table(before, after) -> None:
    """It becomes an expression where it is certain which one, and the file keeps being named; classifiers of licences go."""
    found = mend("PRJ077", {"pyproject.toml": TABLE + before.replace("%s", MIT)})
    if after is None:
        assert tomllib.loads(found["pyproject.toml"])["project"]["license-files"] == ["L*"]
    else:
        assert found == ({"pyproject.toml": TABLE + after} if after else {})


@pytest.mark.parametrize(
    "system",
    [
        'requires = ["hatchling"]\nbuild-backend = "hatchling.build"',
        'requires = ["setuptools<70"]\nbuild-backend = "setuptools.build_meta"',
    ],
)
def test_an_expression_that_the_backend_may_not_know(system) -> None:
    """A table stays where the backend that is asked for may not take an expression."""
    text = f'[build-system]\n{system}\n[project]\nname = "boat"\nversion = "1.0"\nlicense = {{ text = "MIT" }}\n'
    assert mend("PRJ077", {"pyproject.toml": text}) == {}


@pytest.mark.parametrize(
    ("file", "line"),
    [("pyproject.toml", 'license-files = ["LICENCE"]'), ("setup.cfg", "license_file = LICENCE"), ("setup.cfg", "license-files: LICENCE")],
)
def test_a_licence_file_of_another_name(file, line) -> None:
    """The file that there is takes the place of the one that there is not."""
    head = TABLE if file == "pyproject.toml" else "[metadata]\nname = boat\n"
    rule = "PRJ089" if file == "pyproject.toml" else "PRJ006"
    assert mend(rule, {file: f"{head}{line}\n"}) == {file: f"{head}{line.replace('LICENCE', 'LICENSE')}\n"}


def test_a_licence_file_that_cannot_be_told() -> None:
    """Two licence files, two patterns, or a pattern that matches: nothing is changed."""
    text = TABLE + 'license-files = ["LICENCE"]\n'
    assert mend("PRJ089", {"pyproject.toml": text}, ("LICENSE", "COPYING")) == {}
    assert mend("PRJ089", {"pyproject.toml": TABLE + 'license-files = ["LICENCE", "NOTICE"]\n'}) == {}
    assert mend("PRJ089", {"pyproject.toml": TABLE + 'license-files = ["LICENSE"]\n'}) == {}
    assert mend("PRJ006", {"setup.cfg": "[metadata]\nname = boat\nlicense_files = A, B\n"}) == {}


def test_what_is_ignored_or_not_known_stays() -> None:
    """A finding that the settings ignore is not mended, nor one for which there is no mend."""
    held = {"setup.py": SETUP.encode()}
    project = read_project(held, ["setup.py", "oars.py"], "/boat")
    ignored = Finding("PRJ020", "error", ".", {"file": "setup.py"}, ignored="a reason")
    other = Finding("PRJ001", "warning", ".", {})
    assert [mended(Subject(project, one, held)) for one in (ignored, other)] == [{}, {}]


def test_a_mend_must_help_and_do_no_harm() -> None:
    """It is dropped where its finding is still there, or a graver one has come; a note does no harm."""
    done = Finding("PRJ020", "error", ".", {"file": "setup.py"})
    known, new, note = (Finding("PRJ003", "warning", ".", {"file": name}) for name in "abc")
    assert worse([done, known], [done], done)
    assert worse([done, known], [known, new], done)
    assert not worse([done, known], [known, note._replace(severity="note")], done)
    assert not worse([done._replace(refusal=Refusal("PRJ020", 400, ""))], [], done)


def test_edits_say_what_was_there() -> None:
    """What is written carries what it takes the place of."""
    made = edits({"b": b"2", "a": b"1"}, {"b": b"0"})
    assert [(one.file, one.before, one.after) for one in made] == [("a", None, b"1"), ("b", b"0", b"2")]


@given(st.binary(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.binary(max_size=4)), max_size=6))
def test_splices_leave_everything_else(data, rows) -> None:
    """Bytes outside of the parts that are replaced stay as they are and in their order."""
    parts, at = [], 0
    for start, length, text in sorted(rows):
        if at <= start and start + length <= len(data):
            parts.append(Splice(start, start + length, text))
            at = start + length + 1
    kept = b"".join(
        data[begin:end] for begin, end in zip([0, *(one.end for one in parts)], [*(one.start for one in parts), len(data)], strict=True)
    )
    gone = spliced(data, [one._replace(text=b"") for one in parts])
    assert gone == kept
    assert len(spliced(data, parts)) == len(kept) + sum(len(one.text) for one in parts)
