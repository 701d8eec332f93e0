"""The embedded index beside pypiserver, with 1,000 projects and 10,000 files: `python -m benchmarks.index_stress` in the environment of `nox -s bench`."""

import base64
import hashlib
import http.client
import io
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import BIN
from seatrial.index import ledger
from seatrial.index.store import LEDGER, open_store
from seatrial.index.token import new_token
from seatrial.model.shelf import KeptFile

PROJECTS, FILES, LARGEST = 1_000, 10_000, "project-0000"
UPLOADS, DOWNLOADS, ROUNDS = 50, 200, 15
TOKEN = new_token()
README = "# Title\n\nSome *words* of text.\n\n```python\nimport os\nprint(os.name)\n```\n" * 20
JSON = {"Accept": "application/vnd.pypi.simple.v1+json"}
PAGES = (
    ("list of projects", "/simple/", {}),
    ("list of projects, JSON", "/simple/", JSON),
    ("project of 1,009 files", f"/simple/{LARGEST}/", {}),
    ("project of 1,009 files, JSON", f"/simple/{LARGEST}/", JSON),
    ("project of 9 files", "/simple/project-0007/", {}),
    ("its page", "/project/project-0007/", {}),
    ("page, 1,009 files", f"/project/{LARGEST}/", {}),
    ("page of all projects", "/", {}),
    ("JSON API", "/pypi/project-0007/json", {}),
    ("JSON API, 1,009 files", f"/pypi/{LARGEST}/json", {}),
)


class Server(NamedTuple):
    """A running server."""

    host: str
    pid: int
    started: float
    """Seconds until the first answer."""


def names() -> Iterator[tuple[str, str, str]]:
    """Yield project, version and file name of every file."""
    for project in range(PROJECTS):
        for version in range(9 if project else FILES - 9 * (PROJECTS - 1)):
            yield f"project-{project:04d}", f"1.{version}", f"project_{project:04d}-1.{version}.tar.gz"


def fill_store(folder: Path) -> None:
    """Write what many uploads would have left."""
    open_store(str(folder))
    with (folder / LEDGER).open("ab") as file:
        for serial, (name, version, filename) in enumerate(names(), 1):
            content = b"%d" % serial
            blake, sha = hashlib.blake2b(content, digest_size=32).hexdigest(), hashlib.sha256(content).hexdigest()
            place = folder / "files" / blake[:2] / blake[2:4] / blake[4:]
            place.mkdir(parents=True)
            (place / "content").write_bytes(content)
            fields = (("name", name), ("version", version), ("description", README), ("description_content_type", "text/markdown"))
            (place / "form.json").write_text(json.dumps(fields))
            kept = KeptFile(name, name, version, filename, "sdist", "source", len(content), "", sha, blake, None, ">=3.9", 1.7e9, serial)
            file.write(ledger.write_entry(kept))


def wheel(number: int) -> tuple[str, bytes]:
    """Make a wheel of some 400 KB."""
    info = f"stress-1.{number}.dist-info"
    members = {
        "stress.py": b"#" + os.urandom(200_000).hex().encode(),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: stress\nVersion: 1.{number}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = "".join(f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in members.items())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path, content in {**members, f"{info}/RECORD": f"{rows}{info}/RECORD,,\n".encode()}.items():
            archive.writestr(path, content)
    return f"stress-1.{number}-py3-none-any.whl", held.getvalue()


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def body_of(number: int) -> bytes:
    """Make the body of an upload."""
    filename, content = wheel(number)
    fields = {
        ":action": "file_upload", "protocol_version": "1", "metadata_version": "2.1", "name": "stress", "version": f"1.{number}",
        "filetype": "bdist_wheel", "pyversion": "py3", "sha256_digest": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    parts = [f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
    head = f'--x\r\nContent-Disposition: form-data; name="content"; filename="{filename}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    return "".join([*parts, head]).encode() + content + b"\r\n--x--\r\n"


def ask(host: str, path: str, headers: dict[str, str], body: bytes | None = None) -> tuple[int, bytes]:
    """Ask once, over a connection of its own."""
    with closing(http.client.HTTPConnection(host, timeout=120)) as client:
        client.request("GET" if body is None else "POST", path, body, headers)
        answer = client.getresponse()
        return answer.status, answer.read()


def seconds_of(job: Callable[[], object]) -> float:
    """Return how long a job takes."""
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def together(jobs: list[Callable[[], bool]]) -> str:
    """Run jobs side by side; says how many succeeded, how many a second, and how long each took."""
    found: list[tuple[bool, float]] = []

    def run(job: Callable[[], bool]) -> None:
        begun = time.perf_counter()
        try:
            good = job()
        except (OSError, http.client.HTTPException):
            good = False
        found.append((good, time.perf_counter() - begun))

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]

    def all_of_them() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    wall = seconds_of(all_of_them)
    times = sorted(one for _, one in found)
    good = sum(one for one, _ in found)
    return (
        f"{good} of {len(jobs)}, {len(jobs) / wall:.0f}/s, median {statistics.median(times) * 1000:.0f} ms, worst {times[-1] * 1000:.0f} ms"
    )


@contextmanager
def ours(folder: Path) -> Iterator[Server]:
    """Run `seatrial index` on a large store."""
    fill_store(folder / "index")
    environ = {**os.environ, "SEATRIAL_DATA": str(folder), "SEATRIAL_INDEX_TOKEN": TOKEN}
    begun = time.perf_counter()
    command = [sys.executable, "-m", "seatrial", "index", "--quiet"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        host = process.stdout.readline().split("/")[2] if process.stdout else ""
        ask(host, "/simple/", {})
        yield Server(host, process.pid, time.perf_counter() - begun)
        process.terminate()


@contextmanager
def theirs(folder: Path) -> Iterator[Server]:
    """Run pypiserver on a folder of as many files."""
    packages = folder / "packages"
    packages.mkdir()
    for serial, (_, _, filename) in enumerate(names(), 1):
        (packages / filename).write_bytes(b"%d" % serial)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    begun = time.perf_counter()
    command = [BIN / "pypi-server", "run", "-i", "127.0.0.1", "-p", host.partition(":")[2], "-P", ".", "-a", ".", "--overwrite", packages]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while True:
            try:
                ask(host, "/simple/", {})
            except ConnectionRefusedError:
                time.sleep(0.01)
            else:
                break
        yield Server(host, process.pid, time.perf_counter() - begun)
        process.terminate()


def measure(server: Server) -> Iterator[tuple[str, str]]:
    """Yield a line for each figure."""
    yield "start to first answer", f"{server.started * 1000:.0f} ms"
    for name, path, headers in PAGES:
        if ask(server.host, path, headers)[0] != 200:
            continue
        times = [seconds_of(lambda path=path, headers=headers: ask(server.host, path, headers)) * 1000 for _ in range(ROUNDS)]
        yield name, f"median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms"
    bodies = [body_of(number) for number in range(UPLOADS)]
    login = base64.b64encode(f"__token__:{TOKEN}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "multipart/form-data; boundary=x"}
    path = "/legacy/" if ask(server.host, "/legacy/", {})[0] == 405 else "/"
    yield f"{UPLOADS} uploads of 400 KB", together([lambda body=body: ask(server.host, path, headers, body)[0] == 200 for body in bodies])
    page = ask(server.host, "/simple/stress/", {})[1].decode()
    links = re.findall(r'href="(?:http://[^/]*)?([^"#]*)#sha256=([0-9a-f]{64})', page)
    wanted = [links[number % len(links)] for number in range(DOWNLOADS)]
    yield (
        f"{DOWNLOADS} downloads of 400 KB",
        together([lambda link=link: hashlib.sha256(ask(server.host, link[0], {})[1]).hexdigest() == link[1] for link in wanted]),
    )
    memory = subprocess.run(["ps", "-o", "rss=", "-p", str(server.pid)], capture_output=True, text=True, check=True)
    yield "memory", f"{int(memory.stdout) / 1024:.0f} MiB"


def main() -> None:
    """Measure both, one after the other."""
    for name, start in (("seatrial index", ours), ("pypiserver", theirs)):
        with tempfile.TemporaryDirectory(prefix="seatrial-stress-") as folder, start(Path(folder)) as server:
            print(name)
            for line, figure in measure(server):
                print(f"  {line:30} {figure}", flush=True)


if __name__ == "__main__":
    main()
