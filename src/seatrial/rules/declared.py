"""Rules on what a source tree declares for the index: classifiers and requirements."""

from collections.abc import Iterator

from seatrial.core.install import without_secrets
from seatrial.model.finding import Hit
from seatrial.model.project import Project, Source, Tree
from seatrial.rules.nearest import with_nearest
from seatrial.rules.rule import Rule, rule

NOWHERE = Source("")


@rule("PRJ013", "warning", "A classifier keeps the project private", message="The classifier {classifier!r} is there to stop uploads.")
def private(tree: Tree) -> Iterator[Hit]:
    """PyPI refuses every file with a classifier that begins with `Private ::`.

    Fix: Remove the classifier if the project is meant for PyPI.
    """
    for one in tree.project.classifiers:
        if one.lower().startswith("private ::"):
            yield at(tree.project, "classifiers", classifier=one)


@rule(
    "PRJ014",
    "error",
    "A classifier does not exist",
    message="PyPI has no classifier {classifier!r}{nearest}.",
    source="warehouse@6b62157:forklift/metadata.py",
)
def unknown_classifier(tree: Tree) -> Iterator[Hit]:
    """PyPI refuses files with classifiers that it does not know. Where the list that is installed is more than half a year old, it may know this one by now: then it is a warning only.

    Fix: Correct the classifier, or remove it.
    """
    wanted = [one for one in tree.project.classifiers if not one.lower().startswith("private ::")]
    if not wanted:
        return
    from trove_classifiers import classifiers, deprecated_classifiers  # noqa: PLC0415  (only where there are classifiers)

    unknown = [one for one in wanted if one not in classifiers and one not in deprecated_classifiers]
    for one, nearest in zip(unknown, with_nearest(unknown), strict=True):
        yield at(tree.project, "classifiers", classifier=one, nearest=nearest)._replace(
            severity="warning" if tree.old_classifiers else None
        )


@rule(
    "PRJ015",
    "error",
    "A requirement is an address",
    message="The requirement {requirement!r} names an address.",
    source="warehouse@6b62157:forklift/metadata.py",
)
def direct_url(tree: Tree) -> Iterator[Hit]:
    """PyPI refuses files whose requirements name an address instead of versions.

    Fix: Require a version that is on the index.
    """
    for one in tree.project.requires:
        if "@" in one.partition(";")[0] and "://" in one.partition("@")[2]:
            yield at(tree.project, "requires", requirement=without_secrets(one))


def at(project: Project, field: str, **values: str) -> Hit:
    """Return a hit at the place where a field was read."""
    source = project.sources.get(field, NOWHERE)
    return Hit(values, file=source.file or project.build_file, line=source.line)


RULES: tuple[Rule[Tree], ...] = (private, unknown_classifier, direct_url)
