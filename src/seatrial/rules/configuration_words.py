"""Rules on words of a template that nobody replaced, and on Python versions and git versions that will not hold."""

import re
from collections.abc import Iterator, Sequence

from seatrial.core.build_output import shortened
from seatrial.model.finding import Hit
from seatrial.model.project import Project, Tree
from seatrial.rules.declared import at
from seatrial.rules.repository import version_by_git
from seatrial.rules.rule import Rule, rule

NAMED = 5
"""Names that a message has."""
LEFT = r"\{\{|\}\}|<your[ _-]|\[your[ _-]|your[-_]?(?:user|git ?hub)?[-_]?name\b(?![.@])|your[-_]username|your[-_]?project\b|your[-_]package|your[-_]repo|your[-_]org\b"
"""What templates have in place of a name."""
PATTERNS = {
    "name": re.compile(r"your[-_.]|example[-_]package[-_]|cookiecutter|\{\{", re.IGNORECASE),
    "summary": re.compile(
        r"\{\{|^(?:todo|fixme|xxx)\b|^add (?:your|a)(?: short)? description here\.?$|^a short description(?: of (?:the|your) (?:project|package))?\.?$"
        r"|^a sample python project\.?$|^a small example package\.?$|^(?:your|my) (?:package|project) description\.?$|^(?:project|package) description\.?$|^description$",
        re.IGNORECASE,
    ),
    "urls": re.compile(
        rf"{LEFT}|^https?://(?:[\w-]+\.)*example\.(?:com|org|net)(?:[/:]|$)|github\.com/(?:user|username|example|pypa/sampleproject)(?:/|$)"
        r"|//(?:todo|none)\b",
        re.IGNORECASE,
    ),
    "authors": re.compile(
        rf"{LEFT}|^your name$|^your\.?(?:name|email)?@|^you@|@(?:[\w-]+\.)*example\.(?:com|org|net)>?$|^author name$|^(?:todo|fixme)$|^a\. random developer$"
        r"|^firstname lastname$|^name surname$",
        re.IGNORECASE,
    ),
}
"""Field → what a template has there."""
README = re.compile(
    r"\{\{ ?cookiecutter\.[\w.]{1,60} ?\}\}|This is a simple example package\. You can use|^A sample Python project$", re.MULTILINE
)
"""What a README has only where a template's was left as it is."""
LONGEST = 500
"""Characters of a value that are looked at."""
CLASSIFIER = re.compile(r"Programming Language :: Python :: (\d+(?:\.\d+)?)")
MINORS = ("2.7", *(f"3.{minor}" for minor in range(30)))


@rule("PRJ086", "warning", "Words of a template are left", message="{field} in {file} is still that of a template: {words}")
def placeholder(tree: Tree) -> Iterator[Hit]:
    """It stands on the project's page for as long as the release exists, and cannot be changed there.

    Fix: Write the name, the addresses and the words of your project there.
    """
    project = tree.project
    for field, words in _fields(project).items():
        found = [one for one in words if PATTERNS[field].search(one[:LONGEST].strip())]
        if found:
            hit = at(project, field)
            yield hit._replace(values={"field": field, "file": hit.file or "", "words": shortened([one[:LONGEST] for one in found], NAMED)})
    text = project.configuration.texts.get(project.readme or "", "")
    left = README.search(text)
    if left and project.readme:
        line = text.count("\n", 0, left.start()) + 1
        yield Hit({"field": "readme", "file": project.readme, "words": left[0]}, file=project.readme, line=line)


def _fields(project: Project) -> dict[str, Sequence[str]]:
    return {
        "name": (project.name,) if project.name else (),
        "summary": (project.summary,) if project.summary else (),
        "urls": project.urls,
        "authors": project.authors,
    }


@rule(
    "PRJ087",
    "warning",
    "The Python versions disagree",
    message="{file} requires Python {requires}, and the classifiers do not agree with that: {versions}.",
)
def pythons(tree: Tree) -> Iterator[Hit]:
    """Classifiers are what people read, the requirement is what installers go by. Where a classifier promises a version that is excluded, nobody can install on it; where the oldest version lacks its classifier, people take it for unsupported (a note).

    Fix: Correct `requires-python`, or the lines `Programming Language :: Python :: 3.X`.
    """
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415  (only where a project is judged)

    project = tree.project
    stated = [found[1] for one in project.classifiers if (found := CLASSIFIER.fullmatch(one))]
    if not project.requires_python or not stated or len(project.requires_python) > LONGEST:
        return
    try:
        wanted = SpecifierSet(project.requires_python)
    except InvalidSpecifier:
        return
    allowed = [one for one in MINORS if wanted.contains(f"{one}.0") or wanted.contains(f"{one}.99")]
    exact = [one for one in stated if "." in one]
    excluded = [one for one in exact if one in MINORS and one not in allowed]
    excluded += [one for one in stated if one in ("2", "3") and not any(minor.startswith(f"{one}.") for minor in allowed)]
    values = {"requires": project.requires_python}
    if excluded:
        hit = at(project, "classifiers")
        yield hit._replace(values={**values, "file": _required_in(project), "versions": shortened(excluded, NAMED)})
    elif exact and allowed[:1] and allowed[0] != MINORS[0] and allowed[0] not in exact:
        hit = at(project, "classifiers")
        yield hit._replace(values={**values, "file": _required_in(project), "versions": allowed[0]}, severity="note")


def _required_in(project: Project) -> str:
    source = project.sources.get("requires_python")
    return source.file if source else project.build_file


@rule(
    "PRJ088",
    "warning",
    "The version comes from git, and files are changed",
    message="The version is made from git's tags, and files differ from the commit: {names}.",
)
def changed(tree: Tree) -> Iterator[Hit]:
    """A build here then makes a version such as 1.2.1.dev0+d20260102 instead of that of the tag. PyPI refuses versions with a `+`.

    Fix: Commit the changes and tag that commit, or undo them with `git restore .`.
    """
    repository = tree.repository
    if repository is not None and repository.tags and repository.dirty and version_by_git(tree.project):
        yield Hit({"names": shortened(repository.dirty, NAMED)}, file=repository.dirty[0])


RULES: tuple[Rule[Tree], ...] = (placeholder, pythons, changed)
