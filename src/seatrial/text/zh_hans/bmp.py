"""Chinese words of what is said of a version that is raised."""

WORDS: dict[str, str] = {}
