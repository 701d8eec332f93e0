"""Lines for .gitignore: the folders that builds make."""

from collections.abc import Mapping

from seatrial.core.mending.subject import Subject, line_end

FILE = ".gitignore"


def name_folders(subject: Subject) -> Mapping[str, bytes]:
    """Return .gitignore with the folders of the finding, each on a line of its own at the end."""
    data = subject.files.get(FILE, b"")
    end = line_end(data)
    names = str(subject.finding.values["names"]).split(", ")
    return {FILE: data + (end if data and not data.endswith(b"\n") else b"") + b"".join(name.encode() + end for name in names)}
