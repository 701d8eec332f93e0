"""The embedded index's pages and a real browser: they load whole, in light and dark, and nothing on them is blocked or runs."""

import re
import struct

import pytest

from make.browser import DARK, browse
from make.index import TOKEN, send, site_at, tiny_sdist, tiny_wheel
from seatrial.core.metadata.fields import BY_FORM
from seatrial.index.server import serving
from seatrial.model.form import Form

pytestmark = pytest.mark.browser

README = """# Depths

| left | right |
| :--- | ----: |
| *one* | `two` |

```python
from demo import depth  # a comment
```

<script>document.title = "taken over"</script>
<p align="center" style="color: red" onclick="document.title = 'taken over'">Middle</p>

![wave](data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=)
"""


@pytest.fixture
def running(tmp_path):
    site = site_at(tmp_path / "store")
    for made in (tiny_wheel(version="0.9"), tiny_wheel(description=README), tiny_sdist(description=README)):
        assert send(site, *made).status == 200
    with serving(site.store, TOKEN) as server:
        yield server


def test_a_release_is_shown_whole_and_nothing_runs(running, tmp_path) -> None:
    """The README is shown as it is meant, its script and style are gone, and the page asks for nothing that its policy forbids."""
    page, console = browse(tmp_path, f"{running.url}project/golden-demo/", "--dump-dom")
    assert console == ""
    assert "<title>golden-demo 1.0 · seatrial</title>" in page
    for part in ('<span class="kn">from</span>', "<em>one</em>", "Middle", "golden_demo-1.0.tar.gz</a>", "Latest version"):
        assert part in page
    assert "<script" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("path", ["", "?lang=zh", "project/golden-demo/0.9/?lang=zh"])
def test_every_page_is_free_of_complaints(running, tmp_path, path) -> None:
    """No page makes the browser's console say anything, in either language."""
    page, console = browse(tmp_path, f"{running.url}{path}", "--dump-dom")
    assert (console, page.count("<footer>")) == ("", 1)


def test_light_and_dark_are_drawn(running, tmp_path) -> None:
    """The style sheet is applied: the page is drawn, and drawn otherwise where the system is dark."""
    pictures = []
    for name, flags in (("light", ()), ("dark", DARK)):
        picture = tmp_path / f"{name}.png"
        browse(tmp_path, f"{running.url}project/golden-demo/", f"--screenshot={picture}", "--window-size=900,700", *flags)
        pictures.append(picture.read_bytes())
    assert [struct.unpack(">II", one[16:24]) for one in pictures] == [(900, 700)] * 2
    assert all(len(one) > 10_000 for one in pictures)
    assert pictures[0] != pictures[1]


def test_a_page_that_is_blocked_would_be_noticed(running, tmp_path) -> None:
    """What the browser says on its console reaches these tests: a page in a foreign frame is blocked, and that is told."""
    framed = tmp_path / "frame.html"
    framed.write_text(f'<iframe src="{running.url}"></iframe>', encoding="utf-8")
    _, console = browse(tmp_path, framed.as_uri(), "--dump-dom")
    assert re.search(r"frame-ancestors|X-Frame-Options|Content Security Policy", console)


OWN = "document.title='owned';document.documentElement.id='ow'+'ned'"
TRICKS = (
    f"<script>{OWN}</script>",
    f'<img src=x onerror="{OWN}">',
    f'"\'><svg onload="{OWN}"></svg>',
    f'<iframe srcdoc="<script>parent.{OWN}</script>"></iframe>',
    f'<a id=click href="javascript:{OWN}">a</a>',
    f'<details open ontoggle="{OWN}">a</details>',
    f"<style>@import 'data:text/css,*{{color:red}}'</style><math><mtext></mtext><mglyph><style><img src=x onerror=\"{OWN}\">",
    f'<meta http-equiv="refresh" content="0;url=javascript:{OWN}">',
    "<base href='https://evil.example/'>",
)
RST = f'.. raw:: html\n\n   <script>{OWN}</script>\n\n.. image:: x.png\n   :alt: "><script>{OWN}</script>\n\n`a <javascript:{OWN}>`_\n'


@pytest.mark.parametrize(("kind", "description"), [("text/markdown", "\n\n".join(TRICKS)), ("text/x-rst", RST), ("text/plain", TRICKS[0])])
def test_hostile_metadata_runs_nothing(tmp_path, kind, description) -> None:
    """Scripts, handlers, frames and redirects in every field of the metadata leave each page as it is, in a real browser too."""
    site = site_at(tmp_path / "store")
    assert send(site, *tiny_wheel()).status == 200
    every = [
        (field, trick)
        for field in BY_FORM
        for trick in TRICKS
        if field not in ("name", "version", "description", "description_content_type")
    ]
    links = [("project_urls", f"{trick}, javascript:{OWN}") for trick in TRICKS]
    fields = (("name", "golden-demo"), ("version", "1.0"), *every, *links, ("description", description), ("description_content_type", kind))
    hostile = site.store._replace(form=lambda _: Form(tuple(fields)))
    with serving(hostile, TOKEN) as server:
        for path in ("project/golden-demo/", *(("", "simple/golden-demo/") if kind == "text/markdown" else ())):
            page, console = browse(tmp_path, f"{server.url}{path}", "--dump-dom", "--virtual-time-budget=2000")
            assert 'id="owned"' not in page
            assert "<title>owned" not in page
            assert not re.search(r"<(script|iframe|base|object|embed)\b", page)
            assert console == ""


def test_another_page_cannot_send_or_read(running, tmp_path) -> None:
    """A page elsewhere that posts an upload, fetches a page or puts a file into itself gets nothing, and the index has nothing new."""
    evil = tmp_path / "evil.html"
    tries = f"""<title>waiting</title><script>
    const told = [];
    const attempt = (name, work) => work().then(() => told.push(name + ':read'), () => told.push(name + ':blocked'));
    const form = new FormData(); form.append(':action', 'file_upload');
    const url = {running.url!r};
    Promise.all([
      attempt('page', () => fetch(url + 'simple/')),
      attempt('send', () => fetch(url + 'legacy/', {{method: 'POST', body: form, headers: {{Authorization: 'Bearer {TOKEN}'}}}})),
      attempt('script', () => new Promise((yes, no) => {{
        const one = document.createElement('script'); one.onload = yes; one.onerror = no; one.src = url + 'pypi/golden-demo/json'; document.head.append(one);
      }})),
    ]).then(() => {{ document.title = told.sort().join(' '); }});
    </script>"""
    evil.write_text(tries, encoding="utf-8")
    page, _ = browse(tmp_path, evil.as_uri(), "--dump-dom", "--virtual-time-budget=5000")
    assert "<title>page:blocked script:blocked send:blocked</title>" in page
