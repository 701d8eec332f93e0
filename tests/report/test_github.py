"""Workflow commands and the summary of a job, read as GitHub reads them."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from make.report import REFUSAL, WHEEL, finding, outcome, problem, report, said, subject
from seatrial.model.release import Verification
from seatrial.model.report import Line
from seatrial.model.sentence import Said, Sentence
from seatrial.report.github import ROWS, github, summary
from seatrial.report.places import Where

ANY = st.text(st.one_of(st.sampled_from(":#[]%,\r\n \x85\u2028|<`*"), st.characters(exclude_categories=())), max_size=30)
OURS = {"error", "warning", "notice"}


def read(text):
    """Return what GitHub makes of a log: (command, properties, message) of each line (actions/runner, ActionCommand)."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        message = line.strip()
        if message.startswith("::") and "::" in message[2:]:
            info, _, data = message[2:].partition("::")
            name, _, listed = info.partition(" ")
            pairs = (pair.partition("=") for pair in listed.split(",") if pair)
            found.append((name, {key: unescaped(value, {"%3A": ":", "%2C": ","}) for key, _, value in pairs}, unescaped(data)))
        elif "##[" in line:
            found.append(("old", {}, line))
    return found


def unescaped(text, more=None):
    for code, sign in {"%0D": "\r", "%0A": "\n", **(more or {}), "%25": "%"}.items():
        text = text.replace(code, sign)
    return text


def test_a_finding_is_an_annotation_at_its_line():
    """A pull request shows the finding beside the line; signs that GitHub reads come out as they went in."""
    found = finding("ZZZ001", "warning", ".", file="a,b:c.toml", line=4, values={"name": "100%, a: b\n::error::x"})
    (told,) = read(github(outcome(report=report(found)), "en", where=Where("/repo/sub", "/repo")))
    assert told == ("warning", {"file": "sub/a,b:c.toml", "line": "4", "title": "ZZZ001 ZZZ001"}, "name: 100%, a: b\\x0a::error::x")


def test_severities_are_those_of_github():
    """A note is a notice; what is ignored is not told; the last line counts."""
    made = outcome(report=report(finding(), finding(severity="note"), finding(severity="warning", ignored="so be it")))
    assert [name for name, _, _ in read(github(made, "en"))] == ["error", "notice"]
    assert github(made, "en").endswith("\nerrors: 1 · notes: 1 · ignored: 1\n")


def test_what_has_no_line_says_where_it_is():
    """Of a member, and of a file outside of the repository, the place stands in the words."""
    made = outcome(report=report(finding(member="a.py", line=3), finding(subject="/elsewhere/b.whl")))
    (_, first, one), (_, second, two) = read(github(made, "en", where=Where("/repo", "/repo")))
    assert (first["file"], "line" in first, one) == (f"dist/{WHEEL}", False, f"name: demo [dist/{WHEEL} (a.py):3]")
    assert ("file" in second, two) == (False, "name: demo [/elsewhere/b.whl]")


def test_one_fault_of_many_archives_is_one_annotation():
    """GitHub shows ten annotations of a kind: forty wheels with the same fault take one, which names them and what PyPI says."""
    paths = [f"dist/demo-1.0-cp3{number}.whl" for number in range(10, 22)]
    found = [finding(subject=path, values={"name": path[5:]}, refusal=REFUSAL) for path in paths]
    told = report(*found, subjects=tuple(map(subject, paths)))
    one = (
        "error",
        {"file": paths[0], "title": "ZZZ001 ZZZ001"},
        "name: demo-1.0-*.whl [all files (12)]\nPyPI: 400 Invalid distribution file.",
    )
    assert read(github(outcome(report=told), "en")) == [one]
    places = read(github(outcome(report=told._replace(subjects=())), "en"))[0][2]
    assert f"[{', '.join(paths[:5])}, and more: 7]" in places


def test_each_place_in_a_file_has_its_annotation():
    """The same fault in two lines of a project's file is shown at both."""
    found = [finding(subject=".", file="setup.py", line=line) for line in (3, 7)]
    assert [properties["line"] for _, properties, _ in read(github(outcome(report=report(*found)), "en"))] == ["3", "7"]


def test_problems_are_errors_told_once():
    """What stopped the run and what is wrong with installations is told, each once, with its fix."""
    broken = tuple(Verification(WHEEL, installer, ok=False, faults=(problem("import"),)) for installer in ("pip", "uv"))
    told = read(github(outcome(verified=broken, problem=problem("import"), report=None), "en"))
    assert told == [("error", {"title": "PCL998 A thing broke"}, "import broke.\nfix: Mend import.")]
    assert "nothing wrong" not in github(outcome(problem=problem()), "en")


def test_what_was_not_proven_is_a_notice():
    """What could not be tried is said, and fails nothing."""
    assert read(github(outcome(unproven=(said("PATH\n100%"),)), "en")) == [("notice", {}, "uv is not on PATH\\x0a100%.")]


def test_an_interrupted_run_is_no_good_one():
    """Nobody takes half a run for a clean one."""
    for made in (github(outcome(interrupted=True), "en"), summary(outcome(interrupted=True), "en")):
        assert "interrupted" in made
        assert "nothing wrong" not in made
    assert github(outcome(), "en") == "nothing wrong\n"


@settings(max_examples=150, deadline=None)
@given(ANY, ANY, ANY)
def test_no_text_is_a_command(path, member, value):
    """Whatever a file is called and holds, GitHub reads our annotations and nothing else."""
    findings = (
        finding(subject=path, member=member, values={"name": value}),
        finding(subject=path, file=member, values={"name": value}, line=1),
    )
    told = read(github(outcome(report=report(*findings), problem=problem(value)), "en"))
    assert [name for name, _, _ in told] == ["error", "error", "error"]
    assert all(set(properties) <= {"file", "line", "title"} for _, properties, _ in told)


@settings(max_examples=100, deadline=None)
@given(ANY, ANY)
def test_no_text_acts_in_a_summary(path, value):
    """Text from outside makes no cell, link, picture or HTML in the summary of a job."""
    text = summary(outcome(name=value, report=report(finding(subject=path, values={"name": value}), subjects=(subject(path),))), "en")
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert [row.count("|") for row in rows] == [3, 3, 3, 4, 4, 4]
    assert set(re.findall(r"<[^>]*>", text)) <= {"<br>"}
    assert not re.search(r"[\[\]`~@\\]", text)


def test_a_summary_of_nothing_is_short():
    """Where nothing was judged there are no empty tables."""
    assert "|" not in summary(outcome(report=None, name=None), "en")


def test_a_summary_is_bounded():
    """A job's summary takes 1 MiB: the gravest are listed, the rest is counted."""
    many = [finding("ZZZ001", "note", values={"n": number}) for number in range(ROWS)]
    text = summary(outcome(report=report(*many, finding("ZZZ002")), problem=problem(), name=None), "en")
    rows = [line for line in text.split("\n") if line.startswith(("| ❌", "| ℹ"))]
    assert len(rows) == ROWS
    assert "ZZZ002" in rows[1]
    assert "Not listed here&#58; 2" in text


def test_the_summary_has_the_checklist() -> None:
    """The list before a release is a table of its own, one for each project, in which nothing from outside acts."""
    fix = Said(Sentence("ZZZ001.fix", "Do `it`."))
    lines = (
        Line(said(), "no", fix, ("PRJ001",), subject="a"),
        Line(said(), "not known", fix, subject="a"),
        Line(said(), "yes", note=Said(Sentence("CKL030", "{it}"), {"it": "<b>"}), subject="b|"),
    )
    text = summary(outcome(report=report(checklist=lines)), "en")
    assert "| | Checklist of a | |\n| --- | --- | --- |\n| ❌ | uv is not on PATH&#46; | PRJ001 Do &#96;it&#96;&#46; |\n| ❔ |" in text
    assert "\n\n| | Checklist of b&#124; | |\n| --- | --- | --- |\n| ✅ | uv is not on PATH&#46; | &#60;b&#62; |\n" in text
    assert "| | Checklist | |" in summary(outcome(report=report(checklist=lines[:1])), "en")
