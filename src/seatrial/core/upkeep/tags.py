"""The names of a project's tags: which version each stands for, and in what way it is written."""

import re
from typing import NamedTuple

from seatrial.core.protocol import normal
from seatrial.core.versions import is_version

VERSION = re.compile(r"(?P<before>.*?)(?P<version>\d+(?:\.\d+)+\S*|(?<=v)\d+)")
LAST = 5
"""Tags by which the way of writing them is told."""


class Named(NamedTuple):
    """A tag that names a version of the project."""

    tag: str
    before: str
    """What stands before the version."""
    version: str


def own_tags(tags: tuple[str, ...], name: str | None, *, alone: bool) -> tuple[Named, ...]:
    """Return the tags that name versions of this project, in their order.

    Those that carry its name go before; plain ones count only where the project is `alone` in its repository.
    """
    found = [Named(tag, one["before"], one["version"]) for tag in tags if (one := VERSION.fullmatch(tag)) and is_version(one["version"])]
    named = [one for one in found if name and normal(one.before.rstrip("-_/@.vV=")) == normal(name)]
    return tuple(named) or tuple(
        one for one in found if alone and one.before.lower() in ("", "v", "v.", "release-", "release/", "version-", "rel-", "r")
    )


def written(form: str, name: str | None, version: str) -> str:
    """Return the tag of a version in the form that the settings say."""
    return form.replace("{version}", version).replace("{name}", name or "{name}")


def another_way(found: tuple[Named, ...], form: str, name: str | None) -> Named | None:
    """Return the newest tag, where none of the last ones is written in the form that the settings say."""
    last = found[:LAST]
    if len(last) < 2 or any(one.tag == written(form, name, one.version) for one in last):
        return None
    return last[0]


def above(found: tuple[Named, ...], version: str) -> Named | None:
    """Return the newest tag, where its version is higher than this one."""
    from packaging.version import Version  # noqa: PLC0415  (only where there are tags)

    newest = next((one for one in found if not Version(one.version).is_devrelease), None)
    return newest if newest and is_version(version) and Version(newest.version) > Version(version) else None
