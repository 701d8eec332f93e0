"""Rules on the description, which most projects call README."""

import re
from collections.abc import Iterator
from functools import lru_cache

from seatrial.model.finding import Hit
from seatrial.model.metadata import Description
from seatrial.rules.rule import Rule, Words, rule

SEE = "See https://{PYPI}/help/#description-content-type for more information."
SOURCE = "warehouse@6b62157:forklift/legacy.py:903"
MARKDOWN_SIGNS = re.compile(r"^#{1,6} \S|^```|\]\(https?://", re.MULTILINE)
RST_SIGNS = re.compile(r"^\.\. \S|^[=*~^-]{4,}\n", re.MULTILINE)
RST_DIRECTIVE = re.compile(r"^\.\. (?:[\w-]+::|_[^:\n]+: )", re.MULTILINE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
RELATIVE = r'(?!https?:|//|mailto:|data:|#)([^"]+)"'
IMAGE = re.compile(rf'<img\b[^>]*?\bsrc="{RELATIVE}')
LINK = re.compile(rf'<a\b[^>]*?\bhref="{RELATIVE}')
SAID = re.compile(r"^<string>:(\d+): \(\w+/\d\) ")
"""How docutils begins: `<string>:8: (WARNING/2) `."""
SHOWN = 5


@rule(
    "DSC001",
    "error",
    "The description does not render as reStructuredText, which is the default",
    message="No content type is declared, and as reStructuredText the description fails: {said}",
    source=SOURCE,
    refuses=Words(400, f"The description failed to render in the default format of reStructuredText. {SEE}"),
)
def default_fails(description: Description) -> Iterator[Hit]:
    """PyPI takes a description without a content type for reStructuredText, and refuses it at the first warning of its renderer.

    Fix: Declare the README's content type (text/markdown for a .md file): `long_description_content_type` in setup.py, `readme` in pyproject.toml. If it is reStructuredText, mend the line that is named.
    """
    if not description.content_type and _failed(description):
        yield Hit({"said": _said(description)})


@rule(
    "DSC002",
    "error",
    "The description does not render",
    message="As {type} the description fails: {said}",
    source=SOURCE,
    refuses=Words(400, f"The description failed to render for '{{type}}'. {SEE}"),
)
def declared_fails(description: Description) -> Iterator[Hit]:
    """PyPI refuses a description at the first warning of its renderer, and one of which nothing is left to show.

    Fix: Mend the line that is named, or declare the content type that the README really has. The directives `raw` and `include` are switched off on PyPI.
    """
    if description.content_type and _failed(description):
        yield Hit({"type": description.content_type, "said": _said(description)})


@rule(
    "DSC003",
    "error",
    "The description breaks PyPI's renderer",
    message="Rendering the description stops with {said}.",
    source=SOURCE,
    refuses=Words(500, "Internal Server Error (rendering the description stops with {said})"),
)
def breaks(description: Description) -> Iterator[Hit]:
    """PyPI's server answers `500 Internal Server Error`, and every attempt to upload again ends the same way.

    Fix: Look for very deep nesting in the README and make it flat.
    """
    if description.rendered and description.rendered.breaks:
        yield Hit({"said": description.rendered.breaks})


@rule(
    "DSC004",
    "warning",
    "The description takes too long to render",
    message="The description has {length} characters and could not be rendered within the limits of time and memory.",
    source=SOURCE,
    undecides=True,
)
def undecided(description: Description) -> Iterator[Hit]:
    """What PyPI would answer is therefore not known; browsers and other tools may have trouble with it too.

    Fix: Shorten the README, or make deep nesting flat.
    """
    if description.rendered and description.rendered.undecided:
        yield Hit({"length": len(description.text or "")})


@rule(
    "DSC005",
    "warning",
    "There is no description",
    message="The metadata has no description.",
    source="https://packaging.python.org/specifications/core-metadata/#description",
)
def missing(description: Description) -> Iterator[Hit]:
    """The project's page will be empty, so that nobody can tell what the project is for.

    Fix: Write a README and name it in the build file: `readme = "README.md"` in pyproject.toml, `long_description` in setup.py.
    """
    if not (description.text or "").strip():
        yield Hit({})


@rule(
    "DSC006",
    "warning",
    "The description looks like Markdown but is not declared so",
    message="No content type is declared, and {sign!r} looks like Markdown.",
    source="https://packaging.python.org/specifications/core-metadata/#description-content-type",
)
def looks_like_markdown(description: Description) -> Iterator[Hit]:
    """Without a content type PyPI takes the description for reStructuredText, and shows Markdown's signs as they stand.

    Fix: Declare text/markdown: `long_description_content_type="text/markdown"` in setup.py; `readme = "README.md"` in pyproject.toml does it by itself.
    """
    text = description.text or ""
    sign = None if description.content_type or RST_SIGNS.search(text) else MARKDOWN_SIGNS.search(text)
    if sign:
        line = text[sign.start() :].partition("\n")[0]
        yield Hit({"sign": line[:60]})


@rule(
    "DSC009",
    "warning",
    "The description is written in another markup than declared",
    message="The description is declared {type}, but {sign!r} is {markup}.",
    source="https://packaging.python.org/specifications/core-metadata/#description-content-type",
)
def other_markup(description: Description) -> Iterator[Hit]:
    """PyPI goes by the declaration alone, so its page shows the signs of the other markup as they stand.

    Fix: Declare the markup that the file is written in: text/markdown or text/x-rst.
    """
    text = description.text or ""
    type_ = (description.content_type or "").partition(";")[0].strip().lower()
    if type_ == "text/markdown" and not MARKDOWN_SIGNS.search(text):
        sign, markup = RST_DIRECTIVE.search(FENCED.sub("", text)), "reStructuredText"
    elif type_ == "text/x-rst" and not RST_SIGNS.search(text):
        sign, markup = MARKDOWN_SIGNS.search(text), "Markdown"
    else:
        return
    if sign:
        line = sign.string[sign.start() :].partition("\n")[0]
        yield Hit({"type": type_, "sign": line[:60], "markup": markup})


@rule(
    "DSC007",
    "warning",
    "An image of the description will not show",
    message="The image {target!r} lies beside the README, not on PyPI.",
    source="https://packaging.python.org/guides/making-a-pypi-friendly-readme/",
)
def relative_image(description: Description) -> Iterator[Hit]:
    """PyPI shows the description without the files around it, so that an image needs a whole address.

    Fix: Write the image's address on the web, beginning with https://.
    """
    yield from _relative(description, IMAGE)


@rule(
    "DSC008",
    "note",
    "A link of the description leads nowhere",
    message="The link {target!r} is relative to the README, which has no neighbours on PyPI.",
    source="https://packaging.python.org/guides/making-a-pypi-friendly-readme/",
)
def relative_link(description: Description) -> Iterator[Hit]:
    """PyPI shows the description without the files around it, so that a link to one of them fails.

    Fix: Write the file's address on the web, beginning with https://.
    """
    yield from _relative(description, LINK)


def _failed(description: Description) -> bool:
    rendered = description.rendered
    return rendered is not None and rendered.html is None and not rendered.breaks and not rendered.undecided


def _said(description: Description) -> str:
    """Return what docutils said, its line in words and without the text that it quotes."""
    said = description.rendered.said if description.rendered else ""
    return SAID.sub(r"line \1: ", " ".join(said.partition("\n\n")[0].split()))


def _relative(description: Description, pattern: re.Pattern[str]) -> Iterator[Hit]:
    html = description.rendered.html if description.rendered else None
    yield from (Hit({"target": target}) for target in _found(html or "", pattern))


@lru_cache(maxsize=4)
def _found(html: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    # Most files of a release have the same description.
    return tuple(dict.fromkeys(pattern.findall(html)))[:SHOWN]


RULES: tuple[Rule[Description], ...] = (
    default_fails,
    declared_fails,
    breaks,
    undecided,
    missing,
    looks_like_markdown,
    other_markup,
    relative_image,
    relative_link,
)
