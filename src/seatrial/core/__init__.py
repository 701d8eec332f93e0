"""Decides: pure functions from facts to facts."""
