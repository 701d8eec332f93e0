"""Large files, and many of them, for the contests of `check` and `upload`."""

import random
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.packing import sdist, wheel
from benchmarks.projects import README

LARGE = 500_000_000
"""Bytes of the large files."""
PIECE = 10_000_000
HUGE = 5_000_000_000
"""Bytes of the largest file, which holds zeros."""
CODE = 300_000_000
"""Bytes of code in the sdist of code, which packs to some 66 MB."""
LONGEST = 300_000


def large_wheel(folder: Path) -> Path:
    """Write a wheel of 500 MB whose members are stored, with a RECORD that holds."""
    return wheel(
        folder, "large", _metadata("large"), [(f"large/data{at}.bin", piece) for at, piece in enumerate(_noise())], zipfile.ZIP_STORED
    )


def huge_wheel(folder: Path) -> Path:
    """Write a wheel of 5 GB whose members are stored, with a RECORD that holds."""
    zeros = bytes(PIECE)
    return wheel(folder, "huge", _metadata("huge"), ((f"huge/data{at}.bin", zeros) for at in range(HUGE // PIECE)), zipfile.ZIP_STORED)


def large_sdist(folder: Path) -> Path:
    """Write an sdist of 500 MB of data that does not pack."""
    return sdist(folder, "large", _metadata("large"), ((f"src/large/data{at}.bin", piece) for at, piece in enumerate(_noise())), 1)


def sdist_of_code(folder: Path) -> Path:
    """Write an sdist of 300 MB of Python, the interpreter's own library over and over."""
    return sdist(folder, "code", _metadata("code"), _code(), 6)


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
