"""Prove: lets the project's own backend say the version of a tree with its new contents, in a clean copy; runs code of the project."""

import email.parser
from collections.abc import Sequence

from seatrial.app.ahead import ahead
from seatrial.app.dry_run import places
from seatrial.app.looking import Looked
from seatrial.app.making import FOLDERS, workplace
from seatrial.app.state import fresh_log
from seatrial.core.bump.versions import same
from seatrial.model.build import BuildRequest
from seatrial.model.edit import Edit
from seatrial.model.event import Told
from seatrial.model.sentence import Said, Sentence
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.release_part import NOT_PROVED

RUNS = Sentence("BMP063", "Asking the build backend for the version, in a clean copy; that runs code of the project.")
LOG = "prove.log"


def prove(world: World, looked: Looked, edits: Sequence[Edit], expected: str, *, dry_run: bool = False) -> str:
    """Return the version that the metadata of the tree says once these edits are made; the tree itself is left alone.

    Raises `Problem` PBP032 where it is another than expected, PGT… and PBD… where the metadata cannot be built, PPR050 to PPR054.
    """
    folder = looked.project.folder
    with places(world, folder, dry_run=dry_run) as place, workplace("seatrial-prove-") as work:
        world.tell(Told("build", "started", Said(RUNS)))
        for name in FOLDERS:
            (work / name).mkdir()
        exported = ahead(world, edits).git.export(folder, looked.repository, str(work / "tree"))
        epoch = looked.repository.commit_time if looked.repository else None
        log = fresh_log(place.work, LOG)
        request = BuildRequest(exported.folder, str(work / "work"), str(work / "out"), log, epoch, looked.settings.build_timeout)
        found = _version(world.metadata(request))
        world.tell(Told("build", "done"))
        if not same(found, expected):
            raise Problem(NOT_PROVED, expected=expected, found=found or "-", log=log)
        return found


def _version(metadata: bytes) -> str:
    message = email.parser.BytesParser().parsebytes(metadata, headersonly=True)
    return " ".join(str(message.get("Version", "")).split())
