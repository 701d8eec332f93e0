"""Modules that builds are known to write, so that they may be missing from the tree or from git."""

from fnmatch import fnmatchcase

GENERATED = (
    "_version*.py",
    "version.py",
    "__version__.py",
    "_build*.py",
    "*_pb2.py",
    "*_pb2_grpc.py",
    "*_generated*.py",
    "_generated*.py",
    "_about.py",
)


def is_generated(path: str) -> bool:
    """Tell whether a path has the name of a module that a build writes."""
    return any(fnmatchcase(path.rpartition("/")[2], pattern) for pattern in GENERATED)
