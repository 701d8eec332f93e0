"""The JSON API of a project and of a release, as PyPI's server writes it."""

import string
from typing import Any

from seatrial.core.metadata import sent
from seatrial.index.answers import as_json, base_of, cached
from seatrial.index.files import file_url
from seatrial.index.releases import Release, first_of, iso, versions_of
from seatrial.model.metadata import Metadata
from seatrial.model.page import Request, Response
from seatrial.model.shelf import KeptFile, Shelf, Store

HEADERS = (("Content-Type", "application/json"), ("Cache-Control", "max-age=900, public"), ("Vary", "Accept-Encoding"))


def project_json(store: Store, request: Request, shelf: Shelf, release: Release, *, whole: bool) -> Response:
    """Describe a release, and where `whole` is said the files of all releases.

    Source: warehouse@6b62157, legacy/api/json.py:49.
    """
    base = base_of(request)
    data = {
        "info": _info(base, shelf, release, sent(store.form(first_of(release))).metadata),
        "urls": _files(base, release),
        "vulnerabilities": [],
        "last_serial": shelf.serial,
        "ownership": {"roles": [{"role": "Owner", "user": "__token__"}], "organization": None},
    }
    if whole:
        data["releases"] = {first_of(one).version: _files(base, one) for one in versions_of(shelf)}
    headers = (*HEADERS, ("X-PyPI-Last-Serial", str(shelf.serial)))
    return cached(request, Response(200, "OK", headers, as_json(data)))


def links(metadata: Metadata) -> dict[str, str]:
    """Return the links of a release by label: home page and download first, each once.

    Source: warehouse@6b62157, packaging/models.py:968.
    """
    found = {label: url for label, url in (("Homepage", metadata.home_page), ("Download", metadata.download_url)) if url}
    for label, url in metadata.project_urls:
        plain = label.translate(str.maketrans("", "", string.punctuation + string.whitespace)).lower()
        doubled = {"homepage": found.get("Homepage"), "downloadurl": found.get("Download")}
        if doubled.get(plain) != url:
            found[label] = url
    return found


def _info(base: str, shelf: Shelf, release: Release, metadata: Metadata) -> dict[str, Any]:
    page = f"{base}/project/{shelf.name}/"
    version = first_of(release).version
    return {
        "name": shelf.name,
        "version": version,
        "summary": metadata.summary,
        "description": metadata.description or "",
        "description_content_type": metadata.description_content_type,
        "keywords": ", ".join(metadata.keywords) or None,
        "license": metadata.license,
        "license_expression": metadata.license_expression,
        "license_files": list(metadata.license_files) or None,
        "classifiers": sorted(metadata.classifiers),
        "author": metadata.author,
        "author_email": metadata.author_email,
        "maintainer": metadata.maintainer,
        "maintainer_email": metadata.maintainer_email,
        "requires_python": first_of(release).requires_python,
        "platform": next(iter(metadata.platforms), None),
        "downloads": {"last_day": -1, "last_month": -1, "last_week": -1},
        "package_url": page,
        "project_url": page,
        "project_urls": links(metadata) or None,
        "release_url": f"{page}{version}/",
        "requires_dist": _requirements(metadata.requires_dist) or None,
        "provides_extra": list(metadata.provides_extra) or None,
        "docs_url": None,
        "bugtrack_url": None,
        "home_page": metadata.home_page,
        "download_url": metadata.download_url,
        "yanked": False,
        "yanked_reason": None,
        "dynamic": [name.title() for name in metadata.dynamic] or None,
    }


def _requirements(values: tuple[str, ...]) -> list[str]:
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415  (its price is paid only here)

    found = []
    for value in values:
        try:
            found.append(str(Requirement(value)))
        except InvalidRequirement:
            found.append(value)
    return found


def _files(base: str, release: Release) -> list[dict[str, Any]]:
    first = first_of(release)
    return [_file(base, file, first) for file in sorted(release, key=lambda file: file.filename)]


def _file(base: str, file: KeptFile, first: KeptFile) -> dict[str, Any]:
    moment = iso(file.uploaded)
    return {
        "filename": file.filename,
        "packagetype": file.filetype,
        "python_version": file.pyversion,
        "has_sig": False,
        "comment_text": None,
        "md5_digest": file.md5,
        "digests": {"md5": file.md5, "sha256": file.sha256, "blake2b_256": file.blake2b_256},
        "core-metadata": {"sha256": file.metadata_sha256} if file.metadata_sha256 else False,
        "size": file.size,
        "downloads": -1,
        "upload_time": moment[:19],
        "upload_time_iso_8601": moment + "Z",
        "url": file_url(base, file.filename, file.blake2b_256),
        "requires_python": first.requires_python,
        "yanked": False,
        "yanked_reason": None,
    }
