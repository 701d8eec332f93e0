"""What a page of the simple API lists: the wheels and sdists of one project."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import quote, urldefrag, urljoin

from seatrial.core.protocol import normal
from seatrial.core.versions import is_version
from seatrial.model.change import ListedFile

ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
SDISTS = (".tar.gz", ".zip")
SHA256 = re.compile(r"[0-9a-f]{64}")
LINK = 8_000
"""Characters of one link that are read."""
SIGNS = "%/:=&?~!$,;'@()*[]+"
"""What stands in an address as it is, beside letters and digits."""
MOST = 200_000
"""Entries of a page that are read."""
NAME = 255
"""Characters of the name of a file; longer ones no file system takes."""
LARGEST = 2**53
"""Bytes; no file has more."""
STATUS = re.compile(r"""<meta\s+name=["']?pypi:project-status["']?\s+content=["']?([a-z]{1,40})""", re.IGNORECASE)
"""As PEP 792 writes it into a page of HTML."""
ATTRIBUTE = re.compile(r"""([\w-]{1,40})(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def listed(body: bytes, kind: str, url: str, name: str) -> tuple[ListedFile, ...]:
    """Return the wheels and sdists of a project that a page of the simple API lists (PEP 503, 691, 700, 658).

    `kind` is the page's content type, `url` its address, `name` the project's. What cannot be read is left out.
    """
    return entries(_from_json(body) if "json" in kind.lower() else _from_html(body.decode("utf-8", "replace")), url, name)


def entries(found: Iterable[Mapping[str, Any]], url: str, name: str) -> tuple[ListedFile, ...]:
    """Return the wheels and sdists of a project among entries that are written as the simple API writes them."""
    project = normal(name)
    return tuple(file for entry in islice(found, MOST) if (file := _file(entry, url, project)))


def status_told(body: bytes, kind: str) -> str:
    """Return the status of a project that its page tells (PEP 792), such as `archived`; empty where it tells none."""
    if "json" not in kind.lower():
        found = STATUS.search(body[:LINK].decode("utf-8", "replace"))
        return found[1].lower() if found else ""
    try:
        status = json.loads(body)["project-status"]["status"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return status if isinstance(status, str) else ""


def _file(entry: Mapping[str, Any], url: str, project: str) -> ListedFile | None:
    name, link, hashes = entry.get("filename"), entry.get("url"), entry.get("hashes")
    if not isinstance(name, str) or not isinstance(link, str):
        return None
    # A name with a slash would lie elsewhere than in the folder that it is put into.
    version = None if len(name) > NAME or set(name) & set("/\\\0") else version_of(name, project)
    if version is None:
        return None
    address = _address(url, link)
    if not address:
        return None
    size, metadata = entry.get("size"), entry.get("core-metadata", entry.get("dist-info-metadata", entry.get("data-dist-info-metadata")))
    return ListedFile(
        name,
        version,
        address,
        _sha256(hashes),
        size if isinstance(size, int) and 0 <= size <= LARGEST else None,
        entry.get("yanked") not in (None, False),
        bool(metadata),
        _sha256(metadata),
        _word(entry.get("requires-python")),
        _word(entry.get("yanked")),
        _address(url, entry.get("provenance")),
        _moment(entry.get("upload-time", entry.get("upload_time_iso_8601"))),
    )


def _moment(text: object) -> float | None:
    """Return a moment as PEP 700 writes it, in seconds since the epoch."""
    from datetime import UTC, datetime  # noqa: PLC0415  (not every index tells one)

    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
        return None if found is None else found.replace(tzinfo=found.tzinfo or UTC).timestamp()
    except (ValueError, OverflowError):
        return None


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _address(url: str, link: object) -> str:
    """Return where a link of a page leads to on the web; empty where it leads nowhere.

    Without a fragment: installers go by the first hash in one, which is for us to say. As one word, because it becomes a part of a requirement.
    """
    try:
        whole = urldefrag(urljoin(url, link)).url if isinstance(link, str) and link else ""
    except ValueError:
        return ""
    return quote(whole, safe=SIGNS, errors="replace") if whole.startswith(("https://", "http://")) else ""


def _sha256(hashes: object) -> str | None:
    found = hashes.get("sha256") if isinstance(hashes, Mapping) else None
    return found.lower() if isinstance(found, str) and SHA256.fullmatch(found.lower()) else None


def version_of(filename: str, project: str) -> str | None:
    """Return the version in the name of a project's file; None where it is no wheel and no sdist of it, or has none."""
    if filename.endswith(".whl"):
        name, *rest = filename.removesuffix(".whl").split("-")
        version = rest[0] if len(rest) >= 4 else ""
    else:
        ending = next((ending for ending in SDISTS if filename.endswith(ending)), None)
        if ending is None:
            return None
        name, _, version = filename.removesuffix(ending).rpartition("-")
    return version if is_version(version) and normal(name) == project else None


def _from_json(body: bytes) -> Iterator[Mapping[str, Any]]:
    try:
        files = json.loads(body)["files"]
        return iter([entry for entry in files if isinstance(entry, dict)])
    except (ValueError, KeyError, TypeError, RecursionError):
        return iter(())


def _from_html(page: str) -> Iterator[Mapping[str, Any]]:
    for piece in re.split(r"<a\s", page, flags=re.IGNORECASE)[1:]:
        head, end, rest = piece[:LINK].partition(">")
        attributes = {match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in ATTRIBUTE.finditer(head)}
        if not end or "href" not in attributes:
            continue
        link, _, fragment = attributes["href"].partition("#")
        told = attributes.get("data-core-metadata", attributes.get("data-dist-info-metadata"))
        yield {
            "filename": unescape(rest.partition("<")[0]).strip(),
            "url": link,
            "hashes": _hashes(fragment),
            "yanked": (attributes["data-yanked"] or True) if "data-yanked" in attributes else None,
            "requires-python": attributes.get("data-requires-python"),
            "provenance": attributes.get("data-provenance"),
            "core-metadata": told not in (None, "false") and (_hashes(told or "") or True),
        }


def _hashes(text: str) -> dict[str, str]:
    """Return hashes as they stand in the fragment of a link: `sha256=…`."""
    name, _, digest = text.partition("=")
    return {name: digest} if digest else {}
