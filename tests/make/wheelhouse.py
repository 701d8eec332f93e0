"""A folder of wheels of what the tests themselves run with, so that a real pytest is installed without any index."""

import base64
import hashlib
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from make.release import harbour
from seatrial.model.world import World


def wheelhouse(folder: Path, *names: str) -> Path:
    """Make wheels of installed projects, and of all that these need, in a folder; return it."""
    waiting, made = list(names), set()
    while waiting:
        name = waiting.pop()
        if name.lower() not in made:
            made.add(name.lower())
            found = distribution(name)
            _pack(found, folder)
            needed = map(Requirement, found.requires or ())
            waiting += [one.name for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    return folder


def secluded(folder: Path, wheels: Path, told: list | None = None, **environ: str) -> World:
    """Return the world of a user whose only index is a folder of wheels."""
    own = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(wheels)}
    return harbour(folder, told, **own, **environ)


def _pack(found: Distribution, folder: Path) -> None:
    name = f"{found.name.replace('-', '_').lower()}-{found.version}"
    rows = []
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as archive:
        for path in found.files or ():
            text = path.as_posix()
            if text.startswith("..") or text.endswith((".pyc", "RECORD", "INSTALLER", "REQUESTED", "direct_url.json")):
                continue
            data = Path(str(path.locate())).read_bytes()
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            rows.append(f"{text},sha256={digest},{len(data)}")
            archive.writestr(text, data)
        info = next(row.partition("/")[0] for row in rows if ".dist-info/" in row)
        archive.writestr(f"{info}/RECORD", "\n".join([*rows, f"{info}/RECORD,,", ""]))
