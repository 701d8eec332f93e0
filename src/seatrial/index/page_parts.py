"""The parts of a release's page; every field is escaped here, and only http and https addresses become links."""

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from seatrial.core.protocol import normal
from seatrial.index.files import file_url
from seatrial.index.releases import Release, first_of, iso, parsed
from seatrial.model.metadata import Metadata, Rendered
from seatrial.model.sentence import Sentence
from seatrial.model.shelf import KeptFile
from seatrial.text.words import Language, say

LATEST = Sentence("PAG010", "Latest version")
NEWER = Sentence("PAG011", "Newer version: {version}")
PRERELEASE = Sentence("PAG012", "Pre-release")
RELEASED = Sentence("PAG013", "Released: {date} UTC")
HISTORY = Sentence("PAG015", "Release history")
FILES = Sentence("PAG016", "Files")
LINKS = Sentence("PAG017", "Project links")
DETAILS = Sentence("PAG018", "Details")
LICENCE = Sentence("PAG019", "Licence")
AUTHOR = Sentence("PAG020", "Author")
MAINTAINER = Sentence("PAG021", "Maintainer")
PYTHON = Sentence("PAG022", "Requires Python")
KEYWORDS = Sentence("PAG023", "Keywords")
EXTRAS = Sentence("PAG024", "Extras")
CLASSIFIERS = Sentence("PAG025", "Classifiers")
REQUIRES = Sentence("PAG026", "Requirements")
FILE = Sentence("PAG027", "File")
SIZE = Sentence("PAG028", "Size")
UPLOADED = Sentence("PAG029", "Uploaded (UTC)")
FROM_HERE = Sentence("PAG033", "To install from this index:")
SOURCE = Sentence("PAG034", "Source")
WHEEL = Sentence("PAG035", "Wheel")
VERSION = Sentence("PAG036", "Version")
THIS = Sentence("PAG037", "this version")


class Shown(NamedTuple):
    """What the page of a release shows. Without files it is a preview."""

    name: str
    version: str
    metadata: Metadata
    rendered: Rendered
    links: tuple[tuple[str, str], ...]
    base: str
    """Address of the index."""
    latest: str | None = None
    """Version that is shown first."""
    released: str | None = None
    files: tuple[KeptFile, ...] = ()
    history: tuple[Release, ...] = ()
    """All releases, the newest first."""
    named: bool = True
    """Whether the name is the project's own, by which it can be installed."""


def project_head(language: Language, shown: Shown) -> str:
    """Show name, version, install command and summary."""
    exact = "" if shown.latest in (None, shown.version) else f"=={shown.version}"
    install = f'<code class="install">{escape(f"pip install {shown.name}{exact}")}</code>' if shown.named else ""
    when = f'<p class="when">{_say(language, RELEASED, date=shown.released[:19].replace("T", " "))}</p>' if shown.released else ""
    summary = (
        f'<div class="summary"><div class="wide"><p>{escape(shown.metadata.summary)}</p></div></div>' if shown.metadata.summary else ""
    )
    return (
        f'<header class="project"><div class="wide"><div><h1>{escape(shown.name)} <small>{escape(shown.version)}</small></h1>'
        f'{install}</div><div class="side">{_badge(language, shown)}{when}</div></div></header>{summary}'
    )


def _badge(language: Language, shown: Shown) -> str:
    if shown.latest is None:
        return ""
    if shown.latest == shown.version:
        return f'<span class="badge good">{_say(language, LATEST)}</span>'
    href = f"/project/{normal(shown.name)}/?lang={language}"
    return f'<a class="badge" href="{escape(href)}">{_say(language, NEWER, version=shown.latest)}</a>'


def links_part(language: Language, shown: Shown) -> str:
    """Show the project's links; what is no http or https address is shown as text."""
    items = "".join(f"<li>{_link(label, url)}</li>" for label, url in shown.links)
    return _side(language, LINKS, f"<ul>{items}</ul>") if items else ""


def details_part(language: Language, shown: Shown) -> str:
    """Show licence, people, Python versions, keywords, extras, requirements and classifiers."""
    metadata = shown.metadata
    pairs = (
        (LICENCE, metadata.license_expression or _first_line(metadata.license)),
        (AUTHOR, _person(metadata.author, metadata.author_email)),
        (MAINTAINER, _person(metadata.maintainer, metadata.maintainer_email)),
        (PYTHON, metadata.requires_python),
        (KEYWORDS, ", ".join(metadata.keywords)),
        (EXTRAS, ", ".join(metadata.provides_extra)),
    )
    rows = "".join(f"<dt>{_say(language, label)}</dt><dd>{escape(value)}</dd>" for label, value in pairs if value)
    found = _side(language, DETAILS, f"<dl>{rows}</dl>") if rows else ""
    for label, items in ((REQUIRES, _items(metadata.requires_dist)), (CLASSIFIERS, _classifiers(metadata.classifiers))):
        found += _side(language, label, f"<ul>{items}</ul>") if items else ""
    return found


def _items(values: Iterable[str]) -> str:
    return "".join(f"<li>{escape(value)}</li>" for value in values)


def _classifiers(classifiers: Iterable[str]) -> str:
    """Show classifiers below the groups that they begin with, numbers in their order."""
    groups: dict[str, list[str]] = {}
    for value in sorted(classifiers, key=_natural):
        group, _, rest = value.partition(" :: ")
        groups.setdefault(group, []).append(rest)
    return "".join(f"<li><strong>{escape(group)}</strong><ul>{_items(filter(None, rest))}</ul></li>" for group, rest in groups.items())


def _natural(value: str) -> list[tuple[str, int]]:
    return [(one, 0) if number % 2 == 0 else ("", int(one)) for number, one in enumerate(re.split(r"([0-9]{1,9})", value))]


def files_part(language: Language, shown: Shown) -> str:
    """Show the files with sizes, times and digests."""
    if not shown.files:
        return ""
    head = "".join(f"<th>{_say(language, label)}</th>" for label in (FILE, SIZE, UPLOADED))
    rows = "".join(_file(language, shown, file) for file in shown.files)
    command = f"pip install --index-url {shown.base}/simple/ {shown.name}=={shown.version}"
    here = f"<p>{_say(language, FROM_HERE)}</p><pre>{escape(command)}</pre>"
    table = f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    return f'<section id="files"><h2>{_say(language, FILES)}</h2>{table}{here}</section>'


def _file(language: Language, shown: Shown, file: KeptFile) -> str:
    url = escape(file_url(shown.base, file.filename, file.blake2b_256))
    kind = _say(language, SOURCE if file.filetype == "sdist" else WHEEL)
    tag = (
        f'<span class="here">{kind} · {escape(file.pyversion)}</span>' if file.filetype != "sdist" else f'<span class="here">{kind}</span>'
    )
    digests = (
        f'<span class="hash mono">sha256 {escape(file.sha256)}</span><span class="hash mono">blake2b-256 {escape(file.blake2b_256)}</span>'
    )
    when = escape(iso(file.uploaded)[:19].replace("T", " "))
    return f'<tr><td><a href="{url}">{escape(file.filename)}</a> {tag}{digests}</td><td>{_size(file.size)}</td><td>{when}</td></tr>'


def history_part(language: Language, shown: Shown) -> str:
    """Show all releases of the project."""
    if not shown.history:
        return ""
    head = "".join(f"<th>{_say(language, label)}</th>" for label in (VERSION, UPLOADED, FILES))
    rows = "".join(_release(language, shown, release) for release in shown.history)
    table = f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    return f'<section id="history"><h2>{_say(language, HISTORY)}</h2>{table}</section>'


def _release(language: Language, shown: Shown, release: Release) -> str:
    first = first_of(release)
    href = escape(f"/project/{first.normalized}/{quote(first.version)}/?lang={language}")
    marks = f' <span class="badge">{_say(language, PRERELEASE)}</span>' if parsed(first.version).is_prerelease else ""
    marks += f' <span class="here">{_say(language, THIS)}</span>' if first.version == shown.version else ""
    return f'<tr><td><a href="{href}">{escape(first.version)}</a>{marks}</td><td>{escape(iso(first.uploaded)[:10])}</td><td>{len(release)}</td></tr>'


def _link(label: str, url: str) -> str:
    try:
        split = urlsplit(url)
    except ValueError:
        split = urlsplit("")
    if split.scheme.lower() in ("http", "https") and split.netloc:
        return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{escape(label)}</a>'
    return f"{escape(label)}: {escape(url)}"


def _side(language: Language, title: Sentence, content: str) -> str:
    return f"<section><h2>{_say(language, title)}</h2>{content}</section>"


def _person(name: str | None, address: str | None) -> str:
    return " · ".join(part for part in (name, address) if part)


def _first_line(text: str | None) -> str:
    # Older metadata has the whole licence text here.
    lines = (text or "").strip().splitlines()
    return lines[0][:200] + (" …" if len(lines) > 1 else "") if lines else ""


def _size(size: int) -> str:
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.1f} KiB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MiB"


def _say(language: Language, sentence: Sentence, **values: str | int) -> str:
    return escape(say(language, sentence, values))
