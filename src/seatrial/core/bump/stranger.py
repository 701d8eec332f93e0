"""Which files of a tree belong to another project: copies, and projects inside of this one."""

from collections.abc import Sequence

FOLDERS = frozenset(
    {
        "vendor",
        "vendored",
        "_vendor",
        "_vendored",
        "vendors",
        "third_party",
        "third-party",
        "thirdparty",
        "extern",
        "externals",
        "_extern",
        "node_modules",
    }
)
BUILD_FILES = ("pyproject.toml", "setup.py", "package.json", "Cargo.toml", "setup.cfg")


def vendored(path: str) -> bool:
    """Tell whether a file lies in a folder of copies of other projects."""
    return not FOLDERS.isdisjoint(path.lower().split("/")[:-1])


def nested(path: str, folders: Sequence[str]) -> str | None:
    """Return the build file of the project that a file belongs to, None where it is this one; `folders` as of `nested_folders`."""
    return next((one for one in folders if path.startswith(one.rpartition("/")[0] + "/")), None)


def nested_folders(listing: Sequence[str]) -> tuple[str, ...]:
    """Return the build files of projects inside of this one, one for each folder."""
    first: dict[str, str] = {}
    for name in BUILD_FILES:
        for path in listing:
            folder, _, base = path.rpartition("/")
            if folder and base == name:
                first.setdefault(folder, path)
    return tuple(first.values())
