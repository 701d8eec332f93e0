"""The HTML page: one file with everything that a run says, for people who never saw the tool."""

import base64
import hashlib
import re
import sys
import time
from itertools import pairwise

import pytest

from make.html import Page
from make.outcomes import OUTCOMES, checked, full
from make.report import DIGEST, SDIST, WHEEL, contents, finding, outcome, problem, report, said, subject
from seatrial.model.change import Changes
from seatrial.model.release import FileOutcome, Outcome, StepOutcome, Verification
from seatrial.model.report import Line
from seatrial.model.sentence import Kind, ProblemFacts, Said, Sentence
from seatrial.report.html import page
from seatrial.report.html.style import STYLE
from seatrial.report.typed import Typed

TRACED = 10 if sys.gettrace() else 1
"""How much slower all is where coverage is measured."""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", OUTCOMES)
def test_every_page_is_well_formed_and_can_be_walked_through(name, language) -> None:
    """However a run ended, its page is valid, its headings follow one another, its links lead somewhere, its tables have headings."""
    made = Page(page(OUTCOMES[name], language))
    assert made.elements[0].attributes["lang"] == {"en": "en", "zh": "zh-CN"}[language]
    levels = [int(one.name[1]) for one in made.elements if re.fullmatch(r"h\d", one.name)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(made.all(landmark)) for landmark in ("header", "main", "footer")] == [1, 1, 1]
    for one in made.all("a"):
        href = one.attributes["href"]
        assert href[1:] in made.ids if href.startswith("#") else href.startswith("https://")
    assert all(one.attributes["aria-labelledby"] in made.ids for one in made.all("section"))
    assert all(one.attributes["scope"] in ("row", "col") for one in made.all("th"))
    assert len(made.all("caption")) == len(made.all("table"))


def test_the_page_needs_nothing_and_may_do_nothing() -> None:
    """The page is one file whose own policy lets it load nothing and run nothing; the policy knows the style by its hash."""
    text = page(full(), "en")
    made = Page(text)
    [policy] = [one.attributes["content"] for one in made.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
    style = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    assert f"<style>{STYLE}</style>" in text
    assert not any(name in one.attributes for one in made.elements for name in ("style", "src", "onclick", "action"))
    assert {one.name for one in made.elements}.isdisjoint({"script", "link", "img", "iframe", "form", "object", "base"})
    assert "@import" not in STYLE
    assert "url(" not in STYLE


def test_a_good_rehearsal_says_so_first() -> None:
    """The verdict in one sentence, what a rehearsal is, the next command and the steps stand at the top."""
    made = Page(page(outcome(), "en", typed=Typed("a folder")))
    assert made.texts("title") == ["demo 1.0 · Rehearsal · seatrial"]
    assert made.texts("h1") == ["demo 1.0"]
    assert made.texts("p", "verdict") == ["✓ demo 1.0 is ready: it keeps PyPI's rules, installs and runs."]
    assert made.texts("p", "about")[0].endswith("Nothing is published.")
    assert made.texts("code", "command") == ["seatrial release --to local 'a folder'"]
    tiles = ["Findings nothing wrong", "Files accepted: 1", "Installations 2 of 2", "Time 2.2 s"]
    assert made.texts("li")[: len(tiles)] == tiles
    assert made.texts("tr")[1:4] == [
        "Look at the project: build files, settings, git ✓ done 0.1 s",
        "Build the files from a clean copy of the project ✓ done 2.1 s",
        "Judge the files by PyPI's rules – not reached",
    ]


def test_the_page_speaks_chinese() -> None:
    """A Chinese page is Chinese in all that is ours."""
    made = Page(page(outcome(), "zh"))
    assert made.texts("p", "verdict") == ["✓ demo 1.0 已经就绪：符合 PyPI 的规则，能安装，也能运行。"]
    assert made.texts("h2") == ["接下来", "步骤", "检查结果", "文件", "安装", "wheel 的内容"]


def test_a_problem_is_told_with_its_reason_and_the_way_on() -> None:
    """What stopped a run stands before all else, with why and fix; then what is to be known, and what stands against the files."""
    made = Page(page(full(), "en"))
    names = [one.attributes["id"] for one in made.all("section")]
    assert names == ["problem", "onward", "findings", "checklist", "steps", "files", "installed", "changes", "inside"]
    assert made.texts("p", "verdict") == ["✗ demo 1.0 was stopped: A thing broke."]
    assert made.section("problem") == "✗ A thing broke PCL998 demo broke. why It matters because demo is needed. fix Mend demo."
    assert made.section("onward") == "What now note uv is not on Venus. not proven uv is not on Mars. tag v1.0"


def test_findings_come_with_all_that_helps() -> None:
    """Each finding says what, where, why, how to mend it and where PyPI decides so; the ignored ones are folded, with their reason."""
    made = Page(page(full(), "en"))
    assert made.texts("h3")[:3] == ["errors: 1", "warnings: 1", "notes: 1"]
    first = made.texts("article")[0]
    for part in (
        "✗ The archive breaks PyPI's server ARC001",
        "cannot be opened: x.",
        "PyPI 400 No `way`.",
        "why",
        "fix Build the file again",
    ):
        assert part in first
    assert made.texts("ul", "places") == [f"dist/{WHEEL}", "src/a.py:3", f"dist/{WHEEL} (a/b.py)", f"dist/{WHEEL}"]
    assert "https://github.com/pypi/warehouse/blob/" in [one.attributes["href"] for one in made.all("a", None)][-1]
    assert made.texts("details", "ignored") == [f"ignored: 1 – ZZZ001 ZZZ001 ignored, because: we know name: demo dist/{WHEEL}"]


def test_a_place_that_goes_without_saying_is_not_said() -> None:
    """Where one file was checked, its name is not repeated below each finding."""
    assert Page(page(checked(finding()), "en")).texts("ul", "places") == []
    assert Page(page(checked(finding(line=3)), "en")).texts("ul", "places") == [f"dist/{WHEEL}:3"]


def test_folders_of_projects_go_without_saying() -> None:
    """What is wrong with the project as a whole has no place but the project."""
    subjects = (subject(".", None, kind="project"), subject())
    made = Page(page(checked(finding(subject="."), finding(subject=".", file="setup.py"), subjects=subjects), "en"))
    assert made.texts("ul", "places") == ["setup.py"]


def test_a_message_can_show_what_to_replace() -> None:
    """Lines to take out and to put in are shown as a diff; further lines of a message are lines."""
    flat = finding("PRJ020", values={"file": "setup.py", "call": "find_packages()", "before": "`a`", "after": "b"})
    made = Page(page(checked(flat), "en"))
    assert [(one.attributes["class"], "".join(one.text)) for kind in ("bad", "good") for one in made.all("code", kind)] == [
        ("bad", "- `a`"),
        ("good", "+ b"),
    ]
    thing = ProblemFacts(Kind("PCL997", "T", "One.\nTwo `x`.", "", ""), {"a": 1})
    assert "One.\nTwo <code>x</code>." in page(outcome(problem=thing), "en")


def test_the_code_of_sentences_is_code_and_that_of_values_is_not() -> None:
    """What our words mark as code is shown as code; a backtick from outside is only a backtick."""
    note = Said(Sentence("RPT997", "Run `seatrial` in {place}; nothing ends `here."), {"place": "a`b`c"})
    paired = note._replace(sentence=Sentence("RPT996", "Run `seatrial` in {place}."))
    text = page(outcome(notes=(note, paired)), "en")
    assert "<p>Run `seatrial` in a`b`c; nothing ends `here.</p>" in text
    assert "<p>Run <code>seatrial</code> in a`b`c.</p>" in text


def test_files_carry_their_whole_digest_and_pypi_s_words() -> None:
    """Each file has size, whole sha256, PyPI's verdict with its words, and what became of it."""
    made = Page(page(full(), "en"))
    text = made.section("files")
    assert f"{WHEEL} sha256 {DIGEST} 4.2 KiB ✗ refused ✗ refused" in text
    assert made.texts("blockquote")[:2] == ["PyPI 400 Invalid distribution file.", "File already exists."]
    assert "in doubt" in text
    same = full(files=(FileOutcome(WHEEL, 1, DIGEST, "refused", "400 Invalid distribution file."),))
    assert Page(page(same, "en")).texts("blockquote")[:1] == ["PyPI 400 Invalid distribution file."]


def test_files_say_what_they_were_built_from() -> None:
    """Whoever gets the page can tell the commit and the tools behind the files."""
    assert Page(page(full(), "en")).section("files").endswith("from commit ffffffffffff built with seatrial 0.1.0")
    assert "from" not in Page(page(full(plan=None), "en")).section("files")


def test_a_release_says_where_it_goes() -> None:
    """The index that a release sends files to stands at the top."""
    assert Page(page(full(), "en")).texts("p", "kind") == ["seatrial · Release · embedded index"]
    assert Page(page(outcome(), "en")).texts("p", "kind") == ["seatrial · Rehearsal"]


def test_a_check_of_several_things_lists_them_all() -> None:
    """Of a check each file has its verdict; what could not be read says so; a folder is among them where it is not alone."""
    subjects = (
        subject(size=10, sha256=DIGEST), subject("odd.txt", None, kind="unknown"), subject(".", None, kind="project"), subject("b.whl", "undecided"),
    )  # fmt: skip
    made = Page(page(checked(subjects=subjects), "en"))
    rows = made.texts("tr")[1:]
    assert [row.endswith(end) for row, end in zip(rows, ("✓ accepted", "✗ not read", "– looked at", "! undecided"), strict=True)] == [
        True
    ] * 4
    assert made.texts("p", "verdict") == ["! demo 1.0: what PyPI would answer could not be told of 1 of 2."]


VERDICTS = {
    "{what}: PyPI would accept all that was checked.": ((), (subject(),), ""),
    "{what}: PyPI would refuse 1 of 2.": (
        (finding(),),
        (subject(verdict="refused"), subject("b.whl")),
        "mend what was found, then: seatrial check dist/demo-1.0-py3-none-any.whl b.whl",
    ),
    "{what}: something was found that keeps it from working.": (
        (finding(),),
        (subject(),),
        f"mend what was found, then: seatrial check dist/{WHEEL}",
    ),
    "{what}: nothing was found that stands against a release.": (
        (),
        (subject("my project", None, kind="project"),),
        "seatrial rehearse 'my project'",
    ),
}


@pytest.mark.parametrize("sentence", VERDICTS)
def test_a_check_ends_in_one_sentence(sentence) -> None:
    """A check says of all files together what PyPI would do, and what to do next."""
    findings, subjects, command = VERDICTS[sentence]
    made = Page(page(checked(*findings, subjects=subjects), "en"))
    assert made.texts("p", "verdict")[0][2:] == sentence.format(what="demo 1.0")
    assert (made.section("onward") or "").removeprefix("What now next ") == command


def test_titles_without_a_name() -> None:
    """Where no name is known the page is about the file, or about so many files."""
    nameless = subject("x.whl")._replace(name=None, version=None)
    assert Page(page(checked(subjects=(nameless,)), "en")).texts("h1") == ["x.whl"]
    assert Page(page(checked(subjects=(nameless, subject())), "en")).texts("h1") == ["Files: 2"]
    assert Page(page(Outcome("rehearse", "rehearsal"), "en")).texts("h1") == ["The project"]
    many = tuple(subject(f"{number}.whl") for number in range(9))
    assert Page(page(checked(finding(), subjects=many), "en")).section("onward") is None


def test_a_build_and_a_verification_have_their_own_words() -> None:
    """A build says whether it is fit to be released, a verification whether it works; neither speaks of an upload."""
    built = outcome(command="build", steps=(), verified=())
    assert Page(page(built, "en")).texts("p", "verdict") == ["✓ demo 1.0 is built."]
    assert Page(page(built, "en")).texts("code", "command") == ["seatrial rehearse"]
    assert "Upload" not in Page(page(built, "en")).texts("th")
    bad = Page(page(built._replace(report=report(finding())), "en"))
    assert bad.texts("p", "verdict") == ["✗ demo 1.0 is built, but not fit to be released."]
    assert bad.texts("code", "command") == ["seatrial build"]
    tried = outcome(command="verify", index_name="")
    assert Page(page(tried, "en")).texts("p", "verdict") == ["✓ demo 1.0 works: it installs and runs."]
    for name, place in (("pypi", "PyPI"), ("local", "the embedded index"), ("https://a.example/", "https://a.example/")):
        found = Page(page(tried._replace(index_name=name), "en"))
        assert found.texts("p", "verdict") == [f"✓ demo 1.0 is on {place} and works: it installs and runs."]


def test_what_fails_is_what_the_user_says() -> None:
    """With --fail-on warning a warning makes the page a bad one, as it does the run."""
    made = outcome(report=report(finding(severity="warning")))
    assert Page(page(made, "en")).texts("p", "verdict")[0].startswith("✓")
    assert Page(page(made, "en", fail_on="warning")).texts("p", "verdict")[0].startswith("✗")


def test_a_dry_run_shows_its_plan() -> None:
    """A dry run lists what would be done with the whole digests, and says that nothing of it was done."""
    made = Page(page(OUTCOMES["dry run"], "en"))
    text = made.section("plan")
    for part in (
        "This run did nothing of it.",
        f"upload {WHEEL} sha256 {DIGEST}",
        "verify install every file",
        "tag v1.0 at commit ffffffffffff",
        "push v1.0 to origin",
    ):
        assert part in text
    assert made.texts("p", "verdict") == ["· This is the plan; nothing was changed."]
    assert "not reached" not in made.section("steps")


def test_steps_of_a_release_are_a_checklist() -> None:
    """Each step says whether it was done, failed, skipped or not reached; a judgement with errors is no tick."""
    rows = Page(page(full(), "en")).texts("tr")
    found = {name: next(row for row in rows if row.startswith(name)) for name in ("Look", "Ask", "Judge", "Send", "Tag", "Push", "own")}
    assert found["Look"].endswith("✓ done 1.0 s")
    assert found["Ask"] == "Ask an index whether the name of the project is free uv is not on PATH. – skipped"
    assert found["Judge"].endswith("✗ errors: 1 2.0 s")
    assert found["Send"].endswith("– not reached")
    assert found["own"].endswith("✗ failed 3.0 s")
    assert found["Tag"].endswith("– not reached")


def test_what_an_earlier_run_did_is_not_missing() -> None:
    """A release that goes on after its build says nothing of steps before those that it came to, and all of those after."""
    steps = (StepOutcome("look", "done", 1), StepOutcome("upload", "failed", 1))
    rows = Page(page(full(steps=steps), "en")).texts("tr")
    found = [row.partition(" ")[0] for row in rows[: rows.index("File Size PyPI's answer Upload")]]
    assert found == ["Step", "Look", "Send", "Install", "Tag", "Push"]


def test_times_are_a_chart() -> None:
    """The longest step has the longest bar, and each bar stands beside its seconds."""
    made = Page(page(full(), "en"))
    assert [one.attributes["width"] for one in made.all("rect")] == ["33.3%", "66.7%", "100.0%"]
    assert made.texts("span", "took") == ["1.0 s", "2.0 s", "3.0 s"]


def test_the_checklist_is_told_line_by_line() -> None:
    """A line of the checklist that is not kept comes with its fix."""
    assert (
        Page(page(full(), "en"))
        .section("checklist")
        .endswith(
            "✓ uv is not on a. yes ✗ uv is not on b. no fix uv is not on c. ! uv is not on d. not known fix uv is not on e. – uv is not on f. not applicable"
        )
    )


def test_the_checklists_of_several_projects_stand_apart() -> None:
    """Each list has its project's folder as its heading, rules and notes stand with their line, and nothing in a name acts."""
    lines = (Line(said("a"), "no", said("b"), ("PRJ001",), subject="one"), Line(said("c"), "yes", note=said("d"), subject="<two>"))
    text = Page(page(outcome(report=report(checklist=lines)), "en")).section("checklist")
    assert text.endswith("one ✗ uv is not on a. no PRJ001 fix uv is not on b. <two> ✓ uv is not on c. yes uv is not on d.")


def test_installations_say_which_and_how() -> None:
    """Each installation says file, installer, Python, how it went, why not, and what was tried."""
    text = Page(page(full(), "en")).section("installed")
    assert "1.0-py3-none-any.whl pip ✓ works 0.0 s imports demo" in text
    assert f"{SDIST} uv 3.12 ✗ does not work 0.0 s broke Its whole output: a.log" in text
    alike = tuple(Verification(name, "pip", True, None, ("demo",), ("demo",)) for name in (WHEEL, SDIST))
    assert Page(page(outcome(verified=alike), "en")).section("installed").endswith("Tried each time: imports demo · runs demo")
    assert Page(page(outcome(verified=(Verification(WHEEL, "pip", True),)), "en")).section("installed").endswith("✓ works 0.0 s")


def test_the_wheel_is_a_tree() -> None:
    """Folders come with number and size of their files; what is small is unfolded; a wheel without code says so."""
    made = Page(page(full(), "en"))
    assert "files: 3 · 5.9 KiB demo/ files: 2" in made.section("inside")
    assert [("open" in one.attributes) for one in made.all("details") if one.path.count("details") == 0 and "ul" in one.path] == [
        True,
        False,
    ]
    assert "b.whl ✗ no code at all" in made.section("inside")
    large = contents(members=tuple((f"demo/{folder}/{number}.py", 1) for folder in "ab" for number in range(50)))
    top = Page(page(outcome(contents=(large,)), "en"))
    assert [("open" in one.attributes) for one in top.all("details")] == [True, False, False]


def test_changes_are_a_table() -> None:
    """What changed since the last release says what is gone, what is new, and which release it was."""
    made = Page(page(full(), "en"))
    text = made.section("changes")
    for part in (
        "Changes since 0.9", "packages − demo.pack", "modules − demo.old", "requirements − six + rich>=13", "Python any → >=3.11", "licence MIT → BSD",
        "size of the file 3.9 KiB → 4.2 KiB", "files gone − 9", "files altered demo/core.py", "PyPI has 2.0", "for one platform",
    ):  # fmt: skip
        assert part in text
    same = Page(page(full(changes=Changes("pypi", "0.9", "a", "b", (1, 1))), "en"))
    assert same.section("changes").endswith("the same files with the same content")
    partly = full(changes=Changes("pypi", "0.9", "big.whl", "b", (1, 1), complete=False))
    assert "because big.whl is large" in Page(page(partly, "en")).section("changes")


def test_thousands_are_bounded_and_counted() -> None:
    """However much there is, the page stays a page: so much is shown, and how much more there is."""
    findings = [finding(values={"n": f"{rule}"}, severity="warning", line=place) for rule in range(100) for place in range(1, 101)]
    members = tuple((f"demo/{number // 100}/{number}.py", 1) for number in range(6000))
    verified = tuple(Verification(f"{number}.whl", "pip", True, None, tuple(map(str, range(100)))) for number in range(1000))
    wheel = contents(members=members, scripts=tuple(map(str, range(99))))
    made = full(report=report(*findings), contents=(wheel,) * 30, verified=verified, unproven=(said(),) * 100)
    begun = time.process_time()
    text = page(made, "en")
    assert time.process_time() - begun < 5 * TRACED
    assert len(text) < 1_500_000
    assert text.count("and more: 80") == 21
    assert text.count("and more: 700") == 1
    assert text.count("and more: 70<") == 1
    assert text.count("and more: 10<") == 1
    assert "not listed: " in text
    assert text.count("files: 6000") == 2 * 20
    assert text.count("</span>works") == 300


def test_a_page_is_small_and_quick() -> None:
    """The page of a usual project takes less than 100 KB and a tenth of a second."""
    members = tuple((f"demo/part{number % 9}/module_{number}.py", number * 100) for number in range(300))
    made = full(contents=(contents(members=members),))
    page(made, "en")
    took = []
    for _ in range(5):
        begun = time.process_time()
        text = page(made, "en")
        took.append(time.process_time() - begun)
    assert len(text.encode()) < 100_000
    assert min(took) < 0.1 * TRACED


def test_long_texts_and_names_are_cut() -> None:
    """A name or a text without end does not make a page without end; of a name both ends are shown."""
    name = "a" * 5000 + ".py"
    made = full(contents=(contents(members=((name, 1),)),), problem=problem("b" * 100_000))
    text = page(made, "en")
    assert len(text) < 60_000
    assert f"{'a' * 80}…{'a' * 37}.py" in text
