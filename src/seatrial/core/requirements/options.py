"""The options on a line of a requirements file, taken apart as pip does."""

import shlex
from collections.abc import Iterator
from functools import cache

VALUED = (
    "index-url", "pypi-url", "extra-index-url", "constraint", "requirement", "editable", "find-links", "no-binary", "only-binary", "all-releases",
    "only-final", "trusted-host", "use-feature", "hash", "config-settings", "config-setting", "uploaded-prior-to", "global-option", "install-option",
    "allow-external", "allow-unverified", "allow-insecure",
)  # fmt: skip
"""Options that take a value; the last five are of old versions of pip."""
FLAGS = (
    "no-index", "prefer-binary", "require-hashes", "no-require-hashes", "pre", "always-unzip", "process-dependency-links", "use-wheel", "no-use-wheel",
    "allow-all-external",
)  # fmt: skip
SHORT = {"i": "index-url", "c": "constraint", "r": "requirement", "e": "editable", "f": "find-links", "C": "config-settings"}
QUOTED = 20_000
"""Letters in which quotes are looked at."""
FLAG = "Z"
"""A short option of old versions of pip, without a value."""


class BadOption(Exception):  # noqa: N818  (stays inside the package)
    """What stands there is no option that pip has, or lacks its value."""


def options_of(text: str) -> dict[str, list[str]]:
    """Return the values of each option by its long name; words that belong to none are passed over, as pip does. Raises `BadOption`."""
    try:
        # What has no quotes need not be read letter by letter: a lock file has thousands of hashes.
        words = shlex.split(text) if len(text) <= QUOTED and any(one in text for one in "\"'\\") else text.split()
    except ValueError as error:
        raise BadOption from error
    found: dict[str, list[str]] = {}
    rest = iter(words)
    for word in rest:
        if word == "--":
            break
        if word.startswith("--"):
            name, given, value = word[2:].partition("=")
            name = _long(name)
            _add(found, name, value if given else None, rest, flag=name in FLAGS)
        elif word.startswith("-") and word != "-":
            letter = word[1]
            if letter not in SHORT and letter != FLAG:
                raise BadOption
            _add(found, SHORT.get(letter, letter), word[2:] or None, rest, flag=letter == FLAG)
    return found


def _add(found: dict[str, list[str]], name: str, value: str | None, rest: Iterator[str], *, flag: bool) -> None:
    if flag:
        if value is not None:
            raise BadOption
        found.setdefault(name, [])
        return
    value = next(rest, None) if value is None else value
    if value is None:
        raise BadOption
    found.setdefault(name, []).append(value)


@cache
def _long(name: str) -> str:
    """Return the option that a name stands for, which may be the beginning of one alone."""
    if name in VALUED or name in FLAGS:
        return name
    begun = [one for one in (*VALUED, *FLAGS) if name and one.startswith(name)]
    if len(begun) != 1:
        raise BadOption
    return begun[0]
