"""The form of an upload is refused as PyPI's server refuses it, before the file is looked at."""

import pytest

from make.metadata import form, upload
from seatrial.core.profile import PYPI
from seatrial.model.form import Octets, Request, Unread
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


def test_first_of_several_values_counts() -> None:
    """Where a field is sent twice the form looks at the first value, as PyPI's does."""
    assert said(("filetype", "x")) is None


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        (Request("POST", "/legacy/", "file_upload"), None, None),
        (Request("GET", "/legacy", None), 405, "The method GET is not allowed for this resource."),
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


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        (Request("POST", "/legacy", "file_upload"), "FRM034"),
        (Request("POST", "/legacy/", "submit"), "FRM034"),
        (Request("POST", "/legacy/", "doc_upload"), "FRM034"),
        (Request("PUT", "/legacy", None), "FRM001"),
        (Request("POST", "/legacy/", "other"), "FRM001"),
        (Request("POST", "/legacy/", "file_upload"), None),
    ],
)
def test_repeated_fields(asked: Request, rule: str | None) -> None:
    """Only an upload may repeat fields; other forms are refused for that before all else."""
    asked = asked._replace(repeats=True, url="http://127.0.0.1/x")
    refusal = first_refusal(judge(request.RULES, asked, "x", {}))
    assert (refusal.rule if refusal else None) == rule
    if refusal and rule == "FRM034":
        assert refusal.message == "POST body may not contain duplicate keys (URL: 'http://127.0.0.1/x')"


@pytest.mark.parametrize("unread", ["query", "path", "form", "breaks"])
def test_a_request_that_cannot_be_read(unread: Unread) -> None:
    """What cannot be read is refused before it is asked what the request wants."""
    words = {"query": "Invalid bytes in query string.", "path": "Invalid bytes in URL.", "form": "Invalid Form Data."}
    refusal = first_refusal(judge(request.RULES, Request("GET", "/legacy", None, unread), "x", {}))
    assert refusal is not None
    assert (refusal.status, refusal.message) == ((400, words[unread]) if unread in words else (500, "Internal Server Error"))


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("name", "FRM025"),
        ("sha256_digest", "FRM025"),
        ("version", "FRM026"),
        ("requires_dist", "FRM026"),
        ("author", None),
        ("comment", None),
    ],
)
def test_a_field_that_came_as_bytes(field: str, rule: str | None) -> None:
    """PyPI's server breaks on the fields that it takes apart; of the others it keeps the bytes."""
    sent = upload(form((field, Octets("b'x'")), without=(field,)))
    refusal = first_refusal(judge_upload(sent, PYPI, "x", {}))
    assert (refusal.rule if refusal else None) == rule


def test_bytes_beside_text() -> None:
    """The form looks at the first value of a field alone, the metadata at each; other fields are refused as what they look like."""
    refusals = [
        first_refusal(judge_upload(upload(form((field, Octets(f"b'{value}'")), without=without)), PYPI, "x", {}))
        for field, value, without in (
            ("sha256_digest", "0", ()),
            ("summary", "x", ()),
            ("metadata_version", "2.1", ("metadata_version",)),
            ("protocol_version", "1", ()),
        )
    ]
    see = "See https://packaging.python.org/specifications/core-metadata for more information."
    words = [None, "Internal Server Error", f"b'2.1' is not a valid metadata version. {see}", "Unknown protocol version."]
    assert [refusal and refusal.message for refusal in refusals] == words


def test_unknown_fields_are_dropped_before_judging() -> None:
    """UNKNOWN counts as not sent, as on PyPI: a classifier list that ends in it is not checked."""
    sent = upload(form(("classifiers", "Foo"), ("classifiers", "UNKNOWN")))
    assert not [finding for finding in judge_upload(sent, PYPI, "x", {}) if finding.rule == "MET034"]
