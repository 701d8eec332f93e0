"""A workflow of GitHub Actions, as far as publishing depends on it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

FaultKind = Literal["large", "encoding", "character", "tab", "syntax", "deep", "wide", "alias", "twice", "shape", "key"]


class WorkflowFault(NamedTuple):
    """What is wrong with a file as a file: GitHub would not run it, or we cannot read it."""

    kind: FaultKind
    line: int
    detail: str = ""
    """A bound, the key, the reader's own words."""


class Value(NamedTuple):
    """A value as it is written."""

    text: str
    line: int
    plain: bool = True
    """Without quotes, so that it may be a number."""


class WorkflowStep(NamedTuple):
    """One step of a job."""

    line: int
    name: str = ""
    uses: str = ""
    """The action with its reference, as it is written."""
    run: str = ""
    condition: str = ""
    """Of `if:`."""
    inputs: Mapping[str, str] = {}
    """Of `with:`."""
    env: Mapping[str, str] = {}
    lines: Mapping[str, int] = {}
    """Line of each key, `with.NAME` and `env.NAME` among them."""
    numbers: frozenset[str] = frozenset()
    """Names of `inputs` that are written without quotes."""
    shell: str = ""
    comment: str = ""
    """Behind `uses`: the version that a hash stands for."""


class Job(NamedTuple):
    """One job of a workflow."""

    id: str
    line: int
    uses: str = ""
    """A workflow that is called in place of steps."""
    environment: str = ""
    permissions: Mapping[str, str] | None = None
    """By scope; `*` is all of them (`read-all`, `write-all`). None where the job says nothing and the workflow's hold."""
    needs: tuple[str, ...] = ()
    condition: str = ""
    env: Mapping[str, str] = {}
    steps: tuple[WorkflowStep, ...] = ()
    lines: Mapping[str, int] = {}
    """Line of each key, `permissions.SCOPE`, `env.NAME` and `secrets.NAME` among them."""
    runs_on: tuple[str, ...] = ()
    """Labels of the runner, each as it is written; an expression is one."""
    matrix: Mapping[str, tuple[Value, ...]] = {}
    """Values of each axis of `strategy.matrix`, those of `include` among them; an axis that an expression makes has that one value, a table has only its place for a text, and what is excluded is not told."""
    container: str = ""
    """The image, where steps run in a container."""


class Workflow(NamedTuple):
    """A workflow file, read and not run."""

    path: str
    """Relative to the repository."""
    triggers: Mapping[str, int] = {}
    """Line by event: `push`, `release`, `workflow_call`, `pull_request_target`, …"""
    permissions: Mapping[str, str] | None = None
    env: Mapping[str, str] = {}
    jobs: tuple[Job, ...] = ()
    lines: Mapping[str, int] = {}
    """Line of each key at the top, `permissions.SCOPE`, `env.NAME` and `on.EVENT.FILTER` among them."""
    filters: Mapping[str, tuple[str, ...]] = {}
    """By `EVENT.FILTER`, such as `push.tags` and `release.types`."""
    faults: tuple[WorkflowFault, ...] = ()
    """A file with a fault other than `twice` has no jobs."""


class Recipe(NamedTuple):
    """What a workflow is written from."""

    name: str
    """Of the project, normalized."""
    tool: str
    """Version of seatrial."""
    tag: str = "v{version}"
    folder: str = ""
    """The project's folder below the top of the repository, with `/` at the end; empty where they are the same."""
    pythons: tuple[str, ...] = ()
    """On which it is verified."""
    tool_python: str = ""
    compiled: bool = False
    history: bool = False
    """The build needs the whole history, because it makes the version from tags."""
    trigger: Literal["tag", "release"] = "tag"
    testpypi: bool = False
    """Files go to TestPyPI first."""


class WrittenWorkflow(NamedTuple):
    """A workflow for a project, and what became of it."""

    path: str
    """Where it belongs, as people see it."""
    text: str
    state: Literal["written", "same", "printed"]
    """`same`: the file was there already as it would be written."""
    recipe: Recipe


class Judged(NamedTuple):
    """A workflow beside what is known of its project: what the rules on workflows judge."""

    workflow: Workflow
    tag: str = ""
    """How releases are tagged, as a setting of the project says it with `{version}`; empty where none does."""
    by_tags: bool = False
    """The build makes the version from git's tags."""


class GitlabJob(NamedTuple):
    """One job of a GitLab pipeline."""

    id: str
    line: int
    environment: str = ""
    id_tokens: Mapping[str, tuple[str, ...]] = {}
    """Audiences by the name of the variable."""
    script: tuple[str, ...] = ()


class GitlabPipeline(NamedTuple):
    """The file of a GitLab pipeline, read and not run; what it includes is not looked at."""

    path: str
    jobs: tuple[GitlabJob, ...] = ()
    includes: bool = False
    """It includes other files, which may have more jobs."""
    faults: tuple[WorkflowFault, ...] = ()
