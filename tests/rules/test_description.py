"""A description that PyPI refuses is an error, one that helps nobody a warning."""

import pytest

from make.metadata import described, form
from seatrial.core.metadata import sent
from seatrial.model.metadata import Rendered
from seatrial.rules.description import RULES
from seatrial.rules.rule import judge
from seatrial.rules.verdict import describe

HELP = "See https://pypi.org/help/#description-content-type for more information."


def ids(text: str | None, content_type: str | None = None) -> list[str]:
    """Return the rules that strike on a description as it is sent."""
    fields = {name: value for name, value in (("description", text), ("description_content_type", content_type)) if value is not None}
    return [finding.rule for finding in judge(RULES, describe(sent(form(**fields))), "x", {})]


@pytest.mark.parametrize(
    ("text", "content_type", "expected"),
    [
        ("Some *text*.", "text/markdown", []),
        ("Some text.", None, []),
        ("a `b", None, ["DSC001"]),
        ("a `b", "text/x-rst", ["DSC002"]),
        ("a `b", "text/plain", []),
        ("a `b", "text/html", []),
        ("a\n" * 40_000, "text/x-rst", ["DSC004"]),
        (None, None, ["DSC005"]),
        (" \n", "text/plain", ["DSC005"]),
        ("# Demo\n\nText\n", None, ["DSC006"]),
        ("# Demo\n\nText\n", "text/x-rst", ["DSC009"]),
        ("Demo\n====\n\n.. image:: https://x.org/a.png\n", "text/markdown; charset=UTF-8", ["DSC009"]),
        ("Demo\n\n```\n.. code:: x\n```\n", "text/markdown", []),
        ("Demo\n\n~~~\n.. code:: x\n~~~\n", "text/markdown", []),
        ("# Demo\n\n.. note:: x\n", "text/markdown", []),
        ("Demo\n====\n\n# x\n", "text/x-rst", []),
        ("# Demo\n", "text/plain", []),
        ("**Note** this\n\nA\n====\n\n.. code::\n\n   x\n\n# No title\n", None, []),
        ("![a](b.png) ![c](https://x.org/c.png) [d](docs/d.md) [e](#e) [f](mailto:f@x.org)", "text/markdown", ["DSC007", "DSC008"]),
    ],
)
def test_what_strikes(text: str | None, content_type: str | None, expected: list[str]) -> None:
    """Each fault of a description is found, and a good one has none."""
    assert ids(text, content_type) == expected


def test_words() -> None:
    """PyPI's words say whether a content type was declared, and our message has the renderer's."""
    failed = Rendered(None, "line 3 is odd")
    default, declared = (judge(RULES, described("x", kind, failed), "x", {})[0] for kind in (None, "text/x-rst"))
    assert default.refusal is not None
    assert declared.refusal is not None
    assert default.refusal.message == f"The description failed to render in the default format of reStructuredText. {HELP}"
    assert declared.refusal.message == f"The description failed to render for 'text/x-rst'. {HELP}"
    assert default.values["said"] == "line 3 is odd"


def test_what_docutils_says_is_one_line() -> None:
    """The line is named in words, and what docutils quotes of the text is left out."""
    failed = Rendered(None, "<string>:8: (ERROR/3) Malformed table.\nNo bottom.\n\n====\n")
    assert judge(RULES, described("x", None, failed), "x", {})[0].values["said"] == "line 8: Malformed table. No bottom."


def test_breaking_the_renderer() -> None:
    """A description on which PyPI's renderer stops is answered by its server with 500."""
    (found,) = judge(RULES, described("x", "text/x-rst", Rendered(None, breaks="RecursionError: x")), "x", {})
    assert found.refusal is not None
    assert (found.rule, found.refusal.status) == ("DSC003", 500)


def test_few_images_are_named() -> None:
    """Of many images that will not show a few are named, each once."""
    html = "".join(f'<img src="{number % 20}.png">' for number in range(100))
    assert len(judge(RULES, described("x", "text/markdown", Rendered(html)), "x", {})) == 5
