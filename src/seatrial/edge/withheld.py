"""Variables of the user's environment that children do not get which otherwise get it whole."""

SECRETS = ("SEATRIAL_TOKEN", "SEATRIAL_INDEX_TOKEN", "TWINE_PASSWORD", "UV_PUBLISH_TOKEN", "UV_PUBLISH_PASSWORD")

INDEXES = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX", "UV_DEFAULT_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS")
"""How the names of variables begin that hold addresses of indexes, often with a password."""


def is_identity(variable: str) -> bool:
    """Return whether a variable holds the identity of a job, or what gets it."""
    return variable.startswith("ACTIONS_ID_TOKEN_") or variable.endswith("_ID_TOKEN")


def is_withheld(variable: str) -> bool:
    """Return whether a variable holds a secret of an upload, or may hold that of an index."""
    return variable in SECRETS or is_identity(variable) or variable.startswith(INDEXES)
