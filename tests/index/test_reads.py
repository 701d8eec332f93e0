"""Reading requests, answered as PyPI's own server answered them (recorded in reads.json)."""

import json
import re
from pathlib import Path

import pytest

from make.index import HOST, ask, header, send, site_at, text, tiny_sdist, tiny_wheel

RECORDED = json.loads(Path(__file__).with_name("reads.json").read_text())
HEADERS = {name for one in RECORDED for name in one["answer_headers"]} - {"Access-Control-Allow-Origin", "Content-Length", "ETag"}


@pytest.fixture(scope="module")
def golden(tmp_path_factory):
    site = site_at(tmp_path_factory.mktemp("golden") / "store")
    for made in (tiny_wheel(), tiny_sdist(), tiny_wheel(version="1.1rc1")):
        assert send(site, *made).status == 200
    return site


@pytest.mark.parametrize("number", range(len(RECORDED)))
def test_answers_as_recorded(golden, number):
    """Status, headers and body are those of PyPI, with other numbers in them."""
    one = RECORDED[number]
    method, _, path = one["request"].partition(" ")
    response = ask(golden, path, method, **({"accept": one["accept"]} if one["accept"] else {}))
    assert response.status == one["status"]
    for name in HEADERS & set(one["answer_headers"]):
        assert _same(header(response, name) or "") == _same(one["answer_headers"][name]), name
    assert bool(header(response, "ETag")) == ("ETag" in one["answer_headers"])
    if method == "GET" and one["body"] != "(as above)":
        assert _body(text(response)) == _body(one["body"])


def test_lets_no_other_site_read(golden):
    """No answer allows pages of other sites to read it, unlike at PyPI, whose files are public."""
    assert all(header(ask(golden, path), "Access-Control-Allow-Origin") is None for path in ("/simple/", "/pypi/golden-demo/json", "/"))


@pytest.mark.parametrize("path", ["/simple/golden-demo/", "/pypi/golden-demo/json", "/simple/", "/style.css", "/project/golden-demo/"])
def test_unchanged_pages_are_not_sent_again(golden, path):
    """A client that has the page already gets 304 without a body."""
    tag = header(ask(golden, path), "ETag")
    again = ask(golden, path, if_none_match=f'"other", W/{tag}')
    assert (again.status, again.body, header(again, "ETag")) == (304, b"", tag)
    assert ask(golden, path, if_none_match='"other"').status == 200


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/simple", 301, "/simple/"),
        ("/simple/golden-demo/more", 404, None),
        ("/simple/golden.demo/", 301, "/simple/golden-demo/"),
        ("/pypi/golden-demo/json/", 200, None),
        ("/pypi/golden-demo/1.0.0/json", 200, None),
        ("/pypi/Golden-Demo/1.0/json", 301, "/pypi/golden-demo/1.0/json"),
        ("/pypi/golden-demo", 404, None),
        ("/pypi/a/b/c/json", 404, None),
        ("/project/golden_demo/", 301, "/project/golden-demo/"),
        ("/project/golden-demo", 301, "/project/golden-demo/"),
        ("/project/golden-demo/1.0", 301, "/project/golden-demo/1.0/"),
        ("/project/golden-demo/9.9/", 404, None),
        ("/project/absent/", 404, None),
        ("/nowhere", 404, None),
        ("/pypi/golden-demo/not a version/json", 404, None),
    ],
)
def test_other_spellings_lead_to_the_page_or_nowhere(golden, path, status, location):
    """Every spelling of a name leads to one address, and what is not there is not found."""
    response = ask(golden, path)
    assert response.status == status
    assert header(response, "Location") == (f"http://{HOST}{location}" if location else None)


def _body(body: str):
    same = _same(body)
    if not body.startswith("{"):
        return [line for line in same.splitlines() if not line.startswith('<a href="/simple/') or "golden-demo" in line]
    data = json.loads(same)
    if "projects" in data:
        data["projects"] = [project for project in data["projects"] if project["name"] == "golden-demo"]
    if "info" in data:
        data["info"]["requires_dist"].sort()
        data["ownership"]["roles"][0]["user"] = "somebody"
    return data


def _same(words: str) -> str:
    """Put words in the place of what changes from one upload to the next."""
    for pattern, instead in (
        (r"(http://|https://)?(\{HOST\}|\{PYPI\}|127\.0\.0\.1:8141)", "HOST"),
        (r"/packages/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{60}/", "/packages/DIGEST/"),
        (r"\b([0-9a-f]{64}|[0-9a-f]{32})\b", "DIGEST"),
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", "TIME.6Z"),
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\b", "TIME"),
        (r'"(size|_last-serial|last_serial)":\d+', r'"\1":0'),
        (r"SERIAL \d+", "SERIAL"),
        (r"^\d+$", "NUMBER"),
    ):
        words = re.sub(pattern, instead, words)
    return words
