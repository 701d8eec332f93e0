"""What users of the package call."""

from soundings import SPEED_OF_SOUND, depth


def depths(seconds):
    """Return the depth in metres for each echo, given in seconds."""
    return [depth(one) for one in seconds]


def report(seconds):
    """Return one line of text for each echo."""
    return [f"{one:.2f} s = {metres:.1f} m" for one, metres in zip(seconds, depths(seconds))]


__all__ = ["SPEED_OF_SOUND", "depth", "depths", "report"]
