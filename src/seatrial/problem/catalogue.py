"""Every kind of problem, found by its number."""

from seatrial.problem import (
    Kind,
    build,
    bump,
    ci,
    command,
    credential,
    edits,
    git,
    index,
    process,
    project,
    published,
    publisher,
    publishing,
    release,
    release_part,
    state,
    target,
    tests,
    upload,
    verify,
)

MODULES = (
    build,
    bump,
    ci,
    command,
    credential,
    edits,
    git,
    index,
    process,
    project,
    published,
    publisher,
    publishing,
    release,
    release_part,
    state,
    target,
    tests,
    upload,
    verify,
)


def all_kinds() -> tuple[Kind, ...]:
    """Return every kind of problem, sorted by id."""
    return tuple(sorted((kind for module in MODULES for kind in module.KINDS), key=lambda kind: kind.id))


def find(kind_id: str) -> Kind | None:
    """Return the kind of problem with an id such as `PGT001`, None where there is none."""
    return next((kind for kind in all_kinds() if kind.id == kind_id), None)
