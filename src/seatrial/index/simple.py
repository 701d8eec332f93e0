"""The simple API, as HTML and as JSON, as PyPI's server writes them."""

from html import escape
from typing import Any

from seatrial.index.accept import choose
from seatrial.index.answers import HTML, absent, as_json, base_of, cached
from seatrial.index.files import file_url
from seatrial.index.releases import first_of, iso, versions_of
from seatrial.model.page import Request, Response
from seatrial.model.shelf import KeptFile, Shelf, View

API = "1.4"
JSON_TYPE = "application/vnd.pypi.simple.v1+json"
HTML_TYPE = "application/vnd.pypi.simple.v1+html"
VARY = (("Cache-Control", "max-age=600, public"), ("Vary", "Accept-Encoding, Accept"))


def simple_list(view: View, request: Request) -> Response:
    """List the projects.

    Source: warehouse@6b62157, api/simple.py:64.
    """
    shelves = sorted(view.shelves.values(), key=lambda shelf: shelf.normalized)
    if _kind(request) == JSON_TYPE:
        projects = [{"_last-serial": shelf.serial, "name": shelf.name} for shelf in shelves]
        return _answer(request, as_json({"meta": {"_last-serial": view.serial, "api-version": API}, "projects": projects}), view.serial)
    links = "".join(f'<a href="/simple/{escape(shelf.normalized)}/">{escape(shelf.name)}</a>\n' for shelf in shelves)
    head = f'<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <meta name="pypi:repository-version" content="{API}">\n'
    page = f"{head}    <title>Simple index</title>\n  </head>\n  <body>\n{links}</body>\n</html>"
    return _answer(request, page.encode(), view.serial)


def simple_detail(view: View, request: Request, normalized: str) -> Response:
    """List the files of a project.

    Source: warehouse@6b62157, api/simple.py:108 and packaging/utils.py:52.
    """
    shelf = view.shelves.get(normalized)
    if shelf is None:
        return absent()
    base = base_of(request)
    files = [(file, first_of(release)) for release in versions_of(shelf) for file in sorted(release, key=lambda one: one.filename)]
    if _kind(request) == JSON_TYPE:
        return _answer(request, as_json(_detail(shelf, [_file(base, file, first) for file, first in files])), shelf.serial)
    links = "".join(_link(base, file, first) for file, first in files)
    page = (
        f'<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <meta name="pypi:repository-version" content="{API}">\n'
        f'<meta name="pypi:project-status" content="active">    <title>Links for {escape(normalized)}</title>\n  </head>\n  <body>\n'
        f"    <h1>Links for {escape(normalized)}</h1>\n{links}</body>\n</html>\n<!--SERIAL {shelf.serial}-->"
    )
    return _answer(request, page.encode(), shelf.serial)


def _kind(request: Request) -> str:
    return choose(request.headers.get("accept"), ("text/html", HTML_TYPE, JSON_TYPE)) or "text/html"


def _answer(request: Request, body: bytes, serial: int) -> Response:
    kind = _kind(request)
    headers = (("Content-Type", HTML if kind == "text/html" else kind), ("X-PyPI-Last-Serial", str(serial)), *VARY)
    return cached(request, Response(200, "OK", headers, body))


def _detail(shelf: Shelf, files: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "meta": {"_last-serial": shelf.serial, "api-version": API},
        "name": shelf.normalized,
        "project-status": {"status": "active"},
        "versions": [first_of(release).version for release in versions_of(shelf)],
        "files": files,
    }


def _file(base: str, file: KeptFile, first: KeptFile) -> dict[str, Any]:
    metadata = {"sha256": file.metadata_sha256} if file.metadata_sha256 else False
    return {
        "filename": file.filename,
        "url": file_url(base, file.filename, file.blake2b_256),
        "hashes": {"sha256": file.sha256},
        "requires-python": first.requires_python,
        "size": file.size,
        "upload-time": iso(file.uploaded) + "Z",
        "yanked": False,
        "data-dist-info-metadata": metadata,
        "core-metadata": metadata,
        "provenance": None,
    }


def _link(base: str, file: KeptFile, first: KeptFile) -> str:
    python = f'data-requires-python="{escape(first.requires_python)}" ' if first.requires_python else ""
    digest = f"sha256={file.metadata_sha256}"
    metadata = f'data-dist-info-metadata="{digest}" data-core-metadata="{digest}"' if file.metadata_sha256 else ""
    url = escape(file_url(base, file.filename, file.blake2b_256))
    return f'<a href="{url}#sha256={file.sha256}" {python}{metadata}>{escape(file.filename)}</a><br />\n'
