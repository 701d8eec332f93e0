"""The tests of a project: what runs them, which files they are made of, and what they need."""
