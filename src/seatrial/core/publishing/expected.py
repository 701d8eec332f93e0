"""What the jobs that publish will claim, worked out from the git remote and the files of their workflows before any of them runs."""

import re
from collections.abc import Iterator, Sequence

from seatrial.core.ci.publishing import COMMANDS, Publishing, grants, publishings
from seatrial.core.credential.finders import variable_of
from seatrial.core.publishing.claims import GITHUB
from seatrial.core.publishing.place import issuer_at
from seatrial.model.publisher import Expected, Remote
from seatrial.model.sentence import ProblemFacts
from seatrial.model.workflow import GitlabJob, GitlabPipeline, Job, Workflow
from seatrial.problem.publisher import (
    ANY_ENVIRONMENT,
    BY_PASSWORD,
    FROM_PULL_REQUEST,
    NO_ID_TOKENS_WRITTEN,
    NO_PERMISSION_WRITTEN,
    REUSABLE,
)

FOLDER = ".github/workflows/"
PIPELINE = ".gitlab-ci.yml"
REF, SHA = "refs/tags/…", "…"
"""Of the run, which nobody knows before."""
CALLED = re.compile(r"([^/\s]+/[^/\s]+)/\.github/workflows/([^/@\s]+)@\S+")
SPEAKING = re.compile(r"publish|release|deploy|pypi|upload", re.IGNORECASE)
TEST = re.compile(r"testpypi|test\.pypi", re.IGNORECASE)
AUDIENCES = ("pypi", "testpypi")
ONLY_CALLED = frozenset({"workflow_call"})
UPLOADS = re.compile("|".join(f"(?:{pattern})" for _, pattern in COMMANDS))


def expected_github(remote: Remote | None, workflows: Sequence[Workflow]) -> tuple[Expected, ...]:
    """Return what each job of GitHub Actions that publishes will claim."""
    return tuple(one for workflow in workflows for job in workflow.jobs for one in _of_job(remote, workflows, workflow, job))


def expected_gitlab(remote: Remote | None, pipeline: GitlabPipeline) -> tuple[Expected, ...]:
    """Return what each job of a GitLab pipeline that publishes will claim."""
    return tuple(_of_gitlab(remote, pipeline, job, index) for job in pipeline.jobs if (index := _goes_to(job)))


def _of_job(remote: Remote | None, workflows: Sequence[Workflow], workflow: Workflow, job: Job) -> Iterator[Expected]:
    called = CALLED.fullmatch(job.uses)
    if called and (SPEAKING.search(f"{job.id} {called[2]}") or grants(workflow, job, "id-token")):
        found = _claims(remote, workflow.path, job.uses.partition("@")[0], job.environment)
        yield Expected("github", found, workflow.path, job.id, "pypi", (_reused(workflow.path, f"{called[1]}/{FOLDER}{called[2]}"),))
    for one in publishings(workflow, job)[:1]:
        callers = [(other, caller) for other in workflows for caller in other.jobs if job_path(caller.uses) == workflow.path]
        if workflow.triggers.keys() - ONLY_CALLED or not callers:
            yield _directly(remote, workflow, job, one)
        for other, caller in callers:
            problems = (_reused(other.path, workflow.path), *_problems(other, caller, workflow, job, one))
            yield Expected(
                "github",
                _claims(remote, other.path, _whole(remote, workflow.path), job.environment),
                workflow.path,
                job.id,
                one.to,
                problems,
            )


def job_path(uses: str) -> str:
    """Return the path of a workflow of the same repository that a job calls; empty where it calls none."""
    return uses.removeprefix("./") if uses.startswith("./") else ""


def _directly(remote: Remote | None, workflow: Workflow, job: Job, one: Publishing) -> Expected:
    claims = _claims(remote, workflow.path, _whole(remote, workflow.path), job.environment)
    reused = (_reused("…", workflow.path),) if not workflow.triggers.keys() - ONLY_CALLED else ()
    return Expected("github", claims, workflow.path, job.id, one.to, (*reused, *_problems(workflow, job, workflow, job, one)))


def _problems(started: Workflow, caller: Job, workflow: Workflow, job: Job, one: Publishing) -> Iterator[ProblemFacts]:
    values = {"file": workflow.path, "job": job.id}
    if "pull_request_target" in started.triggers:
        yield ProblemFacts(FROM_PULL_REQUEST, {"workflow": started.path})
    if grants(workflow, job, "id-token") is False or (caller is not job and grants(started, caller, "id-token") is False):
        yield ProblemFacts(NO_PERMISSION_WRITTEN, values)
    if one.by == "secret":
        yield ProblemFacts(BY_PASSWORD, values)
    if not job.environment:
        yield ProblemFacts(ANY_ENVIRONMENT, values)


def _reused(started: str, called: str) -> ProblemFacts:
    return ProblemFacts(REUSABLE, {"started": started, "called": called})


def _whole(remote: Remote | None, path: str) -> str:
    return f"{remote.path if remote else '…/…'}/{path}"


def _claims(remote: Remote | None, started: str, called: str, environment: str) -> dict[str, str]:
    claims = {
        "iss": GITHUB if remote is None or remote.host == "github.com" else f"https://{remote.host}/_services/token",
        "workflow_ref": f"{_whole(remote, started)}@{REF}",
        "job_workflow_ref": f"{called}@{REF}",
        "event_name": "push",
        "ref": REF,
        "sha": SHA,
        "jti": "",
    }
    if remote:
        claims |= {"repository": remote.path, "repository_owner": remote.path.partition("/")[0], "repository_owner_id": ""}
    if environment:
        claims["environment"] = environment
    return claims


def _goes_to(job: GitlabJob) -> str:
    """Return the index that a job publishes to; empty where it does not publish."""
    asked = [audience for audiences in job.id_tokens.values() for audience in audiences if audience in AUDIENCES]
    script = "\n".join(job.script)
    if UPLOADS.search(script):
        return "testpypi" if TEST.search(script) or asked == ["testpypi"] else "pypi"
    return asked[0] if asked else ""


def _of_gitlab(remote: Remote | None, pipeline: GitlabPipeline, job: GitlabJob, index: str) -> Expected:
    claims = {"iss": issuer_at(remote) if remote else "", "ref_path": REF, "sha": SHA, "jti": ""}
    host, path = (remote.host, remote.path) if remote else ("…", "…/…")
    claims["ci_config_ref_uri"] = f"{host}/{path}//{pipeline.path}@{REF}"
    if remote:
        claims |= {"project_path": path, "sub": f"project_path:{path}:ref_type:tag:ref:…"}
    if job.environment:
        claims["environment"] = job.environment
    problems = []
    values = {"file": pipeline.path, "job": job.id}
    if not any(index in audiences for audiences in job.id_tokens.values()):
        problems.append(ProblemFacts(NO_ID_TOKENS_WRITTEN, {**values, "audience": index, "variable": variable_of(index)}))
    if not job.environment:
        problems.append(ProblemFacts(ANY_ENVIRONMENT, values))
    return Expected("gitlab", claims, pipeline.path, job.id, index, tuple(problems))
