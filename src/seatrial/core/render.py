"""Descriptions, rendered as PyPI renders them; hostile ones are handed aside."""

import re
import warnings
from collections.abc import Callable
from functools import cache, lru_cache

from seatrial.model.metadata import Aside, Rendered

KINDS = frozenset({"text/x-rst", "text/markdown", "text/plain"})
MARKDOWN = 100_000
RST = 50_000
LARGEST = 2_000_000
"""Characters: what is rendered here, and what is rendered at all; plain text always is."""
COSTLY = (
    ("<", None, 5_000),
    (">", None, 5_000),
    ("#", re.compile(r"^ {0,3}#", re.MULTILINE), 1_000),
    ("[^", None, 1_000),
    ("::", None, 2_000),
    ("replace::", re.compile(r"\breplace::"), 1),
)
"""What makes a renderer's time grow faster than the text: what is in it, the whole of it where that is more, and how often it may occur."""
DEEP = re.compile(r"^[ \t]{200}", re.MULTILINE)
SPACES = " " * 100


def render(description: str, content_type: str | None, aside: Aside | None = None, *, coloured: bool = True) -> Rendered:
    """Return what PyPI makes of a description (warehouse@6b62157, utils/readme.py:21, without its fallback).

    Code in Markdown that is not `coloured` is left as it stands, which no verdict depends on and which takes half of the time.
    A text that could take long or much memory goes to `aside`; without `aside` its result is undecided.
    """
    kind = kind_of(content_type)
    if kind == "text/plain":
        return render_here(description, content_type)
    if len(description) > LARGEST:
        return Rendered(None, undecided=True)
    if _costly(description, kind):
        return aside(description, content_type) if aside else Rendered(None, undecided=True)
    return render_here(description, content_type, coloured=coloured)


def render_here(description: str, content_type: str | None, *, coloured: bool = True) -> Rendered:
    """Render in this process, whatever it takes."""
    kind = kind_of(content_type)
    try:
        if kind == "text/x-rst":
            return _rst(description)
        if kind == "text/markdown":
            return _markdown(description, coloured=coloured)
        return _plain(description)
    except Exception as error:  # noqa: BLE001  (where a renderer breaks, so does PyPI's server)
        return Rendered(None, breaks=f"{type(error).__name__}: {error}"[:200])


@lru_cache(maxsize=64)
def kind_of(content_type: str | None) -> str:
    """Return the media type by which PyPI chooses the renderer; without one it is reStructuredText."""
    if not content_type:
        return "text/x-rst"
    if content_type in KINDS:
        return content_type
    from email.message import EmailMessage  # noqa: PLC0415  (dear to load, and hardly any content type needs it)

    message = EmailMessage()
    try:
        message["content-type"] = content_type
    except (ValueError, RecursionError):
        # The parser of such headers calls itself for each open bracket.
        return "text/plain"
    kind = message.get_content_type()
    return kind if kind in KINDS else "text/plain"


def _costly(text: str, kind: str) -> bool:
    if len(text) > (RST if kind == "text/x-rst" else MARKDOWN):
        return True
    # Counting what is always in it is many times faster.
    often = (whole for part, whole, most in COSTLY if text.count(part) > most and (whole is None or _more(whole, text, most)))
    return any(True for _ in often) or (("\t" in text or SPACES in text) and DEEP.search(text) is not None)


def _more(pattern: re.Pattern[str], text: str, most: int) -> bool:
    return sum(1 for _ in pattern.finditer(text)) > most


def _markdown(text: str, *, coloured: bool) -> Rendered:
    html = (_coloured_markdown() if coloured else _plain_markdown())(text)
    return Rendered(html) if html is not None else Rendered(None, "nothing is left after rendering")


@cache
def _plain_markdown() -> Callable[[str], str | None]:
    # As `markdown.render`, whose module would load what colours code.
    import comrak  # noqa: PLC0415  (with the next one)
    from readme_renderer.clean import clean  # noqa: PLC0415

    extensions, options = comrak.ExtensionOptions(), comrak.RenderOptions()
    for name in ("autolink", "footnotes", "strikethrough", "table", "tagfilter", "tasklist"):
        setattr(extensions, name, True)
    extensions.header_id_prefix, extensions.header_id_prefix_in_href = "user-content-", True
    options.unsafe_ = True

    def rendered(text: str) -> str | None:
        html: str = comrak.render_markdown(text, extension_options=extensions, render_options=options)
        return clean(html) if html else None

    return rendered


@cache
def _coloured_markdown() -> Callable[[str], str | None]:
    with warnings.catch_warnings():
        # The library's way of asking for header ids is being renamed.
        warnings.simplefilter("ignore", FutureWarning)
        from readme_renderer import markdown  # noqa: PLC0415  (dear to load)

    return markdown.render


def _plain(text: str) -> Rendered:
    from readme_renderer import txt  # noqa: PLC0415  (dear to load)

    return Rendered(f"<pre>{txt.render(text)}</pre>")


def _rst(text: str) -> Rendered:
    import io  # noqa: PLC0415  (with the next ones)

    from docutils.core import publish_parts  # noqa: PLC0415  (very dear to load)
    from docutils.utils import SystemMessage  # noqa: PLC0415
    from docutils.writers.html5_polyglot import Writer  # noqa: PLC0415
    from readme_renderer import rst  # noqa: PLC0415
    from readme_renderer.clean import clean  # noqa: PLC0415

    writer = Writer()
    writer.translator_class = rst.ReadMeHTMLTranslator
    # As `rst.render`, but `docutils.conf` of the working directory, the home or /etc may not change the settings:
    # it can switch raw HTML and file inclusion back on.
    settings = {**rst.SETTINGS, "warning_stream": io.StringIO(), "_disable_config": True}
    try:
        parts = publish_parts(text, writer=writer, settings_overrides=settings)
    except SystemMessage as error:
        return Rendered(None, str(error))
    html = clean(parts.get("docinfo", "") + parts.get("fragment", ""))
    return Rendered(html) if html else Rendered(None, "nothing is left after rendering")
