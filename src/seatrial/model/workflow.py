"""A workflow of GitHub Actions, as far as publishing depends on it."""

from collections.abc import Mapping
from typing import NamedTuple


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
