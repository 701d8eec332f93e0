"""The embedded index's pages and a real browser: they load whole, in light and dark, and nothing on them is blocked or runs."""

import re
import struct

import pytest

from make.browser import DARK, browse
from make.index import TOKEN, send, site_at, tiny_sdist, tiny_wheel
from seatrial.index.server import serving

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
