"""Reading requests to an index."""

import gzip
import subprocess
import sys
import threading
import time
import tracemalloc
from base64 import b64encode
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from seatrial.edge import http
from seatrial.edge.http import get
from seatrial.problem import Problem


@pytest.fixture(autouse=True)
def _without_proxies(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def server(answer):
    """Serve what a function does with each request; gives the address and the requests that came."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer(self)

        def log_message(self, *args):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_port}", seen
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def say(body: bytes = b"", status: int = 200, **headers: str):
    """Make a function that answers the same to everything."""

    def answer(request) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def problem(url: str, seconds: float = 10) -> Problem:
    with pytest.raises(Problem) as caught:
        get(url, {}, seconds)
    return caught.value


def test_gives_the_answer_whatever_it_is():
    """Status, headers in lower case and body come back; an absence is an answer too."""
    with server(say(b"gone", 404, X_Thing="a")) as (url, seen):
        answer = get(f"{url}/simple/x/?a=b#c", {"Accept": "text/html"}, 10)
    assert (answer.status, answer.headers["x-thing"], answer.body) == (404, "a", b"gone")
    assert seen[0][0] == "/simple/x/?a=b"
    assert (seen[0][1]["accept"], seen[0][1]["user-agent"]) == ("text/html", "seatrial")


def test_reads_packed_answers():
    """What is sent packed is unpacked, under the same bound."""
    with server(say(gzip.compress(b"page"), Content_Encoding="gzip")) as (url, _):
        assert get(url, {}, 10).body == b"page"


def test_stops_at_the_bound(monkeypatch):
    """An answer without end, packed or not, does not fill the memory."""
    monkeypatch.setattr(http, "LIMIT", 100_000)
    for answer in (say(b"x" * 300_000), say(gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip")):
        with server(answer) as (url, _):
            assert problem(url).kind.id == "PIX021"


def test_sends_the_password_of_the_address_as_a_header():
    """A private index that is named with user and password gets them, and no message shows them."""
    with server(say()) as (url, seen):
        get(url.replace("http://", "http://al%40ice:p%3Aw@"), {}, 10)
    assert seen[0][1]["authorization"] == "Basic YWxAaWNlOnA6dw=="
    for address in (url.replace("http://", "http://alice:secret@"), "ftp://alice:secret@x/", "http://alice:secret@[/"):
        assert "secret" not in str(problem(address))


def redirecting(target):
    """Make a function that sends `/` elsewhere and answers the rest."""

    def answer(request) -> None:
        if request.path == "/":
            say(b"", 302, Location=target(request))(request)
        else:
            say(b"there")(request)

    return answer


def test_follows_within_the_origin_with_the_secret():
    """A redirect to a page of the same index keeps the authorization."""
    with server(redirecting(lambda _: "/there")) as (url, seen):
        assert get(url.replace("http://", "http://a:b@"), {}, 10).body == b"there"
        assert get(url, {"Authorization": "Bearer x"}, 10).body == b"there"
    assert [headers.get("authorization") for _, headers in seen] == ["Basic YTpi"] * 2 + ["Bearer x"] * 2


def test_never_carries_the_secret_elsewhere():
    """A redirect to another host or port loses authorization and cookies."""
    with server(say(b"other")) as (other, theirs):
        for url_with, headers in (("a:b@", {}), ("", {"authorization": "Bearer x", "Cookie": "c"})):
            with server(redirecting(lambda _: f"{other}/there")) as (url, _):
                assert get(url.replace("http://", f"http://{url_with}"), headers, 10).body == b"other"
    assert all("authorization" not in headers and "cookie" not in headers for _, headers in theirs)


def test_ignores_a_login_that_a_redirect_brings():
    """User and password in a redirect are not sent."""
    with server(redirecting(lambda request: f"http://evil:pw@{request.headers['Host']}/there")) as (url, seen):
        assert get(url, {}, 10).body == b"there"
    assert all("authorization" not in headers for _, headers in seen)


@pytest.mark.parametrize("target", ["https://127.0.0.1:1/", "file:///etc/passwd", "ftp://x/", "//", "http://[", "//["])
def test_follows_to_no_other_scheme(target):
    """A redirect to a file, to another scheme, or to nowhere is a problem."""
    with server(redirecting(lambda _: target)) as (url, _):
        assert problem(f"{url}/").kind.id in {"PIX022", "PIX023"}


def test_does_not_follow_for_ever():
    """A circle of redirects ends."""
    with server(redirecting(lambda _: "/")) as (url, seen):
        assert problem(f"{url}/").kind.id == "PIX022"
    assert len(seen) == 6


@pytest.mark.parametrize("url", ["", "nowhere", "file:///etc/passwd", "http://", "http://x:port/", "http://[::1/", "HTTPS:x"])
def test_names_what_is_no_address(url):
    """Only http and https addresses with a host are asked."""
    assert problem(url).kind.id == "PIX023"


def test_says_why_nobody_answers():
    """A closed port and a host that does not exist are problems with the address and the reason."""
    refused = problem("http://127.0.0.1:9/x")
    assert refused.kind.id == "PIX020"
    assert "http://127.0.0.1:9/x: Connection refused" in str(refused)
    assert problem("http://host.invalid/").kind.id == "PIX020"


def test_ends_in_time():
    """A server that says nothing, or says it a byte at a time, is given up after the time that was set."""

    def slowly(request) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(40):
            try:
                request.wfile.write(b"x" * 65_536)
            except OSError:
                return
            time.sleep(0.05)

    def never(_request) -> None:
        time.sleep(0.5)

    for answer in (slowly, never):
        with server(answer) as (url, _):
            begun = time.monotonic()
            assert problem(url, 0.2).kind.id in {"PIX020", "PIX024"}
            assert time.monotonic() - begun < 2
    assert problem("http://127.0.0.1:9/", 0).kind.id == "PIX024"


def test_asks_the_proxy_that_the_environment_names(monkeypatch):
    """Requests go through the proxy, with its password, unless the host is excepted or is this machine."""
    with server(say(b"by proxy")) as (url, seen):
        monkeypatch.setenv("http_proxy", url.replace("http://", "a:b@"))
        assert get("http://index.invalid/simple/", {}, 10).body == b"by proxy"
        assert (seen[0][0], seen[0][1]["proxy-authorization"]) == ("http://index.invalid/simple/", "Basic YTpi")
        for exception in ("other, .index.invalid", "index.invalid", "*", "*.invalid", "index.invalid:80"):
            monkeypatch.setenv("no_proxy", exception)
            assert problem("http://index.invalid:80/").kind.id == "PIX020"
        monkeypatch.delenv("no_proxy")
        assert get(url, {}, 10).body == b"by proxy"
        assert seen[-1][0] == "/"


def test_uses_the_certificates_that_pip_uses(monkeypatch, tmp_path):
    """A certificate file that the environment names is taken, so one that is absent is a problem, and named."""
    monkeypatch.setenv("PIP_CERT", str(tmp_path / "absent.pem"))
    with server(say()) as (url, _):
        assert problem(url.replace("http://", "https://")).kind.id == "PUP004"


@pytest.mark.parametrize(
    "beginning", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"]
)
def test_a_server_that_drips_holds_nobody_up(beginning):
    """The time is that of the whole request, not that between two bytes of it."""
    over = threading.Event()

    def drip(request) -> None:
        request.wfile.write(beginning)
        while not over.wait(0.1):
            request.wfile.write(b"x")
            request.wfile.flush()

    with server(drip) as (url, _):
        begun = time.monotonic()
        try:
            assert problem(url, 0.5).kind.id == "PIX024"
        finally:
            over.set()
    assert time.monotonic() - begun < 5


def test_a_file_larger_than_any_page_goes_to_disk_in_bounded_memory(tmp_path):
    """A file of more bytes than a page may have is taken as it comes; what has more than it should, or lies where nothing can be written, is a problem."""
    size, path = http.LIMIT + (6 << 20), tmp_path / "file"

    def answer(request) -> None:
        request.send_response(200)
        request.end_headers()
        with suppress(OSError):
            for _ in range(size >> 20):
                request.wfile.write(bytes(1 << 20))

    with server(answer) as (url, _):
        tracemalloc.start()
        try:
            got = http.download(f"{url}/file", {}, 60, str(path), size)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert (got.status, got.body, got.url, path.stat().st_size) == (200, b"", f"{url}/file", size)
        assert peak < 16 << 20
        kinds = []
        for where, most, seconds in ((path, size - 1, 60), (tmp_path / "no" / "file", size, 60), (path, size, 0.001)):
            with pytest.raises(Problem) as caught:
                http.download(f"{url}/file", {}, seconds, str(where), most)
            kinds.append(caught.value.kind.id)
    assert kinds == ["PIX021", "PVF024", "PIX024"]


def test_a_login_of_any_letters_is_sent():
    """A user name or a password in an address may have any letters, and half ones; they are sent in UTF-8."""
    with server(say(b"x")) as (url, seen):
        for login in ("%E2%82%AC:p%C3%A9", "\ud800:x"):
            assert get(url.replace("//", f"//{login}@"), {}, 10).status == 200
    assert seen[0][1]["authorization"] == "Basic " + b64encode("€:pé".encode()).decode()


def test_a_file_that_drips_is_not_waited_for(tmp_path, monkeypatch):
    """A server that sends a byte now and then holds nobody for the hours that a large file may take; a slow file that gets on is had."""
    monkeypatch.setattr(http, "GRACE", 0.2)
    monkeypatch.setattr(http, "PIECE", 4)
    over = threading.Event()

    def dripping(piece: bytes):
        def answer(request) -> None:
            request.send_response(200)
            request.end_headers()
            with suppress(OSError):
                for _ in range(10):
                    request.wfile.write(piece)
                    if over.wait(0.06):
                        return

        return answer

    path = tmp_path / "file"
    with server(dripping(b"x")) as (url, _):
        begun = time.monotonic()
        with pytest.raises(Problem, match="PIX024"):
            http.download(f"{url}/file", {}, 3600, str(path), 1 << 30)
        assert time.monotonic() - begun < 0.5
        over.set()
    over.clear()
    with server(dripping(b"x" * 8)) as (url, _):
        assert http.download(f"{url}/file", {}, 3600, str(path), 1 << 30).status == 200
    assert path.read_bytes() == b"x" * 80


def test_what_is_no_file_is_answered_as_a_page(tmp_path):
    """An absence has its words, and nothing is written."""
    with server(say(b"gone", 404)) as (url, _):
        answer = http.download(f"{url}/file", {}, 10, str(tmp_path / "file"), 10)
    assert (answer.status, answer.body, list(tmp_path.iterdir())) == (404, b"gone", [])


TWO_AT_ONCE = """
import sys, threading, time
from seatrial.edge.http import get
from seatrial.problem import Problem

class Slow:
    begun = threading.Event()
    def find_spec(self, name, path=None, target=None):
        if name == "urllib3.util.connection":
            self.begun.set()
        time.sleep(0.01)

def ask():
    try:
        get("http://127.0.0.1:9/", {}, 5.0)
    except Problem as problem:
        sys.stdout.write(problem.kind.id + "\\n")

sys.meta_path.insert(0, Slow())
first = threading.Thread(target=ask)
first.start()
Slow.begun.wait()
ask()
first.join()
"""
"""Asks for two pages at once in a fresh process, the second while the first is still loading what asks."""


def test_two_questions_at_once_may_be_the_first_of_a_process():
    """Two pages that are asked for in the same moment are both answered: neither finds a library half loaded by the other."""
    done = subprocess.run([sys.executable, "-c", TWO_AT_ONCE], capture_output=True, text=True, check=False, timeout=30)
    assert done.stdout.split() == ["PIX020"] * 2, done.stdout + done.stderr
