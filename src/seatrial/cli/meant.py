"""What was meant by a word that is no command: a command spelt nearly so, what other tools call it, an id, or a file."""

import os
import re
from collections.abc import Sequence

from seatrial.core.endings import DISTRIBUTIONS

ID = re.compile(r"[A-Za-z]{3}[0-9]{3}")
NEAR = 0.6
"""How alike two words must be, from 0 to 1."""
ELSEWHERE = {
    "deploy": "release",
    "dry-run": "rehearse",
    "help": "--help",
    "install": "verify",
    "lint": "check",
    "publish": "release",
    "rule": "explain",
    "rules": "explain",
    "run": "rehearse",
    "serve": "index",
    "test": "rehearse",
    "upload": "release",
    "validate": "check",
    "version": "--version",
    "view": "preview",
}
"""Commands of other tools, and ours that does this."""


def meant(word: str, commands: Sequence[str]) -> list[str]:
    """Return command lines that may have been meant, the likeliest first; none where nothing is near."""
    if ID.fullmatch(word):
        return [f"seatrial explain {word.upper()}"]
    if word.endswith(DISTRIBUTIONS) or os.path.lexists(word):
        import shlex  # noqa: PLC0415  (rare)

        command = "preview" if os.path.basename(word).lower().startswith("readme") else "check"  # noqa: PTH119  (paths are text everywhere)
        return [f"seatrial {command} {shlex.quote(word)}"]
    from difflib import get_close_matches  # noqa: PLC0415  (only where a word is unknown)

    word = word.lower()
    near = get_close_matches(word, commands, 2, NEAR)
    found = [ELSEWHERE[word]] if ELSEWHERE.get(word, "").startswith("-") or ELSEWHERE.get(word) in commands else near
    return [f"seatrial {one}" for one in found]
