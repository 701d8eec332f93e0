"""Chinese words of what is said of mending a project."""

WORDS: dict[str, str] = {}
