"""Labelled blocks: a narrow column of labels, and beside it the lines that belong to each."""

from collections.abc import Sequence
from typing import NamedTuple

from seatrial.report.style import Style
from seatrial.report.width import hang, pad, width


class Block(NamedTuple):
    """A label and the lines beside it."""

    label: str
    lines: tuple[str, ...]


class Cell(NamedTuple):
    """One field of a table row: its text, and how it looks in the end."""

    text: str
    shown: str
    right: bool = False


def block_lines(blocks: Sequence[Block], style: Style) -> list[str]:
    """Return blocks as lines, labels aligned; a block without lines is left out. Lines are not wrapped."""
    blocks = [block for block in blocks if block.lines]
    room = max((width(block.label) for block in blocks), default=0)
    lines = []
    for block in blocks:
        for number, line in enumerate(block.lines):
            label = pad("" if number else block.label, room)
            lines.append(f"  {style.paint('dim', label) if label.strip() else label}  {line}".rstrip())
    return lines


def table(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Return rows as lines with aligned columns; all rows are of one length."""
    rooms = [max(width(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    return tuple("  ".join(_filled(cell, room) for cell, room in zip(row, rooms, strict=True)).rstrip() for row in rows)


def wrapped(text: str, style: Style, taken: int) -> tuple[str, ...]:
    """Return a text wrapped for a block, `taken` columns of which the labels have."""
    return tuple(hang(text, None if style.columns is None else style.columns - taken, "", ""))


def _filled(cell: Cell, room: int) -> str:
    space = " " * (room - width(cell.text))
    return space + cell.shown if cell.right else cell.shown + space
