"""Core metadata: as a file says it, as an index reads it from a form, and how its description came out."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Metadata(NamedTuple):
    """Core metadata, leniently read: nothing in it is known to be valid. An empty tuple and None mean that the field is absent."""

    metadata_version: str | None = None
    name: str | None = None
    version: str | None = None
    platforms: tuple[str, ...] = ()
    summary: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    home_page: str | None = None
    author: str | None = None
    author_email: str | None = None
    license: str | None = None
    supported_platforms: tuple[str, ...] = ()
    download_url: str | None = None
    classifiers: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    obsoletes: tuple[str, ...] = ()
    maintainer: str | None = None
    maintainer_email: str | None = None
    requires_dist: tuple[str, ...] = ()
    provides_dist: tuple[str, ...] = ()
    obsoletes_dist: tuple[str, ...] = ()
    requires_python: str | None = None
    requires_external: tuple[str, ...] = ()
    project_urls: tuple[tuple[str, str], ...] = ()
    """Label and URL."""
    description_content_type: str | None = None
    provides_extra: tuple[str, ...] = ()
    dynamic: tuple[str, ...] = ()
    license_expression: str | None = None
    license_files: tuple[str, ...] = ()
    import_names: tuple[str, ...] = ()
    import_namespaces: tuple[str, ...] = ()
    unparsed: Mapping[str, tuple[str, ...]] = {}
    """Values by lower-case header name of what could not be taken: unknown fields, single fields given twice, undecodable text."""


class MetadataFault(NamedTuple):
    """One thing that PyPI refuses in the metadata of a form."""

    kind: str
    """A name from `core.metadata`, for instance `newer-field`; each belongs to one rule."""
    field: str
    """The field as PyPI's server names it when it chooses one of several faults."""
    words: str
    """What the server says, without the pointer to the specification that it appends."""
    value: str
    """The offending value, or the offending part of it."""
    place: int = 0
    """Position among the faults of the field: the server answers with the first."""


class SentMetadata(NamedTuple):
    """What an index makes of the metadata fields of a form."""

    metadata: Metadata
    """The values as received."""
    faults: tuple[MetadataFault, ...] = ()
    """Of every stage of the server's checks, so that all can be mended at once; `rules.order` knows which it would answer with."""
    old_classifiers: str | None = None
    """Version of the list of classifiers that is installed, where it is too old to say that a classifier does not exist."""


class Rendered(NamedTuple):
    """What became of a description."""

    html: str | None
    """Sanitized; None where PyPI would refuse the description, or where it was not rendered."""
    said: str = ""
    """What the renderer says is wrong, one line for each thing; empty where it says nothing."""
    undecided: bool = False
    """A bound was exceeded before the result was known."""
    breaks: str = ""
    """What stopped the renderer, where PyPI's server would break too."""


Aside = Callable[[str, str | None], Rendered]
"""(text, content type) → what becomes of it, rendered where it can do no harm: in a child with limits of time and memory."""


class Description(NamedTuple):
    """A description, and what became of it."""

    text: str | None
    content_type: str | None
    rendered: Rendered | None
    """None where there is nothing to render, or where the content type is faulty."""
