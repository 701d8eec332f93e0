"""Which release comes before, and which of its files belongs beside a built one."""

import pytest

from make.changed import listed_file
from seatrial.core.earlier import counterpart, earlier, likely

PURE = "demo-1.0-py3-none-any.whl"
LINUX = "demo-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
MUSL = "demo-1.0-cp312-cp312-musllinux_1_2_x86_64.whl"
OLDER = "demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl"
MAC = "demo-1.0-cp312-cp312-macosx_11_0_arm64.whl"
WINDOWS = "demo-1.0-cp311-cp311-win_amd64.whl"
SDIST = "demo-1.0.tar.gz"
BUILT = "demo-1.1-cp312-cp312-linux_x86_64.whl"


def before(version: str | None, *versions: str) -> tuple[str, str | None] | None:
    found = earlier([listed_file(f"{one}.whl", one.removesuffix("y"), yanked=one.endswith("y")) for one in versions], version)
    return None if found is None else (found.version, found.newest)


@pytest.mark.parametrize(
    ("version", "versions", "expected"),
    [
        ("1.5", ("1.0", "1.10", "1.4"), ("1.4", "1.10")),
        ("2.0", ("1.0", "1.10", "1.4"), ("1.10", None)),
        ("2.0", ("1.0", "2.0"), ("1.0", None)),
        ("1.0", ("1.0", "1.1"), None),
        ("2.0", ("1.0", "1.1y", "2.0rc1"), ("1.0", None)),
        ("2.0rc2", ("1.0", "2.0rc1"), ("2.0rc1", None)),
        ("2.0", ("2.0a1", "2.0a2"), ("2.0a2", None)),
        ("1.0+local", ("1.0",), ("1.0", None)),
        ("1.0", ("0.9", "2.0a1"), ("0.9", None)),
        (None, ("1.0", "1.1", "2.0a1"), ("1.1", None)),
        ("not a version", ("1.0",), None),
        ("1.0", (), None),
    ],
)
def test_the_release_before_is_found(version, versions, expected) -> None:
    """It is the newest lower one that users get; a newer one is named beside it; yanked files and pre-releases are passed over."""
    assert before(version, *versions) == expected


def test_a_release_has_its_files_however_they_spell_the_version() -> None:
    """1.0 and 1.0.0 are one release."""
    found = earlier([listed_file("a.whl", "1.0"), listed_file("a.tar.gz", "1.0.0"), listed_file("b.whl", "0.9")], "2")
    assert [file.filename for file in found.files] == ["a.whl", "a.tar.gz"]


@pytest.mark.parametrize(
    ("built", "there", "expected"),
    [
        (("demo-1.1.tar.gz", "demo-1.1-py3-none-any.whl"), (SDIST, LINUX, PURE), PURE),
        ((BUILT,), (PURE, MAC, OLDER, MUSL, LINUX), LINUX),
        ((BUILT,), (PURE, MAC, OLDER), OLDER),
        ((BUILT,), (MAC, PURE), MAC),
        ((BUILT,), (MUSL, WINDOWS), MUSL),
        ((BUILT,), (WINDOWS, PURE), PURE),
        (("demo-1.1-py3-none-any.whl",), (MAC,), MAC),
        ((BUILT, "demo-1.1.tar.gz"), (WINDOWS, "demo-1.0.zip", SDIST), SDIST),
        (("demo-1.1-cp312-cp312-macosx_14_0_arm64.whl",), (LINUX, MAC), MAC),
        ((BUILT,), (SDIST,), None),
        ((), (SDIST,), None),
    ],
)
def test_the_file_of_the_same_kind_is_found(built, there, expected) -> None:
    """Wheels are held against wheels of the same platform, else of the same Python; sdists against sdists; else nothing."""
    found = counterpart(built, [listed_file(name) for name in there])
    assert (found[1].filename if found else None) == expected


def test_what_will_be_built_is_guessed() -> None:
    """The file that is most likely needed can be fetched while the build still runs."""
    tags = frozenset(("cp312-cp312-linux_x86_64", "cp312-cp312-manylinux_2_17_x86_64", "py3-none-any"))
    assert likely([listed_file(name) for name in (SDIST, LINUX, PURE)], tags) == PURE
    assert likely([listed_file(name) for name in (SDIST, MAC, LINUX)], tags) == LINUX
    assert likely([listed_file(name) for name in (SDIST, MAC)], tags) == SDIST
    assert likely([listed_file(MAC)], tags) is None
