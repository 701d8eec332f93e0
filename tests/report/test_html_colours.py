"""The colours of the HTML page: enough contrast for everybody, in light and in dark."""

import re

import pytest

from seatrial.report.html.style import STYLE

ENOUGH = 4.5
"""Contrast that WCAG 2.2 AA asks of text (1.4.3)."""
ENOUGH_SHAPE = 3.0
"""… and of shapes that mean something (1.4.11)."""
TEXTS = [
    *((ink, ground) for ink in ("ink", "soft", "good", "bad", "warn", "link") for ground in ("paper", "ground")),
    ("ink", "code"), ("soft", "code"), ("deep-ink", "deep"), ("deep-soft", "deep"),
]  # fmt: skip
SHAPES = [("bar", "paper"), ("bar", "code"), ("bad", "paper"), ("warn", "paper"), ("link", "paper")]
ROUNDS = re.findall(r"--round: (#[0-9a-f]{6})", STYLE)


def palette(*, dark: bool) -> dict[str, str]:
    """Return the colours as a browser would take them."""
    screen = STYLE.partition("@media print")[0]
    dark_parts = re.findall(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", screen, re.DOTALL)
    light = screen
    for part in dark_parts:
        light = light.replace(part, "")
    names = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return {**names, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", "".join(dark_parts)))} if dark else names


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    """Black on white is 21, and the grey that is known as the darkest to fail fails."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_text_can_be_read(dark) -> None:
    """Every colour of text stands out from every ground that it is drawn on, and so does every shape."""
    colours = palette(dark=dark)
    weak = {(ink, ground): round(contrast(colours[ink], colours[ground]), 2) for ink, ground in TEXTS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < ENOUGH} == {}
    shapes = {(shape, ground): round(contrast(colours[shape], colours[ground]), 2) for shape, ground in SHAPES}
    assert {pair: ratio for pair, ratio in shapes.items() if ratio < ENOUGH_SHAPE} == {}


def test_signs_of_the_verdict_can_be_read() -> None:
    """The sign of the verdict is white on a disc of its colour."""
    assert len(ROUNDS) == 4
    assert [ground for ground in ROUNDS if contrast("#ffffff", ground) < ENOUGH] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_focus_can_be_seen(dark) -> None:
    """What the keyboard is on has a ring of two colours; on every ground that it lies on, one of them stands out."""
    assert "outline: 3px solid var(--link); outline-offset: 2px; box-shadow: 0 0 0 2px var(--paper);" in STYLE
    colours = palette(dark=dark)
    best = {ground: max(contrast(colours[ring], colours[ground]) for ring in ("link", "paper")) for ground in ("deep", "ground", "paper")}
    assert [ground for ground, ratio in best.items() if ratio < ENOUGH_SHAPE] == []


def test_dark_is_another_palette() -> None:
    """The dark page has colours of its own for all that is text or ground."""
    light, dark = palette(dark=False), palette(dark=True)
    assert [name for name in ("ink", "paper", "ground", "soft", "good", "bad", "warn", "bar", "code") if light[name] == dark[name]] == []
