"""Wheels and sdists that install for real, the folder that serves them, and the world that installs them."""

import base64
import contextlib
import functools
import gzip
import hashlib
import http.server
import io
import os
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from seatrial.edge.world import world
from seatrial.model.event import Told
from seatrial.model.release import Artifact, Manifest
from seatrial.model.world import World

BACKEND = """
import base64, hashlib, pathlib, zipfile

def build_wheel(directory, config_settings=None, metadata_directory=None):
    name = "{stem}-py3-none-any.whl"
    rows = []
    with zipfile.ZipFile(pathlib.Path(directory, name), "w") as archive:
        for path in sorted(pathlib.Path("wheel").rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to("wheel").as_posix())
    return name
"""


class Made(NamedTuple):
    """One file."""

    name: str
    data: bytes

    @property
    def artifact(self) -> Artifact:
        """The file as a manifest has it."""
        kind = "wheel" if self.name.endswith(".whl") else "sdist"
        return Artifact(
            self.name, kind, len(self.data), hashlib.sha256(self.data).hexdigest(), hashlib.blake2b(self.data, digest_size=32).hexdigest()
        )


def wheel_members(
    name: str, version: str, files: Mapping[str, str], headers: Sequence[str] = (), scripts: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Return the members of a wheel, RECORD last."""
    info = f"{name}-{version}.dist-info"
    members = {path: text.encode() for path, text in files.items()}
    members[f"{info}/METADATA"] = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *headers, "", ""]).encode()
    members[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: make\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    if scripts:
        members[f"{info}/entry_points.txt"] = (
            "[console_scripts]\n" + "".join(f"{key} = {value}\n" for key, value in scripts.items())
        ).encode()
    rows = [
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}\n"
        for path, data in members.items()
    ]
    members[f"{info}/RECORD"] = ("".join(rows) + f"{info}/RECORD,,\n").encode()
    return members


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in members.items():
            archive.writestr(path, data)
    return out.getvalue()


def wheel(
    files: Mapping[str, str],
    *,
    name: str = "boat",
    version: str = "1.0",
    headers: Sequence[str] = (),
    scripts: Mapping[str, str] | None = None,
    instead: Mapping[str, bytes] | None = None,
    tag: str = "py3-none-any",
) -> Made:
    """Return a wheel; `instead` replaces members after RECORD was made."""
    members = {**wheel_members(name, version, files, headers, scripts), **(instead or {})}
    return Made(f"{name}-{version}-{tag}.whl", zipped(members))


def sdist(
    files: Mapping[str, str],
    *,
    name: str = "boat",
    version: str = "1.0",
    backend: str = "",
    requires: Sequence[str] = (),
    headers: Sequence[str] = (),
) -> Made:
    """Return an sdist that brings its own backend, before which `backend` is run; `requires` is what it needs to be built."""
    top = f"{name}-{version}"
    system = f'[build-system]\nrequires = {list(requires)}\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    members = {f"{top}/wheel/{path}": data for path, data in wheel_members(name, version, files, headers).items()}
    members[f"{top}/PKG-INFO"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    members[f"{top}/pyproject.toml"] = system.encode()
    members[f"{top}/backend.py"] = (backend + BACKEND.replace("{stem}", top)).encode()
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for path, data in members.items():
            info = tarfile.TarInfo(path)
            info.size, info.mtime = len(data), 1_000_000_000
            archive.addfile(info, io.BytesIO(data))
    return Made(f"{top}.tar.gz", out.getvalue())


def manifest(*files: Made, name: str = "boat", version: str = "1.0") -> Manifest:
    """Return the manifest of files."""
    return Manifest(name, version, None, dirty=False, tools={}, files=tuple(file.artifact for file in files))


@contextlib.contextmanager
def serving(folder: Path, *files: Made) -> Iterator[dict[str, str]]:
    """Serve files from a folder over loopback; give the URL of each with its hash."""
    folder.mkdir(exist_ok=True)
    for file in files:
        folder.joinpath(file.name).write_bytes(file.data)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            base = f"http://127.0.0.1:{server.server_port}"
            yield {file.name: f"{base}/{file.name}#sha256={file.artifact.sha256}" for file in files}
        finally:
            server.shutdown()
            thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Allow to keep everything for ever, as PyPI does."""
        self.send_header("Cache-Control", "max-age=365000000, immutable, public")
        super().end_headers()


def index(folder: Path, *files: Made) -> str:
    """Write a simple index of files; return its address, which stands for the user's own."""
    for file in files:
        page = folder / "simple" / file.artifact.name.partition("-")[0]
        page.mkdir(parents=True)
        page.joinpath("index.html").write_text(f'<!DOCTYPE html><html><body><a href="{file.name}">{file.name}</a></body></html>')
        page.joinpath(file.name).write_bytes(file.data)
    return (folder / "simple").as_uri()


def shore(tmp_path: Path, told: list[Told] | None = None, **environ: str) -> World:
    """Return the real world with a home below `tmp_path` and an own index that has nothing; uv is on its PATH."""
    empty = tmp_path / "nothing"
    empty.mkdir(exist_ok=True)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    own = {
        "PATH": path,
        "HOME": str(tmp_path / "home"),
        "PIP_INDEX_URL": empty.as_uri(),
        "UV_DEFAULT_INDEX": empty.as_uri(),
        "UV_LINK_MODE": "copy",
    }
    return world((told if told is not None else []).append, {**own, **environ}, data=str(tmp_path / "data"))
