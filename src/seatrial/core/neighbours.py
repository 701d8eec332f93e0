"""Names beside a name: those that PyPI takes for too similar, as far as people would choose them, and others that might be free."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from seatrial.core.protocol import normal, ultranormal

MOST = 32
"""Names that are asked for at most."""
LONGEST = 24
"""Letters of a name in which a hyphen is tried at every place."""
HYPHENS = 4
"""Hyphens of which every choice is tried."""
LOOKALIKES = {"l": "i1", "i": "l1", "1": "li", "o": "0", "0": "o"}
"""What PyPI takes for one and the same (warehouse@6b62157, migrations, ultranormalize_name)."""
BEGINNINGS = ("python", "django", "flask", "pytest", "async", "fast", "open", "auto", "easy", "py", "my")
ENDINGS = (
    "python",
    "client",
    "tools",
    "utils",
    "server",
    "plugin",
    "parser",
    "tool",
    "core",
    "test",
    "lib",
    "cli",
    "api",
    "sdk",
    "app",
    "db",
    "py",
)
"""Words by which names are often put together."""
OTHERS = ("py-{name}", "{name}-py", "{name}-lib", "{name}-tools", "{name}-app", "{name}-kit")
FORGES = re.compile(r"(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org)/([a-z0-9][a-z0-9-]{0,38})(?:/|$)")
OWNERS = 2


def neighbours(name: str) -> tuple[str, ...]:
    """Return normalized names that PyPI would take for too similar to a new one, the likeliest first.

    There are far more than anybody can ask for: these are bounded, and chosen by how people spell names.
    """
    own = normal(name)
    found = dict.fromkeys(normal(one) for one in _spelt(own) if ultranormal(one) == ultranormal(own))
    return tuple(one for one in found if one != own)[:MOST]


def others(name: str, marks: Iterable[str] = ()) -> tuple[str, ...]:
    """Return names that may do in place of one that cannot be had; `marks` are addresses of the project, whose owner's name goes first."""
    own = normal(name)
    owners = dict.fromkeys(match[1].strip("-") for mark in sorted(marks) if (match := FORGES.match(mark)))
    made = [f"{owner}-{own}" for owner in list(owners)[:OWNERS] if owner and not own.startswith(owner)]
    made += [form.format(name=own) for form in OTHERS if form.replace("{name}", "").strip("-") not in own.split("-")]
    return tuple(dict.fromkeys(made))


def _spelt(own: str) -> Iterator[str]:
    joined = own.replace("-", "")
    yield joined
    yield from _without_hyphens(own)
    yield from _between_words(joined)
    yield from _alike(own)
    yield from _alike(joined)
    if len(joined) <= LONGEST:
        yield from (f"{joined[:at]}-{joined[at:]}" for at in range(1, len(joined)))


def _without_hyphens(own: str) -> Iterator[str]:
    """Yield a name with some of its hyphens, the most of them first."""
    parts = own.split("-")
    gaps = range(len(parts) - 1)
    if len(gaps) > HYPHENS:
        return
    for count in range(1, len(gaps)):
        for gone in combinations(gaps, count):
            yield "".join(part + ("-" if at in gaps and at not in gone else "") for at, part in enumerate(parts))


def _between_words(joined: str) -> Iterator[str]:
    for word in BEGINNINGS:
        if joined.startswith(word) and len(joined) > len(word):
            yield f"{word}-{joined.removeprefix(word)}"
    for word in ENDINGS:
        if joined.endswith(word) and len(joined) > len(word):
            yield f"{joined.removesuffix(word)}-{word}"
    yield from (f"{joined[: match.start()]}-{joined[match.start() :]}" for match in re.finditer(r"(?<=[a-z])(?=[0-9])", joined))


def _alike(name: str) -> Iterator[str]:
    """Yield a name with one letter replaced by one that looks like it, or all that are the same."""
    for letter, alike in LOOKALIKES.items():
        if name.count(letter) > 1:
            yield from (name.replace(letter, other) for other in alike)
    for at, letter in enumerate(name):
        yield from (name[:at] + other + name[at + 1 :] for other in LOOKALIKES.get(letter, ""))
