"""Where a file is, for machines: its path below the top folder of the repository, or its address."""

from typing import NamedTuple

from seatrial.model.finding import Finding

MEMBER = "!/"
"""Between an archive and its member, as addresses elsewhere spell it."""


class Where(NamedTuple):
    """From where paths are meant; absolute, without a slash at the end."""

    folder: str = ""
    """The working folder; empty where paths are meant from the top already."""
    top: str = ""
    """The top folder of the repository, to which services relate what they are told."""


HERE = Where()
"""Paths are as they stand."""


def file_of(finding: Finding) -> str:
    """Return the path of the file that a finding is about, from the working folder; of an archive's member the archive's."""
    if finding.file is None:
        return finding.subject
    return finding.file if finding.subject in ("", ".") else f"{finding.subject.rstrip('/')}/{finding.file}"


def below(path: str, where: Where) -> str | None:
    """Return a path as it is below the top folder (`.` for that folder itself), None where it lies outside."""
    whole = path if path.startswith("/") else f"{where.folder}/{path}" if where.folder else path
    parts = _normal(whole)
    if whole.startswith("/"):
        top = _normal(where.top)
        if not where.top or parts[: len(top)] != top:
            return None
        parts = parts[len(top) :]
    return None if ".." in parts[:1] else "/".join(parts) or "."


def address(path: str, where: Where) -> str | None:
    """Return the address of a file that does not lie below the top folder; None where a relative path leads out of nowhere known."""
    if path.startswith("/"):
        return "file:///" + quoted("/".join(_normal(path)))
    if not where.folder:
        return None
    return "file:///" + quoted("/".join(_normal(f"{where.folder}/{path}")))


def quoted(path: str) -> str:
    """Return a path as a part of an address: each byte that is no plain letter, digit or slash in percent signs."""
    from urllib.parse import quote  # noqa: PLC0415  (not needed for what lies outside of an address)

    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return quote(data, safe="/")


def _normal(path: str) -> list[str]:
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part == ".." and path.startswith("/"):
            continue
        elif part not in ("", "."):
            parts.append(part)
    return parts
