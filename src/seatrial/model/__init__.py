"""Every noun, split by subject: frozen tuples without behaviour."""
