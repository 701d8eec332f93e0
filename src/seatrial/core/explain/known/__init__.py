"""Errors of other people's programs that are known, by subject."""

from functools import cache

from seatrial.model.explain import Cause


@cache
def all_causes() -> tuple[Cause, ...]:
    """Return every known cause, sorted by id."""
    from seatrial.core.explain.known import (  # noqa: PLC0415  (only who looks for causes pays for them)
        action,
        build,
        configuration,
        credential,
        git,
        identity,
        install,
        metadata,
        network,
        permission,
        pyproject,
        system,
        trusted_publishing,
        upload,
    )

    modules = (
        permission,
        credential,
        trusted_publishing,
        identity,
        upload,
        metadata,
        network,
        configuration,
        action,
        build,
        pyproject,
        install,
        git,
        system,
    )
    return tuple(sorted((cause for module in modules for cause in module.CAUSES), key=lambda cause: cause.id))
