"""Facts of wheels: sound ones, and each fault that the reader tells."""

import io
import struct
import zipfile

import pytest

from make.dist import CODE, INFO, NAME, PYARMOR, PYE, WHEEL_NAME, central_at, local_at, patched, set_bytes, wheel, wheel_files, zipped
from seatrial.core.dist import bounds, digest, faults, read
from seatrial.model.dist import EntryPoint, Look, Wheel


def told(data: bytes, filename: str = WHEEL_NAME, look: Look | None = None) -> Wheel:
    dist = read(io.BytesIO(data), filename, look)
    assert isinstance(dist, Wheel)
    return dist


def kinds(data: bytes, filename: str = WHEEL_NAME) -> list[str]:
    return [fault.kind for fault in told(data, filename).faults]


def test_a_sound_wheel_has_no_faults() -> None:
    """Whoever builds by a build backend hears of nothing that is not so."""
    data = wheel({f"{INFO}/entry_points.txt": b"[console_scripts]\nsample = sample_case:main\n"})
    found = told(data)
    assert found.faults == ()
    assert found.dist_info == INFO
    assert found.metadata is not None
    assert found.metadata.startswith(b"Metadata-Version")
    assert found.entry_points == (EntryPoint("console_scripts", "sample", "sample_case:main"),)
    assert (found.size, found.sha256, found.blake2b_256) == tuple(digest(io.BytesIO(data)))
    [module] = found.modules
    assert module.names == {"__version__", "main"}
    assert module.version == "1.0"


def test_record_is_compared_with_what_was_read() -> None:
    """The digest of each member is spelt as RECORD spells it."""
    found = told(wheel())
    rows = {row.path: row for row in found.record or ()}
    for member in found.members:
        if not member.name.endswith("RECORD"):
            assert rows[member.name].digest == member.digest
            assert int(rows[member.name].size) == member.size


def test_hashes_of_the_whole_file_can_be_left_out() -> None:
    """A check of a large file need not pay for hashes that nobody asked for."""
    found = read(io.BytesIO(wheel()), WHEEL_NAME, hashed=False)
    assert found.sha256 == ""
    assert found.size > 0


def test_a_look_gets_text_within_its_bound() -> None:
    """Secrets are searched in text, once for each member, and large members are counted instead."""
    seen: dict[str, bytes] = {}
    data = wheel({"a.bin": b"\0\1", "big.py": b"#" * (bounds.LOOK + 1), "link.txt": b"x"})
    found = told(data, look=lambda member, content: seen.setdefault(member.name, content) and None)
    assert seen[f"{NAME}/__init__.py"] == CODE
    assert "a.bin" not in seen
    assert "big.py" not in seen
    assert [(fault.kind, fault.detail) for fault in found.faults] == [(faults.NOT_SEARCHED, "1"), (faults.NOT_PARSED, "1")]


def _central(data: bytes, name: str, offset: int, value: bytes) -> bytes:
    return set_bytes(data, central_at(data, name) + offset, value)


def _both(data: bytes, name: str, central: int, local: int, value: bytes) -> bytes:
    return set_bytes(_central(data, name, central, value), local_at(data, name) + local, value)


PLAIN = wheel({"a.txt": b"hello hello hello", "b.txt": b"x"})
STORED = wheel({"a.txt": b"hello hello hello", "a.py": b"x = 1\n"}, compression=zipfile.ZIP_STORED)
END = len(PLAIN) - 22


def _extra(field: bytes) -> bytes:
    files = [*wheel_files().items()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
        info = zipfile.ZipInfo("a.txt")
        info.extra = field
        archive.writestr(info, b"hello")
        archive.writestr(f"{INFO}/RECORD", b"a,,\n")
    return out.getvalue()


def _local_extra(field: bytes, central: bytes | None = None) -> bytes:
    """Give a member a local header with an extra field that its central record lacks."""
    data = _extra(struct.pack("<HH", 0x9999, len(field) - 4) + b"z" * (len(field) - 4))
    at = local_at(data, "a.txt") + 30 + 5
    data = set_bytes(data, at, field)
    return data if central is None else set_bytes(data, central_at(data, "a.txt") + 46 + 5, central)


CASES = {
    "not a zip": (b"PK nothing", [faults.NOT_ZIP]),
    "empty file": (b"", [faults.NOT_ZIP]),
    "cut short": (PLAIN[:-30], [faults.NOT_ZIP]),
    "junk behind": (PLAIN + b"junk", [faults.TRAILING_DATA]),
    "two archives": (PLAIN + PLAIN, [faults.TRAILING_DATA]),
    "junk before": (b"#!/bin/sh\n" + PLAIN, [faults.UNKNOWN_RECORD]),
    "zip and tar": (b"\0" * 512 + PLAIN, [faults.BOTH_FORMATS, faults.UNKNOWN_RECORD]),
    "comment": (set_bytes(PLAIN, len(PLAIN) - 2, b"\5\0") + b"hello", []),
    "second count differs": (set_bytes(PLAIN, END + 8, b"\x09\0"), [faults.MALFORMED]),
    "both counts differ": (set_bytes(PLAIN, END + 8, b"\x09\0\x09\0"), [faults.DIRECTORY_COUNT]),
    "directory elsewhere": (set_bytes(PLAIN, END + 16, b"\1\0\0\0"), None),
    "directory signature": (set_bytes(PLAIN, central_at(PLAIN, "b.txt"), b"XX"), [faults.ZIP_UNREADABLE]),
    "first directory signature": (set_bytes(PLAIN, PLAIN.find(b"PK\1\2"), b"XX"), [faults.NOT_ZIP]),
    "version": (_central(PLAIN, "a.txt", 6, b"\x63\0"), [faults.BREAKS_ON_OPENING]),
    "method": (_both(PLAIN, "a.txt", 10, 8, b"\x5d\0"), [faults.ZIP_COMPRESSION]),
    "streamed": (set_bytes(PLAIN, local_at(PLAIN, "a.txt") + 6, b"\x08\0"), [faults.DATA_DESCRIPTOR]),
    "local packed size": (set_bytes(PLAIN, local_at(PLAIN, "a.txt") + 18, b"\1\0\0\0"), [faults.DATA_SIZE]),
    "local size": (set_bytes(PLAIN, local_at(PLAIN, "a.txt") + 22, b"\1\0\0\0"), [faults.FILE_SIZE]),
    "crc": (_both(PLAIN, "a.txt", 16, 14, b"\0\0\0\0"), [faults.MEMBER_DAMAGED]),
    "crc of source": (_both(STORED, "a.py", 16, 14, b"\0\0\0\0"), [faults.SOURCE_UNREADABLE]),
    "crc of WHEEL": (_central(STORED, f"{INFO}/WHEEL", 16, b"\0\0\0\0"), [faults.FIRST_UNREADABLE]),
    "crc of RECORD": (_central(STORED, f"{INFO}/RECORD", 16, b"\0\0\0\0"), [faults.RECORD_BREAKS]),
    "crc of METADATA": (_central(STORED, f"{INFO}/METADATA", 16, b"\0\0\0\0"), [faults.METADATA_BREAKS]),
    "encrypted source": (_both(STORED, "a.py", 8, 6, b"\1\0"), [faults.SOURCE_BREAKS]),
    "encrypted data": (_both(STORED, "a.txt", 8, 6, b"\1\0"), [faults.MEMBER_DAMAGED]),
    "patched data": (_both(STORED, "a.txt", 8, 6, b"\x20\0"), [faults.MEMBER_DAMAGED]),
    "encrypted WHEEL": (_central(STORED, f"{INFO}/WHEEL", 8, b"\1\0"), [faults.FIRST_BREAKS]),
    "broken deflate": (set_bytes(PLAIN, local_at(PLAIN, "a.txt") + 35, b"\xff\xff"), [faults.MEMBER_DAMAGED]),
    "no WHEEL": (wheel({f"{INFO}/WHEEL": None}), [faults.NO_WHEEL]),
    "no RECORD": (zipped(wheel_files()), [faults.RECORD_MISSING]),
    "RECORD not text": (wheel({f"{INFO}/RECORD": b"\xff"}), [faults.RECORD_UNREADABLE]),
    "RECORD not CSV": (wheel({f"{INFO}/RECORD": b"a" * 140_000}), [faults.RECORD_UNREADABLE]),
    "RECORD blank line": (wheel({f"{INFO}/RECORD": b"a,,\n\nb,,\n" + b"c" * 140_000}), [faults.RECORD_BLANK_LINE]),
    "no METADATA": (wheel({f"{INFO}/METADATA": None}), [faults.METADATA_MISSING]),
    "bad entry points": (wheel({f"{INFO}/entry_points.txt": b"x = a:b\n"}), [faults.ENTRY_POINTS_INVALID]),
    "ratio": (wheel({"zeros": b"\0" * (66 * bounds.MIB)}), [faults.ZIP_RATIO, faults.NOT_SEARCHED]),
    "pyarmor": (wheel({"a.py": PYARMOR}), [faults.PYARMOR]),
    "pyarmor hook": (wheel({"b.PY": b"__pyarmor_enter__()"}), [faults.PYARMOR]),
    "pyarmor in text": (wheel({"a.txt": PYARMOR, ".py": PYARMOR}), []),
    "pyarmor with a dot": (wheel({"a.py/.": PYARMOR}), [faults.PYARMOR]),
    "pyarmor in a link": (_central(wheel({"a.py": PYARMOR}), "a.py", 38, b"\0\0\xff\xa1"), [faults.PYARMOR]),
    "pye": (wheel({"a.pye": PYE}), [faults.SOURCEDEFENDER]),
    "control character": (wheel({"a\x01b": b""}), [faults.NAME_CHARACTER]),
    "dos name": (patched(patched(PLAIN, b"a.txt", b"\x82.txt"), b"a.txt", b"\x82.txt", last=True), None),
    "twice": (zipped([*wheel_files().items(), ("a", b"1"), (f"{INFO}/RECORD", b"a,,\n"), ("a", b"1")]), [faults.TWO_LOCAL_HEADERS]),
    "a member's record twice": (PLAIN[: local_at(PLAIN, f"{INFO}/METADATA")] + PLAIN, [faults.TWO_LOCAL_HEADERS]),
    "zip64 twice": (_local_extra(struct.pack("<HHHH", 1, 0, 1, 0)), [faults.DUPLICATE_EXTRA]),
    "zip64 length": (_local_extra(struct.pack("<HHI", 1, 4, 0)), [faults.MALFORMED]),
    "extra overruns": (_local_extra(struct.pack("<HHI", 5, 9, 0)), [faults.MALFORMED]),
    "zip64 size": (_local_extra(struct.pack("<HHQ", 1, 8, 5)), []),
    "zip64 sizes": (_local_extra(struct.pack("<HHQQ", 1, 16, 5, 5)), []),
    "zip64 wrong size": (_local_extra(struct.pack("<HHQ", 1, 8, 6)), [faults.DATA_SIZE]),
    "unicode path not utf-8": (_local_extra(struct.pack("<HHBL", 0x7075, 6, 1, 0) + b"\xff"), [faults.PATH_EXTRA_NOT_UTF8]),
    "unicode path with control": (_local_extra(struct.pack("<HHBL", 0x7075, 6, 1, 0) + b"\x01"), [faults.NAME_CHARACTER]),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_told(case: str) -> None:
    """What PyPI refuses in an archive is told, and nothing else."""
    data, expected = CASES[case]
    found = kinds(data)
    if expected is None:
        assert found
    else:
        assert found == expected


def test_a_wheel_without_tags_in_its_name() -> None:
    """A renamed wheel is told as such."""
    assert kinds(wheel(), "sample_case-1.0.whl") == [faults.WHEEL_NAME]


def test_the_dist_info_of_another_version_is_read_all_the_same() -> None:
    """A renamed wheel still tells whose metadata it carries."""
    found = told(wheel(), "sample_case-2.0-py3-none-any.whl")
    assert found.dist_info == INFO
    assert found.metadata is not None


def test_a_huge_file_is_not_taken_for_metadata() -> None:
    """What twine would read is read within bounds; past them the wheel's own metadata counts."""
    found = told(wheel({"METADATA": b"Metadata-Version".ljust(bounds.METADATA + 1)}))
    assert found.elsewhere is None
    assert found.metadata is not None


def test_members_at_one_place_do_not_hang_the_reader() -> None:
    """Records that share their data are the trick of zip bombs."""
    data = PLAIN
    a, b = central_at(data, "a.txt"), central_at(data, "b.txt")
    data = set_bytes(data, b + 42, data[a + 42 : a + 46])
    assert faults.MEMBER_DAMAGED in kinds(data)


def test_offsets_outside_of_the_file() -> None:
    """A record that points nowhere is a fault, not an exception."""
    assert faults.MEMBER_DAMAGED in kinds(_central(PLAIN, "a.txt", 42, b"\xff\xff\xff\x7f"))


def test_modules_beyond_the_budget_are_left_out() -> None:
    """Of a very large wheel only a part is parsed, scripts' targets first; what is left out is told."""
    filler = b"#" * 240_000 + b"\n"
    more = {f"{NAME}/m{number}.py": filler for number in range(20)}
    found = told(
        wheel(
            {
                **more,
                f"{NAME}/deep/__init__.py": b"",
                f"{NAME}/deep/z.py": CODE,
                f"{INFO}/entry_points.txt": b"[console_scripts]\nx = sample_case.deep.z:main\n",
            }
        )
    )
    assert f"{NAME}/deep/z.py" in {module.path for module in found.modules}
    left = len(more) + 3 - len(found.modules)
    assert left > 0
    assert [(fault.kind, fault.detail) for fault in found.faults] == [(faults.NOT_PARSED, str(left))]


def test_large_wheels_do_not_fill_memory() -> None:
    """A wheel is read in chunks: a member of many megabytes is never held at once."""
    import tracemalloc

    data = wheel({"big.bin": bytes(range(256)) * 4096 * 24}, compression=zipfile.ZIP_STORED)
    stream = io.BytesIO(data)
    tracemalloc.start()
    read(stream, WHEEL_NAME)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * bounds.MIB
