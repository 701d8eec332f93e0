"""The endings of file names by which distributions are known."""

TODAYS = (".whl", ".tar.gz")
"""What build backends make today."""
DISTRIBUTIONS = (*TODAYS, ".zip")
"""What an index has taken as a wheel or an sdist at some time."""
BUILT = (*DISTRIBUTIONS, ".egg")
"""What builds, of today or of long ago, leave in a `dist` folder."""
