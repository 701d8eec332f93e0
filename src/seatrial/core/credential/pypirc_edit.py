"""Edits of a `.pypirc`: a login put in or taken out; every other line, comments too, stays as it is."""

from collections.abc import Iterable

from seatrial.core.credential.pypirc import EVERY, Option, Pypirc, Section, option, read_pypirc, servers, value

BUILT_IN = ("pypi", "testpypi")
"""Indexes that a file has which lists none."""
LIST = ("distutils", "index-servers")
Edit = tuple[int, int, str]
"""From a line to before another one, and what stands there instead."""


def with_login(read: Pypirc, name: str, user: str, secret: str, url: str | None) -> bytes | None:
    """Return the file with a login in the section `name`, which is made where it is not there; None where it could not be read back so.

    `url` is the address of an index that has no name of its own; a section that has a `repository` keeps it.
    """
    end = _line_end(read)
    wanted = {"username": user, "password": secret}
    if url and not value(read, name, "repository"):
        wanted = {"repository": url, **wanted}
    section = read.sections.get(name)
    edits = _listing(read, name, end) + (_put(read, section, wanted, end) if section else [_made(read, name, wanted, end)])
    data = _edited(read, edits).encode("utf-8", "replace")
    again = read_pypirc(data, "")
    kept = all(value(again, name, key) == text for key, text in wanted.items()) and _rest(again, name) == _rest(read, name)
    return data if kept else None


def without_login(read: Pypirc, name: str) -> bytes | None:
    """Return the file without the login of a section, and without the section if nothing else was in it; None where it has none."""
    section = read.sections.get(name)
    if section is None or "password" not in section.options:
        return None
    gone = [section.options[key] for key in ("username", "password") if key in section.options]
    edits = [(one.first, one.after, "") for one in gone]
    end = next(
        (number for number in range(section.first + 1, len(read.lines)) if read.lines[number].lstrip().startswith("[")), len(read.lines)
    )
    left = set(range(section.first + 1, end)) - {number for first, after, _ in edits for number in range(first, after)}
    if not any(read.lines[number].strip() for number in left):
        edits = [(section.first, end, "")]
    return _edited(read, edits).encode()


def _put(read: Pypirc, section: Section, wanted: dict[str, str], end: str) -> list[Edit]:
    # A key that stood less deep than the one below it would take that for the rest of its value.
    fresh = (section.first + 1, section.first + 1, _depth(read, section))
    edits = []
    for key, text in wanted.items():
        there = section.options.get(key)
        first, after, indent = (there.first, there.after, _indent(read.lines[there.first])) if there else fresh
        edits.append((first, after, f"{indent}{key} = {text}{end}"))
    return edits


def _depth(read: Pypirc, section: Section) -> str:
    first = min((one.first for one in section.options.values()), default=None)
    return "" if first is None else _indent(read.lines[first])


def _made(read: Pypirc, name: str, wanted: dict[str, str], end: str) -> Edit:
    last = read.lines[-1] if read.lines else ""
    gap = (end if last == last.rstrip("\r\n") else "") + end if last.strip() else ""
    body = "".join(f"{key} = {text}{end}" for key, text in wanted.items())
    return len(read.lines), len(read.lines), f"{gap}[{name}]{end}{body}"


def _listing(read: Pypirc, name: str, end: str) -> list[Edit]:
    """Return what names a section among the indexes, so that other tools find it too."""
    listed = servers(read)
    if name in (BUILT_IN if listed is None else listed):
        return []
    there = option(read, *LIST)
    if there:
        return [_appended(read, there, name, end)]
    header = read.sections.get(LIST[0])
    depth = _depth(read, header) if header else ""
    text = f"{depth}index-servers ={end}" + "".join(f"{depth}    {one}{end}" for one in (*BUILT_IN, name))
    return [(header.first + 1, header.first + 1, text)] if header else [(0, 0, f"[{LIST[0]}]{end}{text}{end}")]


def _appended(read: Pypirc, there: Option, name: str, end: str) -> Edit:
    last = read.lines[there.after - 1].rstrip("\r\n")
    one_line = there.after - there.first == 1
    text = f"{last} {name}{end}" if one_line else f"{last}{end}{_indent(last)}{name}{end}"
    return there.after - 1, there.after, text


def _edited(read: Pypirc, edits: Iterable[Edit]) -> str:
    lines = list(read.lines)
    # From below, so that the numbers of the lines above hold; what is put at one place stands there in its order.
    for first, after, text in sorted(edits, key=lambda edit: edit[:2])[::-1]:
        lines[first:after] = [text]
    return "".join(lines)


def _rest(read: Pypirc, name: str) -> dict[tuple[str, str], str]:
    """Return every value that an edit of a section leaves alone."""
    rest = {(one.name, key): found.value for one in read.sections.values() for key, found in one.options.items()}
    touched = ("repository", "username", "password")
    return {place: text for place, text in rest.items() if place != LIST and not (place[0] == name != EVERY and place[1] in touched)}


def _line_end(read: Pypirc) -> str:
    return "\r\n" if read.lines and read.lines[0].endswith("\r\n") else "\n"


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
