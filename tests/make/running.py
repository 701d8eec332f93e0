"""The embedded index as the process that users start, and clients of it."""

import hashlib
import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from make.cli import environment
from make.exchange import BOUNDARY, address
from make.index import TOKEN, basic
from seatrial.index.server import Serving

LISTING = {"Accept": "application/vnd.pypi.simple.v1+json"}
FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Authorization": basic(TOKEN)}


class Got(NamedTuple):
    """An answer, read to its end."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def index_process(home: Path, *args: str, prelude: str = "") -> Iterator[tuple[subprocess.Popen, Serving]]:
    """Start `seatrial index`; give the process and where it answers. `prelude` is Python that runs before the program does."""
    program = f"{prelude}\nimport runpy\nrunpy.run_module('seatrial', run_name='__main__', alter_sys=True)"
    process = subprocess.Popen(
        [sys.executable, *(("-c", program) if prelude else ("-m", "seatrial")), "index", "--quiet", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        cwd=home,
        env=environment(home, SEATRIAL_INDEX_TOKEN=TOKEN),
    )
    try:
        word, _, url = process.stdout.readline().strip().partition(" ")
        assert word == "ready", process.stderr.read()
        yield process, Serving(url, TOKEN)
    finally:
        process.kill()
        process.communicate()


def store_of(home: Path) -> Path:
    """Return the folder of the store of a process that was started there."""
    return home / "seatrial-data" / "index"


def get(running: Serving, path: str, headers: dict[str, str] | None = None) -> Got:
    """Ask for a page over a connection of its own."""
    return _asked(running, "GET", path, None, headers or {})


def upload(running: Serving, body: bytes) -> Got:
    """Send an upload over a connection of its own."""
    return _asked(running, "POST", "/legacy/", body, FORM)


def _asked(running: Serving, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Got:
    with closing(http.client.HTTPConnection(*address(running), timeout=60)) as client:
        client.request(method, path, body, headers)
        answer = client.getresponse()
        return Got(answer.status, dict(answer.headers), answer.read())


def listed(running: Serving, project: str = "golden-demo") -> dict[str, tuple[str, str]]:
    """Return the files of a project: path and SHA-256 by name."""
    answer = get(running, f"/simple/{project}/", LISTING)
    if answer.status == 404:
        return {}
    files = json.loads(answer.body)["files"]
    return {file["filename"]: (f"/{file['url'].removeprefix(running.url)}", file["hashes"]["sha256"]) for file in files}


def fetched(running: Serving, path: str, sha256: str) -> bool:
    """Download a file; says whether it is what the index says that it is."""
    answer = get(running, path)
    return answer.status == 200 and hashlib.sha256(answer.body).hexdigest() == sha256


def together(jobs: list[Callable[[], object]]) -> list[object]:
    """Run jobs side by side, all beginning at once; gives what each returned, or its error."""
    found: list[object] = [None] * len(jobs)
    gate = threading.Barrier(len(jobs))

    def run(number: int, job: Callable[[], object]) -> None:
        gate.wait()
        try:
            found[number] = job()
        except (OSError, http.client.HTTPException) as error:
            found[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
