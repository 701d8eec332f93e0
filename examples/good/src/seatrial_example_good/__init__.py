"""Convert speeds between knots and kilometres per hour."""

from seatrial_example_good.speed import to_kilometres_per_hour, to_knots

__all__ = ["to_kilometres_per_hour", "to_knots"]
__version__ = "1.0.0"
