"""Makes what tests of the embedded index need: small distributions, uploads of them, a site and questions to it."""

import base64
import gzip
import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

from seatrial.core.dist import read
from seatrial.core.metadata import parse
from seatrial.core.protocol import form_of
from seatrial.index.server import Serving
from seatrial.index.site import Site, Terms, admit, receive, respond
from seatrial.index.store import open_store
from seatrial.index.token import form_token
from seatrial.model.dist import Unknown
from seatrial.model.form import Content, Form
from seatrial.model.index import Answer, Sending
from seatrial.model.page import Request, Response
from seatrial.model.shelf import KeptFile, Store

TOKEN = form_token(b"9c5f2b0e-6f5e-4d8a-9f3d-0c4a3c1d2e4f", b"s" * 32)
HOST = "127.0.0.1:8141"
FIELDS = (
    ("Summary", "A package"),
    ("Author-email", "A B <a@b.org>"),
    ("License-Expression", "MIT"),
    ("Keywords", "a, b"),
    ("Classifier", "Programming Language :: Python :: 3"),
    ("Classifier", "Topic :: Utilities"),
    ("Requires-Python", ">=3.9"),
    ("Requires-Dist", "requests>=2"),
    ("Requires-Dist", "pytest; extra == 'test'"),
    ("Provides-Extra", "test"),
    ("Project-URL", "Homepage, https://example.org"),
    ("Project-URL", "Issues, https://example.org/issues"),
    ("Description-Content-Type", "text/markdown"),
)


def metadata(name: str = "golden-demo", version: str = "1.0", fields=FIELDS, description: str = "# Hello\n") -> bytes:
    """Make METADATA."""
    lines = [("Metadata-Version", "2.4"), ("Name", name), ("Version", version), *fields]
    return "".join(f"{key}: {value}\n" for key, value in lines).encode() + b"\n" + description.encode()


def tiny_wheel(
    name: str = "golden-demo", version: str = "1.0", fields=FIELDS, description: str = "# Hello\n", more: bytes = b""
) -> tuple[str, bytes]:
    """Make a wheel with one module; gives its file name and its bytes."""
    plain = name.lower().replace("-", "_").replace(".", "_")
    info = f"{plain}-{version}.dist-info"
    members = {
        f"{plain}/__init__.py": f"__version__ = '{version}'\n".encode() + more,
        f"{info}/METADATA": metadata(name, version, fields, description),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = "".join(f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in members.items())
    members[f"{info}/RECORD"] = f"{rows}{info}/RECORD,,\n".encode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path, content in members.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    return f"{plain}-{version}-py3-none-any.whl", held.getvalue()


def tiny_sdist(name: str = "golden-demo", version: str = "1.0", fields=FIELDS, description: str = "# Hello\n") -> tuple[str, bytes]:
    """Make an sdist with PKG-INFO and a module."""
    plain = name.lower().replace("-", "_").replace(".", "_")
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for path, content in (("PKG-INFO", metadata(name, version, fields, description)), (f"{plain}.py", b"")):
            member = tarfile.TarInfo(f"{plain}-{version}/{path}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return f"{plain}-{version}.tar.gz", held.getvalue()


def sending_of(filename: str, content: bytes, **changed: str | None) -> Sending:
    """Make an upload as a client sends it; a field that is None is left out."""
    dist = read(io.BytesIO(content), filename)
    known = None if isinstance(dist, Unknown) or dist.metadata is None else parse(dist.metadata)
    fields = [(name, value) for name, value in form_of(dist, known).fields if name not in changed]
    fields += [(name, value) for name, value in changed.items() if value is not None]
    return Sending(Form(tuple(fields), ("content",)), Content(filename), io.BytesIO(content), len(content))


def site_at(folder: Path, *, open_to_all: bool = False, file_limit: int | None = 100 << 20, now: float | None = None) -> Site:
    """Make a site with an empty store in a folder."""
    store = open_store(str(folder), lasting=False)
    if now is not None:
        store = store._replace(now=lambda: now)
    return Site(store, Terms(None if open_to_all else frozenset((TOKEN,)), file_limit), frozenset((HOST,)))


def send(site: Site, filename: str, content: bytes, *, authorization: str | None = f"Bearer {TOKEN}", **changed: str | None) -> Answer:
    """Upload a file."""
    return receive(site.store, sending_of(filename, content, **changed), authorization, site.terms)


def ask(site: Site, path: str, method: str = "GET", query: dict[str, str] | None = None, **headers: str) -> Response:
    """Ask a site for a page; headers are given with `_` for `-`."""
    named = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    request = Request(method, path, query or {}, named)
    return admit(site.hosts, request) or respond(site, request)


def header(response: Response, name: str) -> str | None:
    """Return a header of a response."""
    return dict(response.headers).get(name)


def text(response: Response) -> str:
    """Return the body of a response as text."""
    assert isinstance(response.body, bytes)
    return response.body.decode()


def content(store: Store, response: Response) -> bytes:
    """Return the bytes of a file that a response stands for."""
    assert not isinstance(response.body, bytes)
    with store.open(response.body.file) as file:
        file.seek(response.body.start)
        return file.read(response.body.stop - response.body.start)


def basic(token: str, user: str = "__token__") -> str:
    """Make an Authorization header as twine does."""
    return "Basic " + base64.b64encode(f"{user}:{token}".encode()).decode()


def put(folder: Path, made: tuple[str, bytes]) -> Path:
    """Write a distribution into a folder."""
    folder.mkdir(exist_ok=True)
    path = folder / made[0]
    path.write_bytes(made[1])
    return path


def quiet(home: Path, running: Serving) -> dict[str, str]:
    """Make the environment of a client that asks this index and nobody else."""
    home.mkdir(exist_ok=True)
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": running.simple_url,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_CACHE_DIR": "1",
        "UV_DEFAULT_INDEX": running.simple_url,
        "UV_NO_CONFIG": "1",
        "UV_NO_CACHE": "1",
        "UV_PYTHON_DOWNLOADS": "never",
    }


def kept(number: int = 0, **changed) -> KeptFile:
    """Make what the index keeps of a file whose content is a number."""
    content = b"%d" % number
    return KeptFile(
        project="demo",
        normalized="demo",
        version="1.0",
        filename=f"demo-{number}.whl",
        filetype="bdist_wheel",
        pyversion="py3",
        size=len(content),
        md5="",
        sha256=hashlib.sha256(content).hexdigest(),
        blake2b_256=hashlib.blake2b(content, digest_size=32).hexdigest(),
    )._replace(**changed)


def add_to(opened: Store, number: int) -> KeptFile:
    """Put a file into a store."""
    with opened.writing():
        return opened.add(kept(number), Form((("name", "demo"),)), io.BytesIO(b"%d" % number), None)


def fill_store(folder: str, start: int) -> None:
    """Put twenty files into a store; runs in processes of its own."""
    opened = open_store(folder, lasting=False)
    for number in range(start, start + 20):
        add_to(opened, number)


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
