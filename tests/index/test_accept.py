"""The Accept header."""

import pytest

from seatrial.index.accept import choose, choose_page

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


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", None),
        ("*/*", "text/html"),
        ("application/json", "application/json"),
        ("application/json;q=1;extra=1, text/html;q=0.9", "application/json"),
        ("text/html;q=2, application/json", "text/html"),
        (", application/json", "text/html"),
        ("nonsense", "text/html"),
        ('text/plain;a="b;,c", application/json', "application/json"),
        ("image/png", None),
    ],
)
def test_refusals_come_as_pypis_server_would_send_them(header, chosen):
    """Without a header they are plain text, with one that is malformed a page."""
    assert choose_page(header) == chosen
