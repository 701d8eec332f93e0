"""The HTML page in a real browser: it opens without complaint, fits every window, can be read in light and dark, and runs nothing."""

import html
import json
import re
import struct

import pytest

from make.browser import DARK, browse
from make.outcomes import OUTCOMES, SCRIPT, filled, full
from seatrial.report.html import page

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1280)
MEASURE = """
const luminance = colour => {
  const parts = colour.slice(0, 3).map(one => one / 255).map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
};
const parsed = colour => colour.match(/[\\d.]+/g).map(Number);
const ground = (view, element) => {
  for (let one = element; one; one = one.parentElement) {
    const colour = parsed(view.getComputedStyle(one).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
  return [255, 255, 255];
};
const measured = frame => {
  const page = frame.contentDocument, view = frame.contentWindow, weak = {};
  page.querySelectorAll("details").forEach(one => one.open = true);
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.tagName === "STYLE") continue;
    texts++;
    const ink = luminance(parsed(view.getComputedStyle(element).color)), under = luminance(ground(view, element));
    const ratio = (Math.max(ink, under) + 0.05) / (Math.min(ink, under) + 0.05);
    if (ratio < 4.5) weak[element.tagName + "." + element.className] = ratio;
  }
  const wide = [...page.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > Number(frame.width) + 1 && !one.closest(".hidden, thead"));
  return {width: page.documentElement.scrollWidth, wide: wide.map(one => one.outerHTML.slice(0, 80)), texts, weak};
};
onload = () => { document.title = JSON.stringify([...document.querySelectorAll("iframe")].map(measured)); };
"""


def measure(tmp_path, pages: list[str], *flags: str) -> list[dict]:
    """Return what a browser measures of pages in frames of each width. Their policy is left out there, so that a frame may be looked into."""
    bare = [re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", one) for one in pages]
    frames = "".join(f'<iframe width="{width}" height="900" srcdoc="{html.escape(one)}"></iframe>' for one in bare for width in WIDTHS)
    around = tmp_path / "around.html"
    around.write_text(f"<!DOCTYPE html><title>not measured</title>{frames}<script>{MEASURE}</script>", encoding="utf-8")
    printed, _ = browse(tmp_path, around.as_uri(), "--dump-dom", *flags)
    return json.loads(html.unescape(re.search("<title>(.*?)</title>", printed, re.DOTALL)[1]))


def shown(tmp_path, outcome, language="en"):
    """Write the page of an outcome to a file; return its address."""
    file = tmp_path / "out.html"
    file.write_text(page(outcome, language), encoding="utf-8")
    return file.as_uri()


def test_it_opens_without_complaint(tmp_path) -> None:
    """The browser takes the whole page, its style too, and its console says nothing."""
    printed, console = browse(tmp_path, shown(tmp_path, full(), "zh"), "--dump-dom")
    assert (console, printed.count("<footer>"), printed.count("<section")) == ("", 1, 9)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_fits_and_can_be_read(tmp_path, mode) -> None:
    """From a telephone to a wide screen nothing sticks out, with everything unfolded; each text has the contrast that WCAG AA asks for.

    The last page is there to be found wanting, so that the measure is known to see.
    """
    odd = filled("x" * 300 + " <b> 很长的名称" * 20, ("y" * 300, "deep/" * 40 + "z.py"))
    pages = [page(full(), "en"), page(OUTCOMES["dry run"], "zh"), page(odd, "en")]
    *found, narrow, _, _ = measure(tmp_path, [*pages, '<p style="width: 400px; color: #999">pale'], *(DARK if mode == "dark" else ()))
    assert [(one["width"], one["wide"], one["weak"]) for one in found] == [(width, [], {}) for _ in pages for width in WIDTHS]
    assert all(one["texts"] > 20 for one in found)
    assert (narrow["width"] > 360, len(narrow["wide"]), list(narrow["weak"])) == (True, 1, ["P."])


def test_it_is_drawn_in_light_and_dark(tmp_path) -> None:
    """The page's own policy lets its style through: it is drawn, and drawn otherwise where the system is dark."""
    pictures = []
    for name, flags in (("light", ()), ("dark", DARK)):
        picture = tmp_path / f"{name}.png"
        browse(tmp_path, shown(tmp_path, full()), f"--screenshot={picture}", "--window-size=900,700", *flags)
        pictures.append(picture.read_bytes())
    assert [struct.unpack(">II", one[16:24]) for one in pictures] == [(900, 700)] * 2
    assert all(len(one) > 20_000 for one in pictures)
    assert pictures[0] != pictures[1]


def test_nothing_of_a_hostile_name_runs(tmp_path) -> None:
    """A script in every name and message changes nothing, and does not even have to be blocked."""
    printed, console = browse(tmp_path, shown(tmp_path, filled(SCRIPT, (SCRIPT,))), "--dump-dom")
    assert console == ""
    assert "<title>taken over" not in printed
    assert "<script" not in printed


def test_the_policy_would_stop_a_script(tmp_path) -> None:
    """Were a script on the page nevertheless, the browser would not run it; and these tests would hear of it."""
    file = tmp_path / "broken.html"
    file.write_text(page(full(), "en").replace("<footer>", f"{SCRIPT}<footer>"), encoding="utf-8")
    printed, console = browse(tmp_path, file.as_uri(), "--dump-dom")
    assert "<title>taken over" not in printed
    assert "Content Security Policy" in console
