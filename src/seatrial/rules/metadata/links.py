"""Rules by which PyPI refuses metadata on its own account: project URLs, references, licences."""

from collections.abc import Iterator

from seatrial.model.finding import Hit
from seatrial.model.metadata import SentMetadata
from seatrial.rules.metadata.hits import SEE, hits
from seatrial.rules.rule import Rule, Words, rule


@rule(
    "MET039",
    "error",
    "The label of a project URL is too long",
    message="The label is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:212",
    refuses=Words(400, "{value!r} must be 32 characters or less." + SEE),
)
def label_length(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI takes labels of up to 32 characters.

    Fix: Shorten the label in the build file.
    """
    yield from hits(sent, "label-length")


@rule(
    "MET040",
    "error",
    "A project URL has no address",
    message="The label is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:218",
    refuses=Words(400, "Must have a URL." + SEE),
)
def url_missing(sent: SentMetadata) -> Iterator[Hit]:
    """Label and address are written with a comma between them; without a comma the whole text is the label.

    Fix: Write `label, https://…`, or give the address in the build file.
    """
    yield from hits(sent, "url-missing")


@rule(
    "MET041",
    "error",
    "A project URL is not a web address",
    message="The URL is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:220",
    refuses=Words(400, "{value!r} is not a valid url." + SEE),
)
def project_url(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI links project URLs, and takes http and https only.

    Fix: Write the whole address, beginning with https://.
    """
    yield from hits(sent, "project-url")


@rule(
    "MET042",
    "error",
    "A provided or obsoleted distribution is not valid",
    message="{field} is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:225",
    refuses=Words(400, "{said}." + SEE),
)
def dist(sent: SentMetadata) -> Iterator[Hit]:
    """Provides-Dist and Obsoletes-Dist are written as requirements.

    Fix: Correct the value, or leave it out: installers do not look at it.
    """
    yield from hits(sent, "dist")


@rule(
    "MET043",
    "error",
    "A provided or obsoleted distribution has an address",
    message="{field} is {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:240",
    refuses=Words(400, "Can't have direct dependency: {value!r}." + SEE),
)
def dist_direct(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI takes no reference to files outside of it.

    Fix: Name the distribution without an address.
    """
    yield from hits(sent, "dist-direct")


@rule(
    "MET044",
    "error",
    "A requirement points at a file or a repository",
    message="The requirement is {value}.",
    source="warehouse@6b62157:forklift/metadata.py:252",
    refuses=Words(400, "Can't have direct dependency: {value}." + SEE),
)
def direct(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI takes no requirement with an address (`name @ https://…`), because what it installs can change at any time.

    Fix: Require a released version, publish the dependency first, or move the line to a requirements file for development.
    """
    yield from hits(sent, "direct")


@rule(
    "MET045",
    "error",
    "A field cannot be dynamic",
    message="Dynamic names {value!r}.",
    source="warehouse@6b62157:forklift/metadata.py:265",
    refuses=Words(400, "Dynamic field {value!r} is not a valid dynamic field." + SEE),
)
def dynamic_own(sent: SentMetadata) -> Iterator[Hit]:
    """PyPI keeps a list of the fields that may change between an sdist and its wheels.

    Fix: Take the field out of Dynamic.
    """
    yield from hits(sent, "dynamic-own")


@rule(
    "MET046",
    "error",
    "There are both a licence text and a licence expression",
    message="License is {value!r}, and License-Expression is there too.",
    source="warehouse@6b62157:forklift/metadata.py:278",
    refuses=Words(400, "License is deprecated when License-Expression is present. Only License-Expression should be present." + SEE),
)
def license_both(sent: SentMetadata) -> Iterator[Hit]:
    """License-Expression took the place of License; with both, nobody knows which counts.

    Fix: Keep the expression (`license = "MIT"` in pyproject.toml) and drop the old field.
    """
    yield from hits(sent, "license-both")


RULES: tuple[Rule[SentMetadata], ...] = (
    label_length,
    url_missing,
    project_url,
    dist,
    dist_direct,
    direct,
    dynamic_own,
    license_both,
)
