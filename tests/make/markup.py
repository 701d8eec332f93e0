"""What a hostile text tries, and what a browser would see of a page."""

import html.parser
import re

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


class Tags(html.parser.HTMLParser):
    """Collects the elements that a browser would make."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Take one tag."""
        self.seen.append((tag, dict(attrs)))


def harmless(page: str) -> bool:
    """Return whether nothing on a page can run, be sent or lead to what is not of the web."""
    for tag, attributes in Tags(page).seen:
        if tag in ("script", "iframe", "object", "embed", "form", "base", "style"):
            return False
        if any(name.startswith("on") or name == "style" for name in attributes):
            return False
        # A browser drops blanks and control characters from an address before it looks for the scheme.
        where = re.sub(r"[\x00-\x20]", "", attributes.get("href") or attributes.get("src") or "").lower()
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", where)
        if scheme and scheme[1] not in ("http", "https", "mailto") and where != "data:,":
            return False
    return True
