"""How a version was raised, as text for people: the diff, the places, what was left alone and why, and what to do next."""

import shlex
from collections.abc import Sequence

from seatrial.model.bump import Bumped, Untouched
from seatrial.model.sentence import Sentence
from seatrial.report.block import Block, Cell, block_lines, room_in, table, with_command, wrapped
from seatrial.report.diff import diff_lines, excerpt
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import said
from seatrial.report.style import Style
from seatrial.report.typed import Typed, command_line
from seatrial.report.width import cut
from seatrial.text.words import Language, say

PLACES = Sentence("RPT286", "places")
UNTOUCHED = Sentence("RPT287", "not touched")
COMPUTED = Sentence("RPT288", "computed")
REMARK = Sentence("BMP040", "note")
NEXT = Sentence("BMP041", "next")
PARTS = Sentence("RPT289", "parts")
COMMITTED = Sentence("RPT290", "commit")
TAG = Sentence("BMP042", "tag")
PROVED = Sentence("RPT291", "proof")
MORE = Sentence("RPT292", "… further files: {count}; -v shows every line")
SAID = Sentence("RPT293", "the built metadata says {version}")
UNDO = Sentence("RPT294", "{commit}; taken back by: {command}")
COMMIT = Sentence("RPT295", "look at it with `git diff`, commit it, then: {command}")
SCM = Sentence("RPT296", "The version comes from git's tags, by {scm}: no file is changed, the tag is the version.")
DRY = Sentence("RPT297", "This is what would be changed; nothing was.")
PROJECT = Sentence("BMP043", "The project")
UNLISTED = Sentence("BMP044", "… further lines with the same text: {count}; they are not listed")
SHOWN = 8
"""Files that are told without -v for what is not touched in them."""
NUMBERS = 4
"""Lines of one file that are told by their number."""
LINE = 100
"""Columns of a line of a file that are shown."""


def bump_text(bumped: Bumped, language: Language, style: Style, typed: Typed, *, quiet: bool = False) -> str:
    """Return what came of a bump as lines; its problem is told elsewhere. Where no new version was asked for, what each part would give.

    `typed` is what the next command line repeats; `quiet` leaves nothing but what git was given.
    """
    if quiet or bumped.problem or bumped.interrupted:
        return ""
    diff = diff_lines(bumped.edits, language, style, _words(bumped))
    lines = [*diff, *([""] if diff else [])]
    lines += [style.paint("strong", _head(bumped, language, style)), "", *block_lines(_blocks(bumped, language, style, typed), style)]
    return "\n".join(lines) + "\n"


def _head(bumped: Bumped, language: Language, style: Style) -> str:
    name = bumped.name or say(language, PROJECT)
    return escape(f"{name} {bumped.old}" + (f" {style.marks.arrow} {bumped.new}" if bumped.new else ""))


def _blocks(bumped: Bumped, language: Language, style: Style, typed: Typed) -> list[Block]:
    notes = [said(one, language, escape_values) for one in bumped.notes]
    if bumped.scm and bumped.new is None:
        notes.insert(0, say(language, SCM, escape_values({"scm": bumped.scm})))
    if bumped.dry_run:
        notes.append(say(language, DRY))
    return [
        Block(say(language, PLACES), _places(bumped, style)),
        Block(say(language, COMPUTED), _untouched(bumped.computed, language, style)),
        Block(say(language, UNTOUCHED), (*_untouched(bumped.untouched, language, style), *_unlisted(bumped, language, style))),
        Block(say(language, PARTS), _parts(bumped, style)),
        Block(
            say(language, PROVED), wrapped(say(language, SAID, escape_values({"version": bumped.proved})), style) if bumped.proved else ()
        ),
        Block(say(language, COMMITTED), _committed(bumped, language, style)),
        Block(say(language, TAG), _tag(bumped, language, style, typed)),
        Block(say(language, REMARK), tuple(line for note in notes for line in wrapped(note, style))),
        Block(say(language, NEXT), _next(bumped, language, style, typed)),
    ]


def _words(bumped: Bumped) -> tuple[str, ...]:
    return tuple(filter(None, (bumped.new, bumped.old)))


def _places(bumped: Bumped, style: Style) -> tuple[str, ...]:
    rows = [(escape(f"{place.file}:{place.line}"), _line(after, _words(bumped), style)) for place, _, after in bumped.places]
    return table([[Cell(where, where), Cell(text, text)] for where, text in rows], room_in(style)) if rows else ()


def _untouched(places: Sequence[Untouched], language: Language, style: Style) -> tuple[str, ...]:
    """Return what is left alone, with why; the places of one file that are left for one reason in one line, unless all is to be told."""
    if style.full:
        lines = ((f"{escape(f'{one.file}:{one.line}')}  {_line(one.text, (), style)}", _why(one, language, style)) for one in places)
        return tuple(line for where, why in lines for line in (where, *why))
    rows: dict[tuple[str, str], list[int]] = {}
    for one in places:
        rows.setdefault((one.file, said(one.why, language, escape_values)), []).append(one.line)
    shown = [(f"{escape(file)}:{_numbers(lines)}", why) for (file, why), lines in list(rows.items())[:SHOWN]]
    folded = len(rows) - len(shown)
    more = wrapped(say(language, MORE, {"count": folded}), style) if folded else ()
    return (
        *(table([[Cell(*(where,) * 2), Cell(why, style.paint("dim", why))] for where, why in shown], room_in(style)) if shown else ()),
        *more,
    )


def _unlisted(bumped: Bumped, language: Language, style: Style) -> tuple[str, ...]:
    return wrapped(say(language, UNLISTED, {"count": bumped.more}), style) if bumped.more else ()


def _why(one: Untouched, language: Language, style: Style) -> list[str]:
    return [style.paint("dim", f"  {line}") for line in wrapped(said(one.why, language, escape_values), style)]


def _numbers(lines: Sequence[int]) -> str:
    return ",".join((*map(str, lines[:NUMBERS]), *(("…",) if len(lines) > NUMBERS else ())))


def _line(text: str, words: Sequence[str], style: Style) -> str:
    room = LINE if style.columns is None else max(style.columns // 2, 20)
    return cut(escape(excerpt(text.strip().expandtabs(), words, room)), room + 2)


def _parts(bumped: Bumped, style: Style) -> tuple[str, ...]:
    rows = [[Cell(part, style.paint("name", part)), Cell(new, escape(new))] for part, new in bumped.parts.items()]
    return table(rows, room_in(style)) if rows else ()


def _committed(bumped: Bumped, language: Language, style: Style) -> tuple[str, ...]:
    if bumped.committed is None:
        return ()
    undo = escape(bumped.committed.undo)
    return with_command(say(language, UNDO, {"commit": bumped.committed.commit[:12], "command": undo}), undo, style)


def _tag(bumped: Bumped, language: Language, style: Style, typed: Typed) -> tuple[str, ...]:
    """Return the tag; one that is all that was done, with the command that takes it back."""
    if not bumped.tag or not bumped.scm or bumped.dry_run:
        return (escape(bumped.tag),) if bumped.tag else ()
    there = () if typed.folder == "." else ("-C", typed.folder)
    undo = escape(shlex.join(("git", *there, "tag", "-d", bumped.tag)))
    return with_command(say(language, UNDO, {"commit": escape(bumped.tag), "command": undo}), undo, style)


def _next(bumped: Bumped, language: Language, style: Style, typed: Typed) -> tuple[str, ...]:
    if bumped.parts:
        return (style.paint("name", command_line(typed, "bump", "patch" if "patch" in bumped.parts else "2.0.0")),)
    if bumped.dry_run:
        return (style.paint("name", command_line(typed, "bump", *typed.flags)),)
    rehearse = command_line(typed, "rehearse")
    if bumped.git and bumped.written and bumped.committed is None:
        return with_command(say(language, COMMIT, {"command": rehearse}), rehearse, style)
    return (style.paint("name", rehearse),)
