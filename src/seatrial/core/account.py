"""What a journal amounts to for people: the state of every file, what was verified, which tag is set, what is to be done with what is live."""

import json
from collections.abc import Mapping
from typing import Any

from seatrial.core.credential.target import is_address
from seatrial.core.journal import Detail, Replayed
from seatrial.core.plan import CONFIRM, VERIFY, next_version
from seatrial.core.protocol import normal
from seatrial.model.index import IndexProfile
from seatrial.model.release import Artifact, FileOutcome, FileState, Manifest, Plan, TagStep, UploadStep, Verification
from seatrial.model.sentence import Kind, ProblemFacts, Said, Sentence
from seatrial.model.verify import Verified

STATES: dict[str, FileState] = {"uploaded": "uploaded", "present": "present", "refused": "refused", "not sent": "not sent"}
LIVE = frozenset({"uploaded", "present"})
ON_INDEX = Sentence("STR023", "Live on {the_index}: {file}")
YANK = Sentence("STR024", "Yank {version} at {page}: then it is installed only where it is asked for by its number.")
OWN_INDEX = Sentence(
    "STR025",
    "The embedded index is your own: nothing is to be yanked. To take the release back, delete the folder {folder}; everything else that was released to it goes with it.",
)
USED_UP = Sentence("STR026", "The names of these files are used up. The next version: {next}")

NOTHING_LIVE = Sentence("STU013", "Nothing of it is on {the_index}.")
STAYS = Sentence("STU014", "What is on {the_index} stays there, and its file names are used up. Live: {live} of {total}.")
UNCLEAR = Sentence("STU015", "Sent to {the_index} without an answer, so that nobody knows whether it is there: {files}")


def files_of(known: Replayed, before: Mapping[str, Detail] | None = None) -> tuple[FileOutcome, ...]:
    """Return the state of every file of the plan, in the order in which they are sent.

    `before` are the steps that were done before this run: what an earlier one sent was there already.
    """
    artifacts = {file.name: file for file in known.plan.manifest.files}
    files = ((step, _file(known, step, artifacts[step.file])) for step in known.plan.steps if isinstance(step, UploadStep))
    return tuple(
        file._replace(state="present") if file.state == "uploaded" and before and step.id in before else file for step, file in files
    )


def live(known: Replayed) -> tuple[str, ...]:
    """Return the names of the files that are known to be on the index."""
    return tuple(file.name for file in files_of(known) if file.state in LIVE)


def resuming(plan: Plan) -> tuple[str, ...]:
    """Return the command by which what is left of a plan is carried out, as words; an index that has no name has to be named by its address anew."""
    named = ("--repository-url", plan.index_name) if is_address(plan.index_name) else ()
    return ("seatrial", "resume", *named)


def whereabouts(profile: IndexProfile, manifest: Manifest, folder: str) -> str:
    """Return where a release is taken back: the index's page for it; of an embedded index, the folder that it lies in."""
    return f"{profile.site}/manage/project/{normal(manifest.name)}/release/{manifest.version}/" if profile.site else folder


def aftermath(profile: IndexProfile, known: Replayed, folder: str) -> tuple[Said, ...]:
    """Return what is to be said of files that are live and not to be used: each of them, how they are taken back, the next version.

    `folder` is where an embedded index lies.
    """
    manifest = known.plan.manifest
    where = whereabouts(profile, manifest, folder)
    back = Said(YANK, {"version": manifest.version, "page": where}) if profile.site else Said(OWN_INDEX, {"folder": where})
    there = (Said(ON_INDEX, {"the_index": known.plan.index_name, "file": file}) for file in live(known))
    return (*there, back, Said(USED_UP, {"next": next_version(manifest.version)}))


def given_up(known: Replayed) -> tuple[Said, ...]:
    """Return what is to be said of a plan that is given up: what is live, and what nobody knows of."""
    there, total, index_name = live(known), len(known.plan.manifest.files), known.plan.index_name
    doubt = [file.name for file in files_of(known) if file.state == "in doubt"]
    unclear = (Said(UNCLEAR, {"the_index": index_name, "files": ", ".join(doubt)}),) if doubt else ()
    if there:
        return (Said(STAYS, {"the_index": index_name, "live": len(there), "total": total}), *unclear)
    return unclear or (Said(NOTHING_LIVE, {"the_index": index_name}),)


def tag_of(known: Replayed) -> str | None:
    """Return the tag that was set, None where none was."""
    return next((step.tag for step in known.plan.steps if isinstance(step, TagStep) and step.id in known.done), None)


def verified_of(known: Replayed) -> Verified:
    """Return what came of asking the index for the files and of installing them back, as far as it was noted."""
    asked, installed = (_verified(known.done.get(step) or known.failed.get(step) or {}) for step in (CONFIRM, VERIFY))
    return installed._replace(unproven=(*asked.unproven, *installed.unproven))


def _verified(detail: Detail) -> Verified:
    data = json.loads(str(detail.get("verified", "{}")))
    unproven = (Said(Sentence(*sentence), values) for sentence, values in data.get("unproven", ()))
    return Verified(tuple(_verification(one) for one in data.get("verifications", ())), tuple(unproven), data.get("version"))


def verified_text(verified: Verified) -> str:
    """Return what came of installing the files back as a text for the journal."""
    return json.dumps(
        {"verifications": [one._asdict() for one in verified.verifications], "unproven": verified.unproven, "version": verified.version}
    )


def _file(known: Replayed, step: UploadStep, artifact: Artifact) -> FileOutcome:
    detail = known.done.get(step.id) or known.failed.get(step.id) or {}
    state = "in doubt" if step.id in known.doubt else STATES.get(str(detail.get("state")), "not sent")
    message = str(detail["message"]) if detail.get("message") and state == "refused" else None
    return FileOutcome(step.file, artifact.size, step.sha256, state, message, artifact.project, artifact.version)


def _verification(data: dict[str, Any]) -> Verification:
    faults = tuple(ProblemFacts(Kind(*kind), values) for kind, values in data["faults"])
    return Verification(**{**data, "faults": faults, "imported": tuple(data["imported"]), "ran": tuple(data["ran"])})
