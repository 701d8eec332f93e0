"""Chinese words of the rules on runs that are remembered."""

WORDS: dict[str, str] = {}
