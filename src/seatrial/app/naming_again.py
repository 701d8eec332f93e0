"""Naming an index again: what goes on after an interruption goes to the same index, and gets a token only where the user names that themselves."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

from seatrial.app.credentials import target_of
from seatrial.core.account import resuming
from seatrial.core.credential.finders import ADDRESS_VARIABLES
from seatrial.core.credential.target import same_place
from seatrial.model.credential import NamedBy, Target
from seatrial.model.release import Plan
from seatrial.model.resumption import ResumeOptions, Way
from seatrial.model.world import World
from seatrial.problem import Problem
from seatrial.problem.credential import ONLY_NAMED
from seatrial.problem.release import INDEX_MOVED, NAME_THE_INDEX


def named_again(world: World, url: str, options: ResumeOptions) -> NamedBy:
    """Return who names an address of a journal besides the journal: the command line, the environment, or nobody."""
    if options.repository_url and same_place(options.repository_url, url):
        return "command line"
    return "environment" if any(same_place(world.environ.get(name, ""), url) for name in ADDRESS_VARIABLES) else "journal"


def target_again(world: World, plan: Plan, way: Way, options: ResumeOptions) -> Target:
    """Return the index of an upload that was interrupted. Raises Problem PRL042 where its name leads to another place by now, and as `target_of`."""
    named_by = named_again(world, plan.index_name, options)
    target = target_of(world, plan.index_name, config_file=way.config_file, named_by=named_by)
    if not same_place(target.url, way.url):
        raise Problem(INDEX_MOVED, name=plan.index_name, url=way.url, found=target.url)
    return target


@contextmanager
def refuse_unnamed(plan: Plan) -> Iterator[None]:
    """Say with which command the index is named, where no token may go to it for want of that."""
    try:
        yield
    except Problem as problem:
        if problem.kind is not ONLY_NAMED:
            raise
        raise Problem(NAME_THE_INDEX, url=plan.index_name, command=shlex.join(resuming(plan))) from problem
