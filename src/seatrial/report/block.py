"""Labelled blocks: a narrow column of labels, and beside it the lines that belong to each."""

from collections.abc import Sequence
from typing import NamedTuple

from seatrial.report.style import Style
from seatrial.report.width import hang, pad, width

LABELS = 14
"""Columns that labels and margins take."""
WHOLE = "\ue000"
"""A letter of no script, one column wide, between two of which no line ends."""


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


def table(rows: Sequence[Sequence[Cell]], room: int | None = None, keep: int = 1) -> tuple[str, ...]:
    """Return rows as lines with aligned columns; all rows are of one length.

    Where they are wider than `room` columns, only the first `keep` cells of a row stand in its line, and the others below it.
    """
    rooms = [max(width(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    wide = room is not None and sum(rooms) + 2 * (len(rooms) - 1) > room
    if not wide:
        return tuple(_joined(row, rooms) for row in rows)
    return tuple(line for row in rows for line in (_joined(row[:keep], rooms[:keep]), *_below(row[keep:], room or 0)))


def room_in(style: Style) -> int | None:
    """Return the columns beside the labels; None where nothing is wrapped."""
    return None if style.columns is None else style.columns - LABELS


def wrapped(text: str, style: Style) -> tuple[str, ...]:
    """Return a text wrapped for a block."""
    return tuple(hang(text, room_in(style), "", ""))


def with_command(text: str, command: str, style: Style) -> tuple[str, ...]:
    """Return a sentence with a command in it wrapped for a block, the command painted and never broken, so that it can be copied."""
    whole = WHOLE * width(command)
    return tuple(line.replace(whole, style.paint("name", command)) for line in wrapped(text.replace(command, whole), style))


def _joined(row: Sequence[Cell], rooms: Sequence[int]) -> str:
    return "  ".join(_filled(cell, room) for cell, room in zip(row, rooms, strict=True)).rstrip()


def _below(row: Sequence[Cell], room: int) -> list[str]:
    cells = [cell for cell in row if cell.text]
    if sum(width(cell.text) + 2 for cell in cells) + 2 <= room:
        return ["    " + "  ".join(cell.shown for cell in cells)] if cells else []
    return hang("  ".join(cell.text for cell in cells), room, "    ", "    ")


def _filled(cell: Cell, room: int) -> str:
    space = " " * (room - width(cell.text))
    return space + cell.shown if cell.right else cell.shown + space
