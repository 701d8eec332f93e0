"""Opposite and relative bearings of a compass."""

from seatrial_example_setuptools.bearing import opposite, relative

__all__ = ["opposite", "relative"]
__version__ = "2.1.0"
