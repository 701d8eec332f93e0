"""What each line of the checklist says of a tree: a no where something was found, else what the facts tell."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from seatrial.model.checklist import Facts, OnIndex
from seatrial.model.finding import Finding
from seatrial.model.report import Line, LineState
from seatrial.model.run import RunKind
from seatrial.model.sentence import Said, Sentence
from seatrial.rules.agreement import agreement_state
from seatrial.rules.checklist import ITEMS, Item
from seatrial.rules.repository import version_by_git

IT = Sentence("CKL030", "{it}")
IGNORED = Sentence("CKL031", "{rules} ignored: {reason}")
BY_BUILD = Sentence("CKL032", "the build makes it: `seatrial build`")
UNTIL_BUILT = Sentence("CKL058", "the version is not known before a build: `seatrial build`")
UNDECLARED = Sentence("CKL059", "none is declared; say which it is: `license` in the build file")
FROM_TAG = Sentence("CKL033", "from the tag {tag}")
UNREAD = Sentence("CKL034", "{file} cannot be read here")
NO_CHANGELOG = Sentence("CKL035", "there is no changelog")
DEVELOPMENT = Sentence("CKL055", "this version is none for a release")
NONE_PUBLISHES = Sentence("CKL036", "no workflow publishes; one is written by `seatrial ci github`")
MANY = Sentence("CKL056", "too much for a look: `seatrial ci github --check`")
NOT_RUN: Mapping[RunKind, Sentence] = {
    "tests": Sentence("CKL037", "not run: `seatrial check --run`"),
    "build": Sentence("CKL038", "not run: `seatrial build`"),
    "rehearse": Sentence("CKL039", "not run: `seatrial rehearse`"),
}
UNTOLD = Sentence("CKL078", "say how it is tested: `test` in `[tool.seatrial]`")
NO_GIT = Sentence("CKL040", "not in git")
NO_COMMIT = Sentence("CKL041", "nothing is committed yet")
DETACHED = Sentence("CKL042", "no branch is checked out: `git switch NAME`")
NO_BRANCHES = Sentence("CKL043", "name it: `branches` in `[tool.seatrial]`")
SET_HERE = Sentence("CKL044", "{tag}, set already on this commit")
FREE = Sentence("CKL045", "{name} is free")
OURS = Sentence("CKL046", "{name} is yours")
UNSURE = Sentence("CKL047", "{name} exists; see on the index whether it is yours")
UNASKED = Sentence("CKL048", "{the_index} could not be asked; try again")
NO_NAME = Sentence("CKL049", "the name is not known")
NEWEST = Sentence("CKL050", "{version}; there now: {newest}")
FIRST = Sentence("CKL051", "{version}, the first release")
NO_REMOTE = Sentence("CKL052", "there is no remote")
NO_SUCH_BRANCH = Sentence("CKL053", "{remote} has no branch {branch}")
REMOTE_UNASKED = Sentence("CKL054", "{remote} could not be asked; try again")


class _Answer(NamedTuple):
    """What a line says where no finding stands behind it."""

    state: LineState
    said: Said | None = None
    """What to do of one that is not known, else what there is to say of it."""


YES = _Answer("yes")


def checklist(facts: Facts, findings: Iterable[Finding], subject: str = "") -> tuple[Line, ...]:
    """Return the lines of the list for one project, `subject` as the user names it.

    A finding that counts, other than a note, makes its line a `no`; the line names the rules, and has the fix of the gravest.
    """
    every = [one for one in findings if one.severity != "note"]
    return tuple(
        _line(item, facts, [one for one in every if one.rule.startswith(item.rules)], subject)
        for item in ITEMS
        if facts.online or not item.online
    )


def _line(item: Item, facts: Facts, found: list[Finding], subject: str) -> Line:
    counting = sorted((one for one in found if one.ignored is None), key=lambda one: one.severity != "error")
    if counting:
        rules = tuple(dict.fromkeys(one.rule for one in counting))
        return Line(Said(item.said), "no", _fix(rules[0]), rules, None, subject)
    if found:
        rules = tuple(dict.fromkeys(one.rule for one in found))
        note = Said(IGNORED, {"rules": ", ".join(rules), "reason": found[0].ignored or ""})
        return Line(Said(item.said), "yes", None, rules, note, subject)
    answer = ANSWERS.get(item.key, _always)(facts)
    unknown = answer.state == "not known"
    return Line(Said(item.said), answer.state, answer.said if unknown else None, (), None if unknown else answer.said, subject)


def _fix(rule_id: str) -> Said | None:
    from seatrial.rules.catalogue import find  # noqa: PLC0415  (only where something was found; the catalogue lists everything)

    rule = find(rule_id)
    return Said(Sentence(f"{rule_id}.fix", rule.fix)) if rule else None


def _always(_facts: Facts) -> _Answer:
    return YES


def _it(text: str | None) -> _Answer:
    return _Answer("yes", Said(IT, {"it": text}) if text else None)


def _version(facts: Facts) -> _Answer:
    project, repository = facts.tree.project, facts.tree.repository
    if project.version is not None:
        return _it(project.version)
    if repository and repository.tags and version_by_git(project):
        return _Answer("yes", Said(FROM_TAG, {"tag": repository.tags[0]}))
    return _Answer("not known", Said(BY_BUILD))


def _readme(facts: Facts) -> _Answer:
    file = facts.tree.project.readme
    if facts.readme == "computed":
        return _Answer("not known", Said(BY_BUILD))
    return _Answer("not known", Said(UNREAD, {"file": file or "-"})) if facts.readme == "unread" else _it(file)


def _requirements(facts: Facts) -> _Answer:
    return _Answer(*agreement_state(facts.tree))


def _licence(facts: Facts) -> _Answer:
    project = facts.tree.project
    told = project.sources.keys() | project.dynamic
    classified = "classifiers" in project.dynamic or any(one.startswith("License ::") for one in project.classifiers)
    if project.license is None and "license" not in told and not classified and project.backend in DECLARING:
        return _Answer("not known", Said(UNDECLARED))
    stated = project.license or ""
    return _it(stated if len(stated) <= LONGEST and stated.isprintable() else None)


DECLARING = frozenset({"setuptools", "hatchling", "flit-core", "poetry-core", "pdm-backend", "uv-build"})
"""Backends that take a licence from nowhere but the build files that are read here."""
LONGEST = 30
"""Characters of a licence that is told; longer ones are whole texts."""


def _changelog(facts: Facts) -> _Answer:
    if facts.changelog == "entry":
        return YES
    if facts.changelog == "fragments":
        return _Answer("not known", _fix("PRJ097"))
    if facts.changelog == "untold":
        return _Answer("not known", Said(UNTIL_BUILT))
    return _Answer("not applicable", Said(NO_CHANGELOG if facts.changelog == "none" else DEVELOPMENT))


def _ci(facts: Facts) -> _Answer:
    if facts.publishes is None:
        return _Answer("not known", Said(MANY))
    return YES if facts.publishes else _Answer("not applicable", Said(NONE_PUBLISHES))


def _tests(facts: Facts) -> _Answer:
    run = facts.runs.get("tests")
    return _Answer("not known", Said(UNTOLD)) if run and run.how == "unknown" else _run(facts, "tests")


def _build(facts: Facts) -> _Answer:
    return _run(facts, "build")


def _rehearse(facts: Facts) -> _Answer:
    return _run(facts, "rehearse")


def _run(facts: Facts, kind: RunKind) -> _Answer:
    run = facts.runs.get(kind)
    return _it(run.command) if run and run.ok else _Answer("not known", Said(NOT_RUN[kind]))


def _git(facts: Facts) -> _Answer:
    repository = facts.tree.repository
    if repository is None:
        return _Answer("not applicable", Said(NO_GIT))
    return _it(repository.commit[:12]) if repository.commit else _Answer("not applicable", Said(NO_COMMIT))


def _unfinished(facts: Facts) -> _Answer:
    return YES if facts.tree.repository else _git(facts)


def _branch(facts: Facts) -> _Answer:
    git = _git(facts)
    if git.state != "yes":
        return git
    if facts.standing.branch is None:
        return _Answer("not known", Said(DETACHED))
    return _it(facts.standing.branch) if facts.standing.branches else _Answer("not known", Said(NO_BRANCHES))


def _tag(facts: Facts) -> _Answer:
    git, standing = _git(facts), facts.standing
    if git.state != "yes":
        return git
    if not standing.tag:
        return _Answer("not known", Said(BY_BUILD if standing.version else UNTIL_BUILT))
    return _Answer("yes", Said(SET_HERE, {"tag": standing.tag})) if standing.tagged else _it(standing.tag)


def _asked(facts: Facts) -> tuple[OnIndex, _Answer | None]:
    index = facts.standing.at_index or OnIndex("")
    if not facts.standing.name:
        return index, _Answer("not known", Said(NO_NAME))
    return index, None if index.asked else _Answer("not known", Said(UNASKED, {"the_index": index.shown_at}))


def _name(facts: Facts) -> _Answer:
    index, unknown = _asked(facts)
    name = {"name": facts.standing.name}
    told = {"free": FREE, "ours": OURS}.get(index.name)
    return unknown or (_Answer("yes", Said(told, name)) if told else _Answer("not known", Said(UNSURE, name)))


def _index(facts: Facts) -> _Answer:
    index, unknown = _asked(facts)
    version = facts.standing.version
    if unknown or not version:
        return unknown or _Answer("not known", Said(UNTIL_BUILT))
    newest = {"version": version, "newest": index.versions[0]} if index.versions else {}
    return _Answer("yes", Said(NEWEST, newest) if newest else Said(FIRST, {"version": version}))


def _remote(facts: Facts) -> _Answer:
    remote, branch = facts.standing.remote, facts.standing.branch
    if remote is None:
        return _Answer("not applicable", Said(NO_REMOTE if facts.tree.repository else NO_GIT))
    if not remote.asked:
        return _Answer("not known", Said(REMOTE_UNASKED, {"remote": remote.name}))
    if branch is None:
        return _Answer("not known", Said(DETACHED))
    if remote.commit is None:
        return _Answer("not applicable", Said(NO_SUCH_BRANCH, {"remote": remote.name, "branch": branch}))
    return _it(f"{remote.name}/{branch}")


ANSWERS = {
    "version": _version,
    "readme": _readme,
    "licence": _licence,
    "requirements": _requirements,
    "changelog": _changelog,
    "ci": _ci,
    "tests": _tests,
    "build": _build,
    "rehearse": _rehearse,
    "committed": _git,
    "unfinished": _unfinished,
    "branch": _branch,
    "tag": _tag,
    "name": _name,
    "index": _index,
    "remote": _remote,
}
"""What each line goes by where nothing was found; the others are a yes then."""
