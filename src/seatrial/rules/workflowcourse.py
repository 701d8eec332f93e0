"""Rules on the course of a workflow that publishes: what starts it, which jobs run, and how files get from one to the other."""

import re
from collections.abc import Iterator

from seatrial.core.ci.publishing import PUBLISH_ACTION, action, builds, commands, major, publishings
from seatrial.core.ci.triggers import never, no_tags, reaches
from seatrial.model.finding import Hit
from seatrial.model.workflow import Job, Judged, WorkflowStep
from seatrial.rules.rule import Rule, rule

UPLOAD, DOWNLOAD = "actions/upload-artifact", "actions/download-artifact"
SYNTAX = "docs.github.com: workflow syntax"
REGULAR = re.compile(r"\^|\\[dw]|\$$|^refs/")
FETCHES = re.compile(r"\bgit\s+fetch\b[^\n]{0,200}(?:--tags|--unshallow|--prune|--depth)|\bgit\s+(?:tag|describe)\b")


def publishes(subject: Judged) -> tuple[Job, ...]:
    """Return the jobs that publish."""
    return tuple(job for job in subject.workflow.jobs if publishings(subject.workflow, job))


@rule(
    "WFL020",
    "error",
    "A pattern that no tag matches",
    message="No tag matches {pattern}: filters are no regular expressions.",
    source=SYNTAX,
)
def regular_expression(subject: Judged) -> Iterator[Hit]:
    r"""The pattern stands for itself but for `*`, `?`, `+`, `[]` and `!`, and is compared with the bare name of the tag. The workflow never starts.

    Fix: Write `v*`, or `v[0-9]+.[0-9]+.[0-9]+` (in `v\d+` and `^v1$` the signs mean nothing).
    """
    if publishes(subject):
        for pattern in subject.workflow.filters.get("push.tags", ()):
            if REGULAR.search(pattern) and "${{" not in pattern:
                yield Hit({"pattern": pattern}, line=subject.workflow.lines.get("on.push.tags"))


@rule(
    "WFL021",
    "error",
    "The tags of this project start nothing",
    message="Releases are tagged {tag}, which none of the patterns matches: {patterns}.",
    source=SYNTAX,
)
def other_tags(subject: Judged) -> Iterator[Hit]:
    """The settings of the project say how its releases are tagged. The workflow waits for other tags, so that it never starts.

    Fix: Correct the patterns under `on.push.tags`, or `tag` in `[tool.seatrial]`.
    """
    patterns = subject.workflow.filters.get("push.tags", ())
    if not subject.tag or not patterns or not publishes(subject) or any(REGULAR.search(one) for one in patterns):
        return
    versions = ("1.0", "1.0.0", "0.1.0", "2.10.3", "10.20.30", "2026.1", "1.0a1", "1.0rc1", "1.0.0b2", "1.0.0rc1", "1", "1.0.post1")
    if not any(reaches(patterns, subject.tag.replace("{version}", version)) for version in versions):
        shown = subject.tag.replace("{version}", "1.0.0")
        yield Hit({"tag": shown, "patterns": ", ".join(patterns)}, line=subject.workflow.lines.get("on.push.tags"))


@rule(
    "WFL022",
    "warning",
    "A release that was drafted starts nothing",
    message="The workflow starts when a release is created, which GitHub does not tell of drafts.",
    source="docs.github.com: events that trigger workflows, release",
)
def created(subject: Judged) -> Iterator[Hit]:
    """A release that is first saved as a draft and then published makes no event `created`, so that nothing is published.

    Fix: Write `types: [published]`.
    """
    types = subject.workflow.filters.get("release.types", ())
    if "created" in types and not {"published", "released"} & set(types) and publishes(subject):
        yield Hit({}, line=subject.workflow.lines.get("on.release.types"))


@rule(
    "WFL023",
    "warning",
    "One release starts the workflow several times",
    message="`release` has no types, so that creating, publishing and every edit of a release each start a run that publishes.",
    source="docs.github.com: events that trigger workflows, release",
)
def every_type(subject: Judged) -> Iterator[Hit]:
    """The second run builds again and is refused, or has nothing to do; an edit of the notes a year later does the same.

    Fix: Write `types: [published]`.
    """
    flow = subject.workflow
    free = [job for job in publishes(subject) if not job.condition and not any(one.step.condition for one in publishings(flow, job))]
    if "release" in flow.triggers and "release.types" not in flow.filters and any(not job.needs for job in free):
        yield Hit({}, line=flow.triggers["release"])


@rule(
    "WFL024",
    "error",
    "The job never runs",
    message="The job {job} runs only if {condition}, and nothing that starts the workflow makes that true.",
)
def never_runs(subject: Judged) -> Iterator[Hit]:
    """Nothing is published, and GitHub shows the job as skipped, in grey.

    Fix: Add what is missing under `on` (a push of branches alone does not tell of tags: add `tags: ["v*"]`), or correct the condition.
    """
    for job in publishes(subject):
        part = never(subject.workflow, job.condition)
        if part:
            yield Hit({"job": job.id, "condition": part}, line=job.lines.get("if", job.line))


@rule(
    "WFL025",
    "warning",
    "The version comes from tags that are not fetched",
    message="The version is made from git's tags, and the checkout of the job {job} fetches one commit without them.",
)
def no_history(subject: Judged) -> Iterator[Hit]:
    """No tag starts this workflow, so that the checkout brings none: the build invents a version such as 0.1.dev1, which is then published.

    Fix: Give `actions/checkout` `fetch-depth: 0`.
    """
    if not subject.by_tags or not publishes(subject) or not no_tags(subject.workflow):
        return
    for job in subject.workflow.jobs:
        checkout = next((step for step in job.steps if action(step).name == "actions/checkout"), None)
        fetched = any(FETCHES.search(commands(step)) for step in job.steps)
        deep = checkout is not None and (
            checkout.inputs.get("fetch-depth") or checkout.inputs.get("fetch-tags") or checkout.inputs.get("ref")
        )
        if checkout is not None and not deep and not fetched and any(map(builds, job.steps)):
            yield Hit({"job": job.id}, line=checkout.line)


@rule(
    "WFL026",
    "error",
    "Files are taken before they are made",
    message="The job {job} downloads an artifact and waits for no other job: `needs` is missing.",
)
def no_needs(subject: Judged) -> Iterator[Hit]:
    """Jobs without `needs` start at the same moment: the artifact is not there yet, and the job fails.

    Fix: Write `needs:` with the job that uploads the artifact.
    """
    for job in publishes(subject):
        step = next((one for one in job.steps if action(one).name == DOWNLOAD and not {"run-id", "github-token"} & one.inputs.keys()), None)
        own = any(action(one).name == UPLOAD for one in job.steps)
        if step is not None and not own and not job.needs and not step.condition and len(subject.workflow.jobs) > 1:
            yield Hit({"job": job.id}, line=step.line)


@rule(
    "WFL027",
    "error",
    "An artifact of this name is there already",
    message="The artifact {name} is uploaded more than once in a run: {where}.",
    source="actions/upload-artifact: README, breaking changes of v4",
)
def same_name(subject: Judged) -> Iterator[Hit]:
    """Since version 4 the name of an artifact can be used once in a run; the second upload fails with 409.

    Fix: Put what differs into the name, such as `dist-${{ matrix.os }}`, and take all of them with `pattern: dist-*` and `merge-multiple: true`.
    """
    if not publishes(subject):
        return
    seen: dict[str, str] = {}
    for job in subject.workflow.jobs:
        for step in job.steps:
            if not _uploads_by_name(job, step):
                continue
            name = step.inputs.get("name") or "artifact"
            if name in seen or _several(job):
                where = job.id if name not in seen or seen[name] == job.id else f"{seen[name]}, {job.id}"
                yield Hit({"name": name, "where": where}, line=step.line)
            seen.setdefault(name, job.id)


def _uploads_by_name(job: Job, step: WorkflowStep) -> bool:
    if action(step).name != UPLOAD or step.condition or job.condition or step.inputs.get("overwrite") or "archive" in step.inputs:
        return False
    version = major(step)
    return version is not None and version >= 4 and "${{" not in step.inputs.get("name", "")


def _several(job: Job) -> bool:
    """Tell whether a matrix makes more than one run of a job."""
    if "exclude" in job.matrix:
        return False
    return any(len({one.text for one in values}) > 1 for values in job.matrix.values())


@rule(
    "WFL028",
    "error",
    "The files lie a folder deeper",
    message="The artifacts are unpacked into folders of their own in {folder}, where the action looks for files.",
    source="actions/download-artifact: README, breaking changes of v4",
)
def a_folder_deeper(subject: Judged) -> Iterator[Hit]:
    """Without `name` and without `merge-multiple` each artifact gets a folder: the action finds no file to publish, or takes a folder for one.

    Fix: Write `merge-multiple: true`, or the one `name`, into `with` of `actions/download-artifact`.
    """
    for job in publishes(subject):
        downloads = [(number, step) for number, step in enumerate(job.steps) if action(step).name == DOWNLOAD]
        sends = [(number, step) for number, step in enumerate(job.steps) if action(step).name == PUBLISH_ACTION]
        if len(downloads) != 1 or len(sends) != 1 or any(step.run for step in job.steps[downloads[0][0] : sends[0][0]]):
            continue
        step, send = downloads[0][1], sends[0][1]
        version = major(step)
        apart = not {"name", "artifact-ids", "merge-multiple"} & step.inputs.keys() and version is not None and version >= 4
        folder = _plain(step.inputs.get("path", ""))
        if apart and folder and folder == _plain(send.inputs.get("packages-dir") or send.inputs.get("packages_dir") or "dist"):
            yield Hit({"folder": folder}, line=step.line)


def _plain(path: str) -> str:
    return path.strip().removeprefix("./").rstrip("/")


RULES: tuple[Rule[Judged], ...] = (
    regular_expression, other_tags, created, every_type, never_runs, no_history, no_needs, same_name, a_folder_deeper,
)  # fmt: skip
