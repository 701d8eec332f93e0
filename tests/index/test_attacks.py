"""Attacks on the embedded index over a real connection: rebinding, cross-site requests, tokens, smuggling, traversal, injection."""

import re
from pathlib import Path

import pytest

from make.exchange import address, body_of, post, raw
from make.index import TOKEN, basic, tiny_sdist, tiny_wheel
from seatrial.index.server import serving
from seatrial.index.store import open_store
from seatrial.index.token import form_token, new_token

POLICY = b"Content-Security-Policy: default-src 'none';"
NAME = b"golden-demo"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def running(home):
    with serving(open_store(str(home / "store"), lasting=False), TOKEN) as server:
        assert post(server, body_of(*tiny_wheel()))[0].status == 200
        yield server


def safe(answer: bytes) -> bool:
    """Return whether an answer carries what every answer carries, and nothing that opens it to other sites."""
    head = answer.partition(b"\r\n\r\n")[0]
    needed = (POLICY, b"X-Content-Type-Options: nosniff", b"X-Frame-Options: DENY", b"Referrer-Policy: no-referrer")
    return all(head.count(one) == 1 for one in needed) and b"unsafe" not in head and not re.search(rb"(?i)access-control-|set-cookie", head)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def kept_files(home: Path) -> int:
    return len(open_store(str(home / "store")).view().files)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}", 200),
        ("GET {path} HTTP/1.1\r\nHost: LocalHost:{port}", 200),
        ("GET {path} HTTP/1.1\r\nHost: [::1]:{port}", 200),
        ("GET http://127.0.0.1:{port}{path} HTTP/1.1\r\nHost: evil.example", 200),
        ("GET {path} HTTP/1.1\r\nHost: evil.example:{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost: evil.example", 421),
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}.evil.example", 421),
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1.evil.example:{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}@evil.example", 421),
        ("GET {path} HTTP/1.1\r\nHost: evil.example@127.0.0.1:{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1", 421),
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:1", 421),
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:0{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost: 127.1:{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost: 2130706433:{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost: 0.0.0.0:{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost: localhost.:{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost: [::ffff:127.0.0.1]:{port}", 421),
        ("GET {path} HTTP/1.1\r\nHost:", 421),
        ("GET {path} HTTP/1.1\r\nX-Forwarded-Host: 127.0.0.1:{port}", 421),
        ("GET {path} HTTP/1.0", 421),
        ("GET http://evil.example{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}", 421),
        ("GET http://evil.example:{port}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}", 421),
        ("GET http://x@127.0.0.1:{port}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}", 421),
        ("GET https://127.0.0.1:{port}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}", 400),
        ("GET file://127.0.0.1:{port}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}", 400),
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}", 400),
        ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nhost: evil.example", 400),
        ("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443", 400),
        ("DELETE {path} HTTP/1.1\r\nHost: evil.example:{port}", 421),
    ],
)
def test_answers_to_its_exact_name_only(running, lines, expected):
    """However a browser is led here under another name (DNS rebinding, a proxy, a form), it gets to see nothing of the index."""
    asked = lines.format(path="/simple/golden-demo/", port=address(running)[1])
    answer = raw(running, f"{asked}\r\nConnection: close\r\n\r\n".encode())
    assert status(answer) == expected
    assert safe(answer)
    assert (NAME in answer) == (expected == 200)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Origin": "http://{host}"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "https://{host}"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Origin": "http://{host}/"}, 403),
        ({"Origin": "http://{host}, http://{host}"}, 403),
        ({"Origin": "file://"}, 403),
        ({"Origin": "chrome-extension://abc"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "Same-Origin"}, 403),
        ({"Sec-Fetch-Site": "none, same-origin"}, 403),
        ({"Origin": "http://{host}", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_a_page_of_another_site_sends_nothing(running, home, headers, expected):
    """An upload with the right token is turned away where a browser says that another site's page sent it."""
    host = running.url[7:-1]
    before = kept_files(home)
    body = body_of(*tiny_wheel(version=f"2.{before}"))
    named = "".join(f"{name}: {value.format(host=host)}\r\n" for name, value in headers.items())
    head = (
        f"POST /legacy/ HTTP/1.1\r\nHost: {host}\r\nAuthorization: {basic(TOKEN)}\r\nContent-Type: multipart/form-data; boundary=frontier\r\n"
        f"{named}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    answer = raw(running, head.encode() + body)
    assert status(answer) == expected
    assert safe(answer)
    assert kept_files(home) == before + (expected == 200)


@pytest.mark.parametrize("path", ["/legacy/", "/simple/", "/", "/pypi/golden-demo/json", "*"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://{host}"])
def test_a_preflight_opens_nothing(running, path, origin):
    """A browser that asks whether another site may read or send gets no permission, for no page."""
    host = running.url[7:-1]
    asked = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n"
    answer = raw(
        running,
        f"OPTIONS {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin.format(host=host)}\r\n{asked}Connection: close\r\n\r\n".encode(),
    )
    assert status(answer) in ((200, 403) if path == "/legacy/" else (400, 403, 405))
    assert safe(answer)
    read = f"GET /simple/ HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n"
    assert safe(raw(running, read.encode()))


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/legacy/", {"Authorization": ""}),
        ("/legacy/", {"Authorization": basic(new_token())}),
        ("/legacy/", {"Authorization": basic(form_token(b"9c5f2b0e-6f5e-4d8a-9f3d-0c4a3c1d2e4f", b"t" * 32))}),
        ("/legacy/", {"Authorization": basic("pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMAAABiA")}),
        ("/legacy/", {"Authorization": basic(TOKEN[:-1])}),
        ("/legacy/", {"Authorization": basic(TOKEN.upper())}),
        ("/legacy/", {"Authorization": basic(TOKEN, "mallory")}),
        ("/legacy/", {"Authorization": f"Bearer {TOKEN}, Bearer {TOKEN}"}),
        (f"/legacy/?token={TOKEN}&password={TOKEN}&access_token={TOKEN}", {"Authorization": ""}),
        ("/legacy/", {"Authorization": "", "Cookie": f"token={TOKEN}; session={TOKEN}"}),
        ("/legacy/", {"Authorization": "", "Proxy-Authorization": basic(TOKEN)}),
        ("/legacy/", {"Authorization": "", "X-Authorization": basic(TOKEN)}),
    ],
)
def test_only_the_right_token_in_its_place_uploads(running, home, path, headers):
    """Without the token of this index, or with it anywhere but in its header, nothing is kept, and no answer repeats it."""
    before = kept_files(home)
    answer, body = post(running, body_of(*tiny_sdist(), token=TOKEN, password=TOKEN), path, **headers)
    assert answer.status == 403
    assert TOKEN not in f"{answer.reason}{answer.headers}{body.decode()}"
    assert kept_files(home) == before


CHUNKED = "Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (f"Content-Length: 5\r\n{CHUNKED}", "0\r\n\r\n"),
        (f"{CHUNKED}\r\nContent-Length: 5", "0\r\n\r\n"),
        ("Transfer-Encoding: chunked, identity", "0\r\n\r\n"),
        ("Transfer-Encoding: identity, chunked", "0\r\n\r\n"),
        ("Transfer-Encoding: xchunked", "0\r\n\r\n"),
        ("Transfer-Encoding: \x0bchunked", "0\r\n\r\n"),
        (f"{CHUNKED}\r\n{CHUNKED}", "0\r\n\r\n"),
        ("Transfer-Encoding : chunked", "0\r\n\r\n"),
        ("X: y\r\n Transfer-Encoding: chunked", "0\r\n\r\n"),
        ("X: y\rTransfer-Encoding: chunked", ""),
        ("Content-Length: 0\r\nContent-Length: 30", ""),
        ("Content-Length: 0, 30", ""),
        ("Content-Length: +0", ""),
        ("Content-Length: 0x0", ""),
        ("Content-Length: 0 0", ""),
        ("Content-Length:", ""),
        (CHUNKED, "0x0\r\n\r\n"),
        (CHUNKED, "-0\r\n\r\n"),
        (CHUNKED, "1_0\r\n\r\n"),
        (CHUNKED, "\r\n\r\n"),
        (CHUNKED, "3\r\nabcX\r\n0\r\n\r\n"),
        (CHUNKED, "3\nabc0\r\n\r\n"),
        (CHUNKED, "fffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
    ],
)
def test_nothing_is_smuggled_behind_a_request(running, headers, body):
    """Where the end of a request is in doubt, it is refused and its connection ends: what follows is never taken for a request."""
    host = running.url[7:-1]
    smuggled = f"GET /simple/golden-demo/ HTTP/1.1\r\nHost: {host}\r\n\r\n"
    answer = raw(running, f"POST /legacy/ HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n\r\n{body}{smuggled}".encode())
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert NAME not in answer
    assert safe(answer)


def test_a_version_that_knows_no_pieces_sends_none(running):
    """HTTP/1.0 has no chunks; one who sends them anyway may mean another end than we do."""
    host = running.url[7:-1]
    answer = raw(running, f"POST /legacy/ HTTP/1.0\r\nHost: {host}\r\n{CHUNKED}\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n".encode())
    assert (status(answer), answer.count(b"HTTP/1.1 ")) == (400, 1)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("nonsense\r\n\r\n", 400),
        ("GET / HTTP/9.9\r\n\r\n", 505),
        ("GET /" + "a" * 70_000 + " HTTP/1.1\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nX: " + "a" * 70_000 + "\r\n\r\n", 431),
        ("GET /%ff HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", 400),
        ("GET /absent HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", 404),
        ("GET /pypi/absent/json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", 404),
        ("GET /simple HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", 301),
        ("PUT / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", 405),
        ("GET /legacy/?:action=file_upload HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", 405),
        ("GET /style.css HTTP/1.1\r\nHost: {host}\r\nIf-None-Match: *\r\nConnection: close\r\n\r\n", 304),
        ("POST /legacy/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\nshort", 400),
    ],
)
def test_every_answer_is_closed_to_others(running, sent, expected):
    """Errors and redirects carry the same policy as pages."""
    answer = raw(running, sent.format(host=running.url[7:-1]).encode())
    assert (status(answer), safe(answer)) == (expected, True)


def test_what_stops_the_index_is_told_under_the_policy(running, home):
    """Also the words about a store that failed are no page that could be abused."""
    ledger = home / "store" / "ledger.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(b"<script>\n")
    answer = raw(running, f"GET / HTTP/1.1\r\nHost: {running.url[7:-1]}\r\nConnection: close\r\n\r\n".encode())
    assert (status(answer), safe(answer)) == (503, True)
    assert b"Content-Type: text/plain" in answer
    ledger.write_bytes(whole)


ODD = (
    "..", "../evil", "..\\evil", "%2e%2e", "%2e%2e%2fevil", "/etc/evil", "C:\\evil", "evil\0", "evil\r\nX-Evil: 1", "~", ".", "-", "",
    "evil/../../x", "e" * 300, "e" * 5000, "CON", "evil ", "\u202eevil", "$(id)", "`id`",
)  # fmt: skip


@pytest.mark.parametrize("field", ["name", "version", "filename"])
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd)[:16])
def test_no_name_leads_out_of_the_store(running, home, field, odd):
    """A name, a version or a file name with a path in it, or of any length, is refused in words; no file appears anywhere, no header either."""
    before = sorted(home.rglob("*"))
    filename, content = tiny_wheel(version="3.0")
    body = body_of(filename, content, **({} if field == "filename" else {field: odd}))
    if field == "filename":
        shown = re.sub(r'[\r\n"]', "_", odd) if odd not in (".", "") else odd
        body = body.replace(f'filename="{filename}"'.encode(), f'filename="{shown}-3.0-py3-none-any.whl"'.encode())
    answer, _ = post(running, body)
    assert answer.status >= 400
    assert answer.reason not in ("", "OK")
    assert "X-Evil" not in answer.headers
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize(
    "path",
    [
        "/packages/%2e%2e/%2e%2e/ledger.jsonl",
        "/packages/..%2f..%2f..%2fledger.jsonl",
        "/packages/..%5c..%5cledger.jsonl",
        "/packages/%252e%252e/%252e%252e/ledger.jsonl",
        "/packages/aa/bb/%00/x.whl",
        "/..%2fledger.jsonl",
        "/%2e%2e/ledger.jsonl",
        "/project/..%2f..%2fledger.jsonl/",
        "/project/%2e%2e/",
        "/project/golden-demo/..%2f..%2f/",
        "/pypi/..%2f/json",
        "/simple/..%2fledger.jsonl/",
        "/simple/%0d%0aX-Evil:%201",
        "/simple/golden-demo%0d%0aX-Evil:%201/",
        "/project/GOLDEN_DEMO%0d%0aX-Evil:%201/",
        "//evil.example/%2e%2e",
        "/simple//evil.example/",
        "/project/golden-demo/" + "1" * 5000 + "/",
    ],
)
def test_no_address_leads_out_or_into_a_header(running, path):
    """Whatever an address says, the answer is a page of the index or none; it leads nowhere else, and no header is born."""
    host = running.url[7:-1]
    answer = raw(running, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    head = answer.partition(b"\r\n\r\n")[0]
    assert status(answer) in (301, 404)
    assert safe(answer)
    assert not re.search(rb"(?m)^X-Evil", head)
    location = re.search(rb"(?m)^Location: (.*?)\r$", head)
    assert location is None or location[1].startswith(f"http://{host}/".encode())
    assert b"seatrial-index" not in answer
