"""Whether two sets of version specifiers can hold at once; says that they cannot only where no version at all fits both."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from packaging.specifiers import Specifier
    from packaging.version import Version


class _Span(NamedTuple):
    """Versions between two others, either of which may be missing; it holds at least what its specifier takes."""

    low: "Version | None" = None
    high: "Version | None" = None
    beyond: bool = False
    """Whether `low` itself is not in it."""
    before: bool = False
    """Whether `high` itself is not in it."""


def cannot_both_hold(one: str, other: str) -> bool:
    """Tell whether it is certain that no version satisfies both; False where a specifier cannot be read or compares texts."""
    try:
        return _certainly_apart(one, other)
    except ValueError:
        # No specifiers, or versions with more digits than Python counts with.
        return False


def _certainly_apart(one: str, other: str) -> bool:
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415  (only where both sides say something)

    specifiers = [*SpecifierSet(one), *SpecifierSet(other)]
    if any(each.operator == "===" or "+" in each.version for each in specifiers):
        return False
    spans = [_span(each) for each in specifiers]
    low = max((span.low for span in spans if span.low is not None), default=None)
    high = min((span.high for span in spans if span.high is not None), default=None)
    if low is None or high is None or low < high:
        return False
    if low > high or any((span.beyond and span.low == low) or (span.before and span.high == high) for span in spans):
        return True
    return not all(each.contains(low, prereleases=True) for each in specifiers)


def _span(specifier: "Specifier") -> _Span:
    from packaging.version import Version  # noqa: PLC0415  (as above)

    operator, text = specifier.operator, specifier.version
    if operator == "!=":
        return _Span()
    if text.endswith(".*"):
        prefix = Version(text.removesuffix(".*"))
        return _Span(Version(f"{prefix}.dev0"), _after(prefix.epoch, prefix.release), before=True)
    version = Version(text)
    if operator == "~=":
        return _Span(version, _after(version.epoch, version.release[:-1]), before=True)
    return _Span(
        version if operator in {"==", ">=", ">"} else None,
        version if operator in {"==", "<=", "<"} else None,
        beyond=operator == ">",
        before=operator == "<",
    )


def _after(epoch: int, release: tuple[int, ...]) -> "Version":
    """Return what comes before every version that does not begin with a release any more."""
    from packaging.version import Version  # noqa: PLC0415  (as above)

    return Version(f"{epoch}!{'.'.join(map(str, (*release[:-1], release[-1] + 1)))}.dev0")
