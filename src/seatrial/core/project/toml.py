"""TOML files: a table with the lines of its keys, or a problem that names the line."""

import re
from collections.abc import Mapping
from typing import Any

from seatrial.problem import Problem
from seatrial.problem.project import BAD_TOML

AT = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")
HEADER = re.compile(r"^\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
LONGEST = 500
"""Letters of a line that can be a header; the pattern's time grows with their square."""
PARTS = 50
"""Dots of one key that is still read: Python's parser needs time by their square."""
TOKEN = re.compile(
    r'''"""(?:[^\\]|\\.?)*?(?:"""|\Z)|'{3}.*?(?:'{3}|\Z)|\#[^\n]*|(?P<part>"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*+'?|[\w-]++|[ \t]++)|(?P<dot>\.)|.''',
    re.DOTALL,
)
"""What a TOML file is made of, as far as keys with dots are told from strings and comments; it matches at every place."""


def parse_toml(data: bytes, file: str) -> dict[str, Any]:
    """Return the table of a TOML file. Raises `Problem` PPR004 with file and line where it is malformed."""
    import tomllib  # noqa: PLC0415  (only where there is a TOML file)

    try:
        text = data.decode("utf-8")
        endless = _endless_key(text)
        if endless is None:
            return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise Problem(BAD_TOML, file=file, line=data.count(b"\n", 0, error.start) + 1, reason="the text is not UTF-8") from error
    except RecursionError as error:
        raise Problem(BAD_TOML, file=file, line=1, reason="values are nested too deeply") from error
    except ValueError as error:
        found = AT.search(str(error))
        line = int(found[1]) if found and found[1] else data.count(b"\n") + 1 if found else 1
        raise Problem(BAD_TOML, file=file, line=line, reason=AT.sub("", str(error))) from error
    raise Problem(BAD_TOML, file=file, line=endless, reason="a key has too many dots")


def _endless_key(text: str) -> int | None:
    """Return the line of a key with more dots than are read, None where there is none."""
    if all(line.count(".") <= PARTS for line in text.split("\n")):
        return None
    dots = 0
    for token in TOKEN.finditer(text):
        dots = 0 if token.lastgroup is None else dots + (token.lastgroup == "dot")
        if dots > PARTS:
            return text.count("\n", 0, token.start()) + 1
    return None


def table(value: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """Return a table below a table, an empty one where there is none or something else stands there."""
    found: Any = value
    for part in path:
        found = found.get(part) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def text(value: Any) -> str | None:
    """Return a value where it is a text, else None."""
    return value if isinstance(value, str) else None


def texts(value: Any) -> tuple[str, ...] | None:
    """Return a value where it is a list of texts, else None."""
    return tuple(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else None


def pairs(value: Any) -> dict[str, str]:
    """Return the entries of a table whose values are texts."""
    return {name: one for name, one in value.items() if isinstance(one, str)} if isinstance(value, Mapping) else {}


def line_of(data: bytes, header: str, key: str) -> int | None:
    """Return the line on which a table states a key, None where it is not seen at once."""
    current = ""
    dotted = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        found = HEADER.match(line) if len(line) <= LONGEST and line.lstrip().startswith("[") else None
        if found:
            current = found[1].replace(" ", "").replace('"', "").replace("'", "")
            if current == f"{header}.{key}":
                return number
        elif current == header and dotted.match(line):
            return number
    return None
