"""Rules on workflows as files, and all rules on workflows, applied."""

from collections.abc import Iterator, Mapping

from seatrial.model.finding import Finding, Hit
from seatrial.model.workflow import Judged, WorkflowFault
from seatrial.rules.rule import Rule, judge, rule
from seatrial.rules.workflowaccess import RULES as ACCESS
from seatrial.rules.workflowcourse import RULES as COURSE
from seatrial.rules.workflowparts import RULES as PARTS

REASONS = {
    "encoding": "it is not UTF-8",
    "tab": "a tab stands where only spaces may",
    "alias": "an alias has no anchor before it",
}
UNREAD = ("large", "deep", "wide")
"""Faults that are none of GitHub's."""


@rule("WFL001", "error", "The workflow is no YAML", message="Line {line}: {reason}.", source="yaml.org/spec/1.2.2")
def no_yaml(subject: Judged) -> Iterator[Hit]:
    """GitHub does not run a workflow that it cannot read; it says so only on the page of the repository's actions.

    Fix: Correct the line. The fault may begin in a line before it: a quotation mark or a bracket that is not closed, a colon in a text without quotes, an indentation.
    """
    for fault in subject.workflow.faults:
        if fault.kind in {"syntax", "character", *REASONS}:
            yield Hit({"line": fault.line, "reason": REASONS.get(fault.kind) or fault.detail}, line=fault.line)


@rule("WFL002", "note", "The workflow was not judged", message="The file is larger or deeper than any workflow; it was not read.")
def not_judged(subject: Judged) -> Iterator[Hit]:
    """What is not read is not judged, so that nothing is known of it.

    Fix: Split the workflow, or leave out what repeats itself.
    """
    for fault in _faults(subject, *UNREAD):
        yield Hit({}, line=fault.line)


@rule("WFL003", "error", "A key is there twice", message="{key} stands twice in one table.", source="docs.github.com: workflow syntax")
def twice(subject: Judged) -> Iterator[Hit]:
    """GitHub refuses the whole file ("is already defined"), so that nothing runs.

    Fix: Put both together, or remove one.
    """
    for fault in _faults(subject, "twice"):
        yield Hit({"key": fault.detail}, line=fault.line)


@rule("WFL004", "error", "The file is no workflow", message="Missing: {key}.", source="docs.github.com: workflow syntax")
def no_workflow(subject: Judged) -> Iterator[Hit]:
    """GitHub takes every file in `.github/workflows` for a workflow, and refuses one without `on` and `jobs`.

    Fix: Write what is missing, or move the file to another folder.
    """
    for fault in _faults(subject, "shape", "key"):
        yield Hit({"key": fault.detail or "on, jobs"}, line=fault.line)


@rule("WFL005", "error", "A job needs one that is not there", message="The job {job} needs {needed}, which is no job of this workflow.")
def no_such_job(subject: Judged) -> Iterator[Hit]:
    """GitHub refuses the whole workflow, so that nothing runs.

    Fix: Correct the name in `needs`.
    """
    known = {job.id.lower() for job in subject.workflow.jobs}
    for job in subject.workflow.jobs:
        for needed in job.needs:
            if needed.lower() not in known and "${{" not in needed:
                yield Hit({"job": job.id, "needed": needed}, line=job.lines.get("needs", job.line))


def _faults(subject: Judged, *kinds: str) -> tuple[WorkflowFault, ...]:
    return tuple(fault for fault in subject.workflow.faults if fault.kind in kinds)


def judge_workflow(subject: Judged, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on a workflow; `path` names it to the user, `ignore` has the reason by rule id."""
    return judge(RULES, subject, path, ignore)


RULES: tuple[Rule[Judged], ...] = (no_yaml, not_judged, twice, no_workflow, no_such_job, *ACCESS, *COURSE, *PARTS)
