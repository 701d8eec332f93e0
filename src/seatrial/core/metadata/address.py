"""The address in a mail header, taken out as Python 3.14's `email.utils.parseaddr` does in its strict mode.

Older Pythons parse leniently, so the standard library cannot be asked. The answers are those of that parser, its odd ones included.
"""

SPACE = " \t"
BREAKS = "\r\n"
SPECIALS = '()<>@,:;."[]'
ATOM_ENDS = SPECIALS + SPACE + BREAKS
PHRASE_ENDS = ATOM_ENDS.replace(".", "")
UNBALANCED = "('', '')"
"""What the strict mode parses instead of a text whose parentheses do not match."""


def address_in(text: str) -> str:
    """Return the one address in a header's text; empty where there is none, more than one, or what looks broken.

    Raises RecursionError on deeply nested comments or groups, as the original does.
    """
    found = _Parser(text if _balanced(text) else UNBALANCED).addresses()
    if len(found) != 1 or "[" in found[0]:
        return ""
    return found[0]


def _balanced(text: str) -> bool:
    depth = 0
    for character, _ in _unescaped(_without_quoted(text)):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def _unescaped(text: str) -> list[tuple[str, int]]:
    """Return the characters that no backslash precedes, with their places."""
    found = []
    escaped = False
    for place, character in enumerate(text):
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            found.append((character, place))
    return found


def _without_quoted(text: str) -> str:
    kept = []
    start = 0
    opened: int | None = None
    for character, place in _unescaped(text):
        if character != '"':
            continue
        if opened is None:
            opened = place
        else:
            kept.append(text[start:opened])
            start = place + 1
            opened = None
    return "".join(kept) + text[start:]


class _Parser:
    """One pass over a text; `at` is the place of the next character, `more` whether there is one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    @property
    def next(self) -> str:
        """The next character, or nothing."""
        return self.text[self.at : self.at + 1]

    def sees(self, characters: str) -> bool:
        """Tell whether the next character is one of these."""
        return self.next != "" and self.next in characters

    def addresses(self) -> list[str]:
        """Parse all; what yields nothing counts as an empty address."""
        found: list[str] = []
        while self.next:
            found += self.entry() or [""]
        return found

    def entry(self) -> list[str]:
        """Parse one address or one group."""
        self.gap()
        start = self.at
        phrase = self.phrase()
        self.gap()
        found = [phrase[0]] if phrase else []
        if self.sees(".@"):
            self.at = start
            found = [self.spec()]
        elif self.sees(":"):
            found = self.group()
        elif self.sees("<"):
            found = [self.route()]
        elif not phrase and self.sees(SPECIALS):
            self.at += 1
        self.gap()
        if self.sees(","):
            self.at += 1
        return found

    def group(self) -> list[str]:
        """Parse what follows the name of a group."""
        found: list[str] = []
        self.at += 1
        while self.next:
            self.gap()
            if self.sees(";"):
                self.at += 1
                break
            found += self.entry()
        return found

    def route(self) -> str:
        """Parse an address in angle brackets; a route before it is skipped."""
        self.at += 1
        self.gap()
        after_at = False
        while self.next:
            if after_at:
                self.domain()
                after_at = False
            elif self.sees(">"):
                self.at += 1
                break
            elif self.sees("@:"):
                after_at = self.next == "@"
                self.at += 1
            else:
                found = self.spec()
                self.at += 1
                return found
            self.gap()
        return ""

    def spec(self) -> str:
        """Parse `local@domain`; empty where nothing stands after the @."""
        parts: list[str] = []
        self.gap()
        while self.next:
            keeps_space = True
            if self.sees("."):
                _drop_space(parts)
                parts.append(".")
                self.at += 1
                keeps_space = False
            elif self.sees('"'):
                quoted = self.until('"\r', comments=False).replace("\\", "\\\\").replace('"', '\\"')
                parts.append(f'"{quoted}"')
            elif self.sees(ATOM_ENDS):
                _drop_space(parts)
                break
            else:
                parts.append(self.atom(ATOM_ENDS))
            space = self.gap()
            if keeps_space and space:
                parts.append(space)
        if not self.sees("@"):
            return "".join(parts)
        self.at += 1
        self.gap()
        domain = self.domain()
        return f"{''.join(parts)}@{domain}" if domain else ""

    def domain(self) -> str:
        """Parse a domain; empty where a second @ follows."""
        parts: list[str] = []
        while self.next:
            if self.sees(SPACE):
                self.at += 1
            elif self.sees("("):
                self.until(")\r", comments=True)
            elif self.sees("["):
                parts.append(f"[{self.until(']' + chr(13), comments=False)}]")
            elif self.sees("."):
                self.at += 1
                parts.append(".")
            elif self.sees("@"):
                return ""
            elif self.sees(ATOM_ENDS):
                break
            else:
                parts.append(self.atom(ATOM_ENDS))
        return "".join(parts)

    def phrase(self) -> list[str]:
        """Parse words and quoted texts."""
        words: list[str] = []
        while self.next:
            if self.sees(SPACE + BREAKS):
                self.at += 1
            elif self.sees('"'):
                words.append(self.until('"\r', comments=False))
            elif self.sees("("):
                self.until(")\r", comments=True)
            elif self.sees(PHRASE_ENDS):
                break
            else:
                words.append(self.atom(PHRASE_ENDS))
        return words

    def atom(self, ends: str) -> str:
        """Parse up to one of these characters."""
        start = self.at
        while self.next and not self.sees(ends):
            self.at += 1
        return self.text[start : self.at]

    def until(self, ends: str, *, comments: bool) -> str:
        """Parse a delimited text, from its opening character past its end; backslashes are taken away."""
        parts: list[str] = []
        escaped = False
        self.at += 1
        while self.next:
            if escaped:
                parts.append(self.next)
                escaped = False
            elif self.sees(ends):
                self.at += 1
                break
            elif comments and self.sees("("):
                parts.append(self.until(ends, comments=True))
                continue
            elif self.sees("\\"):
                escaped = True
            else:
                parts.append(self.next)
            self.at += 1
        return "".join(parts)

    def gap(self) -> str:
        """Skip white space and comments; return the spaces and tabs."""
        skipped = []
        while self.next:
            if self.sees(SPACE + BREAKS):
                skipped += [self.next] if self.sees(SPACE) else []
                self.at += 1
            elif self.sees("("):
                self.until(")\r", comments=True)
            else:
                break
        return "".join(skipped)


def _drop_space(parts: list[str]) -> None:
    if parts and not parts[-1].strip():
        parts.pop()
