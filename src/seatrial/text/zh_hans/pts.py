"""Chinese words of problems of a project's tests."""

WORDS: dict[str, str] = {}
