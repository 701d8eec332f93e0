"""Every error text of the catalogue, found."""

import pytest

from make.error_texts import TEXTS
from seatrial.app.explain import explain_text
from seatrial.report.causes import told

ROWS = {"AU": 22, "TP": 36, "NA": 8, "MD": 27, "FI": 35, "NE": 22, "TW": 30, "GH": 10, "BU": 26, "IN": 15}
"""How many entries the catalogue has on each subject."""
STAMP = "2026-08-21T12:00:00.1234567Z"


def test_the_whole_catalogue_is_there() -> None:
    """No row of the catalogue is left out."""
    assert {one.row for one in TEXTS} == {f"{subject}{number:02}" for subject, last in ROWS.items() for number in range(1, last + 1)}


@pytest.mark.parametrize("subject", ROWS)
def test_each_text_finds_its_cause_first(subject) -> None:
    """A text by itself, and in the middle of a log of a CI, is answered by its cause before any other, in both languages."""
    for one in TEXTS:
        if not one.row.startswith(subject):
            continue
        log = f"{STAMP} Run twine upload\r\n{STAMP} \x1b[31m##[error]{one.text}\x1b[0m\r\nbye\r\n"
        for text, line in ((one.text, 1), (log, 2)):
            found = explain_text(text).found
            assert found, text
            assert (found[0].id, found[0].line) == (one.known, line), text
        for language in ("en", "zh"):
            first = told(found[:1], language)[0].known
            assert all((first.title, first.why, first.fix))
