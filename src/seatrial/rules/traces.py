"""Rules on what a build left elsewhere than in its own folder, and on a project that changed meanwhile."""

from collections.abc import Iterator, Mapping

from seatrial.core.build_output import shortened
from seatrial.model.build import Traces
from seatrial.model.finding import Finding, Hit
from seatrial.rules.rule import Rule, judge, rule

NAMED = 5
"""Files that a message names."""


@rule(
    "PAR012",
    "warning",
    "The build writes outside of the project's folder",
    message="Files that the build wrote outside of the project's folder: {files}. They are: {names}.",
)
def strays(traces: Traces) -> Iterator[Hit]:
    """The copy in which seatrial builds caught these files; other tools let the build change the machine of whoever builds or installs the project.

    Fix: Let the build write below its own folder only (`build/`), or into the temporary folder.
    """
    if traces.strays:
        yield Hit({"files": len(traces.strays), "names": shortened(traces.strays, NAMED)})


@rule(
    "PAR013",
    "note",
    "The build changes files of the project",
    message="Files of the project that the build changed or deleted in its copy: {files}. They are: {names}.",
)
def changed(traces: Traces) -> Iterator[Hit]:
    """The release holds other contents than the commit. Other tools build in the project itself, which then looks changed after each build.

    Fix: Let the build write into new files that git ignores (a `_version.py`, for instance), or into `build/`.
    """
    if traces.changed:
        yield Hit({"files": len(traces.changed), "names": shortened(traces.changed, NAMED)}, file=traces.changed[0])


@rule(
    "PAR014",
    "warning",
    "The project changed while it was built",
    message="Files of the project that changed between the start and the end of the build: {files}. They are: {names}.",
)
def moved(traces: Traces) -> Iterator[Hit]:
    """The release may hold some files as they were before, and others as they were after; or the build itself wrote into the project.

    Fix: Build again, and leave the files alone until the build has ended. If they change again, it is the build that writes them.
    """
    if traces.moved:
        yield Hit({"files": len(traces.moved), "names": shortened(traces.moved, NAMED)}, file=traces.moved[0])


def judge_traces(traces: Traces, folder: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on what a build left; `folder` names the project to the user, `ignore` has the reason by rule id."""
    return judge(RULES, traces, folder, ignore)


RULES: tuple[Rule[Traces], ...] = (strays, changed, moved)
