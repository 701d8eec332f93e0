"""Reads a workflow of GitHub Actions as far as publishing depends on it."""

from collections.abc import Iterator, Mapping, Sequence

from seatrial.core.ci.document import Items, Node, Scalar, Table, read_yaml
from seatrial.core.ci.walking import lines, plain, table_of_texts, table_under, text, texts, under, values
from seatrial.model.workflow import Job, Value, Workflow, WorkflowFault, WorkflowStep

EVERY = "*"
"""The scope that stands for all of them."""
TABLES = ("permissions", "env", "with", "secrets")
"""Keys whose own keys have lines too."""


def read_workflow(data: bytes, path: str) -> Workflow:
    """Return what a workflow file says; `path` is relative to the repository.

    Raises nothing: what cannot be read is in `faults`, with its line, and there are no jobs then. Anchors and aliases are followed, bounded.
    """
    read = read_yaml(data)
    if read.root is None and read.faults:
        return Workflow(path, faults=read.faults)
    if not isinstance(read.root, Table):
        return Workflow(path, faults=(WorkflowFault("shape", read.root.line if read.root else 1),))
    top, missing = read.root, tuple(key for key in ("on", "jobs") if not _filled(under(read.root, key)))
    faults = (*read.faults, *(WorkflowFault("key", top.line, key) for key in missing))
    rows = data.decode("utf-8-sig").split("\n")
    known = {*lines(top), *_below(top), *_filter_lines(under(top, "on"))}
    return Workflow(
        path,
        _triggers(top),
        permissions_of(under(top, "permissions")),
        table_of_texts(table_under(top, "env")),
        tuple(_job(key, line, node, rows) for key, (line, node) in table_under(top, "jobs").pairs.items() if isinstance(node, Table)),
        dict(known),
        _filters(under(top, "on")),
        faults,
    )


def permissions_of(node: Node | None) -> Mapping[str, str] | None:
    """Return permissions by scope; None where nothing is said."""
    if node is None:
        return None
    if isinstance(node, Table):
        return table_of_texts(node)
    word = plain(node)
    return {EVERY: word.removesuffix("-all")} if word in {"read-all", "write-all"} else {}


def _filled(node: Node | None) -> bool:
    if isinstance(node, Scalar):
        return bool(plain(node))
    return bool(node and (node.items if isinstance(node, Items) else node.pairs))


def _triggers(top: Table) -> dict[str, int]:
    found = under(top, "on")
    if isinstance(found, Table):
        return dict(lines(found))
    return {one.text: one.line for one in values(found)}


def _filters(node: Node | None) -> dict[str, tuple[str, ...]]:
    if not isinstance(node, Table):
        return {}
    events = ((event, filters) for event, (_, filters) in node.pairs.items() if isinstance(filters, Table))
    return {f"{event}.{key}": texts(found) for event, filters in events for key, (_, found) in filters.pairs.items()}


def _filter_lines(node: Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, Table):
        for event, (_, filters) in node.pairs.items():
            if isinstance(filters, Table):
                yield from lines(filters, f"on.{event}.")


def _below(table: Table) -> Iterator[tuple[str, int]]:
    for key in TABLES:
        yield from lines(table_under(table, key), f"{key}.")


def _job(key: str, line: int, table: Table, rows: Sequence[str]) -> Job:
    steps = under(table, "steps")
    environment, container = under(table, "environment"), under(table, "container")
    return Job(
        key,
        line,
        text(table, "uses"),
        text(environment, "name") if isinstance(environment, Table) else plain(environment),
        permissions_of(under(table, "permissions")),
        texts(under(table, "needs")),
        text(table, "if"),
        table_of_texts(table_under(table, "env")),
        tuple(_step(one, rows) for one in steps.items if isinstance(one, Table)) if isinstance(steps, Items) else (),
        dict((*lines(table), *_below(table))),
        _runner(under(table, "runs-on")),
        _matrix(under(table_under(table, "strategy"), "matrix")),
        text(container, "image") if isinstance(container, Table) else plain(container),
    )


def _runner(node: Node | None) -> tuple[str, ...]:
    return texts(under(node, "labels") if isinstance(node, Table) else node)


def _matrix(node: Node | None) -> dict[str, tuple[Value, ...]]:
    if isinstance(node, Scalar):
        return {EVERY: values(node)}
    if not isinstance(node, Table):
        return {}
    found = {key: _axis(one) for key, (_, one) in node.pairs.items() if key not in {"include", "exclude"}}
    if "exclude" in node.pairs:
        found["exclude"] = ()
    included = under(node, "include")
    for one in included.items if isinstance(included, Items) else ():
        if isinstance(one, Table):
            for key, (_, value) in one.pairs.items():
                found[key] = (*found.get(key, ()), *values(value))
    return found


def _axis(node: Node) -> tuple[Value, ...]:
    """Return the values of an axis; one that is a table has no text, only its place among them."""
    items = node.items if isinstance(node, Items) else (node,)
    return tuple(
        Value(one.text, one.line, one.plain) if isinstance(one, Scalar) else Value(f"#{number}", one.line, plain=False)
        for number, one in enumerate(items, 1)
    )


def _step(table: Table, rows: Sequence[str]) -> WorkflowStep:
    inputs, uses = table_under(table, "with"), table.pairs.get("uses")
    return WorkflowStep(
        table.line,
        text(table, "name"),
        text(table, "uses"),
        text(table, "run"),
        text(table, "if"),
        table_of_texts(inputs),
        table_of_texts(table_under(table, "env")),
        dict((*lines(table), *_below(table))),
        frozenset(key for key, (_, node) in inputs.pairs.items() if isinstance(node, Scalar) and node.plain),
        text(table, "shell"),
        _comment(rows[uses[0] - 1 : uses[0]]) if uses else "",
    )


def _comment(row: Sequence[str]) -> str:
    return "".join(row).partition(" #")[2].strip()
