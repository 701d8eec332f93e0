"""Descriptions are rendered as PyPI renders them, and hostile ones cannot take long or reach files."""

import subprocess
import sys
from pathlib import Path

import pytest
from readme_renderer import rst, txt

from seatrial.core.render import LARGEST, kind_of, render, render_here
from seatrial.model.metadata import Rendered

GOOD_RST = "Title\n=====\n\nText with *emphasis*.\n\n.. code:: python\n\n   print('x')\n\n.. image:: a.svg\n   :width: 5\n"
CONFIG = "[general]\nfile_insertion_enabled: yes\nraw_enabled: yes\nhalt_level: 5\n"
IN_HOSTILE_FOLDER = """
from seatrial.core.render import render
print([render(text, "text/x-rst").html for text in (".. include:: secret.txt", ".. raw:: html\\n\\n   <b>raw</b>", "a `b")])
"""


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        (None, "text/x-rst"),
        ("", "text/x-rst"),
        ("text/x-rst", "text/x-rst"),
        ("Text/Markdown; charset=UTF-8; variant=GFM", "text/markdown"),
        ("text/plain", "text/plain"),
        ("nonsense", "text/plain"),
        ("a\nb", "text/plain"),
    ],
)
def test_renderer_is_chosen_as_pypi_does(content_type: str | None, kind: str) -> None:
    """The content type chooses the renderer: none means reStructuredText, nonsense means plain text."""
    assert kind_of(content_type) == kind


def test_results_are_those_of_pypis_renderer() -> None:
    """What is shown is what the library that PyPI uses makes of the text."""
    assert render(GOOD_RST, None).html == rst.render(GOOD_RST)
    text = "# A\n\n`b` [c](#a) <script>x</script>\n\n```python\nx = 1\n```\n"
    shown = render(text, "text/markdown").html
    from readme_renderer import markdown

    assert shown == markdown.render(text)
    assert render("a < b", "text/plain").html == f"<pre>{txt.render('a < b')}</pre>"


@pytest.mark.parametrize(
    "text",
    [
        "# A *b*\n\n`b` [c](d) <script>x</script> ~~e~~ https://example.org a.b@example.org\n\n<xmp>\n\n    code\n",
        "- [x] a\n\n|a|b|\n|-|:-:|\n|1|2|\n\n[^1]: note\n\nA[^1] <details><b onclick=x>b</b></details> ![i](j.png)\n",
        "```\nx < 1\n```\n",
        "",
        "<!-- a -->",
        "[x]: https://example.org",
    ],
)
def test_verdicts_see_what_pypi_shows(text: str) -> None:
    """Without colours in code the result is that of PyPI's renderer all the same."""
    assert render(text, "text/markdown", coloured=False) == render(text, "text/markdown")


def test_code_without_colours() -> None:
    """Where no colours are asked for, a block of code is left as it is."""
    assert (
        render("```python\nx = 1\n```\n", "text/markdown", coloured=False).html
        == '<pre><code class="language-python">x = 1\n</code></pre>\n'
    )


@pytest.mark.parametrize(
    ("text", "content_type", "said"),
    [
        ("a `b", "text/x-rst", "Inline interpreted text"),
        (".. raw:: html\n\n   <b>", None, '"raw" directive disabled'),
        (".. a comment", None, "nothing is left"),
        ("[x]: https://example.org", "text/markdown", "nothing is left"),
    ],
)
def test_failure_names_its_cause(text: str, content_type: str | None, said: str) -> None:
    """What PyPI refuses comes without HTML, and with what the renderer says."""
    rendered = render(text, content_type)
    assert rendered.html is None
    assert said in rendered.said


def test_hostile_docutils_conf_changes_nothing(tmp_path: Path) -> None:
    """A docutils.conf in the working directory or the home switches neither raw HTML nor file inclusion on, nor warnings off."""
    (tmp_path / "docutils.conf").write_text(CONFIG)
    (tmp_path / ".docutils").write_text(CONFIG)
    (tmp_path / "secret.txt").write_text("secret")
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", IN_HOSTILE_FOLDER], capture_output=True, text=True, cwd=tmp_path, env=environment, check=True, timeout=60
    )
    assert done.stdout == "[None, None, None]\n"


@pytest.mark.parametrize(
    ("text", "content_type"),
    [
        ("<div>" * 100_000, "text/markdown"),
        (">" * 20_000, "text/markdown"),
        ("# a\n" * 2_000, "text/markdown"),
        ("[^1]" * 2_000, "text/markdown"),
        ("a" * 200_000, "text/markdown"),
        ("a\n" * 30_000, "text/x-rst"),
        (".. |a| replace:: |b| |b|\n.. |b| replace:: c\n", "text/x-rst"),
        (" " * 300 + "a", "text/x-rst"),
    ],
)
def test_costly_texts_go_aside(text: str, content_type: str) -> None:
    """A text that could take long is not rendered in this process: another does it, or the result stays undecided."""
    asked = []

    def aside(given: str, kind: str | None) -> Rendered:
        asked.append((given, kind))
        return Rendered("ok")

    assert render(text, content_type, aside) == Rendered("ok")
    assert asked == [(text, content_type)]
    assert render(text, content_type) == Rendered(None, undecided=True)


def test_plain_text_is_never_costly() -> None:
    """Plain text is only escaped, which takes no time worth speaking of."""
    assert render("<div>" * 10_000, "text/plain").html


def test_enormous_texts_stay_undecided() -> None:
    """A description of millions of characters is not rendered at all."""
    for kind in ("text/markdown", "text/x-rst", None):
        assert render("a" * (LARGEST + 1), kind) == Rendered(None, undecided=True)
    assert render("a" * (LARGEST + 1), "text/plain").html


def test_broken_renderer_is_told() -> None:
    """Where the renderer stops, and PyPI's server with it, that is a result and no crash."""
    nested = "".join("   " * depth + "* a\n\n" for depth in range(500))
    assert render_here(nested, "text/x-rst").breaks.startswith("RecursionError")
