"""Attacks on the embedded index: from web pages, through metadata, through names."""

import pytest

from make.index import HOST, TOKEN, ask, header, metadata, send, sending_of, site_at, text, tiny_sdist, tiny_wheel
from make.markup import EVIL, Tags, harmless
from seatrial.index.site import admit, receive, respond
from seatrial.model.form import Content
from seatrial.model.page import Request

LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    "//evil.example",
    "http:",
    "https://[",
    "file:///etc/passwd",
)


@pytest.fixture
def site(tmp_path):
    return site_at(tmp_path / "store")


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{HOST[-4:]}", "127.0.0.1", "127.0.0.1:1", f"{HOST}.evil.example", f"user@{HOST}", "", None]
)
def test_answers_only_to_its_own_name(site, host):
    """A page whose host name is made to point here (DNS rebinding) gets nothing, neither to read nor to write."""
    named = {} if host is None else {"host": host}
    for method in ("GET", "POST"):
        answer = admit(site.hosts, Request(method, "/simple/", {}, named))
        assert answer is not None
        assert answer.status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"https://{HOST}"},
        {"origin": f"http://{HOST}.evil.example"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": f"http://{HOST}", "sec_fetch_site": "cross-site"},
    ],
)
def test_takes_nothing_from_pages_of_other_sites(site, headers):
    """A form on another site cannot upload, even if it knew the token."""
    assert ask(site, "/legacy/", "POST", {":action": "file_upload"}, **headers).status == 403


def test_its_own_pages_and_tools_may_go_on(site):
    """What a browser sends on the index's own pages, and what tools send, is not turned away."""
    for headers in ({}, {"origin": f"http://{HOST}"}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}):
        assert admit(site.hosts, Request("POST", "/legacy/", {}, {"host": HOST.upper(), **headers})) is None
    assert admit(site.hosts, Request("GET", "/", {}, {"host": HOST, "sec-fetch-site": "cross-site"})) is None


def test_markup_in_metadata_stays_text(site):
    """No field of the metadata becomes markup on any page, whatever is in it."""
    single = ("Summary", "Author", "Maintainer", "Author-email", "License", "Keywords", "Platform")
    fields = [(name, EVIL) for name in single]
    fields += [
        ("Project-URL", f"{EVIL[:30]}, https://example.org/{EVIL}"),
        ("Requires-Dist", "requests"),
        ("Description-Content-Type", "text/markdown"),
    ]
    filename, made = tiny_wheel(fields=fields, description=f"# {EVIL}\n\n{EVIL}\n\n[a](javascript:alert(1)) <a href='javascript:x'>b</a>\n")
    # The rules refuse some of it; the pages must hold also for what came into the store in other ways.
    assert send(site, *tiny_wheel(fields=())).status == 200
    form = sending_of(filename, made).form
    site = site._replace(store=site.store._replace(form=lambda _: form))
    for path in ("/", "/project/golden-demo/", "/project/golden-demo/1.0/", "/simple/golden-demo/", "/simple/"):
        for language in ("en", "zh"):
            page = text(ask(site, path, query={"lang": language}))
            assert harmless(page), path
            assert "<script>alert(1)" not in page


@pytest.mark.parametrize("link", LINKS)
def test_only_web_addresses_become_links(tmp_path, link):
    """A project link of another scheme is shown as text, however it came into the store."""
    site = site_at(tmp_path / "store")
    name, content = tiny_wheel(fields=())
    assert send(site, name, content).status == 200
    form = sending_of(name, content).form
    fields = (*form.fields, ("project_urls", f"Home, {link}"), ("home_page", link), ("download_url", link))
    site = site._replace(store=site.store._replace(form=lambda _: form._replace(fields=fields)))
    page = text(ask(site, "/project/golden-demo/"))
    assert harmless(page)
    assert not any(link == attributes.get("href") for _, attributes in Tags(page).seen)


def test_every_answer_carries_the_policy(site):
    """Pages may run nothing, be framed by nobody, and are never guessed to be of another type."""
    send(site, *tiny_wheel())
    url = ask(site, "/simple/golden-demo/")
    file = "/" + text(url).partition(f"http://{HOST}/")[2].partition("#")[0]
    for path in ("/", "/simple/", "/pypi/golden-demo/json", "/project/golden-demo/", "/absent", "/style.css", file, f"{file}.metadata"):
        response = ask(site, path)
        policy = header(response, "Content-Security-Policy") or ""
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert header(response, "X-Content-Type-Options") == "nosniff"
        assert header(response, "Referrer-Policy") == "no-referrer"
    assert (header(ask(site, file), "Content-Disposition") or "").startswith("attachment;")


@pytest.mark.parametrize(
    "path",
    [
        "/packages/../../../etc/passwd",
        "/packages/aa/bb/../../../ledger.jsonl",
        "/packages/aa/bb/" + "0" * 60 + "/../../../../ledger.jsonl",
        "/packages/aa/bb/" + "0" * 60 + "/x.whl",
        "/simple/../ledger.jsonl",
        "/style.css/../ledger.jsonl",
        "//etc/passwd",
        "/project/../../x/",
        "/project/\0/",
        "/pypi/../../x/json",
    ],
)
def test_no_path_leads_out(site, path):
    """Files are found by their digest and name alone; nothing of a path reaches the disk."""
    send(site, *tiny_wheel())
    assert ask(site, path).status == 404


def test_a_file_answers_to_its_own_name_only(site):
    """The digest in the address and the name must belong together."""
    send(site, *tiny_wheel())
    send(site, *tiny_sdist())
    files = site.store.view().files
    wheel, sdist = (f"/packages/{one.blake2b_256[:2]}/{one.blake2b_256[2:4]}/{one.blake2b_256[4:]}/" for one in files.values())
    names = list(files)
    assert ask(site, wheel + names[0]).status == 200
    assert ask(site, wheel + names[0] + ".metadata").status == 200
    assert ask(site, wheel + names[1]).status == 404
    assert ask(site, sdist + names[1] + ".metadata").status == 404
    assert ask(site, wheel + "content").status == 404
    assert ask(site, wheel + "form.json").status == 404


@pytest.mark.parametrize(
    "filename",
    [
        "../../evil-1.0-py3-none-any.whl",
        "..\\evil-1.0-py3-none-any.whl",
        "/etc/evil-1.0.tar.gz",
        "evil\x00-1.0.tar.gz",
        "a\r\nX: y-1.0.tar.gz",
    ],
)
def test_names_that_lead_elsewhere_are_refused(site, filename):
    """A file name with separators or control characters is refused with PyPI's words, and no file appears anywhere."""
    sending = sending_of(*tiny_wheel())._replace(content=Content(filename))
    answer = receive(site.store, sending, f"Bearer {TOKEN}", site.terms)
    assert answer.status == 400
    assert site.store.view().files == {}


def test_metadata_is_served_as_a_file(site):
    """The metadata of a hostile wheel is not shown by a browser as a page."""
    name, content = tiny_wheel(description="<script>alert(1)</script>")
    send(site, name, content)
    file = site.store.view().files[name]
    digest = file.blake2b_256
    response = ask(site, f"/packages/{digest[:2]}/{digest[2:4]}/{digest[4:]}/{name}.metadata")
    assert header(response, "Content-Type") == "application/octet-stream"
    assert response.body == metadata(description="<script>alert(1)</script>")
    assert header(response, "ETag") == f'"{file.metadata_sha256}"'


def test_words_of_a_refusal_are_escaped(site):
    """A refusal repeats what was sent, as text."""
    whole = sending_of(*tiny_wheel(), name=EVIL)
    request = Request(
        "POST", "/legacy/", {":action": "file_upload"}, {"host": HOST, "authorization": f"Bearer {TOKEN}", "accept": "*/*"}, whole
    )
    response = respond(site, request)
    assert response.status == 400
    assert harmless(text(response))
    request = Request("PUT", "/legacy/", {}, {"host": HOST, "accept": "text/html"})
    assert harmless(text(respond(site, request._replace(method="<script>"))))
