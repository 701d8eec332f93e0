"""Rules on the fields of an upload, before its metadata is looked at."""

import re
from collections.abc import Iterator

from seatrial.model.dist import Upload
from seatrial.model.finding import Hit
from seatrial.model.form import Form, Octets
from seatrial.rules.rule import Rule, Words, rule

SPECIFICATION = "https://packaging.python.org/specifications/core-metadata"
NAME = re.compile(r"([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])", re.IGNORECASE | re.ASCII)
DIGEST = re.compile(r"[A-F0-9]{64}\n?", re.IGNORECASE)
FILETYPES = ("sdist", "bdist_wheel")
DIGESTS = ("md5_digest", "sha256_digest", "blake2_256_digest")
PARSED = (
    "version", "summary", "license_expression", "keywords", "home_page", "download_url", "requires_dist", "provides_dist", "obsoletes_dist",
    "project_urls", "description_content_type", "dynamic", "provides_extra", "license_file", "import_name", "import_namespace",
)  # fmt: skip
"""Fields that PyPI's server takes apart; of the others it keeps what it gets."""
BREAKS = Words(500, "Internal Server Error")


def first(form: Form, name: str) -> str:
    """Return the first value of a field, which is the one that PyPI's form looks at; empty where it was not sent."""
    return next(iter(form.all(name)), "")


@rule(
    "FRM011",
    "error",
    "A form field was sent as a file",
    message="The field {field} arrived as a file part.",
    source="warehouse@6b62157:forklift/decorators.py:35",
    refuses=Words(400, "{field}: Should not be a tuple."),
)
def field_as_file(upload: Upload) -> Iterator[Hit]:
    """PyPI takes a file in the field `content` and nowhere else.

    Fix: Send the field as plain text, without a file name.
    """
    for field in upload.form.file_parts:
        if field not in {"content", "gpg_signature"}:
            yield Hit({"field": field})
            return


@rule(
    "FRM012",
    "error",
    "Unknown protocol version",
    message="protocol_version is {value}.",
    source="warehouse@6b62157:forklift/legacy.py:652",
    refuses=Words(400, "Unknown protocol version."),
)
def protocol(upload: Upload) -> Iterator[Hit]:
    """PyPI's upload API has one version, 1.

    Fix: Send protocol_version=1, or leave the field out.
    """
    value = upload.form.get("protocol_version")
    if value not in {None, "1"}:
        yield Hit({"value": value or ""})


@rule(
    "FRM013",
    "error",
    "The upload has no project name",
    message="The form has no name.",
    source="warehouse@6b62157:forklift/forms.py:34",
    refuses=Words(400, f"'' is an invalid value for Name. Error: This field is required. See {SPECIFICATION} for more information."),
)
def name_missing(upload: Upload) -> Iterator[Hit]:
    """The name says which project the file belongs to. It is read from `Name` in METADATA or PKG-INFO.

    Fix: Give the project a name in its build file and build again.
    """
    if not first(upload.form, "name"):
        yield Hit({"field": "name", "place": 0})


@rule(
    "FRM014",
    "error",
    "The project name is not valid",
    message="The name is {value!r}.",
    source="warehouse@6b62157:forklift/forms.py:35",
    refuses=Words(
        400,
        "{shown!r} is an invalid value for Name. Error: Start and end with a letter or numeral containing only ASCII numeric and '.', '_' and '-'. "
        f"See {SPECIFICATION} for more information.",
    ),
)
def name_invalid(upload: Upload) -> Iterator[Hit]:
    """A project name has ASCII letters, digits, `.`, `_` and `-`, and begins and ends with a letter or a digit.

    Fix: Change the name in the build file and build again.
    """
    name = first(upload.form, "name")
    if name and not NAME.fullmatch(name):
        shown = f"{name[:30]}...{name[-30:]}" if len(name) > 60 else name
        yield Hit({"field": "name", "place": 0, "value": name, "shown": shown})


@rule(
    "FRM015",
    "error",
    "The upload does not say what kind of file it is",
    message="The form has no filetype.",
    source="warehouse@6b62157:forklift/forms.py:50",
    refuses=Words(400, "Invalid value for filetype. Error: This field is required."),
)
def filetype_missing(upload: Upload) -> Iterator[Hit]:
    """PyPI checks a wheel and an sdist in different ways, so the client says which it sends.

    Fix: Send filetype=bdist_wheel for a wheel, filetype=sdist for an sdist.
    """
    if not first(upload.form, "filetype"):
        yield Hit({"field": "filetype", "place": 0})


@rule(
    "FRM016",
    "error",
    "PyPI does not take this kind of file",
    message="The filetype is {value!r}.",
    source="warehouse@6b62157:forklift/forms.py:51",
    refuses=Words(400, "Invalid value for filetype. Error: Use a known file type."),
)
def filetype_unknown(upload: Upload) -> Iterator[Hit]:
    """PyPI takes wheels and sdists; eggs, installers and packages of systems are no longer taken.

    Fix: Build a wheel and an sdist.
    """
    value = first(upload.form, "filetype")
    if value and value not in FILETYPES:
        yield Hit({"field": "filetype", "place": 0, "value": value})


@rule(
    "FRM017",
    "error",
    "The SHA-256 digest is malformed",
    message="sha256_digest is {value!r}.",
    source="warehouse@6b62157:forklift/forms.py:61",
    refuses=Words(400, "Invalid value for sha256_digest. Error: Use a valid, hex-encoded, SHA256 message digest."),
)
def sha256(upload: Upload) -> Iterator[Hit]:
    """The digest lets PyPI see that the file arrived whole; it has 64 hexadecimal digits.

    Fix: Send the file's SHA-256 as hexadecimal digits, or leave the field out and send another digest.
    """
    yield from _malformed(upload, "sha256_digest")


@rule(
    "FRM018",
    "error",
    "The BLAKE2b digest is malformed",
    message="blake2_256_digest is {value!r}.",
    source="warehouse@6b62157:forklift/forms.py:71",
    refuses=Words(400, "Invalid value for blake2_256_digest. Error: Use a valid, hex-encoded, BLAKE2 message digest."),
)
def blake2(upload: Upload) -> Iterator[Hit]:
    """The digest lets PyPI see that the file arrived whole; it has 64 hexadecimal digits.

    Fix: Send the file's BLAKE2b of 32 bytes as hexadecimal digits, or leave the field out and send another digest.
    """
    yield from _malformed(upload, "blake2_256_digest")


@rule(
    "FRM019",
    "error",
    "The upload of a wheel has no Python version",
    message="The form has no pyversion.",
    source="warehouse@6b62157:forklift/forms.py:88",
    refuses=Words(400, "Invalid value for pyversion. Error: Python version is required for binary distribution uploads."),
)
def python_missing(upload: Upload) -> Iterator[Hit]:
    """For a wheel PyPI wants to be told the Python tag of its file name.

    Fix: Send the wheel's Python tag as pyversion.
    """
    if first(upload.form, "filetype") == "bdist_wheel" and not first(upload.form, "pyversion"):
        yield Hit({})


@rule(
    "FRM020",
    "error",
    "The upload of an sdist names a Python version",
    message="pyversion is {value!r}.",
    source="warehouse@6b62157:forklift/forms.py:102",
    refuses=Words(400, "Invalid value for pyversion. Error: Use 'source' as Python version for an sdist."),
)
def python_of_sdist(upload: Upload) -> Iterator[Hit]:
    """An sdist is for every Python, which the form says with the word `source`.

    Fix: Send pyversion=source, or leave the field out.
    """
    value = first(upload.form, "pyversion")
    if first(upload.form, "filetype") == "sdist" and value not in {"", "source"}:
        yield Hit({"value": value})


@rule(
    "FRM021",
    "error",
    "The upload has no digest",
    message="The form has neither sha256_digest nor blake2_256_digest nor md5_digest.",
    source="warehouse@6b62157:forklift/forms.py:113",
    refuses=Words(400, "Error: Include at least one message digest."),
)
def no_digest(upload: Upload) -> Iterator[Hit]:
    """Without a digest PyPI cannot see whether the file arrived whole.

    Fix: Send sha256_digest.
    """
    if not any(first(upload.form, name) for name in DIGESTS):
        yield Hit({})


@rule(
    "FRM025",
    "error",
    "A field was sent as a file without a name",
    message="The field {field} arrived as a file part without a file name.",
    source="warehouse@6b62157:forklift/legacy.py:659",
    refuses=BREAKS,
)
def breaks_form(upload: Upload) -> Iterator[Hit]:
    """To PyPI the value of such a field is bytes, and its server breaks where it compares them with text.

    Fix: Send the field as plain text, without filename.
    """
    yield from _octets(upload.form, ("name", *DIGESTS), firsts=True)


@rule(
    "FRM026",
    "error",
    "A field of the metadata was sent as a file without a name",
    message="The field {field} arrived as a file part without a file name.",
    source="warehouse@6b62157:forklift/metadata.py:333",
    refuses=BREAKS,
)
def breaks_metadata(upload: Upload) -> Iterator[Hit]:
    """To PyPI the value of such a field is bytes, and its server breaks where it takes them apart as text.

    Fix: Send the field as plain text, without filename.
    """
    yield from _octets(upload.form, PARSED, firsts=False)


def _octets(form: Form, names: tuple[str, ...], *, firsts: bool) -> Iterator[Hit]:
    for name in names:
        values = form.all(name)[:1] if firsts else form.all(name)
        if any(isinstance(value, Octets) for value in values):
            yield Hit({"field": name})
            return


def _malformed(upload: Upload, field: str) -> Iterator[Hit]:
    value = first(upload.form, field)
    if value.strip() and not DIGEST.fullmatch(value):
        yield Hit({"field": field, "place": 0, "value": value})


RULES: tuple[Rule[Upload], ...] = (
    field_as_file,
    protocol,
    name_missing,
    name_invalid,
    filetype_missing,
    filetype_unknown,
    sha256,
    blake2,
    python_missing,
    python_of_sdist,
    no_digest,
    breaks_form,
    breaks_metadata,
)
