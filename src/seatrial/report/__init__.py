"""Findings and outcomes as text: pure functions."""
