"""What is inside of each wheel, as a tree of folders and files with their sizes."""

from seatrial.core.contents import DEPTH, LISTED, tree
from seatrial.model.release import Folder, Outcome, WheelContents
from seatrial.model.sentence import Sentence
from seatrial.report.html.markup import Element, Node, e, short, spoken
from seatrial.report.html.parts import listed, marked, pairs, rest, section
from seatrial.report.numbers import size_text
from seatrial.report.terminal_build import NO_CODE
from seatrial.text.words import Language, say

INSIDE = Sentence("HTM050", "Inside of the wheel")
LEAD = Sentence("HTM051", "What users get when they install it. The folder whose name ends in .dist-info holds the metadata.")
PACKAGES = Sentence("HTM052", "packages")
MODULES = Sentence("HTM053", "modules")
SCRIPTS = Sentence("HTM054", "commands")
FILES = Sentence("HTM055", "files: {number}")
NOT_LISTED = Sentence("HTM056", "not listed: {number}")
NAMELESS = Sentence("HTM057", "without a name")
SMALL = 40
"""A wheel with so many files is shown unfolded, and so is a folder at its top with so many entries."""
WHEELS = 20
NAMED = 12
"""Packages, modules and commands that are named."""


def inside_section(outcome: Outcome, language: Language) -> Element | None:
    """Return the contents of the wheels as a section, None where none was built."""
    if not outcome.contents:
        return None
    shown = outcome.contents[:WHEELS]
    wheels = [part for one in shown for part in _wheel(one, language, LISTED // len(shown))]
    more = rest(len(outcome.contents), WHEELS, language)
    return section("inside", spoken(language, INSIDE), spoken(language, LEAD), *wheels, e("p", more) if more else None)


def _wheel(wheel: WheelContents, language: Language, most: int) -> list[Node]:
    heading = e("h3", short(wheel.file), class_="name")
    empty = None if wheel.packages or wheel.modules else e("p", marked("bad", *spoken(language, NO_CODE)))
    named = ((PACKAGES, wheel.packages), (MODULES, wheel.modules), (SCRIPTS, wheel.scripts))
    facts = pairs((say(language, label), listed(names, NAMED)) for label, names in named)
    whole = tree(wheel.members, most)
    if not whole.number:
        return [heading, empty, facts]
    total = e("p", *spoken(language, FILES, number=whole.number), " · ", size_text(whole.size), class_="total")
    items = e("ul", *_items(whole, language, DEPTH if whole.number <= SMALL else 1), class_="tree")
    return [heading, empty, facts, total, items]


def _items(folder: Folder, language: Language, unfold: int) -> list[Element]:
    found = [e("li", _folder(one, language, unfold)) for one in folder.folders]
    found += [e("li", _label(name or say(language, NAMELESS)), _size(size), class_="leaf") for name, size in folder.files]
    shown = sum(one.number for one in folder.folders) + len(folder.files)
    if shown < folder.number:
        size = folder.size - sum(one.size for one in folder.folders) - sum(size for _, size in folder.files)
        found.append(e("li", e("i", *spoken(language, NOT_LISTED, number=folder.number - shown)), _size(size), class_="leaf"))
    return found


def _folder(folder: Folder, language: Language, unfold: int) -> Element:
    """Return a folder; it is unfolded where it is small, in as many levels as `unfold` says."""
    small = len(folder.folders) + len(folder.files) <= SMALL and not folder.name.endswith(".dist-info")
    number = e("span", *spoken(language, FILES, number=folder.number), class_="count")
    summary = e("summary", _label(f"{folder.name}/"), number, _size(folder.size))
    return e("details", summary, e("ul", *_items(folder, language, unfold - 1)), open="" if small and unfold > 0 else None)


def _label(name: str) -> Element:
    return e("span", short(name), class_="name")


def _size(size: int) -> Element:
    return e("span", size_text(size), class_="size")
