"""The content type of a README: named beside it in the build file."""

import ast
from collections.abc import Mapping

from seatrial.core.bump.ini_places import ini_texts
from seatrial.core.bump.python_source import in_file, python_source
from seatrial.core.bump.setup_places import setup_calls
from seatrial.core.bump.toml_places import toml_texts
from seatrial.core.mending.subject import Splice, Subject, line_end, line_span, spliced

TYPES = {".md": "text/markdown", ".markdown": "text/markdown", ".rst": "text/x-rst", ".txt": "text/plain"}
KEY = "long_description"
TYPE_KEY = "long_description_content_type"


def name_type(subject: Subject) -> Mapping[str, bytes]:
    """Return the build file with the content type that the README's ending tells."""
    file = str(subject.finding.values["file"])
    readme = subject.project.readme or ""
    found = next((one for ending, one in TYPES.items() if readme.lower().endswith(ending)), None)
    data = subject.files.get(file)
    if found is None or data is None:
        return {}
    places = {"setup.py": _in_setup_py, "setup.cfg": _in_setup_cfg, "pyproject.toml": _in_pyproject}
    splice = places[file](data, found) if file in places else None
    return {} if splice is None else {file: spliced(data, [splice])}


def _in_setup_py(data: bytes, content_type: str) -> Splice | None:
    source = python_source(data)
    calls = list(setup_calls(source.tree)) if source else []
    if source is None or len(calls) != 1:
        return None
    given = {keyword.arg: keyword for keyword in calls[0].keywords}
    if KEY not in given or TYPE_KEY in given:
        return None
    begin, end = in_file(source, given[KEY])
    return Splice(end, end, b"," + _gap(data, calls[0], begin) + f'{TYPE_KEY}="{content_type}"'.encode())


def _gap(data: bytes, call: ast.Call, begin: int) -> bytes:
    """Return what stands between two arguments: a line end and the blanks of the line, where each has its own line."""
    start = data.rfind(b"\n", 0, begin) + 1
    blanks = data[start:begin]
    return line_end(data) + blanks if call.lineno != call.end_lineno and not blanks.strip() else b" "


def _in_setup_cfg(data: bytes, content_type: str) -> Splice | None:
    stated = ini_texts(data).get(("metadata", KEY))
    if stated is None or not stated.text.startswith("file:"):
        return None
    end = line_span(data, stated.start, stated.end)[1]
    before = b"" if data[:end].endswith(b"\n") else line_end(data)
    return Splice(end, end, before + f"{TYPE_KEY} = {content_type}".encode() + line_end(data))


def _in_pyproject(data: bytes, content_type: str) -> Splice | None:
    stated = toml_texts(data, "pyproject.toml").get(("project", "readme", "file"))
    if stated is None:
        return None
    start = data.rfind(b"\n", 0, stated.start) + 1
    end = stated.end + 1
    inline = b"{" in data[start : stated.start]
    return Splice(end, end, (b", " if inline else line_end(data)) + f'content-type = "{content_type}"'.encode())
