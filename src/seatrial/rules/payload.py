"""Rules on the file of an upload as it arrives: whether it is one, its content type, size and digests."""

from collections.abc import Iterator

from seatrial.core.profile import MEBIBYTE
from seatrial.model.dist import Upload
from seatrial.model.finding import Hit
from seatrial.rules.form import BREAKS, first
from seatrial.rules.rule import Rule, Words, rule


@rule(
    "FRM030",
    "error",
    "The upload has no file",
    message="The form has no field content.",
    source="warehouse@6b62157:forklift/legacy.py:741",
    refuses=Words(400, "Upload payload does not have a file."),
)
def no_file(upload: Upload) -> Iterator[Hit]:
    """The file travels in the field `content`, beside the fields that describe it.

    Fix: Send the file in the field content.
    """
    if upload.sent_as == "nothing":
        yield Hit({})


@rule(
    "FRM031",
    "error",
    "The file was sent as plain text",
    message="The field content has no file name.",
    source="warehouse@6b62157:forklift/legacy.py:1112",
    refuses=BREAKS,
)
def file_as_text(upload: Upload) -> Iterator[Hit]:
    """A part without a file name is text to PyPI, whose server breaks where it looks for the name.

    Fix: Send the file with its name: filename="demo-1.0-py3-none-any.whl".
    """
    if upload.sent_as == "text":
        yield Hit({})


@rule(
    "FRM032",
    "error",
    "The file was sent as a form",
    message="The content type of the file part is {value!r}.",
    source="warehouse@6b62157:forklift/legacy.py:613",
    refuses=BREAKS,
)
def file_as_form(upload: Upload) -> Iterator[Hit]:
    """By the content type of a form PyPI takes the file for fields, keeps no bytes of it, and breaks.

    Fix: Send the file as application/octet-stream.
    """
    if upload.sent_as == "form":
        yield Hit({"value": upload.content_type})


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


RULES: tuple[Rule[Upload], ...] = (no_file, file_as_text, file_as_form, content_type, too_large, digest_differs)
