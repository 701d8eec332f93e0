"""The distribution files that examples of rules tell of: as facts, or read from real archives."""

import gzip
import io
import re

from make import changed, dist, metadata
from make.records import archive
from seatrial.core.changes import compare
from seatrial.core.dist import read
from seatrial.core.dist.source import read_module
from seatrial.core.project.assemble import read_project
from seatrial.core.project.discovery import import_path
from seatrial.model.dist import Dist, Member, RecordRow, Sdist, Wheel
from seatrial.model.project import Pair

BASE = {"Metadata-Version": "2.4", "Name": "boat", "Version": "1.0"}
KINDS = {"-": "file", "p": "special"}


def whole(text: str) -> bytes:
    """Return METADATA around the lines of an example, what they state in place of what is usual."""
    if text.startswith("Metadata-Version:"):
        return f"{text}\n".encode()
    stated = {line.partition(":")[0] for line in text.split("\n\n", maxsplit=1)[0].splitlines()}
    head = "".join(f"{name}: {value}\n" for name, value in BASE.items() if name not in stated)
    return f"{head}{text}\n".encode()


def member(line: str) -> Member:
    """Return a member from its name, from a line of `ls -l`, or with its size or where it leads."""
    if mode := re.match(r"([-p])[rwx-]{9} (.+)", line):
        return Member(mode[2], KINDS[mode[1]], 1)
    if sized := re.match(r"(\d+)  (.+)", line):
        return Member(sized[2], "file", int(sized[1]), "sha256=47DEQp…")
    name, _, link = line.partition(" -> ")
    return Member(name, "symlink" if link else "file", 1, link=link or None)


def wheel(text: str) -> Wheel:
    """Return the facts of a wheel from whatever an example tells of it."""
    lines = text.splitlines()
    name = next((line for line in lines if line.endswith(".whl")), "boat-1.0-py3-none-any.whl")
    head = "\n".join(line for line in lines if ": " in line)
    rows = tuple(RecordRow(*line.split(",")) for line in lines if line.count(",") == 2)
    members = tuple(member(line) for line in lines if not line.endswith(".whl") and ": " not in line and line.count(",") != 2)
    return Wheel(
        name, 1, metadata.DIGEST, metadata.DIGEST, members, dist_info="boat-1.0.dist-info", metadata=whole(head), wheel=head.encode(),
        record=rows or None,
    )  # fmt: skip


def packed(text: str) -> Wheel:
    """Return what is read of a real wheel that has the members, the code, the scripts and the headers of an example."""
    text, _, scripts = text.partition("[console_scripts]\n")
    plain, files, head = _members(text)
    name = next((line for line in plain if line.endswith(".whl")), "boat-1.0-py3-none-any.whl")
    listed = {line: b"def main(): ...\n" for line in plain if line != name}
    info = {"METADATA": whole(head), "WHEEL": b"Wheel-Version: 1.0\n", "RECORD": b""}
    if scripts:
        info["entry_points.txt"] = f"[console_scripts]\n{scripts}".encode()
    inner = {f"boat-1.0.dist-info/{file}": data for file, data in info.items()}
    found = read(io.BytesIO(dist.zipped({**listed, **files, **inner})), name)
    assert isinstance(found, Wheel)
    return found


def packed_sdist(text: str) -> Sdist:
    """Return what is read of a real sdist that has the members and the code of an example."""
    plain, files, head = _members(text)
    every = {**dict.fromkeys(plain, b""), **files, "boat-1.0/PKG-INFO": whole(head)}
    found = read(io.BytesIO(gzip.compress(dist.tarred([dist.tar_member(*one) for one in every.items()]))), "boat-1.0.tar.gz")
    assert isinstance(found, Sdist)
    return found


def archived(text: str) -> Dist:
    """Return what is read of the archive of an example."""
    name, content = archived_file(text)
    return read(io.BytesIO(content), name)


def archived_file(text: str) -> tuple[str, bytes]:
    """Return the archive of an example: records of a zip, a wheel by its name (behind that of a member its content), or the members of an sdist."""
    lines = text.splitlines()
    if lines[0].split()[0] in {"local", "central", "end", "end64"}:
        return "boat-1.0-py3-none-any.whl", archive(text)
    if lines[0].endswith(".whl"):
        parts = [one.partition(" ") for one in lines[1:]]
        return lines[0], dist.zipped({name: content.encode() for name, _, content in parts})
    return "boat-1.0.tar.gz", gzip.compress(dist.tarred([dist.tar_member(one) for one in lines]))


def _members(text: str) -> tuple[list[str], dict[str, bytes], str]:
    """Return plain lines, files by name and header lines of an example."""
    before, code, after = text.partition("# ")
    head = "\n".join(line for line in before.splitlines() if ": " in line)
    return [line for line in before.splitlines() if ": " not in line], files_of(code + after), head


def sdist(text: str) -> Sdist:
    """Return the facts of an sdist from whatever an example tells of it."""
    lines = text.splitlines()
    name = next((line for line in lines if line.endswith(".tar.gz")), "boat-1.0.tar.gz")
    head = "\n".join(line for line in lines if ": " in line)
    members = tuple(member(line) for line in lines if not line.endswith(".tar.gz") and ": " not in line)
    tops = {one.name.partition("/")[0] for one in members}
    return Sdist(name, 1, "", "", members, top=tops.pop() if len(tops) == 1 else None, metadata=whole(head))


def either(text: str) -> Wheel | Sdist:
    return sdist(text) if "PKG-INFO" in text else wheel(text)


def files_of(text: str) -> dict[str, bytes]:
    """Return the files of an example: after `# name` their lines."""
    files: dict[str, bytes] = {}
    name = ""
    for line in text.splitlines():
        if found := re.fullmatch(r"# ([\w./-]+)", line):
            name = found[1]
            files[name] = b""
        else:
            files[name] += f"{line}\n".encode()
    return files


def changes(text: str) -> object:
    sides: dict[str, list[str]] = {"1.4.0": [], "1.5.0": []}
    for line in text.splitlines():
        version, said = line.split("  ", 1)
        sides[version].append(said)
    old, new = (_side(version, said) for version, said in sides.items())
    found = compare(old, new)._replace(version="1.4.0")
    names = [tuple(one for one in said if one.endswith(".whl")) for said in sides.values()]
    return found._replace(wheels=tuple(names))


def _side(version: str, said: list[str]) -> Wheel:
    members = [one for one in said if ":" not in one and not one.startswith("[") and not one.endswith(".whl") and not one.isdigit()]
    points = tuple(tuple(one[1:].split("] ")) for one in said if one.startswith("["))
    file = next((one for one in said if one.endswith(".whl")), f"boat-{version}-py3-none-any.whl")
    made = changed.wheel(*members, file=file, points=points, size=next((int(one) for one in said if one.isdigit()), 1))
    head = "".join(f"{one}\n" for one in said if ":" in one)
    return made._replace(metadata=f"Metadata-Version: 2.4\nName: boat\nVersion: {version}\n{head}\n".encode())


def pair(text: str) -> Pair:
    """Return a tree and what was built from it."""
    said: dict[str, list[str]] = {"tree": [], "wheel": [], "sdist": []}
    for line in text.splitlines():
        where, what = line.split(maxsplit=1)
        said[where].append(what)
    files = {one.partition(": ")[0]: f"{one.partition(': ')[2]}\n".encode() for one in said["tree"] if " = " not in one}
    stated = "\n".join(one for one in said["tree"] if " = " in one)
    if not stated.startswith("name"):
        stated = f'name = "boat"\n{stated}'
    files["pyproject.toml"] = f'[project]\n{stated}\n[build-system]\nrequires = []\nbuild-backend = "setuptools.build_meta"\n'.encode()
    project = read_project(files, sorted(files), "/home/me/boat")
    assert all(import_path(one, project.roots) for one in project.modules)
    return Pair(project, None, _built_wheel(said["wheel"]), _built_sdist(said["sdist"]))


def _built_wheel(said: list[str]) -> Wheel | None:
    heads = [one for one in said if re.match(r"[A-Z]\w+: ", one)]
    files = {one.partition(": ")[0]: one.partition(": ")[2] for one in said if one not in heads}
    modules = tuple(read_module(name, code.encode()) for name, code in files.items() if code)
    members = tuple(Member(name, "file", 1) for name in files)
    return Wheel("boat-1.0-py3-none-any.whl", 1, "", "", members, metadata=whole("\n".join(heads)), modules=modules) if said else None


def _built_sdist(said: list[str]) -> Sdist | None:
    heads = [one for one in said if ": " in one]
    members = tuple(Member(f"boat-1.0/{one}", "file", 1) for one in said if one not in heads)
    return Sdist("boat-1.0.tar.gz", 1, "", "", members, top="boat-1.0", metadata=whole("\n".join(heads))) if said else None
