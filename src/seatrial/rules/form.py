"""Rules on the form and the file part of an upload, before its metadata is looked at."""

import re
from collections.abc import Iterator

from seatrial.core.profile import MEBIBYTE
from seatrial.model.dist import Upload
from seatrial.model.finding import Hit
from seatrial.model.form import Form
from seatrial.rules.rule import Rule, Words, rule

SPECIFICATION = "https://packaging.python.org/specifications/core-metadata"
NAME = re.compile(r"([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])", re.IGNORECASE | re.ASCII)
DIGEST = re.compile(r"[A-F0-9]{64}\n?", re.IGNORECASE)
FILETYPES = ("sdist", "bdist_wheel")


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
    if not any(first(upload.form, name) for name in ("md5_digest", "sha256_digest", "blake2_256_digest")):
        yield Hit({})


@rule(
    "FRM022",
    "error",
    "The file part has no usable content type",
    message="The content type of the file part is {value!r}.",
    source="warehouse@6b62157:forklift/legacy.py:1120",
    refuses=Words(400, "Invalid distribution file."),
)
def content_type(upload: Upload) -> Iterator[Hit]:
    """PyPI refuses a file part without a content type, and images.

    Fix: Send the file as application/octet-stream.
    """
    if not upload.content_type or upload.content_type.startswith("image/"):
        yield Hit({"value": upload.content_type})


@rule(
    "FRM023",
    "error",
    "The file is larger than the index takes",
    message="{filename} has {size} bytes; the limit is {limit} MiB.",
    source="warehouse@6b62157:forklift/legacy.py:1151",
    refuses=Words(
        400,
        "File too large. Limit for project {project!r} is {limit} MB. "
        "See https://docs.{PYPI}/project-management/storage-limits#requesting-a-file-size-limit-increase for more information.",
    ),
)
def too_large(upload: Upload) -> Iterator[Hit]:
    """A project's files may be 100 MiB each, unless PyPI granted more.

    Fix: Leave out what need not be in the file, or ask PyPI for a higher limit and then set `file-limit` in [tool.seatrial].
    """
    if upload.file_limit is not None and upload.dist.size > upload.file_limit:
        dist = upload.dist
        yield Hit(
            {"filename": dist.filename, "size": dist.size, "limit": upload.file_limit // MEBIBYTE, "project": first(upload.form, "name")}
        )


@rule(
    "FRM024",
    "error",
    "The digest is not that of the file",
    message="{field} is not the digest of {filename}.",
    source="warehouse@6b62157:forklift/legacy.py:1187",
    refuses=Words(400, "The digest supplied does not match a digest calculated from the uploaded file."),
)
def digest_differs(upload: Upload) -> Iterator[Hit]:
    """The file changed on its way, or between being hashed and being sent.

    Fix: Send the file again; if it fails again, build it again and keep other programs from writing to it.
    """
    for field, digest in (("sha256_digest", upload.dist.sha256), ("blake2_256_digest", upload.dist.blake2b_256)):
        value = first(upload.form, field)
        if value and value.lower() != digest:
            yield Hit({"field": field, "filename": upload.dist.filename})
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
    content_type,
    too_large,
    digest_differs,
)
