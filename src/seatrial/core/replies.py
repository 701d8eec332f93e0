"""What an index says in its answer to an upload, as one text: from JSON, from a page, from plain text or from the status line."""

import json
import re
from html import unescape
from http import HTTPStatus
from typing import Any

LONGEST = 4000
"""Characters that are kept of an answer."""
KEYS = ("message", "detail", "error_description", "error", "reason", "title", "msg")
"""Where indexes put their words: PyPI `message`, problem details (RFC 9457) `detail` and `title`, others the rest."""

STRING = re.compile(rf'"(code|{"|".join(KEYS)})"\s{{0,9}}:\s{{0,9}}"((?:[^"\\]|\\.)*)', re.DOTALL)
"""A name with its words in JSON, which may be cut off in their midst."""
DEEP = 8
"""Lists and objects in one another in which words are still looked for."""
HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|title)\b.*?(?:</\1[^<>]*>?|\Z)", re.IGNORECASE | re.DOTALL)
"""What a page does not show, to its end: no answer makes this take longer than its length."""
TAG = re.compile(r"<[a-zA-Z!/?][^<>]*>")


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
    return found[:LONGEST] or (f"{status} {standard}" if (standard := _standard(status)) else f"HTTP {status}")


def asks_for_more(content_type: str, body: bytes) -> bool:
    """Whether an answer is a page with a form, such as the login of a network or of a proxy: whoever gave it is not the index, whatever its status is."""
    return content_type.partition(";")[0].strip().lower() == "text/html" and b"<form" in body.lower()


def _standard(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _from_json(status: int, text: str) -> str:
    try:
        data = json.loads(text)
    except RecursionError:
        return ""
    except ValueError:
        return _from_torn(status, text)
    return _from_data(status, data).strip()


def _from_torn(status: int, text: str) -> str:
    """Return the words of an object that is cut off."""
    told: dict[str, Any] = {}
    for name, value in STRING.findall(text):
        try:
            told.setdefault(name, json.loads(f'"{value}"', strict=False))
        except ValueError:
            told.setdefault(name, value)
    return _tidy(_from_data(status, told))


def _from_data(status: int, data: Any, depth: int = 0) -> str:
    if isinstance(data, str):
        return data
    if depth == DEEP:
        return ""
    if isinstance(data, list):
        return "; ".join(said for item in data[:20] if (said := _from_data(status, item, depth + 1)))
    if not isinstance(data, dict):
        return ""
    code = data.get("code")
    if isinstance(code, str) and code.startswith(f"{status} "):
        return code.removeprefix(f"{status} ")
    found = next((said for key in KEYS if (said := _one(status, data.get(key), depth + 1))), "")
    more = data.get("errors")
    several = _from_data(status, more, depth + 1) if isinstance(more, list) else ""
    return f"{found}: {several}" if found and several else found or several


def _one(status: int, value: Any, depth: int) -> str:
    return _from_data(status, value, depth) if isinstance(value, (str, list)) else ""


def _from_page(text: str) -> str:
    return _tidy(unescape(TAG.sub(" ", HIDDEN.sub(" ", text[: 4 * LONGEST]))))


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text[: 4 * LONGEST]).strip()
