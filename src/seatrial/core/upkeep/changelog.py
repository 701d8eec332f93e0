"""Reads a changelog as far as its headings go: Keep a Changelog, reStructuredText, plain text; in Markdown or without any markup."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from seatrial.core.versions import is_version
from seatrial.model.upkeep import Entry

FILE = re.compile(
    r"(?:(?:docs?|docs?/source)/)?(?:changes|changelog|change_log|history|news|release[-_ ]?notes|releases|whats_?new)(?:\.(?:md|rst|txt|markdown|adoc))?",
    re.IGNORECASE,
)
"""Path of a changelog in the listing of a project."""
FRAGMENT = re.compile(
    r"(?:[\w.-]+/){0,3}?(?:newsfragments|news\.d|changelog\.d|changes\.d|changelog_entries)/(?!\.|readme|_|[^/]*template)[^/]+(?:/(?!\.)[^/]+)?",
    re.IGNORECASE,
)
"""Path of a news fragment, as towncrier, scriv and others keep them."""
LINES = 20_000
ENTRIES = 2000
"""Headings that are kept."""
LONGEST = 300
"""Characters of a line that may be a heading."""
MARKED = re.compile(r"\s{0,3}(?:#{1,6}|={1,4})\s+(.+?)\s*[#=]*$|\s{0,3}\*\*(.+?)\*\*.{0,40}$|\s{0,3}<h[1-6][^>]*>(.+?)</h[1-6]>$")
UNDERLINE = re.compile(r"([=\-~^\"'*+#.:_`])\1{2,}\s*$")
PLAIN = re.compile(r"(?:[*-]\s+)?(?:(?:version|release)\s+)?\[?v?\d+(?:\.\d+)+(?:[\w.!+-]*)(?![\w.]*\s*(?:%|x\b))", re.IGNORECASE)
"""A line without markup that begins with a version."""
TOKEN = re.compile(r"(?<![\w.])[vV]?(\d[\w.!+*-]*)")
DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
OPEN = re.compile(
    r"\b(?:unreleased|not (?:yet )?released|in development|under development|in progress|to be released|upcoming|tbd|tba)\b|\b(?:yyyy|xxxx|20xx)[-./]|\?{4}[-./]|[-./](?:xx|\?\?)\b",
    re.IGNORECASE,
)
COMING = re.compile(
    r"\W*(?:(?:version|release)\s+)?(?:unreleased(?: changes)?|(?:the )?next(?: (?:release|version))?|upcoming(?: (?:release|changes))?|in development|development|dev(?:elopment)? version|main|master|head|trunk|not yet released)\W*(?:\(.{0,40}\)\W*)?",
    re.IGNORECASE,
)
"""A whole heading for what is not released yet, without a version."""
NOTHING = re.compile(
    r"\W*(?:nothing (?:changed|new) yet|no (?:notable |significant )?changes (?:yet|so far)|nothing yet|to be written|todo|tbd)\W*",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{3,}")
TELLING = 4
"""Words of a heading from which on it tells what changed: fewer are the project's name, a month, a word for a release."""
SHOWN = 80
"""Characters of a heading that are kept."""


class _Title(NamedTuple):
    place: int
    text: str
    marked: bool


def is_changelog(path: str) -> bool:
    """Tell whether a path is that of a changelog."""
    return FILE.fullmatch(path) is not None


def is_fragment(path: str) -> bool:
    """Tell whether a path is that of a news fragment, which becomes a part of the changelog at a release."""
    return FRAGMENT.fullmatch(path) is not None


def entries(text: str) -> tuple[Entry, ...]:
    """Return the headings of a changelog that stand for a release, in their order."""
    lines = text.splitlines()[:LINES]
    told = ((title, *_meant(title)) for title in _titles(lines))
    found = list(islice(((title, versions, coming) for title, versions, coming in told if versions or coming), ENTRIES))
    ends = [title.place for title, _, _ in found[1:]] + [len(lines)] * bool(found)
    return tuple(
        Entry(
            title.place + 1,
            title.text[:SHOWN],
            versions,
            coming or OPEN.search(title.text) is not None,
            _is_empty(title, lines[title.place + 1 : end]),
        )
        for (title, versions, coming), end in zip(found, ends, strict=True)
    )


def _titles(lines: list[str]) -> Iterator[_Title]:
    for place, line in enumerate(lines):
        if not line.strip() or len(line) > LONGEST:
            continue
        if marked := MARKED.match(line):
            yield _Title(place, next(one for one in marked.groups() if one).strip(), marked=True)
        elif place + 1 < len(lines) and UNDERLINE.match(lines[place + 1]) and not UNDERLINE.match(line):
            yield _Title(place, line.strip(), marked=True)
        elif PLAIN.match(line):
            yield _Title(place, line.strip(), marked=False)


def _meant(title: _Title) -> tuple[tuple[str, ...], bool]:
    """Return the versions that a heading names, and whether it stands for what is not released yet without naming one."""
    if title.marked and COMING.fullmatch(title.text):
        return (), True
    # In brackets of Markdown the address of a comparison may follow, which names two versions.
    plain = DATE.sub(" ", re.sub(r"\]\([^)]*\)", "] ", title.text))
    tokens = [one.rstrip(".,:;-*!+") for one in TOKEN.findall(plain if title.marked else plain[: SHOWN // 2])]
    return tuple(one for one in tokens if _may_be_named(one) and ("." in one or plain.strip("[]() vV") == one)), False


def _may_be_named(text: str) -> bool:
    """Tell whether a text is a version, or the beginning of several (`1.2.x`)."""
    return is_version(text.removesuffix(".x").removesuffix(".*"))


def names(entry: Entry, version: str) -> bool:
    """Tell whether an entry is the one of a version, or of the final release that a pre-release or a post-release belongs to."""
    from packaging.version import Version  # noqa: PLC0415  (only where there is a changelog)

    own = Version(version)
    wanted = {Version(own.public), Version(own.base_version)}
    if any(Version(one) in wanted for one in entry.versions if not one.endswith((".x", ".*"))):
        return True
    return any(f"{own.base_version}.".startswith(one[:-1]) for one in entry.versions if one.endswith((".x", ".*")))


def _is_empty(title: _Title, body: list[str]) -> bool:
    said = [line for line in body if line.strip() and not UNDERLINE.match(line.strip()) and not line.startswith(("#", "[", ".. "))]
    if said:
        return len(said) == 1 and NOTHING.fullmatch(said[0]) is not None
    # Short changelogs say what changed beside the version.
    words = WORD.findall(TOKEN.sub(" ", DATE.sub(" ", title.text)))
    return title.marked and len(words) < TELLING
