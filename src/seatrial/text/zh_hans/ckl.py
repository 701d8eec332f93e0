"""Chinese words of the pre-release checklist."""

WORDS: dict[str, str] = {}
