"""The files that an upload names: found, those beside them left out, and all of them with the hashes by which they are planned."""

import glob
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from seatrial.app.attested import is_beside
from seatrial.core.endings import DISTRIBUTIONS
from seatrial.model.form import Prepared
from seatrial.model.release import Artifact, FileOutcome, Manifest
from seatrial.model.report import Report
from seatrial.model.sentence import Sentence
from seatrial.problem import Problem
from seatrial.problem.release import FILE_MISSING, NOT_THERE
from seatrial.problem.upload import NO_FILES, NO_NAME, TWO_OF_ONE_NAME

ATTESTATION = Sentence("STU009", "{file} is left out: attestations are sent with --attestations.")
SIGNATURE = Sentence("STU010", "{file} is left out: PyPI takes no GPG signatures any more.")
SIGNED = ".asc"


def matched(files: Sequence[str]) -> tuple[str, ...]:
    """Return the paths that are meant: a pattern that no shell has replaced stands for what it fits. Raises Problem PRL044 for what is not there."""
    found: list[str] = []
    for named in files:
        fitting = [named] if _is_there(named) else sorted(glob.glob(named))  # noqa: PTH207  (as the user spells it)
        if not fitting:
            raise Problem(NOT_THERE, path=named)
        found += fitting
    return tuple(dict.fromkeys(found))


def _is_there(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def named_files(files: Sequence[str]) -> dict[str, str]:
    """Return the path of each file by its name; a folder stands for the wheels and sdists in it. Raises Problem where there is none, or two of one name."""
    paths: dict[str, str] = {}
    beside = left_out(files)
    for path in (one for named in files if named not in beside for one in _expanded(named)):
        before = paths.setdefault(path.name, str(path))
        if before != str(path) and not _same(before, path):
            raise Problem(TWO_OF_ONE_NAME, first=before, second=str(path))
    if not paths:
        raise Problem(NO_FILES, places=", ".join(files))
    return paths


def left_out(files: Sequence[str]) -> dict[str, Sentence]:
    """Return the paths that stand beside another one, as shells name them for `dist/*`, each with what is said of it."""
    attestations = {one: ATTESTATION for one in files if is_beside(one, files)}
    return attestations | {one: SIGNATURE for one in files if one.endswith(SIGNED) and one.removesuffix(SIGNED) in files}


def _expanded(named: str) -> Sequence[Path]:
    if not os.path.isdir(named):  # noqa: PTH112  (a name that is too long is no folder)
        return [Path(named)]
    try:
        return [one for one in sorted(Path(named).iterdir()) if one.name.endswith(DISTRIBUTIONS) and not one.is_dir()]
    except OSError as error:
        raise Problem(FILE_MISSING, path=named, reason=error.strerror or str(error)) from error


def _same(path: str, other: Path) -> bool:
    try:
        return os.path.samefile(path, other)  # noqa: PTH121
    except OSError:
        return False


def manifest_of(paths: Mapping[str, str], report: Report, prepared: Mapping[str, Prepared]) -> Manifest:
    """Return what is to be sent, with the hashes that it had when it was checked. Raises Problem where a file does not tell whose it is."""
    artifacts = []
    for (name, path), subject in zip(paths.items(), report.subjects, strict=True):
        if not subject.name or not subject.version:
            raise Problem(NO_NAME, path=path)
        kind: Literal["wheel", "sdist"] = "wheel" if name.endswith(".whl") else "sdist"
        artifacts.append(Artifact(name, kind, *prepared[path][:3], subject.name, subject.version))
    releases = {(file.project, file.version) for file in artifacts}
    if len(releases) > 1:
        return Manifest("", "", None, dirty=False, tools={}, files=tuple(artifacts))
    ((name, version),) = releases
    return Manifest(name, version, None, dirty=False, tools={}, files=tuple(file._replace(project="", version="") for file in artifacts))


def not_sent(manifest: Manifest) -> tuple[FileOutcome, ...]:
    """Return the files of a manifest as they stand before anything is sent."""
    return tuple(FileOutcome(file.name, file.size, file.sha256, "not sent", None, file.project, file.version) for file in manifest.files)
