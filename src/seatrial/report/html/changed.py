"""What changed since the newest earlier release, as a compact table."""

from collections.abc import Sequence

from seatrial.model.change import Changes
from seatrial.model.release import Outcome
from seatrial.model.sentence import Sentence
from seatrial.report.html.inside import MODULES, PACKAGES, SCRIPTS
from seatrial.report.html.markup import Element, Node, e, short, spoken
from seatrial.report.html.parts import Cell, Row, bounded, section, table
from seatrial.report.numbers import size_text
from seatrial.report.steps import index_text
from seatrial.report.terminal_changes import ANY, METADATA, NEWER, PLATFORM, PURE, SAME
from seatrial.text.words import Language, say

CHANGED = Sentence("HTM075", "Changes since {version}")
LEAD = Sentence(
    "HTM076",
    "{after} beside {before}, the newest earlier release on {index}. A minus stands before what is gone, a plus before what is new.",
)
WHAT = Sentence("HTM077", "What")
HOW = Sentence("HTM078", "Change")
SIZE = Sentence("HTM079", "size of the file")
REQUIRES = Sentence("HTM080", "Python")
ADDED = Sentence("HTM081", "files added")
GONE = Sentence("HTM082", "files gone")
ALTERED = Sentence("HTM083", "files altered")
ENTRY_POINTS = Sentence("HTM084", "entry points")
REQUIREMENTS = Sentence("HTM085", "requirements")
EXTRAS = Sentence("HTM086", "extras")
LICENCE = Sentence("HTM087", "licence")
LISTED = 200
"""Names of one kind that are listed …"""
OPEN = 6
"""… and how many of them without unfolding."""
Line = tuple[Sentence, tuple[Node, ...]]


def changed_section(outcome: Outcome, language: Language) -> Element | None:
    """Return the changes as a section, None where there is no earlier release or nobody looked."""
    changes = outcome.changes
    if changes is None:
        return None
    index = index_text(changes.index_name, language)
    title = spoken(language, CHANGED, version=changes.version)
    lead = spoken(language, LEAD, after=changes.after, before=changes.before, index=index)
    rows = [Row((Cell((say(language, label),)), Cell(content))) for label, content in _rows(changes, language) if content]
    found = (
        table([say(language, WHAT), say(language, HOW)], rows, say(language, CHANGED, {"version": changes.version}), "changes")
        if rows
        else None
    )
    return section("changes", title, lead, found, *_remarks(changes, language, index, same=not rows))


def _rows(changes: Changes, language: Language) -> list[Line]:
    packages = frozenset(changes.packages_gone)
    return [
        (PACKAGES, _names(language, gone=changes.packages_gone)),
        (MODULES, _names(language, gone=[name for name in changes.modules_gone if name not in packages])),
        (SCRIPTS, _names(language, changes.scripts_gone, changes.scripts_added)),
        (ENTRY_POINTS, _names(language, changes.entry_points_gone)),
        (EXTRAS, _names(language, changes.extras_gone)),
        (REQUIREMENTS, _names(language, changes.requirements_gone, changes.requirements_added)),
        (REQUIRES, _turned(*changes.requires_python, say(language, ANY))),
        (LICENCE, _turned(*changes.license, "")),
        (SIZE, (f"{size_text(changes.size[0])} → {size_text(changes.size[1])}",) if changes.size[0] != changes.size[1] else ()),
        (GONE, _names(language, [name for name, _ in changes.gone])),
        (ADDED, _names(language, added=[name for name, _ in changes.added])),
        (ALTERED, _names(language, altered=changes.altered)),
    ]


def _remarks(changes: Changes, language: Language, index: str, *, same: bool) -> list[Element]:
    found = [spoken(language, SAME)] if same and changes.complete else []
    found += [] if changes.complete or changes.brief else [spoken(language, METADATA, file=changes.before)]
    found += [spoken(language, NEWER, index=index, newest=changes.newest)] if changes.newest else []
    if changes.pure and changes.pure[0] != changes.pure[1]:
        found.append(spoken(language, PLATFORM if changes.pure[0] else PURE))
    return [e("p", *one, class_="remark") for one in found]


def _turned(old: str | None, new: str | None, nothing: str) -> tuple[Node, ...]:
    if old == new:
        return ()
    return (e("code", old) if old else nothing, " → ", e("code", new) if new else nothing)


def _names(language: Language, gone: Sequence[str] = (), added: Sequence[str] = (), altered: Sequence[str] = ()) -> tuple[Node, ...]:
    """Return names with the sign of what became of them; many are folded."""
    return tuple(_listed(names, sign, language) for sign, names in (("−", gone), ("+", added), ("", altered)) if names)


def _listed(names: Sequence[str], sign: str, language: Language) -> Element:
    items = bounded((e("code", f"{sign} {short(name)}".strip()) for name in names), len(names), LISTED, language, class_="plain")
    return items if len(names) <= OPEN else e("details", e("summary", f"{sign} {len(names)}".strip()), items)
