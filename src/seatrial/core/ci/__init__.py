"""Workflows of CI services: read, judged by `rules`, and written."""
