"""What a person reads after a check."""

import pytest

from make.report import REFUSAL, SDIST, WHEEL, finding, problem, report, said, subject, values_of
from seatrial.model.report import Line, Subject
from seatrial.report.entries import entries
from seatrial.report.style import ASCII, PLAIN, Style
from seatrial.report.terminal_check import check_text
from seatrial.report.terminal_findings import _painted
from seatrial.report.terminal_problem import labelled, problem_text
from seatrial.rules.catalogue import find


def test_a_clean_file_takes_two_lines() -> None:
    """A file without findings is one line with its verdict, and one that sums up."""
    assert check_text(report(), "en", PLAIN) == f"✓ accepted  dist/{WHEEL}\n\nnothing wrong · by PyPI's rules of 2026-08-21\n"


def test_a_project_is_named_beside_its_folder() -> None:
    """A folder says which project it holds, as far as that is known."""
    subjects = (subject(".", None, kind="project"), subject("x", None, kind="project")._replace(name=None, version=None))
    assert check_text(report(subjects=subjects), "en", PLAIN) == "· looked at  . (demo 1.0)\n· looked at  x\n\nnothing wrong\n"


def test_what_could_not_be_read_is_not_said_to_be_looked_at() -> None:
    """A path that leads nowhere stands out among the others."""
    nowhere = subject("nowhere", None, kind="unknown")._replace(name=None, version=None)
    for quiet in (False, True):
        assert check_text(report(finding(), subjects=(nowhere,)), "en", PLAIN, quiet=quiet).startswith("✗ not read  nowhere\n")


def test_the_verdict_comes_with_the_indexs_own_words() -> None:
    """A refused file comes first and shows PyPI's status and words, once."""
    refused = (subject(size=4300), subject(f"dist/{SDIST}", "refused", refusal=REFUSAL, kind="sdist"))
    text = check_text(report(finding(refusal=REFUSAL, subject=f"dist/{SDIST}"), subjects=refused), "en", PLAIN)
    assert text.startswith(
        f"✗ refused   dist/{SDIST}\n            PyPI: 400 Invalid distribution file.\n✓ accepted  dist/{WHEEL}  4.2 KiB\n"
    )
    assert text.count("Invalid distribution file.") == 1


def test_words_of_a_later_refusal_stand_with_their_finding() -> None:
    """What PyPI would say next, once the first fault is mended, is told too."""
    text = check_text(report(finding(refusal=REFUSAL)), "en", PLAIN)
    assert "    PyPI  400 Invalid distribution file.\n" in text


def test_findings_of_one_rule_stand_together() -> None:
    """The same fault in two files is one entry with two places; the gravest comes first."""
    found = (
        finding("ZZZ002", "warning", member="demo/x.py", line=3),
        finding("ZZZ001", file="setup.py", line=7),
        finding("ZZZ002", "warning", f"dist/{SDIST}"),
    )
    lines = check_text(report(*found, subjects=(subject(), subject(f"dist/{SDIST}"))), "en", PLAIN).splitlines()
    assert lines[3:] == [
        "✗ error: ZZZ001  ZZZ001",
        "    name: demo",
        "      setup.py:7",
        "",
        "! warning: ZZZ002  ZZZ002",
        "    name: demo",
        f"      dist/{WHEEL} (demo/x.py):3, dist/{SDIST}",
        "",
        "accepted: 2 · errors: 1 · warnings: 2 · by PyPI's rules of 2026-08-21",
    ]


def test_many_places_and_messages_are_cut_short() -> None:
    """A thousand findings of one kind do not scroll everything else away."""
    found = [finding(file="setup.py", line=number, values={"name": "same"}) for number in range(20)] + [
        finding(values={"name": f"{n}"}) for n in range(20)
    ]
    text = check_text(report(*found), "en", PLAIN)
    assert ":7, and more: 12\n" in text
    assert "    and more: 13\n" in text


def test_quiet_says_only_what_is_wrong() -> None:
    """With --quiet a clean check says nothing; a bad one shows the refused file and its errors."""
    assert check_text(report(finding(severity="warning")), "en", PLAIN, quiet=True) == ""
    refused = (subject(), subject(f"dist/{SDIST}", "refused"))
    text = check_text(report(finding(), finding("ZZZ002", "warning"), subjects=refused), "en", PLAIN, quiet=True)
    assert "ZZZ002" not in text
    assert text.startswith(f"✗ refused  dist/{SDIST}\n")


def test_what_is_ignored_is_told_with_its_reason() -> None:
    """An ignored finding stays visible, last and short."""
    text = check_text(report(finding(severity="warning", ignored="we know")), "en", PLAIN)
    assert "– ZZZ001  ZZZ001\n    ignored, because: we know\n\nignored: 1 · " in text


def test_the_checklist_is_ticked() -> None:
    """The checklist stands behind the findings, and not where only what is wrong is asked for."""
    found = report(checklist=(Line(said(), "yes"), Line(said(), "no", said("the disk"))))
    assert "\n\nChecklist\n✓ uv is not on PATH.\n✗ uv is not on PATH.\n    fix  uv is not on the disk.\n\n" in check_text(
        found, "en", PLAIN
    )
    assert "Checklist" not in check_text(found, "en", PLAIN, quiet=True)


def test_what_can_be_mended_is_offered() -> None:
    """Whoever reads the checklist learns which command mends some of it, in the folder that was named."""
    subjects = (Subject("boat & co", "project", "boat", "1.0"),)
    found = report(subjects=subjects, checklist=(Line(said(), "yes"),))._replace(mends=("PRJ020", "PRJ101"))
    offer = "\n\n`seatrial check --fix 'boat & co'` has a mend for PRJ020, PRJ101, and shows it before anything is changed.\n\n"
    assert offer in check_text(found, "en", PLAIN)
    assert "--fix" not in check_text(found._replace(mends=()), "en", PLAIN)


def test_names_from_outside_cannot_act_on_the_terminal() -> None:
    """A member with an escape sequence in its name is shown, not obeyed."""
    hostile = "\x1b[2J\u202e"
    text = check_text(
        report(finding(member=hostile, values={"name": hostile}, refusal=REFUSAL._replace(message=hostile)), subjects=(subject(hostile),)),
        "zh",
        Style(colour=False),
    )
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_every_verdict_has_its_mark_in_plain_letters_too() -> None:
    """Where the output knows no Unicode, marks are letters."""
    subjects = tuple(subject(verdict=verdict) for verdict in ("accepted", "refused", "undecided", None))
    text = check_text(report(finding(severity="note"), subjects=subjects), "en", Style(marks=ASCII))
    assert [line.split()[0] for line in text.splitlines()[:4]] == ["x", "?", "-", "+"]
    assert text.isascii()


def test_colour_only_where_it_is_asked_for() -> None:
    """Colour follows the style and nothing else."""
    assert "\x1b[1;31m✗ error\x1b[0m: \x1b[1mZZZ001\x1b[0m" in check_text(report(finding()), "en", Style(colour=True))
    assert "\x1b" not in check_text(report(finding()), "en", PLAIN)


def test_a_change_is_shown_as_a_diff() -> None:
    """What to take out is red and what to put in green, where there is colour."""
    assert _painted("    - old", Style(colour=True)) == "\x1b[1;31m    - old\x1b[0m"
    assert _painted("    + new", Style(colour=True)) == "\x1b[32m    + new\x1b[0m"


def test_chinese_is_aligned() -> None:
    """Chinese labels take their real columns."""
    subjects = (subject(), subject("x", verdict="undecided"))
    assert check_text(report(subjects=subjects), "zh", PLAIN).startswith(f"? 未能判定  x\n✓ 会接受    dist/{WHEEL}\n")


def test_a_problem_is_told_with_cause_and_way_out() -> None:
    """A problem shows its title and number, what happened, why it matters and what to do."""
    assert problem_text(problem(), "en", PLAIN) == (
        "✗ A thing broke  PCL998\n  demo broke.\n  why  It matters because demo is needed.\n  fix  Mend demo.\n"
    )


def test_labels_without_text_are_left_out() -> None:
    """An entry without a reason shows no empty label; a text of several lines hangs together."""
    assert labelled((("why", ""), ("fix", "a\nb")), PLAIN, "") == ["fix  a", "     b"]


FULL = Style(full=True)


def test_everything_is_told_where_it_is_asked_for() -> None:
    """With -v a note has its why and its source, what is ignored its words, and every place is named."""
    rule = find("DSC008")
    assert rule is not None
    noted = [finding("DSC008", "note", subject=f"{number}", values=values_of(rule)) for number in range(20)]
    hushed = finding("ZZZ001", "warning", ignored="so be it", values={"name": "hushed"})
    short, full = (check_text(report(*noted, hushed), "en", style) for style in (PLAIN, FULL))
    assert "and more: 15" in short
    assert "hushed" not in short
    assert "ignored, because: so be it\n    name: hushed\n" in full
    assert ", 19\n" in full
    assert "and more" not in full
    assert "    why " in full
    assert "    why " not in short
    assert "    source  https://" in full


def test_every_message_is_told_where_it_is_asked_for() -> None:
    """What one rule says of a hundred things is cut, except with -v."""
    many = [finding("ZZZ001", values={"n": number}) for number in range(20)]
    assert "    and more: 12\n" in check_text(report(*many), "en", PLAIN)
    assert "    n: 19\n" in check_text(report(*many), "en", FULL)


def test_quiet_tells_what_fails() -> None:
    """With --quiet a warning is told where warnings fail; a note and what is ignored are not."""
    made = report(finding("ZZZ001", "warning"), finding("ZZZ002", "note"), finding("ZZZ003", "warning", ignored="so be it"))
    assert check_text(made, "en", PLAIN, quiet=True) == ""
    told = check_text(made, "en", PLAIN, quiet=True, fail_on="warning")
    assert "! warning: ZZZ001" in told
    assert "ZZZ002" not in told
    assert "ZZZ003" not in told


def whl(python: str) -> str:
    """Return the path of one of many wheels."""
    return f"dist/demo-1.0-{python}-{python}-linux_x86_64.whl"


def refused(python: str, words: str = "{name} is bad.") -> Subject:
    """Return a wheel that is refused by words that name it."""
    return subject(whl(python), "refused", refusal=REFUSAL._replace(message=words.format(name=whl(python)[5:])))


def test_one_refusal_of_many_files_is_quoted_once() -> None:
    """Files that are refused by the same words, apart from their own names, stand together; with -v each has its own."""
    subjects = (refused("cp311"), subject(), refused("cp312", "Another."), refused("cp313"))
    found = [finding(refusal=one.refusal, subject=one.path) for one in subjects if one.refusal]
    short, full = (check_text(report(*found, subjects=subjects), "en", style) for style in (PLAIN, FULL))
    assert short.splitlines()[:6] == [
        f"✗ refused   {whl('cp311')}",
        f"✗ refused   {whl('cp313')}",
        f"            PyPI: 400 {whl('cp311')[5:]} is bad.",
        f"✗ refused   {whl('cp312')}",
        "            PyPI: 400 Another.",
        f"✓ accepted  dist/{WHEEL}",
    ]
    assert short.count("PyPI: ") == 2
    assert "    PyPI  " not in short
    assert f"            PyPI: 400 {whl('cp313')[5:]} is bad.\n" in full
    assert short.endswith("\nrefused: 3 · accepted: 1 · errors: 3 · by PyPI's rules of 2026-08-21\n")


def test_one_fault_of_many_files_is_told_once() -> None:
    """What differs in the name of the file alone is one message; files are listed up to a number, all of them in short."""
    names = [f"cp3{number}" for number in range(10, 22)]
    found = [finding(subject=whl(name), values={"name": whl(name)[5:]}, member="demo/x.py", line=3) for name in names]
    some, every = (
        check_text(report(*found, subjects=[subject(whl(name)) for name in [*names, *more]]), "en", PLAIN) for more in (["cp38"], [])
    )
    assert "    name: demo-1.0-*-linux_x86_64.whl\n      demo/x.py:3 in all files (12)\n" in every
    assert f"      demo/x.py:3 in {', '.join(map(whl, names[:5]))}, and more: 7\n" in some
    bare = [one._replace(member=None, line=None) for one in found]
    assert "\n      all files (12)\n" in check_text(report(*bare, subjects=[subject(whl(name)) for name in names]), "en", PLAIN)


@pytest.mark.parametrize(
    ("names", "common"),
    [
        (("a-1.whl", "b-2.whl"), "*.whl"),
        (("demo-1.0-py3-none-any.whl", "demo-1.0.tar.gz"), "demo-*"),
        (("demo-1-cp38-win64.whl", "demo-1-cp39-linux64.whl"), "demo-1-*.whl"),
        (("a", "aa"), "*"),
    ],
)
def test_what_names_have_in_common(names, common) -> None:
    """The names of several files are said as a pattern of whole parts."""
    found = [finding(subject=f"dist/{name}", values={"name": name}) for name in names]
    assert list(entries(found, "en")[0].messages) == [f"name: {common}"]


def test_what_the_index_refuses_by_comes_before_other_errors() -> None:
    """Of two errors the one that PyPI would answer stands first."""
    (first, second) = entries([finding("ZZZ001"), finding("ZZZ002", refusal=REFUSAL)], "en")
    assert (first.words.id, second.words.id) == ("ZZZ002", "ZZZ001")


def test_a_place_that_the_message_names_is_not_said_again() -> None:
    """A message that names its file needs no path below it, unless two files are called so."""
    found = [finding(values={"name": WHEEL}), finding("ZZZ002", values={"name": "demo.py"}, member="demo.py")]
    others = (subject(), subject("x.whl"))
    assert f"name: {WHEEL}\n\n" in check_text(report(found[0], subjects=others), "en", PLAIN)
    assert f"name: {WHEEL}\n      dist/{WHEEL}\n" in check_text(report(found[0], subjects=(*others, subject(f"old/{WHEEL}"))), "en", PLAIN)
    assert "name: demo.py\n\n" in check_text(report(found[1]), "en", PLAIN)
    assert "name: demo.py\n      demo.py:7\n" in check_text(report(found[1]._replace(line=7)), "en", PLAIN)


def test_a_narrow_terminal_shows_no_sizes() -> None:
    """A path that needs the whole line gets it."""
    subjects = (subject("x" * 30 + ".whl", size=4300),)
    assert "4.2 KiB" in check_text(report(subjects=subjects), "en", Style(columns=60))
    assert "4.2 KiB" not in check_text(report(subjects=subjects), "en", Style(columns=50))
