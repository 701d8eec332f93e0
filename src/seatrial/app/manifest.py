"""The manifest as a file: what was built from what, with hashes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from seatrial.app.state import read_plain, write_private
from seatrial.core.plan import manifest_data
from seatrial.model.release import Artifact, Manifest
from seatrial.problem import Problem
from seatrial.problem.state import BAD_MANIFEST, NO_MANIFEST

NAME = "manifest.json"
SCHEMA = 1
BOUND = 16 * 1024 * 1024
"""Bytes of a manifest that are read."""


def write_manifest(path: str, manifest: Manifest) -> None:
    """Write a manifest as JSON, private, as a whole or not at all. Raises `Problem` PPR053."""
    write_private(path, json.dumps(manifest_data(manifest), indent=2, ensure_ascii=True).encode() + b"\n")


def read_manifest(path: str) -> Manifest:
    """Read a manifest. Raises `Problem` PPR055 where there is none, PPR056 where it is none."""
    try:
        return _manifest(json.loads(read_plain(Path(path), BOUND)))
    except FileNotFoundError:
        raise Problem(NO_MANIFEST, path=path) from None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise Problem(BAD_MANIFEST, path=path, reason=" ".join(str(error).split()) or type(error).__name__) from error


def _manifest(table: Mapping[str, Any]) -> Manifest:
    if table["schema"] != SCHEMA:
        raise ValueError(f"schema {table['schema']}, not {SCHEMA}")
    files = tuple(
        Artifact(_text(one, "name"), one["kind"], int(one["size"]), _text(one, "sha256"), _text(one, "blake2b_256"))
        for one in table["files"]
    )
    for file in files:
        if file.kind not in ("wheel", "sdist") or "/" in file.name:
            raise ValueError(f"not a distribution file: {file.name}")
    tools = {str(name): str(version) for name, version in table["tools"].items()}
    commit = None if table["commit"] is None else _text(table, "commit")
    return Manifest(_text(table, "name"), _text(table, "version"), commit, bool(table["dirty"]), tools, files)


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is not a text")
    return value
