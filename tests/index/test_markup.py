"""Markup and addresses in metadata: every field, every page, parsed as a browser parses it."""

from collections import Counter
from html import unescape

import pytest

from make.index import HOST, TOKEN, ask, header, send, sending_of, site_at, text, tiny_wheel
from make.markup import EVIL, Tags, harmless
from seatrial.core.metadata.fields import BY_FORM
from seatrial.index import ledger
from seatrial.index.site import respond
from seatrial.model.form import Form
from seatrial.model.page import Request

PAGES = ("/", "/project/golden-demo/", "/project/golden-demo/1.0/", "/simple/", "/simple/golden-demo/")
FIELDS = sorted(
    {*BY_FORM, "filetype", "pyversion", "comment", "md5_digest", "sha256_digest", "blake2_256_digest", ":action", "protocol_version"}
)
PLAIN = "plain words"
SCHEMES = ("javascript", "JaVaScRiPt", "java\tscript", " javascript", "\x01javascript", "vbscript", "data", "file", "blob", "view-source")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = site_at(tmp_path_factory.mktemp("markup") / "store")
    assert send(site, *tiny_wheel()).status == 200
    return site


def with_form(site, *fields: tuple[str, str]):
    """Let the release have come with a form of its own fields and these; the last of a field counts alone where it is a single one."""
    whole = sending_of(*tiny_wheel()).form
    names = {name for name, _ in fields}
    form = Form((*(pair for pair in whole.fields if pair[0] not in names), *fields))
    return site._replace(store=site.store._replace(form=lambda _: form))


def born(page: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """Count the elements of a page with the names of their attributes."""
    return Counter((tag, tuple(sorted(attributes))) for tag, attributes in Tags(page).seen)


def value_of(field: str, words: str) -> str:
    return f"{words}, https://example.org/{words}" if field == "project_urls" else words


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("field", FIELDS)
def test_no_element_is_born_of_a_field(site, field, language):
    """Markup in any field of the form adds no element and no attribute to any page, in either language, however it came into the store."""
    for path in PAGES:
        plain = text(ask(with_form(site, (field, value_of(field, PLAIN))), path, query={"lang": language}))
        page = text(ask(with_form(site, (field, value_of(field, EVIL))), path, query={"lang": language}))
        assert harmless(page)
        if field == "description":
            assert "<script>alert(1)" not in page
        else:
            assert born(page) <= born(plain)
    answer = ask(with_form(site, (field, value_of(field, EVIL))), "/pypi/golden-demo/json")
    assert header(answer, "Content-Type") == "application/json"
    assert header(answer, "X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_refused_is_repeated_as_text(site, field):
    """An upload with markup in a field is refused or kept; the answer, as a page, has no element of it."""
    sending = sending_of(*tiny_wheel(version="2.0"), **{field: value_of(field, EVIL)})
    asked = {"host": HOST, "authorization": f"Bearer {TOKEN}", "accept": "text/html"}
    plain = respond(
        site, Request("POST", "/legacy/", {":action": "file_upload"}, asked, sending_of(*tiny_wheel(version="2.0"), filetype="egg"))
    )
    # What is taken must not stay for the tests that follow.
    store = site.store._replace(add=lambda *_: None)
    response = respond(site._replace(store=store), Request("POST", "/legacy/", {":action": "file_upload"}, asked, sending))
    assert born(text(response)) == born(text(plain))


@pytest.mark.parametrize("field", ["project", "version", "filename", "pyversion", "filetype", "requires_python"])
def test_no_element_is_born_of_the_ledger(site, field):
    """Markup in an entry of the ledger is damage, or text on every page."""
    file = next(iter(site.store.view().files.values()))
    changed = file._replace(**{field: EVIL})
    if field == "project":
        from seatrial.core.protocol import normal

        changed = changed._replace(normalized=normal(EVIL))
    entry = ledger.read_entry(ledger.write_entry(changed))
    assert (entry is None) == (field in ("version", "filename"))
    if entry is not None:
        view = ledger.grow(site.store.view()._replace(shelves={}, files={}, digests={}), [entry])
        hit = site._replace(store=site.store._replace(view=lambda: view))
        for path in ("/", "/simple/", f"/simple/{entry.normalized}/", f"/project/{entry.normalized}/"):
            response = ask(hit, path)
            assert harmless(text(response))
            assert not {"script", "img"} & {tag for tag, _ in Tags(text(response)).seen}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("field", ["home_page", "download_url", "project_urls"])
def test_an_address_of_another_scheme_is_text(site, field, scheme):
    """Links lead to the web only; whatever else a project names is shown and cannot be followed."""
    url = f"{scheme}:alert(1)//https://example.org"
    given = {"project_urls": "Other, https://example.org", field: f"Home, {url}" if field == "project_urls" else url}
    page = text(ask(with_form(site, *given.items()), "/project/golden-demo/"))
    assert harmless(page)
    assert "alert(1)" in unescape(page)
    assert not any("alert" in (value or "") for _, attributes in Tags(page).seen for value in attributes.values())


MARKDOWN = (
    "[a](javascript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](java&#115;cript:alert(1))", "[a](&#x6A;avascript:alert(1))", "[a](<java\tscript:alert(1)>)",
    "<javascript:alert(1)>", "[a][b]\n\n[b]: javascript:alert(1)", "![a](javascript:alert(1))", "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:alert(1))", "<a href='javascript:alert(1)'>a</a>", "<a href=' &#14; javascript:alert(1)'>a</a>", "<svg onload=alert(1)></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>", "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<base href='https://evil.example/'>",
    "<form action='javascript:alert(1)'><input type=submit></form>", "<style>*{background:url(javascript:alert(1))}</style>", "<div style='x:expression(alert(1))'>a</div>",
    "<object data='javascript:alert(1)'></object>", "<embed src='javascript:alert(1)'>", "<img src=x onerror=alert(1)>", "<details open ontoggle=alert(1)>a</details>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<!--><script>alert(1)</script>-->", "```<script>alert(1)</script>\n```", "`<script>alert(1)</script>`",
)  # fmt: skip
RST = (
    "`a <javascript:alert(1)>`_", "a_\n\n.. _a: javascript:alert(1)", ".. image:: javascript:alert(1)", ".. image:: x.png\n   :target: javascript:alert(1)",
    '.. image:: x.png\n   :alt: "><script>alert(1)</script>', ".. figure:: vbscript:alert(1)", "`a <data:text/html,<script>alert(1)</script>>`_",
    '.. class:: "><script>alert(1)</script>\n\ntext', '.. _"><script>alert(1)</script>: https://example.org', ".. code:: <script>alert(1)</script>\n\n   x",
    ".. meta::\n   :http-equiv=refresh: 0;url=javascript:alert(1)", ".. |a| image:: javascript:alert(1)\n\n|a|", ".. container:: onload=alert(1)\n\n   text",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "description"),
    [*(("text/markdown", one) for one in MARKDOWN), *(("text/x-rst", one) for one in RST), *(("text/plain", one) for one in MARKDOWN[:3])],
)
def test_nothing_in_a_description_runs(site, kind, description):
    """Whatever a README tries, its page has no script, no handler, no frame, no form, and no address that is not of the web."""
    page = text(ask(with_form(site, ("description", description), ("description_content_type", kind)), "/project/golden-demo/"))
    assert harmless(page)
    described = page.partition('<section id="description">')[2].partition("</section>")[0]
    assert described
    assert not {"svg", "math", "noscript", "meta", "link", "button", "textarea", "style"} & {tag for tag, _ in Tags(described).seen}
