"""For whom an index may ask an identity to be: itself, and nobody else whom the same identity would open a door at."""

import re

from seatrial.core.credential.target import PROFILES, profile_of
from seatrial.model.credential import Target

WELL_KNOWN = frozenset((*PROFILES, "sigstore"))
"""Audiences of others that are no addresses."""
WORD = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""An audience that is a name."""


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
