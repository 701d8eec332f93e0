"""Rules on files of a source tree that are not what they seem, or that git keeps out of it."""

from collections.abc import Iterator

from seatrial.core.build_output import shortened
from seatrial.core.project.generated import is_generated
from seatrial.model.finding import Hit
from seatrial.model.project import Oddity, OddKind, Tree
from seatrial.rules.rule import Rule, rule

NAMED = 5
"""Files that a message names."""


def _all(tree: Tree, *kinds: OddKind) -> list[Oddity]:
    return [one for one in tree.odd if one.kind in kinds]


def _hit(found: list[Oddity]) -> Iterator[Hit]:
    if found:
        yield Hit({"files": len(found), "names": shortened([one.path for one in found], NAMED)}, file=found[0].path)


def _linked(found: list[Oddity]) -> Iterator[Hit]:
    if found:
        names = [f"{one.path} → {one.detail}" for one in found]
        yield Hit({"files": len(found), "names": shortened(names, NAMED)}, file=found[0].path)


@rule("PRJ051", "warning", "Links lead out of the project", message="Links that lead out of the project: {files}. They are: {names}.")
def outside(tree: Tree) -> Iterator[Hit]:
    """On another machine nothing is there, or something else; such a link stays out of the build, and with it what it leads to.

    Fix: Put the file itself into the project, or remove the link.
    """
    return _linked(_all(tree, "link-outside"))


@rule("PRJ052", "warning", "Links lead nowhere", message="Links to files that do not exist: {files}. They are: {names}.")
def dangling(tree: Tree) -> Iterator[Hit]:
    """Some build backends stop at such a link, others leave it out without a word; the release lacks the file.

    Fix: Correct where the link leads, or remove it.
    """
    return _linked(_all(tree, "link-dangling"))


@rule(
    "PRJ053",
    "warning",
    "Links lead in a circle",
    message="Links that lead to themselves or to a folder around them: {files}. They are: {names}.",
)
def circle(tree: Tree) -> Iterator[Hit]:
    """Backends that follow links pack the same files again and again, forty folders deep, or stop.

    Fix: Remove the link.
    """
    return _linked(_all(tree, "link-circle"))


@rule("PRJ054", "note", "Links lead to folders", message="Links to folders: {files}. They are: {names}.")
def linked_folder(tree: Tree) -> Iterator[Hit]:
    """Git keeps the link alone; build backends follow it and pack the files of the folder a second time, or leave them out, each in its way.

    Fix: See in the list of the wheel's contents whether it is as you want, or put the files there themselves.
    """
    return _linked(_all(tree, "link-folder"))


@rule(
    "PRJ055",
    "warning",
    "Files are only pointers to Git LFS",
    message="Files of which only the pointer is here, not the content: {files}. They are: {names}.",
)
def pointer(tree: Tree) -> Iterator[Hit]:
    """The release would ship three lines of text in place of the file.

    Fix: Install git-lfs (https://git-lfs.com) and run `git lfs install` and `git lfs pull` (on CI: `lfs: true` at the checkout).
    """
    return _hit(_all(tree, "pointer"))


@rule("PRJ056", "warning", "Names differ only in case", message="Names that some systems take for the same: {files}. They are: {names}.")
def cases(tree: Tree) -> Iterator[Hit]:
    """On macOS and Windows only one of them can exist: whoever clones the project or unpacks the release there loses the other.

    Fix: Rename one of each two.
    """
    return _linked(_all(tree, "case"))


@rule(
    "PRJ057",
    "warning",
    "Scripts have the line ends of Windows",
    message="Scripts whose first line ends in CR LF: {files}. They are: {names}.",
)
def windows_lines(tree: Tree) -> Iterator[Hit]:
    """Linux and macOS look for an interpreter whose name ends in a carriage return, and say `bad interpreter` or `No such file or directory`.

    Fix: Write them with LF, and keep it so with a line `*.sh text eol=lf` (or the names of the scripts) in .gitattributes.
    """
    return _hit(_all(tree, "crlf"))


@rule(
    "PRJ058",
    "note",
    "Pipes and sockets lie in the project",
    message="What is neither file nor folder nor link: {files}. They are: {names}.",
)
def special(tree: Tree) -> Iterator[Hit]:
    """No archive for installers can hold such a thing; the build leaves it out.

    Fix: Remove it, or move it out of the project.
    """
    return _hit(_all(tree, "special"))


@rule("PRJ059", "error", "Files cannot be read", message="Files that you may not read: {files}. They are: {names}.")
def unreadable(tree: Tree) -> Iterator[Hit]:
    """The build takes a copy of the project and stops at such a file.

    Fix: Make the files readable with `chmod u+r` (or `sudo chown`, where another user made them), delete them, or let git ignore them.
    """
    return _hit(_all(tree, "unreadable"))


@rule(
    "PRJ060",
    "warning",
    "git ignores code of the project",
    message="Modules in the project's packages that git ignores: {files}. They are: {names}.",
)
def ignored_code(tree: Tree) -> Iterator[Hit]:
    """They work here and are missing in the release, because it is built from what git knows. Mostly a line such as `lib/` or `build/` in .gitignore means another folder.

    Fix: Begin the line in .gitignore with a slash (`/build/`), so that it means the folder at the top alone; then add the files to git. If they are meant to stay out, ignore this rule with that reason.
    """
    return _hit([one for one in _all(tree, "ignored-code") if not is_generated(one.path)])


@rule("PRJ061", "warning", "git ignores data that the code uses", message="{module} speaks of {path}, which git ignores.")
def ignored_data(tree: Tree) -> Iterator[Hit]:
    """The file is here and will be missing in the release, because it is built from what git knows. The code that opens it then fails for users.

    Fix: Add the file with `git add --force`, or let the build make it; if the code writes it itself, ignore this rule with that reason.
    """
    for one in _all(tree, "ignored-data"):
        yield Hit({"path": one.path, "module": one.detail}, file=one.path)


RULES: tuple[Rule[Tree], ...] = (
    outside,
    dangling,
    circle,
    linked_folder,
    pointer,
    cases,
    windows_lines,
    special,
    unreadable,
    ignored_code,
    ignored_data,
)
