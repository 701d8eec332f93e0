"""What is in a wheel, for people: packages, modules, data, scripts, and all files as a tree."""

from collections import Counter
from collections.abc import Iterable

from seatrial.core.dist.layout import installed_path, module_name
from seatrial.model.dist import Member, Wheel
from seatrial.model.release import Folder, WheelContents

SCRIPTS = ("console_scripts", "gui_scripts")
DEPTH = 10
"""Folders within folders that are told apart."""
LISTED = 5000
"""Folders and files of a tree that are listed where nothing else is said …"""
LISTED_IN_ONE = 500
"""… and of each kind in one folder."""
FOLDERS = 50_000
"""Folders that are told apart, so that no archive takes all memory."""


def contents(wheel: Wheel) -> WheelContents:
    """Return what is in a wheel, from its facts."""
    files = [member for member in wheel.members if member.kind != "directory"]
    packages: Counter[str] = Counter()
    modules: list[str] = []
    data: list[str] = []
    scripts = [f"{entry.name} = {entry.target}" for entry in wheel.entry_points if entry.group in SCRIPTS]
    for member in files:
        path = installed_path(member.name)
        name = module_name(path) if path else None
        if path and name and "/" in path:
            packages[name.partition(".")[0]] += 1
        elif name:
            modules.append(name)
        elif script := script_file(member):
            scripts.append(script)
        elif not _is_metadata(member):
            data.append(path or member.name)
    counted = tuple(f"{name} ({number})" for name, number in sorted(packages.items()))
    sizes = tuple((member.name, member.size) for member in files)
    return WheelContents(wheel.filename, counted, tuple(sorted(modules)), tuple(sorted(data)), tuple(sorted(scripts)), sizes)


def script_file(member: Member) -> str | None:
    """Return the name of a script that a wheel carries as a file, None where the member is none."""
    top, _, rest = member.name.partition("/")
    return rest.removeprefix("scripts/") if top.endswith(".data") and rest.startswith("scripts/") else None


def _is_metadata(member: Member) -> bool:
    return member.name.partition("/")[0].endswith(".dist-info")


class _Node:
    """A folder while members are put into it."""

    __slots__ = ("files", "folders", "number", "size")

    def __init__(self) -> None:
        self.folders: dict[str, _Node] = {}
        self.files: list[tuple[str, int]] = []
        self.number = self.size = 0


def tree(members: Iterable[tuple[str, int]], most: int = LISTED) -> Folder:
    """Return the files of an archive, (name, bytes), as a folder without a name.

    Every file counts; at most `most` folders and files are listed, those nearest to the top first. Whatever lies deeper than `DEPTH`
    folders is listed there, with the rest of its path as its name. Names are taken as they stand, `..` and empty ones too.
    """
    root, made = _Node(), 0
    for path, size in members:
        node, rest = root, path
        _count(node, size)
        for _ in range(DEPTH):
            name, slash, after = rest.partition("/")
            if not slash or (name not in node.folders and made >= FOLDERS):
                break
            made += name not in node.folders
            node, rest = node.folders.setdefault(name, _Node()), after
            _count(node, size)
        node.files.append((rest, size))
    _list_nearest(root, most)
    return _folder("", root)


def _count(node: _Node, size: int) -> None:
    node.number += 1
    node.size += size


def _list_nearest(root: _Node, room: int) -> None:
    """Leave as many folders and files as are listed, level by level."""
    level = [root]
    while level:
        for node in level:
            folders = sorted(node.folders.items())[: min(LISTED_IN_ONE, room)]
            room -= len(folders)
            node.files = sorted(node.files)[: min(LISTED_IN_ONE, room)]
            room -= len(node.files)
            node.folders = dict(folders)
        level = [folder for node in level for folder in node.folders.values()]


def _folder(name: str, node: _Node) -> Folder:
    while len(node.folders) == 1 and not node.files and name:
        ((inner, only),) = node.folders.items()
        if only.number < node.number:
            break
        name, node = f"{name}/{inner}", only
    return Folder(name, node.number, node.size, tuple(_folder(*item) for item in node.folders.items()), tuple(node.files))
