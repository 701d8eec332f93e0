"""Rules on wheels: what PyPI refuses of names and files, and what installers stumble over."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from make.dist import CODE, INFO, NAME, WHEEL_NAME, metadata, record, wheel, wheel_files, zipped
from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.profile import GENERIC, PYPI
from seatrial.core.protocol import form_of
from seatrial.model.dist import Upload, Wheel
from seatrial.model.finding import Finding
from seatrial.rules.distribution import judge_dist
from seatrial.rules.platforms import is_allowed
from seatrial.rules.verdict import judge_upload


def found(data: bytes, filename: str = WHEEL_NAME, written: bytes | None = None) -> dict[str, Finding]:
    dist = read(io.BytesIO(data), filename)
    assert isinstance(dist, Wheel)
    form = form_of(dist, parse(written or dist.metadata or metadata()))
    return {finding.rule: finding for finding in judge_dist(Upload(dist, form), filename, {}, "pypi.org")}


def scripted(target: str, more: dict[str, bytes] | None = None, group: str = "console_scripts") -> bytes:
    return wheel({f"{INFO}/entry_points.txt": f"[{group}]\nsample = {target}\n".encode(), **(more or {})})


def test_a_sound_wheel_is_clean() -> None:
    """Nobody is bothered without a reason."""
    assert found(scripted(f"{NAME}:main")) == {}


REFUSED = {
    "WHL001": (f"{NAME}-1.0-1-2-py3-none-any.whl", "Invalid wheel filename (wrong number of parts): 'sample_case-1.0-1-2-py3-none-any'"),
    "WHL002": ("sample!case-1.0-py3-none-any.whl", "Invalid project name: 'sample!case-1.0-py3-none-any'"),
    "WHL003": (f"{NAME}-x-py3-none-any.whl", "Invalid wheel filename (invalid version): 'sample_case-x-py3-none-any'"),
    "WHL004": (f"{NAME}-1.0-b1-py3-none-any.whl", "Invalid build number: b1 in 'sample_case-1.0-b1-py3-none-any'"),
    "WHL005": (f"{NAME}-1.0-py3-none-Linux_x86_64.whl", "Binary wheel 'sample_case-1.0-py3-none-Linux_x86_64.whl' has an unsupported platform tag 'linux_x86_64'."),
    "WHL006": ("other-1.0-py3-none-any.whl", "Start filename for 'sample-case' with 'sample_case'."),
    "WHL007": ("Sample.Case-1.0-py3-none-any.whl", "Filename 'Sample.Case-1.0-py3-none-any.whl' should contain the normalized project name 'sample_case', not 'Sample.Case'."),
    "WHL008": (f"{NAME}-1.1-py3-none-any.whl", "Version in filename should be '1.0' not '1.1'."),
    "WHL009": (f"{NAME}-1.1-py3-none-any.whl", "License-File LICENSE does not exist in distribution file sample_case-1.1-py3-none-any.whl at sample_case-1.1.dist-info/licenses/LICENSE"),
    "WHL011": (f"{NAME}-1.1-py3-none-any.whl", "Wheel 'sample_case-1.1-py3-none-any.whl' does not contain the required RECORD file: sample_case-1.1.dist-info/RECORD"),
    "WHL015": (f"{NAME}-1.1-py3-none-any.whl", "Wheel 'sample_case-1.1-py3-none-any.whl' does not contain the required METADATA file: sample_case-1.1.dist-info/METADATA"),
    "WHL017": (f"{NAME}-1.0-py3-none-{'a' * 230}.whl", f"Filename is too long: '{NAME}-1.0-py3-none-{'a' * 230}.whl'"),
}  # fmt: skip


@pytest.mark.parametrize("rule", REFUSED)
def test_names_are_refused_in_pypis_words(rule: str) -> None:
    """Whoever reads the finding reads what PyPI would say."""
    filename, words = REFUSED[rule]
    refusal = found(wheel(), filename)[rule].refusal
    assert refusal is not None
    assert refusal.message == words


def test_equal_versions_may_be_spelt_differently() -> None:
    """PyPI compares versions of wheels by their value, and one that is no version is somebody else's fault."""
    assert "WHL008" not in found(wheel(), f"{NAME}-1.0.0-py3-none-any.whl")
    assert "WHL008" not in found(wheel(), WHEEL_NAME, metadata(version="x"))


def test_files_that_break_the_server() -> None:
    """Damage in what PyPI reads late ends in an error of its server."""
    stored = wheel({f"{INFO}/entry_points.txt": b"[console_scripts]\nsample = sample_case:main\n"}, compression=zipfile.ZIP_STORED)
    for text, rule in ((b"[console", "WHL014"), (b"Permission", "WHL010"), (b"Summary", "WHL016")):
        refusal = found(stored.replace(text, text.swapcase()), written=metadata(License_File="LICENSE"))[rule].refusal
        assert refusal is not None
        assert refusal.status == 500
    assert found(wheel({f"{INFO}/RECORD": b"\n"}))["WHL012"].refusal is not None
    assert found(wheel({f"{INFO}/entry_points.txt": b"x"}))["WHL013"].refusal is not None


ALLOWED = [
    "any",
    "win32",
    "linux_armv7l",
    "manylinux1_i686",
    "manylinux2014_s390x",
    "manylinux_2_17_ppc64",
    "manylinux_2_39_riscv64",
    "musllinux_1_2_aarch64",
    "macosx_10_9_intel",
    "macosx_11_0_arm64",
    "macosx_26_0_universal2",
    "ios_13_0_arm64_iphoneosjunk",
    "android_21_x86",
    "pyemscripten_2024_0_wasm32",
]
FORBIDDEN = [
    "linux_x86_64",
    "musllinux_1_2_ppc64",
    "manylinux_2_17_loongarch64",
    "macosx_11_1_arm64",
    "macosx_16_0_arm64",
    "macosx_10_9_z80",
    "ios_13_0_x_iphoneos",
    "android_21_z80",
    "emscripten_1_2_wasm32",
    "win_ppc",
]


@pytest.mark.parametrize("tag", ALLOWED + FORBIDDEN)
def test_platforms(tag: str) -> None:
    """Wheels for platforms that PyPI does not know are told before the upload."""
    assert is_allowed(tag) == (tag in ALLOWED)


def test_another_index_takes_other_platforms() -> None:
    """What PyPI refuses for its platform may go to an index of one's own."""
    tagged = read(io.BytesIO(wheel(tag="py3-none-linux_x86_64")), WHEEL_NAME.replace("any", "linux_x86_64"))
    assert isinstance(tagged, Wheel)
    sent = Upload(tagged, form_of(tagged, parse(tagged.metadata or b"")))
    assert {one.rule for one in judge_upload(sent, PYPI, "x", {}) if one.refusal} == {"WHL005"}
    assert {one.rule for one in judge_upload(sent, GENERIC, "x", {}) if one.refusal} == set()


def without(files: dict[str, bytes], name: str) -> bytes:
    return zipped({**files, f"{INFO}/RECORD": record({one: data for one, data in files.items() if one != name})})


def test_record_is_compared() -> None:
    """A wheel that was changed by hand is told, file by file."""
    files = wheel_files({"a.txt": b"a"})
    assert found(without(files, "a.txt"))["WHL031"].values == {"count": 1, "names": "a.txt"}
    assert found(zipped({**wheel_files(), f"{INFO}/RECORD": record(files)}))["WHL032"].values["names"] == "a.txt"
    assert found(zipped({**files, "a.txt": b"b", f"{INFO}/RECORD": record(files)}))["WHL030"].values["names"] == "a.txt"
    many = {**files, **{f"{number}.txt": b"" for number in range(5)}}
    assert str(found(zipped({**many, f"{INFO}/RECORD": record(files)}))["WHL031"].values["names"]).endswith("…")
    rows = record(files).replace(b",1\n", b",2\n").replace(b"sha256=", b"md5=")
    assert found(zipped({**files, f"{INFO}/RECORD": rows}))["WHL030"].values["count"] == 1


ODD = {
    "WHL033": {"other-1.0.dist-info/METADATA": b""},
    "WHL034": {f"{INFO}/WHEEL": b"Tag: py3-none-any\n"},
    "WHL035": {f"{INFO}/WHEEL": b"Wheel-Version: 1.0\nTag: py2-none-any\n"},
    "WHL036": {f"{NAME}/fast.abi3.so": b"\0"},
    "WHL037": {f"{NAME}-1.0.data/odd/a": b""},
    "WHL038": {"../a.py": b""},
    "WHL039": {f"{INFO}/licenses/LICENSE": None, f"{INFO}/METADATA": metadata()},
    "WHL040": {"__init__.py": b""},
    "WHL041": {"tests/__init__.py": b""},
    "WHL042": {f"{NAME}/__init__.py": None},
    "WHL043": {f"{NAME}/code.py": b"print 'x'"},
}


@pytest.mark.parametrize("rule", ODD)
def test_what_pypi_takes_and_users_regret(rule: str) -> None:
    """Each is told alone; the wheel that has nothing of it is clean."""
    assert [one for one in found(wheel(ODD[rule])) if one.startswith("WHL")] == [rule]


def test_what_is_an_error_and_what_is_not() -> None:
    """Only what keeps the package from being imported is an error."""
    assert found(wheel({f"{NAME}/__init__.py": None, "__init__.py": b""}))["WHL040"].severity == "error"
    assert found(wheel({"__init__.py": b""}))["WHL040"].severity == "warning"
    assert found(wheel({f"{NAME}/__init__.py": b"print 'x'"}))["WHL043"].severity == "error"
    assert found(wheel({f"{NAME}/sub.py": b"print 'x'"}))["WHL043"].severity == "warning"
    assert "WHL043" not in found(wheel({f"{NAME}/templates/a.py": b"{% x %}"}))
    assert "WHL043" not in found(
        wheel({f"{NAME}/new.py": b"print 'x'", f"{INFO}/METADATA": metadata(Requires_Python=">=3.99", License_File="LICENSE")})
    )
    assert "WHL043" not in found(
        wheel({f"{NAME}/new.py": b"print 'x'", f"{INFO}/METADATA": metadata(Requires_Python="?", License_File="LICENSE")})
    )
    assert "WHL043" not in found(wheel({f"{NAME}/old.py": b"print 'x'"}, tag="py2-none-any"), f"{NAME}-1.0-py2-none-any.whl")


def test_names_that_are_the_projects_own() -> None:
    """A project called `docs` may install `docs`."""
    info = "docs-1.0.dist-info"
    data = zipped(
        {
            "docs/__init__.py": CODE,
            f"{info}/METADATA": metadata("docs"),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\n",
            f"{info}/RECORD": b"",
            f"{info}/LICENSE": b"x",
        }
    )
    assert "WHL041" not in found(data, "docs-1.0-py3-none-any.whl")


SCRIPTS = {
    "sample_case:main": (None, {}),
    "sample_case:main [extra]": (None, {}),
    "sample_case": ("WHL044", "error"),
    "sample_case:gone": ("WHL046", "error"),
    "sample_case.gone:main": ("WHL045", "error"),
    "elsewhere:main": ("WHL045", "warning"),
    "json.tool:main": (None, {}),
}


@pytest.mark.parametrize("target", SCRIPTS)
def test_targets_of_scripts(target: str) -> None:
    """A script that cannot start is told; one that may work is not called an error."""
    rule, severity = SCRIPTS[target]
    told = found(scripted(target))
    assert list(told) == ([rule] if rule else [])
    if rule:
        assert told[rule].severity == severity


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({f"{NAME}/__init__.py": b"from x import *"}, "warning"),
        ({f"{INFO}/METADATA": metadata(Requires_Dist="other", License_File="LICENSE")}, "error"),
        ({f"{NAME}/__init__.py": None, f"{NAME}/a.py": b"x = 1"}, "warning"),
        ({f"{NAME}/gone/data.txt": b""}, None),
        ({f"{NAME}/gone.cpython-312-x86_64-linux-gnu.so": b"\0"}, None),
        ({f"{NAME}-1.0.data/purelib/{NAME}/gone.py": CODE}, None),
    ],
)
def test_modules_that_may_come_from_elsewhere(more: dict[str, bytes | None], expected: str | None) -> None:
    """Namespace packages, star imports, compiled modules and folders leave room for doubt."""
    told = found(wheel({f"{INFO}/entry_points.txt": b"[gui_scripts]\nx = sample_case.gone:main\n", **more})).get("WHL045")
    assert (told.severity if told else None) == expected


def test_targets_in_other_packages() -> None:
    """What a requirement may bring is not missed."""
    written = metadata(Requires_Dist="other", License_File="LICENSE")
    assert "WHL045" not in found(scripted("other.cli:main", {f"{INFO}/METADATA": written}))
    assert "WHL046" not in found(scripted("sample_case:helper", {f"{NAME}/helper.py": b""}))


REFUSED_BY_PIP = {
    **{rule: ODD[rule] for rule in ("WHL033", "WHL034", "WHL037", "WHL038")},
    "WHL044": {f"{INFO}/entry_points.txt": b"[console_scripts]\nx = sample_case\n"},
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", REFUSED_BY_PIP)
def test_what_is_called_an_error_pip_refuses(rule: str, tmp_path: Path) -> None:
    """An error on a file that PyPI takes means that the real pip cannot install it."""
    path = tmp_path / WHEEL_NAME
    path.write_bytes(wheel(REFUSED_BY_PIP[rule]))
    assert found(path.read_bytes())[rule].severity == "error"
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(tmp_path / "in"), str(path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0


def test_an_empty_licence_file_is_none() -> None:
    """A form may name the empty string, which no file is asked for."""
    dist = read(io.BytesIO(wheel()), WHEEL_NAME)
    form = form_of(dist, parse(metadata()))
    form = form._replace(fields=(*form.fields, ("license_file", "")))
    assert judge_dist(Upload(dist, form), WHEEL_NAME, {}, "pypi.org") == ()
