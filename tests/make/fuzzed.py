"""Inputs that nobody makes by accident, each found again by a seed and a number: archives, metadata, descriptions, projects, forms, journals."""

from random import Random
from typing import Literal, NamedTuple

from make.dist import (
    CODE,
    INFO,
    SDIST_NAME,
    TOP,
    VERSION,
    WHEEL_NAME,
    metadata,
    record,
    sdist,
    sdist_files,
    tar_member,
    tarred,
    wheel,
    wheel_files,
    zipped,
)
from make.hostile import pax
from make.mutations import mutated, mutated_text, repacked, repeated
from make.release import manifest
from seatrial.core.journal import to_line
from seatrial.core.plan import make_plan
from seatrial.core.profile import LOCAL
from seatrial.model.release import Event

ZIP_NAME = f"sample_case-{VERSION}.zip"
KEY = b"k" * 32
RST = b"Title\n=====\n\n`link <https://example.org>`_ |a| *b*\n\n.. |a| replace:: c\n\n.. code:: python\n\n   x = 1\n\n* a\n\n  * b\n\n+---+\n| a |\n+---+\n"
MARKDOWN = b"# Title\n\n[a](b.md) ![c](d.png) <b>e</b> `f`\n\n```python\nx = 1\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n- [ ] a\n  - b[^1]\n\n[^1]: c\n"
MODULE = CODE + b'import os, sys\nfrom . import part\nfrom .sub.deep import name as other\nHERE = os.path.dirname(__file__)\nx = open(os.path.join(HERE, "data.txt")).read()\nif sys.version_info > (3,):\n    y = [z for z in (1, 2)]\ntry:\n    import a\nexcept ImportError:\n    a = None\nclass A:\n    def b(self, *c, d=1):\n        return f"{c!r}"\nif (w := 1):\n    pass\n'  # fmt: skip
SETUP = b'import os\nfrom setuptools import setup, find_packages\nhere = os.path.dirname(__file__)\nabout = {}\nexec(open(os.path.join(here, "a/_v.py")).read(), about)\nsetup(name="a", version=about["__version__"], packages=find_packages("src", exclude=["tests*"]), long_description=open("README.md").read(), install_requires=["b>=1"] + [x for x in ("c",)])\n'  # fmt: skip
PYPROJECT = b'[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\nname = "a"\ndynamic = ["version"]\ndependencies = ["b[c]>=1; python_version > \'3\'"]\nreadme = {file = "README.md", content-type = "text/markdown"}\nlicense = "MIT"\nclassifiers = ["Programming Language :: Python"]\n[project.scripts]\nx = "a:b"\n[tool.setuptools.dynamic]\nversion = {attr = "a.__version__"}\n[tool.seatrial]\nignore = {WHL041 = "on purpose"}\n'  # fmt: skip
SETUP_CFG = b"[metadata]\nname = a\nversion = attr: a.__version__\nlong_description = file: README.md, CHANGES.md\n[options]\npackages = find:\ninstall_requires =\n    b>=1\n    c; python_version < '4'\n[options.packages.find]\nwhere = src\n"  # fmt: skip
LISTING = ("a/__init__.py", "a/_v.py", "src/a/__init__.py", "README.md", "LICENSE", "tests/test_a.py", "setup.py")
BOUNDARY = b"x1"
FORM = b"".join(
    b'--x1\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % pair
    for pair in ((b":action", b"file_upload"), (b"protocol_version", b"1"), (b"name", b"a"), (b"version", b"1"), (b"classifiers", b"b"), (b"description", "é".encode()))
) + b'--x1\r\nContent-Disposition: form-data; name="content"; filename="a-1.tar.gz"\r\nContent-Type: application/octet-stream\r\n\r\nabc\r\n--x1--\r\n'  # fmt: skip
Kind = Literal["file", "project", "form", "journal"]


class Case(NamedTuple):
    """One input."""

    kind: Kind
    name: str
    """Of the file, or the content type of a form."""
    files: dict[str, bytes]
    """One, or those of a project."""


def case(seed: int, number: int) -> Case:
    """Return the input that stands under a number; the same every time."""
    chance = Random(f"{seed} {number}")
    how = chance.choices((_raw, _inside_wheel, _inside_sdist, _odd_tar, _described, _project, _form, _journal), (6, 8, 4, 3, 3, 2, 2, 1))[0]
    return how(chance)


def _raw(chance: Random) -> Case:
    name, data = chance.choice(((WHEEL_NAME, WHEEL), (WHEEL_NAME, STORED), (SDIST_NAME, SDIST), (SDIST_NAME, SDIST_GNU), (ZIP_NAME, ZIP)))
    data = (repacked if name == SDIST_NAME and chance.randrange(3) else mutated)(chance, data)
    if not chance.randrange(20):
        name = chance.choice(
            (WHEEL_NAME, SDIST_NAME, ZIP_NAME, "a.whl", "a-1-py3-none-any.whl", f"{'a' * 200}-1.tar.gz", "a-\udcff.whl", "a-\u202e-1.zip")
        )
    return Case("file", name, {name: data})


def _inside_wheel(chance: Random) -> Case:
    files = dict(FILES)
    for _ in range(chance.choice((1, 1, 2, 4))):
        name = chance.choice(list(files))
        if chance.randrange(8):
            files[name] = (mutated_text if chance.randrange(6) else mutated)(chance, files[name])
        else:
            files[_name(chance, name)] = files.pop(name)
    if chance.randrange(3):
        files[f"{INFO}/RECORD"] = record({name: data for name, data in files.items() if not name.endswith("/RECORD")})
    return Case("file", WHEEL_NAME, {WHEEL_NAME: zipped(files, chance.choice((0, 8)))})


def _inside_sdist(chance: Random) -> Case:
    files = dict(SDIST_FILES)
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(list(files))
        if chance.randrange(8):
            files[name] = mutated_text(chance, files[name])
        else:
            files[_name(chance, name)] = files.pop(name)
    if chance.randrange(4):
        members = [tar_member(name, data) for name, data in files.items()]
        plain = max(len(name.encode()) for name in files) < 90
        return Case("file", SDIST_NAME, {SDIST_NAME: _gzip(tarred(members, chance.choice((0, 1, 2)) if plain else 2))})
    return Case("file", ZIP_NAME, {ZIP_NAME: zipped(files)})


def _odd_tar(chance: Random) -> Case:
    said = [mutated_text(chance, b"path=a") for _ in range(chance.randint(1, 3))] + chance.sample(PAX, 2)
    extra = pax(said, chance.choice((b"x", b"g", b"L", b"K", b"X")))
    data = tarred([tar_member(name, content) for name, content in SDIST_FILES.items()])
    at = 512 * chance.randrange(len(data) // 512)
    return Case("file", SDIST_NAME, {SDIST_NAME: _gzip(data[:at] + extra + data[at:])})


def _described(chance: Random) -> Case:
    kind, text = chance.choice(
        (("text/x-rst", RST), ("text/markdown", MARKDOWN), ("text/plain", RST), ("text/markdown; variant=CommonMark", MARKDOWN))
    )
    body = mutated_text(chance, text)
    if not chance.randrange(4):
        body += repeated(chance, text)[:60_000]
    head = metadata(Description_Content_Type=kind).partition(b"\n\n")[0]
    return Case("file", WHEEL_NAME, {WHEEL_NAME: wheel({f"{INFO}/METADATA": head + b"\n\n" + body})})


def _project(chance: Random) -> Case:
    files = {"pyproject.toml": PYPROJECT, "setup.py": SETUP, "setup.cfg": SETUP_CFG, "MANIFEST.in": b"include *.md\nrecursive-include src *\n",
             "README.md": MARKDOWN, "a/_v.py": b'__version__ = "1"\n', "a/__init__.py": MODULE}  # fmt: skip
    for name in chance.sample(list(files), chance.choice((0, 0, 1, 2))):
        del files[name]
    for name in chance.sample(list(files), chance.randint(1, 3)):
        files[name] = mutated_text(chance, files[name])
    return Case("project", "", files)


def _form(chance: Random) -> Case:
    kinds = (
        "multipart/form-data; boundary=x1",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        'multipart/form-data; boundary="x1"; charset=utf-8',
    )
    data = (mutated if chance.randrange(2) else mutated_text)(chance, FORM)
    return Case("form", chance.choice((*kinds[:1] * 6, *kinds)), {"body": data})


def _journal(chance: Random) -> Case:
    """Return a journal whose lines carry the right seal, so that what is in them is read."""
    line, mac = to_line(PLAN, KEY)
    lines = [line]
    for step in PLAN.steps:
        line, mac = to_line(
            Event(1.0, step.id, chance.choice(("started", "done", "failed")), {"state": chance.choice(("uploaded", "in doubt"))}), KEY, mac
        )
        lines.append(line)
    data = b"".join(lines)
    return Case("journal", "", {"j": (mutated if chance.randrange(2) else mutated_text)(chance, data)})


def _name(chance: Random, name: str) -> str:
    """Return another name for a member, never empty and such that zipfile writes it."""
    odd = mutated_text(chance, name.encode())[: chance.choice((50, 300, 20_000))].decode("utf-8", "replace").replace("\0", "\x01")
    return odd or name


def _gzip(data: bytes) -> bytes:
    import gzip

    return gzip.compress(data, 1, mtime=0)


PLAN = make_plan(manifest(["a-1.0-py3-none-any.whl", "a-1.0.tar.gz"]), LOCAL, "v1.0", "origin")
PAX = [
    b"size=10",
    b"path=x",
    b"linkpath=y",
    b"mtime=1.5",
    b"GNU.sparse.map=0,1",
    b"GNU.sparse.major=1",
    b"GNU.sparse.minor=0",
    b"hdrcharset=BINARY",
    b"comment=\xff",
]
FULL = metadata(
    Author_Email="A B <a@example.org>", Requires_Dist="b[c]>=1; python_version > '3'", Requires_Python=">=3.8", License_Expression="MIT", License_File="LICENSE",
    Classifier="Programming Language :: Python", Project_URL="Home, https://example.org/", Keywords="a,b", Provides_Extra="d", Description_Content_Type="text/markdown",
).replace(b"A sample.\n", MARKDOWN)  # fmt: skip
FILES = wheel_files(
    {
        f"{INFO}/METADATA": FULL,
        f"{INFO}/entry_points.txt": b"[console_scripts]\nx = sample_case:main\ny = sample_case.part:go [d]\n[a.b]\nc = d\n",
        "sample_case/__init__.py": MODULE,
        "sample_case/part.py": b"def go():\n    pass\n",
        "sample_case/sub/deep.py": MODULE,
        "sample_case/data.txt": b"a" * 300,
    }
)
WHEEL = wheel(FILES)
STORED = wheel(FILES, compression=0)
SDIST_FILES = sdist_files(
    {"PKG-INFO": FULL, "setup.py": SETUP, "pyproject.toml": PYPROJECT, "src/sample_case/part.py": MODULE, "README.md": MARKDOWN}
)
SDIST = sdist({name.partition("/")[2]: data for name, data in SDIST_FILES.items()}, top=TOP)
SDIST_GNU = sdist({name.partition("/")[2]: data for name, data in SDIST_FILES.items()}, top=TOP, format_=1)
ZIP = zipped(SDIST_FILES)
