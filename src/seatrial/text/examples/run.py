"""Examples of the rules on runs that are remembered: what the last one came to."""

EXAMPLES: dict[str, tuple[str, str]] = {}
