"""Depths at sea from the time that an echo takes."""

__version__ = "0.1.0"
