"""Chinese words of problems of raising a version."""

WORDS: dict[str, str] = {}
