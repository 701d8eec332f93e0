"""Makes a large store: many projects, one of them with very many files, without sending each of them."""

import hashlib
import json
from pathlib import Path

from seatrial.index import ledger
from seatrial.index.store import LEDGER, open_store
from seatrial.model.shelf import KeptFile

PROJECTS, FILES = 1_000, 10_000
LARGEST = "project-0000"
README = "# Title\n\nSome *words* of text.\n\n```python\nimport os\nprint(os.name)\n```\n" * 20


def stock(folder: Path, projects: int = PROJECTS, files: int = FILES) -> None:
    """Fill a store: every project has nine files, the first one all that are left."""
    open_store(str(folder), lasting=False)
    counts = [files - 9 * (projects - 1), *[9] * (projects - 1)]
    serial = 0
    with (folder / LEDGER).open("ab") as file:
        for project, count in enumerate(counts):
            for version in range(count):
                serial += 1
                file.write(ledger.write_entry(_kept(folder, project, version, serial, shown=project < 3 and version == count - 1)))


def _kept(folder: Path, project: int, version: int, serial: int, *, shown: bool) -> KeptFile:
    name, content = f"project-{project:04d}", b"%d" % serial
    digest = hashlib.blake2b(content, digest_size=32).hexdigest()
    if shown:
        # What the page of a project reads; of all other files only the ledger knows.
        place = folder / "files" / digest[:2] / digest[2:4] / digest[4:]
        place.mkdir(parents=True)
        (place / "content").write_bytes(content)
        kind = "text/x-rst" if project == 2 else "text/markdown"
        fields = (("name", name), ("version", f"1.{version}"), ("summary", "A project"), ("description", README))
        (place / "form.json").write_text(json.dumps((*fields, ("description_content_type", kind))))
    return KeptFile(
        project=name,
        normalized=name,
        version=f"1.{version}",
        filename=f"project_{project:04d}-1.{version}.tar.gz",
        filetype="sdist",
        pyversion="source",
        size=len(content),
        md5=hashlib.md5(content).hexdigest(),
        sha256=hashlib.sha256(content).hexdigest(),
        blake2b_256=digest,
        metadata_sha256="0" * 64,
        requires_python=">=3.9",
        uploaded=1_700_000_000.0 + serial,
        serial=serial,
    )
