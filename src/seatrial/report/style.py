"""How a report looks: colour or none, marks that the output can show, columns to wrap at."""

from typing import Literal, NamedTuple

Role = Literal["good", "bad", "warn", "note", "dim", "strong", "name"]
CODES: dict[Role, str] = {"good": "32", "bad": "1;31", "warn": "33", "note": "36", "dim": "2", "strong": "1", "name": "1;36"}


class Marks(NamedTuple):
    """The signs of a report, in what the output's encoding can show."""

    good: str = "✓"
    bad: str = "✗"
    warn: str = "!"
    note: str = "·"
    skip: str = "–"
    arrow: str = "→"
    dot: str = "·"
    ellipsis: str = "…"


ASCII = Marks("+", "x", "!", "-", "-", "->", "-", "...")


class Style(NamedTuple):
    """How a report is drawn."""

    colour: bool = False
    marks: Marks = Marks()
    columns: int | None = None
    """Where lines are wrapped; None for output that is piped, which is never wrapped."""
    full: bool = False
    """Everything is told: notes with why and fix, every place, what is ignored, where rules come from."""

    def paint(self, role: Role, text: str) -> str:
        """Return a text in the colour of its role, as it stands where there is no colour."""
        return f"\x1b[{CODES[role]}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Style()
