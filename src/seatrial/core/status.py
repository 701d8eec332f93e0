"""What a project needs next on its way to a release."""

from seatrial.model.status import Next, Status


def next_step(status: Status) -> Next:
    """Return what is to be done next: what was begun comes first, then what stands in the way, then what is missing."""
    release, index = status.release, status.embedded.state
    clean = status.tree.state == "clean"
    used_up = status.tag.state == "elsewhere" or index == "this version"
    # One that ended for certain is in nobody's way once the tree goes on.
    begun = release is not None and (release.standing == "interrupted" or (release.this_commit and (clean or release.standing != "ended")))
    steps: tuple[tuple[bool, Next], ...] = (
        (status.at_work is not None, "wait"),
        (release is not None and release.standing == "unreadable", "abandon"),
        (begun, "resume"),
        (index == "released" and status.tag.state == "here" and clean, "nothing"),
        # Only the tag is missing: it was deleted since.
        (index == "released" and status.tag.state == "free" and clean, "release"),
        (status.errors > 0, "mend"),
        (used_up or (not clean and (status.tag.state == "here" or index in {"released", "these files"})), "raise version"),
        (not clean, "commit"),
        (status.rehearsal.state == "none", "rehearse"),
    )
    return next((step for due, step in steps if due), "release")
