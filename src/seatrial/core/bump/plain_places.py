"""The version in a file that holds nothing else: VERSION, version.txt and the like."""

from collections.abc import Mapping

from seatrial.core.bump.candidate import Candidate, candidate
from seatrial.core.bump.stated import Stated
from seatrial.core.project.discovery import import_path
from seatrial.model.project import Project

NAMES = frozenset(
    {"version", "version.txt", "release", "release.txt", "release-version", ".version", "_version.txt", "version.md", "version.in"}
)
LONGEST = 300
BOM = b"\xef\xbb\xbf"


def plain_text(data: bytes) -> Stated | None:
    """Return the one word of a file, None where it holds more."""
    if len(data) > LONGEST:
        return None
    skipped = len(BOM) if data.startswith(BOM) else 0
    text = data[skipped:].decode("latin-1")
    word = text.strip()
    if not word or len(word.split()) != 1:
        return None
    start = skipped + text.index(word)
    return Stated(start, start + len(word), word)


def in_plain_files(project: Project, files: Mapping[str, bytes]) -> tuple[Candidate, ...]:
    """Return the version in files of the usual names, at the top of the tree and in the project's packages."""
    folders = {path.rpartition("/")[0] for path in project.modules if (import_path(path, project.roots) or path).count("/") == 1}
    found: list[Candidate] = []
    for path in project.listing:
        folder, _, name = path.rpartition("/")
        if name.lower() in NAMES and (not folder or folder in folders):
            data = files.get(path, b"")
            stated = plain_text(data)
            # A single number may count something else, such as the editions of a format.
            found += candidate(path, data, stated, sure=stated is not None and "." in stated.text)
    return tuple(found)
