"""HTML as data: elements that hold text, and the one function that writes them, where every text is escaped."""

from collections.abc import Mapping
from html import escape as escape_html
from typing import NamedTuple, Union

from seatrial.model.finding import Value
from seatrial.model.sentence import Said, Sentence
from seatrial.report.escape import escape_block, escape_values
from seatrial.report.explained import said
from seatrial.text.words import Language, say

LONGEST = 4000
"""Characters of one text that are written."""
LONGEST_NAME = 120
VOID = frozenset({"meta", "link", "br"})
RAW = "style"
"""The element whose text is ours alone and means no HTML."""
ENDS_LINE = frozenset(
    {"p", "li", "tr", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "section", "article", "header", "nav", "main", "style", "head"}
)
HELD = "\x00"
"""Stands for a backtick of a value, which marks no code; it cannot be in an escaped text."""

Node = Union["Element", str, None]


class Element(NamedTuple):
    """An element of a page; its texts are as they came."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Node, ...]


def e(name: str, /, *children: Node, **attributes: str | None) -> Element:
    """Return an element. `class_` is the attribute `class`, `aria_label` is `aria-label`; one that is None is left out."""
    given = tuple((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    return Element(name, given, children)


def write(node: Node) -> str:
    """Return the HTML of an element with all that is in it."""
    pieces: list[str] = []
    _write(node, pieces)
    return "".join(pieces)


def rich(text: str) -> tuple[Node, ...]:
    """Return a text of ours, what stands between backticks as code; those in its values were held by `held`."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return (text.replace(HELD, "`"),)
    whole = [piece.replace(HELD, "`") for piece in pieces]
    return tuple(e("code", piece) if number % 2 else piece for number, piece in enumerate(whole) if piece)


def held(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the values of a sentence safe to show, and so that `rich` takes no backtick of them for one of ours."""
    return {name: value.replace("`", HELD) if isinstance(value, str) else value for name, value in escape_values(values).items()}


def told(what: Said, language: Language) -> tuple[Node, ...]:
    """Return a sentence with its values."""
    return rich(said(what, language, held))


def spoken(language: Language, sentence: Sentence, **values: Value) -> tuple[Node, ...]:
    """Return a sentence of ours with its values."""
    return rich(say(language, sentence, held(values)))


def filled(language: Language, sentence: Sentence, name: str, *content: Node) -> tuple[Node, ...]:
    """Return a sentence of ours with elements in the place of its one value."""
    before, _, rest = say(language, sentence, {name: HELD}).partition(HELD)
    return (before, *content, rest)


def short(name: str) -> str:
    """Return a name, its middle left out where it is very long."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME * 2 // 3]}…{name[-LONGEST_NAME // 3 :]}"


def _write(node: Node, pieces: list[str]) -> None:
    if isinstance(node, str):
        pieces.append(escape_html(_safe(node), quote=False))
    elif node is not None:
        attributes = "".join(f' {name}="{escape_html(_safe(value))}"' if value else f" {name}" for name, value in node.attributes)
        pieces.append(f"<{node.name}{attributes}>")
        for child in node.children:
            if node.name == RAW:
                pieces.append(str(child))
            else:
                _write(child, pieces)
        if node.name not in VOID:
            pieces.append(f"</{node.name}>")
        if node.name in ENDS_LINE:
            pieces.append("\n")


def _safe(text: str) -> str:
    return escape_block(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
