"""The command line."""

import sys

from seatrial_example_good.speed import to_kilometres_per_hour


def main() -> int:
    """Print each speed that is given in knots in kilometres per hour."""
    for word in sys.argv[1:]:
        print(f"{word} kn = {to_kilometres_per_hour(float(word)):.2f} km/h")
    return 0
