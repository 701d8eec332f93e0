"""The embedded index, which answers as PyPI does."""
