"""Builders of core metadata, of forms, and of the smallest files that carry metadata."""

import io
import tarfile
import zipfile

from seatrial.model.dist import Upload, Wheel
from seatrial.model.form import Form
from seatrial.model.metadata import Description, Rendered, SentMetadata

DIGEST = "a" * 64


def metadata_bytes(*lines: str, body: str = "", name: str = "demo", version: str = "1.0", metadata_version: str = "2.4") -> bytes:
    """Return METADATA with these header lines added, and with a body."""
    head = [f"Metadata-Version: {metadata_version}", f"Name: {name}", f"Version: {version}", *lines]
    return ("\n".join(head) + "\n" + (f"\n{body}" if body else "")).encode()


def form(*fields: tuple[str, str], without: tuple[str, ...] = (), **changed: str) -> Form:
    """Return a form that PyPI takes, with fields added, changed or left out."""
    usual = {
        "metadata_version": "2.4",
        "name": "demo",
        "version": "1.0",
        "filetype": "bdist_wheel",
        "pyversion": "py3",
        "sha256_digest": DIGEST,
        "blake2_256_digest": DIGEST,
        ":action": "file_upload",
        "protocol_version": "1",
    }
    kept = {name: value for name, value in {**usual, **changed}.items() if name not in without}
    return Form((*kept.items(), *fields))


def wheel_facts(filename: str = "demo-1.0-py3-none-any.whl", *, size: int = 1000, metadata: bytes | None = None) -> Wheel:
    """Return the facts of a wheel, as if it had been read."""
    return Wheel(filename, size, DIGEST, DIGEST, metadata=metadata)


def upload(sent: Form | None = None, dist: Wheel | None = None, *, file_limit: int | None = None) -> Upload:
    """Return an upload that PyPI's form checks take."""
    return Upload(dist or wheel_facts(), sent or form(), file_limit=file_limit)


def described(text: str | None, content_type: str | None = None, rendered: Rendered | None = None) -> Description:
    """Return a description with what became of it."""
    return Description(text, content_type, rendered)


def kinds(sent: SentMetadata) -> list[str]:
    """Return the kinds of the faults, in their order."""
    return [fault.kind for fault in sent.faults]


def wheel_file(metadata: bytes, stem: str = "demo-1.0") -> bytes:
    """Return the smallest wheel that carries this METADATA."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(f"{stem}.dist-info/METADATA", metadata)
        archive.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\n")
        archive.writestr(f"{stem}.dist-info/RECORD", "")
    return stream.getvalue()


def sdist_file(metadata: bytes, stem: str = "demo-1.0") -> bytes:
    """Return the smallest sdist that carries this PKG-INFO."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, content in (("PKG-INFO", metadata), ("pyproject.toml", b"")):
            member = tarfile.TarInfo(f"{stem}/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()
