"""What changed since the release before, as lines of a block: sizes and counts, then by name what vanished."""

from collections.abc import Sequence

from seatrial.core.changed_files import folders_of
from seatrial.core.changed_metadata import replaced
from seatrial.core.dist.layout import module_name
from seatrial.model.change import Changes
from seatrial.model.finding import Value
from seatrial.model.sentence import Sentence
from seatrial.report.block import wrapped
from seatrial.report.escape import escape
from seatrial.report.numbers import size_text
from seatrial.report.steps import index_text
from seatrial.report.style import Role, Style
from seatrial.report.width import cut
from seatrial.text.words import Language, say

SHOWN = 6
"""Names of a kind that are shown."""
LONGEST = 100
"""Columns of one name."""
LABEL = Sentence("RPT130", "changed")
SINCE = Sentence("RPT131", "since {version} ({index}): {kind} {sizes}")
NEWER = Sentence("RPT132", "there is a newer release: {index} has {newest}")
FILES = Sentence("RPT133", "files: added {added}, gone {gone}, altered {altered}")
PATHS = Sentence("RPT134", "files: added {added}, gone {gone}")
SAME = Sentence("RPT135", "the same files with the same content")
METADATA = Sentence("RPT136", "only the metadata was compared, because {file} is large")
PACKAGES_GONE = Sentence("RPT137", "packages gone: {names}")
MODULES_GONE = Sentence("RPT138", "modules gone: {names}")
SCRIPTS_GONE = Sentence("RPT139", "commands gone: {names}")
ENTRY_POINTS_GONE = Sentence("RPT140", "entry points gone: {names}")
EXTRAS_GONE = Sentence("RPT141", "extras gone: {names}")
FILES_GONE = Sentence("RPT142", "other files gone: {names}")
SCRIPTS_ADDED = Sentence("RPT143", "commands added: {names}")
REQUIREMENTS_ADDED = Sentence("RPT144", "requirements added: {names}")
REQUIREMENTS_GONE = Sentence("RPT145", "requirements gone: {names}")
REQUIREMENTS_CHANGED = Sentence("RPT146", "requirements changed: {names}")
PYTHON = Sentence("RPT147", "Python: {change}")
ANY = Sentence("RPT148", "any")
LICENSE = Sentence("RPT149", "licence: {change}")
PLATFORM = Sentence("RPT150", "for one platform, no longer for all")
PURE = Sentence("RPT151", "for all platforms, no longer for one")
MORE = Sentence("RPT152", "and more: {number}")


def changes_lines(changes: Changes, language: Language, style: Style) -> tuple[str, ...]:
    """Return what changed as lines for a block; lists are cut, and say how much more there is."""
    told = [_since(changes, language, style), *_newer(changes, language), *_files(changes, language)]
    gone = [say(language, sentence, {"names": _listed(names, language)}) for sentence, names in _gone(changes) if names]
    other = [say(language, sentence, {"names": _listed(names, language)}) for sentence, names in _other(changes, style) if names]
    other += [*_pythons(changes, language, style), *_kinds(changes, language, style)]
    role: Role = "dim" if changes.expected else "warn"
    return (
        *(line for text in told for line in wrapped(text, style)),
        *(style.paint(role, line) for text in gone for line in wrapped(text, style)),
        *(line for text in other for line in wrapped(text, style)),
    )


def _since(changes: Changes, language: Language, style: Style) -> str:
    old, new = changes.size
    share = round((new - old) * 100 / old) if old else 0
    sizes = f"{size_text(old)} {style.marks.arrow} {size_text(new)}" + (f" ({share:+d} %)" if share else "")
    kind = "wheel" if changes.after.endswith(".whl") else "sdist"
    values = {"version": escape(changes.version), "index": _index(changes, language), "kind": kind, "sizes": sizes}
    return say(language, SINCE, values)


def _newer(changes: Changes, language: Language) -> list[str]:
    values = {"newest": escape(changes.newest or ""), "index": _index(changes, language)}
    return [say(language, NEWER, values)] if changes.newest else []


def _index(changes: Changes, language: Language) -> str:
    return escape(index_text(changes.index_name, language))


def _files(changes: Changes, language: Language) -> list[str]:
    if not changes.complete:
        return [] if changes.brief else [say(language, METADATA, {"file": escape(changes.before)})]
    values: dict[str, Value] = {"added": len(changes.added), "gone": len(changes.gone), "altered": len(changes.altered)}
    if changes.pure is None:
        return [say(language, PATHS, values)]
    return [say(language, FILES, values) if any(values.values()) else say(language, SAME)]


def _gone(changes: Changes) -> tuple[tuple[Sentence, Sequence[str]], ...]:
    packages = frozenset(changes.packages_gone)
    modules = [name for name in changes.modules_gone if name not in packages]
    told = frozenset(changes.modules_gone)
    return (
        (PACKAGES_GONE, changes.packages_gone),
        (MODULES_GONE, modules),
        (SCRIPTS_GONE, changes.scripts_gone),
        (ENTRY_POINTS_GONE, changes.entry_points_gone),
        (EXTRAS_GONE, changes.extras_gone),
        (FILES_GONE, [path for path, _ in changes.gone if not _is_told(path, told, packages)]),
    )


def _is_told(path: str, modules: frozenset[str], packages: frozenset[str]) -> bool:
    """Tell whether a file is a module that is named as gone, or lies in a package that is."""
    return module_name(path) in modules or any(folder in packages for folder in folders_of(path))


def _other(changes: Changes, style: Style) -> tuple[tuple[Sentence, Sequence[str]], ...]:
    pairs = replaced(changes.requirements_added, changes.requirements_gone)
    known = {one for pair in pairs for one in pair}
    return (
        (SCRIPTS_ADDED, changes.scripts_added),
        (REQUIREMENTS_ADDED, [one for one in changes.requirements_added if one not in known]),
        (REQUIREMENTS_GONE, [one for one in changes.requirements_gone if one not in known]),
        (REQUIREMENTS_CHANGED, [f"{old} {style.marks.arrow} {new}" for old, new in pairs]),
    )


def _pythons(changes: Changes, language: Language, style: Style) -> list[str]:
    old, new = changes.requires_python
    if old == new:
        return []
    words = [_name(one) if one else say(language, ANY) for one in (old, new)]
    return [say(language, PYTHON, {"change": f" {style.marks.arrow} ".join(words)})]


def _kinds(changes: Changes, language: Language, style: Style) -> list[str]:
    old, new = changes.license
    lines = [say(language, LICENSE, {"change": f"{_name(old)} {style.marks.arrow} {_name(new)}"})] if old and new else []
    if changes.pure and changes.pure[0] != changes.pure[1]:
        lines.append(say(language, PLATFORM if changes.pure[0] else PURE))
    return lines


def _listed(names: Sequence[str], language: Language) -> str:
    more = [say(language, MORE, {"number": len(names) - SHOWN})] if len(names) > SHOWN else []
    return ", ".join([*map(_name, names[:SHOWN]), *more])


def _name(text: str) -> str:
    return cut(escape(text[: LONGEST + 1]), LONGEST)
