"""The file of an upload is refused as PyPI's server refuses it, before it is looked into."""

import pytest

from make.metadata import form, upload, wheel_facts
from seatrial.core.profile import PYPI
from seatrial.rules.order import first_refusal
from seatrial.rules.payload import RULES
from seatrial.rules.rule import judge
from seatrial.rules.verdict import judge_upload


@pytest.mark.parametrize("digest", ["sha256_digest", "blake2_256_digest"])
def test_digests(digest: str) -> None:
    """A digest of another file is refused; whether it is written in capitals does not matter."""
    good = form()
    refusal = first_refusal(judge(RULES, upload(form(**{digest: "b" * 64})), "x", {}))
    assert refusal is not None
    assert refusal.message == "The digest supplied does not match a digest calculated from the uploaded file."
    assert not judge(RULES, upload(form(**{digest: (good.get(digest) or "").upper()})), "x", {})


@pytest.mark.parametrize("content_type", ["", "image/png"])
def test_content_type(content_type: str) -> None:
    """A file part without a content type, and an image, are refused."""
    refusal = first_refusal(judge(RULES, upload()._replace(content_type=content_type), "x", {}))
    assert refusal is not None
    assert refusal.message == "Invalid distribution file."


def test_size() -> None:
    """A file over the limit is refused in PyPI's words, one at the limit is not, and without a limit none is."""
    limit = PYPI.file_limit or 0
    sizes = {limit + 1: limit, limit: limit, limit + 2: None}
    found = [judge(RULES, upload(dist=wheel_facts(size=size), file_limit=allowed), "x", {}) for size, allowed in sizes.items()]
    assert [len(findings) for findings in found] == [1, 0, 0]
    assert found[0][0].refusal is not None
    assert found[0][0].refusal.message == (
        "File too large. Limit for project 'demo' is 100 MB. "
        "See https://docs.pypi.org/project-management/storage-limits#requesting-a-file-size-limit-increase for more information."
    )


@pytest.mark.parametrize(
    ("sent_as", "status", "words"),
    [
        ("file", None, None),
        ("nothing", 400, "Upload payload does not have a file."),
        ("text", 500, "Internal Server Error"),
        ("form", 500, "Internal Server Error"),
    ],
)
def test_what_is_no_file(sent_as: str, status: int | None, words: str | None) -> None:
    """A missing file is refused in words, on anything else PyPI's server breaks."""
    refusal = first_refusal(judge(RULES, upload()._replace(sent_as=sent_as), "x", {}))
    assert (refusal and refusal.status, refusal and refusal.message) == (status, words)


@pytest.mark.parametrize(
    ("sent_as", "changed", "rule"),
    [
        ("nothing", {"name": "json"}, "FRM030"),
        ("nothing", {"summary": "a\nb"}, "MET008"),
        ("text", {"description": "*", "description_content_type": "text/x-rst"}, "FRM031"),
        ("form", {"protocol_version": "2"}, "FRM032"),
        ("form", {"name": ""}, "FRM032"),
    ],
)
def test_order(sent_as: str, changed: dict[str, str], rule: str) -> None:
    """A missing file is seen after the metadata; one that is a form breaks the server however the upload ends."""
    refusal = first_refusal(judge_upload(upload(form(**changed))._replace(sent_as=sent_as), PYPI, "x", {}))
    assert refusal is not None
    assert refusal.rule == rule
