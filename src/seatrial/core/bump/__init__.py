"""The version in a tree: where it stands, what the next one is, and the files with it."""
