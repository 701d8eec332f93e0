"""Facts of sdists: sound ones in every tar format, and each fault that the reader tells."""

import bz2
import gzip
import io
import lzma
import tarfile

import pytest

from make.dist import (
    CODE,
    PYARMOR,
    SDIST_NAME,
    TOP,
    metadata,
    sdist,
    sdist_files,
    tar_block,
    tar_member,
    tarred,
    wheel,
    zipped,
)
from seatrial.core.dist import bounds, faults, read
from seatrial.model.dist import Look, Sdist, Unknown


def told(data: bytes, filename: str = SDIST_NAME, look: Look | None = None) -> Sdist:
    dist = read(io.BytesIO(data), filename, look)
    assert isinstance(dist, Sdist)
    return dist


def kinds(data: bytes, filename: str = SDIST_NAME) -> list[str]:
    return [fault.kind for fault in told(data, filename).faults]


@pytest.mark.parametrize("format_", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_sound_sdist_has_no_faults(format_: int) -> None:
    """Every format that build backends write is read alike, long names, odd letters and links too."""
    more = {"d" * 60 + "/" + "e" * 60 + ".txt": b"long", "setup.py": CODE}
    if format_ != tarfile.USTAR_FORMAT:
        more["d" * 90 + "/" + "f" * 190 + ".txt"] = b"longer"
        more["grüße.txt"] = b"hi"
    found = told(
        sdist(
            more,
            extra=[tar_member(f"{TOP}/link", b"", tarfile.SYMTYPE, "LICENSE"), tar_member(f"{TOP}/dir/", b"", tarfile.DIRTYPE)],
            format_=format_,
        )
    )
    assert found.faults == ()
    assert found.top == TOP
    assert found.metadata == metadata(License_File="LICENSE")
    names = {member.name: member for member in found.members}
    assert {f"{TOP}/{name}" for name in more} <= set(names)
    assert (names[f"{TOP}/link"].kind, names[f"{TOP}/link"].link) == ("symlink", "LICENSE")
    assert names[f"{TOP}/dir"].kind == "directory"
    assert [module.path for module in found.modules] == [f"{TOP}/setup.py"]


def test_a_look_gets_text_within_its_bound() -> None:
    """Secrets are searched in text, and files that are too large for it are counted."""
    seen: list[str] = []
    found = told(
        sdist({"a.bin": b"\0", "big.md": b"#" * (bounds.LOOK + 1), "huge.py": b"#" * (bounds.LOOK + 1)}),
        look=lambda member, _: seen.append(member.name),
    )
    assert f"{TOP}/LICENSE" in seen
    assert f"{TOP}/a.bin" not in seen
    assert [(fault.kind, fault.detail) for fault in found.faults] == [(faults.NOT_SEARCHED, "2")]


SOUND = [tar_member(name, data) for name, data in sdist_files().items()]
PLAIN = tarred(SOUND)
ENDS = b"\0" * 1024


def packed(*blocks: bytes) -> bytes:
    return gzip.compress(b"".join(blocks), mtime=0)


def pax(records: bytes, kind: bytes = b"x") -> bytes:
    return tar_block(b"pax", size=len(records), type_=kind) + records.ljust(512, b"\0")


def line(key: str, value: str) -> bytes:
    body = f" {key}={value}\n"
    length = len(body) + 2
    return f"{length + (len(str(length)) - 2)}{body}".encode() if length > 9 else f"{length - 1}{body}".encode()


FILE = tar_block(f"{TOP}/PKG-INFO".encode(), size=1) + b"x".ljust(512, b"\0") + tar_block(f"{TOP}/other".encode())
OTHER = tar_block(b"top/other")
SIGNED = tar_block(f"{TOP}/grün".encode())
SIGNED = SIGNED[:148] + b"%06o\0 " % (int(SIGNED[148:154], 8) - 2 * 256) + SIGNED[156:]
"""Its name has two letters above 127, which some writers summed up as negative numbers."""
CASES = {
    "empty": (b"", [faults.NOT_TAR]),
    "not an archive": (b"hello", [faults.NOT_TAR]),
    "gzip of something else": (gzip.compress(b"hello"), [faults.NOT_TAR]),
    "plain tar": (PLAIN, [faults.TAR_UNREADABLE]),
    "bz2": (bz2.compress(PLAIN), [faults.TAR_UNREADABLE]),
    "xz": (lzma.compress(PLAIN), [faults.TAR_UNREADABLE]),
    "lzma": (lzma.compress(PLAIN, format=lzma.FORMAT_ALONE), [faults.TAR_UNREADABLE]),
    "bz2 of nothing": (bz2.compress(b"x"), [faults.NOT_TAR]),
    "zstandard": (b"\x28\xb5\x2f\xfd\0\x58\x1d\0\0abc", [faults.TAR_UNREADABLE]),
    "hardly zstandard": (b"\x28\xb5\x2f\xfdxxxx", [faults.NOT_TAR]),
    "a wheel": (wheel(), [faults.NOT_TAR]),
    "tar and zip": (sdist() + b"PK\5\6" + b"\0" * 18, [faults.BOTH_FORMATS]),
    "plain tar and zip": (PLAIN + b"PK\5\6" + b"\0" * 18, [faults.BOTH_FORMATS]),
    "cut in the first header": (sdist()[:40], [faults.BREAKS_ON_OPENING]),
    "cut later": (sdist({"data": bytes(range(256)) * 800})[:-4000], None),
    "no end": (packed(FILE), []),
    "trailing bytes": (sdist() + b"junk", []),
    "wrong crc behind the end": (sdist()[:-8] + b"\0" * 8, []),
    "wrong crc without an end": (packed(FILE)[:-8] + b"\0" * 8, [faults.TAR_BREAKS]),
    "cut trailer": (packed(FILE)[:-4], [faults.TAR_UNREADABLE]),
    "not deflate": (b"\x1f\x8b\x07" + b"\0" * 20, [faults.NOT_TAR]),
    "bad deflate": (b"\x1f\x8b\x08" + b"\0" * 7 + b"\xff" * 20, [faults.NOT_TAR]),
    "gzip with every field": (b"\x1f\x8b\x08\x1e" + b"\0" * 6 + b"\2\0ab" + b"name\0" + b"comment\0" + b"cc" + sdist()[10:], []),
    "gzip in two members": (packed(FILE) + b"\0\0" + packed(ENDS), []),
    "zeros behind gzip": (sdist() + b"\0\0", []),
    "zeros behind gzip, no end": (packed(FILE) + b"\0\0", []),
    "gzip with a long comment": (b"\x1f\x8b\x08\x10" + b"\0" * 6 + b"c" * 2000 + b"\0" + sdist()[10:], []),
    "gzip with a comment without end": (b"\x1f\x8b\x08\x10" + b"\0" * 6 + b"c" * 2000, [faults.BREAKS_ON_OPENING]),
    "signed checksum": (packed(SIGNED, FILE, ENDS), []),
    "gzip and a foreign member": (packed(FILE) + b"\0\0xy", [faults.TAR_BREAKS]),
    "zeros": (packed(ENDS), [faults.TOP_LEVEL]),
    "two folders": (sdist(extra=[tar_member("other/a")]), [faults.TOP_LEVEL]),
    "absolute and relative": (sdist(extra=[tar_member("/abs")]), [faults.MIXED_PATHS]),
    "all absolute": (packed(tar_block(b"/top/PKG-INFO", size=0), ENDS), [faults.NO_PKG_INFO]),
    "with dots": (packed(tar_block(b"./top/PKG-INFO"), tar_block(b"./top/a"), ENDS), [faults.NO_PKG_INFO]),
    "no PKG-INFO": (sdist({"PKG-INFO": None}), [faults.NO_PKG_INFO]),
    "PKG-INFO elsewhere": (sdist({"PKG-INFO": None, "a/PKG-INFO": b"Name: x\n"}), [faults.NO_PKG_INFO]),
    "pyarmor": (sdist({"a.py": PYARMOR}), [faults.PYARMOR]),
    "data missing": (packed(tar_block(b"top/a", size=5000)), [faults.TAR_UNREADABLE]),
    "claim of gigabytes": (packed(tar_block(b"top/a", size=8**11 - 1)), [faults.TAR_UNREADABLE]),
    "checksum later": (packed(FILE, b"x" * 512), []),
    "checksum first": (packed(b"x" * 512), [faults.NOT_TAR]),
    "short header later": (packed(FILE, b"x" * 100), []),
    "bad number": (packed(FILE, tar_block(b"top/b", patch={108: b"zz"}), ENDS), []),
    "negative size": (packed(FILE, tar_block(b"top/b", patch={124: b"\xff" * 12}), ENDS), []),
    "base 256 size": (packed(tar_block(b"top/PKG-INFO", patch={124: b"\x80" + b"\0" * 11}), OTHER, ENDS), []),
    "old directory": (packed(tar_block(b"top/", type_=b"\0"), tar_block(b"top/PKG-INFO"), OTHER, ENDS), []),
    "device": (packed(tar_block(b"top/PKG-INFO"), tar_block(b"top/dev", type_=b"3"), OTHER, ENDS), []),
    "unknown type": (packed(tar_block(b"top/PKG-INFO"), tar_block(b"top/x", type_=b"Q", size=3), b"abc".ljust(512, b"\0"), OTHER, ENDS), []),
    "sparse": (packed(tar_block(b"top/PKG-INFO"), tar_block(b"top/s", type_=b"S", patch={483: b"00000000007\0"}), OTHER, ENDS), [faults.TAR_SPARSE]),
    "sparse with map": (
        packed(tar_block(b"top/PKG-INFO"), tar_block(b"top/s", type_=b"S", patch={482: b"\1", 483: b"00000000007\0"}), b"0" * 504 + b"\0" * 8, OTHER, ENDS),
        [faults.TAR_SPARSE],
    ),
    "sparse map cut": (packed(FILE, tar_block(b"top/s", type_=b"S", patch={482: b"\1", 483: b"00000000007\0"})), [faults.TAR_BREAKS]),
    "pax sparse 0.1": (packed(pax(line("GNU.sparse.map", "0,1")), FILE, ENDS), [faults.TAR_SPARSE]),
    "pax sparse 0.1 bad": (packed(FILE, pax(line("GNU.sparse.map", "x")), FILE, ENDS), [faults.TAR_BREAKS]),
    "pax sparse 0.0": (packed(pax(line("GNU.sparse.size", "9") + line("GNU.sparse.offset", "0") + line("GNU.sparse.numbytes", "1")), FILE, ENDS), [faults.TAR_SPARSE]),
    "pax sparse 0.0 bad": (packed(FILE, pax(line("GNU.sparse.size", "9") + line("GNU.sparse.offset", "x")), FILE, ENDS), []),
    "pax sparse size bad": (packed(FILE, pax(line("GNU.sparse.realsize", "x")), FILE, ENDS), [faults.TAR_BREAKS]),
    "pax sparse 1.0": (
        packed(pax(line("GNU.sparse.major", "1") + line("GNU.sparse.minor", "0") + line("GNU.sparse.name", "top/PKG-INFO")), tar_block(b"x", size=512), b"1\n0\n1\n".ljust(512, b"\0"), OTHER, ENDS),
        [faults.TAR_SPARSE],
    ),
    "pax sparse 1.0 bad": (packed(FILE, pax(line("GNU.sparse.major", "1") + line("GNU.sparse.minor", "0")), FILE, ENDS), [faults.TAR_BREAKS]),
    "pax sparse 1.0 long": (
        packed(FILE, pax(line("GNU.sparse.major", "1") + line("GNU.sparse.minor", "0")), tar_block(b"x", size=512), b"9999999\n".ljust(512, b"\0"), ENDS),
        [faults.TOO_MUCH_DATA],
    ),
    "pax path and size": (packed(pax(line("path", "top/PKG-INFO/") + line("size", "3") + line("linkpath", "x")), tar_block(b"y"), b"abc".ljust(512, b"\0"), OTHER, ENDS), []),
    "pax size no number": (packed(pax(line("size", "three")), FILE[:512], tar_block(f"{TOP}/other".encode()), ENDS), []),
    "pax for all": (packed(pax(line("comment", "x"), b"g"), FILE, ENDS), []),
    "pax without end": (packed(FILE, pax(b"99 path=x\n")), []),
    "pax without length": (packed(FILE, pax(b"path=x\n")), []),
    "pax short": (packed(FILE, pax(b"4 x=\n")), []),
    "pax without equals": (packed(FILE, pax(b"8 pathx\n")), []),
    "pax then nothing": (packed(FILE, pax(line("path", "x"))), [faults.TAR_UNREADABLE]),
    "pax not utf-8": (packed(pax(b"11 path=t\xff\n"), FILE, ENDS), None),
    "header too large": (packed(tar_block(b"L", size=bounds.HEADER + 1, type_=b"L"), bytes(bounds.HEADER + 512)), [faults.TOO_MUCH_DATA]),
    "header cut short": (packed(tar_block(b"L", size=bounds.HEADER + 1, type_=b"L")), [faults.NOT_TAR]),
    "pax cut short": (packed(FILE, tar_block(b"x", size=8**11 - 1, type_=b"x"), line("path", "x")), [faults.TAR_UNREADABLE]),
    "size past any file": (packed(FILE, tar_block(b"top/b", patch={124: b"\x80" + b"\xff" * 11}), ENDS), [faults.TAR_BREAKS]),
    "pax size negative": (packed(pax(line("size", "-1")), FILE, ENDS), [faults.TOP_LEVEL]),
    "sparse with no number": (packed(FILE, tar_block(b"top/s", type_=b"S", patch={386: b"x"}), FILE, ENDS), []),
    "sparse with no number in the map": (packed(FILE, tar_block(b"top/s", type_=b"S", patch={482: b"\1"}), b"x" * 512, FILE, ENDS), []),
    "old file behind a long name": (
        packed(FILE, tar_block(b"L", size=99, type_=b"L"), f"{TOP}/a".encode().ljust(512, b"\0"), tar_block(b"x/", type_=b"\0", size=512), tar_block(b"other"), ENDS),
        [],
    ),
    "pyarmor with a slash": (packed(FILE, tar_block(f"{TOP}/a.py/".encode(), size=len(PYARMOR)), PYARMOR.ljust(512, b"\0"), ENDS), [faults.PYARMOR]),
    "source claims more than there is": (packed(pax(line("size", "5000"), b"g"), FILE, tar_block(f"{TOP}/a.py".encode()), ENDS), [faults.TAR_UNREADABLE]),
    "source claims what is not its own": (packed(pax(line("size", "600"), b"g"), FILE, tar_block(f"{TOP}/a.py".encode()), ENDS), []),
    "source claims encrypted code": (packed(pax(line("size", "1000"), b"g"), FILE, tar_block(f"{TOP}/a.py".encode()), tar_block(f"{TOP}/b".encode(), size=len(PYARMOR)), PYARMOR.ljust(512, b"\0"), ENDS), [faults.PYARMOR]),
    "source claims more than is scanned": (packed(pax(line("size", f"{5 * bounds.MIB + 1}"), b"g"), FILE, tar_block(f"{TOP}/a.py".encode()), PYARMOR.ljust(6 * bounds.MIB, b"\0")), []),
    "many sources claim": (packed(pax(line("size", "600"), b"g"), FILE, *[tar_block(f"{TOP}/a.py".encode())] * (bounds.PKG_INFOS + 1), ENDS), [faults.TOO_MUCH_DATA]),
    "source claims more than any file has": (packed(pax(line("size", "9" * 20), b"g"), FILE, tar_block(f"{TOP}/a.py".encode()), ENDS), [faults.TAR_BREAKS]),
    "source claims more than a broken stream has": (packed(pax(line("size", "5000"), b"g"), FILE, tar_block(f"{TOP}/a.py".encode()), ENDS) + b"x", [faults.TAR_BREAKS]),
    "many headers": (packed(FILE, *[tar_block(b"L", size=len(TOP) + 2, type_=b"L"), f"{TOP}/x".encode().ljust(512, b"\0")] * 300, tar_block(b"x"), ENDS), []),
    "headers without end": (packed(FILE, *[tar_block(b"L", type_=b"L")] * 400), [faults.TAR_BREAKS]),
    "headers without end first": (packed(*[tar_block(b"L", type_=b"L")] * 400), [faults.BREAKS_ON_OPENING]),
    "long name": (packed(tar_block(b"L", size=9, type_=b"L"), b"top/deep/".ljust(512, b"\0"), tar_block(b"x", type_=b"5"), tar_block(b"top/PKG-INFO"), OTHER, ENDS), []),
    "long link": (packed(tar_block(b"K", size=3, type_=b"K"), b"abc".ljust(512, b"\0"), tar_block(b"top/l", type_=b"2"), tar_block(b"top/PKG-INFO"), OTHER, ENDS), []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_told(case: str) -> None:
    """What PyPI refuses in an archive is told, and nothing else."""
    data, expected = CASES[case]
    found = kinds(data)
    if expected is None:
        assert found
    else:
        assert found == expected


@pytest.mark.parametrize("case", [case for case in CASES if case != "zstandard"])
def test_members_are_those_of_tarfile(case: str) -> None:
    """Where Python's tarfile reads an archive to its end, it finds the same members; what newer versions refuse is left out."""
    data, _ = CASES[case]
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz", encoding="utf-8") as archive:
            names = archive.getnames()
    except Exception:  # noqa: BLE001  (whatever stops it, there is nothing to compare)
        return
    if case not in {
        "headers without end",
        "pax sparse 1.0 long",
        "negative size",
        "pax sparse 0.0 bad",
        "pax size negative",
        "old file behind a long name",
    }:
        assert [member.name for member in told(data).members] == names


def test_too_many_members_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of a million entries leaves the verdict open instead of filling memory."""
    monkeypatch.setattr(bounds, "MEMBERS", 3)
    assert kinds(sdist()) == [faults.TOO_MANY_MEMBERS]
    assert kinds(zipped(sdist_files()), f"{TOP}.zip") == [faults.TOO_MANY_MEMBERS]


def test_bombs_are_not_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that unpacks without end leaves the verdict open."""
    monkeypatch.setattr(bounds, "INFLATED", 1)
    monkeypatch.setattr(bounds, "RATIO", 1)
    found = kinds(sdist({"zeros": b"\0" * bounds.MIB}))
    assert found == [faults.TOO_MUCH_DATA]


ZIP_NAME = f"{TOP}.zip"
ZIPPED = zipped(sdist_files({"setup.py": CODE}))
ZIPS = {
    "sound": (ZIPPED, []),
    "no zip": (b"x", [faults.NOT_ZIP]),
    "no PKG-INFO": (zipped(sdist_files({"PKG-INFO": None})), [faults.NO_PKG_INFO]),
    "two folders": (zipped([*sdist_files().items(), ("other", b"")]), [faults.TOP_LEVEL]),
    "mixed": (zipped([*sdist_files().items(), ("/other", b"")]), [faults.MIXED_PATHS]),
    "ratio": (zipped(sdist_files({"zeros": b"\0" * (66 * bounds.MIB)})), [faults.ZIP_RATIO]),
}


@pytest.mark.parametrize("case", ZIPS)
def test_zip_sdists(case: str) -> None:
    """A zip sdist is refused for its name at last; what comes before is told in order."""
    data, expected = ZIPS[case]
    assert kinds(data, ZIP_NAME) == expected


def test_damage_in_a_zip_sdist() -> None:
    """PKG-INFO and other members are told apart."""
    stored = zipped(sdist_files(), 0)
    assert kinds(stored.replace(b"Summary: A", b"Summary: B"), ZIP_NAME) == [faults.FIRST_UNREADABLE]
    assert kinds(stored.replace(b"Permission", b"permission"), ZIP_NAME) == [faults.MEMBER_DAMAGED]


def test_other_names_are_unknown() -> None:
    """A file of no known ending is hashed and left alone."""
    found = read(io.BytesIO(b"x"), "a.egg")
    assert isinstance(found, Unknown)
    assert found.size == 1
