"""The recorded answers of PyPI's own server code, and the forms with which they were made."""

import io
import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from seatrial.core import dist as core_dist
from seatrial.core.metadata import parse
from seatrial.core.profile import DOMAIN, PYPI
from seatrial.core.protocol import form_of
from seatrial.model.dist import Sdist, Upload, Wheel

FOLDER = Path(__file__).parent.parent / "oracle"


class Case(NamedTuple):
    """One file with the answer that it got."""

    key: str
    content: bytes
    status: int
    message: str
    guessed: bool
    """The form was filled by hand, so that only accepted or refused is worth comparing."""


def cases() -> Iterator[Case]:
    """Yield every recorded case, in order."""
    answers = json.loads((FOLDER / "answers.json").read_text())
    with tarfile.open(FOLDER / "files.tar.xz") as archive:
        contents = {member.name.removeprefix("files/"): archive.extractfile(member).read() for member in archive if member.isfile()}
    for key, answer in sorted(answers.items()):
        yield Case(key, contents[key], answer["status"], answer["message"].replace("{PYPI}", DOMAIN), answer.get("form") == "guessed")


def upload_of(case: Case) -> Upload:
    """Return the upload as it was recorded: with twine's form, which respells names and sends no import names."""
    dist = core_dist.read(io.BytesIO(case.content), case.key.partition("/")[2])
    metadata = parse(dist.metadata) if isinstance(dist, (Wheel, Sdist)) and dist.metadata is not None else None
    form = form_of(dist, metadata)
    fields = [(name, re.sub("[^A-Za-z0-9.]+", "-", value) if name == "name" else value) for name, value in form.fields]
    kept = tuple((name, value) for name, value in fields if name not in {"import_name", "import_namespace"})
    return Upload(dist, form._replace(fields=kept), file_limit=PYPI.file_limit)


def differs(case: Case, status: int | None, message: str) -> str | None:
    """Say where an answer differs from the recorded one, None where it does not; a status that is None is a break whose number is unknown."""
    ours = f"but we say {status} {message!r}"
    if case.status >= 500 or case.guessed:
        # Where the server breaks, it has no words of its own.
        refused = status is None or status >= 400
        broken = status in {500, None}
        agree = broken if case.status >= 500 else refused == (case.status >= 400)
        return None if agree else f"{case.key}: {case.status} {case.message!r}, {ours}"
    if status == case.status and (status == 200 or unordered(message) == unordered(case.message)):
        return None
    return f"{case.key}: {case.status} {case.message!r}, {ours}"


def unordered(words: str) -> str:
    """Sort lists in brackets, whose order changes from one process of the server to the next."""
    return re.sub(r"\[(.*?)\]", lambda listed: f"[{', '.join(sorted(listed[1].split(', ')))}]", words)
