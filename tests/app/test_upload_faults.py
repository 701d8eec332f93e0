"""Every fault that an upload is to survive, over real sockets: what it ends with, and that the same command then ends as if nothing had happened."""

import socket
from datetime import UTC, datetime, timedelta

import pytest

from make.certificates import authority
from make.faults import drip_body, drip_of, early, elsewhere, faulty, reset, silent, status, take, words
from make.index import TOKEN
from make.proxies import proxy
from make.uploads import FILES, NAMES, alone, send, states  # noqa: F401  (`alone` is a fixture)
from seatrial.report.data import outcome_json

PYPI = (
    "Read-only mode: Uploads are temporarily disabled.",
    "New uploads are temporarily disabled. See https://pypi.org/help/#admin-intervention for more information.",
    "Username/Password authentication is no longer supported. Migrate to API Tokens or Trusted Publishers instead.",
    "Invalid or non-existent authentication information. See https://pypi.org/help/#invalid-auth for more information.",
    "User 'me', associated with the API token used, does not have a verified primary email address.",
    "User 'me', associated with the API token used, does not have two-factor authentication enabled.",
    "New project registration temporarily disabled. See https://pypi.org/help/#admin-intervention for more information.",
    "Invalid API Token: token is expired",
    "Invalid API Token: project-scoped token is not valid for project: 'boat'",
    "The user 'me' isn't allowed to upload to project 'boat'. See https://pypi.org/help/#project-name for more information.",
    "The given token isn't allowed to upload to project 'boat'. See https://pypi.org/help/#project-name for more information.",
)
PAGE = b"<html>\r\n<head><title>t</title></head>\r\n<body><center><h1>Sorry</h1></center></body></html>"
JSON = "application/json"
REFUSED, NOT_LET_IN, IN_DOUBT, NOT_SENT = ("PRL007", "refused"), ("PUP011", "refused"), ("PRL008", "in doubt"), ("", "not sent")
FAULTS = {
    **{f"403: {said[:60]}": (words(403, said), *NOT_LET_IN, said) for said in PYPI},
    "401": (words(401, "Who are you?"), *NOT_LET_IN, "Who are you?"),
    "400": (words(400, "Invalid distribution file."), *REFUSED, "Invalid distribution file."),
    "a page that is not there": (status(404, PAGE, Content_Type="text/html"), "PUP012", "refused", "Sorry"),
    "a redirect to nowhere": (status(301), "PUP012", "refused", "301 "),
    "409": (words(409, "Conflict of its own"), *REFUSED, "Conflict of its own"),
    "413": (early(413), *REFUSED, "413 "),
    "an empty reason": (status(400, b"", ""), *REFUSED, "400 Bad Request"),
    "a reason with newlines": (words(400, "one\ntwo\x1b[31m\n::error::three"), *REFUSED, "one\ntwo\x1b[31m\n::error::three"),
    "truncated JSON": (status(400, b'{"message": "half of the', Content_Type=JSON), *REFUSED, "half of the"),
    "an HTML page": (status(502, PAGE, "", Content_Type="text/html"), *IN_DOUBT, "Sorry"),
    "an HTML page of success": (status(200, b"<form>Log in</form>", Content_Type="text/html"), *IN_DOUBT, "Log in"),
    "reset at the start": (reset("start"), *IN_DOUBT, ""),
    "reset in the middle": (reset("middle"), *IN_DOUBT, ""),
    "reset after the last byte": (reset("end"), *IN_DOUBT, ""),
    "silence": (silent(), *IN_DOUBT, "no answer in time"),
    "one byte a second": (drip_of(stored=False), *IN_DOUBT, "no answer in time"),
    "one byte a second after it was stored": (drip_of(stored=True), "", "uploaded", ""),
    "one byte a second of a page": (drip_body, "", "uploaded", ""),
    "500": (status(500), *IN_DOUBT, "500 Internal Server Error"),
    "502": (status(502), *IN_DOUBT, "502 Bad Gateway"),
    "503": (status(503), *IN_DOUBT, "503 Service Unavailable"),
    "429": (status(429), *IN_DOUBT, "429 Too Many Requests"),
    "429 until tomorrow": (status(429, Retry_After="86400"), *IN_DOUBT, "429 Too Many Requests"),
    "500 after it was stored": (status(500, stored=True), "", "uploaded", ""),
    "502 after it was stored": (status(502, stored=True), "", "uploaded", ""),
    "503 after it was stored": (status(503, stored=True), "", "uploaded", ""),
    "reset after it was stored": (reset("end", stored=True), "", "uploaded", ""),
    "400 though it was stored": (status(400, b"File already exists", stored=True, Content_Type="text/plain"), "", "uploaded", ""),
    "redirect loop": (elsewhere(308, "/legacy/"), "PUP003", "not sent", ""),
    "redirect to another host": (elsewhere(307, "http://elsewhere.invalid/legacy/"), "PUP002", "not sent", ""),
}  # fmt: skip


@pytest.fixture
def dist(tmp_path):
    """Put the files of one release into a folder."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for file in FILES:
        (folder / file.name).write_bytes(file.data)
    return folder


def whole(index, outcome) -> None:
    """Hold an upload that ended well to what it must have come to: each file once, with its very bytes."""
    assert (outcome.problem, outcome.unproven, set(states(outcome)) <= {"uploaded", "present"}) == (None, (), True)
    assert {one.filename: one.sha256 for one in index.taken} == {file.name: file.artifact.sha256 for file in FILES}
    assert len(index.taken) == len(FILES)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_and_the_same_command_again(tmp_path, dist, name) -> None:
    """Whatever the index does to the second file, nothing is sent after it, each file's state is told, and the same command ends it: each file once."""
    act, problem, state, message = FAULTS[name]
    stored = problem == ""
    with faulty(take, act, repeat=not stored) as index:
        outcome = send(tmp_path, index.url, dist, jobs=1)
        if not stored:
            assert (outcome.problem.kind.id, states(outcome)) == (problem, ["uploaded", state, "not sent", "not sent"])
            assert message in (outcome.files[1].message or str(outcome.problem.values.get("message", "")))
            assert [(file["state"], file["sha256"]) for file in outcome_json(outcome, "en")["files"]] == [
                (was, file.artifact.sha256) for was, file in zip(states(outcome), FILES, strict=True)
            ]
        index.acts.clear()
        before = index.posts
        again = send(tmp_path, index.url, dist)
        whole(index, again)
        assert index.posts - before == (0 if stored else 3)


def test_a_refusal_of_what_it_has_and_an_old_page(tmp_path, dist, monkeypatch) -> None:
    """An index that took a file, answered 500, says that it exists, and shows a page of long ago, is looked at again: the file is there."""
    monkeypatch.setattr("seatrial.app.flow.LOOKS", (0.01,) * 4)

    def stored(exchange) -> None:
        status(500, stored=True)(exchange)
        exchange.server.hidden = 3

    with faulty(take, stored, words(400, "File already exists")) as index:
        whole(index, send(tmp_path, index.url, dist, jobs=1))


def test_a_file_that_somebody_else_brought(tmp_path, dist) -> None:
    """A file that came to be there meanwhile, with the same bytes, is no refusal, with 400 and with 409."""
    with faulty(status(409, b"there", stored=True), status(400, b"there", stored=True)) as index:
        outcome = send(tmp_path, index.url, dist)
        whole(index, outcome)
    assert sorted(states(outcome)) == ["present", "present", "uploaded", "uploaded"]


def test_connection_refused(tmp_path, dist) -> None:
    """Where nobody listens nothing is sent; when the index is there, the same command sends everything."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome = send(tmp_path, f"http://127.0.0.1:{port}/legacy/", dist)
    assert (outcome.problem.kind.id, outcome.problem.values["reason"], states(outcome)) == (
        "PRL027",
        "Connection refused",
        ["not sent"] * 4,
    )
    with faulty(port=port) as index:
        whole(index, send(tmp_path, index.url, dist))


@pytest.mark.parametrize("kind", ["self-signed", "wrong-host", "expired"])
def test_certificates(tmp_path, dist, kind) -> None:
    """An index whose certificate is not accepted gets nothing, not even a token; the same command ends it when the certificate is right."""
    ours, other = authority(tmp_path, "ours"), authority(tmp_path, "other")
    serving = {
        "self-signed": other.serving(),
        "wrong-host": ours.serving("elsewhere.example"),
        "expired": ours.serving(not_after=datetime.now(UTC) - timedelta(days=1)),
    }[kind]
    with faulty(context=serving) as index:
        outcome = send(tmp_path, index.url, dist, authority=ours.path)
        assert (outcome.problem.kind.id, states(outcome), index.requests) == ("PUP001", ["not sent"] * 4, [])
        port = int(index.url.split(":")[2].partition("/")[0])
    with faulty(context=ours.serving(), port=port) as index:
        assert send(tmp_path, index.url, dist, authority=ours.path).problem is None
        assert sorted(index.names) == sorted(NAMES)


def test_a_proxy_that_fails(tmp_path, dist, monkeypatch) -> None:
    """A proxy that wants a login, is away, or cannot reach the index lets nothing through; the same command ends it through one that works."""
    ours = authority(tmp_path, "ours")
    with faulty(context=ours.serving("index.example")) as index:
        url = index.url.replace("127.0.0.1", "index.example")
        with proxy(login="me:right") as through, proxy(answer="503 Busy") as busy:
            for named, problem in ((through.host, "PUP015"), (busy.host, "PRL027"), ("127.0.0.1:9", "PRL027")):
                monkeypatch.setenv("https_proxy", f"http://{named}")
                outcome = send(tmp_path, url, dist, authority=ours.path)
                assert (outcome.problem.kind.id, states(outcome), index.requests) == (problem, ["not sent"] * 4, [])
            monkeypatch.setenv("https_proxy", f"http://me:right@{through.host}")
            assert send(tmp_path, url, dist, authority=ours.path).problem is None
        assert sorted(index.names) == sorted(NAMES)


def test_a_token_that_expires_between_two_files(tmp_path, dist) -> None:
    """What was sent before the token expired stays; with another token the same command sends the rest."""
    expired = words(403, "Invalid API Token: token is expired")
    with faulty(take, take, expired, repeat=True) as index:
        outcome = send(tmp_path, index.url, dist, jobs=1)
        assert (outcome.problem.kind.id, states(outcome)) == ("PUP011", ["uploaded", "uploaded", "refused", "not sent"])
        index.acts.clear()
        before = index.posts
        whole(index, send(tmp_path, index.url, dist, environ={"SEATRIAL_TOKEN": TOKEN[:-8]}))
        assert index.posts - before == 2
        assert len({headers["authorization"] for method, _, headers in index.requests if method == "POST"}) == 2


def test_a_file_that_changes_and_changes_back(tmp_path, dist) -> None:
    """A file that changes under the upload does not arrive; when it is what was checked again, the same command sends it."""
    path, data = dist / FILES[3].name, FILES[3].data

    def swap(exchange) -> None:
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        take(exchange)

    with faulty(swap) as index:
        outcome = send(tmp_path, index.url, dist)
        assert (outcome.problem.kind.id, FILES[3].name in index.names) == ("PRL006", False)
        path.write_bytes(data)
        whole(index, send(tmp_path, index.url, dist))
