"""How a project states its licence: as an expression, without classifiers beside it, with the file that there is."""

import ast
import re
from collections.abc import Iterator, Mapping

from seatrial.core.bump.ini_places import ini_texts
from seatrial.core.bump.python_source import in_file, python_source
from seatrial.core.bump.stated import Stated
from seatrial.core.bump.toml_places import toml_texts
from seatrial.core.mending.subject import Splice, Subject, line_end, line_span, spliced, without_item
from seatrial.core.project.manifest import matching
from seatrial.core.project.required import takes_expressions
from seatrial.core.project.toml import parse_toml, table

FILE = "pyproject.toml"
CLASSIFIER = "License ::"
GROUP = "License :: OSI Approved"
GNU = "License :: OSI Approved :: GNU"
IDENTIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: MIT No Attribution License (MIT-0)": "MIT-0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: The Unlicense (Unlicense)": "Unlicense",
    "License :: OSI Approved :: Boost Software License 1.0 (BSL-1.0)": "BSL-1.0",
    "License :: OSI Approved :: European Union Public Licence 1.2 (EUPL 1.2)": "EUPL-1.2",
    "License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "CC0-1.0",
    f"{GNU} General Public License v2 (GPLv2)": "GPL-2.0-only",
    f"{GNU} General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    f"{GNU} General Public License v3 (GPLv3)": "GPL-3.0-only",
    f"{GNU} General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    f"{GNU} Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    f"{GNU} Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    f"{GNU} Affero General Public License v3": "AGPL-3.0-only",
    f"{GNU} Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
}
"""Classifiers that stand for one licence of the SPDX list and no other; "BSD License" and "Apache Software License" may each be several."""
NAMES = re.compile(r"(?:un)?licen[cs]e(?:[.-][\w.-]+)?|copying(?:\.\w+)?", re.IGNORECASE)


def drop_classifiers(subject: Subject) -> Mapping[str, bytes]:
    """Return the build file without the classifiers of licences."""
    file = str(subject.finding.values["file"])
    data = subject.files.get(file, b"")
    spans = {FILE: _in_toml, "setup.cfg": _in_ini, "setup.py": _in_script}
    found = list(spans[file](data)) if file in spans else []
    return {file: spliced(data, found)} if found else {}


def _in_toml(data: bytes) -> Iterator[Splice]:
    for path, stated in toml_texts(data, FILE).items():
        if path[:2] == ("project", "classifiers") and stated.text.startswith(CLASSIFIER):
            yield without_item(data, stated.start - 1, stated.end + 1)


def _in_ini(data: bytes) -> Iterator[Splice]:
    for line in re.finditer(rb"^[ \t]+(License ::[^\r\n]*)\r?(?:\n|\Z)", data, re.MULTILINE):
        yield Splice(line.start(), line.end())


def _in_script(data: bytes) -> Iterator[Splice]:
    source = python_source(data)
    for node in ast.walk(source.tree) if source else ():
        for one in node.elts if isinstance(node, ast.List | ast.Tuple) else ():
            if source and isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.startswith(CLASSIFIER):
                yield without_item(data, *in_file(source, one))


def state_expression(subject: Subject) -> Mapping[str, bytes]:
    """Return pyproject.toml with the licence as an expression in place of a table, where it is known which one, and the backend takes it."""
    project, data = subject.project, subject.files[FILE]
    if project.backend != "setuptools" or not takes_expressions(project.build_requires):
        return {}
    known = toml_texts(data, FILE)
    told, file = known.get(("project", "license", "text")), known.get(("project", "license", "file"))
    place = told or file
    braces = _braces(data, place) if place and not (told and file) else None
    expression = (_identifier(told.text) if told else None) or _classified(project.classifiers)
    if place is None or braces is None or expression is None:
        return {}
    text = f'"{expression}"'.encode()
    if file and "license-files" not in table(parse_toml(data, FILE), "project"):
        text += line_end(data) + f'license-files = ["{file.text}"]'.encode()
    return {FILE: spliced(data, [Splice(*braces, text), *_in_toml(data)])}


def _braces(data: bytes, place: Stated) -> tuple[int, int] | None:
    """Return where the table of one line stands that a text is the only value of."""
    begin, end = line_span(data, place.start, place.end)
    found = re.search(rb"=\s*(\{\s*\w+\s*=\s*['\"]" + re.escape(data[place.start : place.end]) + rb"['\"]\s*\})", data[begin:end])
    return (begin + found.start(1), begin + found.end(1)) if found else None


def _identifier(text: str) -> str | None:
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression  # noqa: PLC0415  (a large table)

    try:
        return str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        return None


def _classified(classifiers: tuple[str, ...]) -> str | None:
    """Return the licence that the classifiers name, None where they name several, or not exactly one."""
    licences = {one for one in classifiers if one.startswith(CLASSIFIER) and one != GROUP}
    return IDENTIFIERS.get(licences.pop()) if len(licences) == 1 else None


def name_file(subject: Subject) -> Mapping[str, bytes]:
    """Return the build file with the licence file that there is in place of one that there is not."""
    there = [path for path in subject.project.listing if NAMES.fullmatch(path)]
    if len(there) != 1:
        return {}
    edits: dict[str, bytes] = {}
    for file, stated in _patterns(subject.files):
        if not any(matching(subject.project.listing, stated.text)):
            edits[file] = spliced(edits.get(file, subject.files[file]), [Splice(stated.start, stated.end, there[0].encode())])
    return edits if len(edits) == 1 else {}


def _patterns(files: Mapping[str, bytes]) -> Iterator[tuple[str, Stated]]:
    """Give the places that name a single licence file."""
    found = [stated for path, stated in toml_texts(files.get(FILE, b""), FILE).items() if path[:2] == ("project", "license-files")]
    if len(found) == 1:
        yield FILE, found[0]
    for (section, key), stated in ini_texts(files.get("setup.cfg", b"")).items():
        if section == "metadata" and key in ("license_file", "license_files") and "," not in stated.text and stated.text:
            yield "setup.cfg", stated
