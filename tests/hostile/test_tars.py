"""Sdists whose headers, sizes and streams have no end."""

import gzip
from pathlib import Path

from make.dist import SDIST_NAME, sdist_files, tar_block, tar_member, tarred
from make.hostile import pax, zeros
from make.measured import checked, crowd

TOP = b"sample_case-1.0"
MEMBER = tar_block(TOP + b"/a")


def front() -> bytes:
    """Return the members of a sound sdist, without the zeros at the end."""
    members = tarred([tar_member(name, data) for name, data in sdist_files().items()]).rstrip(b"\0")
    return members + bytes(-len(members) % 512)


def sdist_with(more: bytes, times: int = 1) -> bytes:
    """Return a sound sdist with blocks behind its members, compressed once however often they are repeated."""
    return gzip.compress(front(), mtime=0) + gzip.compress(more, mtime=0) * times


def test_sizes_and_headers_without_end(tmp_path: Path) -> None:
    """Whatever a header claims is read up to a bound and then left undecided, or refused as PyPI would refuse it."""
    sparse = {386: b"00000000000\0", 398: b"00000000000\0", 483: b"%011o\0" % ((8 << 30) - 1)}
    expected = {
        "gzip bomb": ("undecided", sdist_with(tar_block(TOP + b"/a", size=3 << 30)) + zeros(3 << 30)),
        "extended header of a gigabyte": ("undecided", sdist_with(tar_block(b"pax", size=1 << 30, type_=b"x") + b"1" * 2_000_000)),
        "name of a gigabyte": ("undecided", sdist_with(tar_block(b"long", size=1 << 30, type_=b"L") + b"1" * 2_000_000)),
        "sparse": ("refused", sdist_with(tar_block(TOP + b"/s", type_=b"S", patch=sparse))),
        "sparse in a record": ("refused", sdist_with(pax([b"GNU.sparse.size=10737418240"]) + tar_block(TOP + b"/s"))),
        "size of four thousand digits": ("refused", sdist_with(pax([b"size=" + b"9" * 4_000]) + MEMBER)),
        "size in all bits": ("refused", sdist_with(tar_block(TOP + b"/a", patch={124: b"\x80" + b"\xff" * 11}))),
        "negative sizes": ("accepted", sdist_with(pax([b"size=-512"], b"g") + MEMBER * 10)),
        "streams": ("undecided", gzip.compress(front(), mtime=0) + gzip.compress(b"", mtime=0) * 200_000),
        "members": ("undecided", sdist_with(MEMBER * 10_000, 30)),
        "records": ("undecided", sdist_with(pax([b"a="] * 140_000) + MEMBER, 20)),
        "long names": ("undecided", sdist_with(tar_block(b"long", size=1_000_000, type_=b"L") + b"a/" * 500_000 + bytes(448) + MEMBER, 60)),
    }
    ran = checked(*crowd(tmp_path, SDIST_NAME, {label: data for label, (_, data) in expected.items()}), home=tmp_path)
    assert dict(zip(expected, ran.verdicts, strict=True)) == {label: verdict for label, (verdict, _) in expected.items()}
    assert ran.seconds < 45
    assert ran.megabytes < 250


def test_records_for_all_members_are_not_gathered(tmp_path: Path) -> None:
    """A hundred thousand records that hold for every member behind them cost each of these nothing."""
    shared = b"".join(pax([b"k%d=" % at for at in range(start, start + 10_000)], b"g") + MEMBER for start in range(0, 100_000, 10_000))
    ran = checked(*crowd(tmp_path, SDIST_NAME, {"global": sdist_with(shared + MEMBER * 50_000)}), home=tmp_path)
    assert ran.verdicts == ["accepted"]
    assert ran.seconds < 10


def test_many_files_of_one_name(tmp_path: Path) -> None:
    """Hundreds of setup.py and of PKG-INFO are neither all parsed nor all kept."""
    script = tar_block(TOP + b"/setup.py", size=250_000) + b"f(x)\n" * 50_000 + bytes(-250_000 % 512)
    metadata = b"".join(tar_block(TOP + b"/d%d/PKG-INFO" % at, size=4 << 20) + bytes(4 << 20) for at in range(2))
    files = {"scripts": sdist_with(script, 100), "metadata": sdist_with(metadata, 30)}
    ran = checked(*crowd(tmp_path, SDIST_NAME, files), home=tmp_path)
    assert ran.verdicts == ["accepted", "accepted"]
    assert ran.seconds < 20
    assert ran.megabytes < 250
