"""What an index says in its answer to an upload, as one text: from JSON, from a page, from plain text or from the status line."""

import json
import re
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any

LONGEST = 4000
"""Characters that are kept of an answer."""
KEYS = ("message", "detail", "error_description", "error", "reason", "title", "msg")
"""Where indexes put their words: PyPI `message`, problem details (RFC 9457) `detail` and `title`, others the rest."""


def words_of(status: int, reason: str, content_type: str, body: bytes) -> str:
    """Return the words of an answer; where it has none, what its status means.

    `reason` is the phrase of the status line, `body` may be cut off anywhere. PyPI puts the whole of its words into the JSON `code`, after the
    status (pyramid, httpexceptions.py), and into the phrase, where what is not Latin-1 is lost.
    """
    kind = content_type.partition(";")[0].strip().lower()
    text = body.decode("utf-8", "replace")
    found = ""
    if kind == "application/json" or kind.endswith("+json"):
        found = _from_json(status, text)
    phrase = "" if reason.strip().lower() in {"", _standard(status).lower()} else reason.strip()
    if not found and phrase:
        found = phrase
    if not found and (kind == "text/html" or text.lstrip()[:1] == "<"):
        found = _from_page(text)
    if not found and kind in {"", "text/plain"}:
        found = _tidy(text)
    return found[:LONGEST] or _standard(status) or f"HTTP {status}"


def _standard(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _from_json(status: int, text: str) -> str:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return _from_data(status, data).strip()


def _from_data(status: int, data: Any) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, list):
        return "; ".join(said for item in data[:20] if (said := _from_data(status, item)))
    if not isinstance(data, dict):
        return ""
    code = data.get("code")
    if isinstance(code, str) and code.startswith(f"{status} "):
        return code.removeprefix(f"{status} ")
    found = next((said for key in KEYS if (said := _one(status, data.get(key)))), "")
    more = data.get("errors")
    several = _from_data(status, more) if isinstance(more, list) else ""
    return f"{found}: {several}" if found and several else found or several


def _one(status: int, value: Any) -> str:
    return _from_data(status, value) if isinstance(value, (str, list)) else ""


class _Text(HTMLParser):
    """Gathers the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  (HTMLParser's own signature)
        self._hidden += tag in {"script", "style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style", "title"} and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def _from_page(text: str) -> str:
    page = _Text()
    page.feed(text[: 4 * LONGEST])
    page.close()
    return _tidy(" ".join(page.parts))


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text[: 4 * LONGEST]).strip()
