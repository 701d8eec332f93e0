"""The README of a source tree, rendered as its page on the index would show it; nothing is built for it."""

import re
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple

from seatrial.core.render import render
from seatrial.core.upkeep.page import line_of
from seatrial.model.checklist import ReadmeState
from seatrial.model.finding import Finding
from seatrial.model.metadata import Aside, Description
from seatrial.model.project import Project
from seatrial.rules import description as rules
from seatrial.rules.rule import judge

TYPES = {".md": "text/markdown", ".markdown": "text/markdown", ".rst": "text/x-rst", ".txt": "text/plain", "": "text/x-rst"}
"""What build backends make of the ending of a README."""


SAID = re.compile(r"line (\d{1,9}): ")
"""How the renderer's words begin where they name a line."""


class Described(NamedTuple):
    """A README, and what became of it."""

    state: ReadmeState
    file: str | None = None
    description: Description | None = None
    """Where the state is `judged`."""


def described(project: Project, files: Mapping[str, bytes], aside: Aside | None = None) -> Described:
    """Return the README of a project rendered; `files` are those of its folder, bounded, `aside` renders what may take long."""
    file = project.readme
    if "readme" in project.dynamic:
        return Described("computed", file)
    if file is None:
        return Described("none")
    data = files.get(file)
    if data is None:
        return Described("unread", file)
    text, kind = data.decode("utf-8", "replace").replace("\r\n", "\n"), content_type(project, file)
    rendered = render(text, kind, aside, coloured=False) if text else None
    return Described("judged", file, Description(text, kind, rendered))


def content_type(project: Project, file: str) -> str | None:
    """Return the content type that a release gives to a README; None where it states none, so that PyPI takes it for reStructuredText."""
    source = project.sources.get("readme")
    silent = source is not None and source.file in ("setup.py", "setup.cfg") and "readme_content_type" not in project.dynamic
    stem, dot, ending = file.rpartition("/")[2].lower().rpartition(".")
    usual = TYPES.get(dot + ending if stem and dot else "", "text/plain")
    return project.readme_content_type or (None if silent else usual)


def judge_described(found: Described, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on a README that was rendered; `path` names the project to the user, `ignore` has the reason by rule id."""
    if found.description is None:
        return ()
    text = found.description.text or ""
    return tuple(one._replace(file=found.file, line=_line(one, text)) for one in judge(rules.RULES, found.description, path, ignore))


def _line(finding: Finding, text: str) -> int | None:
    """Return the line of a README that a finding on its page is about, as far as it can be told."""
    said = SAID.match(str(finding.values.get("said", "")))
    if said:
        return int(said[1])
    named = str(finding.values.get("target") or finding.values.get("sign") or "")
    return line_of(text, unescape(named)) if named else None
