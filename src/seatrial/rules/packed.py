"""Rules on what a wheel packs beside plain modules: stubs, plugins, extension modules of other Pythons, leftovers of setuptools."""

import re
from collections.abc import Iterator

from seatrial.core.dist.layout import installed_path, module_name
from seatrial.model.finding import Hit
from seatrial.rules.modules import NOT_CODE, SCRIPT_GROUPS, Inside, is_closed, target_of
from seatrial.rules.rule import Rule, rule
from seatrial.rules.wheelinside import name_tags

TYPING = "https://typing.python.org/en/latest/spec/distributing.html"
ENTRY_POINTS = "https://packaging.python.org/en/latest/specifications/entry-points/"
MADE_FOR = re.compile(r"\.(?:cpython-|cp)3(\d{1,3})t?[-.]")
"""For which Python an extension module was compiled, as its name says it."""


@rule(
    "WHL066",
    "note",
    "Stubs are packed, and nothing marks them",
    message="{package} has stubs (*.pyi) and no py.typed.",
    source=TYPING,
)
def unmarked_stubs(subject: Inside) -> Iterator[Hit]:
    """Type checkers look into an installed package only if it has a file py.typed; without it the stubs are there in vain.

    Fix: Put an empty file py.typed into the package, and name it in the package data of the build file.
    """
    paths = [installed_path(member.name) or "" for member in subject.wheel.members]
    marked = {path.partition("/")[0] for path in paths if path.endswith("/py.typed")}
    stubbed = {path.partition("/")[0] for path in paths if path.endswith(".pyi") and "/" in path}
    for package in sorted((stubbed - marked) & subject.tree.top):
        yield Hit({"package": package})


@rule(
    "WHL067",
    "warning",
    "A plugin leads to a module that is not in the wheel",
    message="The entry point {name} of {group} needs the module {module}, which is not in the wheel.",
    source=ENTRY_POINTS,
)
def plugin_without_module(subject: Inside) -> Iterator[Hit]:
    """The program that the plugin is for fails when it loads it, also for users who never wanted the plugin: with pytest, every run stops.

    Fix: Correct the entry point, or see that the module is packed.
    """
    tree = subject.tree
    for point in subject.wheel.entry_points:
        module = target_of(point.target)[0]
        if point.group not in SCRIPT_GROUPS and module and module not in tree.modules | tree.folders and is_closed(subject, module):
            meant = NOT_CODE.search(module.partition(".")[2].lower()) is not None
            values = {"name": point.name, "group": point.group, "module": module}
            yield Hit(values, severity="note" if meant else None)


@rule(
    "WHL068",
    "warning",
    "An extension module is for another Python",
    message="{member} can be imported by Python 3.{minor} only, and the wheel is not for that.",
)
def other_python(subject: Inside) -> Iterator[Hit]:
    """Python looks for extension modules with its own version in the name. Usually an old `build` folder was packed.

    Fix: Delete `build`, and build the wheel with the Python that it is for.
    """
    minors = {
        tag.partition("-")[0].removeprefix("cp3").partition("t")[0] for tag in name_tags(subject.wheel.filename) if tag.startswith("cp3")
    }
    if not minors or "abi3" in subject.wheel.filename.rpartition("-")[0]:
        return
    for member in subject.wheel.members:
        path = installed_path(member.name) or ""
        found = MADE_FOR.search(path.rpartition("/")[2])
        if found and found[1] not in minors and module_name(path):
            yield Hit({"member": member.name, "minor": found[1]}, member=member.name)


@rule(
    "WHL069",
    "warning",
    "The wheel has a folder of setuptools beside its own",
    message="The wheel has {folder}.",
)
def egg_info(subject: Inside) -> Iterator[Hit]:
    """It is installed too, and tools then find a second project there, often of an older version. Usually the build was made in a folder where the project was installed for development.

    Fix: Delete `*.egg-info` and `build`, and build from a clean tree.
    """
    tops = {(installed_path(member.name) or "").partition("/")[0] for member in subject.wheel.members}
    for folder in sorted(top for top in tops if top.endswith(".egg-info")):
        yield Hit({"folder": folder})


RULES: tuple[Rule[Inside], ...] = (unmarked_stubs, plugin_without_module, other_python, egg_info)
