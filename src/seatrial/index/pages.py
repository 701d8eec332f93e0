"""Pages of the embedded index: the list of projects and the page of a release, as PyPI would show it."""

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from seatrial.core.metadata import sent
from seatrial.index.answers import HTML, base_of, cached
from seatrial.index.description_part import description_part
from seatrial.index.legacy_json import links
from seatrial.index.page_parts import (
    Shown,
    details_part,
    files_part,
    history_part,
    links_part,
    project_head,
)
from seatrial.index.releases import Release, first_of, iso, latest_of, versions_of
from seatrial.index.style import STYLE
from seatrial.model.metadata import Metadata, Rendered
from seatrial.model.page import Request, Response
from seatrial.model.sentence import Sentence
from seatrial.model.shelf import Shelf, Store, View
from seatrial.text.words import Language, say

PROJECTS = Sentence("PAG001", "Projects")
NUMBER = Sentence("PAG002", "Projects: {count}")
EMPTY = Sentence("PAG003", "Nothing has been uploaded yet. Send files here with:")
INDEX = Sentence("PAG004", "Embedded index")
MADE_BY = Sentence("PAG005", "Served by seatrial on this machine. Nothing here is public.")
PREVIEW = Sentence("PAG006", "Preview: this page shows a description that is not uploaded.")
PREVIEWED = Sentence("PAG007", "Preview")
Render = Callable[[str, str | None], Rendered]
"""(description, its content type)."""
CSS_TYPE = "text/css; charset=UTF-8"


class Draft(NamedTuple):
    """What a preview shows: a release that is not uploaded."""

    name: str
    version: str
    metadata: Metadata
    rendered: Rendered
    named: bool = True
    """Whether the name is the project's own, not only that of a folder."""


def list_page(view: View, request: Request, language: Language) -> Response:
    """List the projects for people."""
    shelves = sorted(view.shelves.values(), key=lambda shelf: shelf.normalized)
    cards = "".join(_card(shelf, language) for shelf in shelves)
    if shelves:
        content = f'<p class="empty">{_say(language, NUMBER, count=len(shelves))}</p><ul class="cards">{cards}</ul>'
    else:
        command = escape(f"twine upload --repository-url {base_of(request)}/legacy/ dist/*")
        content = f'<p class="empty">{_say(language, EMPTY)}</p><pre>{command}</pre>'
    head = f'<header class="project"><div class="wide"><h1>{_say(language, PROJECTS)}</h1></div></header>'
    page = _page(language, say(language, PROJECTS), f'{head}<main class="wide">{content}</main>')
    return _html(request, page)


def release_page(store: Store, render: Render, request: Request, shelf: Shelf, release: Release, language: Language) -> Response:
    """Show a release."""
    metadata = sent(store.form(first_of(release))).metadata
    rendered = render(metadata.description, metadata.description_content_type) if metadata.description else Rendered(None)
    shown = Shown(
        name=shelf.name,
        version=first_of(release).version,
        metadata=metadata,
        rendered=rendered,
        links=tuple(links(metadata).items()),
        base=base_of(request),
        latest=first_of(latest_of(shelf)).version,
        released=iso(first_of(release).uploaded),
        files=tuple(sorted(release, key=lambda file: file.filename)),
        history=tuple(reversed(versions_of(shelf))),
    )
    return _html(request, _page(language, f"{shown.name} {shown.version}", _body(language, shown)))


def draft_page(request: Request, draft: Draft, language: Language) -> Response:
    """Show what a release would look like."""
    shown = Shown(
        draft.name, draft.version, draft.metadata, draft.rendered, tuple(links(draft.metadata).items()), base_of(request), named=draft.named
    )
    notice = f'<div class="notice"><div class="wide">{_say(language, PREVIEW)}</div></div>'
    page = _page(language, f"{shown.name} {shown.version}".strip(), notice + _body(language, shown, draft=True), PREVIEWED)
    return _html(request, page)


def style_sheet(request: Request) -> Response:
    """Return the look of all pages."""
    return cached(request, Response(200, "OK", (("Content-Type", CSS_TYPE), ("Cache-Control", "no-cache")), STYLE.encode()))


def _body(language: Language, shown: Shown, *, draft: bool = False) -> str:
    side = links_part(language, shown) + details_part(language, shown)
    main = description_part(language, shown.metadata, shown.rendered, draft=draft)
    main += files_part(language, shown) + history_part(language, shown)
    columns = f"<aside>{side}</aside><main>{main}</main>" if side else f"<main>{main}</main>"
    return f'{project_head(language, shown)}<div class="wide columns{"" if side else " one"}">{columns}</div>'


def _card(shelf: Shelf, language: Language) -> str:
    first = first_of(latest_of(shelf))
    when = f'<span class="right">{escape(iso(first.uploaded)[:10])}</span>'
    href = f"/project/{escape(shelf.normalized)}/?lang={language}"
    return f'<li><a href="{href}"><strong>{escape(shelf.name)}</strong> <span>{escape(first.version)}</span>{when}</a></li>'


def _page(language: Language, title: str, content: str, kind: Sentence = INDEX) -> str:
    code, other, name = ("zh-CN", "en", "English") if language == "zh" else ("en", "zh", "中文")
    return (
        f'<!DOCTYPE html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)} · seatrial</title>\n<link rel="stylesheet" href="/style.css">\n<link rel="icon" href="data:,">\n</head>\n<body>\n'
        f'<nav class="bar"><div class="wide"><a href="/?lang={language}"><strong>seatrial</strong></a><span>{_say(language, kind)}</span>'
        f'<a class="right" href="?lang={other}" hreflang="{other}">{name}</a></div></nav>\n'
        f'{content}\n<footer><div class="wide">{_say(language, MADE_BY)}</div></footer>\n</body>\n</html>\n'
    )


def _html(request: Request, page: str) -> Response:
    headers = (("Content-Type", HTML), ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding"))
    return cached(request, Response(200, "OK", headers, page.encode("utf-8", "replace")))


def _say(language: Language, sentence: Sentence, **values: str | int) -> str:
    return escape(say(language, sentence, values))
