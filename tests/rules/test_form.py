"""The form of an upload is refused as PyPI's server refuses it, before the file is looked at."""

import pytest

from make.metadata import form, upload, wheel_facts
from seatrial.core.profile import PYPI
from seatrial.model.form import Request
from seatrial.rules import form as form_rules
from seatrial.rules import request
from seatrial.rules.order import first_refusal
from seatrial.rules.rule import judge
from seatrial.rules.verdict import judge_upload

SEE = "See https://packaging.python.org/specifications/core-metadata for more information."
NAME = "Error: Start and end with a letter or numeral containing only ASCII numeric and '.', '_' and '-'."


def said(*fields: tuple[str, str], without: tuple[str, ...] = (), **changed: str) -> str | None:
    """Return PyPI's first words on a form."""
    refusal = first_refusal(judge(form_rules.RULES, upload(form(*fields, without=without, **changed)), "x", {}))
    return refusal.message if refusal else None


def test_good_form() -> None:
    """A form as twine sends it has nothing wrong."""
    assert said() is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"protocol_version": "2"}, "Unknown protocol version."),
        ({"name": ""}, f"'' is an invalid value for Name. Error: This field is required. {SEE}"),
        ({"name": "-x"}, f"'-x' is an invalid value for Name. {NAME} {SEE}"),
        ({"name": "demo\n"}, f"'demo\\n' is an invalid value for Name. {NAME} {SEE}"),
        ({"name": "ä" * 61}, f"'{'ä' * 30}...{'ä' * 30}' is an invalid value for Name. {NAME} {SEE}"),
        ({"filetype": ""}, "Invalid value for filetype. Error: This field is required."),
        ({"filetype": "bdist_egg"}, "Invalid value for filetype. Error: Use a known file type."),
        ({"sha256_digest": "x"}, "Invalid value for sha256_digest. Error: Use a valid, hex-encoded, SHA256 message digest."),
        ({"blake2_256_digest": "x"}, "Invalid value for blake2_256_digest. Error: Use a valid, hex-encoded, BLAKE2 message digest."),
        ({"pyversion": ""}, "Invalid value for pyversion. Error: Python version is required for binary distribution uploads."),
        ({"filetype": "sdist"}, "Invalid value for pyversion. Error: Use 'source' as Python version for an sdist."),
        ({"filetype": "sdist", "pyversion": ""}, None),
        ({"sha256_digest": "", "blake2_256_digest": ""}, "Error: Include at least one message digest."),
        ({"sha256_digest": "b" * 64}, "The digest supplied does not match a digest calculated from the uploaded file."),
        (
            {"sha256_digest": "", "blake2_256_digest": "b" * 64},
            "The digest supplied does not match a digest calculated from the uploaded file.",
        ),
        ({"name": "-x", "filetype": "x", "blake2_256_digest": "x"}, f"'-x' is an invalid value for Name. {NAME} {SEE}"),
        (
            {"filetype": "x", "blake2_256_digest": "x"},
            "Invalid value for blake2_256_digest. Error: Use a valid, hex-encoded, BLAKE2 message digest.",
        ),
    ],
)
def test_refusal_in_pypis_words(changed: dict[str, str], words: str | None) -> None:
    """Each faulty field is refused in PyPI's words; of several the name comes first, then the alphabet decides."""
    assert said(**changed) == words


def test_field_as_file() -> None:
    """A field that arrives as a file is refused, the content and the old signature are not."""
    sent = upload(form()._replace(file_parts=("content", "gpg_signature", "name", "version")))
    findings = judge(form_rules.RULES, sent, "x", {})
    assert [finding.refusal.message for finding in findings if finding.refusal] == ["name: Should not be a tuple."]


@pytest.mark.parametrize("content_type", ["", "image/png"])
def test_content_type(content_type: str) -> None:
    """A file part without a content type, and an image, are refused."""
    refusal = first_refusal(judge(form_rules.RULES, upload()._replace(content_type=content_type), "x", {}))
    assert refusal is not None
    assert refusal.message == "Invalid distribution file."


def test_size() -> None:
    """A file over the limit is refused in PyPI's words, one at the limit is not, and without a limit none is."""
    limit = PYPI.file_limit or 0
    sizes = {limit + 1: limit, limit: limit, limit + 2: None}
    found = [judge(form_rules.RULES, upload(dist=wheel_facts(size=size), file_limit=allowed), "x", {}) for size, allowed in sizes.items()]
    assert [len(findings) for findings in found] == [1, 0, 0]
    assert found[0][0].refusal is not None
    assert found[0][0].refusal.message == (
        "File too large. Limit for project 'demo' is 100 MB. "
        "See https://docs.pypi.org/project-management/storage-limits#requesting-a-file-size-limit-increase for more information."
    )


def test_first_of_several_values_counts() -> None:
    """Where a field is sent twice the form looks at the first value, as PyPI's does."""
    assert said(("filetype", "x")) is None


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        (Request("POST", "/legacy/", "file_upload"), None, None),
        (Request("GET", "/legacy/", "file_upload"), 405, "The method GET is not allowed for this resource."),
        (Request("POST", "/legacy/", None), 405, "The method POST is not allowed for this resource."),
        (
            Request("POST", "/legacy", None),
            308,
            "An upload was attempted to /legacy but the expected upload URL is /legacy/ (with a trailing slash)",
        ),
        (
            Request("POST", "/legacy/", "submit"),
            410,
            "Project pre-registration is no longer required or supported, upload your files instead.",
        ),
        (
            Request("POST", "/legacy/", "doc_upload"),
            410,
            "Uploading documentation is no longer supported, we recommend using https://readthedocs.org/.",
        ),
    ],
)
def test_request(asked: Request, status: int | None, words: str | None) -> None:
    """What is no upload is answered as PyPI answers it."""
    refusal = first_refusal(judge(request.RULES, asked, "x", {}))
    assert (refusal.status if refusal else None, refusal.message if refusal else None) == (status, words)


def test_unknown_fields_are_dropped_before_judging() -> None:
    """UNKNOWN counts as not sent, as on PyPI: a classifier list that ends in it is not checked."""
    sent = upload(form(("classifiers", "Foo"), ("classifiers", "UNKNOWN")))
    assert not [finding for finding in judge_upload(sent, PYPI, "x", {}) if finding.rule == "MET034"]
