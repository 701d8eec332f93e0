"""Where a release goes: what an index of any kind is to the use cases that put a release on it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from seatrial.app.course import Course
from seatrial.app.execute import Acts
from seatrial.app.looking import Looked
from seatrial.app.project_page import Seen
from seatrial.model.change import Changes
from seatrial.model.credential import TokenClaims
from seatrial.model.index import IndexProfile
from seatrial.model.release import Manifest
from seatrial.model.verify import Verified
from seatrial.problem import Problem

Failure = Callable[[Verified], Problem | None]
"""What came of installing back → the Problem that it is, None where all is well."""


def _nothing() -> None:
    return


def _no_claims() -> TokenClaims | None:
    return None


class Place(NamedTuple):
    """An index that a release goes to. Nothing is made or sent before it is asked for its acts."""

    profile: IndexProfile
    """Its name is the one by which a journal names the index."""
    shows: Callable[[str], Mapping[str, str]]
    """Name of a project → sha256 by name of the files that it shows now; empty where it shows none or cannot be asked."""
    changes: Callable[[Looked, Manifest, Mapping[str, str]], Changes | None]
    """(…, paths of the built files by name) → what is other than in the release before."""
    acts: Callable[[Course, Looked, Manifest, Mapping[str, str], Failure], Acts]
    ready: Callable[[str], None]
    """Name of the project: raises `Problem` where files could not be sent, for want of a credential."""
    folder: str = ""
    """Where an embedded index lies."""
    certain: bool = True
    """Whether what it does not show is surely not there; pages of a real index may be old."""
    seen: Callable[[str], Seen] | None = None
    """Name of a project → what the index showed of it before anything was sent, asked once; None for an embedded index, which is not asked."""
    claims: Callable[[], TokenClaims | None] = _no_claims
    """What the token says of itself, once the place is ready."""
    finish: Callable[[], None] = _nothing
    """Ends what `ready` began: connections, and a token that was made for this run."""


def has_all(place: Place, manifest: Manifest) -> bool:
    """Whether an index shows every file of a manifest, with these very bytes."""
    there = place.shows(manifest.name)
    return all(there.get(file.name) == file.sha256 for file in manifest.files)
