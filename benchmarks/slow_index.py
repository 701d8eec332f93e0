"""An index on loopback that answers every request after a set delay, and counts: what it costs is the same for all who send to it.

The address says delay and run: `http://127.0.0.1:PORT/50/ours-1/legacy/` answers after 50 ms; `/50/ours-1/simple/NAME/` shows what was taken there, and
`/50/ours-1/tally/` what was counted. It reads a request to its end before it waits, and keeps no file: the hash that it shows is the one of the form,
which is all that the form's sender can be held to here.
"""

import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

BLOCK = 1024 * 1024
"""Bytes that are read at once."""
FORM = 128 * 1024
"""Bytes of a request's body in which the form stands, before the file."""
LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
SHA256 = re.compile(rb'name="sha256_digest"\r\n\r\n([0-9a-f]{64})\r\n')
NAME = re.compile(rb'name="name"\r\n\r\n([^\r]+)\r\n')
FILE = re.compile(rb'name="content"; filename="([^"]+)"')
JSON = "application/vnd.pypi.simple.v1+json"


class Tally:
    """What was counted of one run."""

    def __init__(self) -> None:
        self.connections: set[int] = set()
        self.posts = self.gets = self.bytes = 0
        self.files: dict[str, dict[str, str]] = {}
        """sha256 by file name, by project."""


class Counted(NamedTuple):
    """What one run sent."""

    uploads: int
    """Requests that brought a file."""
    looks: int
    """Requests for a page."""
    connections: int
    bytes: int
    """Of the bodies."""
    files: dict[str, str]
    """sha256 by file name."""


class _Index:
    """All runs, each counted by itself."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = {}
        self._lock = threading.Lock()

    def serve(self, connection: socket.socket, number: int) -> None:
        """Answer the requests of one connection, one after the other."""
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        buffer = memoryview(bytearray(BLOCK))
        rest = b""
        with connection:
            while (request := _request(connection, buffer, rest)) is not None:
                line, form, size, rest = request
                connection.sendall(self._answer(line, form, size, number))

    def _answer(self, line: str, form: bytes, size: int, number: int) -> bytes:
        method, path, _ = line.split(" ", 2)
        _, delay, run, kind, *more = path.split("/")
        with self._lock:
            tally = self._tallies.setdefault(f"{delay}/{run}", Tally())
            if kind == "tally":
                return _page(json.dumps(_counted(tally)), "application/json")
            tally.connections.add(number)
            tally.posts += method == "POST"
            tally.gets += method == "GET"
            tally.bytes += size
            answer = _taken(tally, form) if method == "POST" else _shown(tally, more[0])
        time.sleep(int(delay) / 1000)
        return answer


def _request(connection: socket.socket, buffer: memoryview, rest: bytes) -> tuple[str, bytes, int, bytes] | None:
    """Return the first line of a request, the beginning of its body, the size of that, and what came behind it; None where there is no more."""
    while b"\r\n\r\n" not in rest:
        if not (got := connection.recv_into(buffer)):
            return None
        rest += buffer[:got]
    head, _, rest = rest.partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    size = left = int(length[1]) if length else 0
    form, rest = rest[:left], rest[left:]
    left -= len(form)
    while left:
        if not (got := connection.recv_into(buffer, min(left, BLOCK))):
            return None
        left -= got
        if len(form) < FORM:
            form += buffer[:got]
    return head.partition(b"\r\n")[0].decode("ascii"), form, size, rest


def _taken(tally: Tally, form: bytes) -> bytes:
    name, file, sha256 = NAME.search(form), FILE.search(form), SHA256.search(form)
    if not name or not file or not sha256:
        return _page("no name, file or sha256 in the form", "text/plain", 400)
    tally.files.setdefault(_normal(name[1].decode()), {})[file[1].decode()] = sha256[1].decode()
    return _page("", "text/plain")


def _shown(tally: Tally, project: str) -> bytes:
    files = tally.files.get(_normal(project))
    if files is None:
        return _page("", "text/plain", 404)
    entries = [{"filename": name, "url": f"/{name}", "hashes": {"sha256": sha256}} for name, sha256 in files.items()]
    return _page(json.dumps({"meta": {"api-version": "1.0"}, "name": project, "files": entries}), JSON)


def _normal(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def _counted(tally: Tally) -> Counted:
    files = {name: sha256 for taken in tally.files.values() for name, sha256 in taken.items()}
    return Counted(tally.posts, tally.gets, len(tally.connections), tally.bytes, files)


def _page(text: str, kind: str, status: int = 200) -> bytes:
    body = text.encode()
    reason = {200: "OK", 400: "Bad Request", 404: "Not Found"}[status]
    return f"HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@contextmanager
def slow_index() -> Iterator[str]:
    """Run the index in a process of its own, and yield its address, without `/` at the end."""
    root = Path(__file__).parent.parent
    with subprocess.Popen([sys.executable, "-m", "benchmarks.slow_index"], cwd=root, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.terminate()


def counted(index: str, delay: int, run: str) -> Counted:
    """Ask an index what it counted of a run."""
    connection = HTTPConnection(urlsplit(index).netloc)
    connection.request("GET", f"/{delay}/{run}/tally/")
    found = Counted(*json.loads(connection.getresponse().read()))
    connection.close()
    return found


def main() -> None:
    """Answer on loopback until this process is ended."""
    index, number = _Index(), 0
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        print(f"http://127.0.0.1:{server.getsockname()[1]}", flush=True)
        while True:
            connection, _ = server.accept()
            number += 1
            threading.Thread(target=index.serve, args=(connection, number), daemon=True).start()


if __name__ == "__main__":
    main()
