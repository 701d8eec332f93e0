"""Chinese words of the rules on requirements."""

WORDS: dict[str, str] = {}
