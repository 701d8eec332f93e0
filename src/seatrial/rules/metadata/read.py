"""Rules by which PyPI refuses metadata: what the packaging library says of the file as a whole and of its description."""

from collections.abc import Iterator

from seatrial.model.finding import Hit
from seatrial.model.metadata import SentMetadata
from seatrial.rules.metadata.hits import SEE, hits
from seatrial.rules.rule import Rule, Words, rule


@rule(
    "MET001",
    "error",
    "A metadata field is given in a way that cannot be read",
    message="{field} cannot be read: {value}",
    source="warehouse@6b62157:forklift/metadata.py:346",
    refuses=Words(400, "'{field}' has invalid data." + SEE),
)
def unparsed(sent: SentMetadata) -> Iterator[Hit]:
    """A field that has one value stands there twice, or two project URLs have the same label.

    Fix: Give each such field once, and each project URL a label of its own.
    """
    yield from hits(sent, "unparsed")


@rule(
    "MET002",
    "error",
    "The metadata breaks PyPI's server",
    message="The library that PyPI checks metadata with stops with {value}.",
    source="packaging 26.2:metadata.py",
    refuses=Words(500, "Internal Server Error (the metadata check breaks: {value})"),
)
def breaks(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI's server answers `500 Internal Server Error`, and every attempt to upload again ends the same way. Braces in a faulty value, a number of thousands of digits or hundreds of nested parentheses do that.

    Fix: Look for such a value in the metadata, mend it and build again.
    """
    yield from hits(sent, "breaks")


@rule(
    "MET003",
    "error",
    "PyPI does not take this metadata version",
    message="Metadata-Version is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:107",
    refuses=Words(400, "{value!r} is not a valid metadata version." + SEE),
)
def metadata_version(sent: SentMetadata) -> Iterator[Hit]:
    """The metadata version says which fields a file may have; PyPI takes 1.0, 1.1, 1.2 and 2.1 to 2.5.

    Fix: Build with a current version of the build backend.
    """
    yield from hits(sent, "metadata-version")


@rule(
    "MET004",
    "error",
    "A required metadata field is missing",
    message="{field} is missing.",
    source="packaging 26.2:metadata.py:601",
    refuses=Words(400, "'{field}' is a required field." + SEE),
)
def missing(sent: SentMetadata) -> Iterator[Hit]:
    """Every file names its project and its version in its metadata.

    Fix: Set it in the build file and build again.
    """
    yield from hits(sent, "missing")


@rule(
    "MET005",
    "error",
    "The version is not valid",
    message="The version is {value!r}.",
    source="packaging 26.2:metadata.py:603",
    refuses=Words(400, "{value!r} is invalid for 'version'." + SEE),
)
def version(sent: SentMetadata) -> Iterator[Hit]:
    """Versions follow PEP 440, for instance 1.0, 1.0rc1 or 1.0.post1; installers can neither order nor ask for others.

    Fix: Change the version in the build file and build again.
    """
    yield from hits(sent, "version")


@rule(
    "MET006",
    "error",
    "The name is not valid",
    message="The name is {value!r}.",
    source="packaging 26.2:metadata.py:589",
    refuses=Words(400, "{value!r} is invalid for 'name'." + SEE),
)
def name(sent: SentMetadata) -> Iterator[Hit]:
    """A project name has ASCII letters, digits, `.`, `_` and `-`, and begins and ends with a letter or a digit.

    Fix: Change the name in the build file and build again.
    """
    yield from hits(sent, "name")


@rule(
    "MET007",
    "error",
    "A field is newer than the metadata version",
    message="A field is too new: {said}.",
    source="packaging 26.2:metadata.py:800",
    refuses=Words(400, "{said}." + SEE),
)
def newer_field(sent: SentMetadata) -> Iterator[Hit]:
    """A field may stand only in a file whose metadata version knows it.

    Fix: Build with a newer version of the build backend; metadata that is written by hand needs a newer Metadata-Version.
    """
    yield from hits(sent, "newer-field")


@rule(
    "MET008",
    "error",
    "The summary has more than one line",
    message="The summary is {value!r}.",
    source="packaging 26.2:metadata.py:610",
    refuses=Words(400, "'summary' must be a single line." + SEE),
)
def summary_lines(sent: SentMetadata) -> Iterator[Hit]:
    """The summary is the one line that PyPI shows beside the name.

    Fix: Shorten the description in the build file to one line; the long text belongs into the README.
    """
    yield from hits(sent, "summary-lines")


@rule(
    "MET009",
    "error",
    "The content type of the description is not known",
    message="Description-Content-Type is {value!r}.",
    source="packaging 26.2:metadata.py:616",
    refuses=Words(400, "'description-content-type' must be one of ['text/markdown', 'text/plain', 'text/x-rst'], not {value!r}." + SEE),
)
def content_type(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI renders Markdown, reStructuredText and plain text.

    Fix: Set the README's content type to text/markdown, text/x-rst or text/plain.
    """
    yield from hits(sent, "content-type")


@rule(
    "MET010",
    "error",
    "The character set of the description is not UTF-8",
    message="Description-Content-Type is {value!r}.",
    source="packaging 26.2:metadata.py:633",
    refuses=Words(400, "{said}." + SEE),
)
def content_type_charset(sent: SentMetadata) -> Iterator[Hit]:
    """The charset is compared letter by letter: only `UTF-8` in capitals is taken.

    Fix: Leave the charset out, or write charset=UTF-8.
    """
    yield from hits(sent, "content-type-charset")


@rule(
    "MET011",
    "error",
    "The Markdown variant is not known",
    message="Description-Content-Type is {value!r}.",
    source="packaging 26.2:metadata.py:639",
    refuses=Words(400, "{said}." + SEE),
)
def content_type_variant(sent: SentMetadata) -> Iterator[Hit]:
    """The variant is compared letter by letter: `GFM` and `CommonMark` are taken.

    Fix: Leave the variant out, or write variant=GFM or variant=CommonMark.
    """
    yield from hits(sent, "content-type-variant")


@rule(
    "MET012",
    "error",
    "A field that must be fixed is called dynamic",
    message="Dynamic names {value!r}.",
    source="packaging 26.2:metadata.py:648",
    refuses=Words(400, "{said}." + SEE),
)
def dynamic_forbidden(sent: SentMetadata) -> Iterator[Hit]:
    """Name, version and metadata version cannot change between an sdist and its wheels.

    Fix: Take it out of the dynamic fields of the metadata; a version that the backend computes is written as a value.
    """
    yield from hits(sent, "dynamic-forbidden")


RULES: tuple[Rule[SentMetadata], ...] = (
    unparsed,
    breaks,
    metadata_version,
    missing,
    version,
    name,
    newer_field,
    summary_lines,
    content_type,
    content_type_charset,
    content_type_variant,
    dynamic_forbidden,
)
