"""Examples of the rules on requirements: after `# name` the lines of that file."""

EXAMPLES: dict[str, tuple[str, str]] = {}
