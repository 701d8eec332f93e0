"""Rules on what archives contain."""

import io
import tarfile

import pytest

from make.dist import SDIST_NAME, TOKEN, TOP, WHEEL_NAME, sdist, tar_member, wheel
from seatrial.core.dist import read
from seatrial.model.dist import Member, MemberContent, Unknown
from seatrial.rules import contents
from seatrial.rules.rule import judge

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
KEY = f"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n{LETTERS}\n-----END RSA PRIVATE KEY-----\n"


def told(data: bytes, filename: str) -> list[tuple[str, str]]:
    dist = read(io.BytesIO(data), filename)
    return [(found.rule, found.severity) for found in judge(contents.DIST_RULES, dist, "x", {})]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".env", [("CON001", "warning")]),
        ("sample_case/.env.production", [("CON001", "warning")]),
        (".env.example", []),
        ("tests/.pypirc", [("CON001", "note")]),
        ("sample_case/.npmrc", []),
        ("sample_case/parts/.git", [("CON006", "note")]),
        ("keys/id_rsa", [("CON001", "warning")]),
        ("sample_case/__pycache__/a.pyc", [("CON005", "warning")]),
        ("sample_case/.DS_Store", [("CON006", "note")]),
        ("node_modules/a.js", [("CON006", "note")]),
        ("Sample_case/__init__.py", [("CON007", "warning")]),
        ("sample_case/aux.py", [("CON011", "warning")]),
        ("sample_case/a:b.txt", [("CON011", "warning")]),
        ("sample_case/dot.", [("CON011", "warning")]),
        ("sample_case/plain.txt", []),
    ],
)
def test_names_of_members(name: str, expected: list[tuple[str, str]]) -> None:
    """Each is told alone, and what looks like a sample weighs less."""
    assert told(wheel({name: b"x"}), WHEEL_NAME) == expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (tar_member(f"{TOP}/../../evil"), "CON008"),
        (tar_member(f"{TOP}/link", b"", tarfile.SYMTYPE, "/etc/passwd"), "CON009"),
        (tar_member(f"{TOP}/link", b"", tarfile.SYMTYPE, "../../other"), "CON009"),
        (tar_member(f"{TOP}/src/link", b"", tarfile.SYMTYPE, "../LICENSE"), None),
        (tar_member(f"{TOP}/dev", b"", tarfile.CHRTYPE), "CON010"),
    ],
)
def test_members_of_sdists(member: tuple[tarfile.TarInfo, bytes], expected: str | None) -> None:
    """What leads out, and what is no file, is told."""
    assert [rule for rule, _ in told(sdist(extra=[member]), SDIST_NAME)] == ([expected] if expected else [])


def test_bytecode_in_an_sdist_is_a_note() -> None:
    """It does little harm there; a list is cut."""
    assert told(sdist({f"{number}.pyc": b"" for number in range(5)}), SDIST_NAME) == [("CON005", "note")]


def test_other_files_have_no_members() -> None:
    """A file of no known kind is left alone."""
    assert judge(contents.DIST_RULES, Unknown("a.egg", 0, "", ""), "x", {}) == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (TOKEN, "CON002"),
        ("pypi-AgEI" + "x" * 100, None),
        ("pypi-AgEI", None),
        (KEY, "CON003"),
        ("-----BEGIN PRIVATE KEY-----\n" + "A" * 64, None),
        ("'-----BEGIN PRIVATE KEY-----'", None),
        ("key = AKIAQ3EGRIYNJ2OX7ABC", "CON004"),
        ("key = AKIAIOSFODNN7EXAMPLE", None),
        (f"ghp_{LETTERS[:36]}", "CON004"),
        ("ghp_" + "0" * 36, None),
        (f"npm_{LETTERS[:20]}", None),
        (f"//registry.npmjs.org/:_authToken={LETTERS[:36]}", "CON004"),
        ("//registry.npmjs.org/:_authToken=${NPM_TOKEN}", None),
        (f"//registry.npmjs.org/:_password={LETTERS[:16]}", "CON004"),
        ("nothing at all", None),
    ],
)
def test_secrets_by_their_form(text: str, rule: str | None) -> None:
    """What has the form of a secret is told; placeholders are not."""
    content = MemberContent(Member("a/b.cfg", "file", 0), b"first line\n" + text.encode())
    found = judge(contents.RULES, content, "x", {})
    assert [one.rule for one in found] == ([rule] if rule else [])
    assert all((one.line, one.member, one.severity) == (2, "a/b.cfg", "warning") for one in found)


def test_secrets_in_tests_are_notes() -> None:
    """Keys are often made for tests."""
    for path in ("tests/key.pem", "boat/dummyserver/certs/server.key", "fake_ca/key.pem"):
        [found] = judge(contents.RULES, MemberContent(Member(path, "file", 0), KEY.encode()), "x", {})
        assert found.severity == "note"
