"""Credentials as text and as JSON: what a token says in words, what an upload would use, and nothing that a terminal would act on."""

import pytest

from make.tokens import ACCOUNT, token
from seatrial.core.credential.finders import from_environment, from_keyring
from seatrial.core.credential.target import built_in, target_at
from seatrial.core.credential.token import read_token
from seatrial.core.profile import PYPI, pages
from seatrial.model.credential import KeyringAnswer, Login, Logout, TokenClaims, Walk
from seatrial.model.sentence import Said, Sentence
from seatrial.report.data_auth import login_json, token_json
from seatrial.report.style import PLAIN, Style
from seatrial.report.terminal_auth import guide_text, login_text, logout_text, status_text, talk_text, token_text

TARGET = built_in("pypi")
OWN = target_at("https://own.example.org/legacy/", "command line")


def walk(environ, target=TARGET, keyring="missing") -> Walk:
    return Walk(target, (from_environment(environ, target, 0), from_keyring(KeyringAnswer(keyring, reason="locked\x1b[2J"), target, 0)))


@pytest.mark.parametrize(
    ("caveats", "words", "projects"),
    [
        ([ACCOUNT], "token of PyPI, for the whole account, expires: unknown", "all"),
        ([ACCOUNT, b"?"], "token of PyPI, for what is unknown, expires: unknown", "unknown"),
        ([], "token of PyPI, for what is unknown, expires: unknown", "unknown"),
        ([[1, ["boat", "a\x1b[2J"]]], "token of PyPI, for boat, a\\x1b[2J alone, expires: unknown", ["boat", "a\x1b[2J"]),
        ([[1, []]], "token of PyPI, for – alone, expires: unknown", []),
        ([[2, ["x", "y"]]], "token of PyPI, for projects that it names by id alone (2), expires: unknown", "unknown"),
        (
            [[4, "x"], [2, ["x"]], [0, 900, 0]],
            "token of PyPI, from Trusted Publishing, for projects that it names by id alone (1), expires: 1970-01-01T00:15:00Z",
            "unknown",
        ),
        ([[4, "x"]], "token of PyPI, from Trusted Publishing, expires: unknown", "unknown"),
    ],
)
def test_a_token_in_words(caveats, words, projects) -> None:
    """Each says what is in it, and "unknown" where it says nothing."""
    claims = read_token(token(*caveats))
    assert token_text(claims, "en") == words
    assert token_json(claims)["projects"] == projects


def test_the_index_of_a_token() -> None:
    """Another index is shown by its host, safe to show; none is unknown."""
    assert token_text(TokenClaims("own\x1b"), "en").startswith("token of own\\x1b, ")
    assert token_text(TokenClaims(""), "zh").startswith("未知 的令牌")
    assert token_json(TokenClaims(""))["index"] == "unknown"


def test_what_an_upload_would_use() -> None:
    """The first that has something, or what stops it, or how to come to a token; quietly only what stops it."""
    walks = [
        walk({"SEATRIAL_TOKEN": token(ACCOUNT)}),
        walk({"SEATRIAL_TOKEN": "hush"}),
        walk({}, keyring="failed"),
        walk({"TWINE_USERNAME": "me", "TWINE_PASSWORD": "x"}, OWN),
    ]
    text = status_text(walks, "en", PLAIN)
    assert [line.strip() for line in text.splitlines() if line.startswith("  ") and "pload" in line] == [
        "An upload uses: environment.",
        "An upload stops here: PCR001. `seatrial explain PCR001` tells more.",
        "An upload uses: environment.",
    ]
    assert "Nothing is found; `seatrial auth login pypi` stores a token." in text
    assert "no token that can be read; it is sent as it is" in text
    assert "locked\\x1b[2J" in text
    assert "\x1b" not in text
    quiet = status_text(walks, "zh", PLAIN, quiet=True)
    assert quiet.count("PCR001") == 3
    assert "hush" not in text + quiet


def test_a_warning_of_the_file_is_said_once() -> None:
    """What is true for every index is not said for each."""
    environ = {"SEATRIAL_TOKEN": f"{token(ACCOUNT)} "}
    assert status_text([walk(environ), walk(environ)], "en", PLAIN).count("has spaces") == 1


def test_the_way_to_a_token_and_its_end() -> None:
    """PyPI's pages are named in order, another index has none; a token for all projects is to be replaced, one for a project is not."""
    narrow = Style(columns=60)
    text = guide_text(TARGET, pages(PYPI), "en", narrow)
    assert [line[:4] for line in text.splitlines() if line[2:3].isdigit()] == ["  1.", "  2.", "  3.", "  4.", "  5."]
    assert max(len(line) for line in text.splitlines()) <= 66
    assert "administrator" in guide_text(OWN, {}, "en", PLAIN)
    wide = Login(TARGET, "keyring", "Own", read_token(token(ACCOUNT)), (Said(Sentence("CRD041", "typed")),))
    assert "replace it" in login_text(wide, pages(PYPI), "en", PLAIN)
    assert "typed" in login_text(wide, pages(PYPI), "en", PLAIN)
    assert "replace it" not in login_text(wide._replace(claims=read_token(token([1, ["boat"]]))), pages(PYPI), "en", PLAIN)
    assert login_text(Login(OWN, "pypirc", "/home/me/.pypirc", None), {}, "en", PLAIN) == "✓ Stored: /home/me/.pypirc\n"
    assert login_json(wide, "en") == {
        "schema": 1,
        "index": "pypi",
        "store": "keyring",
        "place": "Own",
        "token": token_json(wide.claims),
        "warnings": ["typed"],
    }
    assert login_json(wide._replace(claims=None), "en")["token"] is None


def test_a_logout_and_what_is_told_on_the_way() -> None:
    """Of another index no page is named; problems and warnings are one short entry each."""
    said = Said(Sentence("CRD010", "{name}"), {"name": "A"})
    assert logout_text(Logout(OWN, (said,), ()), {}, "en", PLAIN) == "✓ Removed from A\n"
    assert logout_text(Logout(OWN, (), (said,)), {}, "en", PLAIN).splitlines()[0] == f"– Nothing was stored for {OWN.url}."
    assert talk_text(said, "en", PLAIN) == "! A\n"
    broken = walk({"SEATRIAL_TOKEN": "hush"}).answers[0].problem
    assert talk_text(broken, "en", PLAIN) == "✗ SEATRIAL_TOKEN: this is no API token; it does not begin with pypi-.  PCR001\n"
