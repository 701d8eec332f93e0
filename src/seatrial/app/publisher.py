"""Publisher: what a job claims, or will claim, beside what must be typed into an index's form. Nothing is run, sent or asked for."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from seatrial.app.looking import Files, reached_folder
from seatrial.core.ci.gitlab import read_gitlab
from seatrial.core.ci.workflow import read_workflow
from seatrial.core.credential.finders import FROM_GITHUB, variable_of
from seatrial.core.credential.target import PROFILES
from seatrial.core.profile import pages
from seatrial.core.project.assemble import read_project
from seatrial.core.publishing.claims import GITHUB, decode, provider_of
from seatrial.core.publishing.differing import Context, differing
from seatrial.core.publishing.expected import FOLDER, PIPELINE, expected_github, expected_gitlab
from seatrial.core.publishing.explaining import explain
from seatrial.core.publishing.form import FIELDS, OPTIONAL, fields_of, link
from seatrial.core.publishing.matching import REQUIRED, match
from seatrial.core.publishing.place import remote_of
from seatrial.core.publishing.told import LONGEST, read_claims
from seatrial.model.publisher import Expected, PublisherView, Remote, Shown
from seatrial.model.publishing import Claims, Provider, Publisher, RefusalCode, Refused
from seatrial.model.sentence import ProblemFacts, Said, Sentence
from seatrial.model.workflow import GitlabPipeline, Workflow
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.publisher import (
    ANY_ENVIRONMENT,
    CLAIMS_UNREADABLE,
    FILE_UNREAD,
    NO_ENVIRONMENT,
    NO_PERMISSION_WRITTEN,
    NOTHING_TO_SHOW,
)

FROM_FILE = Sentence("TPB030", "the claims in {path}")
FROM_TOKEN = Sentence("TPB031", "the identity token of this job, in {variable}")
FROM_JOB = Sentence("TPB032", "the variables of this GitHub job")
FROM_WORKFLOW = Sentence("TPB033", "{file}, job {job}, before it runs")
FROM_LOG = Sentence("TPB034", "the claims in this text")
MOST = 200
"""Workflow files that are read."""
FILLED: Mapping[str, object] = {"email_verified": True, "builder": "pypi-publisher"}
"""What a claim that is not shown is taken to be; of the others any text will do."""
NOTHING = "it holds no claims"
NOBODY = "it does not tell whose identity it is"


class Wish(NamedTuple):
    """What is asked for."""

    folder: str = "."
    project: str | None = None
    target: str | None = None
    """`pypi` or `testpypi`; None for the one that the job goes to."""
    claims: str | None = None
    """A file with claims, or `-`."""
    given: str | None = None
    """What the standard input had."""
    recorded: Mapping[str, str] | None = None
    job: str | None = None


class _Files(NamedTuple):
    """What the project says of its jobs."""

    remote: Remote | None
    workflows: tuple[Workflow, ...]
    pipeline: GitlabPipeline | None


class _Identity(NamedTuple):
    """Claims, and what is known of them."""

    source: Said
    claims: Claims
    whole: bool
    """All claims are there."""
    problems: tuple[ProblemFacts, ...] = ()
    target: str = ""
    """The index that a job goes to, where its file tells."""
    remote: Remote | None = None
    """Where the folder's repository lies, if the claims do not come from there."""


def show(world: World, wish: Wish) -> PublisherView:
    """Return what the index will match on beside what must be typed into its form, of claims that are given, of this job, or of the project's files.

    Raises `Problem` PTP030 and PTP056 where claims are given and cannot be read, PTP057 where nothing tells what a job claims, PPR001 and PPR002.
    """
    folder = reached_folder(wish.folder)
    files = _look(world, folder)
    project = wish.project or _name(folder)
    given = _given(wish) if wish.claims is not None else _of_job(world.environ, files, wish)
    identities = [given._replace(remote=files.remote)] if given else _of_files(files, wish)
    if not identities:
        raise Problem(NOTHING_TO_SHOW, folder=folder)
    shown = tuple(_shown(one, wish, project, world.now()) for one in identities)
    return PublisherView(project, shown, () if given else tuple(_unread(files)))


def claimed(claims: Claims, refusal: tuple[str, str] | None, target: str) -> Shown | None:
    """Return what was claimed beside the form, where a log shows it, and why an index refused it; None where nobody knows whose identity it was."""
    provider = provider_of(claims)
    if provider is None:
        return None
    context = Context(target, target)
    refused = Refused(cast("RefusalCode", refusal[0]), refusal[1]) if refusal else None
    fields = fields_of(claims, provider)
    problems = explain(refused, claims, context) if refused else differing(claims, provider, context)
    profile = PROFILES[target]
    return Shown(
        provider, Said(FROM_LOG), fields, link(profile, None, provider, fields), pages(profile)["publishing"], problems, target=target
    )


def _given(wish: Wish) -> _Identity:
    path = wish.claims or "-"
    text = wish.given if wish.given is not None else _read(path)
    read = read_claims(text)
    if read is None:
        raise Problem(CLAIMS_UNREADABLE, path=path, reason=NOTHING)
    if provider_of(read[0]) is None:
        raise Problem(CLAIMS_UNREADABLE, path=path, reason=NOBODY)
    return _Identity(Said(FROM_FILE, {"path": path}), *read)


def _read(path: str) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (paths are text everywhere)
            return file.read(LONGEST).decode("utf-8", "replace")
    except (OSError, ValueError) as error:
        raise Problem(CLAIMS_UNREADABLE, path=path, reason=getattr(error, "strerror", None) or str(error)) from error


def _of_job(environ: Mapping[str, str], files: _Files, wish: Wish) -> _Identity | None:
    """Return what the surroundings of this process tell, None outside of a job."""
    if environ.get("GITHUB_ACTIONS") and environ.get("GITHUB_REPOSITORY"):
        return _of_github(environ, files)
    if environ.get("GITLAB_CI"):
        for audience in (wish.target,) if wish.target else PROFILES:
            variable = variable_of(audience)
            token = environ.get(variable, "").strip()
            if token:
                return _Identity(Said(FROM_TOKEN, {"variable": variable}), decode(token), whole=True)
    return None


def _of_github(environ: Mapping[str, str], files: _Files) -> _Identity:
    server = environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    ref = environ.get("GITHUB_WORKFLOW_REF", "")
    claims = {
        "iss": GITHUB if server == "https://github.com" else f"{server}/_services/token",
        "repository": environ["GITHUB_REPOSITORY"],
        "repository_owner": environ.get("GITHUB_REPOSITORY_OWNER", environ["GITHUB_REPOSITORY"].partition("/")[0]),
        "repository_owner_id": environ.get("GITHUB_REPOSITORY_OWNER_ID", ""),
        "workflow_ref": ref,
        "job_workflow_ref": ref,
        "event_name": environ.get("GITHUB_EVENT_NAME", ""),
        "ref": environ.get("GITHUB_REF", ""),
        "sha": environ.get("GITHUB_SHA", ""),
    }
    path, job = ref.partition("@")[0].partition(f"/{FOLDER}")[2], environ.get("GITHUB_JOB", "")
    known = next((one for one in expected_github(None, files.workflows) if one.job == job and _started(one) == path), None)
    environment = known.claims.get("environment") if known else _environment_of(files, path, job)
    if environment:
        claims["environment"] = environment
    if known:
        # The variables name the workflow that was started; the job may lie in another one that it calls.
        claims["job_workflow_ref"] = f"{claims['repository']}/{known.file}@{ref.partition('@')[2]}"
    granted = all(environ.get(name) for name in FROM_GITHUB)
    lacking = () if granted else (ProblemFacts(NO_PERMISSION_WRITTEN, {"file": known.file if known else FOLDER + path, "job": job}),)
    more = (problem for problem in known.problems if problem.kind is not NO_PERMISSION_WRITTEN) if known else ()
    return _Identity(Said(FROM_JOB), claims, whole=False, problems=(*lacking, *more))


def _started(one: Expected) -> str:
    return str(one.claims["workflow_ref"]).partition("@")[0].partition(f"/{FOLDER}")[2]


def _environment_of(files: _Files, path: str, job: str) -> str:
    jobs = (one for workflow in files.workflows if workflow.path == FOLDER + path for one in workflow.jobs if one.id == job)
    return next((one.environment for one in jobs), "")


def _of_files(files: _Files, wish: Wish) -> list[_Identity]:
    found: list[Expected] = [
        *expected_github(files.remote, files.workflows),
        *(expected_gitlab(files.remote, files.pipeline) if files.pipeline else ()),
    ]
    found = [one for one in found if wish.job in (None, one.job)]
    ours = [one for one in found if wish.target in (None, one.target)] or found
    return [
        _Identity(
            Said(FROM_WORKFLOW, {"file": one.file, "job": one.job}), one.claims, whole=False, problems=one.problems, target=one.target
        )
        for one in sorted(ours, key=lambda one: one.target != "pypi")
    ]


def _shown(one: _Identity, wish: Wish, project: str | None, now: float) -> Shown:
    provider = provider_of(one.claims) or "github"
    audience = one.target or one.claims.get("aud")
    target = wish.target or (audience if isinstance(audience, str) and audience in PROFILES else "pypi")
    context = Context(target, target, now, wish.recorded, one.remote, one.whole)
    fields = fields_of(one.claims, provider, wish.recorded)
    refused = _refusal(one.claims, provider, wish.recorded, whole=one.whole)
    seen = explain(refused, one.claims, context) if refused else differing(one.claims, provider, context)
    told = {problem.kind.id for problem in seen}
    here = tuple(problem for problem in one.problems if problem.kind is not ANY_ENVIRONMENT or NO_ENVIRONMENT.id not in told)
    known = {problem.kind.id for problem in here}
    problems = (*here, *(problem for problem in seen if problem.kind.id not in known))
    profile = PROFILES[target]
    address = link(profile, project, provider, fields)
    return Shown(provider, one.source, fields, address, pages(profile)["publishing"], problems, wish.recorded, refused, target)


def _refusal(claims: Claims, provider: Provider, recorded: Mapping[str, str] | None, *, whole: bool) -> Refused | None:
    """Return what the index would answer to these claims if this were on record; None where it would give a token, or not enough is known."""
    if recorded is None or any(field not in recorded for field in FIELDS[provider] if field not in OPTIONAL):
        return None
    if not whole:
        claims = {**{name: FILLED.get(name, "…") for name in REQUIRED[provider]}, **claims}
    answer = match(claims, (Publisher(provider, recorded),))
    return answer if isinstance(answer, Refused) else None


def _look(world: World, folder: str) -> _Files:
    try:
        repository = world.git.look(folder)
        name = world.git.remote(folder) if repository else None
        address = world.git.remote_url(folder, name) if name else None
    except Problem:
        repository = address = None
    top = repository.root if repository else folder
    files = Files(top)
    workflows = tuple(read_workflow(files[path], path) for path in _workflow_files(top) if path in files)
    pipeline = read_gitlab(files[PIPELINE], PIPELINE) if PIPELINE in files else None
    return _Files(remote_of(address) if address else None, workflows, pipeline)


def _workflow_files(top: str) -> list[str]:
    try:
        with os.scandir(Path(top, FOLDER)) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith((".yml", ".yaml")))
    except OSError:
        return []
    return [FOLDER + name for name in names[:MOST]]


def _name(folder: str) -> str | None:
    try:
        return read_project(Files(folder), (), folder).name
    except Problem:
        return None


def _unread(files: _Files) -> Iterator[ProblemFacts]:
    for one in (*files.workflows, *((files.pipeline,) if files.pipeline else ())):
        if one.faults and not one.jobs:
            yield ProblemFacts(FILE_UNREAD, {"file": one.path, "line": one.faults[0].line})
