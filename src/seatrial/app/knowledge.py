"""How old the knowledge is that is installed with us."""

from seatrial.core.profile import is_old


def old_classifiers(now: float) -> str | None:
    """Return the version of the list of classifiers that is installed, where it is more than half a year old at a moment (seconds since the epoch)."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (dear to load, and asked only where a classifier is not in the list)

    try:
        installed = version("trove-classifiers")
    except PackageNotFoundError:
        return None
    return installed if is_old(installed, now) else None
