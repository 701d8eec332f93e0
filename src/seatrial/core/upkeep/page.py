"""What a rendered README has that the index does not show as meant: anchors, marks of one forge, pictures that are pages."""

import re
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

PREFIX = "user-content-"
"""What the index puts before the ids of headings, and in Markdown before every link to an id (readme_renderer, markdown.py)."""
FOOTNOTES = ("fn-", "fnref-")
TABS = frozenset(("top", "content", "description", "history", "files", "data"))
"""Ids of the page around the README."""
ANCHOR = re.compile(r'<a\b[^<>]*?\bhref="#([^"<]+)"[^<>]*>(?!</a>)')
ID = re.compile(r'\bid="([^"]+)"')
ALERT = re.compile(r"<blockquote>\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE)
DIAGRAM = re.compile(r'<pre lang="(mermaid|math|geojson|topojson|stl)"|<code class="language-(mermaid|math|geojson|topojson|stl)"')
PICTURE = re.compile(r'<img\b[^<>]*?\bsrc="(https?://(?:www\.)?(?:github\.com/[^/"]+/[^/"]+/blob/|gitlab\.com/[^"<]+/-/blob/)[^"<]+)"')
RAW = re.compile(r"[?&;]raw=(?:true|1)\b")
SHOWN = 5


@lru_cache(maxsize=4)
def dead_anchors(html: str, *, markdown: bool) -> tuple[str, ...]:
    """Return the anchors that links of the page lead to and that are not on it, as written in the README, bounded."""
    ids = {unescape(one) for one in ID.findall(html)}
    found = (unescape(one) for one in ANCHOR.findall(html))
    return tuple(dict.fromkeys(one.removeprefix(PREFIX) for one in found if not _is_there(one, ids, markdown=markdown)))[:SHOWN]


def _is_there(target: str, ids: set[str], *, markdown: bool) -> bool:
    if target.removeprefix(PREFIX) in TABS:
        return True
    shown = PREFIX + target if markdown and not target.startswith((PREFIX, *FOOTNOTES)) else target
    return shown in ids or unquote(shown) in ids


@lru_cache(maxsize=4)
def foreign_marks(html: str) -> tuple[str, ...]:
    """Return the marks of the page that only a forge shows as more than text."""
    alerts = [f"[!{one.upper()}]" for one in ALERT.findall(html)]
    return tuple(dict.fromkeys([*alerts, *(f"```{one or other}" for one, other in DIAGRAM.findall(html))]))


@lru_cache(maxsize=4)
def pages_as_pictures(html: str) -> tuple[str, ...]:
    """Return the addresses of pictures that are those of a page about a picture, bounded."""
    return tuple(dict.fromkeys(unescape(one) for one in PICTURE.findall(html) if not RAW.search(one)))[:SHOWN]


def line_of(text: str, *parts: str) -> int | None:
    """Return the line of a text in which one of several parts stands first, the parts tried in their order."""
    for part in parts:
        for one in dict.fromkeys((part, unquote(part))):
            place = text.find(one)
            if place >= 0:
                return text.count("\n", 0, place) + 1
    return None
