"""Settings are read whole, and what is wrong in them is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seatrial.core.settings import BUMP_FILES, KEYS, parse_size, read_settings, settings_of
from seatrial.model.settings import BumpFile, Settings
from seatrial.problem import Problem

WHOLE = """[tool.seatrial]
smoke = ["python demo.py"]
smoke-timeout = 5
tag = "release-{version}"
sign-tag = true
file-limit = "1GiB"
build-timeout = 60
ignore = { WHL009 = "a reason " }
test = ["pytest -q"]
test-timeout = 90
branches = "stable"
[tool.seatrial.verify]
dependencies = false
[tool.seatrial.bump]
files = ["VERSION", { file = "docs/install.md", pattern = "boat=={version}" }]
message = "boat {version}"
"""


def test_every_setting_is_read() -> None:
    """Each setting of the table has its effect."""
    read = settings_of({"pyproject.toml": WHOLE.encode()})
    expected = Settings({"WHL009": "a reason"}, ("python demo.py",), 5, False, "release-{version}", True, 2**30, 60)
    named = (BumpFile("VERSION", "{version}"), BumpFile("docs/install.md", "boat=={version}"))
    expected = expected._replace(
        test=("pytest -q",), test_timeout=90, branches=("stable",), bump_files=named, bump_message="boat {version}"
    )
    assert (read.settings, read.faults, read.file) == (expected, (), "pyproject.toml")
    assert {key.field for key in KEYS.values()} == set(Settings._fields)


@pytest.mark.parametrize(
    "files", [{}, {"pyproject.toml": b""}, {"pyproject.toml": b"[tool]\nx = 1"}, {"pyproject.toml": b"tool = 3"}, {"seatrial.toml": b""}]
)
def test_no_settings(files) -> None:
    """Without settings everything has its default."""
    read = settings_of(files)
    assert (read.settings, read.faults) == (Settings(), ())


def test_a_file_of_its_own() -> None:
    """Where there is no table, seatrial.toml is read; where there are both, the table counts and that is said."""
    own = b'tag = "x{version}"\nsmok = 1\n'
    read = settings_of({"seatrial.toml": own, "pyproject.toml": b"[project]\n"})
    assert (read.settings.tag, read.file) == ("x{version}", "seatrial.toml")
    assert [(fault.kind, fault.key, fault.detail, fault.line) for fault in read.faults] == [("unknown", "smok", "smoke", 2)]
    both = settings_of({"seatrial.toml": own, "pyproject.toml": b"[tool.seatrial]\n"})
    assert (both.settings.tag, [fault.kind for fault in both.faults]) == ("v{version}", ["two places"])


@pytest.mark.parametrize(
    ("line", "kind", "key", "detail"),
    [
        ("smoke_timeout = 5", "unknown", "smoke_timeout", "smoke-timeout"),
        ("verify.dependancies = true", "unknown", "verify.dependancies", "verify.dependencies"),
        ("qqqqqq = 5", "unknown", "qqqqqq", ""),
        ("verify = true", "unknown", "verify", "verify.dependencies"),
        ('smoke = "python demo.py"', "type", "smoke", '["python demo.py"]'),
        ("branches = [1]", "type", "branches", '["main"]'),
        ('bump.message = "new"', "value", "bump.message", '"Release {version}"'),
        ("bump.files = 3", "type", "bump.files", BUMP_FILES),
        ("bump.files = [3]", "type", "bump.files", BUMP_FILES),
        ('bump.files = [{ file = "../VERSION" }]', "type", "bump.files", BUMP_FILES),
        ('bump.files = [{ file = "VERSION", pattern = "v" }]', "type", "bump.files", BUMP_FILES),
        ('smoke = ["", "a"]', "type", "smoke", '["python demo.py"]'),
        ("smoke-timeout = true", "type", "smoke-timeout", "60"),
        ("build-timeout = 0", "type", "build-timeout", "60"),
        ('sign-tag = "yes"', "type", "sign-tag", "true"),
        ('file-limit = "1 lightyear"', "type", "file-limit", '"1GiB"'),
        ("file-limit = true", "type", "file-limit", '"1GiB"'),
        ("file-limit = [1]", "type", "file-limit", '"1GiB"'),
        ('ignore = ["WHL009"]', "type", "ignore", '{ WHL009 = "reason" }'),
        ('ignore = { WHL009 = "" }', "no reason", "ignore.WHL009", ""),
        ("ignore = { WHL009 = true }", "no reason", "ignore.WHL009", ""),
        ('ignore = { whl9 = "x" }', "value", "ignore.whl9", "WHL009"),
        ('tag = "release"', "value", "tag", '"v{version}"'),
        ('tag = "v {version}"', "value", "tag", '"v{version}"'),
        ('tag = "{version}.lock"', "value", "tag", '"v{version}"'),
        ('tag = "{version}/"', "value", "tag", '"v{version}"'),
        ('tag = "{version}{other}"', "value", "tag", '"v{version}"'),
        ("tag = 1", "value", "tag", '"v{version}"'),
    ],
)
def test_what_cannot_be_taken(line, kind, key, detail) -> None:
    """A setting that is wrong keeps its default, and is named with its line."""
    read = settings_of({"pyproject.toml": f"[tool.seatrial]\n{line}\n".encode()})
    assert read.settings == Settings()
    assert [(fault.kind, fault.key, fault.detail) for fault in read.faults] == [(kind, key, detail)]
    assert read.faults[0].line == 2


@pytest.mark.parametrize("tag", ["v{version}", "{name}-{version}", "release/{version}", "{version}"])
def test_tags_that_git_takes(tag) -> None:
    """A tag may have a prefix, the name and folders."""
    assert read_settings({"tag": tag}).settings.tag == tag


def test_a_table_that_is_none() -> None:
    """Nonsense in place of the table is said."""
    assert [fault.kind for fault in settings_of({"pyproject.toml": b"[tool]\nseatrial = 3"}).faults] == ["type"]


def test_malformed_files() -> None:
    """A malformed seatrial.toml is said with its line, a malformed pyproject.toml stops everything."""
    fault = settings_of({"seatrial.toml": b"tag = \n"}).faults[0]
    assert (fault.kind, fault.line, fault.detail) == ("table", 1, "Invalid value")
    with pytest.raises(Problem, match="PPR004"):
        settings_of({"pyproject.toml": b"= 1"})


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (200, 200 * 2**20),
        ("200", 200 * 2**20),
        ("1GiB", 2**30),
        ("1.5 GiB", 3 * 2**29),
        ("500 MB", 500_000_000),
        ("7kb", 7000),
        ("9b", 9),
        ("1 mib", 2**20),
        ("0", None),
        ("-1", None),
        ("", None),
        ("GiB", None),
        ("1e9", None),
        (True, None),
        ("9" * 15 + "GiB", None),
    ],
)
def test_sizes(text, size) -> None:
    """A size is a number of MiB, or has a unit."""
    assert parse_size(text) == size


VALUES = st.recursive(
    st.one_of(st.none(), st.text(max_size=6), st.integers(), st.floats(), st.booleans()),
    lambda one: st.one_of(st.lists(one, max_size=3), st.dictionaries(st.text(max_size=5), one, max_size=3)),
)


@given(st.dictionaries(st.one_of(st.sampled_from([*KEYS, "verify"]), st.text(max_size=8)), VALUES, max_size=5))
def test_any_table_gives_settings(table) -> None:
    """No table crashes the reader, and every entry is taken or named."""
    read = read_settings(table)
    assert isinstance(read.settings, Settings)


@pytest.mark.parametrize(
    ("key", "value"), [("tag", "0x{}"), ("tag", "[0x{}]"), ("file-limit", "0x{}"), ("file-limit", "-1"), ("smoke-timeout", "0x{}")]
)
def test_numbers_that_cannot_be_written_out(key: str, value: str) -> None:
    """A number of thousands of digits is a fault like any other."""
    read = settings_of({"seatrial.toml": f"{key} = {value.format('f' * 5000)}\n".encode()})
    assert [(fault.key, fault.line) for fault in read.faults] == [(key, 1)]


def test_thousands_of_faults_are_counted_without_their_lines() -> None:
    """Only the first of very many wrong keys and reasons are looked up in the file; all of them are told."""
    text = (
        "[tool.seatrial]\n"
        + "".join(f"k{at} = 1\n" for at in range(300))
        + "[tool.seatrial.ignore]\n"
        + "".join(f"x{at} = 1\n" for at in range(300))
    )
    faults = settings_of({"pyproject.toml": text.encode()}).faults
    assert len(faults) == 600
    assert [fault.line is None for fault in faults].count(True) == 200
