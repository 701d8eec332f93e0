"""Rules on the project's settings: what in `[tool.seatrial]` or `seatrial.toml` could not be taken."""

from collections.abc import Iterator, Mapping

from seatrial.model.finding import Finding, Hit
from seatrial.model.settings import SettingsFault, SettingsRead
from seatrial.rules.rule import Rule, judge, rule


@rule("SET001", "warning", "An unknown setting", message="There is no setting {key}{nearest}.")
def unknown(read: SettingsRead) -> Iterator[Hit]:
    """A setting whose name is misspelt does nothing, and nobody notices.

    Fix: Correct the name, or remove the line.
    """
    for fault in _faults(read, "unknown"):
        yield _hit(read, fault, nearest=f" (→ {fault.detail})" if fault.detail else "")


@rule("SET002", "warning", "A setting of the wrong type", message="{key} cannot be understood. It must look like {expected}.")
def wrong_type(read: SettingsRead) -> Iterator[Hit]:
    """A setting that cannot be understood is left at its default.

    Fix: Write the value in the form that the message names.
    """
    for fault in (*_faults(read, "type"), *_faults(read, "value")):
        yield _hit(read, fault, expected=fault.detail)


@rule("SET003", "warning", "A rule is ignored without a reason", message="{key} has no reason, so the rule is not ignored.")
def no_reason(read: SettingsRead) -> Iterator[Hit]:
    """Who reads the settings a year from now must know why a finding does not matter here.

    Fix: Give the reason as the value: `ignore = { WHL009 = "reason" }`.
    """
    for fault in _faults(read, "no reason"):
        yield _hit(read, fault)


@rule(
    "SET004", "warning", "Settings in two places", message="seatrial.toml is not read, because pyproject.toml has a table [tool.seatrial]."
)
def two_places(read: SettingsRead) -> Iterator[Hit]:
    """Settings in a file that is not read do nothing, and nobody notices.

    Fix: Keep the settings in one of the two files.
    """
    for fault in _faults(read, "two places"):
        yield _hit(read, fault, file="seatrial.toml")


@rule("SET005", "warning", "seatrial.toml is malformed", message="seatrial.toml, line {line}: {reason}.")
def malformed(read: SettingsRead) -> Iterator[Hit]:
    """None of the settings in the file can be read, so all of them are left at their defaults.

    Fix: Correct the line that the message names.
    """
    for fault in _faults(read, "table"):
        yield Hit({"line": fault.line or 1, "reason": fault.detail}, file=read.file, line=fault.line)


@rule("SET006", "warning", "An unknown rule is ignored", message="There is no rule {rule}.")
def unknown_rule(read: SettingsRead) -> Iterator[Hit]:
    """The number of the rule is misspelt, so that the rule that is meant still speaks.

    Fix: Correct the number, or remove the line.
    """
    from seatrial.rules.catalogue import find  # noqa: PLC0415  (the catalogue lists this module)

    for number in read.settings.ignore:
        if find(number) is None:
            yield Hit({"rule": number}, file=read.file)


@rule("SET007", "warning", "A rule is ignored that cannot be", message="PyPI refuses by {rule}, so it is not ignored.")
def in_vain(read: SettingsRead) -> Iterator[Hit]:
    """PyPI would refuse the file all the same, whatever the settings say: a check that passed would only hide it.

    Fix: Mend what the rule finds, and remove the line.
    """
    from seatrial.rules.catalogue import find  # noqa: PLC0415  (the catalogue lists this module)

    for number in read.settings.ignore:
        found = find(number)
        if found is not None and found.refuses is not None:
            yield Hit({"rule": number}, file=read.file)


def _faults(read: SettingsRead, kind: str) -> tuple[SettingsFault, ...]:
    return tuple(fault for fault in read.faults if fault.kind == kind)


def _hit(read: SettingsRead, fault: SettingsFault, file: str | None = None, **values: str) -> Hit:
    return Hit({"key": fault.key or "tool.seatrial", **values}, file=file or read.file, line=fault.line)


def judge_settings(read: SettingsRead, path: str, ignore: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings on the settings of a project; `path` names it to the user, `ignore` has the reason by rule id."""
    return judge(RULES, read, path, ignore)


RULES: tuple[Rule[SettingsRead], ...] = (unknown, wrong_type, no_reason, two_places, malformed, unknown_rule, in_vain)
