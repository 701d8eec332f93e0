"""Rules on the README of a source tree: what its page on the index will not show as meant, and what it says of installing."""

from collections.abc import Iterator

from seatrial.core.build_output import shortened
from seatrial.core.versions import is_version, same_version
from seatrial.model.finding import Hit
from seatrial.model.upkeep import Readme, Upkeep
from seatrial.rules.repository import version_by_git
from seatrial.rules.rule import Rule, rule

GUIDE = "https://packaging.python.org/guides/making-a-pypi-friendly-readme/"
NAMED = 3


@rule(
    "PRJ090",
    "note",
    "A link within the README leads nowhere",
    message="The link #{anchor} leads to no heading of the page as PyPI shows it.",
    source="readme_renderer: markdown.py",
)
def dead_anchor(upkeep: Upkeep) -> Iterator[Hit]:
    """PyPI gives headings ids of its own and drops the names that `<a name=…>` gives, so that a table of contents may work on GitHub and not there.

    Fix: Link to the heading in its own form (lower case, spaces as `-`, no punctuation), or remove the link.
    """
    from seatrial.core.upkeep.page import dead_anchors, line_of  # noqa: PLC0415  (only where a tree is judged)

    for readme, html in _shown(upkeep):
        for one in dead_anchors(html, markdown=_is_markdown(readme)):
            yield Hit({"anchor": one}, file=readme.file, line=line_of(_text(readme), f"#{one}"))


@rule(
    "PRJ091",
    "note",
    "The README has marks that PyPI shows as they stand",
    message="{mark} is known to GitHub and not to PyPI.",
    source=GUIDE,
)
def foreign_mark(upkeep: Upkeep) -> Iterator[Hit]:
    """On the project's page readers see the mark itself, the text of a diagram in place of the diagram.

    Fix: Write a bold word in place of `[!NOTE]`, and put a picture in place of the diagram, with its whole address.
    """
    from seatrial.core.upkeep.page import foreign_marks, line_of  # noqa: PLC0415  (only where a tree is judged)

    for readme, html in _shown(upkeep):
        for one in foreign_marks(html) if _is_markdown(readme) else ():
            yield Hit({"mark": one}, file=readme.file, line=line_of(_text(readme), one, one.removeprefix("```")))


@rule(
    "PRJ105",
    "warning",
    "The address of an image is that of a page",
    message="{address} is a page about the image, not the image.",
    source=GUIDE,
)
def page_as_picture(upkeep: Upkeep) -> Iterator[Hit]:
    """GitHub and GitLab show it in their own READMEs; on PyPI there is a broken image.

    Fix: Write `/raw/` in place of `/blob/` in the address.
    """
    from seatrial.core.upkeep.page import line_of, pages_as_pictures  # noqa: PLC0415  (only where a tree is judged)

    for readme, html in _shown(upkeep):
        for one in pages_as_pictures(html):
            yield Hit({"address": one}, file=readme.file, line=line_of(_text(readme), one))


@rule(
    "PRJ092",
    "note",
    "The README installs something else",
    message="The README says how to install {names}, and nowhere how to install {name}.",
)
def installs_another(upkeep: Upkeep) -> Iterator[Hit]:
    """Whoever copies the command gets another project, or none. Mostly the project was renamed, or the README comes from a template.

    Fix: Write `pip install` with the name of the project in the README.
    """
    from seatrial.core.protocol import normal  # noqa: PLC0415  (only where a tree is judged)
    from seatrial.core.upkeep.promises import TOOLS, installs  # noqa: PLC0415

    readme, name = upkeep.readme, upkeep.project.name
    if readme is None or name is None:
        return
    found, nameless = installs(_text(readme))
    needed = {normal(_bare(one)) for one in upkeep.project.requires}
    others = [one for one in found if one.by_pip and normal(one.name) not in needed | TOOLS]
    if others and not nameless and normal(name) not in {normal(one.name) for one in found}:
        names = shortened(list(dict.fromkeys(one.name for one in others)), NAMED)
        yield Hit({"names": names, "name": name}, file=readme.file, line=others[0].line)


@rule(
    "PRJ106",
    "note",
    "The README installs another version",
    message="The README installs {name} {stated}; this is {version}.",
)
def installs_old(upkeep: Upkeep) -> Iterator[Hit]:
    """Whoever copies the command gets the version that was current when it was written.

    Fix: Leave the version out of the command, or raise it with each release.
    """
    from seatrial.core.protocol import normal  # noqa: PLC0415  (only where a tree is judged)
    from seatrial.core.upkeep.promises import installs  # noqa: PLC0415

    readme, name, version = upkeep.readme, upkeep.project.name, stated(upkeep)
    if readme is None or name is None or version is None:
        return
    pinned = (one for one in installs(_text(readme))[0] if one.version and is_version(one.version) and normal(one.name) == normal(name))
    for one in pinned:
        if not same_version(one.version or "", version):
            yield Hit({"name": name, "stated": one.version or "", "version": version}, file=readme.file, line=one.line)
            return


@rule(
    "PRJ093",
    "note",
    "README and metadata name different Pythons",
    message="The README says Python {stated} or later; the metadata says {required}.",
)
def another_python(upkeep: Upkeep) -> Iterator[Hit]:
    """Installers go by the metadata alone: users of the Pythons between get an older release, or one that does not work there.

    Fix: Write the same oldest Python in the README and in `requires-python`.
    """
    from seatrial.core.upkeep.promises import contradicts, python_floor  # noqa: PLC0415  (only where a tree is judged)

    readme, required = upkeep.readme, upkeep.project.requires_python
    told = python_floor(_text(readme)) if readme and required else None
    if readme and required and told and contradicts(told[0], required):
        yield Hit({"stated": told[0], "required": required}, file=readme.file, line=told[1])


def stated(upkeep: Upkeep) -> str | None:
    """Return the version of a project; where the build reads it from a module, the one that stands there."""
    project = upkeep.project
    written = {place.version for place in project.versions}
    return project.version or (next(iter(written)) if len(written) == 1 and not version_by_git(project) else None)


@rule(
    "PRJ108",
    "error",
    "The README's table does not name its markup",
    message="{file} names {readme} in a table without `content-type`.",
    source="https://packaging.python.org/specifications/pyproject-toml/#readme",
)
def table_without_type(upkeep: Upkeep) -> Iterator[Hit]:
    """The standard demands it, and build backends stop: within a table nothing goes by the ending of the name.

    Fix: Write `readme = "README.md"`, or add `content-type = "text/markdown"` to the table.
    """
    project = upkeep.project
    source = project.sources.get("readme")
    known = (project.readme or "").lower().endswith((".md", ".rst", ".txt"))
    if source and known and source.file == "pyproject.toml" and project.readme_content_type is None and "readme" not in project.dynamic:
        yield Hit({"file": source.file, "readme": project.readme or ""}, file=source.file, line=source.line)


def _shown(upkeep: Upkeep) -> Iterator[tuple[Readme, str]]:
    readme = upkeep.readme
    if readme and readme.description.rendered and readme.description.rendered.html:
        yield readme, readme.description.rendered.html


def _text(readme: Readme) -> str:
    return readme.description.text or ""


def _is_markdown(readme: Readme) -> bool:
    return (readme.description.content_type or "").startswith("text/markdown")


def _bare(requirement: str) -> str:
    """Return the name of a requirement."""
    import re  # noqa: PLC0415  (cheap import of the rules)

    found = re.match(r"\s*([\w.-]+)", requirement)
    return found[1] if found else requirement


RULES: tuple[Rule[Upkeep], ...] = (
    dead_anchor,
    foreign_mark,
    page_as_picture,
    installs_another,
    installs_old,
    another_python,
    table_without_type,
)
