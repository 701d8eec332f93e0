"""An index whose every answer a test writes: a real server on loopback with the pages, the files and the faults that it is given."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from make.installable import Made
from seatrial.app import on_indexes
from seatrial.core.profile import PYPI, TESTPYPI

JSON = "application/vnd.pypi.simple.v1+json"


@dataclass
class Said:
    """One answer."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: bool = False
    """Byte by byte, without end."""


@dataclass
class Written:
    """A running index."""

    url: str = ""
    answers: dict[str, list[Said]] = field(default_factory=dict)
    """By path; each is given once, the last for ever. What has none is 404."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of each request."""
    login: str | None = None
    """The Authorization without which everything is 401."""
    over: threading.Event = field(default_factory=threading.Event)

    def say(self, path: str, *said: Said) -> None:
        """Answer a path with these, in their order."""
        self.answers[path] = list(said)

    def paths(self) -> list[str]:
        """Return which paths were asked for."""
        return [path for path, _ in self.asked]


def entry(made: Made, **changed: object) -> dict[str, object]:
    """Return a file as the simple API lists it; None leaves something out."""
    usual = {"filename": made.name, "url": f"../../files/{made.name}", "hashes": {"sha256": made.artifact.sha256}, "size": len(made.data)}
    return {name: value for name, value in {**usual, **changed}.items() if value is not None}


def page(*entries: Mapping[str, object], status: str | None = None, **headers: str) -> Said:
    """Return a list of files (PEP 691), in a project of that status (PEP 792)."""
    found: dict[str, object] = {"meta": {"api-version": "1.4"}, "name": "boat", "files": list(entries)}
    if status:
        found["project-status"] = {"status": status}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Said(200, json.dumps(found).encode(), {"Content-Type": JSON, **named})


def release(*entries: Mapping[str, object], name: str = "boat", **headers: str) -> Said:
    """Return the page of a release in the JSON API."""
    urls = [{**one, "digests": one.get("hashes"), "yanked": False} for one in entries]
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return Said(200, json.dumps({"info": {"name": name}, "urls": urls}).encode(), {"Content-Type": "application/json", **named})


def file(made: Made, data: bytes | None = None) -> Said:
    """Return a file's bytes, or others in their place."""
    return Said(200, made.data if data is None else data, {"Content-Type": "application/octet-stream"})


@contextmanager
def written(*shown: Made) -> Iterator[Written]:
    """Run an index that shows these files of `boat`, as a test may change."""
    index = Written()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            index.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            if index.login and self.headers.get("authorization") != index.login:
                _send(self, Said(401))
                return
            left = index.answers.get(self.path, [Said(404)])
            _send(self, left.pop(0) if len(left) > 1 else left[0], index.over)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    index.url = f"http://127.0.0.1:{server.server_port}/"
    index.say("/simple/boat/", page(*(entry(one) for one in shown)))
    for one in shown:
        index.say(f"/files/{one.name}", file(one))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield index
    finally:
        index.over.set()
        server.shutdown()
        server.server_close()


def _send(handler: BaseHTTPRequestHandler, said: Said, over: threading.Event | None = None) -> None:
    handler.send_response(said.status)
    for name, value in said.headers.items():
        handler.send_header(name, value)
    if not said.drip:
        handler.send_header("Content-Length", str(len(said.body)))
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(said.body)
        while said.drip and over and not over.is_set():
            handler.wfile.write(b" ")
            time.sleep(0.02)


@contextmanager
def in_their_places(monkeypatch) -> Iterator[dict[str, Written]]:
    """Run two indexes in the places of TestPyPI and PyPI, asked through no proxy; by the name of their profile."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as stack:
        found = {}
        for name, profile in (("TESTPYPI", TESTPYPI), ("PYPI", PYPI)):
            found[name] = stack.enter_context(written())
            monkeypatch.setattr(on_indexes, name, profile._replace(simple_url=f"{found[name].url}simple/"))
        yield found
