"""Large files, and many of them, for the contests of `check`."""

import base64
import gzip
import hashlib
import io
import random
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.projects import README

LARGE = 500_000_000
"""Bytes of the large files."""
PIECE = 10_000_000
CODE = 300_000_000
"""Bytes of code in the sdist of code, which packs to some 66 MB."""
LONGEST = 300_000
Members = Iterable[tuple[str, bytes]]


def large_wheel(folder: Path) -> Path:
    """Write a wheel of 500 MB whose members are stored, with a RECORD that holds."""
    return _wheel(folder, "large", [(f"large/data{at}.bin", piece) for at, piece in enumerate(_noise())], zipfile.ZIP_STORED)


def large_sdist(folder: Path) -> Path:
    """Write an sdist of 500 MB of data that does not pack."""
    return _sdist(folder, "large", ((f"src/large/data{at}.bin", piece) for at, piece in enumerate(_noise())), 1)


def sdist_of_code(folder: Path) -> Path:
    """Write an sdist of 300 MB of Python, the interpreter's own library over and over."""
    return _sdist(folder, "code", _code(), 6)


def many(folder: Path, count: int) -> list[Path]:
    """Write so many small wheels and as many sdists, of ten modules each."""
    module = b"".join(b"def answer%d(a, b):\n    return a + b + %d\n\n\n" % (at, at) for at in range(20))
    files = []
    for number in range(count):
        name = f"many{number}"
        modules = [(f"{name}/part{at}.py", module) for at in range(10)]
        files.append(_wheel(folder, name, [(f"{name}/__init__.py", b"x = 1\n"), *modules], zipfile.ZIP_DEFLATED))
        files.append(_sdist(folder, name, [(f"src/{path}", data) for path, data in modules], 6))
    return files


def _metadata(name: str) -> bytes:
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nSummary: A file for benchmarks\nLicense: MIT\n"
    return f"{head}Description-Content-Type: text/markdown\n\n{README[:1000]}".encode()


def _noise() -> Iterator[bytes]:
    chance = random.Random(1)
    for _ in range(LARGE // PIECE):
        yield chance.randbytes(PIECE)


def _code() -> Iterator[tuple[str, bytes]]:
    library = sorted(Path(sysconfig.get_path("stdlib")).rglob("*.py"))
    texts = [text for path in library if len(text := path.read_bytes()) <= LONGEST]
    chance = random.Random(1)
    written = at = 0
    while written < CODE:
        text = chance.choice(texts)
        yield f"src/code/p{at % 100}/m{at}.py", text
        written, at = written + len(text), at + 1


def _wheel(folder: Path, name: str, members: Members, compression: int) -> Path:
    path, info, rows = folder / f"{name}-1.0-py3-none-any.whl", f"{name}-1.0.dist-info", []
    own = [
        (f"{info}/METADATA", _metadata(name)),
        (f"{info}/WHEEL", b"Wheel-Version: 1.0\nGenerator: benchmarks\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
        (f"{info}/licenses/LICENSE", b"MIT\n"),
    ]
    with zipfile.ZipFile(path, "w", compression) as archive:
        for member, data in (*members, *own):
            archive.writestr(member, data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            rows.append(f"{member},sha256={digest},{len(data)}\n")
        archive.writestr(f"{info}/RECORD", "".join(rows) + f"{info}/RECORD,,\n")
    return path


def _sdist(folder: Path, name: str, members: Members, level: int) -> Path:
    path = folder / f"{name}-1.0.tar.gz"
    build = b'[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
    own = [("PKG-INFO", _metadata(name)), ("pyproject.toml", build), ("LICENSE", b"MIT\n")]
    with gzip.open(path, "wb", compresslevel=level) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:
        for parts in (own, members):
            for member, data in parts:
                info = tarfile.TarInfo(f"{name}-1.0/{member}")
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return path
