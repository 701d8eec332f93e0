"""The folder that all members of an archive share, as Python's `os.path.commonpath` finds it on POSIX."""

from collections.abc import Iterable


class MixedPathsError(Exception):
    """Some paths are absolute and some are not."""


def common_path(names: Iterable[str]) -> str:
    """Return the common path; empty where there are no names or nothing is shared. Raises MixedPathsError."""
    common: list[str] | None = None
    absolute: bool | None = None
    for name in names:
        if absolute is not None and absolute != name.startswith("/"):
            raise MixedPathsError
        absolute = name.startswith("/")
        parts = [part for part in name.split("/") if part and part != "."]
        common = parts if common is None else _shared(common, parts)
    return ("/" if absolute else "") + "/".join(common or ())


def _shared(first: list[str], second: list[str]) -> list[str]:
    if second[: len(first)] == first:
        return first
    for at, part in enumerate(second):
        if first[at] != part:
            return second[:at]
    return second
