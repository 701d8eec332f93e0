"""Pages for people."""

import pytest

from make.index import HOST, ask, header, send, sending_of, site_at, text, tiny_sdist, tiny_wheel
from seatrial.index.pages import Draft, draft_page
from seatrial.model.metadata import Metadata, Rendered
from seatrial.model.page import Request


@pytest.fixture
def site(tmp_path):
    return site_at(tmp_path / "store")


def test_an_empty_index_says_how_to_fill_it(site):
    """The first page that anybody sees has the command that brings the next one."""
    assert f"twine upload --repository-url http://{HOST}/legacy/ dist/*" in text(ask(site, "/"))
    assert "还没有上传任何文件" in text(ask(site, "/", query={"lang": "zh"}))


def test_lists_the_projects(site):
    """The list has every project with its newest version, in order."""
    for made in (
        tiny_wheel(name="zebra"),
        tiny_wheel(name="Apple"),
        tiny_wheel(name="Apple", version="2.0"),
        tiny_wheel(name="Apple", version="3.0a1"),
    ):
        assert send(site, *made).status == 200
    page = text(ask(site, "/"))
    assert "Projects: 2" in page
    assert page.index("<strong>Apple</strong> <span>2.0</span>") < page.index("<strong>zebra</strong>")
    assert 'href="/project/apple/?lang=en"' in page


def test_shows_what_pypi_would_show(site):
    """Name, version, command, summary, rendered description, links, licence, Python, classifiers, files with digests, history."""
    for made in (tiny_wheel(), tiny_sdist(), tiny_wheel(version="1.1rc1"), tiny_wheel(version="0.9")):
        assert send(site, *made).status == 200
    page = text(ask(site, "/project/golden-demo/"))
    file = site.store.view().files["golden_demo-1.0-py3-none-any.whl"]
    for part in (
        "<title>golden-demo 1.0 · seatrial</title>",
        "pip install golden-demo</code>",
        "Latest version",
        "<p>A package</p>",
        ">Hello<",
        '<a href="https://example.org/issues" rel="noopener noreferrer nofollow">Issues</a>',
        "<dd>MIT</dd>",
        "<dd>A B &lt;a@b.org&gt;</dd>",
        "<dd>&gt;=3.9</dd>",
        "<strong>Topic</strong><ul><li>Utilities</li></ul>",
        "<li>pytest; extra == &#x27;test&#x27;</li>",
        f"sha256 {file.sha256}",
        f"blake2b-256 {file.blake2b_256}",
        "golden_demo-1.0.tar.gz</a>",
        f"pip install --index-url http://{HOST}/simple/ golden-demo==1.0",
        '<a href="/project/golden-demo/1.1rc1/?lang=en">1.1rc1</a> <span class="badge">Pre-release</span>',
    ):
        assert part in page, part
    assert page.index("/1.1rc1/?") < page.index("/1.0/?") < page.index("/0.9/?")
    assert header(ask(site, "/project/golden-demo/"), "Content-Type") == "text/html; charset=UTF-8"


def test_an_old_version_says_so(site):
    """The page of another version installs exactly that one, and leads to the newest."""
    for version in ("1.0", "2.0"):
        send(site, *tiny_wheel(version=version))
    page = text(ask(site, "/project/golden-demo/1.0/"))
    assert "pip install golden-demo==1.0</code>" in page
    assert '<a class="badge" href="/project/golden-demo/?lang=en">Newer version: 2.0</a>' in page


def test_only_pre_releases(site):
    """A project that has nothing else shows its newest pre-release."""
    for version in ("1.0a1", "1.0a2"):
        send(site, *tiny_wheel(version=version))
    assert "<small>1.0a2</small>" in text(ask(site, "/project/golden-demo/"))


def test_speaks_chinese(site):
    """Every word of the page is Chinese where that is asked for, by the site or by the address."""
    send(site, *tiny_wheel())
    page = text(ask(site._replace(language="zh"), "/project/golden-demo/"))
    assert '<html lang="zh-CN">' in page
    for english in (
        "Latest version",
        "Project description",
        "Release history",
        "Classifiers",
        "Requires Python",
        "Uploaded",
        "Project links",
    ):
        assert english not in page
    assert "发布历史" in page
    assert "Release history" in text(ask(site._replace(language="zh"), "/project/golden-demo/", query={"lang": "en"}))
    assert "Release history" in text(ask(site, "/project/golden-demo/", query={"lang": "klingon"}))


def test_a_bare_release_has_a_page(site):
    """A release without description, links and classifiers is shown without empty parts."""
    send(site, *tiny_wheel(fields=(), description=""))
    page = text(ask(site, "/project/golden-demo/"))
    assert "This release has no description." in page
    assert "Project links" not in page
    assert "Details" not in page


def shown(**changed) -> str:
    metadata = Metadata(name="demo", version="1.0", description="<b>raw</b>", license="MIT License\n\nPermission is hereby granted")
    draft = Draft("demo", "1.0", metadata, Rendered(None)._replace(**changed))
    return text(draft_page(Request("GET", "/", {}, {"host": HOST}), draft, "en"))


def test_a_description_that_does_not_render_is_shown_as_text():
    """PyPI would refuse it; the page says why and shows what was written."""
    page = shown(said="<string>:3: (ERROR) Unknown directive")
    assert "&lt;string&gt;:3: (ERROR) Unknown directive" in page
    assert "<pre>400 The description failed to render in the default format of reStructuredText. See https://pypi.org/help/" in page
    assert '<pre class="raw">&lt;b&gt;raw&lt;/b&gt;</pre>' in page
    assert "Its renderer says" not in shown()
    assert "could take too long" in shown(undecided=True)


def test_a_preview_says_that_it_is_one():
    """A page of something that is not uploaded has no files and says what it is."""
    page = shown(html="<p>fine</p>")
    assert "Preview: this page shows a description that is not uploaded." in page
    assert '<div class="prose"><p>fine</p></div>' in page
    assert "Files" not in page
    assert "<dd>MIT License …</dd>" in page


def test_sizes_are_readable(site):
    """Sizes have the unit that suits them."""
    for number, (size, words) in enumerate(((10, " B<"), (5_000, " KiB<"), (3 << 20, " MiB<"))):
        name, content = tiny_wheel(version=f"{number}.0", more=b"#" * size if number else b"")
        if number == 0:
            site_small = sending_of(name, content)
            assert site_small.size < 2000
        send(site, name, content)
        page = text(ask(site, f"/project/golden-demo/{number}.0/"))
        assert words in page or number == 0


def test_the_style_is_our_own():
    """The style sheet needs nothing from elsewhere and knows light and dark."""
    from seatrial.index.style import STYLE

    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "prefers-color-scheme: dark" in STYLE


def test_a_preview_says_what_will_not_show():
    """An image with a relative address is missing on PyPI; the preview tells it beside the description."""
    page = shown(html='<img src="sea.png">')
    assert '<div class="box"><ul><li>An image of the description will not show: ' in page
    assert "sea.png" in page


def test_classifiers_stand_in_their_groups():
    """Python 3.9 stands before 3.10, each below the group that it belongs to, as on PyPI."""
    metadata = Metadata(classifiers=("Typing :: Typed", "Programming Language :: Python :: 3.10", "Programming Language :: Python :: 3.9"))
    page = text(draft_page(Request("GET", "/", {}, {"host": HOST}), Draft("demo", "1.0", metadata, Rendered(None)), "en"))
    assert "<strong>Programming Language</strong><ul><li>Python :: 3.9</li><li>Python :: 3.10</li></ul>" in page
