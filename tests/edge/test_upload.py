"""Uploads to real indexes over real sockets: what is sent, and what comes of every way in which an index can fail."""

import hashlib
import io
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from make.faults import deaf, drip, early, elsewhere, faulty, reset, silent, status, take, words
from seatrial.edge.upload import open_session
from seatrial.model.form import Content, Form
from seatrial.model.index import Access, Patience, Sending
from seatrial.problem import Problem

FIELDS = (
    ("name", "snow-pea"),
    ("summary", "Grüße, 世界\nsecond line"),
    ("classifiers", "A"),
    ("classifiers", "B"),
    (":action", "file_upload"),
)
QUICK = Patience(connect=2, silence=0.4, answer=0.4)
LARGE = 8 << 20


@pytest.fixture(autouse=True)
def _without_proxies(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


def sending(data: bytes = b"bytes", filename: str = "snow_pea-1.0.tar.gz") -> Sending:
    return Sending(Form(FIELDS), Content(filename), io.BytesIO(data), len(data))


def answer_of(url: str, what: Sending | None = None, **more):
    access = Access(url, lambda: "Basic c2VjcmV0", QUICK)._replace(**more)
    session = open_session(access)
    try:
        return session.send(what or sending())
    finally:
        session.finish()


def test_every_field_arrives() -> None:
    """What is sent is read by a server as it was meant: every field, in order, repeated ones too, and the file's very bytes under its name."""
    data = bytes(range(256)) * 5000
    with faulty() as index:
        answer = answer_of(index.url, sending(data, 'odd "name" é.tar.gz'))
    (method, path, headers), (taken,) = index.requests[0], index.taken
    assert (answer.status, method, path) == (200, "POST", "/legacy/")
    assert tuple(taken.fields) == FIELDS
    assert (taken.sha256, taken.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert taken.filename == 'odd "name" é.tar.gz'
    assert (headers["authorization"], headers["accept"]) == ("Basic c2VjcmV0", "application/json")
    assert headers["user-agent"].startswith("seatrial/")
    assert "Python/3." in headers["user-agent"]


def test_connections_are_kept() -> None:
    """Many files need one connection where they go one after the other; none is opened for each."""
    with faulty() as index:
        session = open_session(Access(index.url, lambda: None, QUICK))
        assert [session.send(sending()).status for _ in range(5)] == [200] * 5
        session.finish()
    assert (index.connections, "authorization" in index.requests[0][2]) == (1, False)


def test_one_session_serves_several_threads() -> None:
    """Files go side by side over one session."""
    with faulty(delay=0.2) as index:
        session = open_session(Access(index.url, lambda: None, Patience(), jobs=4))
        threads = [threading.Thread(target=session.send, args=(sending(),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (index.most, len(index.taken)) == (4, 4)


@pytest.mark.parametrize(
    ("act", "status_", "message"),
    [
        (words(400, "Invalid distribution file."), 400, "Invalid distribution file."),
        (status(403, b"{broken", "Invalid or non-existent authentication information.", Content_Type="application/json"), 403, "Invalid or non-existent authentication information."),
        (status(400, b"<html><head><title>400</title></head><body><h1>No</h1> <p>this &amp; that</p></body></html>", "", Content_Type="text/html"), 400, "No this & that"),
        (status(500, b"", ""), 500, "500 Internal Server Error"),
        (status(503, b"line\nline", "Service Unavailable", Content_Type="text/plain"), 503, "line line"),
        (status(409, b'{"title": "Conflict", "detail": "It is there."}', Content_Type="application/problem+json"), 409, "It is there."),
    ],
    ids=["json", "truncated-json", "page", "empty-reason", "plain-text", "problem-details"],
)  # fmt: skip
def test_words_of_a_refusal(act, status_, message) -> None:
    """However an index puts its words, the user reads them."""
    with faulty(act) as index:
        answer = answer_of(index.url)
    assert (answer.status, answer.message, answer.sent) == (status_, message, True)


def test_waiting_as_asked() -> None:
    """Retry-After is understood, as seconds and as a date."""
    with faulty(
        status(429, Retry_After="7"), status(503, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT"), status(503, Retry_After="soon")
    ) as index:
        found = [answer_of(index.url).retry_after for _ in range(3)]
    assert found[0] == 7.0
    assert found[1] is not None
    assert found[1] > 1e9
    assert found[2] is None


@pytest.mark.parametrize("at", ["start", "middle", "end"])
def test_reset(at) -> None:
    """A connection that is reset says nothing about the file, and that is what is reported."""
    with faulty(reset(at)) as index:
        answer = answer_of(index.url, sending(b"x" * LARGE))
    assert (answer.status, answer.sent, answer.message != "") == (None, True, True)


@pytest.mark.parametrize("act", [silent(), drip, deaf], ids=["silent", "one-byte-at-a-time", "reads-nothing"])
def test_an_index_that_takes_for_ever(act) -> None:
    """An index that is silent, or answers a byte now and then, or reads nothing, is not waited for without end."""
    with faulty(act) as index:
        answer = answer_of(index.url, sending(b"x" * LARGE))
    assert (answer.status, answer.sent) == (None, True)


def test_nobody_listens() -> None:
    """Where nobody listens, nothing was sent, and that is known."""
    with faulty() as index:
        url = index.url
    answer = answer_of(url)
    assert (answer.status, answer.sent, "refused" in answer.message) == (None, False, True)


def test_unknown_host() -> None:
    """Where the host has no address, nothing was sent."""
    answer = answer_of("http://no-such-host.invalid/legacy/")
    assert (answer.status, answer.sent) == (None, False)


def test_an_early_refusal_is_read() -> None:
    """An index that refuses before it has read the file is heard."""
    with faulty(early(413)) as index:
        answer = answer_of(index.url, sending(b"x" * LARGE))
    assert answer.status == 413


def test_redirect_on_the_same_host() -> None:
    """A slash that was forgotten is mended by the index's own redirect, and the whole file is sent again."""
    with faulty(elsewhere(308, "/legacy/"), take) as index:
        answer = answer_of(index.url.rstrip("/"), sending(b"whole"))
    assert (answer.status, index.taken[0].size, [path for _, path, _ in index.requests]) == (200, 5, ["/legacy", "/legacy/"])


@pytest.mark.parametrize("location", ["http://other.invalid/legacy/", "https://127.0.0.1/legacy/", "http://u:p@127.0.0.1/legacy/"])
def test_redirect_to_another_host(location) -> None:
    """A token never follows a redirect to another host, port or scheme."""
    with faulty(elsewhere(307, location)) as index, pytest.raises(Problem) as caught:
        answer_of(index.url)
    assert caught.value.kind.id == "PUP002"
    assert "u:p" not in str(caught.value)


def test_redirect_loop() -> None:
    """An index that redirects in circles is left."""
    with faulty(elsewhere(308, "/legacy/"), repeat=True) as index, pytest.raises(Problem) as caught:
        answer_of(index.url)
    assert (caught.value.kind.id, index.posts) == ("PUP003", 4)


def certificate(folder: Path, name: str, host: str = "127.0.0.1", **more) -> ssl.SSLContext:
    """Make a certificate of an authority of its own, whose certificate is written to the folder; gives what serves with it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / f"{name}.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host, **more).configure_cert(context)
    return context


def test_certificates(tmp_path) -> None:
    """A certificate that nobody vouches for, or of another host, ends it before anything is sent; one that the user names is taken."""
    good, other = certificate(tmp_path, "good"), certificate(tmp_path, "other", host="elsewhere.example")
    with faulty(context=good) as index:
        assert answer_of(index.url, authority=str(tmp_path / "good.pem")).status == 200
        with pytest.raises(Problem) as untrusted:
            answer_of(index.url)
    with faulty(context=other) as wrong, pytest.raises(Problem) as elsewhere_:
        answer_of(wrong.url, authority=str(tmp_path / "other.pem"))
    assert [caught.value.kind.id for caught in (untrusted, elsewhere_)] == ["PUP001", "PUP001"]
    assert (index.posts, wrong.posts) == (1, 0)


def test_expired_certificate(tmp_path) -> None:
    """An expired certificate is said to be expired."""
    context = certificate(tmp_path, "old", not_after=datetime.now(UTC) - timedelta(days=1))
    with faulty(context=context) as index, pytest.raises(Problem) as caught:
        answer_of(index.url, authority=str(tmp_path / "old.pem"))
    assert "expired" in str(caught.value)


def test_certificate_file_that_is_not_there(tmp_path) -> None:
    """A certificate that cannot be read is named."""
    with pytest.raises(Problem) as caught:
        answer_of("https://127.0.0.1/", authority=str(tmp_path / "none.pem"))
    assert (caught.value.kind.id, caught.value.values["path"]) == ("PUP004", str(tmp_path / "none.pem"))


def test_proxy_that_fails(monkeypatch) -> None:
    """A proxy that is not there, or refuses, is no answer of the index: nothing was sent to it."""
    with faulty() as index:
        gone = index.url.removesuffix("/legacy/")
    monkeypatch.setenv("https_proxy", gone)
    answer = answer_of("https://index.example/legacy/")
    assert (answer.status, answer.sent) == (None, False)


def test_through_a_proxy(monkeypatch) -> None:
    """A proxy that the environment names is used."""
    with faulty() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/legacy/"))
        answer = answer_of("http://index.example/legacy/")
    assert (answer.status, proxy.requests[0][1]) == (200, "http://index.example/legacy/")


def test_a_file_that_becomes_shorter() -> None:
    """A file that shrinks while it is sent never arrives as if it were whole."""
    with faulty() as index:
        answer = answer_of(index.url, Sending(Form(FIELDS), Content("a.whl"), io.BytesIO(b"short"), 500_000))
    assert (answer.status, index.taken) == (None, [])
