"""The report of a build as text for people: the files and what is in the wheel."""

from collections.abc import Sequence

from seatrial.model.build import Built
from seatrial.model.finding import Severity
from seatrial.model.release import Manifest, WheelContents
from seatrial.model.sentence import Sentence
from seatrial.report.block import Block, Cell, block_lines, room_in, table, wrapped
from seatrial.report.escape import escape
from seatrial.report.numbers import size_text
from seatrial.report.style import Style
from seatrial.report.terminal_changes import LABEL, changes_lines
from seatrial.report.terminal_findings import counted, findings_lines, judged
from seatrial.text.words import Language, say

SHOWN = 6
"""Entries of a kind that are shown."""
FILES = Sentence("RPT080", "files")
CONTAINS = Sentence("RPT081", "contains")
FROM = Sentence("RPT082", "from")
FOUND = Sentence("RPT083", "found")
TOOLS = Sentence("RPT181", "made with")
PACKAGES = Sentence("RPT084", "packages: {names}")
MODULES = Sentence("RPT085", "modules: {names}")
DATA = Sentence("RPT086", "data: {names}")
SCRIPTS = Sentence("RPT087", "scripts: {names}")
MORE = Sentence("RPT088", "and more: {number}")
NO_CODE = Sentence("RPT089", "no code at all")
COMMIT = Sentence("RPT090", "commit {commit}")
DIRTY = Sentence("RPT091", "commit {commit}, and what is not committed yet")
LOOSE = Sentence("RPT092", "the folder as it is, without git")
OTHERS = Sentence("RPT095", "left alone")
BUILT = Sentence("RPT093", "{what} is built.")
BUILT_BAD = Sentence("RPT094", "{what} is built, but not fit to be released.")


def build_text(built: Built, language: Language, style: Style, *, fails: bool, quiet: bool = False, fail_on: Severity = "error") -> str:
    """Return what was built, as lines; `fails` says that the findings are grave enough to fail, `quiet` leaves only what is as grave as `fail_on`."""
    manifest = built.manifest
    lines = findings_lines(built.report.findings, language, style, quiet=quiet, told=judged(built.report), least=fail_on)
    if quiet and not fails:
        return ""
    rows = []
    for file in manifest.files:
        path, size, digest = (
            escape(built.paths.get(file.name, file.name)),
            size_text(file.size),
            f"sha256 {file.sha256[:12]}{style.marks.ellipsis}",
        )
        rows.append([Cell(path, style.paint("strong", path)), Cell(size, size, right=True), Cell(digest, style.paint("dim", digest))])
    blocks = [
        Block(say(language, FILES), table(rows, room_in(style))),
        Block(say(language, CONTAINS), tuple(line for one in built.contents for line in contents_lines(one, language, style))),
        Block(say(language, LABEL), changes_lines(built.changes, language, style) if built.changes else ()),
        Block(say(language, OTHERS), tuple(map(escape, built.others))),
        Block(say(language, FROM), (origin_text(manifest, language),)),
        Block(
            say(language, TOOLS),
            wrapped(", ".join(escape(f"{name} {version}") for name, version in manifest.tools.items()), style) if style.full else (),
        ),
        Block(say(language, FOUND), (counted(built.report.findings, language, style),)),
    ]
    mark = style.paint("bad", style.marks.bad) if fails else style.paint("good", style.marks.good)
    what = escape(f"{manifest.name} {manifest.version}")
    end = say(language, BUILT_BAD if fails else BUILT, {"what": what})
    lines += ["", *block_lines(blocks, style), "", f"{mark} {style.paint('strong', end)}"]
    return "\n".join(lines[1:]) + "\n"


def contents_lines(contents: WheelContents, language: Language, style: Style) -> list[str]:
    """Return what is in a wheel, one line for each kind."""
    kinds = ((PACKAGES, contents.packages), (MODULES, contents.modules), (DATA, contents.data), (SCRIPTS, contents.scripts))
    told = [say(language, sentence, {"names": _listed(names, language)}) for sentence, names in kinds if names]
    lines = [line for text in told for line in wrapped(text, style)]
    if not contents.packages and not contents.modules:
        lines.insert(0, style.paint("bad", say(language, NO_CODE)))
    return lines


def _listed(names: Sequence[str], language: Language) -> str:
    more = [say(language, MORE, {"number": len(names) - SHOWN})] if len(names) > SHOWN else []
    return ", ".join([*map(escape, names[:SHOWN]), *more])


def origin_text(manifest: Manifest, language: Language) -> str:
    """Return what files were built from: the commit, and whether anything else."""
    if manifest.commit is None:
        return say(language, LOOSE)
    return say(language, DIRTY if manifest.dirty else COMMIT, {"commit": manifest.commit[:12]})
