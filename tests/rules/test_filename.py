"""Rules on file names."""

import pytest

from seatrial.model.dist import Unknown, Upload
from seatrial.model.form import Form
from seatrial.rules import filename
from seatrial.rules.rule import judge


@pytest.mark.parametrize(
    ("name", "filetype", "rule"),
    [
        ("a-1.0-py3-none-any.whl", "bdist_wheel", None),
        ("a-1.0.tar.gz", "sdist", None),
        ("a-1.0.zip", "sdist", None),
        ("a\t-1.0.tar.gz", "sdist", "NAM001"),
        ("a\x7f-1.0.tar.gz", "sdist", "NAM001"),
        ("a/b-1.0.tar.gz", "sdist", "NAM002"),
        ("a\\b-1.0.tar.gz", "sdist", "NAM002"),
        ("a-1.0.tar.gz", "bdist_wheel", "NAM003"),
        ("a-1.0.TAR.GZ", "sdist", "NAM003"),
        ("a-1.0.tar.gz", "odd", "NAM003"),
        ("a-1.0.tgz", "sdist", "NAM004"),
        (".whl", "bdist_wheel", "NAM004"),
        ("a" * 252 + ".whl", "bdist_wheel", "NAM005"),
        ("é" * 126 + ".whl", "bdist_wheel", "NAM005"),
    ],
)
def test_names(name: str, filetype: str, rule: str | None) -> None:
    """Each name is refused by one rule, as PyPI does."""
    upload = Upload(Unknown(name, 0, "", ""), Form((("filetype", filetype),)))
    assert [found.rule for found in judge(filename.RULES, upload, "x", {})] == ([rule] if rule else [])


def test_words_are_pypis() -> None:
    """Whoever reads the finding reads what PyPI would say."""
    upload = Upload(Unknown("a-1.0.tar.gz", 0, "", ""), Form((("filetype", "bdist_wheel"),)))
    [found] = judge(filename.RULES, upload, "x", {})
    assert found.refusal is not None
    assert found.refusal.message == (
        "Invalid file extension: Extension .tar.gz is invalid for filetype bdist_wheel. See https://www.python.org/dev/peps/pep-0527 for more information."
    )
