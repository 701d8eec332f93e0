"""What a person reads at the end of a build, a rehearsal and a release."""

import pytest

from make.report import DIGEST, SDIST, WHEEL, built, contents, finding, manifest, outcome, plan, problem, report, said
from seatrial.core.plan import with_pythons
from seatrial.model.release import FileOutcome, Outcome, StepOutcome, Verification
from seatrial.report.block import Block, Cell, block_lines, table, wrapped
from seatrial.report.explained import explain_problem
from seatrial.report.style import PLAIN, Style
from seatrial.report.terminal_build import build_text
from seatrial.report.terminal_outcome import outcome_text
from seatrial.report.typed import Typed


def shown(made: Outcome, language="en", **more) -> str:
    return outcome_text(made, language, PLAIN, fails=more.pop("fails", False), **more)


def test_a_good_rehearsal_is_taken_in_at_a_glance() -> None:
    """Files, contents, findings, installations, times, the next step and the result stand on one screen."""
    assert shown(outcome()) == (
        "demo 1.0 → rehearsal index\n"
        "\n"
        f"  files      ✓ {WHEEL}  4.2 KiB  sha256 8c5d0e128c5d…  uploaded\n"
        f"             ✓ {SDIST}             11 KiB  sha256 8c5d0e128c5d…  was there already\n"
        "  contains   packages: demo (4)\n"
        "             data: demo/x.txt\n"
        "             scripts: demo = demo:main\n"
        "  found      nothing wrong\n"
        "  installed  ✓ wheel  with pip  1.2 s  imports demo · runs demo --help\n"
        "             ✓ sdist  with pip  2.0 s  imports demo\n"
        "  took       look 0.1 s · build 2.1 s\n"
        "  next       seatrial release --to local\n"
        "\n"
        "✓ demo 1.0 is ready: it keeps PyPI's rules, installs and runs.  2.2 s\n"
    )


def test_chinese_columns_line_up() -> None:
    """The Chinese screen is aligned as the English one."""
    text = shown(outcome(), "zh")
    assert f"  文件      ✓ {WHEEL}  4.2 KiB" in text
    assert "  检查结果  没有问题\n" in text
    assert text.endswith("✓ demo 1.0 已经就绪：符合 PyPI 的规则，能安装，也能运行。  2.2 s\n")


def test_errors_are_told_in_full_before_the_screen() -> None:
    """A rehearsal that errors stop shows them with their fix, says that nothing was sent, and how to go on."""
    made = outcome(report=report(finding(), finding("ZZZ002", "note")), files=(), verified=())
    text = shown(made, fails=True)
    assert text.startswith("✗ error: ZZZ001  ZZZ001\n    name: demo\n")
    assert "  found     errors: 1 · notes: 1\n            · ZZZ002  ZZZ002\n" in text
    assert "  next      mend what was found, then: seatrial rehearse\n" in text
    assert text.endswith("✗ demo 1.0 is not ready; nothing was sent.  2.2 s\n")


def test_a_rehearsal_that_fails_on_warnings_says_so() -> None:
    """With --fail-on warning everything was tried, and the end says that it is not enough."""
    text = shown(outcome(report=report(finding(severity="warning"))), fails=True)
    assert "  next       mend what was found, then: seatrial rehearse\n" in text
    assert text.endswith("✗ demo 1.0 was installed and tried, but what was found stands against it.  2.2 s\n")


def test_a_problem_ends_in_a_plain_word() -> None:
    """What stopped a release is told apart; the screen says which files are where."""
    files = (
        FileOutcome(WHEEL, 4300, DIGEST, "refused", "File already exists."),
        FileOutcome(SDIST, 1, DIGEST, "not sent"),
        FileOutcome("x.whl", 1, DIGEST, "in doubt"),
    )
    verified = (Verification(WHEEL, "uv", False, "import demo failed"),)
    text = shown(outcome(problem=problem(), files=files, verified=verified, notes=(said(),), unproven=(said("Mars"),), tag="v1.0"))
    assert "refused  File already exists.\n" in text
    assert "– demo-1.0.tar.gz" in text
    assert "✗ x.whl" in text
    assert "✗ wheel  with uv  0.0 s  import demo failed\n" in text
    assert "  not proven  uv is not on Mars.\n" in text
    assert "  note        uv is not on PATH.\n" in text
    assert "  tag         v1.0\n" in text
    assert explain_problem(problem(), "en").fix not in text
    assert "  next" not in text
    assert text.endswith(f"✗ demo 1.0 was stopped: {explain_problem(problem(), 'en').title}.  2.2 s\n")


def test_an_interruption_names_the_way_back() -> None:
    """After Ctrl-C the screen says how to go on; a project whose name is not known yet is called so."""
    text = shown(Outcome("release", "local", interrupted=True))
    assert text == "The project → embedded index\n\n  next  seatrial release --to local\n\n✗ The project was interrupted.  0.0 s\n"
    assert "  next  seatrial resume\n" in shown(Outcome("release", "local", interrupted=True, plan=plan()))
    assert "  next  seatrial rehearse\n" in shown(Outcome("rehearse", "rehearsal", interrupted=True))
    assert shown(outcome(command="upload", interrupted=True), "zh").endswith("✗ demo 1.0 被中断了。  2.2 s\n")


def test_giving_up_does_not_deny_what_was_sent() -> None:
    """Files that are live by then were sent: only that nothing more was sent is said."""
    assert shown(outcome(command="resume", index_name="pypi", abandoned=True)).endswith(
        "demo 1.0: given up; nothing more was sent.  2.2 s\n"
    )


@pytest.mark.parametrize(
    ("made", "end"),
    [
        (outcome(command="release", index_name="local"), "demo 1.0 is on the embedded index, and what was installed from there works."),
        (outcome(command="resume", index_name="local"), "demo 1.0 is on the embedded index, and what was installed from there works."),
    ],
)
def test_a_release_says_where_the_files_are(made, end) -> None:
    """A release and a resumed one name the index."""
    assert f"✓ {end}  " in shown(made)


def test_the_next_step_fits_how_it_ended() -> None:
    """After errors the same command again, after a release the index to look at."""
    assert "seatrial release --to local" in shown(outcome(command="release", index_name="local", report=report(finding())), fails=True)
    assert "  next       seatrial index\n" in shown(outcome(command="release", index_name="local", report=None))
    used = shown(outcome(version_there=True))
    assert "  next       this version is on the embedded index already; before the next release raise it, then: seatrial rehearse\n" in used


def test_quiet_keeps_silent_when_all_is_well() -> None:
    """With --quiet a good rehearsal says nothing, a bad one what is wrong."""
    assert shown(outcome(), quiet=True) == ""
    assert "demo 1.0 is not ready" in shown(outcome(files=()), quiet=True, fails=True)


def test_a_build_tells_its_files_and_what_is_in_them() -> None:
    """After a build one sees path, size, hash, contents and origin of what was made."""
    text = build_text(built(), "en", PLAIN, fails=False)
    assert text == (
        f"  files     dist/{WHEEL}  4.2 KiB  sha256 8c5d0e128c5d…\n"
        f"            dist/{SDIST}             11 KiB  sha256 8c5d0e128c5d…\n"
        "  contains  packages: demo (4)\n"
        "            data: demo/x.txt\n"
        "            scripts: demo = demo:main\n"
        "  from      commit ffffffffffff\n"
        "  found     nothing wrong\n"
        "\n"
        "✓ demo 1.0 is built.\n"
    )


def test_an_empty_wheel_is_seen_at_once() -> None:
    """A wheel without code says so where its contents stand."""
    made = built(contents=(contents(packages=(), data=tuple("abcdefgh"), scripts=()),), others=("old.whl",), report=report(finding()))
    text = build_text(made, "en", PLAIN, fails=True)
    assert "  contains    no code at all\n              data: a, b, c, d, e, f, and more: 2\n" in text
    assert "  left alone  old.whl\n" in text
    assert text.endswith("✗ demo 1.0 is built, but not fit to be released.\n")


@pytest.mark.parametrize(
    ("facts", "origin"),
    [({"dirty": True}, "commit ffffffffffff, and what is not committed yet"), ({"commit": None}, "the folder as it is, without git")],
)
def test_a_build_says_what_it_was_made_from(facts, origin) -> None:
    """What is not committed is never hidden."""
    assert f"  from      {origin}\n" in build_text(built(manifest=manifest(**facts)), "en", PLAIN, fails=False)


def test_a_quiet_build_says_only_what_is_wrong() -> None:
    """With --quiet a good build says nothing."""
    assert build_text(built(report=report(finding(severity="warning"))), "en", PLAIN, fails=False, quiet=True) == ""


def test_a_dry_run_shows_its_plan() -> None:
    """Every step stands there in order, with what it comes after, and it is said that nothing was changed."""
    files = (FileOutcome(WHEEL, 4300, DIGEST, "not sent"),)
    text = shown(outcome(command="release", index_name="https://index.example", files=files, verified=(), plan=plan(), dry_run=True))
    assert text.startswith(
        "demo 1.0 → https://index.example\n"
        "\n"
        f"  plan      1  upload  {WHEEL}                     4.2 KiB  sha256 8c5d0e128c5d…\n"
        f"            2  upload  {SDIST}                                11 KiB  sha256 8c5d0e128c5d…  after 1\n"
        "            3  verify  install every file from the index and try it                                 after 1, 2\n"
        "            4  tag     v1.0 at commit ffffffffffff                                                  after 3\n"
        "            5  push    v1.0 to origin                                                               after 4\n"
        "  contains  "
    )
    assert "  next      seatrial release --to https://index.example\n" in text
    assert "✓ This is the plan; nothing was changed.  " in text


def test_a_problem_at_the_very_start_leaves_no_screen() -> None:
    """Where nothing was begun, only the problem itself is told."""
    assert shown(Outcome("resume", "local", problem=problem())) == ""


def test_blocks_and_tables_align() -> None:
    """Labels stand in one column, cells in theirs, numbers to the right."""
    rows = table([[Cell("a", "a"), Cell("10", "10", right=True)], [Cell("\u4e2d", "\u4e2d"), Cell("9", "9", right=True)]])
    assert rows == ("a   10", "\u4e2d   9")
    assert table([]) == ()
    assert block_lines([Block("x", rows), Block("none", ())], PLAIN) == ["  x  a   10", "     \u4e2d   9"]
    assert wrapped("aaa " * 10, Style(columns=34)) == ("aaa aaa aaa aaa aaa", "aaa aaa aaa aaa aaa")


def test_a_narrow_terminal_gets_two_lines_for_a_file() -> None:
    """On a terminal of 60 columns nothing is torn apart: the name stands alone, the rest below it."""
    lines = outcome_text(outcome(), "en", Style(columns=60), fails=False).splitlines()
    at = lines.index(f"  files      ✓ {WHEEL}")
    assert lines[at + 1] == "                 4.2 KiB  sha256 8c5d0e128c5d…  uploaded"
    assert all(len(line) <= 60 for line in lines)


def test_a_narrow_terminal_tears_no_word_of_the_end() -> None:
    """The last sentence is wrapped as all others, its time stays whole, and the command to type is never broken."""
    index = "http://127.0.0.1:18111/legacy/"
    made = outcome(command="upload", index_name=index)
    lines = outcome_text(made, "en", Style(columns=60), fails=False).splitlines()
    assert lines[-2:] == [f"✓ demo 1.0: on {index}, with these", "  very bytes.  2.2 s"]
    tight = outcome_text(made, "en", Style(columns=70), fails=False).splitlines()
    assert tight[-2:] == [f"✓ demo 1.0: on {index}, with these very bytes.", "  2.2 s"]
    uncommitted = outcome(report=report(finding("PRJ040", "warning")))
    told = outcome_text(uncommitted, "en", Style(columns=50), fails=False, typed=Typed("my project"))
    assert "  next       commit the project to git, then:\n             seatrial release --to local 'my project'\n" in told


def test_what_does_not_fit_below_either_is_wrapped() -> None:
    """A long list of what was imported is wrapped; an empty rest takes no line."""
    cells = [Cell("a", "a"), Cell("word " * 9 + "end", "?")]
    assert table([cells], 30) == ("a", "    word word word word word", "    word word word word end")
    assert table([[Cell("a" * 40, "a" * 40), Cell("", "")]], 30) == ("a" * 40,)


def test_what_every_installation_tried_is_told_once() -> None:
    """Three installations that did the same do not say it three times."""
    verified = tuple(Verification(WHEEL, tool, True, None, ("demo",), ("demo --help",), 1.0) for tool in ("pip", "uv"))
    assert (
        "  installed  ✓ wheel  with pip  1.0 s\n             ✓ wheel  with uv   1.0 s\n             imports demo · runs demo --help\n"
        in shown(outcome(verified=verified))
    )
    silent = tuple(one._replace(imported=(), ran=()) for one in verified)
    assert "with uv   1.0 s\n  took" in shown(outcome(verified=silent))


def test_a_step_and_its_time_stay_together() -> None:
    """A line of times breaks between two steps, never within one."""
    steps = tuple(StepOutcome(name, "done", 1.0) for name in ("look", "name", "build", "check", "upload", "verify"))
    lines = outcome_text(outcome(steps=steps), "en", Style(columns=60), fails=False).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  took"))
    assert lines[at].endswith(" s ·")
    assert lines[at + 1].split()[1] == "1.0"


def test_the_next_command_can_be_typed_as_it_stands() -> None:
    """The folder, the data folder and the flags that were given are part of the advice, quoted for a shell."""
    typed = Typed("my project", ("--push",), "/data")
    bad = outcome(command="release", index_name="local", report=report(finding()))
    assert "seatrial release --to local --push 'my project' --data /data\n" in shown(bad, fails=True, typed=typed)
    assert "  seatrial release --to local 'my project' --data /data\n" in shown(outcome(), typed=typed)
    assert "  seatrial index --data /data\n" in shown(outcome(command="release", index_name="local"), typed=typed)


def test_a_problem_before_anything_is_made_leaves_only_the_errors() -> None:
    """A build that fails is often explained by what was found in the tree; no screen of empty boxes stands between."""
    stopped = outcome(files=(), verified=(), problem=problem(), report=report(finding(), finding("ZZZ002", "warning")))
    assert shown(stopped, fails=True) == "✗ error: ZZZ001  ZZZ001\n    name: demo\n"
    assert shown(stopped._replace(report=report(finding("ZZZ002", "warning")))) == ""


def test_the_last_line_claims_no_more_than_was_tried() -> None:
    """A project of which nothing was run is not said to run."""
    tried = [one._replace(ran=()) for one in outcome().verified]
    assert "installs and can be imported." in shown(outcome(verified=tuple(tried)))
    assert "keeps PyPI's rules and installs." in shown(outcome(verified=tuple(one._replace(imported=()) for one in tried)))


def test_what_is_not_committed_is_committed_first() -> None:
    """A release refuses what is not committed, so a rehearsal of it does not send there without a word."""
    text = shown(outcome(report=report(finding("PRJ042", "warning", values={"files": 1, "first": "x.py"}))))
    assert "  next       commit the project to git, then: seatrial release --to local\n" in text


def test_everything_is_told_where_it_is_asked_for() -> None:
    """With -v notes are told in full, and with what the files were made and where the logs are."""
    noted = report(finding("ZZZ001", "note", values={"name": "noted"}))
    tried = tuple(Verification(WHEEL, installer, True, log=f"/logs/{installer}.log") for installer in ("pip", "uv"))
    made = outcome(report=noted, plan=plan(), verified=tried)
    full = outcome_text(made, "en", Style(full=True), fails=False)
    assert "· note: ZZZ001  ZZZ001\n    name: noted\n" in full
    assert "  made with  seatrial 0.1.0\n" in full
    assert "  logs       /logs/pip.log\n             /logs/uv.log\n" in full
    short = outcome_text(made, "en", PLAIN, fails=False)
    assert not any(word in short for word in ("name: noted", "made with", "/logs"))
    assert "made with" not in outcome_text(outcome(), "en", Style(full=True), fails=False)
    assert "made with  seatrial 0.1.0" in build_text(built(), "en", Style(full=True), fails=False)


def test_quiet_tells_what_fails() -> None:
    """With --quiet a warning is told where warnings fail, in a build as in a rehearsal; a note where notes fail."""
    found = report(finding("ZZZ001", "warning"), finding("ZZZ002", "note"))
    for fail_on, shows in (("error", (False, False)), ("warning", (True, False)), ("note", (True, True))):
        for text in (
            outcome_text(outcome(report=found), "en", PLAIN, fails=True, quiet=True, fail_on=fail_on).partition("demo 1.0")[0],
            build_text(built(report=found), "en", PLAIN, fails=True, quiet=True, fail_on=fail_on),
        ):
            assert ("ZZZ001" in text, "ZZZ002" in text) == shows


def verified(**more) -> Outcome:
    """Return how a good verification of two files on two Pythons ends."""
    tried = tuple(
        Verification(file, "pip", True, None, ("demo",), ("demo",), 1.0, python=python)
        for python in ("3.12.1", "3.13.0")
        for file in (WHEEL, SDIST)
    )
    files = (FileOutcome(WHEEL, 4300, DIGEST, "not sent"),)
    made = outcome(command="verify", index_name="", verified=tried, files=files, contents=(), steps=())
    return made._replace(**more)


def test_a_verification_names_its_pythons() -> None:
    """Each installation is told with its Python; nothing is said of an index that files were not sent to, and nothing is left to do."""
    assert shown(verified()) == (
        "demo 1.0 → fresh environments on this machine\n"
        "\n"
        f"  files      – {WHEEL}  4.2 KiB  sha256 8c5d0e128c5d…\n"
        "  found      nothing wrong\n"
        "  installed  ✓ wheel  with pip  Python 3.12.1  1.0 s\n"
        "             ✓ sdist  with pip  Python 3.12.1  1.0 s\n"
        "             ✓ wheel  with pip  Python 3.13.0  1.0 s\n"
        "             ✓ sdist  with pip  Python 3.13.0  1.0 s\n"
        "             imports demo · runs demo\n"
        "\n"
        "✓ demo 1.0 works: it installs and runs.  0.0 s\n"
    )


@pytest.mark.parametrize(
    ("ran", "imported", "words"), [((), ("demo",), "works: it installs and can be imported."), ((), (), "demo 1.0 installs.")]
)
def test_a_verification_claims_no_more_than_it_proved(ran, imported, words) -> None:
    """What was not run or not imported is not said to run."""
    tried = (Verification(WHEEL, "pip", True, None, imported, ran, 1.0, python="3.12.1"),)
    assert words in shown(verified(verified=tried))


def test_a_verification_that_findings_stand_against() -> None:
    """It is said whether anything was installed, and the same command is offered again as it was typed."""
    typed = Typed(flags=("a b.whl", "--python", "3.12"))
    text = shown(verified(report=report(finding()), verified=()), fails=True, typed=typed)
    assert "demo 1.0 was not installed, because of what was found." in text
    assert "seatrial verify 'a b.whl' --python 3.12" in text
    assert "what was found stands against it" in shown(verified(report=report(finding())), fails=True, typed=typed)
    assert "seatrial verify 'a b.whl' --python 3.12" in shown(verified(interrupted=True), typed=typed)


def test_files_of_one_kind_are_told_apart_by_name() -> None:
    """Where two wheels were installed, their names stand in place of their kind; several projects have no name of their own."""
    other = "other-1.0-py3-none-any.whl"
    tried = (Verification(WHEEL, "pip", True, python="3.12.1"), Verification(other, "uv", True))
    text = shown(verified(verified=tried, name=None, version=None))
    assert text.startswith("What the files hold → ")
    assert f"✓ {WHEEL}" in text
    assert f"✓ {other}" in text


def test_an_editable_installation_leads_on_to_a_rehearsal() -> None:
    """What it leaves unproven is proven by the command that is offered."""
    tried = (Verification("/home/me/demo", "pip", True, imported=("demo",), python="3.12.1"),)
    text = shown(verified(verified=tried, files=()), typed=Typed(flags=("--editable", "my demo", "--python", "3.12")))
    assert "✓ editable  with pip" in text
    assert "  next       seatrial rehearse 'my demo'\n" in text


def test_a_plan_names_the_pythons() -> None:
    """The plan of a dry run says for which Pythons the files are installed back."""
    two = with_pythons(plan(), ("3.12", "3.13"))
    assert "with Python: 3.12, 3.13" in shown(outcome(command="release", plan=two, dry_run=True))
