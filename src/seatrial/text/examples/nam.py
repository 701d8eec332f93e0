"""Examples of the rules on file names; a backslash begins an escape, quotation marks a Python expression."""

EXAMPLES = {
    "NAM001": (r"boat\x07-1.0.tar.gz", "boat-1.0.tar.gz"),
    "NAM002": ("dist/boat-1.0.tar.gz", "boat-1.0.tar.gz"),
    "NAM003": ("boat-1.0.TAR.GZ", "boat-1.0.tar.gz"),
    "NAM004": ("boat-1.0-py3.12.egg", "boat-1.0-py3-none-any.whl"),
    "NAM005": ('"boat" * 70 + "-1.0-py3-none-any.whl"', "boat-1.0-py3-none-any.whl"),
}
