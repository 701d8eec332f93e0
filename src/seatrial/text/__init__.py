"""A sentence by number and language."""
