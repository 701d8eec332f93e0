"""The two conversions."""

KILOMETRES_PER_NAUTICAL_MILE = 1.852


def to_kilometres_per_hour(knots: float) -> float:
    """Return a speed in kilometres per hour."""
    return knots * KILOMETRES_PER_NAUTICAL_MILE


def to_knots(kilometres_per_hour: float) -> float:
    """Return a speed in knots."""
    return kilometres_per_hour / KILOMETRES_PER_NAUTICAL_MILE
