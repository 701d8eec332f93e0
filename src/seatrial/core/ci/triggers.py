"""Knows what starts a workflow: which tags a filter takes, and which conditions can never hold."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seatrial.model.workflow import Workflow

LONGEST = 200
"""Signs of a pattern, and of a tag, that are still tried."""
PART = re.compile(r"(\*+|\[[^\]\[\\]+\]|\\.|.)([?+]?)", re.DOTALL)
WITHOUT_TAGS = frozenset({"pull_request", "pull_request_target", "schedule"})
"""Events that never stand at a tag."""
ABOUT_TAGS = re.compile(
    r"startsWith\(\s*github\.ref\s*,\s*'refs/tags[^']*'\s*\)|github\.ref_type\s*==\s*'tag'|contains\(\s*github\.ref\s*,\s*'refs/tags[^']*'\s*\)"
)
EVENT = re.compile(r"github\.event_name\s*==\s*'(?P<event>[a-z_]+)'")


def reaches(patterns: Sequence[str], tag: str) -> bool:
    """Tell whether a filter takes a tag; the last pattern that matches decides, and one with `!` takes away. One that cannot be read is taken to match."""
    taken = False
    for pattern in patterns:
        leaves, own = pattern.startswith("!"), pattern.removeprefix("!")
        found = _matches(own, tag)
        if found is None:
            return True
        if found:
            taken = not leaves
    return taken


def _matches(pattern: str, tag: str) -> bool | None:
    """Tell whether a pattern takes a tag, None where that is not known."""
    if len(pattern) > LONGEST or len(tag) > LONGEST:
        return None
    try:
        parts = [_part(*found.groups()) for found in PART.finditer(pattern)]
    except re.error:
        return None
    # All places at once, because an expression as a whole could try for hours.
    ends = {0}
    for part in parts:
        ends = {end for start in ends for end in _ends(part, tag, start)}
    return len(tag) in ends


class _Part(NamedTuple):
    sign: re.Pattern[str]
    none: bool
    """It may be left out."""
    many: bool


def _part(sign: str, repeated: str) -> _Part:
    if sign.startswith("*"):
        return _Part(re.compile("." if len(sign) > 1 else "[^/]"), none=True, many=True)
    if sign.startswith("[") and len(sign) > 1:
        own = re.sub(r"[^A-Za-z0-9-]", lambda found: f"\\{found[0]}", sign[1:-1])
        return _Part(re.compile(f"[{own}]"), none=repeated == "?", many=repeated == "+")
    return _Part(re.compile(re.escape(sign[1:] or sign)), none=repeated == "?", many=repeated == "+")


def _ends(part: _Part, tag: str, start: int) -> Iterator[int]:
    """Yield where a part may end that begins at a place."""
    if part.none:
        yield start
    while start < len(tag) and part.sign.match(tag[start]):
        start += 1
        yield start
        if not part.many:
            return


def no_tags(workflow: Workflow) -> bool:
    """Tell whether no tag and no release starts a workflow, so that a checkout has none unless it asks for them."""
    starts = workflow.triggers.keys()
    if not starts or starts & {"release", "create", "workflow_call", "repository_dispatch"}:
        return False
    return "push" not in starts or _branches_alone(workflow)


def never(workflow: Workflow, condition: str) -> str:
    """Return the part of a condition that nothing that starts a workflow makes true, empty where there may be something."""
    parts = _parts(condition)
    starts = workflow.triggers.keys()
    for part in parts:
        event = EVENT.fullmatch(part)
        if event and starts and event["event"] not in starts and "workflow_call" not in starts:
            return part
        tagless = WITHOUT_TAGS | ({"push"} if _branches_alone(workflow) else set())
        if ABOUT_TAGS.fullmatch(part) and starts and starts <= tagless:
            return part
    return ""


def _branches_alone(workflow: Workflow) -> bool:
    """Tell whether pushes start a workflow, and those of tags do not: a filter of branches without one of tags leaves tags out."""
    filters = workflow.filters.keys()
    branches = {"push.branches", "push.branches-ignore"} & filters
    return "push" in workflow.triggers and bool(branches) and not {"push.tags", "push.tags-ignore"} & filters


def _parts(condition: str) -> list[str]:
    """Return what a condition asks for together; nothing of one that is not plain."""
    text = condition.strip()
    if text.startswith("${{") and text.endswith("}}"):
        text = text[3:-2].strip()
    if any(sign in text for sign in ("||", "${{", "!", "always(", "failure(")):
        return []
    return [part.strip() for part in text.split("&&")]
