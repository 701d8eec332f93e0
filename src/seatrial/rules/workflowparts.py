"""Rules on what a workflow that publishes is made of: actions and their versions, runners, Pythons, commands."""

import re
from collections.abc import Iterator

from seatrial.core.ci.publishing import COMMIT, PUBLISH_ACTION, action, commands, major
from seatrial.model.finding import Hit
from seatrial.model.workflow import Job, Judged, WorkflowStep
from seatrial.rules.rule import Rule, rule
from seatrial.rules.workflowcourse import publishes

ENDED = {
    "actions/upload-artifact": 3,
    "actions/download-artifact": 3,
    "actions/cache": 2,
    "actions/cache/restore": 2,
    "actions/cache/save": 2,
}
"""The newest version of an action that GitHub has switched off."""
GONE_RUNNERS = frozenset(
    {
        "ubuntu-16.04", "ubuntu-18.04", "ubuntu-20.04", "macos-10.15", "macos-11", "macos-12", "macos-13", "windows-2016", "windows-2019",
    }
)  # fmt: skip
"""Machines that GitHub has taken away (actions/runner-images, announcements)."""
BRANCHES = frozenset({"main", "master", "develop", "dev", "trunk", "unstable/v1"})
OLD_INPUTS = frozenset({"repository_url", "packages_dir", "verify_metadata", "skip_existing", "print_hash"})
NUMBER = re.compile(r"[23]\.\d*0")
SETUP_UPLOAD = re.compile(r"\bsetup\.py\s[^\n;&|]{0,200}\b(?:upload|register)\b")
SETUP_BUILD = re.compile(r"\bsetup\.py\s[^\n;&|]{0,200}\b(?:sdist|bdist_wheel)\b")
VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")
METADATA_24, METADATA_25 = (1, 12, 3), (1, 14, 2)
"""Versions of the publishing action since which it takes these versions of metadata."""


def steps(subject: Judged) -> Iterator[tuple[Job, WorkflowStep]]:
    """Yield every step of a workflow that publishes, with its job."""
    if publishes(subject):
        for job in subject.workflow.jobs:
            yield from ((job, step) for step in job.steps)


@rule(
    "WFL030",
    "error",
    "GitHub has switched this action off",
    message="{action} no longer works.",
    source="github.blog/changelog: deprecation of v3 of the artifact actions, of actions/cache v1-v2",
)
def switched_off(subject: Judged) -> Iterator[Hit]:
    """Jobs that use it fail at once. Versions 1 to 3 of the actions for artifacts ended on 30 January 2025, versions 1 and 2 of actions/cache on 1 March 2025.

    Fix: Use the newest version. Since version 4 of the artifact actions a name can be used once in a run: put what differs into it.
    """
    for _, step in steps(subject):
        name = step.uses.partition("@")[0].lower()
        version = major(step)
        if name in ENDED and version is not None and version <= ENDED[name]:
            yield Hit({"action": step.uses}, line=_at(step))


@rule(
    "WFL031",
    "error",
    "There is no such machine any more",
    message="GitHub has no runner {label} any more.",
    source="actions/runner-images: README",
)
def gone_runner(subject: Judged) -> Iterator[Hit]:
    """The job waits for a machine that never comes, and is ended after a day.

    Fix: Use `ubuntu-latest`, `macos-latest` or `windows-latest`, or one of the versions that are there.
    """
    for job in subject.workflow.jobs if publishes(subject) else ():
        if "self-hosted" in job.runs_on:
            continue
        for label, line in _labels(job):
            if label in GONE_RUNNERS:
                yield Hit({"label": label}, line=line)


@rule("WFL032", "error", "A version of Python that is read as a number", message="{version} without quotes is the number {number}.")
def number(subject: Judged) -> Iterator[Hit]:
    """YAML reads it as a number, whose last 0 means nothing: the workflow asks for another Python, which may not exist.

    Fix: Put the version in quotes: `"3.10"`.
    """
    for job in subject.workflow.jobs if publishes(subject) else ():
        for axis, values in job.matrix.items():
            for one in values if "python" in axis.lower() else ():
                if one.plain and NUMBER.fullmatch(one.text):
                    yield Hit({"version": one.text, "number": one.text.rstrip("0").rstrip(".")}, line=one.line)
        for step in job.steps:
            given = step.inputs.get("python-version", "")
            if "python-version" in step.numbers and NUMBER.fullmatch(given):
                line = step.lines.get("with.python-version", step.line)
                yield Hit({"version": given, "number": given.rstrip("0").rstrip(".")}, line=line)


@rule(
    "WFL033",
    "error",
    "The action for publishing runs on Linux alone",
    message="The job {job} runs on {label}.",
    source="gh-action-pypi-publish: README",
)
def not_linux(subject: Judged) -> Iterator[Hit]:
    """It brings a container, which other systems cannot run ("Container action is only supported on Linux").

    Fix: Publish in a job with `runs-on: ubuntu-latest` that takes the files of the others by artifacts.
    """
    for job in publishes(subject):
        if any(action(step).name == PUBLISH_ACTION and not step.condition for step in job.steps):
            for label, line in _labels(job):
                if label.lower().startswith(("windows-", "macos-")):
                    yield Hit({"job": job.id, "label": label}, line=line)


@rule(
    "WFL034",
    "warning",
    "An action at a branch",
    message="{action} is whatever its branch has when the job runs.",
    source="docs.github.com: security hardening",
)
def branch(subject: Judged) -> Iterator[Hit]:
    """Whoever may push to that branch runs code in the job that publishes; and what works today may fail tomorrow.

    Fix: Name a release, best by the full hash of its commit with the version as a comment.
    """
    for job in publishes(subject):
        for step in job.steps:
            if action(step).ref in BRANCHES:
                yield Hit({"action": step.uses}, line=_at(step))


@rule(
    "WFL035",
    "note",
    "Actions that are not pinned",
    message="The job {job} publishes, and takes actions by tags: {actions}.",
    source="docs.github.com: security hardening",
)
def unpinned(subject: Judged) -> Iterator[Hit]:
    """A tag can be moved to another commit by whoever takes an action over; this has happened. The hash of a commit cannot.

    Fix: Write the full hash with the version as a comment, `actions/checkout@HASH # v7.0.1`, and let Dependabot or Renovate raise it.
    """
    for job in publishes(subject):
        named = [
            step for step in job.steps if action(step).ref and action(step).ref not in BRANCHES and not COMMIT.fullmatch(action(step).ref)
        ]
        if named:
            actions = ", ".join(dict.fromkeys(step.uses for step in named))
            yield Hit({"job": job.id, "actions": actions}, line=_at(named[0]))


@rule(
    "WFL036",
    "warning",
    "The action for publishing is too old for today's metadata",
    message="{action} ({version}) refuses files with Metadata-Version {metadata}.",
    source="gh-action-pypi-publish: release notes of v1.12.3 and v1.14.2",
)
def old_action(subject: Judged) -> Iterator[Hit]:
    """It brings an old twine, which stops with `InvalidDistribution` before anything is sent. setuptools writes metadata 2.4 since version 77, hatchling 2.5 since version 1.32.

    Fix: Use v1.14.2 or newer, or `release/v1`.
    """
    for job in publishes(subject):
        for step in job.steps:
            ref = action(step).ref
            found = VERSION.fullmatch(step.comment if COMMIT.fullmatch(ref) else ref) if action(step).name == PUBLISH_ACTION else None
            version = tuple(int(part) for part in found.groups()) if found else METADATA_25
            if found and version < METADATA_25:
                old = version < METADATA_24
                values = {"action": PUBLISH_ACTION, "version": found[0], "metadata": "2.4" if old else "2.5"}
                yield Hit(values, line=_at(step), severity="warning" if old else "note")


@rule(
    "WFL037",
    "error",
    "`setup.py upload` no longer uploads",
    message="The job {job} publishes by `setup.py upload` or `register`.",
    source="setuptools: command/upload.py",
)
def setup_upload(subject: Judged) -> Iterator[Hit]:
    """Setuptools ends these commands with an error, and PyPI has closed what they spoke to.

    Fix: Build with `python -m build`, and upload with `seatrial upload dist/*`.
    """
    for job, step in steps(subject):
        if SETUP_UPLOAD.search(commands(step)):
            yield Hit({"job": job.id}, line=step.lines.get("run", step.line))


@rule(
    "WFL038",
    "note",
    "Built by running `setup.py`",
    message="The job {job} builds by `setup.py`.",
    source="packaging.python.org: is setup.py deprecated?",
)
def setup_build(subject: Judged) -> Iterator[Hit]:
    """The build then takes whatever setuptools lies there, not what `pyproject.toml` asks for, and takes in what is left of earlier builds.

    Fix: Build with `seatrial build` or `python -m build`.
    """
    for job, step in steps(subject):
        text = commands(step)
        if SETUP_BUILD.search(text) and not SETUP_UPLOAD.search(text):
            yield Hit({"job": job.id}, line=step.lines.get("run", step.line))


@rule(
    "WFL039",
    "note",
    "Inputs by their old names",
    message="{action} calls these inputs otherwise today: {inputs}.",
    source="gh-action-pypi-publish: action.yml",
)
def old_inputs(subject: Judged) -> Iterator[Hit]:
    """They still work, with a warning in every run, and will be removed.

    Fix: Write them with `-` in place of `_`, such as `repository-url`.
    """
    for _, step in steps(subject):
        old = sorted(OLD_INPUTS & step.inputs.keys()) if action(step).name == PUBLISH_ACTION else []
        if old:
            yield Hit({"action": PUBLISH_ACTION, "inputs": ", ".join(old)}, line=step.lines.get(f"with.{old[0]}", step.line))


@rule(
    "WFL040",
    "warning",
    "A cache in the job that publishes",
    message="The job {job} publishes, and takes files from a cache.",
    source="docs.zizmor.sh: cache-poisoning",
)
def cached(subject: Judged) -> Iterator[Hit]:
    """Other workflows of the repository write into the same cache, those of pull requests among them: what they put there runs where it can publish.

    Fix: Leave the cache out of this job.
    """
    for job in publishes(subject):
        for step in job.steps:
            taken = action(step).name == "actions/cache" or (action(step).name == "actions/setup-python" and step.inputs.get("cache"))
            if taken or (action(step).name == "astral-sh/setup-uv" and step.inputs.get("enable-cache") == "true"):
                yield Hit({"job": job.id}, line=_at(step))


def _at(step: WorkflowStep) -> int:
    return step.lines.get("uses", step.line)


def _labels(job: Job) -> Iterator[tuple[str, int]]:
    """Yield the runners of a job, those that its matrix names among them, with their lines."""
    for label in job.runs_on:
        axis = re.fullmatch(r"\$\{\{\s*matrix\.([\w-]+)\s*\}\}", label)
        if axis:
            yield from ((one.text, one.line) for one in job.matrix.get(axis[1], ()))
        else:
            yield label, job.lines.get("runs-on", job.line)


RULES: tuple[Rule[Judged], ...] = (
    switched_off, gone_runner, number, not_linux, branch, unpinned, old_action, setup_upload, setup_build, old_inputs, cached,
)  # fmt: skip
