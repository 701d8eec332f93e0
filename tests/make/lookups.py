"""Indexes with PyPI's rules on loopback, for what is looked up before an upload: pages that are given, or the embedded index behind its server."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from make.replies import Reply, replying
from seatrial.core.profile import PYPI

JSON = "application/vnd.pypi.simple.v1+json"
MODULES = ("upload", "carrying", "remote")
"""Where the profile of an index is looked up by its address."""


def file_of(name: str, sha256: str = "0" * 64, at: float | None = None, **more: object) -> dict[str, object]:
    """Return an entry of the simple API; `at` says when it was uploaded."""
    told = {} if at is None else {"upload-time": datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")}
    return {"filename": name, "url": f"/files/{name}", "hashes": {"sha256": sha256}, "size": 1000, **told, **more}


def page(*files: dict[str, object], status: str = "active") -> Reply:
    """Return a page of the simple API as PyPI writes it."""
    content = {"meta": {"api-version": "1.4"}, "name": "boat", "project-status": {"status": status}, "versions": [], "files": list(files)}
    return Reply(json.dumps(content).encode(), kind=JSON)


def speak_as_pypi(monkeypatch, url: str, name: str = "pypi") -> str:
    """Let the index at an address count as PyPI; gives its address for uploads."""
    site = url.rstrip("/")
    profile = PYPI._replace(name=name, site=site, upload_url=f"{site}/legacy/", simple_url=f"{site}/simple/")
    for module in MODULES:
        monkeypatch.setattr(f"seatrial.app.{module}.profile_for", lambda target: profile)  # noqa: ARG005
    return profile.upload_url


@contextmanager
def like_pypi(monkeypatch, replies: dict[str, Reply]) -> Iterator[tuple[str, list[str]]]:
    """Run an index with PyPI's rules that shows these pages and takes nothing; gives its address for uploads, and the paths asked for."""
    with replying({path if path.startswith("/") else f"/simple/{path}/": reply for path, reply in replies.items()}) as (url, seen):
        paths: list[str] = []
        yield speak_as_pypi(monkeypatch, url), paths
        paths += [one["path"] for one in seen]
