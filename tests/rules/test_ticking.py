"""The pre-release checklist: what makes each line a yes, a no, not known or not applicable."""

import pytest

from seatrial.model.checklist import AtRemote, Facts, OnIndex, Standing
from seatrial.model.finding import Finding
from seatrial.model.project import Project, Repository, Source, Tree
from seatrial.model.requirements import Asked
from seatrial.model.run import Run
from seatrial.rules.checklist import ITEMS
from seatrial.rules.ticking import checklist

PROJECT = Project(
    "/boat",
    "pyproject.toml",
    "hatchling",
    "hatchling.build",
    ("hatchling",),
    "boat",
    "1.0",
    readme="README.md",
    license="MIT",
    modules=("boat.py",),
)
REPOSITORY = Repository("/boat", "", "c" * 40, 1, "main")
STANDING = Standing("boat", "1.0", "c" * 40, "main", ("main",), "v1.0")
RUNS = {kind: Run(kind, "t", True, 1.0, "pytest" if kind == "tests" else "") for kind in ("tests", "build", "rehearse")}
INDEX = OnIndex("pypi", asked=True, name="ours", versions=("0.9",))
REMOTE = AtRemote("origin", asked=True, commit="c" * 40)
FACTS = Facts(Tree(PROJECT, REPOSITORY, asked=Asked()), STANDING, "judged", changelog="entry", publishes=True, runs=RUNS)


def ticked(facts: Facts, *findings: Finding) -> dict:
    """Return the lines by the key of their item."""
    lines = checklist(facts, findings)
    return dict(zip([item.key for item in ITEMS if facts.online or not item.online], lines, strict=True))


def one(key: str, facts: Facts) -> tuple[str, str | None]:
    """Return the state of a line, and the number of the sentence that is told beside it."""
    line = ticked(facts)[key]
    said = line.fix or line.note
    return line.state, said.sentence.id if said else None


def test_everything_can_be_a_yes() -> None:
    """A project that is ready has no other line, online neither."""
    assert {line.state for line in checklist(FACTS, ())} == {"yes"}
    whole = FACTS._replace(online=True, standing=STANDING._replace(at_index=INDEX, remote=REMOTE))
    assert {line.state for line in checklist(whole, ())} == {"yes"}
    assert [key for key in ticked(whole) if key not in ticked(FACTS)] == ["name", "index", "remote"]


def test_a_finding_makes_its_line_a_no() -> None:
    """The line names every rule behind it, an error before a warning, and has the fix of the first."""
    warning, error = Finding("PRJ003", "warning", ".", {}), Finding("PRJ002", "error", ".", {})
    lines = ticked(FACTS, warning, warning, error)
    assert (lines["readme"].state, lines["readme"].rules) == ("no", ("PRJ002", "PRJ003"))
    assert lines["readme"].fix.sentence.id == "PRJ002.fix"
    assert lines["readme"].fix.sentence.english.startswith("Add the file to the tree")
    assert [key for key, line in lines.items() if line.state != "yes"] == ["readme"]


def test_notes_make_no_no() -> None:
    """Advice keeps nobody from a release."""
    assert ticked(FACTS, Finding("DSC008", "note", ".", {}))["readme"].state == "yes"


def test_what_is_ignored_is_a_yes_with_its_reason() -> None:
    """A decision of the project counts, and stays visible."""
    line = ticked(FACTS, Finding("PRJ005", "warning", ".", {}, ignored="for us alone"))["licence"]
    assert (line.state, line.rules, line.note.values["reason"]) == ("yes", ("PRJ005",), "for us alone")
    both = (Finding("PRJ005", "warning", ".", {}, ignored="x"), Finding("PRJ006", "warning", ".", {}))
    assert (ticked(FACTS, *both)["licence"].state, ticked(FACTS, *both)["licence"].rules) == ("no", ("PRJ006",))


def test_a_rule_that_is_gone_has_no_fix() -> None:
    """A finding of another version still makes its line a no."""
    line = ticked(FACTS, Finding("DSC999", "error", ".", {}))["readme"]
    assert (line.state, line.fix) == ("no", None)


def tree(repository: Repository | None = REPOSITORY, **changed) -> Tree:
    return Tree(PROJECT._replace(**changed), repository, asked=Asked())


BY_TAGS = {"version": None, "dynamic": frozenset({"version"}), "build_requires": ("hatch-vcs",)}
CASES = [
    ("version", FACTS, "yes", "CKL030"),
    ("version", FACTS._replace(tree=tree(version=None)), "not known", "CKL032"),
    ("version", FACTS._replace(tree=tree(REPOSITORY._replace(tags=("v1.0",)), **BY_TAGS)), "yes", "CKL033"),
    ("version", FACTS._replace(tree=tree(REPOSITORY._replace(tags=("v1.0",)), version=None)), "not known", "CKL032"),
    ("readme", FACTS._replace(readme="computed"), "not known", "CKL032"),
    ("readme", FACTS._replace(readme="unread"), "not known", "CKL034"),
    ("readme", FACTS._replace(readme="unread", tree=tree(readme=None)), "not known", "CKL034"),
    ("readme", FACTS._replace(readme="none", tree=tree(readme=None)), "yes", None),
    ("requirements", FACTS._replace(tree=tree(dynamic=frozenset({"requires"}))), "not known", "REQ022"),
    ("licence", FACTS._replace(tree=tree(license="Everybody may do with this whatever they like.")), "yes", None),
    ("licence", FACTS._replace(tree=tree(license=None)), "not known", "CKL059"),
    ("licence", FACTS._replace(tree=tree(license=None, classifiers=("License :: OSI Approved :: MIT License",))), "yes", None),
    ("licence", FACTS._replace(tree=tree(license=None, dynamic=frozenset({"classifiers"}))), "yes", None),
    ("licence", FACTS._replace(tree=tree(license=None, dynamic=frozenset({"license"}))), "yes", None),
    ("licence", FACTS._replace(tree=tree(license=None, sources={"license": Source("setup.py", 1)})), "yes", None),
    ("licence", FACTS._replace(tree=tree(license=None, backend="maturin")), "yes", None),
    ("changelog", FACTS._replace(changelog="none"), "not applicable", "CKL035"),
    ("changelog", FACTS._replace(changelog="development"), "not applicable", "CKL055"),
    ("changelog", FACTS._replace(changelog="untold"), "not known", "CKL058"),
    ("changelog", FACTS._replace(changelog="fragments"), "not known", "PRJ097.fix"),
    ("ci", FACTS._replace(publishes=False), "not applicable", "CKL036"),
    ("ci", FACTS._replace(publishes=None), "not known", "CKL056"),
    ("tests", FACTS, "yes", "CKL030"),
    ("tests", FACTS._replace(runs={}), "not known", "CKL037"),
    ("tests", FACTS._replace(runs={"tests": RUNS["tests"]._replace(ok=False)}), "not known", "CKL037"),
    ("tests", FACTS._replace(runs={"tests": RUNS["tests"]._replace(ok=False, how="unknown")}), "not known", "CKL078"),
    ("build", FACTS, "yes", None),
    ("build", FACTS._replace(runs={}), "not known", "CKL038"),
    ("rehearse", FACTS._replace(runs={}), "not known", "CKL039"),
    ("committed", FACTS._replace(tree=tree(None)), "not applicable", "CKL040"),
    ("committed", FACTS._replace(tree=tree(REPOSITORY._replace(commit=None))), "not applicable", "CKL041"),
    ("unfinished", FACTS._replace(tree=tree(None)), "not applicable", "CKL040"),
    ("branch", FACTS._replace(tree=tree(None)), "not applicable", "CKL040"),
    ("branch", FACTS._replace(standing=STANDING._replace(branch=None)), "not known", "CKL042"),
    ("branch", FACTS._replace(standing=STANDING._replace(branches=())), "not known", "CKL043"),
    ("tag", FACTS, "yes", "CKL030"),
    ("tag", FACTS._replace(tree=tree(None)), "not applicable", "CKL040"),
    ("tag", FACTS._replace(standing=STANDING._replace(tag="", version="")), "not known", "CKL058"),
    ("tag", FACTS._replace(standing=STANDING._replace(tag="")), "not known", "CKL032"),
    ("tag", FACTS._replace(standing=STANDING._replace(tagged={"refs/tags": "c" * 40})), "yes", "CKL044"),
]


@pytest.mark.parametrize(("key", "facts", "state", "said"), CASES)
def test_what_no_finding_tells_is_told_by_facts(key, facts, state, said) -> None:
    """A line is a yes only where it is known; else it says what would tell, or why nothing can."""
    assert one(key, facts) == (state, said)


def online(**changed) -> Facts:
    return FACTS._replace(online=True, standing=STANDING._replace(**{"at_index": INDEX, "remote": REMOTE, **changed}))


ONLINE = [
    ("name", online(at_index=INDEX._replace(name="free")), "yes", "CKL045"),
    ("name", online(), "yes", "CKL046"),
    ("name", online(at_index=INDEX._replace(name="unsure")), "not known", "CKL047"),
    ("name", online(at_index=OnIndex("pypi")), "not known", "CKL048"),
    ("name", online(at_index=None, name=""), "not known", "CKL049"),
    ("index", online(), "yes", "CKL050"),
    ("index", online(at_index=INDEX._replace(versions=())), "yes", "CKL051"),
    ("index", online(version=""), "not known", "CKL058"),
    ("index", online(at_index=OnIndex("pypi")), "not known", "CKL048"),
    ("remote", online(), "yes", "CKL030"),
    ("remote", online(remote=None), "not applicable", "CKL052"),
    ("remote", online(remote=None)._replace(tree=tree(None)), "not applicable", "CKL040"),
    ("remote", online(remote=AtRemote("origin")), "not known", "CKL054"),
    ("remote", online(branch=None), "not known", "CKL042"),
    ("remote", online(remote=REMOTE._replace(commit=None)), "not applicable", "CKL053"),
]


@pytest.mark.parametrize(("key", "facts", "state", "said"), ONLINE)
def test_what_was_asked_for_is_told_by_the_answers(key, facts, state, said) -> None:
    """An index or a remote that did not answer is not known, and no line claims otherwise."""
    assert one(key, facts) == (state, said)


def test_a_line_that_is_not_a_yes_says_why() -> None:
    """Nobody is left with a question mark alone."""
    for _, _, state, said in (*CASES, *ONLINE):
        assert state == "yes" or said is not None
    assert {state for _, _, state, _ in (*CASES, *ONLINE)} == {"yes", "not known", "not applicable"}
