"""Rules on who may publish in a workflow, and by what: Trusted Publishing, passwords, permissions, environments."""

from collections.abc import Iterator

from seatrial.core.ci.publishing import PASSWORDS, SECRET, Publishing, builds, grants, publishings
from seatrial.core.ci.workflow import EVERY
from seatrial.model.finding import Hit
from seatrial.model.workflow import Job, Judged
from seatrial.rules.rule import Rule, rule

IDENTITY = "id-token"
GUIDE = "docs.pypi.org/trusted-publishers"


def publishing(subject: Judged) -> Iterator[tuple[Job, Publishing]]:
    """Yield each step that publishes, with its job."""
    for job in subject.workflow.jobs:
        for one in publishings(subject.workflow, job):
            yield job, one


def trusted(subject: Judged) -> Iterator[tuple[Job, Publishing]]:
    """Yield each step that publishes by Trusted Publishing, with its job; of a job one."""
    for job in subject.workflow.jobs:
        found = publishings(subject.workflow, job)
        allowed = grants(subject.workflow, job, IDENTITY)
        for one in found:
            if one.by == "identity" or (one.by == "unknown" and allowed and one.to != "other"):
                yield job, one
                break


@rule(
    "WFL010",
    "error",
    "The job may not prove who it is",
    message="The job {job} publishes without a password, and `id-token: write` is missing in its permissions.",
    source=GUIDE,
)
def no_identity(subject: Judged) -> Iterator[Hit]:
    """Trusted Publishing begins with an identity token of the job, which GitHub gives only with this permission; without it the job fails.

    Fix: Write `permissions:` with `id-token: write` into the job.
    """
    for job, one in publishing(subject):
        if one.by == "identity" and grants(subject.workflow, job, IDENTITY) is False:
            yield Hit({"job": job.id}, line=job.lines.get("permissions", one.line))


@rule(
    "WFL011",
    "warning",
    "A password is stored though none is needed",
    message="The job {job} publishes with a password out of the secrets.",
    source=GUIDE,
)
def password(subject: Judged) -> Iterator[Hit]:
    """A stored token can be read by whoever may change a workflow, works from anywhere, and mostly never expires. Trusted Publishing needs none.

    Fix: Register the workflow as a trusted publisher (`seatrial publisher show` says what to type), give the job `id-token: write`, take the password out, and delete the secret.
    """
    if not subject.workflow.triggers.keys() - {"workflow_call"}:
        return
    for job, one in publishing(subject):
        if one.by == "secret" and one.to != "other":
            yield Hit({"job": job.id}, line=one.line)


@rule(
    "WFL012",
    "warning",
    "Every job may prove to be the publisher",
    message="`id-token: write` stands at the top of the workflow, so that all of its jobs have it: {jobs}.",
    source=GUIDE,
)
def identity_for_all(subject: Judged) -> Iterator[Hit]:
    """Whatever runs in one of these jobs, such as tests and the build's requirements, can publish in your name.

    Fix: Move `id-token: write` from the top of the workflow into the job that publishes.
    """
    flow = subject.workflow
    if (flow.permissions or {}).get(IDENTITY) != "write" or not any(trusted(subject)):
        return
    having = [job.id for job in flow.jobs if job.permissions is None]
    if len(having) > 1:
        yield Hit({"jobs": ", ".join(having)}, line=flow.lines.get(f"permissions.{IDENTITY}", 1))


@rule("WFL013", "warning", "A job that publishes may do everything", message="`write-all` holds in the job {job}, which publishes.")
def all_rights(subject: Judged) -> Iterator[Hit]:
    """A fault in one tool of the job, or in one of its requirements, gives all of these rights away: code, releases, packages, the publisher.

    Fix: Write only what the job needs: `id-token: write` to publish by Trusted Publishing, nothing else.
    """
    flow = subject.workflow
    for job in {job.id: job for job, _ in publishing(subject)}.values():
        said = job.permissions if job.permissions is not None else flow.permissions
        if said is not None and said.get(EVERY) == "write":
            line = job.lines.get("permissions", flow.lines.get("permissions", job.line))
            yield Hit({"job": job.id}, line=line)


@rule(
    "WFL014",
    "warning",
    "What is built can publish",
    message="The job {job} builds, and may prove to be the publisher.",
    source="packaging.python.org: publishing with GitHub Actions",
)
def builds_where_it_publishes(subject: Judged) -> Iterator[Hit]:
    """Build backends, plugins and tests run as the job: any of them can take the identity and publish what it likes. PyPI's guides ask for two jobs.

    Fix: Build in a job of its own, hand the files over with `actions/upload-artifact` and `actions/download-artifact`, and publish in a job that does nothing else; `seatrial ci github` writes such a workflow.
    """
    for job, one in trusted(subject):
        first = next((step for step in job.steps if builds(step)), None)
        if first is not None and grants(subject.workflow, job, IDENTITY):
            del one
            yield Hit({"job": job.id}, line=first.line)


@rule(
    "WFL015",
    "warning",
    "PyPI does not support publishing from a reusable workflow",
    message="The job {job} publishes by Trusted Publishing in a workflow that is only called by others.",
    source=f"{GUIDE}/troubleshooting",
)
def reusable(subject: Judged) -> Iterator[Hit]:
    """PyPI compares the workflow that was started with the one that the job stands in, and answers `invalid-publisher` where another repository calls it; attestations fail in any case.

    Fix: Put the job that publishes into the workflow that is started, and let the reusable one only build.
    """
    if subject.workflow.triggers.keys() == {"workflow_call"}:
        for job, one in trusted(subject):
            yield Hit({"job": job.id}, line=one.line)


@rule(
    "WFL016",
    "error",
    "PyPI takes nothing from `pull_request_target`",
    message="The workflow is started by `pull_request_target`, and its job {job} publishes by Trusted Publishing.",
    source="warehouse@6b62157, oidc/models/github.py",
)
def from_pull_request(subject: Judged) -> Iterator[Hit]:
    """Such runs give the code of strangers your rights; PyPI refuses their identity.

    Fix: Start the workflow by a tag or by a published release.
    """
    line = subject.workflow.triggers.get("pull_request_target")
    for job, _ in trusted(subject) if line else ():
        if not job.condition and not job.needs:
            yield Hit({"job": job.id}, line=line)


@rule(
    "WFL017",
    "warning",
    "The job that publishes has no environment",
    message="The job {job} publishes by Trusted Publishing and has no `environment:`.",
    source=GUIDE,
)
def no_environment(subject: Judged) -> Iterator[Hit]:
    """Without one, whoever may push any branch can start a changed workflow that publishes; an environment asks for a reviewer, and takes certain tags alone.

    Fix: Write `environment: pypi` into the job, make it under Settings → Environments, and enter it at PyPI's publisher too.
    """
    for job, one in trusted(subject):
        if not job.environment and "environment" not in job.lines:
            yield Hit({"job": job.id}, line=one.line)


@rule(
    "WFL018",
    "warning",
    "All jobs see the password for uploads",
    message="{name} stands in the `env` of the whole workflow.",
)
def password_for_all(subject: Judged) -> Iterator[Hit]:
    """Every step of every job has it in its environment: tests, builds, and all that these install.

    Fix: Move it into the `env` of the one step that uploads, or use Trusted Publishing.
    """
    flow = subject.workflow
    names = {name for several in PASSWORDS.values() for name in several}
    for name, value in flow.env.items():
        if name in names and SECRET.search(value) and len(flow.jobs) + sum(len(job.steps) for job in flow.jobs) > 2:
            yield Hit({"name": name}, line=flow.lines.get(f"env.{name}", 1))


RULES: tuple[Rule[Judged], ...] = (
    no_identity, password, identity_for_all, all_rights, builds_where_it_publishes, reusable, from_pull_request, no_environment, password_for_all,
)  # fmt: skip
