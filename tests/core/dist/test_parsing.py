"""How much of a wheel's code is parsed, and which part of it."""

import pytest

from seatrial.core.dist import bounds
from seatrial.core.dist.allowance import Allowance, tokens
from seatrial.core.dist.parsing import parse_modules

FILLER = b"a\n" * 400


def parsed(sources: dict[str, bytes]) -> tuple[list[str], int]:
    """Give the names of the modules that were parsed, and how many were left out."""
    named = {f"{name.replace('.', '/')}.py": (name, data) for name, data in sources.items()}
    modules, left_out = parse_modules(named, (3, 8))
    return [module.path.removesuffix(".py").replace("/", ".") for module in modules], left_out


def test_what_is_imported_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all can be parsed, the modules that importing the first one runs are, however deep they lie; the facts keep their order."""
    sources = {"pkg.a": b"from .far.deep import x\n", "pkg.b": FILLER, "pkg.c": FILLER, "pkg.far.deep": FILLER}
    assert parsed(sources) == (["pkg.a", "pkg.b", "pkg.c", "pkg.far.deep"], 0)
    monkeypatch.setattr(bounds, "TOKENS", 900)
    assert parsed(sources) == (["pkg.a", "pkg.b", "pkg.far.deep"], 1)
    monkeypatch.setattr(bounds, "TOKENS", 500)
    assert parsed(sources) == (["pkg.a", "pkg.far.deep"], 2)


def test_a_small_module_still_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too dense does not keep the others from being parsed."""
    monkeypatch.setattr(bounds, "TOKENS", 300)
    assert parsed({"a": FILLER, "b": b"x = 1\n"}) == (["b"], 1)


@pytest.mark.parametrize(
    ("code", "least"),
    [(b"a\n" * 100, 100), (b"[*x]\n" * 100, 400), (b"-" * 100, 100), (b"a.b", 2), (b'f"{a}{b}"', 5), (b"x=1;y=2", 3), (b"", 0)],
)
def test_dense_code_counts_for_more(code: bytes, least: int) -> None:
    """What the parser's time grows with is counted: no way of writing code makes many tokens look like few."""
    assert tokens(code) >= least


def test_what_costs_more_than_its_tokens() -> None:
    """An import of thousands of parts, on one line or several, keeps Python's own parser busy for minutes; it is left out. So is what is too large."""
    allowance = Allowance()
    assert not allowance.admits(b"import a" + b".a" * 2_000)
    assert not allowance.admits(b"import a" + b".a\\\n" * 2_000)
    assert not allowance.admits(b"#" * (bounds.SOURCE + 1))
    assert allowance.admits(b"x = '" + b"." * 2_000 + b"'\n")
    assert allowance.admits(b"import a\n" + b"a.b\n" * 2_000)
    assert allowance.left < bounds.TOKENS


def test_a_module_that_opens_files_costs_twice() -> None:
    """It is followed to what it opens, twice."""
    first, second = Allowance(), Allowance()
    code = b"x = 1\n" * 100
    assert first.admits(code)
    assert second.admits(code + b"__file__\n")
    assert bounds.TOKENS - second.left > bounds.TOKENS - first.left + tokens(code)


def test_many_empty_modules_cost_too() -> None:
    """A hundred thousand modules of nothing are a minute's work for every rule."""
    allowance = Allowance()
    assert sum(allowance.admits(b"") for _ in range(bounds.TOKENS)) < bounds.TOKENS / 20
