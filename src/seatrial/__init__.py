"""Take a Python project from its working tree to a release that is known to be accepted and to install."""

__version__ = "0.1.0"
