"""The parts that every section of the page is made of: headings, marks with words, tables, lists that end somewhere."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from seatrial.report.html.markup import Element, Node, e, short
from seatrial.report.terminal_findings import MORE
from seatrial.text.words import Language, say

Role = Literal["good", "bad", "warn", "note", "dim"]
MARKS: dict[Role, str] = {"good": "✓", "bad": "✗", "warn": "!", "note": "·", "dim": "–"}


class Cell(NamedTuple):
    """One field of a table."""

    content: Sequence[Node]
    number: bool = False
    """Its digits stand below one another."""


class Row(NamedTuple):
    """A row of a table, the first field its heading."""

    cells: Sequence[Cell]
    below: Sequence[Node] = ()
    """What is said of it over the whole width."""


def section(name: str, title: Sequence[Node], lead: Sequence[Node], *content: Node) -> Element:
    """Return a section of the page with its heading, and a sentence that says what is in it."""
    heading = e("h2", *title, id=f"{name}-title")
    about = e("p", *lead, class_="lead") if lead else None
    return e("section", heading, about, *content, id=name, aria_labelledby=f"{name}-title")


def marked(role: Role, *text: Node) -> Element:
    """Return words with the sign that goes with them; the sign is never without words."""
    return e("span", e("span", MARKS[role], class_="sign", aria_hidden="true"), *text, class_=f"mark {role}")


def table(heads: Sequence[str], rows: Iterable[Row], title: str, kind: str | None = None) -> Element:
    """Return a table whose first column names the row. Where the page is narrow, each row becomes a block; the roles keep it a table."""
    head = e("tr", *(e("th", text, scope="col", role="columnheader") for text in heads), role="row")
    body = [one for row in rows for one in _row(heads, row)]
    return e(
        "table",
        e("caption", title, class_="hidden"),
        e("thead", head, role="rowgroup"),
        e("tbody", *body, role="rowgroup"),
        role="table",
        class_=kind,
    )


def bounded(items: Iterable[Node], number: int, most: int, language: Language, **attributes: str | None) -> Element:
    """Return a list of which at most so many items are shown, and how many more there are."""
    shown = [e("li", item) for _, item in zip(range(most), items, strict=False)]
    more = rest(number, most, language)
    return e("ul", *shown, e("li", more) if more else None, **attributes)


def rest(number: int, most: int, language: Language) -> Element | None:
    """Return how many more there are than are shown, None where all are."""
    return e("span", say(language, MORE, {"number": number - most}), class_="more") if number > most else None


def listed(names: Sequence[str], most: int) -> tuple[Node, ...]:
    """Return names as code, one after the other."""
    pieces: list[Node] = []
    for name in names[:most]:
        pieces += [", " if pieces else None, e("code", short(name))]
    return (*pieces, ", …") if len(names) > most else tuple(pieces)


def pairs(rows: Iterable[tuple[str, Sequence[Node]]]) -> Element | None:
    """Return labelled texts; those that are empty are left out, and None where all are."""
    found = [(label, content) for label, content in rows if any(content)]
    if not found:
        return None
    return e("dl", *(e("div", e("dt", label), e("dd", *content)) for label, content in found))


def _row(heads: Sequence[str], row: Row) -> list[Element]:
    name, *rest = row.cells
    fields = [e("th", *name.content, scope="row", role="rowheader")]
    for head, cell in zip(heads[1:], rest, strict=True):
        fields.append(e("td", *cell.content, role="cell", class_="number" if cell.number else None, data_label=head))
    below = [one for one in row.below if one]
    more = [e("tr", e("td", *below, role="cell", colspan=str(len(heads))), role="row", class_="below")] if below else []
    return [e("tr", *fields, role="row", class_="told" if below else None), *more]
