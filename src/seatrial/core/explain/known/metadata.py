"""Descriptions and metadata as checking tools complain of them before an upload."""

from seatrial.model.explain import SIGN, Cause

CAUSES = (
    Cause(
        "EXP220",
        "The README has a mistake in its markup",
        "It is declared as reStructuredText, or not declared at all, and does not render. Often it is Markdown without its content type, "
        "or it has directives that only Sphinx knows.",
        'If the README is Markdown: name it in pyproject.toml as `readme = "README.md"`, or in setup.py `long_description_content_type="text/markdown"`.\n'
        "If it is reStructuredText: correct the line that the message names; titles need a line as long as themselves, and Sphinx roles and directives must go.\n"
        "See the page as PyPI will show it: `seatrial preview`.\n"
        "Build again.",
        said=(
            "`long_description` has syntax errors in markup",
            "has syntax errors in markup and would not be rendered on PyPI",
            "Unknown directive type",
            "Title underline too short",
            "start-string without end-string",
            "Unknown interpreted text role",
        ),
        url="https://{PYPI}/help/#description-content-type",
    ),
    Cause(
        "EXP221",
        "The content type of the README is not declared",
        "PyPI then takes it for reStructuredText, and a README in Markdown looks broken or is refused.",
        'In pyproject.toml: `readme = "README.md"`; the ending tells the type.\n'
        'In setup.py: `long_description_content_type="text/markdown"`.\n'
        "Build again.",
        said=("`long_description_content_type` missing", "long_description_content_type` missing. defaulting to `text/x-rst`"),
        url="https://{PYPI}/help/#description-content-type",
        rank=SIGN,
    ),
    Cause(
        "EXP222",
        "The project has no README in its metadata",
        "The page on PyPI will be empty.",
        'Add `readme = "README.md"` to `[project]` in pyproject.toml, and check that the file is there.\nBuild again.',
        said=("`long_description` missing",),
        rank=SIGN,
    ),
    Cause(
        "EXP223",
        "`twine check` had nothing to check",
        "Only signatures or attestations were named. It ends with success nevertheless.",
        "Name the distributions: `twine check dist/*.whl dist/*.tar.gz`.",
        said=("No files to check.",),
        rank=SIGN,
    ),
)
