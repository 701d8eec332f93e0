"""What the functions and methods give that build scripts use to read files and to find packages."""

import ast
from typing import Any

from seatrial.core.project.discovery import find_packages
from seatrial.core.project.resource import resource
from seatrial.core.project.value import (
    ITEMS,
    TEXT,
    UNKNOWN,
    FileText,
    Found,
    Handle,
    Place,
    Scene,
    SetupCall,
    as_path,
    joined,
    parent,
    plain,
)
from seatrial.model.project import Finder

EXECUTED = 20_000
"""Characters of a text that is read as code."""
OPENERS = ("open", "io.open", "codecs.open", "builtins.open")
SAME = (
    "os.path.abspath",
    "os.path.realpath",
    "os.path.normpath",
    "os.path.expanduser",
    "os.fspath",
    "str",
    "compile",
    "pathlib.Path",
    "importlib.resources.as_file",
    "importlib_resources.as_file",
)
FINDERS = ("find_packages", "find_namespace_packages", "PackageFinder.find", "PEP420PackageFinder.find")
COPIES = ("list", "tuple", "set", "sorted", "dict")


def call_imported(  # noqa: PLR0911  (one for each kind of function)
    dotted: str, args: list[Any], keywords: dict[str | None, Any], node: ast.Call, scene: Scene, names: dict[str, Any]
) -> Any:
    """Return what a call of a builtin or imported function gives; calls of `setup()` and files that are opened are noted in the scene."""
    last = dotted.rpartition(".")[2]
    if last == "setup":
        return _setup(keywords, node, scene)
    if dotted.endswith(FINDERS):
        return _find(last, args, keywords, node, scene)
    if dotted in OPENERS and args:
        return UNKNOWN if _writes(args[1:2], keywords) else _open(args[0], scene, node.lineno)
    found = resource(dotted, args, scene, names, node.lineno)
    if found is not None:
        return found
    if dotted == "str" and len(args) == 1 and isinstance(args[0], int):
        return str(args[0])
    if dotted == "exec" and args:
        return _exec(args, scene, names)
    if dotted == "dict" and not args:
        return dict(keywords)
    if dotted == "map" and len(args) == 2 and isinstance(args[1], list):
        return [str(one) for one in args[1]] if getattr(args[0], "dotted", "") == "str" and _plain_items(args[1]) else UNKNOWN
    if dotted in COPIES and len(args) == 1 and isinstance(args[0], list | dict):
        return args[0]
    return _path(dotted, args, scene)


def _path(dotted: str, args: list[Any], scene: Scene) -> Any:  # noqa: PLR0911  (one for each function)
    if dotted in ("os.getcwd", "pathlib.Path.cwd"):
        return Place("")
    if not args:
        return Place("") if dotted == "pathlib.Path" else UNKNOWN
    if dotted == "os.path.dirname":
        path = as_path(args[0])
        return UNKNOWN if path is None else Place(parent(path))
    if dotted == "os.path.split" and (path := as_path(args[0])) is not None:
        return [Place(parent(path)), path.rpartition("/")[2]]
    if dotted in ("os.path.exists", "os.path.isfile", "os.path.isdir"):
        return _exists(as_path(args[0]), scene)
    if dotted in ("os.path.join", "pathlib.Path") and len(args) > 1:
        place: Any = args[0]
        for one in args[1:]:
            start, below = as_path(place), one.path if isinstance(one, Place) else one
            place = joined(start, below) if start is not None and isinstance(below, str) else UNKNOWN
        return place
    if dotted == "pathlib.Path" and isinstance(args[0], str):
        return joined("", args[0])
    return args[0] if dotted in SAME else UNKNOWN


def _exists(path: str | None, scene: Scene) -> Any:
    if path is None:
        return UNKNOWN
    scene.steps += len(scene.listing) // 64
    return path in scene.present or any(one.startswith(f"{path}/") for one in scene.listing)


def _plain_items(items: list[Any]) -> bool:
    return all(isinstance(one, str | int) for one in items)


def _writes(mode: list[Any], keywords: dict[str | None, Any]) -> bool:
    """Whether a call of `open()` makes the file, so that it need not be there."""
    given = mode[0] if mode else keywords.get("mode", "r")
    return not isinstance(given, str) or not given.startswith("r")


def _open(where: Any, scene: Scene, line: int) -> Any:
    # What lies above the folder is read too, and is not there for anybody else.
    path = where if isinstance(where, str) and where.startswith("../") else as_path(where)
    return Handle(path, scene.read(path, line)) if path else UNKNOWN


def _exec(args: list[Any], scene: Scene, names: dict[str, Any]) -> None:
    text = plain(args[0])
    space = args[1] if len(args) > 1 else names
    # Parsing takes many times longer than a step.
    scene.steps += len(text) // 2 if isinstance(text, str) else 0
    if isinstance(text, str) and len(text) <= EXECUTED and isinstance(space, dict):
        from seatrial.core.project.literal import literals  # noqa: PLC0415  (rarely needed)

        space.update({name: value for name, (value, _) in literals(text.encode("utf-8", "replace")).items()})


def _setup(keywords: dict[str | None, Any], node: ast.Call, scene: Scene) -> Any:
    values: dict[str, Any] = {}
    complete = not node.args
    lines: dict[str, int] = {}
    for keyword in node.keywords:
        value = keywords[keyword.arg]
        if keyword.arg is not None:
            values[keyword.arg] = value
            lines[keyword.arg] = keyword.lineno
        elif isinstance(value, dict) and None not in value:
            values |= value
            lines |= dict.fromkeys(value, keyword.lineno)
        else:
            complete = False
    scene.calls.append(SetupCall(values, lines, complete))
    return UNKNOWN


def _find(kind: str, args: list[Any], keywords: dict[str | None, Any], node: ast.Call, scene: Scene) -> Any:
    where, exclude, include = (
        args[at] if len(args) > at else keywords.get(name, usual)
        for at, (name, usual) in enumerate((("where", "."), ("exclude", []), ("include", ["*"])))
    )
    call = " ".join(scene.written(node).split())
    scene.steps += len(call) // 64
    finder = Finder(call, f"packages={call}", scene.file, node.lineno)
    folder = as_path(where)
    if folder is None or not all(isinstance(one, list) and _plain_items(one) for one in (exclude, include)):
        return Found(None, finder)
    scene.steps += len(scene.listing) // 64
    namespace = "namespace" in kind or "PEP420" in kind
    return Found(find_packages(scene.listing, folder, include=include, exclude=exclude, namespace=namespace), finder)


def call_method(owner: Any, method: str, args: list[Any], scene: Scene, line: int) -> Any:
    """Return what a method gives of a text, an open file, a path or a mapping, UNKNOWN of anything else."""
    if isinstance(owner, Handle):
        return _of_handle(owner, method)
    if isinstance(owner, Place):
        return _of_place(owner, method, args, scene, line)
    if isinstance(owner, FileText):
        text = _of_text(owner.text, method, args) if owner.text is not None else None
        return FileText(owner.path, text) if isinstance(text, str) else FileText(owner.path, None) if text is None else text
    if isinstance(owner, str):
        return _of_text(owner, method, args)
    if isinstance(owner, dict) and method == "get" and args and isinstance(args[0], str):
        return owner.get(args[0], UNKNOWN)
    return UNKNOWN


def _of_handle(owner: Handle, method: str) -> Any:
    if method == "read":
        return FileText(owner.path, owner.text)
    if method == "readline" and owner.text is not None:
        return owner.text.partition("\n")[0] + "\n"
    if method == "readlines" and owner.text is not None:
        return owner.text.splitlines(keepends=True)
    return UNKNOWN


def _of_place(owner: Place, method: str, args: list[Any], scene: Scene, line: int) -> Any:
    if method in ("read_text", "read_bytes"):
        return FileText(owner.path, scene.read(owner.path, line))
    if method == "open":
        return Handle(owner.path, scene.read(owner.path, line))
    if method in ("exists", "is_file"):
        return _exists(owner.path, scene)
    if method in ("resolve", "absolute", "as_posix", "expanduser"):
        return owner
    if method == "joinpath":
        place: Any = owner
        for one in args:
            place = joined(place.path, one) if isinstance(place, Place) and isinstance(one, str) else UNKNOWN
        return place
    return UNKNOWN


def _of_text(text: str, method: str, args: list[Any]) -> Any:
    if not all(isinstance(one, str | int) for one in args) and method != "join":
        return UNKNOWN
    if method in ("strip", "lstrip", "rstrip", "lower", "upper", "startswith", "endswith", "splitlines", "split", "rsplit"):
        return _try(text, method, args)
    if method in ("decode", "encode", "expandtabs"):
        return text
    if method == "replace" and len(args) == 2 and len(text) * (1 + len(str(args[1]))) <= 10 * TEXT:
        return _try(text, method, args)
    if (
        method == "join"
        and len(args) == 1
        and isinstance(args[0], list)
        and len(args[0]) <= ITEMS
        and all(isinstance(one, str) for one in args[0])
    ):
        return text.join(args[0]) if len(text) <= 100 else UNKNOWN
    return UNKNOWN


def _try(text: str, method: str, args: list[Any]) -> Any:
    try:
        return getattr(text, method)(*args)
    except (TypeError, ValueError):
        return UNKNOWN
