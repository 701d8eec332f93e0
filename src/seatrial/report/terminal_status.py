"""How a project stands as text for people: one table, and what is to be done next."""

from seatrial.core.credential.target import is_address
from seatrial.model.sentence import ProblemFacts, Sentence
from seatrial.model.status import ChangeStatus, DistFile, IndexStatus, Next, OnIndex, ReleaseStatus, Status, TreeStatus
from seatrial.report.block import Block, Cell, block_lines, room_in, table, with_command, wrapped
from seatrial.report.closing import COMMIT, MEND, PROJECT
from seatrial.report.escape import escape, escape_values
from seatrial.report.explained import explain_problem
from seatrial.report.numbers import age_text, size_text
from seatrial.report.steps import index_text, step_text
from seatrial.report.style import Role, Style
from seatrial.report.typed import Typed, command_line
from seatrial.report.values import in_words
from seatrial.text.words import Language, say

NO_VERSION = Sentence("STS001", "{name}, of a version that only a build tells")
TREE = Sentence("STS002", "tree")
DIST = Sentence("STS003", "dist/")
REHEARSAL = Sentence("STS004", "rehearsal")
RELEASE = Sentence("STS005", "release")
NEXT = Sentence("STS006", "next")
NOW = Sentence("STS007", "now")
TREES = {
    "clean": Sentence("STS010", "clean: {place}"),
    "changed": Sentence("STS011", "not committed: {count} ({files}); {place}"),
    "no commit": Sentence("STS012", "in git, without a commit yet"),
    "no git": Sentence("STS013", "not in git"),
}
ON_BRANCH = Sentence("STS014", "{branch}, commit {commit}")
DETACHED = Sentence("STS015", "commit {commit}, on no branch")
TAGS = {
    "free": Sentence("STS020", "{tag} is free in this repository"),
    "here": Sentence("STS021", "{tag} is on this commit"),
    "elsewhere": Sentence("STS022", "{tag} is on another commit, {commit}"),
    "not known": Sentence("STS023", "not known"),
}
DISTS = {
    "empty": Sentence("STS030", "nothing built"),
    "this commit": Sentence("STS031", "{version}, built from this commit"),
    "other commit": Sentence("STS032", "{version}, built from another commit"),
    "uncommitted": Sentence("STS033", "{version}, built with what was not committed"),
    "altered": Sentence("STS034", "{version}, not as it was built"),
    "of no build": Sentence("STS035", "files that seatrial did not build"),
}
FILES = {
    "as built": Sentence("STS036", "as built"),
    "altered": Sentence("STS037", "other bytes than were built"),
    "missing": Sentence("STS038", "missing"),
    "of no build": Sentence("STS039", "not of this build"),
}
REHEARSALS = {
    "these files": Sentence("STS040", "these very files, {age} ago"),
    "this commit": Sentence("STS041", "this commit, {age} ago; built again since"),
    "none": Sentence("STS042", "none of this tree that went well"),
}
RELEASES = {
    "untouched": Sentence("STS050", "{what} to the {index} was begun; nothing was sent"),
    "interrupted": Sentence("STS051", "{what} to the {index} was interrupted; sent: {sent} of {total}"),
    "ended": Sentence("STS052", "{what} to the {index} was stopped by a problem; sent: {sent} of {total}"),
    "unreadable": Sentence("STS053", "{problem}"),
}
CHANGE = Sentence("RPT298", "changes")
HALF_CHANGED = Sentence("RPT299", "`{command}` was interrupted while it changed files: {files}")
AT_WORK = Sentence("STS054", "a run of seatrial works on this project: process {process}")
INDEXES = {
    "nothing": Sentence("STS060", "nothing of this project"),
    "other versions": Sentence("STS061", "versions: {versions}"),
    "this version": Sentence("STS062", "has files of this version, not built from this commit; versions: {versions}"),
    "these files": Sentence("STS063", "has files of this version, the very ones in dist/; versions: {versions}"),
    "released": Sentence("STS064", "has this version, released from this commit; versions: {versions}"),
    "unreadable": Sentence("STS065", "{problem}"),
}
SEEN = {
    "nothing": Sentence("STS074", "not there"),
    "other versions": Sentence("STS075", "versions: {versions}"),
    "this version": Sentence("STS076", "has this version; nothing here tells whether its files are yours; versions: {versions}"),
    "these files": Sentence("STS077", "has this version with these very files; versions: {versions}"),
    "some files": Sentence("STS078", "has this version without {missing}; versions: {versions}"),
    "other files": Sentence("STS079", "has this version with other files than are here; versions: {versions}"),
    "unknown": Sentence("STS080", "could not be asked ({reason})"),
    "not asked": Sentence("STS081", "not asked"),
}
SENT = Sentence("STS082", "this version was sent there {age} ago")
REHEARSED = Sentence("STS083", "this commit was rehearsed there {age} ago")
AND = Sentence("STS085", "{first}; {second}")
PUBLISHED = Sentence("STS084", "this version is on PyPI; before the next release raise it with `seatrial bump`, commit, then: {command}")
ABANDON = Sentence("STS070", "set the journal aside that cannot be read: {command}")
RAISE = Sentence("STS071", "this version is used up; raise it with `seatrial bump`, commit, then: {command}")
MAYBE = Sentence(
    "STR041", "if the network or the disk was the reason: {command}; else mend the package, raise the version, and rehearse it"
)
DONE = Sentence("STS072", "nothing is left to do; look at it with: {command}")
WAIT = Sentence("STS073", "wait until it has ended, then: {command}")
NAMED = 3
"""Files and versions that are told by name in one line."""
COMMANDS: dict[Next, tuple[str, ...]] = {
    "wait": ("status",),
    "abandon": ("resume", "--abandon"),
    "resume": ("resume",),
    "mend": ("check",),
    "commit": ("rehearse",),
    "raise version": ("rehearse",),
    "published": ("rehearse",),
    "nothing": ("index",),
    "rehearse": ("rehearse",),
    "release": ("release", "--to", "local"),
}
WORDS: dict[Next, Sentence] = {
    "wait": WAIT,
    "abandon": ABANDON,
    "mend": MEND,
    "commit": COMMIT,
    "raise version": RAISE,
    "published": PUBLISHED,
    "nothing": DONE,
}
GOOD = {"clean", "here", "this commit", "these files", "released"}
BAD = {"elsewhere", "altered", "interrupted", "ended", "unreadable", "this version", "other files", "some files"}


def status_text(status: Status, step: Next, language: Language, style: Style, typed: Typed, *, quiet: bool = False) -> str:
    """Return how a project stands, as lines; `step` is what is to be done next, `typed` what a command line repeats.

    `quiet` leaves what is to be done next, and nothing where nothing is.
    """
    onward = _next(status, step, language, style, typed)
    if quiet:
        return "" if step == "nothing" else "\n".join(onward) + "\n"
    blocks = [
        Block(say(language, TREE), _row(status.tree.state, tree_text(status.tree, language), style)),
        Block(step_text("tag", language), _row(status.tag.state, tag_text(status, language), style)),
        Block(
            say(language, DIST), (*_row(status.dist.state, dist_text(status, language), style), *_files(status.dist.files, language, style))
        ),
        Block(say(language, REHEARSAL), _row(status.rehearsal.state, rehearsal_text(status, language), style)),
        Block(
            say(language, RELEASE), _row(status.release.standing, release_text(status.release, language), style) if status.release else ()
        ),
        Block(say(language, CHANGE), _row("interrupted", change_text(status.change, language), style) if status.change else ()),
        Block(say(language, NOW), _row("at work", say(language, AT_WORK, {"process": status.at_work}), style) if status.at_work else ()),
        Block(index_text("local", language), _row(status.embedded.state, embedded_text(status.embedded, language), style)),
        *(Block(index_text(one.index_name, language), _row(_state(one), index_line(one, language), style)) for one in status.indexes),
        Block(say(language, NEXT), onward),
    ]
    return "\n".join((style.paint("strong", _head(status, language)), "", *block_lines(blocks, style))) + "\n"


def tree_text(tree: TreeStatus, language: Language) -> str:
    """Return what git says of the tree, safe to show."""
    place = DETACHED if tree.branch is None else ON_BRANCH
    values = {"branch": tree.branch or "", "commit": (tree.commit or "")[:12]}
    named = ", ".join(tree.changed[:NAMED]) + (", …" if len(tree.changed) > NAMED else "")
    return say(
        language,
        TREES[tree.state],
        escape_values({"place": say(language, place, values), "count": len(tree.changed), "files": named}),
    )


def tag_text(status: Status, language: Language) -> str:
    """Return how the tag stands, safe to show."""
    tag = status.tag
    return say(language, TAGS[tag.state], escape_values({"tag": tag.tag or "", "commit": (tag.commit or "")[:12]}))


def dist_text(status: Status, language: Language) -> str:
    """Return what lies in `dist`, safe to show."""
    return say(language, DISTS[status.dist.state], escape_values({"version": status.dist.version or ""}))


def rehearsal_text(status: Status, language: Language) -> str:
    """Return whether the tree was rehearsed."""
    return say(language, REHEARSALS[status.rehearsal.state], {"age": age_text(status.rehearsal.age)})


def release_text(release: ReleaseStatus, language: Language) -> str:
    """Return how a release that was begun stands, safe to show."""
    sent = sum(file.state in {"uploaded", "present"} for file in release.files)
    names = ", ".join(file.name for file in release.files[:NAMED])
    values = {"what": f"{release.name} {release.version}" if release.name else names, "index": index_text(release.index_name, language)}
    shown = {**escape_values(values), "sent": sent, "total": len(release.files), "problem": _problem(release.problem, language)}
    return say(language, RELEASES[release.standing], shown)


def change_text(change: ChangeStatus, language: Language) -> str:
    """Return which files are half changed, and by what, safe to show."""
    if change.problem:
        return _problem(change.problem, language)
    return say(language, HALF_CHANGED, escape_values({"command": f"seatrial {change.command}", "files": _some(change.files)}))


def embedded_text(index: IndexStatus, language: Language) -> str:
    """Return what the embedded index has, safe to show."""
    named = ", ".join(index.versions[:NAMED]) + (", …" if len(index.versions) > NAMED else "")
    return say(language, INDEXES[index.state], {**escape_values({"versions": named}), "problem": _problem(index.problem, language)})


def index_line(index: OnIndex, language: Language) -> str:
    """Return what TestPyPI or PyPI has, and what is remembered of it, safe to show."""
    values = in_words({"versions": _some(index.versions), "missing": _some(index.missing), "reason": index.reason or "-"}, language)
    ages = ((SENT, index.released), (REHEARSED, index.rehearsed if index.released is None else None))
    parts = [say(language, sentence, {"age": age_text(age)}) for sentence, age in ages if age is not None]
    if index.state != "not asked" or not parts:
        parts.insert(0, say(language, SEEN[index.state], escape_values(values)))
    return parts[0] if len(parts) == 1 else say(language, AND, {"first": parts[0], "second": parts[1]})


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")


def _state(index: OnIndex) -> str:
    """Return the word by which the mark of a row is chosen."""
    if index.state == "this version":
        return "not known"
    return "released" if index.state == "not asked" and index.released is not None else index.state


def _head(status: Status, language: Language) -> str:
    name = status.name or say(language, PROJECT)
    return escape(f"{name} {status.version}") if status.version else say(language, NO_VERSION, escape_values({"name": name}))


def _problem(problem: ProblemFacts | None, language: Language) -> str:
    return explain_problem(problem, language, escape_values).message if problem else ""


def _row(state: str, text: str, style: Style) -> tuple[str, ...]:
    marks = style.marks
    mark, role = (marks.good, "good") if state in GOOD else (marks.bad, "bad") if state in BAD else (marks.skip, "dim")
    first, *rest = wrapped(f"{mark} {text}", style)
    return (first.replace(mark, style.paint(role, mark), 1), *(f"  {line}" for line in rest))  # type: ignore[arg-type]  # roles


def _files(files: tuple[DistFile, ...], language: Language, style: Style) -> tuple[str, ...]:
    return table([_file_row(file, language, style) for file in files], room_in(style)) if files else ()


def _file_row(file: DistFile, language: Language, style: Style) -> list[Cell]:
    name, size, state = f"  {escape(file.name)}", size_text(file.size), say(language, FILES[file.state])
    role: Role = "bad" if file.state in {"altered", "missing"} else "dim"
    return [Cell(name, name), Cell(size, size, right=True), Cell(state, style.paint(role, state))]


def _next(status: Status, step: Next, language: Language, style: Style, typed: Typed) -> tuple[str, ...]:
    typed = typed._replace(folder=".") if step == "nothing" else typed
    index = status.release.index_name if status.release and step == "resume" and status.change is None else ""
    # An index without a name has to be named anew, so that a token may go there.
    named = ("--repository-url", index) if is_address(index) else ()
    command = command_line(typed, *COMMANDS[step], *named)
    # What ended for certain ends so again, unless its reason lay elsewhere.
    ended = step == "resume" and status.change is None and status.release is not None and status.release.standing == "ended"
    sentence = MAYBE if ended else WORDS.get(step)
    return with_command(command if sentence is None else say(language, sentence, {"command": command}), command, style)
