"""The HTML page and text that others wrote: it is shown, and is never more than text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from make.html import Page
from make.outcomes import SCRIPT, filled
from seatrial.report.html import page
from seatrial.report.typed import Typed

ODD = st.sampled_from("<>&\"'`{}%\\= \n\r\t\x00\x1b\x9b\u202e\u2028\ufeff\ufffe\udcff\ud800é中")
TEXT = st.text(ODD | st.characters(), min_size=1, max_size=25).filter(lambda text: "/" not in text)


PLAIN = Page(page(filled("demo"), "en", typed=Typed("demo", ("demo",), "demo")))


@settings(max_examples=60, deadline=None)
@given(TEXT)
@example(SCRIPT.replace("/", "\\"))
@example("</code></style></title><svg onload=alert(1)>".replace("/", "\\"))
@example("`x` {value} {0} %s")
def test_a_text_is_never_more_than_text(text) -> None:
    """Whatever a name, a message or a server's answer is, the page has exactly the elements and attributes that it has for a plain word."""
    source = page(filled(text), "en", typed=Typed(text, (text,), text))
    source.encode("utf-8")
    assert Page(source).shape() == PLAIN.shape()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab./\\<>\"'\x00\n\u202e") | st.characters(), max_size=30), max_size=8))
def test_any_member_is_drawn(names) -> None:
    """Whatever the members of a wheel are called, the tree is made of folders and files, and nothing else."""
    made = Page(page(filled("demo", tuple(names)), "en"))
    assert set(made.shape()) <= {*PLAIN.shape(), ("details",), ("details", "open")}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a\\u202eb"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\udcffb", "a\\xffb"),
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ('"', '"'),
    ],
)
def test_what_cannot_be_seen_is_written_out(text, shown) -> None:
    """Control and direction characters, and bytes that are no text, stand on the page as what they are."""
    assert shown in page(filled(text), "en")


def test_hostile_paths_are_shown_as_they_are() -> None:
    """A path that leads out, begins at the root, has empty parts or a thousand levels is told, and nests no deeper than a page can."""
    members = (
        "../../etc/passwd",
        "/etc/shadow",
        "a//b",
        "c/",
        "",
        "d/" * 1000 + "e.py",
        *(f"{'f/' * level}g.py" for level in range(1, 1001)),
    )
    made = Page(page(filled("demo", members), "en"))
    text = made.section("inside")
    for part in ("../../etc/ files: 1", "/ files: 1", "a// files: 1", "without a name", "files: 1006"):
        assert part in text
    assert max(one.path.count("details") for one in made.elements) <= 12
    assert len(made.source) < 400_000


def test_a_script_is_only_shown() -> None:
    """A script in any field is words that one can read."""
    made = Page(page(filled(SCRIPT, (SCRIPT,)), "zh"))
    assert {one.name for one in made.elements}.isdisjoint({"script", "img"})
    assert SCRIPT in made.section("notes" if "notes" in made.ids else "onward")


def test_no_address_of_others_is_a_link() -> None:
    """Only our own links lead away from the page; an address in a server's answer stays text."""
    made = Page(page(filled("javascript:alert(1) https:example.org"), "en"))
    assert all(one.attributes["href"].startswith("#") for one in made.all("a"))
