"""What a person reads of the changes since the release before."""

import pytest

from make.changed import AFTER, BEFORE, changes
from make.report import built, outcome
from seatrial.report.style import PLAIN, Style
from seatrial.report.terminal_build import build_text
from seatrial.report.terminal_changes import changes_lines
from seatrial.report.terminal_outcome import outcome_text

MUCH = changes(
    size=(43_008, 38_912),
    added=(("demo/new.py", 10),),
    gone=(("demo/old.py", 1), ("demo/sub/__init__.py", 1), ("demo/sub/x.txt", 1), ("demo/_private.py", 1), ("demo/py.typed", 0)),
    altered=("demo/__init__.py",),
    modules_gone=("demo.old", "demo.sub"),
    packages_gone=("demo.sub",),
    scripts_added=("demo-new",),
    scripts_gone=tuple(f"run{number}" for number in range(8)),
    entry_points_gone=("pytest11: demo",),
    extras_gone=("fast",),
    requirements_added=("httpx>=1", "requests>=2.5"),
    requirements_gone=("requests>=2", "six"),
    requires_python=(None, ">=3.10"),
    license=("MIT", "Apache-2.0"),
    pure=(True, False),
    newest="1.6.0",
)


def test_a_loss_is_seen_at_a_glance() -> None:
    """One line for sizes, one for counts, then by name what vanished, each list cut."""
    assert changes_lines(MUCH, "en", PLAIN) == (
        "since 1.4.0 (PyPI): wheel 42 KiB → 38 KiB (-10 %)",
        "there is a newer release: PyPI has 1.6.0",
        "files: added 1, gone 5, altered 1",
        "packages gone: demo.sub",
        "modules gone: demo.old",
        "commands gone: run0, run1, run2, run3, run4, run5, and more: 2",
        "entry points gone: pytest11: demo",
        "extras gone: fast",
        "other files gone: demo/_private.py, demo/py.typed",
        "commands added: demo-new",
        "requirements added: httpx>=1",
        "requirements gone: six",
        "requirements changed: requests>=2 → requests>=2.5",
        "Python: any → >=3.10",
        "licence: MIT → Apache-2.0",
        "for one platform, no longer for all",
    )


def test_the_same_in_chinese() -> None:
    """The Chinese screen says all of it too."""
    lines = changes_lines(MUCH, "zh", PLAIN)
    assert lines[:4] == (
        "与 1.4.0（PyPI）相比：wheel 42 KiB → 38 KiB (-10 %)",
        "已有更新的版本：PyPI 上有 1.6.0",
        "文件：新增 1，减少 5，改动 1",
        "减少的包：demo.sub",
    )
    assert len(lines) == len(changes_lines(MUCH, "en", PLAIN))


@pytest.mark.parametrize(
    ("made", "lines"),
    [
        (changes(), ["the same files with the same content"]),
        (changes(complete=False), [f"only the metadata was compared, because {BEFORE} is large"]),
        (changes(after="demo-1.5.tar.gz", pure=None), ["files: added 0, gone 0"]),
        (
            changes(pure=(False, True), requires_python=(">=3.8", None)),
            ["the same files with the same content", "Python: >=3.8 → any", "for all platforms, no longer for one"],
        ),
    ],
)
def test_little_is_said_of_little(made, lines) -> None:
    """Where nothing vanished, no list stands there."""
    first, *others = changes_lines(made, "en", PLAIN)
    kind = "wheel" if made.after == AFTER else "sdist"
    assert first == f"since 1.4.0 (PyPI): {kind} 42 KiB → 42 KiB"
    assert others == lines


def test_an_empty_file_grows_without_a_share() -> None:
    """Nothing is divided by nothing."""
    assert changes_lines(changes(size=(0, 10)), "en", PLAIN)[0] == "since 1.4.0 (PyPI): wheel 0 B → 10 B"


def test_names_from_an_index_are_shown_and_not_obeyed() -> None:
    """What an earlier file or an index brings is escaped and cut, and painted only by us."""
    made = changes(modules_gone=("a\x1b[31m",), scripts_gone=("x" * 5_000,), version="1\x1b", newest="2\u202e", index_name="h\x07")
    text = "\n".join(changes_lines(made, "en", PLAIN))
    assert all(line.isprintable() for line in text.splitlines())
    assert "a\\x1b[31m" in text
    assert max(map(len, text.splitlines())) < 130
    warned, expected = (changes_lines(made._replace(expected=one), "en", Style(colour=True)) for one in (False, True))
    assert warned[3].startswith("\x1b[33m")
    assert expected[3].startswith("\x1b[2m")


def test_long_lines_fit_the_terminal() -> None:
    """On a terminal every line is wrapped beside its label."""
    lines = changes_lines(MUCH, "en", Style(columns=60))
    assert max(map(len, lines)) <= 46


def test_the_block_stands_on_the_screen_of_a_rehearsal() -> None:
    """What changed stands between the contents and the findings."""
    text = outcome_text(outcome(changes=changes()), "en", PLAIN, fails=False)
    assert (
        "  changed    since 1.4.0 (PyPI): wheel 42 KiB → 42 KiB\n             the same files with the same content\n  found      nothing"
        in text
    )
    assert "changed" not in outcome_text(outcome(), "en", PLAIN, fails=False)


def test_the_block_stands_on_the_screen_of_a_build() -> None:
    """Who only builds sees it too."""
    text = build_text(built(changes=changes()), "en", PLAIN, fails=False)
    assert "  changed   since 1.4.0 (PyPI): wheel 42 KiB → 42 KiB\n            the same files with the same content\n" in text
