"""The one place where text from outside is made safe to show: control, invisible and direction characters become visible."""

import re
from collections.abc import Mapping

from seatrial.model.finding import Value

SPACES = "\u00a0\u3000\u2002\u2003\u2009\u202f"
COMMAND = re.compile(r"(^|[\r\n])([^\S\r\n]*):(?=:)")
"""What GitHub takes for the start of a workflow command (actions/runner, ActionCommand); so is `##[`, anywhere in a line."""


def escape(text: str) -> str:
    r"""Return one line of text with every character that a terminal would act on, or not show, written out (`\x1b`, `\u202e`).

    A byte that was not UTF-8 (a lone surrogate of a path) is written as `\xNN`.
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def escape_block(text: str) -> str:
    """Return text of several lines made safe line by line; a carriage return ends a line too, tabs become spaces."""
    return "\n".join(escape(line.expandtabs()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def without_commands(text: str) -> str:
    """Return text for a log of GitHub in which nothing is a workflow command: its first sign is written out."""
    return COMMAND.sub(r"\1\2\\x3a", text).replace("##[", "\\x23#[")


class Shown(str):
    """Text that was made safe: in quotation marks it stands as it is, for what is written out in it must not be written out again."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the text in quotation marks."""
        mark = '"' if "'" in self and '"' not in self else "'"
        return f"{mark}{self}{mark}"


def escape_values(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values of a sentence made safe."""
    return {name: Shown(escape(value)) if isinstance(value, str) else value for name, value in values.items()}


def _shown(letter: str) -> str:
    if letter.isprintable() or letter in SPACES:
        return letter
    code = ord(letter)
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
