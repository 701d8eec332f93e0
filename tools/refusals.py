"""Lists where PyPI's server refuses an upload, and names the places that no rule claims.

    python tools/refusals.py CHECKOUT [--revision HEAD] [--every]

CHECKOUT is a clone of pypi/warehouse (bare or not), or a plain copy of it. A rule claims the places in the block that its `source` points into,
and the next one behind it; what no rule's source points at stands with its reason in `refusals.toml` beside this file. In a clone, places that only moved since the commit of the rules
keep their claim. Ends with 1 where a place is unclaimed, or where an entry of the table fits no place any more.
"""

import argparse
import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from seatrial.rules.catalogue import all_rules

T = TypeVar("T")
TABLE = Path(__file__).with_name("refusals.toml")
ROOT = "warehouse"
FILES = (
    "accounts/security_policy.py",
    "attestations/services.py",
    "forklift/decorators.py",
    "forklift/forms.py",
    "forklift/legacy.py",
    "forklift/metadata.py",
    "macaroons/caveats/__init__.py",
    "macaroons/security_policy.py",
    "packaging/services.py",
    "sanity.py",
    "utils/scanner.py",
    "utils/wheel.py",
    "utils/zipfiles.py",
)
SOURCE = re.compile(r"warehouse@(?P<commit>[0-9a-f]+):(?P<file>[^:]+)(?::(?P<line>[0-9]+))?")
BLOCKS = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.With)
Block = ast.If | ast.For | ast.While | ast.ExceptHandler | ast.With
MAKERS = frozenset({"InvalidMetadata", "WarehouseDenied", "Failure"})
"""What makes an error that somebody else raises."""
UNBRACKETED = re.compile(r"^(\s*except )([\w.]+(?:, [\w.]+)+):$", re.MULTILINE)
"""How Python 3.14 may write what earlier ones cannot read."""
SHOWN = 110


class Site(NamedTuple):
    """One place that refuses."""

    file: str
    line: int
    begin: int
    """First line of the condition, loop or handler that it stands in, else its own."""
    end: int
    function: str
    text: str
    """The statement, in one line."""


class Claim(NamedTuple):
    """Where a rule says that it comes from."""

    rule: str
    commit: str
    file: str
    line: int


class Settled(NamedTuple):
    """A place that is no rule's, or that another line of a rule's source stands for."""

    file: str
    function: str
    words: str
    """Part of its statement."""
    why: str = ""
    rules: tuple[str, ...] = ()
    """Rules that mirror it although their source points elsewhere."""


def sites(file: str, source: str) -> tuple[Site, ...]:
    """Return the places in one file of PyPI's server that refuse, in order. Raises `SyntaxError` where Python cannot read it."""
    found: dict[int, Site] = {}
    for node, function, block in _within(ast.parse(UNBRACKETED.sub(r"\1(\2):", source)), "", None):
        begin, end = (block or node).lineno, node.end_lineno or node.lineno
        found.setdefault(node.lineno, Site(file, node.lineno, begin, end, function, " ".join(ast.unparse(node).split())))
    return tuple(found[line] for line in sorted(found))


def _within(node: ast.AST, function: str, block: Block | None) -> Iterator[tuple[ast.expr | ast.stmt, str, Block | None]]:
    """Yield each expression or statement that refuses with the function and the innermost block that it stands in."""
    if isinstance(node, (ast.expr, ast.stmt)) and _refuses(node):
        yield node, function, block
        return
    inner = f"{function}.{node.name}".strip(".") if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else function
    within = node if isinstance(node, BLOCKS) else None if isinstance(node, ast.FunctionDef) else block
    for child in ast.iter_child_nodes(node):
        yield from _within(child, inner, within)


def _refuses(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise):
        return isinstance(node.exc, ast.Call)
    if isinstance(node, ast.Return):
        first = node.value.elts[0] if isinstance(node.value, ast.Tuple) and node.value.elts else None
        return isinstance(first, ast.Constant) and first.value is False
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
    if name == "append":
        return isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value).endswith("errors")
    validates = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value).endswith("validators")
    return name in MAKERS or (validates and name != "Optional")


def claims() -> tuple[Claim, ...]:
    """Return where our rules say that they come from, of PyPI's server."""
    found = (SOURCE.fullmatch(rule.source) for rule in all_rules() if rule.source)
    named = zip((rule.id for rule in all_rules() if rule.source), found, strict=True)
    return tuple(Claim(rule, match["commit"], match["file"], int(match["line"] or 0)) for rule, match in named if match)


def claimed(found: Iterable[Site], some: Iterable[Claim]) -> dict[Site, tuple[str, ...]]:
    """Return the ids of the rules that claim each place of one file: their source points into its block, or it is the next place behind that line."""
    found = tuple(found)
    by_site = {}
    for place, site in enumerate(found):
        before = found[place - 1].line if place and found[place - 1].function == site.function else site.begin
        start = min(site.begin, before + 1)
        by_site[site] = tuple(one.rule for one in some if one.file == site.file and start <= one.line <= site.end)
    return by_site


def settled(site: Site, table: Iterable[Settled]) -> Settled | None:
    """Return the entry of the table that fits a place."""
    return next((one for one in table if (one.file, one.function) == (site.file, site.function) and one.words in site.text), None)


def read_table() -> tuple[Settled, ...]:
    """Return the entries of the table beside this file."""
    return tuple(Settled(**{**entry, "rules": tuple(entry.get("rules", ()))}) for entry in tomllib.loads(TABLE.read_text())["site"])


def read(checkout: str, revision: str | None, file: str) -> str:
    """Return a file of PyPI's server at a revision, or as it lies there; nothing where it is not there."""
    try:
        return Path(checkout, ROOT, file).read_text() if revision is None else _git(checkout, "show", f"{revision}:{ROOT}/{file}")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(checkout: str, *args: str) -> str:
    return subprocess.run(["git", "-C", checkout, *args], check=True, capture_output=True, text=True).stdout


def _is_clone(checkout: str) -> bool:
    try:
        _git(checkout, "cat-file", "-e", f"HEAD:{ROOT}")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def known_sites(checkout: str, revision: str | None, some: Iterable[Claim]) -> dict[Site, tuple[str, ...]]:
    """Return every place at a revision with the rules that claim it; without one, of the files as they lie there."""
    at = _commit(checkout, some) if revision else None
    found: dict[Site, tuple[str, ...]] = {}
    for file in FILES:
        now = sites(file, read(checkout, revision, file))
        then = _marked(claimed(sites(file, read(checkout, at, file)), some)) if at else {}
        found |= {site: then.get(mark, ()) for mark, site in _marked({site: site for site in now}).items()} if at else claimed(now, some)
    return found


def _commit(checkout: str, some: Iterable[Claim]) -> str | None:
    """Return the commit of the rules' sources, where the clone has it."""
    for commit in sorted({one.commit for one in some}):
        try:
            return _git(checkout, "rev-parse", "--verify", "-q", f"{commit}^{{commit}}").strip()
        except subprocess.CalledProcessError:
            continue
    return None


def _marked(places: Mapping[Site, T]) -> dict[tuple[str, str, int], T]:
    """Return what is known of places by what they are known again by when their lines moved: function, statement, and which of several."""
    times: Counter[tuple[str, str]] = Counter()
    marked = {}
    for site, known in places.items():
        times[site.function, site.text] += 1
        marked[site.function, site.text, times[site.function, site.text]] = known
    return marked


def report(known: dict[Site, tuple[str, ...]], table: tuple[Settled, ...], *, every: bool) -> tuple[list[str], bool]:
    """Return the lines to print, and whether all is in order."""
    lines, used, open_ = [], set(), 0
    for site, rules in known.items():
        entry = settled(site, table)
        used |= {entry} if entry else set()
        open_ += not rules and not entry
        if every or (not rules and not entry):
            lines.append(f"{site.file}:{site.line} {site.function}: {' '.join(rules) or _answer(entry)}")
            lines.append(f"    {site.text[:SHOWN]}")
    stale = [one for one in table if one not in used]
    lines += [f"refusals.toml: fits no place: {one.file} {one.function}: {one.words}" for one in stale]
    files = {site.file for site in known}
    gone = [file for file in FILES if file not in files]
    lines += [f"{file}: is gone, or refuses nothing any more" for file in gone]
    by_rule = sum(1 for rules in known.values() if rules)
    lines.append(f"places: {len(known)}, claimed by rules: {by_rule}, settled: {len(known) - by_rule - open_}, unclaimed: {open_}")
    return lines, not open_ and not stale and not gone


def _answer(entry: Settled | None) -> str:
    return (" ".join(entry.rules) or entry.why) if entry else "UNCLAIMED"


def main(arguments: list[str] | None = None) -> int:
    """List the places of a checkout; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("checkout", help="a clone of pypi/warehouse, or a plain copy")
    parser.add_argument("--revision", default="HEAD", help="of a clone (HEAD)")
    parser.add_argument("--every", action="store_true", help="list the places that are claimed, too")
    asked = parser.parse_args(arguments)
    revision = asked.revision if _is_clone(asked.checkout) else None
    lines, fine = report(known_sites(asked.checkout, revision, claims()), read_table(), every=asked.every)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
