"""The forms of tags that say a version, and which version the tags of a project say last."""

from collections.abc import Iterable
from typing import NamedTuple

from packaging.version import Version

from seatrial.core.bump.versions import parsed

FORMS = (
    "v{version}", "{version}", "V{version}", "v.{version}", "release-{version}", "release/{version}", "{name}-v{version}", "{name}-{version}",
    "{name}/v{version}", "{name}/{version}", "{name}@{version}", "{name}_v{version}", "{name}_{version}",
)  # fmt: skip
"""How people tag releases; the first one is the default of the setting `tag`."""


class LastTag(NamedTuple):
    """The tag of the highest version among those that HEAD has behind it."""

    tag: str
    version: str
    """In its normal form."""
    form: str


def last_tag(tags: Iterable[str], name: str, setting: str) -> LastTag | None:
    """Return which tag says the highest version; None where none says one. `setting` is the form that the project's settings name."""
    forms = tuple(dict.fromkeys((setting, *FORMS)))
    found = [(version, tag, form) for tag in tags for version, form in _said(tag, forms, name)]
    if not found:
        return None
    version, tag, form = max(found, key=lambda one: one[0])
    return LastTag(tag, str(version), form)


def form_of(last: LastTag | None, setting: str) -> str:
    """Return the form of the next tag: that of the settings where they name one of their own, else that of the tag before."""
    return last.form if last and setting == FORMS[0] else setting


def _said(tag: str, forms: Iterable[str], name: str) -> list[tuple[Version, str]]:
    """Return the version that a tag says, with its form; nothing where it says none."""
    for form in forms:
        before, _, after = form.replace("{name}", name).partition("{version}")
        number = tag[len(before) : len(tag) - len(after)]
        # The letter `v` before a number belongs to the form.
        if number[:1].isdigit() and tag.endswith(after) and tag.startswith(before):
            version = parsed(number)
            if version is not None and version.local is None:
                return [(version, form)]
    return []
