"""How deep the sea is where an echo took so long."""

SPEED_OF_SOUND = 1500.0
"""Metres per second in sea water."""


def depth(seconds):
    """Return the depth in metres; the sound goes down and comes back."""
    if seconds < 0:
        raise ValueError("an echo cannot come back before it is sent")
    return SPEED_OF_SOUND * seconds / 2
