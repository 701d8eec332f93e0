"""The fields of core metadata: how each is spelt in a file, in a form and in our nouns, and what shape it has."""

from typing import Literal, NamedTuple

Shape = Literal["text", "list", "keywords", "urls"]


class Field(NamedTuple):
    """One field."""

    name: str
    """In `model.metadata.Metadata`, and in the raw metadata of the packaging library."""
    header: str
    """In METADATA and PKG-INFO, lower case."""
    form: str
    """In an upload form (warehouse@6b62157, forklift/metadata.py:294)."""
    shape: Shape


def _field(name: str, shape: Shape, *, header: str | None = None, form: str | None = None) -> Field:
    return Field(name, header or name.replace("_", "-"), form or name, shape)


FIELDS = (
    _field("metadata_version", "text"),
    _field("name", "text"),
    _field("version", "text"),
    _field("platforms", "list", header="platform", form="platform"),
    _field("summary", "text"),
    _field("description", "text"),
    _field("keywords", "keywords"),
    _field("home_page", "text"),
    _field("author", "text"),
    _field("author_email", "text"),
    _field("license", "text"),
    _field("supported_platforms", "list", header="supported-platform", form="supported_platform"),
    _field("download_url", "text"),
    _field("classifiers", "list", header="classifier"),
    _field("requires", "list"),
    _field("provides", "list"),
    _field("obsoletes", "list"),
    _field("maintainer", "text"),
    _field("maintainer_email", "text"),
    _field("requires_dist", "list"),
    _field("provides_dist", "list"),
    _field("obsoletes_dist", "list"),
    _field("requires_python", "text"),
    _field("requires_external", "list"),
    _field("project_urls", "urls", header="project-url"),
    _field("description_content_type", "text"),
    _field("provides_extra", "list"),
    _field("dynamic", "list"),
    _field("license_expression", "text"),
    _field("license_files", "list", header="license-file", form="license_file"),
    _field("import_names", "list", header="import-name", form="import_name"),
    _field("import_namespaces", "list", header="import-namespace", form="import_namespace"),
)
BY_HEADER = {field.header: field for field in FIELDS}
BY_FORM = {field.form: field for field in FIELDS}
BY_NAME = {field.name: field for field in FIELDS}

Raw = dict[str, str | list[str] | dict[str, str]]
"""Values by `Field.name`, as the packaging library wants them."""


def shaped(field: Field, values: list[str]) -> str | list[str] | dict[str, str] | None:
    """Bring the values of one field into its shape; None where they do not fit it (packaging 26.2, metadata.py)."""
    if field.shape == "list":
        return values
    if field.shape == "urls":
        return _urls(values)
    if len(values) != 1:
        return None
    return [word.strip() for word in values[0].split(",")] if field.shape == "keywords" else values[0]


def _urls(values: list[str]) -> dict[str, str] | None:
    urls: dict[str, str] = {}
    for value in values:
        label, _, url = value.partition(",")
        if label.strip() in urls:
            return None
        urls[label.strip()] = url.strip()
    return urls
