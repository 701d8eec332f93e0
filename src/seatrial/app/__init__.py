"""One use case per file: gather, decide, act."""
