"""Packs wheels and sdists for the contests, without a build backend."""

import base64
import gzip
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

Members = Iterable[tuple[str, bytes]]


def wheel(
    folder: Path, name: str, metadata: bytes, members: Members, compression: int = zipfile.ZIP_DEFLATED, tag: str = "py3-none-any"
) -> Path:
    """Write a wheel with these members and a RECORD that holds."""
    path, info, rows = folder / f"{name}-1.0-{tag}.whl", f"{name}-1.0.dist-info", []
    pure = "true" if tag.endswith("-any") else "false"
    own = [
        (f"{info}/METADATA", metadata),
        (f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: benchmarks\nRoot-Is-Purelib: {pure}\nTag: {tag}\n".encode()),
        (f"{info}/licenses/LICENSE", b"MIT\n"),
    ]
    with zipfile.ZipFile(path, "w", compression) as archive:
        for member, data in (*members, *own):
            archive.writestr(member, data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            rows.append(f"{member},sha256={digest},{len(data)}\n")
        archive.writestr(f"{info}/RECORD", "".join(rows) + f"{info}/RECORD,,\n")
    return path


def sdist(folder: Path, name: str, metadata: bytes, members: Members, level: int = 6) -> Path:
    """Write an sdist with these members below its top folder."""
    path = folder / f"{name}-1.0.tar.gz"
    build = b'[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
    own = [("PKG-INFO", metadata), ("pyproject.toml", build), ("LICENSE", b"MIT\n")]
    with gzip.open(path, "wb", compresslevel=level) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:
        for parts in (own, members):
            for member, data in parts:
                info = tarfile.TarInfo(f"{name}-1.0/{member}")
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return path
