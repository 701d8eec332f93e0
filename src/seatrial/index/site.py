"""Request → response of the embedded index, refusing by the same rules."""

from typing import NamedTuple

from seatrial.core.protocol import normal
from seatrial.core.render import render
from seatrial.index.answers import (
    LEADS,
    READING,
    TITLES,
    Words,
    absent,
    absent_json,
    base_of,
    broken,
    moved,
    not_allowed,
    refusal,
    secured,
    worded,
)
from seatrial.index.desk import exchanged, is_exchange
from seatrial.index.files import file_response, file_url
from seatrial.index.legacy_json import project_json
from seatrial.index.pages import Render, list_page, release_page, style_sheet
from seatrial.index.receiving import Terms, receive
from seatrial.index.releases import latest_of, release_of
from seatrial.index.simple import simple_detail, simple_list
from seatrial.model.form import Form
from seatrial.model.form import Request as UploadRequest
from seatrial.model.index import Answer
from seatrial.model.page import Request, Response
from seatrial.model.shelf import Store
from seatrial.rules.arrival import password
from seatrial.rules.order import first_refusal
from seatrial.rules.request import GONE, UPLOAD
from seatrial.rules.request import RULES as REQUEST_RULES
from seatrial.rules.rule import judge
from seatrial.text.words import Language

__all__ = ["Site", "Terms", "admit", "file_url", "receive", "respond"]

UPLOADS = ("/legacy", "/legacy/")
PAGES = ("/simple", "/pypi/", "/project/", "/packages/")
SAFE = ("GET", "HEAD", "OPTIONS")
LANGUAGES: dict[str, Language] = {"en": "en", "zh": "zh"}


class Site(NamedTuple):
    """An embedded index as it answers requests."""

    store: Store
    terms: Terms
    hosts: frozenset[str]
    """Values of the Host header that are ours."""
    language: Language = "en"
    """Of its pages, where the request names none."""
    render: Render = render


def admit(hosts: frozenset[str], request: Request) -> Response | None:
    """Turn away a request that does not come from this machine's own tools and pages; None where it may go on.

    A page of another site can make a browser send requests here: by a host name of its own that points to this machine
    (the Host header tells), or by a form (Origin and Sec-Fetch-Site tell).
    """
    if request.headers.get("host", "").lower() not in hosts:
        return secured(refusal(request, 421, "This address is not one of this index."))
    if request.method in ("GET", "HEAD"):
        return None
    origin = request.headers.get("origin")
    foreign = origin is not None and (not origin.startswith("http://") or origin.removeprefix("http://").lower() not in hosts)
    if foreign or request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return secured(refusal(request, 403, "Uploads from pages of other sites are not taken."))
    return None


def respond(site: Site, request: Request) -> Response:
    """Answer one request that was admitted. Raises `Problem` PIX… where the store fails."""
    if is_exchange(request.path) and not request.unread:
        return secured(exchanged(site.terms.desk, request, site.store.view(), site.store.now()))
    if request.unread or request.path in UPLOADS:
        return secured(_upload(site, request))
    if request.method not in ("GET", "HEAD"):
        known = request.path in ("/", "/style.css") or request.path.startswith(PAGES)
        return secured(not_allowed(request, "GET, HEAD") if known else absent())
    return secured(_read(site, request))


def _upload(site: Site, request: Request) -> Response:
    action = request.query.get(":action", request.sending.form.get(":action") if request.sending else None)
    if request.method in SAFE and not request.unread and request.path == "/legacy/" and action not in (UPLOAD, *GONE):
        # PyPI shows what the address is for; here it is the list of projects that says how to send files.
        return list_page(site.store.view(), request, _language(site, request))
    asked = UploadRequest(request.method, request.path, action, request.unread, _repeats(request), request.url)
    wrong = first_refusal(judge(REQUEST_RULES, asked, request.path, {}))
    if wrong is None and request.sending is not None:
        answer = receive(site.store, request.sending, request.headers.get("authorization"), site.terms)
        return _answered(request, answer)
    if wrong is None or wrong.status == 405:
        return not_allowed(request, "POST" if request.path == "/legacy" or action in (UPLOAD, *GONE) else READING)
    if wrong.status == 308:
        lead = "The resource has been moved to /legacy/; you should be redirected automatically.\n"
        location = (("Location", f"{base_of(request)}/legacy/"),)
        return worded(request, Words(308, wrong.message, lead, wrong.message, "\n"), location)
    if wrong.status == 400:
        # Before PyPI's upload code is reached, the words stand in the body alone.
        return worded(request, Words(400, TITLES[400], f"{LEADS[400]}{{br}}{{br}}\n", wrong.message))
    return broken() if wrong.status == 500 else refusal(request, wrong.status or 500, wrong.message)


def _repeats(request: Request) -> bool:
    form = request.sending.form if request.sending else Form(())
    names = [*(name for name, _ in form.fields), *form.file_parts]
    return len(names) > len(set(names))


def _answered(request: Request, answer: Answer) -> Response:
    if answer.status in (500, None):
        return broken()
    words = answer.whole or answer.message
    headers = (("Vary", "Accept-Encoding, Authorization"),)
    if answer.rule == password.id:
        return worded(request, Words(403, words, f"{LEADS[403]}{{br}}{{br}}\n"), headers)
    return (
        worded(request, Words(200, words, "{br}{br}\n"), headers)
        if answer.status == 200
        else refusal(request, answer.status, words, headers)
    )


def _read(site: Site, request: Request) -> Response:
    first, _, rest = request.path.removeprefix("/").partition("/")
    if first == "packages":
        return file_response(site.store, request)
    if first == "simple":
        return _simple(site, request, rest)
    if first == "pypi":
        return _json(site, request, rest.split("/"))
    return _page(site, request, first, rest)


def _simple(site: Site, request: Request, rest: str) -> Response:
    if request.path == "/simple":
        return moved(request, "/simple/")
    if not rest:
        return simple_list(site.store.view(), request)
    name, slash, more = rest.partition("/")
    if more:
        return absent()
    if not slash:
        return moved(request, f"/simple/{name}/", (("Vary", "Accept-Encoding"),))
    view = site.store.view()
    if normal(name) != name and normal(name) in view.shelves:
        return moved(request, f"/simple/{normal(name)}/", (("Cache-Control", "max-age=600, public"), ("Vary", "Accept-Encoding, Accept")))
    return simple_detail(view, request, name)


def _json(site: Site, request: Request, parts: list[str]) -> Response:
    if parts[-1:] == [""]:
        parts = parts[:-1]
    if len(parts) not in (2, 3) or parts[-1] != "json":
        return absent_json()
    shelf = site.store.view().shelves.get(normal(parts[0]))
    release = (release_of(shelf, parts[1]) if len(parts) == 3 else latest_of(shelf)) if shelf else None
    if shelf is None or release is None:
        return absent_json()
    if shelf.normalized != parts[0]:
        path = "/".join(("/pypi", shelf.normalized, *parts[1:]))
        return moved(request, path, (("Cache-Control", "max-age=900, public"), ("Vary", "Accept-Encoding")))
    return project_json(site.store, request, shelf, release, whole=len(parts) == 2)


def _page(site: Site, request: Request, first: str, rest: str) -> Response:
    language = _language(site, request)
    if request.path == "/style.css":
        return style_sheet(request)
    if request.path == "/":
        return list_page(site.store.view(), request, language)
    name, _, version = rest.removesuffix("/").partition("/")
    shelf = site.store.view().shelves.get(normal(name)) if first == "project" else None
    release = (release_of(shelf, version) if version else latest_of(shelf)) if shelf else None
    if shelf is None or release is None:
        return absent()
    wanted = "/".join(("/project", shelf.normalized, *((version,) if version else ()), ""))
    return release_page(site.store, site.render, request, shelf, release, language) if request.path == wanted else moved(request, wanted)


def _language(site: Site, request: Request) -> Language:
    named = request.query.get("lang")
    return LANGUAGES.get(named or "", site.language)
