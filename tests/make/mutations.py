"""Changes to bytes and texts, made by chance: of single bits, of pieces, of words that a reader looks for, of whatever can be repeated."""

import struct
import zlib
from random import Random

INTEGERS = [
    b"\0",
    b"\xff",
    b"\x7f",
    b"\0\0",
    b"\xff\xff",
    b"\0\0\0\x80",
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\1\0\0\0",
    b"\xff" * 8,
    b"\0" * 8,
]
SIGNATURES = [b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\7\x08", b"\x1f\x8b\x08\0", b"ustar\0", b"BZh9", b"\xfd7zXZ\0"]
LETTERS = ["\0", "\x1b[31m", "\x9b2J", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041", "\u0378", "é", "İ", "ß", "\u2028", "\x85", "\x0b", "\x0c", "\r", "\r\n", "\n", "\t", "\x7f", "\ud800", "𝟙", "١"]  # fmt: skip
WORDS = [
    "Metadata-Version: 2.4", "Metadata-Version: 99", "Name: a", "Name: ", "Version: 1.0", "Version: 1!2.post3.dev4+x.y", "Requires-Dist: a[b]>=1; python_version > '3'",
    "Requires-Python: >=3.8,!=3.9.*,<4", "Classifier: Private :: Do Not Upload", "Dynamic: version", "License-Expression: MIT OR (Apache-2.0 AND NOT X)", "License-File: ../a",
    "Project-URL: a, https://[::1]:99999/%zz", 'Author-Email: "a, b" <a@b.c>, (x) c@d', "Description-Content-Type: text/x-rst; charset=utf-8; variant=GFM", "Provides-Extra: a b",
    "Content-Type: multipart/mixed; boundary=x", "Content-Transfer-Encoding: base64", "Import-Name: a.b ; private", "Keywords: a,b", "=?utf-8?b?w6k=?=", "Tag: py3-none-any", "Root-Is-Purelib: maybe",
    "Wheel-Version: 1.999999999999", "[console_scripts]", "[DEFAULT]", "a = b.c:d [e]", "a,sha256=x,1", '"a\nb",,', "../../etc/passwd", "/a", "C:\\a", "con", "a/./b", "a//b", "a.data/purelib/b.py",
    ".. include:: /etc/passwd", ".. raw:: html", "|a|", ".. |a| replace:: |a| |a|", ":role:`a`", "`a <b_>`_", "<div>", "<!--", "[a]: b", "[^1]", "```", "~~~", "# ", "- ", "> ", "|-|", "![a](b)", "&#0;",
    "import a.b", "from . import *", "from ..a import b", "def f(:", "class A[T]: pass", "type X = int", "match x:\n case _: pass", "except* E:", "f'{a!r:>{b}}'", "x: int = 1", "(yield)", "lambda *a, **b: 0",
    "# coding: utf-7", "# coding: rot13", "# -*- coding: punycode -*-", "\\N{BELL}", "'\\ud800'", "9" * 5000, "0x" + "f" * 5000, "1e999999", "open(__file__)", "exec(open('a').read())", "setup(name='a', version='1')",
    "__import__('os')", "globals()['a'] = 1", "sys.modules[__name__] = a", "[project]", 'version = "1"', 'dynamic = ["version"]', "[tool.setuptools.dynamic]", "attr: a.b.c", "file: a, b", "%(a)s", "${a}",
    "'''", '"""', "-----BEGIN RSA PRIVATE KEY-----", "pypi-AgEIcHlwaS5vcmcC", "path=", "size=-1", "GNU.sparse.major=1", "GNU.sparse.map=1,2", "SCHILY.xattr.a=", "hdrcharset=BINARY", "mtime=nan",
    'Content-Disposition: form-data; name="content"; filename="a"', "--boundary--", "%00", "%zz", '{"a":', "null", "1e400", "-0", "NaN",
]  # fmt: skip
MOST = 400_000
"""Bytes of a text that repetitions may make."""


def mutated(chance: Random, data: bytes) -> bytes:
    """Return data with a few bytes changed, cut, doubled, moved or overwritten by what a reader of archives looks for."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 8, 20))):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(9):
            case 0 if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
            case 1 if at < len(out):
                out[at] = chance.randrange(256)
            case 2:
                del out[at:]
            case 3:
                del out[at : at + chance.choice((1, 2, 4, 30, 512, 4096))]
            case 4:
                out[at:at] = chance.randbytes(chance.choice((1, 3, 30, 512)))
            case 5:
                piece = chance.choice(INTEGERS)
                out[at : at + len(piece)] = piece
            case 6:
                piece = chance.choice(SIGNATURES)
                out[at : at + len(piece) * chance.randrange(2)] = piece
            case 7:
                begin = chance.randrange(len(out) + 1)
                out[at:at] = out[begin : begin + chance.choice((10, 100, 600, 5000))]
            case _:
                _near_signature(chance, out)
    return bytes(out)


def _near_signature(chance: Random, out: bytearray) -> None:
    """Change a field of a record: what stands a few bytes behind one of its signatures."""
    places = [
        at
        for mark in (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"ustar", b"\x1f\x8b")
        if (at := out.find(mark, chance.randrange(len(out) + 1))) >= 0
    ]
    if places:
        at = chance.choice(places) + chance.randrange(-140, 50)
        piece = chance.choice([*INTEGERS, struct.pack("<L", chance.randrange(1 << 20)), b"%07o" % chance.randrange(1 << 21)])
        if at >= 0:
            out[at : at + len(piece)] = piece


def mutated_text(chance: Random, data: bytes) -> bytes:  # noqa: C901  (one branch for each kind of change)
    """Return a text with lines, words and signs changed, some of them repeated until a reader that calls itself would fall."""
    out = data
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        lines = out.split(b"\n")
        at = chance.randrange(len(lines))
        match chance.randrange(10):
            case 0:
                lines[at] = word(chance)
            case 1:
                lines.insert(at, word(chance))
            case 2:
                lines[at] = _spliced(chance, lines[at], word(chance))
            case 3:
                lines[at] = _spliced(chance, lines[at], chance.choice(LETTERS).encode("utf-8", "surrogatepass"))
            case 4:
                del lines[at]
            case 5:
                lines[at:at] = [lines[at]] * chance.choice((1, 2, 50, 1000))
            case 6:
                lines[at] = _spliced(chance, lines[at], repeated(chance, out))
            case 7:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 8:
                chance.shuffle(lines)
            case _:
                lines[at] = mutated(chance, lines[at])
        out = b"\n".join(lines)[:MOST]
    return out


def word(chance: Random) -> bytes:
    """Return something that a reader of text looks for."""
    return chance.choice(WORDS).encode("utf-8", "surrogatepass")


def repeated(chance: Random, data: bytes) -> bytes:
    """Return a piece of a text, or a sign, many times over, and closed again where it opens something."""
    begin = chance.randrange(len(data) + 1)
    own = data[begin : begin + chance.choice((1, 2, 3, 8, 20))] or b"a"
    unit = chance.choice([own, own, word(chance), *(bytes([one]) for one in b"([{<\"'`*_-+.,;:=|\\/ \t!@#%&a0")])
    times = min(chance.choice((10, 60, 100, 300, 999, 3000, 20_000, 100_000)), MOST // 2 // len(unit))
    closing = unit.translate(bytes.maketrans(b"([{<", b")]}>"))
    return unit * times + closing * times * chance.randrange(2)


def _spliced(chance: Random, line: bytes, piece: bytes) -> bytes:
    at = chance.randrange(len(line) + 1)
    return line[:at] + piece + line[at + chance.choice((0, 0, 1, 4)) :]


def repacked(chance: Random, data: bytes) -> bytes:
    """Return a gzip file with other bytes inside, packed again with sums that are right."""
    try:
        inner = zlib.decompress(data, 31)
    except zlib.error:
        return data
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(_summed(mutated(chance, inner))) + packer.flush()


def _summed(data: bytes) -> bytes:
    """Return a tar archive with the sums of its headers made right, so that what was changed in them is read."""
    out = bytearray(data)
    for at in range(0, len(out) - 511, 512):
        if out[at + 257 : at + 262] == b"ustar":
            out[at + 148 : at + 156] = b" " * 8
            out[at + 148 : at + 156] = b"%06o\0 " % sum(out[at : at + 512])
    return bytes(out)
