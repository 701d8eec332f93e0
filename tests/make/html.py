"""A page read strictly: whatever a browser would mend in silence is an error here."""

from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})
LISTS = frozenset({"ul", "ol"})


class Element(NamedTuple):
    """An element that was read, with the text in it and in what it holds."""

    name: str
    attributes: dict[str, str | None]
    path: tuple[str, ...]
    """Names of the elements that it lies in, from the top."""
    text: list[str]


class Strict(HTMLParser):
    """Reads a page; raises AssertionError where it is not well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag, attrs):
        """Take the start of an element."""
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice"
        inside = self.open[-1].name if self.open else ""
        assert (tag == "li") == (inside in LISTS), f"<{tag}> in <{inside}>"
        assert tag != "div" or inside != "p", "a paragraph holds no block"
        element = Element(tag, dict(attrs), tuple(one.name for one in self.open), [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        """Refuse what HTML does not know."""
        raise AssertionError(f"<{tag}/> {attrs}")

    def handle_endtag(self, tag):
        """Take the end of an element, which must be open."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data):
        """Take text."""
        assert self.open or not data.strip(), f"text outside of the page: {data}"
        for element in self.open:
            element.text.append(data)

    def handle_comment(self, data):
        """Refuse a comment: the page has none."""
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data):
        """Refuse any other mark."""
        raise AssertionError(data)

    handle_pi = unknown_decl


class Page:
    """A page that is well-formed."""

    def __init__(self, text: str) -> None:
        assert text.startswith("<!DOCTYPE html>\n<html lang=")
        reader = Strict()
        reader.feed(text)
        reader.close()
        assert [one.name for one in reader.open] == []
        self.source = text
        self.elements = reader.elements
        ids = [one.attributes["id"] for one in self.elements if "id" in one.attributes]
        assert len(set(ids)) == len(ids), "an id stands twice"
        self.ids = set(ids)

    def all(self, name: str, kind: str | None = None) -> list[Element]:
        """Return the elements of a name, or of a name and a class."""
        return [one for one in self.elements if one.name == name and (kind is None or kind in (one.attributes.get("class") or "").split())]

    def texts(self, name: str, kind: str | None = None) -> list[str]:
        """Return the text of such elements, a space between its pieces."""
        return [" ".join(" ".join(one.text).split()) for one in self.all(name, kind)]

    def section(self, name: str) -> str | None:
        """Return the text of a section, None where the page has none of that name."""
        found = [one for one in self.all("section") if one.attributes["id"] == name]
        return " ".join(" ".join(found[0].text).split()) if found else None

    def shape(self) -> Counter[tuple[str, ...]]:
        """Return what elements with which attributes there are, and how often; texts and places do not matter."""
        return Counter((one.name, *sorted(one.attributes)) for one in self.elements)
