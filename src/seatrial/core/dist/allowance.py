"""What may be spent on parsing the code of one distribution, so that the densest takes seconds as the largest does."""

from seatrial.core.dist import bounds

PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_ \t\r\n\f\v"

EACH = 30
"""What a module costs that has nothing in it."""
DOTS = 1000
"""In one line of an import."""


class Allowance:
    """Is handed from module to module, and shrinks."""

    def __init__(self, left: int | None = None) -> None:
        self.left = bounds.TOKENS if left is None else left

    def admits(self, data: bytes) -> bool:
        """Tell whether a module may still be parsed; what that costs is then spent."""
        # A module that opens files is followed twice.
        cost = EACH + tokens(data) * (2 if b"__file__" in data else 1)
        if len(data) > bounds.SOURCE or cost > self.left or _has_endless_import(data):
            return False
        self.left -= cost
        return True


def _has_endless_import(data: bytes) -> bool:
    # The parser's time grows with the square of a dotted name's parts.
    if data.count(b".") <= DOTS:
        return False
    lines = data.replace(b"\\\n", b"").replace(b"\\\r\n", b"").splitlines()
    return any(line.count(b".") > DOTS and b"import" in line for line in lines if len(line) > DOTS)


def tokens(data: bytes) -> int:
    """Return at least as many tokens as the parser will see: its time grows with them, not with the letters of names and comments."""
    return len(data.split()) + len(data.translate(None, PLAIN))
