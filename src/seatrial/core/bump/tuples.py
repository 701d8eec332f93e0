"""Versions that are written as tuples: `(1, 2, 0)`, `("1", "2", "0rc1")`, `(1, 2, 0, "beta", 1)`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from packaging.version import Version

from seatrial.core.bump.versions import parsed

WORDS = {
    "alpha": "a",
    "a": "a",
    "beta": "b",
    "b": "b",
    "candidate": "rc",
    "rc": "rc",
    "c": "rc",
    "dev": "dev",
    "post": "post",
    "final": "",
    "release": "",
    "stable": "",
    "": "",
}
"""Words for a phase → phase; empty for a final release."""
TO_FINAL = frozenset({"alpha", "beta", "candidate", "rc", "c"})
"""Words beside which a final release is `final`, as in Python's own `sys.version_info`."""
COMBINED = re.compile(r"(?P<lead>[-.]?)(?P<phase>a|b|c|rc|dev|post)(?P<dot>\.?)\d{1,9}")
"""An item such as `rc1` or `.dev0`."""
NUMBER = re.compile(r"\d{1,9}", re.ASCII)
LAST = re.compile(r"(?P<number>\d{1,9})(?P<phase>a|b|c|rc|\.?dev|\.?post)\d{1,9}", re.ASCII)
"""A last item such as `0rc1`."""
ITEM = re.compile(r"""(?P<number>\d+)|(?P<quote>["'])(?P<word>[^"'\n]*)(?P=quote)|\#[^\r\n]*""")


BETWEEN = re.compile(r"""["']?[ \t]*,[ \t\r\n]*[rRuU]?["']?""")
"""What may be repeated before an item that is added."""


class _Item(NamedTuple):
    text: str
    start: int
    end: int


def tuple_version(values: Sequence[int | str]) -> str | None:
    """Return the version that the items of a tuple mean, None where that is not certain."""
    texts = [str(one) for one in values]
    count = _numbers(texts)
    release, rest = ".".join(texts[:count]), texts[count:]
    if count < 2:
        return None
    if len(rest) == 2:
        phase = WORDS.get(rest[0]) if NUMBER.fullmatch(rest[1]) else None
        whole = None if phase is None else f"{release}.{phase}{rest[1]}" if phase else release
    elif len(rest) == 1:
        known = COMBINED.fullmatch(rest[0]) or LAST.fullmatch(rest[0])
        whole = release if WORDS.get(rest[0]) == "" else f"{release}.{rest[0].lstrip('.-')}" if known else None
    else:
        whole = None if rest else release
    return str(version) if whole is not None and (version := parsed(whole)) else None


def tuple_items(text: str) -> list[str]:
    """Return the items that are seen inside of a tuple; those that are texts without their quotes."""
    return [one.text for one in _items(text)]


def _items(text: str) -> list[_Item]:
    return [_Item(found["number"] or found["word"], *_span(found)) for found in ITEM.finditer(text) if found.lastgroup]


def tuple_spelled(text: str, new: str, *, numbers_alone: bool) -> str | None:
    """Return the inside of a tuple with another version in it, all else as it is; None where its form leaves open how that version is written.

    `numbers_alone` says that the tuple is known to hold nothing but the numbers, also those of a pre-release.
    """
    version = Version(new)
    items = _items(text)
    texts = [one.text for one in items]
    count = _numbers(texts)
    phases = [
        (name, str(number))
        for name, number in (version.pre or ("", None), ("post", version.post), ("dev", version.dev))
        if number is not None
    ]
    if version.epoch or len(phases) > 1:
        return None
    phase, number = phases[0] if phases else ("", "0")
    rest = texts[count:]
    within = len(rest) == 1 and LAST.fullmatch(rest[0]) is not None
    release = _release(version, count + within, grows=not rest)
    if release is None:
        return None
    if within:
        dot = "." if phase in ("post", "dev") else ""
        return _written(text, items, [*release[:-1], release[-1] + (f"{dot}{phase}{number}" if phase else "")])
    ending = [] if numbers_alone and not rest else _ending(rest, phase, number)
    if ending is None or (len(release) > count and not BETWEEN.fullmatch(text[items[-2].end : items[-1].start])):
        return None
    return _written(text, items, [*release, *ending])


def _span(found: "re.Match[str]") -> tuple[int, int]:
    return found.span("number") if found["number"] else found.span("word")


def _numbers(texts: Sequence[str]) -> int:
    """Return how many items at the beginning are numbers."""
    return next((place for place, one in enumerate(texts) if not NUMBER.fullmatch(one)), len(texts))


def _release(version: Version, count: int, *, grows: bool) -> list[str] | None:
    """Return the numbers of a version, as many as stood there before, or more where that can be."""
    numbers = [*map(str, version.release), *(["0"] * (count - len(version.release)))]
    while len(numbers) > count and numbers[-1] == "0":
        numbers.pop()
    return numbers if grows or len(numbers) == count else None


def _ending(rest: Sequence[str], phase: str, number: str) -> list[str] | None:
    """Return what follows the numbers, in the form of what followed them before; None where that form leaves it open."""
    if len(rest) == 2:
        word = _word(rest[0], phase)
        return None if word is None else [word, number]
    if not phase:
        # An item such as `rc1` goes, one such as `final` stays.
        return [one for one in rest if WORDS.get(one) == ""]
    found = COMBINED.fullmatch(rest[0]) if rest else None
    if found:
        return [f"{found['lead']}{phase}{found['dot']}{number}"]
    return [f"{phase}{number}"] if rest == [""] else None


def _word(old: str, phase: str) -> str | None:
    before = WORDS[old]
    if phase == before:
        return old
    if not phase:
        return "final" if old in TO_FINAL else None
    if old in ("alpha", "beta", "candidate", "final"):
        return {"a": "alpha", "b": "beta"}.get(phase)
    return phase if old in ("a", "b") and phase in ("a", "b", "rc") else None


def _written(text: str, items: Sequence[_Item], new: Sequence[str]) -> str:
    """Return a text with other items in it: what is too much goes from its end, what is missing is added there."""
    made, kept = "", min(len(items), len(new))
    for place in range(kept):
        made += text[items[place - 1].end if place else 0 : items[place].start] + new[place]
    if len(new) >= len(items):
        between = text[items[-2].end : items[-1].start]
        return made + "".join(between + one for one in new[len(items) :]) + text[items[-1].end :]
    return made
