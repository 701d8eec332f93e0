"""Which language a run speaks."""

import pytest

from seatrial.cli.language import asked_for, language_of, without_language


@pytest.mark.parametrize(
    ("args", "environ", "language"),
    [
        ([], {}, "en"),
        (["check", "--lang", "zh"], {}, "zh"),
        (["--lang=zh", "check"], {"SEATRIAL_LANG": "en"}, "zh"),
        (["--lang", "zh", "check", "--lang", "en"], {}, "en"),
        (["check", "--", "--lang", "zh"], {}, "en"),
        (["check", "--lang"], {}, "en"),
        (["check", "--lang", "fr"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"SEATRIAL_LANG": "zh_CN"}, "zh"),
        ([], {"SEATRIAL_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "zh_SG.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_language_is_the_nearest_that_was_asked_for(args, environ, language) -> None:
    """`--lang` anywhere on the command line wins over SEATRIAL_LANG, and that over the locale."""
    assert language_of(args, environ) == language


@pytest.mark.parametrize(
    ("args", "rest"),
    [
        (["--lang", "zh", "--help"], ["--help"]),
        (["--help", "--lang=zh"], ["--help"]),
        (["--lang", "fr", "-h"], ["--lang", "fr", "-h"]),
        (["-h", "--", "--lang", "zh"], ["-h", "--", "--lang", "zh"]),
    ],
)
def test_an_understood_language_is_taken_out(args, rest) -> None:
    """Help is answered in any language without parsing the command line."""
    assert without_language(args, "zh") == rest


def test_an_option_is_found_before_parsing() -> None:
    """The last value of an option counts."""
    assert asked_for("--data", ["--data=a", "check", "--data", "b"]) == "b"
