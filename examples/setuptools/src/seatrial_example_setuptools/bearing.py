"""Bearings in degrees, from 0 to 359."""


def opposite(bearing):
    """Return the bearing of the way back."""
    return (bearing + 180) % 360


def relative(course, bearing):
    """Return how many degrees a bearing lies to starboard of a course."""
    return (bearing - course) % 360
