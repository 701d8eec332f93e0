"""The rendered README tells what the index will not show as meant."""

import pytest

from seatrial.core.render import render_here
from seatrial.core.upkeep.page import dead_anchors, foreign_marks, line_of, pages_as_pictures


def html(text: str, kind: str = "text/markdown", *, coloured: bool = False) -> str:
    rendered = render_here(text, kind, coloured=coloured).html
    assert rendered is not None
    return rendered


@pytest.mark.parametrize("coloured", [False, True])
@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[a](#the-oars)\n\n## The Oars", ()),
        ("[a](#the-oar)\n\n## The Oars", ("the-oar",)),
        ("[a](#The-Oars)\n\n## The Oars", ("The-Oars",)),
        ("[a](#oars-1)\n\n## Oars\n\n## Oars", ()),
        ('[a](#raw)\n\n<a name="raw"></a>', ("raw",)),
        ('[a](#raw)\n\n<a id="raw">here</a>', ("raw",)),
        ("[a](#ruder)\n\n[b](#ruder)", ("ruder",)),
        ("[a](#%C3%B6l)\n\n## Öl", ()),
        ("A boat[^1].\n\n[^1]: It floats.", ()),
        ("[up](#top) [files](#files)", ()),
        ("[a](other.md#x)", ()),
    ],
)
def test_anchors_in_markdown(text, dead, coloured) -> None:
    """A link within a Markdown README leads somewhere if PyPI's page has such a heading; what `name` and `id` give does not count there."""
    assert dead_anchors(html(text, coloured=coloured), markdown=True) == dead


def test_anchors_in_restructuredtext() -> None:
    """Links that docutils makes itself are right, those that name an id by hand are mostly not."""
    text = "Boat\n====\n\n.. contents::\n\nOars\n----\n\n`Oars`_ `by hand <#oars>`_\n\nMast\n----\n\nText\n"
    assert dead_anchors(html(text, "text/x-rst"), markdown=False) == ("oars",)


@pytest.mark.parametrize("coloured", [False, True])
def test_marks_of_a_forge(coloured) -> None:
    """Alerts and diagrams of GitHub are found, each once; quotations and code are left alone."""
    text = "> [!NOTE]\n> A\n\n> [!note]\n> B\n\n```mermaid\ngraph\n```\n\n> NOTE\n\n```python\n[!NOTE]\n```\n"
    assert foreign_marks(html(text, coloured=coloured)) == ("[!NOTE]", "```mermaid")


def test_pictures() -> None:
    """The page about a picture is told from the picture."""
    blob = "https://github.com/me/boat/blob/main/boat.png"
    text = f"![a]({blob})\n\n![b]({blob}?raw=true)\n\n[c]({blob})\n\n![d](https://github.com/me/boat/raw/main/boat.png)\n\n<img src='https://gitlab.com/me/boat/-/blob/main/b.png'>"
    assert pages_as_pictures(html(text)) == (blob, "https://gitlab.com/me/boat/-/blob/main/b.png")


def test_lines() -> None:
    """The line of the source is found by the first of several forms that stands there."""
    assert line_of("a\nb #x\n", "#x") == 2
    assert line_of("a\nb\n[](ö l.md)\n", "%C3%B6%20l.md") == 3
    assert line_of("a\nmermaid\n", "```mermaid", "mermaid") == 2
    assert line_of("a", "b") is None
