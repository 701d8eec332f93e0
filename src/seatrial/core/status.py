"""What a project needs next on its way to a release."""

from seatrial.core.profile import PYPI
from seatrial.model.status import Next, Status


def next_step(status: Status) -> Next:
    """Return what is to be done next: what was begun comes first, then what stands in the way, then what is missing."""
    release, index, pypi = status.release, status.embedded.state, _at_pypi(status)
    clean = status.tree.state == "clean"
    used_up = status.tag.state == "elsewhere" or index == "this version" or pypi == "other files"
    published = pypi == "these files"
    # One that ended for certain is in nobody's way once the tree goes on.
    begun = release is not None and (release.standing == "interrupted" or (release.this_commit and (clean or release.standing != "ended")))
    steps: tuple[tuple[bool, Next], ...] = (
        (status.at_work is not None, "wait"),
        (status.change is not None, "resume"),
        (release is not None and release.standing == "unreadable", "abandon"),
        (begun, "resume"),
        (index == "released" and status.tag.state == "here" and clean and pypi != "other files", "nothing"),
        # Only the tag is missing: it was deleted since.
        (index == "released" and status.tag.state == "free" and clean, "release"),
        (published and clean and not used_up, "published"),
        (status.errors > 0, "mend"),
        (used_up or (not clean and (published or status.tag.state == "here" or index in {"released", "these files"})), "raise version"),
        (not clean, "commit"),
        (status.rehearsal.state == "none", "rehearse"),
    )
    return next((step for due, step in steps if due), "release")


def _at_pypi(status: Status) -> str:
    """Return how this version stands at PyPI, in one word: what PyPI shows counts before what is remembered."""
    found = next((one for one in status.indexes if one.index_name == PYPI.name), None)
    if found is None:
        return "nothing"
    if found.state in {"not asked", "unknown"}:
        return "nothing" if found.released is None else "these files" if found.this_commit else "other files"
    # Whatever it is that PyPI has, nothing else can be released under its number.
    return "other files" if found.state == "this version" else found.state
