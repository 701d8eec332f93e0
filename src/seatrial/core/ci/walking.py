"""Takes values out of the nodes of a document: texts, lists of texts and tables of texts, whatever else stands there."""

from collections.abc import Iterator

from seatrial.core.ci.document import Items, Node, Scalar, Table
from seatrial.model.workflow import Value


def text(table: Table, key: str) -> str:
    """Return the text under a key, empty where there is none or something else."""
    return plain(under(table, key))


def plain(node: Node | None) -> str:
    """Return the text of a scalar, empty of anything else; `~` and `null` without quotes are nothing."""
    if not isinstance(node, Scalar) or (node.plain and node.text in {"~", "null"}):
        return ""
    return node.text


def under(table: Table, key: str) -> Node | None:
    """Return what stands under a key."""
    found = table.pairs.get(key)
    return found[1] if found else None


def table_under(table: Table, key: str) -> Table:
    """Return the table under a key, an empty one where there is none."""
    found = under(table, key)
    return found if isinstance(found, Table) else Table({}, table.line)


def texts(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list, or the one text that stands in its place."""
    return tuple(one.text for one in values(node))


def values(node: Node | None) -> tuple[Value, ...]:
    """Return the scalars of a list, or the one that stands in its place."""
    items = node.items if isinstance(node, Items) else (node,)
    return tuple(Value(one.text, one.line, one.plain) for one in items if isinstance(one, Scalar) and one.text)


def table_of_texts(table: Table) -> dict[str, str]:
    """Return the keys of a table under which a text stands."""
    return {key: node.text for key, (_, node) in table.pairs.items() if isinstance(node, Scalar)}


def lines(table: Table, below: str = "") -> Iterator[tuple[str, int]]:
    """Yield each key, with a prefix, and its line."""
    yield from ((f"{below}{key}", line) for key, (line, _) in table.pairs.items())
