"""A web server that gives fixed answers, for indexes that behave as no sound one does."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Reply(NamedTuple):
    """One answer."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/octet-stream"
    hangs: bool = False
    """Says nothing until the test is over."""
    location: str = ""
    """Where it sends those who ask."""


@contextmanager
def replying(reply: Reply | Mapping[str, Reply]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Give one answer to everything, or one for each path; gives the address and the headers of the requests that came."""
    seen: list[dict[str, str]] = []
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        """Answers."""

        def do_GET(self) -> None:
            """Answer as it was said."""
            seen.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
            answer = reply if isinstance(reply, Reply) else reply.get(self.path, Reply(status=404))
            if answer.hangs:
                over.wait(20)
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            if answer.location:
                self.send_header("Location", answer.location)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        """Lets many ask at once."""

        request_queue_size = 64

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
