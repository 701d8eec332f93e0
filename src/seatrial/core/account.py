"""What a journal amounts to for people: the state of every file, what was verified, which tag is set."""

import json
from typing import Any

from seatrial.core.journal import Replayed
from seatrial.core.plan import VERIFY
from seatrial.model.release import FileOutcome, FileState, TagStep, UploadStep, Verification
from seatrial.model.sentence import Kind, ProblemFacts, Said, Sentence
from seatrial.model.verify import Verified

STATES: dict[str, FileState] = {"uploaded": "uploaded", "present": "present", "refused": "refused", "not sent": "not sent"}
LIVE = frozenset({"uploaded", "present"})


def files_of(known: Replayed) -> tuple[FileOutcome, ...]:
    """Return the state of every file of the plan, in the order in which they are sent."""
    sizes = {file.name: file.size for file in known.plan.manifest.files}
    return tuple(_file(known, step, sizes[step.file]) for step in known.plan.steps if isinstance(step, UploadStep))


def live(known: Replayed) -> tuple[str, ...]:
    """Return the names of the files that are known to be on the index."""
    return tuple(file.name for file in files_of(known) if file.state in LIVE)


def tag_of(known: Replayed) -> str | None:
    """Return the tag that was set, None where none was."""
    return next((step.tag for step in known.plan.steps if isinstance(step, TagStep) and step.id in known.done), None)


def verified_of(known: Replayed) -> Verified:
    """Return what came of installing the files back, as far as it was noted."""
    detail = known.done.get(VERIFY) or known.failed.get(VERIFY) or {}
    data = json.loads(str(detail.get("verified", "{}")))
    unproven = (Said(Sentence(*sentence), values) for sentence, values in data.get("unproven", ()))
    return Verified(tuple(_verification(one) for one in data.get("verifications", ())), tuple(unproven))


def verified_text(verified: Verified) -> str:
    """Return what came of installing the files back as a text for the journal."""
    return json.dumps({"verifications": [one._asdict() for one in verified.verifications], "unproven": verified.unproven})


def _file(known: Replayed, step: UploadStep, size: int) -> FileOutcome:
    detail = known.done.get(step.id) or known.failed.get(step.id) or {}
    state = "in doubt" if step.id in known.doubt else STATES.get(str(detail.get("state")), "not sent")
    message = str(detail["message"]) if detail.get("message") and state == "refused" else None
    return FileOutcome(step.file, size, step.sha256, state, message)


def _verification(data: dict[str, Any]) -> Verification:
    faults = tuple(ProblemFacts(Kind(*kind), values) for kind, values in data["faults"])
    return Verification(**{**data, "faults": faults, "imported": tuple(data["imported"]), "ran": tuple(data["ran"])})
