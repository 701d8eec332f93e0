"""What a rule is: a number, its words, the place in PyPI's source that it mirrors, and one small function."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from seatrial.core.profile import DOMAIN
from seatrial.model.finding import Finding, Hit, Refusal, Severity

S = TypeVar("S")
Check = Callable[[S], Iterable[Hit]]


class Words(NamedTuple):
    """How PyPI refuses by a rule."""

    status: int | None
    message: str
    """PyPI's words, a template for `str.format` with the values of the hit; `{PYPI}` stands for the index's domain."""


class Rule(NamedTuple, Generic[S]):
    """One rule on subjects of one type."""

    id: str
    severity: Severity
    title: str
    message: str
    """What is wrong here: a template with the values of the hit."""
    why: str
    fix: str
    source: str | None
    """Place in PyPI's server that it mirrors, or the standard that it follows."""
    refuses: Words | None
    check: Check[S]
    undecides: bool = False
    """Whether a hit means that the index's answer is not known."""


def _flow(text: str) -> str:
    return " ".join(text.split())


def rule(
    id: str,  # noqa: A002  (the field's name)
    severity: Severity,
    title: str,
    *,
    message: str,
    source: str | None = None,
    refuses: Words | None = None,
    undecides: bool = False,
) -> Callable[[Check[S]], Rule[S]]:
    """Make a rule of a function; nothing is registered.

    The first paragraph of the function's docstring is why it matters, the paragraph after `Fix:` what to do.
    """

    def decorate(check: Check[S]) -> Rule[S]:
        why, _, fix = (check.__doc__ or title).partition("Fix:")
        return Rule(id, severity, title, message, _flow(why), _flow(fix), source, refuses, check, undecides)

    return decorate


MOST = 200
"""Findings by one rule on one subject: a hostile file must not fill memory, and nobody reads more."""
LONGEST_NAME = 4096
"""Characters of a member's name that a finding keeps; no system takes a longer path."""


@rule("GEN001", "note", "There is more of the same", message="{rule} found {count} more; the first {shown} are listed.")
def more_of_it(_subject: object) -> Iterable[Hit]:
    """What one rule finds is listed up to a bound.

    Fix: Mend what is listed, and check again.
    """
    return ()


def judge(rules: Iterable[Rule[S]], subject: S, path: str, ignore: Mapping[str, str], domain: str = DOMAIN) -> tuple[Finding, ...]:
    """Apply rules to one subject.

    `path` names the subject to the user; `ignore` has the reason by rule id; `domain` is that of the index, as its words name it.
    A refusal of the index is never ignored.
    """
    findings: list[Finding] = []
    for one in rules:
        count = 0
        for hit in one.check(subject):
            count += 1
            if count <= MOST:
                findings.append(_finding(one, hit, path, ignore, domain))
        if count > MOST:
            findings.append(Finding(more_of_it.id, more_of_it.severity, path, {"rule": one.id, "count": count - MOST, "shown": MOST}))
    return tuple(findings)


def _arriving(words: str) -> str:
    """Return words as they reach a client in the status line: its first line, in latin-1 (warehouse@6b62157, forklift/utils.py)."""
    return words.partition("\n")[0].encode("latin-1", "replace").decode("latin-1").strip()


def _finding(one: Rule[S], hit: Hit, path: str, ignore: Mapping[str, str], domain: str) -> Finding:
    refusal = None
    if one.refuses:
        words = hit.words or one.refuses.message.format(**{"PYPI": domain, **hit.values})
        arriving = _arriving(words)
        refusal = Refusal(one.id, one.refuses.status, arriving, "" if words == arriving else words)
    ignored = None if refusal else ignore.get(one.id)
    severity = "error" if refusal else hit.severity or one.severity
    member = hit.member if hit.member is None or len(hit.member) <= LONGEST_NAME else f"{hit.member[:LONGEST_NAME]}…"
    return Finding(one.id, severity, path, hit.values, hit.file, hit.line, member, refusal, ignored)
