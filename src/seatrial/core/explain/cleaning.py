"""The lines of a log without what is around their words: colours, timestamps, commands of a CI, borders, spaces; as many lines as before."""

import re

ESCAPES = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[@-Z\\^_]?|\x9b")
LOST_ESCAPES = re.compile(r"(?:\^\[|\u241b)\[[\d;]{0,20}m|\[\d{1,3}(?:;\d{1,3}){0,5}m")
"""Colours whose escape sign was lost on the way."""
JOB = re.compile(r"\n[^\t\n]{1,200}\t[^\t\n]{1,200}\t\ufeff?(?=\d{4}-\d\d-\d\dT)")
"""Job and step, as `gh run view --log` prints them before each line."""
TIME = re.compile(r"\n[^\S\n]{0,20}\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?: \d\d[OE]\+?)?(?=\s)")
"""Timestamps of GitHub, GitLab, Azure, Jenkins."""
COMMAND = re.compile(r"\n[^\S\n]?(?:##\[[a-z]{3,20}\]|::[a-z-]{3,20}(?: [^\n]{0,300}?)?::)")
"""`##[error]`, `::error file=…::`."""
SPACES = re.compile(r" [^\S\n]+|[^\S\n ][^\S\n]*")
BORDERS = re.compile("[\u2500-\u257f\u25b6\u00d7\u2717\u2718\u274c\u25b2\u26a0\ufe0f]+")
"""What rich, uv and pip draw around their messages, and what they begin them with."""
HYPHEN = re.compile(r" ([^\s-]{1,60}-)\n(?=[^\W_])")
"""A word that was broken at its hyphen."""
SIGNS = (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("\ufeff", " "), ("İ", "I"))
"""Quotation marks become plain. The last one would be longer in lower case."""
ENTITIES = (("&#39;", "'"), ("&#x27;", "'"), ("&quot;", '"'), ("&#34;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
QUOTED = (("\\'", "'"), ('\\"', '"'))


def cleaned(text: str) -> str:
    """Return a text, or some whole lines of one, cleaned line by line; line ends stay where they are."""
    # Patterns begin with a line end: that is found far faster than the beginning of a line.
    text = "\n" + text.replace("\r\n", "\n").replace("\r", " ").replace("\0", " ") + "\n"
    if "\x1b" in text or "\x9b" in text:
        text = ESCAPES.sub("", text)
    if not text.isascii():
        text = BORDERS.sub(" ", _replaced(text, SIGNS))
    text = _without_prefixes(text)
    if "&" in text:
        text = _replaced(text, ENTITIES)
    if "\\" in text:
        text = _replaced(text, QUOTED)
    text = SPACES.sub(" ", text.replace("%0A", " ")).replace("\n ", "\n").replace(" \n", "\n")
    text = text.replace("\n| ", "\n")
    return (HYPHEN.sub(r"\n\1", text) if "-\n" in text else text)[1:-1]


def _without_prefixes(text: str) -> str:
    if "\t" in text:
        text = JOB.sub("\n", text)
    text = COMMAND.sub("\n", TIME.sub("\n", text))
    return LOST_ESCAPES.sub("", text) if "m" in text and "[" in text else text


def _replaced(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    for sign, plain in signs:
        text = text.replace(sign, plain)
    return text
