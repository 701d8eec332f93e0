"""The settings of a project, from the table `[tool.seatrial]` or from `seatrial.toml`."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from seatrial.model.settings import BumpFile, Settings, SettingsFault, SettingsRead
from seatrial.problem import Problem

FILE = "seatrial.toml"
UNITS = {"": 2**20, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
LARGEST = 10 * 2**40
RULE_ID = re.compile(r"[A-Z]{3}[0-9]{3}")
TAG = re.compile(r"(?!.*(?:\.\.|//|@\{|\.lock$))[^\s~^:?*\[\\{}\x00-\x20/.-][^\s~^:?*\[\\{}\x00-\x20]*")

GROUPS = ("verify", "bump")
"""Settings that are tables of settings."""
BUMP_FILES = '[{ file = "docs/install.md", pattern = "boat=={version}" }]'
SOUGHT = 200
"""Faults of which the line is looked for, and what may be meant: each costs a walk over the file."""


class _Wrong(Exception):  # noqa: N818  (stays inside this module)
    """A value that cannot be taken: kind of fault and what is expected."""


class _Key(NamedTuple):
    field: str
    take: Callable[[Any], Any]


def read_settings(settings: Mapping[str, Any], file: str = "pyproject.toml", data: bytes = b"") -> SettingsRead:
    """Return the settings that a parsed table gives, and what in it could not be taken; what is faulty keeps its default.

    `data` is the text of the file, where lines shall be told. Raises nothing.
    """
    taken: dict[str, Any] = {}
    faults: list[SettingsFault] = []
    for key, value in _flat(settings):
        known = KEYS.get(key)
        seen = data if len(faults) < SOUGHT else b""
        line = _line(seen, file, key)
        if known is None:
            faults.append(SettingsFault("unknown", key, _nearest(key) if len(faults) < SOUGHT else "", line))
            continue
        try:
            taken[known.field] = known.take(value)
        except _Wrong as wrong:
            faults.append(SettingsFault(wrong.args[0], key, wrong.args[1], line))
    ignore, more = _reasons(taken.pop("ignore", {}), data, file)
    return SettingsRead(Settings(ignore=ignore, **taken), (*faults, *more), file)


def settings_of(files: Mapping[str, bytes]) -> SettingsRead:
    """Return the settings of a project from its files: `[tool.seatrial]` of `pyproject.toml`, or `seatrial.toml` where there is none.

    Raises `Problem` PPR004 where `pyproject.toml` is malformed; a malformed `seatrial.toml` is a fault.
    """
    from seatrial.core.project.toml import parse_toml, table  # noqa: PLC0415  (only where there is a file)

    own, other = files.get("pyproject.toml", b""), files.get(FILE)
    tool = table(parse_toml(own, "pyproject.toml"), "tool") if own else {}
    if "seatrial" in tool:
        read = read_settings(table(tool, "seatrial"), "pyproject.toml", own)
        extra = () if isinstance(tool["seatrial"], Mapping) else (SettingsFault("type", "", "[tool.seatrial]"),)
        twice = (SettingsFault("two places", ""),) if other is not None else ()
        return read._replace(faults=(*read.faults, *extra, *twice))
    if other is None:
        return SettingsRead(Settings())
    try:
        return read_settings(parse_toml(other, FILE), FILE, other)
    except Problem as problem:
        return SettingsRead(Settings(), (SettingsFault("table", "", str(problem.values["reason"]), int(problem.values["line"])),), FILE)


def parse_size(value: str | int) -> int | None:
    """Return bytes of a size such as `200` (MiB), `"1GiB"` or `"500 MB"`, None where it is no size that a file can have."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST:
        value = str(value)
    found = re.fullmatch(r"\s*(\d{1,15})(?:\.(\d{1,6}))?\s*([A-Za-z]*)\s*", value) if isinstance(value, str) else None
    unit = UNITS.get(found[3].lower()) if found else None
    if found is None or unit is None:
        return None
    size = int(float(f"{found[1]}.{found[2] or 0}") * unit)
    return size if 0 < size <= LARGEST else None


def _flat(settings: Mapping[str, Any]) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for key, value in settings.items():
        if key in GROUPS and isinstance(value, Mapping):
            rows += [(f"{key}.{inner}", one) for inner, one in value.items()]
        else:
            rows.append((key, value))
    return rows


def _nearest(key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  (only where a key is unknown)

    found = [known for known in KEYS if known.startswith(f"{key}.")] or get_close_matches(
        key[:60].replace("_", "-").lower(), KEYS, n=1, cutoff=0.5
    )
    return found[0] if found else ""


def _line(data: bytes, file: str, key: str) -> int | None:
    if not data:
        return None
    from seatrial.core.project.toml import line_of  # noqa: PLC0415  (only where there is a file)

    top = "tool.seatrial" if file == "pyproject.toml" else ""
    group, _, last = key.rpartition(".")
    nested = f"{top}.{group}".strip(".") if group else top
    return line_of(data, nested, last) or line_of(data, top, group or key)


def _reasons(given: Mapping[str, Any], data: bytes, file: str) -> tuple[dict[str, str], list[SettingsFault]]:
    ignore: dict[str, str] = {}
    faults: list[SettingsFault] = []
    for rule, reason in given.items():
        seen = data if len(faults) < SOUGHT else b""
        if not RULE_ID.fullmatch(rule):
            faults.append(SettingsFault("value", f"ignore.{rule}", "WHL009", _line(seen, file, f"ignore.{rule}")))
        elif not isinstance(reason, str) or not reason.strip():
            faults.append(SettingsFault("no reason", f"ignore.{rule}", "", _line(seen, file, f"ignore.{rule}")))
        else:
            ignore[rule] = reason.strip()
    return ignore, faults


def _ignore(value: Any) -> Any:
    if not isinstance(value, Mapping):
        kind = "type"
        raise _Wrong(kind, '{ WHL009 = "reason" }')
    return value


def _commands(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        kind = "type"
        raise _Wrong(kind, '["python demo.py"]')
    return tuple(value)


def _seconds(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= 86_400:
        kind = "type"
        raise _Wrong(kind, "60")
    return value


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        kind = "type"
        raise _Wrong(kind, "true")
    return value


def _size(value: Any) -> int:
    size = parse_size(value) if isinstance(value, str | int) else None
    if size is None:
        kind = "type"
        raise _Wrong(kind, '"1GiB"')
    return size


def _tag(value: Any) -> str:
    plain = value.replace("{version}", "1").replace("{name}", "n") if isinstance(value, str) else ""
    if not isinstance(value, str) or "{version}" not in value or not TAG.fullmatch(plain) or plain.endswith(("/", ".")) or len(plain) > 200:
        kind = "value"
        raise _Wrong(kind, '"v{version}"')
    return value


def _names(value: Any) -> tuple[str, ...]:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found):
        kind = "type"
        raise _Wrong(kind, '["main"]')
    return tuple(found)


def _bump_files(value: Any) -> tuple[BumpFile, ...]:
    """Take a list of paths, or of tables with a path and a pattern."""
    if not isinstance(value, list):
        kind = "type"
        raise _Wrong(kind, BUMP_FILES)
    return tuple(map(_bump_file, value))


def _bump_file(value: Any) -> BumpFile:
    found = {"file": value} if isinstance(value, str) else value
    file, pattern = (found.get("file"), found.get("pattern", "{version}")) if isinstance(found, Mapping) else (None, None)
    outside = not isinstance(file, str) or not file.strip() or file.startswith("/") or ".." in file.split("/")
    if outside or not isinstance(pattern, str) or pattern.count("{version}") != 1:
        kind = "type"
        raise _Wrong(kind, BUMP_FILES)
    return BumpFile(str(file), pattern)


def _message(value: Any) -> str:
    if not isinstance(value, str) or "{version}" not in value or not value.strip():
        kind = "value"
        raise _Wrong(kind, '"Release {version}"')
    return value


KEYS: Mapping[str, _Key] = {
    "ignore": _Key("ignore", _ignore),
    "smoke": _Key("smoke", _commands),
    "smoke-timeout": _Key("smoke_timeout", _seconds),
    "verify.dependencies": _Key("verify_dependencies", _switch),
    "tag": _Key("tag", _tag),
    "sign-tag": _Key("sign_tag", _switch),
    "file-limit": _Key("file_limit", _size),
    "build-timeout": _Key("build_timeout", _seconds),
    "test": _Key("test", _commands),
    "test-timeout": _Key("test_timeout", _seconds),
    "branches": _Key("branches", _names),
    "bump.files": _Key("bump_files", _bump_files),
    "bump.message": _Key("bump_message", _message),
}
