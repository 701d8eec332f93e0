"""The examples of rules, read as what they stand for and put before their rule."""

import gzip
import io
import re
from base64 import b64encode
from collections.abc import Callable, Mapping

from make import changed, dist, metadata
from seatrial.core.changes import compare
from seatrial.core.dist import read
from seatrial.core.dist.source import read_module
from seatrial.core.metadata import parse, sent
from seatrial.core.project.assemble import read_project
from seatrial.core.project.discovery import import_path
from seatrial.core.protocol import form_of, normal, ultranormal
from seatrial.core.settings import settings_of
from seatrial.model.dist import Member, RecordRow, Sdist, Unknown, Upload, Wheel
from seatrial.model.finding import Hit
from seatrial.model.form import Form, Request
from seatrial.model.index import Arrival, IndexState
from seatrial.model.project import Oddity, Pair, Tree
from seatrial.rules.modules import Inside, inside
from seatrial.rules.rule import Rule, judge
from seatrial.rules.verdict import describe

BASE = {"Metadata-Version": "2.4", "Name": "boat", "Version": "1.0"}
KINDS = {"-": "file", "p": "special"}


def evaluated(text: str) -> str:
    """Return an example; of one that is a Python expression what it comes to."""
    return str(eval(text)) if text.startswith('"') else text


def whole(text: str) -> bytes:
    """Return METADATA around the lines of an example, what they state in place of what is usual."""
    if text.startswith("Metadata-Version:"):
        return f"{text}\n".encode()
    stated = {line.partition(":")[0] for line in text.split("\n\n", maxsplit=1)[0].splitlines()}
    head = "".join(f"{name}: {value}\n" for name, value in BASE.items() if name not in stated)
    return f"{head}{text}\n".encode()


def sent_metadata(text: str) -> object:
    data = whole(text)
    return sent(form_of(metadata.wheel_facts("boat-1.0-py3-none-any.whl", metadata=data), parse(data)))


def description(text: str) -> object:
    return describe(sent_metadata(text))


def uploaded(text: str) -> Upload:
    """Return an upload that is all but bare: a file name, fields of its form, or a header of its parts."""
    if text.startswith("Content-Type: "):
        return metadata.upload()._replace(content_type=text.partition(" ")[2])
    if text.startswith("Content-Disposition: "):
        return Upload(Unknown("x", 0, "", ""), Form((), file_parts=("name",) if "filename=" in text else ()))
    fields = tuple(tuple(line.split("=", 1)) for line in text.splitlines())
    return Upload(Unknown("x", 0, "", ""), Form(fields))


def named(text: str) -> Upload:
    name = text.encode().decode("unicode_escape")
    return Upload(Unknown(name, 0, "", ""), Form((("filetype", "bdist_wheel" if name.endswith((".whl", ".egg")) else "sdist"),)))


def request(text: str) -> Request:
    line, _, action = text.partition("\n")
    method, path = line.split()
    return Request(method, path, action.partition("=")[2] or None)


def arrival(text: str) -> Arrival:
    values = dict(re.split(r"[=:]\s*", line, maxsplit=1) for line in text.splitlines())
    form = metadata.form(name=values.get("Name", "boat"))
    if "TWINE_USERNAME" in values:
        secret = values["TWINE_PASSWORD"].replace("…", "x" * 40)
        header = "Basic " + b64encode(f"{values['TWINE_USERNAME']}:{secret}".encode()).decode()
        return Arrival(metadata.upload(form), authorization=header, authenticates=True)
    state = IndexState()
    if "prohibited" in values:
        state = state._replace(prohibited=frozenset((values["prohibited"],)))
    if "projects" in values:
        state = state._replace(similar={ultranormal(values["projects"]): values["projects"]})
    if "token" in values:
        state = state._replace(token_projects=frozenset((normal(values["token"]),)))
    return Arrival(metadata.upload(form), state, authenticates="token" in values)


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


def wheel_upload(text: str) -> Upload:
    made = wheel(text)
    return Upload(made, form_of(made, parse(made.metadata or b"")))


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


def wheel_inside(text: str) -> Inside:
    return inside(packed(text))


def packed_sdist(text: str) -> Sdist:
    """Return what is read of a real sdist that has the members and the code of an example."""
    plain, files, head = _members(text)
    every = {**dict.fromkeys(plain, b""), **files, "boat-1.0/PKG-INFO": whole(head)}
    found = read(io.BytesIO(gzip.compress(dist.tarred([dist.tar_member(*one) for one in every.items()]))), "boat-1.0.tar.gz")
    assert isinstance(found, Sdist)
    return found


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


def sdist_upload(text: str) -> Upload:
    made = sdist(text)
    return Upload(made, form_of(made, parse(made.metadata or b"")))


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


def tree(text: str) -> Tree:
    files = files_of(text)
    if not files.keys() & {"pyproject.toml", "setup.py"}:
        files["pyproject.toml"] = b'[project]\nname = "boat"\n'
    return Tree(read_project(files, sorted(files), "/home/me/boat"), changed_repository())


def changed_repository() -> object:
    from seatrial.model.project import Repository

    return Repository("/home/me/boat", "", "c" * 40, 1, "main")


def odd(text: str) -> Tree:
    """Return a tree with the link or the thing that an example shows."""
    kinds = {"/home": "link-outside", "sculls.py": "link-dangling", ".": "link-circle", "../boat": "link-folder"}
    names = text.splitlines()
    found = []
    for line in names:
        path, _, link = line.partition(" -> ")
        if link and link not in {one.rpartition("/")[2] for one in names if one != line}:
            found.append(
                Oddity(next(kind for begin, kind in kinds.items() if link.startswith(begin) and (begin != "." or link == ".")), path, link)
            )
    project = read_project({"pyproject.toml": b'[project]\nname = "boat"\n'}, ["pyproject.toml"], "/home/me/boat")
    return Tree(project, changed_repository(), tuple(found))


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


READERS: Mapping[str, Callable[[str], object]] = {
    "CHG": changes,
    "CON": either,
    "DSC": description,
    "FRM00": request,
    "FRM": uploaded,
    "IDX00": arrival,
    "MET062": lambda text: parse(whole(text)),
    "MET063": lambda text: parse(whole(text)),
    "MET": sent_metadata,
    "NAM": named,
    "PAR": pair,
    "PRJ05": odd,
    "PRJ": tree,
    "SDT00": sdist_upload,
    "SDT014": packed_sdist,
    "SDT015": packed_sdist,
    "SDT016": packed_sdist,
    "SDT": sdist,
    "SET": lambda text: settings_of(files_of(text)),
    "WHL00": wheel_upload,
    "WHL017": wheel_upload,
    "WHL03": wheel,
    "WHL04": wheel_inside,
    "WHL055": packed,
    "WHL056": packed,
    "WHL057": packed,
    "WHL058": packed,
    "WHL05": wheel_inside,
}
"""What reads an example, by the beginning of the rule's id; the first that fits counts."""


def finds(rule: Rule, text: str) -> bool:
    """Tell whether a rule finds something in one of its examples."""
    return bool(_hits(rule, text))


def answer(rule: Rule, text: str) -> str | None:
    """Return what PyPI says to one of the examples of a rule."""
    found = judge((rule,), _subject(rule, text), "x", {})
    return found[0].refusal.message if found and found[0].refusal else None


def _hits(rule: Rule, text: str) -> list[Hit]:
    return list(rule.check(_subject(rule, text)))


def _subject(rule: Rule, text: str) -> object:
    return next(read for begin, read in READERS.items() if rule.id.startswith(begin))(evaluated(text))
