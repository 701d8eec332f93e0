"""Where requests to the embedded index lead."""

import json

import pytest

from make.index import HOST, TOKEN, header, sending_of, site_at, text, tiny_wheel
from seatrial.index.site import respond
from seatrial.model.form import Content, Form
from seatrial.model.page import Request
from seatrial.text.words import say


@pytest.fixture
def site(tmp_path):
    return site_at(tmp_path / "store")


def request(method="POST", path="/legacy/", query=None, sending=None, *, broken=False, **headers):
    return Request(method, path, query or {}, {"host": HOST, "authorization": f"Bearer {TOKEN}", **headers}, sending, broken)


def form(**fields):
    return sending_of(*tiny_wheel())._replace(
        form=Form(tuple((name.replace("action", ":action"), value) for name, value in fields.items())), content=Content("")
    )


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        (request("GET"), 405, "The method GET is not allowed for this resource."),
        (request("PUT"), 405, "The method PUT is not allowed for this resource."),
        (request(sending=form()), 405, "The method POST is not allowed for this resource."),
        (request(sending=form(action="other")), 405, "The method POST is not allowed for this resource."),
        (
            request(sending=form(action="submit")),
            410,
            "Project pre-registration is no longer required or supported, upload your files instead.",
        ),
        (
            request(query={":action": "doc_upload"}, sending=form()),
            410,
            "Uploading documentation is no longer supported, we recommend using https://readthedocs.org/.",
        ),
        (request(query={":action": ""}, sending=form(action="file_upload")), 405, "The method POST is not allowed for this resource."),
        (request(broken=True), 400, "Invalid Form Data."),
        (request(query={":action": "file_upload"}), 405, ""),
        (request(path="/simple/", sending=form()), 405, "The method POST is not allowed for this resource."),
        (request("PATCH", "/simple/"), 405, "The method PATCH is not allowed for this resource."),
        (
            request(path="/legacy", sending=form(action="file_upload")),
            308,
            "An upload was attempted to /legacy but the expected upload URL is /legacy/ (with a trailing slash)",
        ),
    ],
)
def test_refuses_what_is_no_upload(site, asked, status, words):
    """A request that is not an upload to the right address is answered as PyPI answers it."""
    response = respond(site, asked)
    assert (response.status, response.reason) == (status, words)
    if status == 308:
        assert header(response, "Location") == "/legacy/"
    if status == 405:
        assert header(response, "Allow") in {"POST", "GET, HEAD"}


def test_the_action_may_stand_in_the_address(site):
    """Both ways of naming the action are taken."""
    whole = sending_of(*tiny_wheel())
    bare = whole._replace(form=whole.form._replace(fields=tuple(pair for pair in whole.form.fields if pair[0] != ":action")))
    assert respond(site, request(sending=bare)).status == 405
    assert respond(site, request(query={":action": "file_upload"}, sending=bare)).status == 200


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/html; charset=UTF-8"),
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
        assert json.loads(body) == {"message": words, "code": f"400 {words}", "title": "Bad Request"}
    else:
        assert body.count(words) >= 2


def test_pages_have_words_in_both_languages():
    """No sentence of the pages lacks its Chinese."""
    from seatrial.index import page_parts, pages
    from seatrial.model.sentence import Sentence

    for one in (*vars(page_parts).values(), *vars(pages).values()):
        if isinstance(one, Sentence):
            assert say("zh", one) != say("en", one)
