"""Rules by which PyPI refuses metadata on its own account: versions, addresses, classifiers."""

from collections.abc import Iterator

from seatrial.model.finding import Hit
from seatrial.model.metadata import SentMetadata
from seatrial.rules.metadata.hits import LOCAL, SEE, hits
from seatrial.rules.nearest import with_nearest
from seatrial.rules.rule import Rule, Words, rule


@rule(
    "MET030",
    "error",
    "The metadata breaks PyPI's own checks",
    message="A check of PyPI's server stops with {value}.",
    source="warehouse@6b62157:forklift/metadata.py:95",
    refuses=Words(500, "Internal Server Error (a check breaks: {value})"),
)
def own_breaks(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI's server answers `500 Internal Server Error`, and every attempt to upload again ends the same way.

    Fix: Look for an unusual value among the addresses, URLs and requirements, mend it and build again.
    """
    yield from hits(sent, "own-breaks")


@rule(
    "MET031",
    "error",
    "The version has a local part",
    message="The version is {value}.",
    source="warehouse@6b62157:forklift/metadata.py:116",
    refuses=Words(400, "The use of local versions in '{value}' is not allowed." + LOCAL),
)
def local_version(sent: SentMetadata) -> Iterator[Hit]:
    """What follows the `+` of a version is for builds that are not published; PyPI does not take it.

    Fix: Build from a commit that carries the version's tag, or drop the part after `+`.
    """
    yield from hits(sent, "local-version")


@rule(
    "MET032",
    "error",
    "The summary is too long",
    message="The summary has {value} characters; PyPI takes 512.",
    source="warehouse@6b62157:forklift/metadata.py:128",
    refuses=Words(400, "'summary' field must be 512 characters or less." + SEE),
)
def summary_length(sent: SentMetadata) -> Iterator[Hit]:
    """The summary is the one line that PyPI shows beside the name.

    Fix: Shorten the description in the build file; the long text belongs into the README.
    """
    yield from hits(sent, "summary-length")


@rule(
    "MET033",
    "error",
    "A mail address is not valid",
    message="{field} has {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:148",
    refuses=Words(400, "{said}." + SEE),
)
def address(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI checks the address where the field has exactly one; a name without an address counts as a faulty one.

    Fix: Write `Name <name@example.org>`, or leave the address out and give only the author's name in the field for it.
    """
    yield from hits(sent, "address")


@rule(
    "MET034",
    "error",
    "A classifier does not exist",
    message="PyPI has no classifier {value!r}{nearest}.",
    source="warehouse@6b62157:forklift/metadata.py:163",
    refuses=Words(400, "{value!r} is not a valid classifier." + SEE),
)
def classifier(sent: SentMetadata) -> Iterator[Hit]:
    """Classifiers come from a fixed list and are compared letter by letter. `Private :: …` is on no list, which keeps a private project from being published by accident.

    Fix: Take the classifier from the list of PyPI, or leave it out.
    """
    if sent.old_classifiers is None:
        found = tuple(hits(sent, "classifier"))
        near = with_nearest(str(hit.values["value"]) for hit in found)
        yield from (hit._replace(values={**hit.values, "nearest": one}) for hit, one in zip(found, near, strict=True))


@rule(
    "MET064",
    "warning",
    "A classifier is not known",
    message="The classifier {value!r} is not in the list that is installed: trove-classifiers {list}, more than half a year old.",
    source="warehouse@6b62157:forklift/metadata.py:163",
    undecides=True,
)
def unknown_classifier(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI refuses a classifier that is not in its list, but the list gets new ones, and the one that is installed is old.

    Fix: Look it up in the list that PyPI shows, or install a current version of seatrial, which brings a current list.
    """
    if sent.old_classifiers is not None:
        for hit in hits(sent, "classifier"):
            yield Hit({**hit.values, "list": sent.old_classifiers})


@rule(
    "MET035",
    "error",
    "A classifier was replaced",
    message="The classifier is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:171",
    refuses=Words(400, "{said}." + SEE),
)
def classifier_replaced(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI takes old files with a replaced classifier, but no new ones.

    Fix: Use the classifier that took its place.
    """
    yield from hits(sent, "classifier-replaced")


@rule(
    "MET036",
    "error",
    "A classifier was withdrawn",
    message="The classifier is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:183",
    refuses=Words(400, "The classifier {value!r} has been deprecated." + SEE),
)
def classifier_deprecated(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI takes old files with a withdrawn classifier, but no new ones.

    Fix: Leave the classifier out.
    """
    yield from hits(sent, "classifier-deprecated")


@rule(
    "MET037",
    "error",
    "An address is not a web address",
    message="{field} is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:192",
    refuses=Words(400, "{value!r} is not a valid url." + SEE),
)
def page(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI links the home page and the download page, and takes http and https only.

    Fix: Write the whole address, beginning with https://.
    """
    yield from hits(sent, "url")


@rule(
    "MET038",
    "error",
    "A project URL has no label",
    message="The URL is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:209",
    refuses=Words(400, "Must have a label." + SEE),
)
def label_missing(sent: SentMetadata) -> Iterator[Hit]:
    """A project URL is shown by its label.

    Fix: Give the URL a label in the build file, for instance `Source`.
    """
    yield from hits(sent, "label-missing")


RULES: tuple[Rule[SentMetadata], ...] = (
    own_breaks,
    local_version,
    summary_length,
    address,
    classifier,
    unknown_classifier,
    classifier_replaced,
    classifier_deprecated,
    page,
    label_missing,
)
