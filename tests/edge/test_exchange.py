"""Questions to the part of an index that exchanges identities."""

import contextlib
import http.server
import ssl
import threading
from functools import partial

import pytest
import trustme

from seatrial.edge.exchange import exchange
from seatrial.model.publishing import Exchange
from seatrial.problem import Problem


class Asked(http.server.BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    def do_GET(self) -> None:
        """Answer, and note what came."""
        size = int(self.headers.get("Content-Length", 0))
        self.server.seen.append((self.command, self.path, self.headers.get("Content-Type"), self.rfile.read(size)))
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                with contextlib.suppress(OSError):
                    self.wfile.write(b"x")
                self.server.stopped.wait(0.1)
            return
        status, more, body = {
            "/away": (302, {"Location": "http://127.0.0.1:9/"}, b""),
            "/large": (200, {}, b"x" * 300_000),
        }.get(self.path, (422, {"X-Own": "1"}, b'{"a": 1}'))
        self.send_response(status)
        for name, value in {**more, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def do_POST(self) -> None:
        """Answer as to a question."""
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def server(context: ssl.SSLContext | None = None):
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    running.seen, running.stopped = [], threading.Event()
    running.handle_error = lambda *_: None
    if context:
        running.socket = context.wrap_socket(running.socket, server_side=True)
    thread = threading.Thread(target=partial(running.serve_forever, 0.02), daemon=True)
    thread.start()
    try:
        yield running, f"{'https' if context else 'http'}://127.0.0.1:{running.server_address[1]}"
    finally:
        running.stopped.set()
        running.shutdown()
        running.server_close()
        thread.join()


def problem_of(asked: Exchange, **more) -> Problem:
    with pytest.raises(Problem) as caught:
        exchange(asked, **more)
    return caught.value


def test_answers_come_as_they_are() -> None:
    """A question and a posting get the answer, whatever its status; nobody is sent elsewhere with an identity."""
    with server() as (running, url):
        answer = exchange(Exchange(f"{url}/mint", b'{"token": "t"}'))
        assert (answer.status, answer.headers["x-own"], answer.body) == (422, "1", b'{"a": 1}')
        assert exchange(Exchange(f"{url}/away", b"{}")).status == 302
        exchange(Exchange(f"{url}/audience"))
    assert [seen[:3] for seen in running.seen] == [
        ("POST", "/mint", "application/json"), ("POST", "/away", "application/json"), ("GET", "/audience", None),
    ]  # fmt: skip


def test_answers_are_bounded() -> None:
    """Neither an answer without end nor one that drips holds the command up."""
    with server() as (_, url):
        assert problem_of(Exchange(f"{url}/large")).kind.id == "PIX021"
        assert problem_of(Exchange(f"{url}/slow"), seconds=0.3).kind.id == "PIX024"
    assert problem_of(Exchange("http://127.0.0.1:9/")).kind.id == "PIX020"
    assert problem_of(Exchange("ftp://127.0.0.1/")).kind.id == "PIX023"


def test_whom_an_identity_is_sent_to(tmp_path) -> None:
    """Who cannot prove to be the index gets no identity; certificates that the user names count as they do for the upload."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    with server(context) as (running, url):
        assert problem_of(Exchange(url, b"{}")).kind.id == "PUP001"
        assert exchange(Exchange(url, b"{}", str(trusted))).status == 422
    assert len(running.seen) == 1
    assert problem_of(Exchange(url, None, str(tmp_path / "none"))).kind.id == "PUP004"
