"""Which findings can be mended without doubt, and the files as they are then."""

from collections.abc import Callable, Mapping, Sequence

from seatrial.core.mending.flat import name_modules
from seatrial.core.mending.ignored import name_folders
from seatrial.core.mending.licence import drop_classifiers, name_file, state_expression
from seatrial.core.mending.readme_type import name_type
from seatrial.core.mending.subject import Subject
from seatrial.model.edit import Edit
from seatrial.model.finding import Finding

MENDS: Mapping[str, Callable[[Subject], Mapping[str, bytes]]] = {
    "PRJ004": name_type,
    "PRJ006": name_file,
    "PRJ020": name_modules,
    "PRJ076": drop_classifiers,
    "PRJ077": state_expression,
    "PRJ089": name_file,
    "PRJ101": name_folders,
    "PRJ108": name_type,
}
"""By the rule that found what is wrong."""


def mended(subject: Subject) -> Mapping[str, bytes]:
    """Return the files that are other ones once a finding is mended; empty where it cannot be without doubt, or is ignored."""
    make = MENDS.get(subject.finding.rule) if subject.finding.ignored is None else None
    contents = make(subject) if make else {}
    return {path: content for path, content in contents.items() if subject.files.get(path) != content}


def worse(before: Sequence[Finding], after: Sequence[Finding], done: Finding) -> bool:
    """Tell whether a mend did not help, or has brought something graver than a note."""
    known = {_key(one) for one in before}
    return any(_key(one) == _key(done) or (one.severity != "note" and _key(one) not in known) for one in after)


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.rule, *(f"{name}={value}" for name, value in sorted(finding.values.items()))


def edits(contents: Mapping[str, bytes], before: Mapping[str, bytes]) -> tuple[Edit, ...]:
    """Return what is to be written."""
    return tuple(Edit(path, before.get(path), content) for path, content in sorted(contents.items()))
