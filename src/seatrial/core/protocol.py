"""The upload form: made of a distribution as twine 7 makes it, and taken as PyPI's server takes it."""

import re

from seatrial.core.metadata.fields import BY_HEADER, FIELDS
from seatrial.model.dist import Dist, Unknown, Wheel
from seatrial.model.form import Form, Octets
from seatrial.model.metadata import Metadata

LICENSE_FILES_SINCE = (2, 4)
"""twine drops License-File below this metadata version."""
UNREAD = frozenset(
    (
        "author", "author_email", "comment", "description", "license", "license_files", "maintainer", "maintainer_email", "obsoletes", "platform",
        "provides", "requires", "requires_external", "requires_python", "supported_platform",
    )
)  # fmt: skip
"""Fields that the server does not take apart where they came as bytes."""
CARRIED = {ord('"'): "%22", ord("\n"): "%0A", ord("\r"): "%0D"}
WHEEL_NAME = re.compile(
    r"^(?P<namever>(?P<name>.+?)(-(?P<ver>\d.+?))?)((-(?P<build>\d.*?))?-(?P<pyver>.+?)-(?P<abi>.+?)-(?P<plat>.+?)\.whl)$"
)
"""By which twine finds the Python tag."""


def form_of(dist: Dist, metadata: Metadata | None) -> Form:
    """Return the form that goes with a distribution.

    It is what twine 7 sends (package.py, repository.py), with two differences: the name is sent as it stands, and import names are sent.
    Where there is no metadata, name and version come from the file name; where a field cannot be parsed, all of its values are sent.
    """
    filetype = "bdist_wheel" if dist.filename.endswith(".whl") else "sdist"
    return Form(
        (
            *_metadata_fields(metadata or _from_filename(dist.filename)),
            ("pyversion", _python_tag(dist.filename) if filetype == "bdist_wheel" else "source"),
            ("filetype", filetype),
            ("sha256_digest", dist.sha256),
            ("blake2_256_digest", dist.blake2b_256),
            (":action", "file_upload"),
            ("protocol_version", "1"),
        )
    )


def sent_metadata(dist: Dist) -> bytes | None:
    """Return the metadata of which the form is made, None where there is none: what twine 7 finds (wheel.py), else what the file has."""
    if isinstance(dist, Unknown):
        return None
    return dist.elsewhere.content if isinstance(dist, Wheel) and dist.elsewhere is not None else dist.metadata


def sent_name(filename: str) -> str:
    """Return the name under which a file arrives at an index: no upload can carry a quotation mark or the end of a line in it (urllib3, fields.py)."""
    return filename.translate(CARRIED)


def received(form: Form) -> Form:
    """Return the form as PyPI's server takes it: without fields whose last value is UNKNOWN, NUL characters spelt out.

    Source: warehouse@6b62157, forklift/decorators.py:12.
    """
    last = dict(form.fields)
    fields = []
    for name, value in form.fields:
        if last[name].strip() == "UNKNOWN":
            continue
        if "\0" not in last[name]:
            fields.append((name, value))
    fields.extend((name, value.replace("\0", "\\x00")) for name, value in last.items() if "\0" in value)
    return form._replace(fields=tuple(field for field in fields if not _passed_over(form, *field)))


def _passed_over(form: Form, name: str, value: str) -> bool:
    """Tell whether the server keeps bytes in place of text without a look at them."""
    return isinstance(value, Octets) and name in UNREAD and len(form.all(name)) == 1


def normal(name: str) -> str:
    """Return a project name normalized (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def ultranormal(name: str) -> str:
    """Return what PyPI compares to find names that are too similar (its database function `ultranormalize_name`)."""
    return re.sub(r"[._-]", "", name.lower()).translate(str.maketrans("lio", "110"))


def _metadata_fields(metadata: Metadata) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for field in FIELDS:
        if field.name == "license_files" and _too_old(metadata.metadata_version):
            continue
        value = getattr(metadata, field.name)
        if field.shape == "urls":
            pairs += [(field.form, f"{label}, {url}") for label, url in value]
        elif field.shape == "keywords":
            pairs += [(field.form, ", ".join(value))] if value else []
        elif field.shape == "list":
            pairs += [(field.form, item) for item in value]
        elif value is not None:
            pairs.append((field.form, value))
    for header, values in metadata.unparsed.items():
        if header in BY_HEADER and not (header == "license-file" and _too_old(metadata.metadata_version)):
            pairs += [(BY_HEADER[header].form, item) for item in values]
    return tuple(pairs)


def _too_old(metadata_version: str | None) -> bool:
    numbers = re.fullmatch(r"(\d{1,4})\.(\d{1,4})", metadata_version or "0.0")
    return numbers is not None and (int(numbers[1]), int(numbers[2])) < LICENSE_FILES_SINCE


def _python_tag(filename: str) -> str:
    match = WHEEL_NAME.match(filename)
    return match["pyver"] if match else "any"


def _from_filename(filename: str) -> Metadata:
    if filename.endswith(".whl"):
        name, _, rest = filename.removesuffix(".whl").partition("-")
        version = rest.partition("-")[0]
    else:
        name, _, version = filename.removesuffix(".tar.gz").removesuffix(".zip").rpartition("-")
    return Metadata(metadata_version="2.1", name=name, version=version or None)
