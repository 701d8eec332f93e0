"""Files of packages that a script opens by the package's name instead of a path, and what readers of libraries open."""

from collections.abc import Mapping
from typing import Any

from seatrial.core.project.value import UNKNOWN, FileText, Handle, Place, Scene, joined, parent

BY_PACKAGE = (
    "read_text",
    "read_binary",
    "open_text",
    "open_binary",
    "path",
    "get_data",
    "resource_string",
    "resource_stream",
    "resource_filename",
    "files",
)
HOLDERS = ("importlib.resources", "importlib_resources", "pkgutil", "pkg_resources")
READERS = frozenset(
    ("numpy.load", "numpy.loadtxt", "numpy.genfromtxt", "pandas.read_csv", "pandas.read_json", "pandas.read_table", "pandas.read_pickle",
     "pandas.read_parquet", "ctypes.CDLL", "ctypes.cdll.LoadLibrary", "PIL.Image.open", "joblib.load")
)  # fmt: skip
"""Functions that open the file that is their first argument."""


def resource(dotted: str, args: list[Any], scene: Scene, names: Mapping[str, Any], line: int) -> Any:
    """Return what a call of one of these functions gives, None for any other function; the file that it opens is noted."""
    holder, _, last = dotted.rpartition(".")
    if dotted in READERS and args and isinstance(args[0], Place):
        scene.read(args[0].path, line)
        return UNKNOWN
    if last not in BY_PACKAGE or holder not in HOLDERS:
        return None
    folder = _folder(args[0] if args else "", scene, names)
    if folder is None:
        return UNKNOWN
    if last == "files":
        return Place(folder)
    place = joined(folder, args[1]) if len(args) > 1 and isinstance(args[1], str) else UNKNOWN
    if last in ("path", "resource_filename") or not isinstance(place, Place):
        return place
    text = scene.read(place.path, line)
    return Handle(place.path, text) if "open" in last or last == "resource_stream" else FileText(place.path, text)


def _folder(package: Any, scene: Scene, names: Mapping[str, Any]) -> str | None:
    """Return the folder of a package, None where it is not one of the script's own."""
    own = parent(scene.file)
    if not isinstance(package, str):
        return None
    if package in (names.get("__name__"), names.get("__package__"), ""):
        return own
    root, slash, _ = scene.file.partition("/")
    top = scene.file.removeprefix(root + slash).partition("/")[0]
    return f"{root}/{package.replace('.', '/')}" if slash and package.partition(".")[0] == top else None
