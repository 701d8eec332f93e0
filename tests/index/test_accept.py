"""The Accept header."""

import pytest

from seatrial.index.accept import choose

OFFERS = ("text/html", "application/json")


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("application/json", "application/json"),
        ("APPLICATION/JSON", "application/json"),
        ("application/json;q=0.9, text/plain;q=0.8, text/html;q=0.7", "application/json"),
        ("text/html;q=0.5, application/*", "application/json"),
        ("text/*;q=0, */*", "application/json"),
        ("text/html, application/json", "text/html"),
        ("text/html;q=0", None),
        ("image/png", None),
        ("text/html;level=1", None),
        ("text/html;q=much", None),
        ("text/html;q=7", None),
        (",;,", None),
    ],
)
def test_chooses_what_the_client_likes_best(header, chosen):
    """The most specific range counts, then its weight, then the order of what is on offer."""
    assert choose(header, OFFERS) == chosen
