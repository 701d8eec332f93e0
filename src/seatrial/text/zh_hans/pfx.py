"""Chinese words of problems of changing files of a project."""

WORDS: dict[str, str] = {}
