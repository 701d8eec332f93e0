"""Wheels and sdists in memory, sound by default, with one peculiarity each."""

import base64
import gzip
import hashlib
import io
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Mapping, Sequence

NAME = "sample_case"
VERSION = "1.0"
WHEEL_NAME = f"{NAME}-{VERSION}-py3-none-any.whl"
SDIST_NAME = f"{NAME}-{VERSION}.tar.gz"
INFO = f"{NAME}-{VERSION}.dist-info"
TOP = f"{NAME}-{VERSION}"
CODE = b'"""A sample."""\n\n__version__ = "1.0"\n\n\ndef main():\n    return 0\n'
PYARMOR = b"__pyarmor__(__name__, __file__, b'...')\n"
PYE = b"---BEGIN PYE FILE---\nabc\n---END PYE FILE---\n"
TOKEN = "pypi-AgEIcHlwaS5vcmcCJDAxMjM0NTY3LTg5YWItY2RlZi0wMTIzLTQ1Njc4OWFiY2RlZgACKlszLCJhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eiJd"


def metadata(name: str = "sample-case", version: str = VERSION, **fields: str) -> bytes:
    """Return core metadata; further fields are given with underscores for dashes."""
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", "Summary: A sample"]
    lines += [f"{key.replace('_', '-')}: {value}" for key, value in fields.items()]
    return ("\n".join(lines) + "\n\nA sample.\n").encode()


def wheel_files(more: Mapping[str, bytes | None] | None = None, *, tag: str = "py3-none-any", info: str = INFO) -> dict[str, bytes]:
    """Return the members of a sound wheel but RECORD; `more` adds and replaces, None leaves out."""
    files: dict[str, bytes | None] = {
        f"{NAME}/__init__.py": CODE,
        f"{info}/METADATA": metadata(License_File="LICENSE"),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n".encode(),
        f"{info}/licenses/LICENSE": b"Permission is granted.\n",
        **(more or {}),
    }
    return {name: data for name, data in files.items() if data is not None}


def record(files: Mapping[str, bytes], info: str = INFO) -> bytes:
    """Return the RECORD of members."""
    rows = []
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(data)}")
    return ("\n".join([*rows, f"{info}/RECORD,,"]) + "\n").encode()


def wheel(
    more: Mapping[str, bytes | None] | None = None, *, tag: str = "py3-none-any", info: str = INFO, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a wheel; a RECORD in `more` stands as it is."""
    files = wheel_files(more, tag=tag, info=info)
    name = f"{info}/RECORD"
    if name not in (more or {}):
        files[name] = record(files, info)
    return zipped(files, compression)


def zipped(files: Mapping[str, bytes] | Sequence[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    pairs = files.items() if isinstance(files, Mapping) else files
    with zipfile.ZipFile(out, "w", compression) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name twice is a peculiarity too
        for name, data in pairs:
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.compress_type = compression
            archive.writestr(info, data)
    return out.getvalue()


def tar_member(name: str, data: bytes = b"", type_: bytes = tarfile.REGTYPE, link: str = "") -> tuple[tarfile.TarInfo, bytes]:
    """Return one member for `tarred`."""
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname, info.mode = len(data), type_, link, 0o644
    return info, data


def sdist_files(more: Mapping[str, bytes | None] | None = None, top: str = TOP) -> dict[str, bytes]:
    """Return the members of a sound sdist; `more` adds and replaces below the top folder, None leaves out."""
    files: dict[str, bytes | None] = {
        "PKG-INFO": metadata(License_File="LICENSE"),
        "pyproject.toml": b'[project]\nname = "sample-case"\nversion = "1.0"\n',
        "LICENSE": b"Permission is granted.\n",
        f"src/{NAME}/__init__.py": CODE,
        **(more or {}),
    }
    return {f"{top}/{name}": data for name, data in files.items() if data is not None}


def sdist(
    more: Mapping[str, bytes | None] | None = None,
    *,
    top: str = TOP,
    extra: Sequence[tuple[tarfile.TarInfo, bytes]] = (),
    format_: int = tarfile.PAX_FORMAT,
) -> bytes:
    """Return a tar.gz sdist; `extra` are members as they stand."""
    return gzip.compress(tarred([*(tar_member(name, data) for name, data in sdist_files(more, top).items()), *extra], format_), mtime=0)


def tarred(members: Sequence[tuple[tarfile.TarInfo, bytes]], format_: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a plain tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format_) as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_block(name: bytes, *, size: int = 0, type_: bytes = b"0", prefix: bytes = b"", patch: Mapping[int, bytes] | None = None) -> bytes:
    """Return one header block as it stands, with a right checksum; `patch` overwrites bytes before it is computed."""
    block = bytearray(512)
    block[0 : len(name)] = name
    block[100:108] = b"0000644\0"
    block[108:124] = b"0000000\0" * 2
    block[124:136] = b"%011o\0" % size
    block[136:148] = b"00000000000\0"
    block[156:157] = type_
    block[257:265] = b"ustar\x0000"
    block[345 : 345 + len(prefix)] = prefix
    for at, data in (patch or {}).items():
        block[at : at + len(data)] = data
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def patched(data: bytes, old: bytes, new: bytes, *, last: bool = False) -> bytes:
    """Return data with the first (or last) occurrence of bytes replaced; they must be there."""
    at = data.rfind(old) if last else data.find(old)
    assert at >= 0
    return data[:at] + new + data[at + len(old) :]


def central_at(data: bytes, name: str) -> int:
    """Return where the central record of a member begins."""
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        (length,) = struct.unpack_from("<H", data, at + 28)
        if data[at + 46 : at + 46 + length] == name.encode():
            return at
        at = data.find(b"PK\x01\x02", at + 4)
    raise AssertionError(name)


def local_at(data: bytes, name: str) -> int:
    """Return where the local record of a member begins."""
    at = data.find(b"PK\x03\x04")
    while at >= 0:
        (length,) = struct.unpack_from("<H", data, at + 26)
        if data[at + 30 : at + 30 + length] == name.encode():
            return at
        at = data.find(b"PK\x03\x04", at + 4)
    raise AssertionError(name)


def set_bytes(data: bytes, at: int, new: bytes) -> bytes:
    """Return data with bytes overwritten."""
    return data[:at] + new + data[at + len(new) :]
