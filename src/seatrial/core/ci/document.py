"""Reads YAML into nodes that know their lines, bounded: no depth, alias or size of a hostile file costs more than the file is long."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from seatrial.model.workflow import WorkflowFault

if TYPE_CHECKING:
    import yaml

LONGEST = 256 * 1024
"""Bytes of a file that is still read: two seconds; hardly any real one is longer."""
DEEPEST = 60
"""Levels of collections in one another; a workflow needs 10."""
WIDEST = 200_000
"""Nodes that a file comes to when every alias is written out."""
MOST = 50
"""Keys that are there twice and are told."""
MERGE = "<<"


class Scalar(NamedTuple):
    """A value that is no collection."""

    text: str
    line: int
    """From 1."""
    plain: bool = True
    """Written without quotes, so that it may be a number or a truth value."""


class Items(NamedTuple):
    """A sequence."""

    items: "tuple[Node, ...]"
    line: int


class Table(NamedTuple):
    """A mapping: keys that are texts, with what stands under them; of a key that is there twice the first."""

    pairs: "Mapping[str, tuple[int, Node]]"
    """By key its line and its value."""
    line: int


Node = Scalar | Items | Table


class Read(NamedTuple):
    """What reading gave: the root, None where there is none, and what is wrong with the file."""

    root: Node | None
    faults: tuple[WorkflowFault, ...] = ()


class _Stopped(Exception):  # noqa: N818  (stays inside this module)
    """What makes the file unreadable: a fault."""


class _Open:
    """A collection while it is read."""

    def __init__(self, anchor: str | None, line: int, *, table: bool) -> None:
        self.anchor, self.line, self.table = anchor, line, table
        self.nodes: list[tuple[int, Node]] = []
        """With the line where each begins, which for an alias is another than that of what it stands for."""


def read_yaml(data: bytes) -> Read:
    """Return the first document of a YAML file. Raises nothing: what cannot be read is a fault, and the root is None then."""
    if len(data) > LONGEST:
        return Read(None, (WorkflowFault("large", 1, str(LONGEST // 1024)),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Read(None, (WorkflowFault("encoding", data.count(b"\n", 0, error.start) + 1),))
    builder = _Builder()
    try:
        root = builder.build(_events(text))
    except _Stopped as stopped:
        return Read(None, (stopped.args[0],))
    return Read(root, tuple(builder.faults))


def _events(text: str) -> "Iterable[yaml.Event]":
    import yaml  # noqa: PLC0415  (only what reads a workflow pays for it)

    last = 1
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            last = _line(event)
            yield event
    except yaml.YAMLError as error:
        raise _Stopped(_syntax(error, text)) from error
    except (ValueError, OverflowError) as error:
        # PyYAML asks Python for characters that do not exist, and for numbers that are too long.
        raise _Stopped(WorkflowFault("syntax", last, str(error))) from error


def _syntax(error: Any, text: str) -> WorkflowFault:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        # A character that no YAML may have; the reader tells its place alone.
        return WorkflowFault("character", text.count("\n", 0, error.position) + 1, f"U+{error.character:04X}")
    rest = text[mark.index : mark.index + 1]
    return WorkflowFault("tab" if rest == "\t" else "syntax", mark.line + 1, str(error.problem or error.context))


class _Builder:
    """Makes nodes of events, without recursion; counts what it makes."""

    def __init__(self) -> None:
        self.faults: list[WorkflowFault] = []
        self.anchors: dict[str, Node | None] = {}
        self.sizes: dict[int, int] = {}
        """By identity, how many nodes one comes to with every alias written out."""
        self.kept: list[Node] = []
        """All of them, so that no identity is used twice."""
        self.merged = 0

    def build(self, events: "Iterable[yaml.Event]") -> Node | None:
        """Return the root of the first document, None where it is empty. Raises `_Stopped`."""
        stack: list[_Open] = []
        for event in events:
            kind, line = type(event).__name__, _line(event)
            if kind in {"SequenceStartEvent", "MappingStartEvent"}:
                stack.append(self._opened(event, line, len(stack)))
                continue
            done = self._node(kind, event, line, stack)
            if done is None:
                continue
            begun, node = done
            if not stack:
                return node
            stack[-1].nodes.append((begun, node))
        return None

    def _opened(self, event: Any, line: int, depth: int) -> _Open:
        if depth >= DEEPEST:
            raise _Stopped(WorkflowFault("deep", line, str(DEEPEST)))
        if event.anchor:
            self.anchors[event.anchor] = None
        return _Open(event.anchor, line, table=type(event).__name__ == "MappingStartEvent")

    def _node(self, kind: str, event: Any, line: int, stack: list[_Open]) -> tuple[int, Node] | None:
        if kind == "ScalarEvent":
            return line, self._made(Scalar(_whole(event.value), line, event.style is None), event.anchor, 1, line)
        if kind == "AliasEvent":
            known = self.anchors.get(event.anchor)
            if known is None:
                raise _Stopped(WorkflowFault("alias", line, event.anchor))
            return line, known
        if kind in {"SequenceEndEvent", "MappingEndEvent"}:
            return self._closed(stack.pop())
        return None

    def _closed(self, opened: _Open) -> tuple[int, Node]:
        size = 1 + sum(self.sizes[id(node)] for _, node in opened.nodes)
        node: Node = self._table(opened) if opened.table else Items(tuple(node for _, node in opened.nodes), opened.line)
        return opened.line, self._made(node, opened.anchor, size, opened.line)

    def _made(self, node: Node, anchor: str | None, size: int, line: int) -> Node:
        if size > WIDEST:
            raise _Stopped(WorkflowFault("wide", line, str(WIDEST)))
        self.sizes[id(node)] = size
        self.kept.append(node)
        if anchor:
            self.anchors[anchor] = node
        return node

    def _table(self, opened: _Open) -> Table:
        pairs: dict[str, tuple[int, Node]] = {}
        merged: list[Node] = []
        for (line, key), (_, value) in zip(opened.nodes[::2], opened.nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                continue
            if key.text == MERGE and key.plain:
                merged.extend(value.items if isinstance(value, Items) else (value,))
            elif key.text in pairs:
                self._twice(line, key.text)
            else:
                pairs[key.text] = (line, value)
        for one in merged:
            self._merge(pairs, one)
        return Table(pairs, opened.line)

    def _twice(self, line: int, key: str) -> None:
        if len(self.faults) < MOST:
            self.faults.append(WorkflowFault("twice", line, key))

    def _merge(self, pairs: dict[str, tuple[int, Node]], one: Node) -> None:
        if isinstance(one, Table):
            self.merged += len(one.pairs)
            if self.merged > WIDEST:
                raise _Stopped(WorkflowFault("wide", one.line, str(WIDEST)))
            pairs.update({key: value for key, value in one.pairs.items() if key not in pairs})


def _whole(text: str) -> str:
    """Return a text without halves of characters, which an escape can make and nobody can write."""
    return text.encode("utf-8", "replace").decode()


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1
