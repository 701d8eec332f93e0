"""Every kind of problem, found by its number."""

from seatrial.problem import Kind


def all_kinds() -> tuple[Kind, ...]:
    """Return every kind of problem, by subject."""
    from seatrial.problem import command, process  # noqa: PLC0415  (only who explains needs them all)

    return (*command.KINDS, *process.KINDS)


def find(kind_id: str) -> Kind | None:
    """Return the kind of problem with an id such as `PGT001`, None where there is none."""
    return next((kind for kind in all_kinds() if kind.id == kind_id), None)
