"""Real zip archives from the notation of examples: `local` before the data of a member, `central` in the directory, `end` behind it."""

import ast
import re
import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
UTF8 = 0x800
SIZE = 10
INFO = (b"boat-1.0.dist-info/METADATA", b"boat-1.0.dist-info/WHEEL", b"boat-1.0.dist-info/RECORD")


class Told(NamedTuple):
    """One line of an example."""

    kind: str
    name: bytes
    values: Mapping[str, object]

    def number(self, key: str, usual: int) -> int:
        """Return a number that the line gives."""
        found = self.values.get(key, usual)
        return round(found * 10) if isinstance(found, float) else int(str(found))


def told(text: str) -> list[Told]:
    """Return the lines of an example, with those that it leaves to be understood."""
    lines = [_line(line) for line in text.splitlines()]
    kinds = {line.kind for line in lines}
    names = list(dict.fromkeys(line.name for line in lines if line.name)) or [b"boat.py"]
    front = [] if "local" in kinds else [Told("local", name, {}) for name in names]
    back = [] if "central" in kinds else [Told("central", name, {}) for name in names]
    made = [*[one for one in lines if one.kind == "local"], *front]
    made += [Told("local", name, {}) for name in INFO]
    rest = [one for one in lines if one.kind != "local"]
    at = next((place for place, one in enumerate(rest) if one.kind == "central"), 0)
    info = [Told("central", name, {}) for name in INFO]
    made += [*rest[:at], *info, *back, *rest[at:]]
    return made if "end" in kinds else [*made, Told("end", b"", {})]


def archive(text: str) -> bytes:
    """Return the archive that an example writes down."""
    out, places, directory, count = b"", {}, None, 0
    sizes = {one.name: one for one in told(text) if one.kind == "central"}
    lines = told(text)
    for line in lines:
        if line.kind == "local":
            places.setdefault(line.name, len(out))
            data = b"x" * sizes.get(line.name, line).number("compressed_size", sizes.get(line.name, line).number("file_size", SIZE))
            out += _local(line, data) + data
        elif line.kind == "central":
            directory = len(out) if directory is None else directory
            count += 1
            out += _central(line, places.get(line.name, 0))
        else:
            out += _end(line, len(out) if directory is None else directory, len(out), count, lines)
    return out


def _line(line: str) -> Told:
    kind, rest = line.split(maxsplit=1)
    first = rest.split(maxsplit=1)[0]
    name = b"" if "=" in first else first.encode().decode("unicode_escape").encode("latin-1")
    said = rest if "=" in first else rest[len(first) :]
    values = {key: ast.literal_eval(value) for key, value in re.findall(r"(\w+)=(\[.*\]|\{.*\}|'.*'|\S+)", said)}
    return Told(kind, name, values)


def _extra(line: Told) -> bytes:
    given = line.values.get("extra", [])
    if isinstance(given, dict):
        return b"".join(
            struct.pack("<HHBL", kind, 5 + len(text), 1, zlib.crc32(line.name)) + text.encode("latin-1") for kind, text in given.items()
        )
    fields = b"".join(struct.pack("<HH", kind, 0) for kind in given)
    return fields or b"\0" * line.number("extra_length", 0)


def _local(line: Told, data: bytes) -> bytes:
    extra = _extra(line)
    sizes = (zlib.crc32(data), line.number("compressed_size", len(data)), line.number("file_size", len(data)))
    return LOCAL.pack(b"PK\3\4", 20, UTF8, 0, 0, 0x21, *sizes, len(line.name), len(extra)) + line.name + extra


def _central(line: Told, place: int) -> bytes:
    size = line.number("compressed_size", line.number("file_size", SIZE))
    comment = str(line.values.get("comment", "")).encode()
    signature = struct.pack("<L", line.number("signature", 0x02014B50))
    utf8 = UTF8 if _is_utf8(line.name) else 0
    head = CENTRAL.pack(
        signature, 20, line.number("version_needed", 20), utf8, 0, 0, 0x21, zlib.crc32(b"x" * size), size, size,
        len(line.name), 0, len(comment), 0, 0, 0o644 << 16, place,
    )  # fmt: skip
    return head + line.name + comment


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _end(line: Told, directory: int, here: int, count: int, lines: list[Told]) -> bytes:
    """Return an end record; offset and size are as wrong as the example says."""
    stated = next((one.values for one in lines if one.kind == "central" and one.values.keys() & {"offset", "size"}), {})
    offset = directory + line.number("directory_offset", 0) - int(str(stated.get("offset", 0)))
    size = here - directory + line.number("directory_size", 0) - int(str(stated.get("size", 0)))
    own = next(iter(one for one in lines if one.kind == "central" and one.name not in INFO), None)
    usual = sum(one.kind == "central" and one.name not in INFO for one in lines)
    total = count + line.number("entries", usual if own else 0) - usual if count else 0
    if line.kind == "end64":
        more = b"\0" * (line.number("record_size", 44) - 44)
        wide = END_64.pack(b"PK\6\6", 44 + len(more), 45, 45, 0, 0, total, total, size, offset) + more
        return wide + LOCATOR_64.pack(b"PK\6\7", 0, here, 1)
    return END.pack(b"PK\5\6", 0, 0, total, total, size, offset, 0)
