"""Rules on metadata that PyPI takes, or that cannot be judged, and that hurts nevertheless."""

from collections.abc import Iterator

from seatrial.core.metadata.fields import BY_HEADER
from seatrial.model.finding import Hit
from seatrial.model.metadata import Metadata, SentMetadata
from seatrial.rules.rule import Rule, rule


@rule(
    "MET061",
    "warning",
    "A metadata field is too long to be judged",
    message="{field} has {length} characters.",
    source="https://packaging.python.org/specifications/core-metadata",
    undecides=True,
)
def oversized(sent: SentMetadata) -> Iterator[Hit]:
    """The parsers of some fields take far more time than their text grows, so that very long values are not handed to them.

    Fix: Shorten the value.
    """
    for fault in sent.faults:
        if fault.kind == "oversized":
            yield Hit({"field": fault.field, "length": fault.value})


@rule(
    "MET062",
    "warning",
    "The metadata has an unknown field",
    message="{field} is no field of core metadata.",
    source="https://packaging.python.org/specifications/core-metadata",
)
def unknown_field(metadata: Metadata) -> Iterator[Hit]:
    """PyPI does not look at it, but twine refuses to upload such a file.

    Fix: Build with a current version of the build backend, or take the field out of the metadata that is written by hand.
    """
    for header in metadata.unparsed:
        if header not in BY_HEADER:
            yield Hit({"field": header})


@rule(
    "MET063",
    "warning",
    "A metadata field cannot be read",
    message="{field} stands there more than once, or is not UTF-8.",
    source="https://packaging.python.org/specifications/core-metadata",
)
def unreadable_field(metadata: Metadata) -> Iterator[Hit]:
    """Installers and indexes may each take another value of it, and twine refuses to upload such a file.

    Fix: Give the field once, in UTF-8, and build again.
    """
    for header in metadata.unparsed:
        if header in BY_HEADER:
            yield Hit({"field": header})


SENT: tuple[Rule[SentMetadata], ...] = (oversized,)
WRITTEN: tuple[Rule[Metadata], ...] = (unknown_field, unreadable_field)
