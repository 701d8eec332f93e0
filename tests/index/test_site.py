"""Where requests to the embedded index lead."""

import json

import pytest

from make.index import HOST, TOKEN, basic, header, sending_of, site_at, text, tiny_wheel
from seatrial.index.site import respond
from seatrial.model.form import Content, Form
from seatrial.model.page import Request
from seatrial.text.words import say


@pytest.fixture
def site(tmp_path):
    return site_at(tmp_path / "store")


def request(method="POST", path="/legacy/", query=None, sending=None, *, unread=None, **headers):
    return Request(method, path, query or {}, {"host": HOST, "authorization": f"Bearer {TOKEN}", **headers}, sending, unread)


def form(**fields):
    return sending_of(*tiny_wheel())._replace(
        form=Form(tuple((name.replace("action", ":action"), value) for name, value in fields.items())), content=Content("")
    )


NOT_ALLOWED = "The method {} is not allowed for this resource. "
BAD = "The server could not comply with the request since it is either malformed or otherwise incorrect.\n\n\n{}\n\n"
GONE = "This resource is no longer available.  No forwarding address is given.\n\n\n{}\n\n"
REGISTERED = "Project pre-registration is no longer required or supported, upload your files instead."
DOCUMENTED = "Uploading documentation is no longer supported, we recommend using https://readthedocs.org/."
UPLOAD = {":action": "file_upload"}


@pytest.mark.parametrize(
    ("asked", "status", "reason", "body", "allowed"),
    [
        (request("GET", query=UPLOAD), 405, "Method Not Allowed", NOT_ALLOWED.format("GET"), "POST"),
        (request("OPTIONS", query={":action": "submit"}), 405, "Method Not Allowed", NOT_ALLOWED.format("OPTIONS"), "POST"),
        (request("PUT"), 405, "Method Not Allowed", NOT_ALLOWED.format("PUT"), "GET, HEAD, OPTIONS"),
        (request("PUT", query=UPLOAD), 405, "Method Not Allowed", NOT_ALLOWED.format("PUT"), "POST"),
        (request("GET", "/legacy"), 405, "Method Not Allowed", NOT_ALLOWED.format("GET"), "POST"),
        (request(sending=form()), 405, "Method Not Allowed", NOT_ALLOWED.format("POST"), "GET, HEAD, OPTIONS"),
        (request(sending=form(action="other")), 405, "Method Not Allowed", NOT_ALLOWED.format("POST"), "GET, HEAD, OPTIONS"),
        (request(sending=form(action="submit")), 410, REGISTERED, GONE.format(REGISTERED), None),
        (request(query={":action": "doc_upload"}, sending=form()), 410, DOCUMENTED, GONE.format(DOCUMENTED), None),
        (
            request(query={":action": ""}, sending=form(action="file_upload")),
            405,
            "Method Not Allowed",
            NOT_ALLOWED.format("POST"),
            "GET, HEAD, OPTIONS",
        ),
        (request(unread="form"), 400, "Bad Request", BAD.format("Invalid Form Data."), None),
        (request("GET", "/", unread="query"), 400, "Bad Request", BAD.format("Invalid bytes in query string."), None),
        (request("GET", "/\ufffd", unread="path"), 400, "Bad Request", BAD.format("Invalid bytes in URL."), None),
        (request(query=UPLOAD), 405, "Method Not Allowed", NOT_ALLOWED.format("POST"), "POST"),
        (request("PUT", "/absent"), 404, "Not Found", "", None),
        (request(path="/simple/", sending=form()), 405, "Method Not Allowed", NOT_ALLOWED.format("POST"), "GET, HEAD"),
        (request("PATCH", "/simple/"), 405, "Method Not Allowed", NOT_ALLOWED.format("PATCH"), "GET, HEAD"),
    ],
)
def test_refuses_what_is_no_upload(site, asked, status, reason, body, allowed):
    """A request that is not an upload to the right address is answered as PyPI answers it, in the status line and in the body."""
    response = respond(site, asked._replace(headers={**asked.headers, "accept": "application/json"}))
    assert (response.status, response.reason, header(response, "Allow")) == (status, reason, allowed)
    if status == 404:
        return
    answer = json.loads(text(response))
    assert answer["code"] == f"{status} {reason}"
    assert answer["message"].startswith(body)


def test_moves_to_the_address_with_a_slash(site):
    """Clients that follow find the right address."""
    response = respond(site, request(path="/legacy", sending=form(action="file_upload"), accept="text/html"))
    words = "An upload was attempted to /legacy but the expected upload URL is /legacy/ (with a trailing slash)"
    assert (response.status, response.reason, header(response, "Location")) == (308, words, f"http://{HOST}/legacy/")
    assert f"The resource has been moved to /legacy/; you should be redirected automatically.\n{words}\n" in text(response)


@pytest.mark.parametrize(
    "asked", [request(unread="breaks"), request(sending=sending_of(*tiny_wheel())._replace(content=Content("x.whl", is_file=False)))]
)
def test_breaks_where_pypi_breaks(site, asked):
    """Where PyPI's code breaks, the server before it says so, always as a page."""
    response = respond(site, asked._replace(headers={**asked.headers, "accept": "application/json"}, query=UPLOAD))
    assert (response.status, response.reason, header(response, "Content-Type")) == (500, "Internal Server Error", "text/html")
    assert "<h1><p>Internal Server Error</p></h1>" in text(response)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_the_upload_address_tells_people_what_it_is_for(site, method):
    """Somebody who opens the address in a browser sees how files are sent."""
    response = respond(site, request(method))
    assert response.status == 200
    assert "twine upload" in text(response)


def test_a_user_name_is_refused_in_the_status_line_alone(site):
    """PyPI's words on passwords stand in no body but the title of the page."""
    response = respond(site, request(sending=sending_of(*tiny_wheel()), authorization=basic("secret", "user"), accept="application/json"))
    answer = json.loads(text(response))
    assert (response.status, answer["message"]) == (403, "Access was denied to this resource.\n\n\n\n\n")
    assert response.reason.startswith("Username/Password authentication is no longer supported.")


def test_a_title_is_text(site):
    """What was sent is repeated in the title of a refusal, but never as markup."""
    response = respond(site, request(sending=sending_of(*tiny_wheel(), name="<b>&"), accept="text/html"))
    assert "<title>400 '&lt;b>&amp;' is an invalid value" in text(response)


def test_the_action_may_stand_in_the_address(site):
    """Both ways of naming the action are taken."""
    whole = sending_of(*tiny_wheel())
    bare = whole._replace(form=whole.form._replace(fields=tuple(pair for pair in whole.form.fields if pair[0] != ":action")))
    assert respond(site, request(sending=bare)).status == 405
    assert respond(site, request(query={":action": "file_upload"}, sending=bare)).status == 200


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/plain; charset=UTF-8"),
        ("nonsense", "text/html; charset=UTF-8"),
        ("*/*", "text/html; charset=UTF-8"),
        ("application/json", "application/json"),
        ("text/plain", "text/plain; charset=UTF-8"),
    ],
)
def test_a_refusal_comes_as_the_client_wants_it(site, accept, kind):
    """The words are in the reason and in the body, as a page, as JSON or as text."""
    sending = sending_of(*tiny_wheel(), filetype="egg")
    response = respond(site, request(sending=sending, **({"accept": accept} if accept else {})))
    words = "Invalid value for filetype. Error: Use a known file type."
    assert (response.reason, header(response, "Content-Type")) == (words, kind)
    body = text(response)
    if kind == "application/json":
        assert json.loads(body) == {"message": BAD.format(words), "code": f"400 {words}", "title": "Bad Request"}
    else:
        assert body.count(words) >= 2


def test_pages_have_words_in_both_languages():
    """No sentence of the pages lacks its Chinese."""
    from seatrial.index import page_parts, pages
    from seatrial.model.sentence import Sentence

    for one in (*vars(page_parts).values(), *vars(pages).values()):
        if isinstance(one, Sentence):
            assert say("zh", one) != say("en", one)
