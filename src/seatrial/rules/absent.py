"""Which imports of a file's own modules ask for something that it does not have, and whether they surely fail."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seatrial.core.dist.layout import EXTENSIONS, installed_path, module_name
from seatrial.core.protocol import normal
from seatrial.model.dist import Module, Need
from seatrial.rules.modules import NOT_CODE, Inside

DASH = re.compile("-")
DEEPEST = 5
"""Star imports one behind the other that are followed …"""
WIDEST = 100
"""… and modules that they lead to: from each there can be a hundred ways on."""


class Absence(NamedTuple):
    """One import that leads nowhere."""

    module: Module
    """The module that imports."""
    need: Need
    absent: str
    """The dotted name of what is not there."""
    surely: bool
    """Whether importing the packages runs into it without any condition."""


def missing_modules(subject: Inside) -> Iterator[Absence]:
    """Yield the modules that are imported and are not there, each once, those first that surely stop an import."""
    there = _importable(subject)
    compiled: dict[str, set[str]] = {}
    for name in _compiled(subject):
        compiled.setdefault(name.rpartition(".")[0], set()).add(name)
    entered = {one for name in subject.reached for need in subject.facts[name].needs for one in (need.module, f"{need.module}.{need.name}")}
    told: set[str] = set()
    for module, need, reached in _imports(subject):
        absent = _module(need, module, subject, there)
        if absent and absent not in told:
            told.add(absent)
            # A compiled module beside an absent one, if it is imported too, may bring others with it that no file stands for.
            yield Absence(module, need, absent, reached and entered.isdisjoint(compiled.get(absent.rpartition(".")[0], ())))


def missing_names(subject: Inside) -> Iterator[Absence]:
    """Yield the names that are imported from modules which bind no such name, each once."""
    told: set[str] = set()
    compiled = _compiled(subject)
    for module, need, reached in _imports(subject):
        target, name = need.module, need.name or "*"
        facts = subject.facts.get(target)
        plain = facts is not None and not facts.path.endswith("__init__.py") and not facts.meddles and facts.error is None
        if name == "*" or not plain or need.beyond or module.meddles or f"{target}.{name}" in told:
            continue
        if not _may_bind(target, name, subject) and target not in compiled and f"{target}.{name}" not in subject.tree.folders:
            told.add(f"{target}.{name}")
            yield Absence(module, need, name, reached)


def _imports(subject: Inside) -> Iterator[tuple[Module, Need, bool]]:
    """Yield the unconditional imports of modules that are meant to run, with whether they surely do."""
    tricks = any(module.meddles for name, module in subject.facts.items() if name in subject.reached)
    tops = {normal(top) for top in subject.tree.top}
    shared = any(name[: dash.start()] in tops for name in subject.requirements for dash in DASH.finditer(name))
    for name, module in sorted(subject.facts.items(), key=lambda one: (one[0] not in subject.reached, one[0] or "")):
        surely = name in subject.reached and not tricks and not shared
        if surely or not NOT_CODE.search(module.path.partition("/")[2].lower()):
            for need in module.needs:
                yield module, need, surely


def _importable(subject: Inside) -> frozenset[str]:
    compiled = (
        module_name(f"{path[:-4]}.py") for member in subject.wheel.members if (path := installed_path(member.name) or "").endswith(".pyc")
    )
    return subject.tree.modules | subject.tree.folders | {name for name in compiled if name}


def _compiled(subject: Inside) -> frozenset[str]:
    """Return the names of extension modules."""
    paths = (installed_path(member.name) or "" for member in subject.wheel.members)
    return frozenset(name for path in paths if path.endswith(EXTENSIONS) and (name := module_name(path)))


def _module(need: Need, module: Module, subject: Inside, there: frozenset[str]) -> str | None:
    """Return the module that an import needs and that nothing but this file could bring, None where there is none."""
    target = need.module.removesuffix(".__init__")
    if need.beyond or not target or module.meddles:
        return None
    if target not in there:
        parts = target.split(".")
        above = next((one for end in range(len(parts) - 1, 0, -1) if (one := ".".join(parts[:end])) in subject.tree.modules), None)
        package = subject.facts.get(above)
        return target if package is not None and not package.meddles and package.error is None else None
    package = subject.facts.get(target)
    if need.name in {None, "*"} or package is None or package.meddles or not package.path.endswith("__init__.py"):
        return None
    inner = f"{target}.{need.name}"
    return None if inner in there or _may_bind(target, need.name or "", subject) else inner


def _may_bind(target: str, name: str, subject: Inside) -> bool:
    """Tell whether a module may have a name, its own or by a star import; true where that cannot be told."""
    level, looked = {target}, 0
    for depth in range(DEEPEST):
        looked += len(level)
        if looked > WIDEST:
            return True
        following: set[str] = set()
        for one in level:
            module = subject.facts.get(one)
            if module is None or module.bound is None or name in module.bound or name.startswith("__"):
                return True
            if depth and f"{one}.{name}" in subject.tree.modules:
                # A star takes the parts of a package with it that are imported there.
                return True
            if module.names is None:
                following |= {need.module for need in module.needs if need.name == "*"}
        if not following:
            return False
        level = following
    return True
