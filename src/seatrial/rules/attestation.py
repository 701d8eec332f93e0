"""Rules on the attestations beside a distribution file, as far as they can be judged without their signatures."""

from collections.abc import Iterator

from seatrial.core.attestation import PREDICATES
from seatrial.model.attestation import Attested
from seatrial.model.finding import Hit
from seatrial.rules.rule import Rule, Words, rule

BEGIN = "Invalid attestations supplied during upload: "
FAILED = f"{BEGIN}Could not verify the uploaded artifact using the included attestation: Verification failed: "
MALFORMED = Words(400, f"{BEGIN}Malformed attestations: {{errors}} for list[Attestation]")
NO_NAME = "invalid subject: missing name"


@rule(
    "ATT001",
    "warning",
    "An attestation cannot be read",
    message="{name} is not JSON.",
    source="warehouse@6b62157:attestations/services.py:56",
    refuses=MALFORMED,
)
def unreadable(attested: Attested) -> Iterator[Hit]:
    """Tools that send attestations send this file along, and PyPI then refuses the upload.

    Fix: Delete the file, and sign the distribution again.
    """
    for one in attested.attestations:
        if not one.is_json:
            yield Hit({"name": one.name, "errors": _errors(1)})


@rule(
    "ATT002",
    "warning",
    "An attestation is malformed",
    message="In {name} these fields are missing or not as they have to be: {fields}.",
    source="warehouse@6b62157:attestations/services.py:56",
    refuses=MALFORMED,
)
def malformed(attested: Attested) -> Iterator[Hit]:
    """An attestation has a version, the material to verify it and an envelope with a statement (PEP 740); without them PyPI refuses the upload.

    Fix: Delete the file, and sign the distribution again, by a tool that writes attestations of PEP 740.
    """
    for one in attested.attestations:
        if one.wrong:
            yield Hit({"name": one.name, "fields": ", ".join(one.wrong), "errors": _errors(len(one.wrong))})


@rule(
    "ATT003",
    "warning",
    "The statement of an attestation is malformed",
    message="In the statement of {name} these fields are missing or not as they have to be: {fields}.",
    source="pypi-attestations 0.0.29:_impl.py:262",
    refuses=Words(400, f"{FAILED}invalid statement: {{errors}} for _Statement"),
)
def no_statement(attested: Attested) -> Iterator[Hit]:
    """The statement of an attestation is one of in-toto v1: JSON that says of which file it speaks, and what.

    Fix: Delete the file, and sign the distribution again, by a tool that writes attestations of PEP 740.
    """
    for one in attested.attestations:
        if one.unstated:
            yield Hit({"name": one.name, "fields": ", ".join(one.unstated), "errors": _errors(len(one.unstated))})


@rule(
    "ATT004",
    "warning",
    "An attestation speaks of several files",
    message="Files that {name} speaks of: {count}.",
    source="pypi-attestations 0.0.29:_impl.py:266",
    refuses=Words(400, f"{FAILED}too many subjects in statement (must be exactly one)"),
)
def several(attested: Attested) -> Iterator[Hit]:
    """PyPI takes an attestation for one file, and refuses the upload of a file with another one.

    Fix: Sign each distribution on its own.
    """
    for one in attested.attestations:
        if len(one.subjects) > 1:
            yield Hit({"name": one.name, "count": len(one.subjects)})


@rule(
    "ATT005",
    "warning",
    "An attestation is of another file",
    message="{name} speaks of {subject!r}.",
    source="pypi-attestations 0.0.29:_impl.py:274",
    refuses=Words(400, f"{FAILED}subject does not match distribution name: {{subject}} != {{filename}}"),
)
def other_file(attested: Attested) -> Iterator[Hit]:
    """The attestation beside a file has to name it; only the order of the tags in the name of a wheel does not matter.

    Fix: Delete the file, and sign the distribution under its own name.
    """
    for one in attested.attestations:
        if len(one.subjects) != 1:
            continue
        subject = one.subjects[0][0]
        fault = _misnamed(subject, attested.filename)
        if fault is not None:
            yield Hit({"name": one.name, "subject": subject, "filename": attested.filename}, words=f"{FAILED}{fault}" if fault else None)


@rule(
    "ATT006",
    "warning",
    "An attestation is of other bytes",
    message="{name} was made for a file with other contents.",
    source="pypi-attestations 0.0.29:_impl.py:294",
    refuses=Words(400, f"{FAILED}subject does not match distribution digest"),
)
def other_bytes(attested: Attested) -> Iterator[Hit]:
    """The file was built again, or changed, after it was signed; an attestation that was left over makes PyPI refuse the upload.

    Fix: Delete the attestation and sign the file again, in the same run that built it.
    """
    for one in attested.attestations:
        if len(one.subjects) == 1 and one.subjects[0][1] != attested.sha256:
            yield Hit({"name": one.name})


@rule(
    "ATT007",
    "warning",
    "PyPI does not know this kind of attestation",
    message="{name} has a predicate of the type {type!r}.",
    source="pypi-attestations 0.0.29:_impl.py:298",
    refuses=Words(400, f"{FAILED}unknown attestation type: {{type}}"),
)
def other_kind(attested: Attested) -> Iterator[Hit]:
    """PyPI takes publish attestations and SLSA provenance, both in version 1.

    Fix: Delete the file, or keep it under a name that does not end in `.attestation`.
    """
    for one in attested.attestations:
        if len(one.subjects) == 1 and one.predicate not in PREDICATES:
            yield Hit({"name": one.name, "type": one.predicate})


@rule(
    "ATT008",
    "warning",
    "Two attestations say the same",
    message="{name} is a second attestation of the type {type}.",
    source="warehouse@6b62157:attestations/services.py:189",
    refuses=Words(400, f"{BEGIN}Multiple attestations for the same file with the same predicate type ({{type}}) are not supported"),
)
def twice(attested: Attested) -> Iterator[Hit]:
    """PyPI takes one publish attestation and one SLSA provenance for a file, and refuses the upload of a file with two of a kind.

    Fix: Delete one of the files.
    """
    seen: set[str] = set()
    for one in attested.attestations:
        if one.predicate in seen:
            yield Hit({"name": one.name, "type": one.predicate})
        if one.predicate in PREDICATES:
            seen.add(one.predicate)


@rule(
    "ATT009",
    "error",
    "The field of the attestations is malformed",
    message="Errors in the field: {count}.",
    source="warehouse@6b62157:attestations/services.py:56",
    refuses=MALFORMED,
)
def malformed_field(attested: Attested) -> Iterator[Hit]:
    """The field is a list in JSON of attestations as PEP 740 has them; PyPI counts what is wrong in all of them.

    Fix: Send the attestations as they were made, by `seatrial upload --attestations dist`.
    """
    count = sum(len(one.wrong) for one in attested.attestations) if attested.is_list else 1
    if count:
        yield Hit({"count": count, "errors": _errors(count)})


@rule(
    "ATT010",
    "error",
    "The list of attestations is empty",
    message="The field has a list without attestations.",
    source="warehouse@6b62157:attestations/services.py:69",
    refuses=Words(400, f"{BEGIN}Malformed attestations: an empty attestation set is not permitted"),
)
def none_at_all(attested: Attested) -> Iterator[Hit]:
    """A file without attestations is sent without the field.

    Fix: Leave the field out.
    """
    if attested.is_list and not attested.attestations:
        yield Hit({})


@rule(
    "ATT011",
    "error",
    "A file has too many attestations",
    message="Attestations of the file: {count}.",
    source="warehouse@6b62157:attestations/services.py:75",
    refuses=Words(400, f"{BEGIN}A maximum of 2 attestations per file are supported"),
)
def too_many(attested: Attested) -> Iterator[Hit]:
    """PyPI takes one publish attestation and one SLSA provenance for a file.

    Fix: Send these two alone.
    """
    if len(attested.attestations) > len(PREDICATES):
        yield Hit({"count": len(attested.attestations)})


def _errors(count: int) -> str:
    """Count as PyPI's validating library does."""
    return f"{count} validation error{'' if count == 1 else 's'}"


def _misnamed(subject: str, filename: str) -> str | None:
    """Return PyPI's words on the name of a subject where it has no form, nothing where it is another one, None where it is right."""
    if not subject:
        return NO_NAME
    from packaging.utils import parse_sdist_filename, parse_wheel_filename  # noqa: PLC0415

    def parsed(name: str) -> object:
        return parse_wheel_filename(name) if name.endswith(".whl") else parse_sdist_filename(name)

    if subject == filename:
        return None
    if not subject.endswith((".whl", ".tar.gz", ".zip")):
        return f"invalid subject: unknown distribution format: {subject}"
    try:
        found = parsed(subject)
    except ValueError as error:
        return f"invalid subject: {error}"
    try:
        return None if found == parsed(filename) else ""
    except ValueError:
        # The name of the file is refused by rules of its own.
        return None


EACH: tuple[Rule[Attested], ...] = (unreadable, malformed, no_statement, several, other_file, other_bytes, other_kind, twice)
"""In the order of PyPI's server."""
RULES = (*EACH, malformed_field, none_at_all, too_many)
BESIDE = tuple(one._replace(refuses=None) for one in EACH)
"""A check of a file says them without a verdict, because the file can be uploaded without attestations."""
FIELD = (malformed_field, none_at_all, too_many, *EACH[2:])
"""What an index judges the field of a form by."""
