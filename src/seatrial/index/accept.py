"""What a client wants to get: the Accept header against what is on offer."""

import re

WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
OPTION = rf'[ \t]*;[ \t]*(?![qQ]=){WORD}=(?:{WORD}|"(?:[^"\\]|\\.)*")'
EXTENSION = rf'[ \t]*;[ \t]*{WORD}(?:=(?:{WORD}|"(?:[^"\\]|\\.)*"))?'
WEIGHT = r"[ \t]*;[ \t]*[qQ]=(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)"
RANGE = rf"{WORD}/{WORD}(?:{OPTION})*(?:{WEIGHT}(?:{EXTENSION})*)?"
RANGES = re.compile(rf"(?:(?:,|{RANGE})(?:[ \t]*,(?:[ \t]*{RANGE})?)*)?")
"""A header by RFC 9110, 12.5.1."""


def choose(header: str | None, offers: tuple[str, ...]) -> str | None:
    """Return the offer that the client likes best, the first of equals; None where it takes none of them.

    Source: RFC 9110, 12.5.1. Without a header every offer is as good.
    """
    if header is None or not header.strip():
        return offers[0]
    likings = [liking for part in header.split(",")[:100] if (liking := _liking(part))]
    rated = [(offer, _rate(offer, likings)) for offer in offers]
    best = max(rated, key=lambda pair: pair[1])
    return best[0] if best[1] > 0 else None


def choose_page(header: str) -> str | None:
    """Return as what PyPI sends the words of a refusal, `text/html` or `application/json`; None for plain text.

    Without a header it is plain text; with one that cannot be read, HTML. Source: webob 1.8.10, acceptparse.py:844 and :1320.
    """
    offers = ("text/html", "application/json")
    if not RANGES.fullmatch(header):
        return offers[0]
    return choose(header, offers) if header else None


def _liking(part: str) -> tuple[str, float] | None:
    kind, *options = (option.strip().lower() for option in part.split(";"))
    weight = 1.0
    for option in options:
        name, _, value = option.partition("=")
        if name != "q":
            return None
        try:
            weight = float(value)
        except ValueError:
            return None
        # What stands behind the weight says nothing about the kind.
        break
    return (kind, weight) if 0 <= weight <= 1 else None


def _rate(offer: str, likings: list[tuple[str, float]]) -> float:
    """Return the weight of the most specific range that the offer falls into."""
    for wanted in (offer, offer.partition("/")[0] + "/*", "*/*"):
        weights = [weight for kind, weight in likings if kind == wanted]
        if weights:
            return max(weights)
    return 0.0
