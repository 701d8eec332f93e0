"""Audiences of identities: for whom an index may ask one to be (itself, and nobody else whom it would open a door at), and by which variables a job has it."""

import re

from seatrial.core.credential.target import PROFILES, profile_of
from seatrial.model.credential import Target

WELL_KNOWN = frozenset((*PROFILES, "sigstore"))
"""Audiences of others that are no addresses."""
FROM_GITHUB = ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL")
"""Variables by which a GitHub job that may have identities asks for one."""
NOT_A_LETTER = re.compile(r"[^A-Z0-9_]|^[^A-Z_]")
WORD = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""An audience that is a name."""


def variable_of(audience: str) -> str:
    """Return the variable in which a GitLab job has its identity for an audience (id 1.6, _internal/oidc/ambient.py:detect_gitlab)."""
    return NOT_A_LETTER.sub("_", audience.upper()) + "_ID_TOKEN"


def may_ask_for(target: Target, audience: str) -> bool:
    """Return whether an index may get an identity token for an audience.

    PyPI and TestPyPI get their own (warehouse@6b62157, config.py: `warehouse.oidc.audience`). Any other index gets one for a name that is none of the
    well known ones, or for an address with its own host in it: services that trust identities of CIs (clouds, sigstore) go by such audiences alone, so
    that an index which asks for theirs could act there in the job's name.
    """
    known = profile_of(target.origin)
    if known:
        return audience == known
    if WORD.fullmatch(audience):
        return audience.lower() not in WELL_KNOWN
    host = re.escape(target.origin.host)
    return re.fullmatch(rf"(https?://)?(\[{host}\]|{host})(:\d{{1,5}})?(/[!-~]*)?", audience.lower()) is not None
