"""The plan of a release: its steps, their order in waves, and the plan as data."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Any

from seatrial.core.upload_order import in_order
from seatrial.core.versions import version_of
from seatrial.model.index import IndexProfile, Patience
from seatrial.model.release import Artifact, ConfirmStep, Manifest, Plan, PushStep, Step, TagStep, UploadStep, VerifyStep
from seatrial.model.resumption import Way
from seatrial.problem import Problem
from seatrial.problem.release import PLAN_NEWER, PLAN_UNREADABLE

SCHEMA = 2
"""Of the plan as data; raised when an older seatrial could not carry out what a newer one planned. Since 2 an upload tells where its files lie, and its way."""
CONFIRM = "confirm"
VERIFY = "verify"
TAG = "tag"
PUSH = "push"
_KINDS: Mapping[str, type[Step]] = {"upload": UploadStep, "confirm": ConfirmStep, "verify": VerifyStep, "tag": TagStep, "push": PushStep}


def make_plan(
    manifest: Manifest, profile: IndexProfile, tag: str | None = None, remote: str | None = None, *, confirm: bool = False
) -> Plan:
    """Plan how the files of a manifest get to an index; the plan has them in the order in which they are sent.

    One wheel goes alone, the other wheels side by side, the sdist last; then, with `confirm`, the index is asked whether it shows them; then everything
    is installed back, then `tag` is set on the
    manifest's commit, then it is pushed to `remote`. Without a tag (or a commit to put it on) the plan ends with the verification.
    """
    manifest = manifest._replace(files=in_order(manifest.files))
    uploads = _uploads(manifest.files)
    sent = tuple(step.id for step in uploads)
    steps: list[Step] = [*uploads, *((ConfirmStep(CONFIRM, after=sent),) if confirm else ())]
    steps.append(VerifyStep(VERIFY, after=(CONFIRM,) if confirm else sent))
    if tag is not None and manifest.commit is not None:
        steps.append(TagStep(TAG, tag, manifest.commit, f"{manifest.name} {manifest.version}", after=(VERIFY,)))
        if remote is not None:
            steps.append(PushStep(PUSH, tag, remote, after=(TAG,)))
    return Plan(plan_id(manifest, profile.name), profile.name, manifest, tuple(steps))


def plan_upload(
    manifest: Manifest, index_name: str, paths: Mapping[str, str], way: Way, attestations: Mapping[str, tuple[str, ...]] | None = None
) -> Plan:
    """Plan how files, perhaps of several releases, get to an index, each release in its own order; then the index is asked whether it shows them.

    `paths` has where each file lies, `attestations` the paths of what is sent along with it.
    """
    manifest = manifest._replace(files=in_order(manifest.files))
    releases = dict.fromkeys((file.project, file.version) for file in manifest.files)
    groups = [[file for file in manifest.files if (file.project, file.version) == release] for release in releases]
    planned = [step for files in groups for step in _uploads(files)]
    uploads = [step._replace(path=paths[step.file], attestations=(attestations or {}).get(step.file, ())) for step in planned]
    steps: tuple[Step, ...] = (*uploads, ConfirmStep(CONFIRM, after=tuple(step.id for step in uploads)))
    return Plan(plan_id(manifest, index_name), index_name, manifest, steps, SCHEMA, way)


def is_upload(plan: Plan) -> bool:
    """Whether a plan is that of an upload, which ends when the index shows the files; a release installs them back."""
    return not any(isinstance(step, VerifyStep) for step in plan.steps)


def replaces(plan: Plan, other: Plan) -> bool:
    """Whether an upload sends files under all the names of another one to the same index, so that nothing is left of that one to be done."""
    names = {file.name for file in plan.manifest.files}
    return plan.index_name == other.index_name and all(file.name in names for file in other.manifest.files)


def paths_of(plan: Plan) -> Mapping[str, str] | None:
    """Return the path of each file that an upload sends, by name; None where the plan, one of an older seatrial, does not say."""
    paths = {step.file: step.path for step in plan.steps if isinstance(step, UploadStep)}
    return paths if all(paths.values()) else None


def with_pythons(plan: Plan, pythons: Sequence[str]) -> Plan:
    """Return a plan that installs back for these Pythons; where none are given, for those that it had."""
    if not pythons:
        return plan
    steps = (step._replace(pythons=tuple(pythons)) if isinstance(step, VerifyStep) else step for step in plan.steps)
    return plan._replace(steps=tuple(steps))


def pythons_of(plan: Plan) -> tuple[str, ...]:
    """Return the Pythons that a plan installs back for, as they were asked for."""
    return next((step.pythons for step in plan.steps if isinstance(step, VerifyStep)), ())


def plan_id(manifest: Manifest, index_name: str) -> str:
    """Return what names a plan: it changes with the manifest and the index, and with nothing else."""
    text = json.dumps([index_name, manifest_data(manifest)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def waves(plan: Plan, done: frozenset[str] = frozenset()) -> tuple[tuple[Step, ...], ...]:
    """Return the steps that are not done yet, in waves: the steps of one wave may run side by side, a wave starts when the one before it has ended."""
    steps = {step.id: step for step in plan.steps}
    sorter = TopologicalSorter({step.id: step.after for step in plan.steps})
    sorter.prepare()
    found: list[tuple[Step, ...]] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        sorter.done(*ready)
        left = frozenset(ready) - done
        if left:
            found.append(tuple(step for step in steps.values() if step.id in left))
    return tuple(found)


def plan_data(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON data."""
    way = {"way": {**plan.way._asdict(), "patience": list(plan.way.patience)}} if plan.way else {}
    return {
        "schema": plan.schema,
        "id": plan.id,
        "index": plan.index_name,
        "manifest": manifest_data(plan.manifest),
        "steps": [{"do": _kind(step), **_step_data(step)} for step in plan.steps],
        **way,
    }


def plan_from(data: Mapping[str, Any]) -> Plan:
    """Return the plan that JSON data describes. Raises Problem where it is not a plan, or one of a newer seatrial."""
    try:
        schema = int(data["schema"])
        if schema > SCHEMA:
            raise Problem(PLAN_NEWER, schema=schema, known=SCHEMA)
        steps = tuple(_step(dict(one)) for one in data["steps"])
        way = _way(data["way"]) if data.get("way") else None
        plan = Plan(str(data["id"]), str(data["index"]), manifest_from(data["manifest"]), steps, schema, way)
        waves(plan)
    except (KeyError, TypeError, ValueError) as error:
        raise Problem(PLAN_UNREADABLE, reason=f"{type(error).__name__}: {error}") from error
    return plan


def manifest_data(manifest: Manifest) -> dict[str, Any]:
    """Return a manifest as JSON data."""
    return {**manifest._asdict(), "tools": dict(manifest.tools), "files": [_artifact_data(file) for file in manifest.files]}


def _artifact_data(file: Artifact) -> dict[str, Any]:
    whole = file._asdict()
    return whole if file.project else {name: value for name, value in whole.items() if name not in {"project", "version"}}


def manifest_from(data: Mapping[str, Any]) -> Manifest:
    """Return the manifest that JSON data describes; KeyError, TypeError or ValueError where it is none."""
    return Manifest(**{**data, "files": tuple(Artifact(**file) for file in data["files"])})


def on_a_commit_to_come(plan: Plan) -> Plan:
    """Return the plan of a dry run whose commit is not made yet: its tag names none."""
    steps = tuple(step._replace(commit="") if isinstance(step, TagStep) else step for step in plan.steps)
    return plan._replace(steps=steps, manifest=plan.manifest._replace(commit=None))


def next_version(version: str) -> str:
    """Return the smallest version that follows one that is used up: `1.2.3` → `1.2.4`, `1.0rc1` → `1.0rc2`."""
    now = version_of(version)
    if now is None:
        return f"{version}.1"
    release = ".".join(str(part) for part in now.release)
    if now.post is not None:
        return f"{now.base_version}.post{now.post + 1}"
    if now.dev is not None and now.pre is None:
        return f"{now.base_version}.dev{now.dev + 1}"
    if now.pre is not None:
        return f"{now.base_version}{now.pre[0]}{now.pre[1] + 1}"
    parts = [*now.release, 0, 0][: max(3, len(now.release))]
    return now.base_version.removesuffix(release) + ".".join(str(part) for part in (*parts[:-1], parts[-1] + 1))


def _uploads(files: Sequence[Artifact]) -> tuple[UploadStep, ...]:
    if not files:
        return ()
    first, *others = files
    opening = UploadStep(f"upload:{first.name}", first.name, first.sha256)
    wheels = tuple(_upload(file, (opening.id,)) for file in others if file.kind == "wheel")
    before_sdist = (opening.id, *(step.id for step in wheels))
    return (opening, *wheels, *(_upload(file, before_sdist) for file in others if file.kind == "sdist"))


def _upload(file: Artifact, after: tuple[str, ...]) -> UploadStep:
    return UploadStep(f"upload:{file.name}", file.name, file.sha256, after)


def _kind(step: Step) -> str:
    return next(name for name, kind in _KINDS.items() if isinstance(step, kind))


def _step_data(step: Step) -> dict[str, Any]:
    # What an older seatrial does not know is only written where it stands for something.
    return {name: value for name, value in step._asdict().items() if value or name not in {"path", "attestations"}}


def _step(data: dict[str, Any]) -> Step:
    kind = _KINDS[data.pop("do")]
    lists: dict[str, Any] = {name: tuple(map(str, data[name])) for name in ("after", "pythons", "attestations") if name in data}
    return kind(**{**data, **lists})


def _way(data: Mapping[str, Any]) -> Way:
    return Way(**{**data, "patience": Patience(*map(float, data["patience"]))})
