"""What a wheel holds: RECORD, entry points and modules that would exhaust whoever reads them."""

from pathlib import Path

import pytest

from make.dist import INFO, WHEEL_NAME, metadata, wheel
from make.measured import checked, crowd

SCRIPTS = b"[console_scripts]\n"
DEEP = {
    "minus": b"-" * 100_000,
    "brackets": b"[" * 100_000,
    "closed brackets": b"[" * 150 + b"]" * 150,
    "parentheses": b"(" * 90_000 + b")" * 90_000,
    "not": b"not " * 50_000 + b"x",
    "attributes": b"a" + b".a" * 100_000,
    "sums": b"1" + b"+1" * 100_000,
    "calls": b"a" + b"(a" * 50_000,
    "lambdas": b"lambda:" * 30_000 + b"1",
    "conditions": b"x if y else " * 20_000 + b"z",
    "branches": b"if x: pass\nel" * 15_000,
    "assignments": b"x = " * 50_000 + b"1",
    "f-strings": b'f"{' * 300,
    "wide f-string": b'f"' + b"{a}" * 60_000 + b'"',
    "digits": b"x = " + b"9" * 200_000,
    "power": b"x = 9 ** 9 ** 9 ** 9\ny = 'a' * 10 ** 12\n",
    "blocks": b"".join(b" " * depth + b"if x:\n" for depth in range(400)),
    "null": b"\0" * 1_000,
    "null inside": b"x = 1\n\0\ny = 2\n",
    "utf-16": "x = 1\n".encode("utf-16"),
    "utf-7": b"# coding: utf-7\nx = '+AGEAYg-'\n",
    "no codec": b"# coding: nonsense\n",
    "no text": b"# coding: rot13\nk = 1\n",
    "packed": b"# coding: zlib\nx = 1\n",
    "mark and other coding": b"\xef\xbb\xbf# coding: latin-1\n",
    "one line": b"a" * 250_000,
    "backslashes": b"\\\n" * 100_000,
    "quotes": b'"""' * 50_001,
    "names": b"a\n" * 120_000,
}


def test_modules_without_sense_are_read(tmp_path: Path) -> None:
    """Code that is nested, endless or in no encoding neither crashes nor hangs the reader, and is never run."""
    ran = checked(
        *crowd(tmp_path, WHEEL_NAME, {label: wheel({"sample_case/deep.py": source}) for label, source in DEEP.items()}), home=tmp_path
    )
    assert set(ran.verdicts) == {"accepted"}
    assert ran.seconds < 20
    assert ran.megabytes < 400


SCRIPTS_ONLY = f"{INFO}/entry_points.txt"
OPENS = b"__file__\nopen(__file__)\n"
SLOW: dict[str, dict[str, bytes]] = {
    "brackets in a comment": {"sample_case/m.py": b"#" + b"[" * 200_000 + b"\n"},
    "half assignments in a comment": {"sample_case/m.py": b"#" + b"sys.modules[" * 20_000 + b"\n"},
    "branches in one another": {
        "sample_case/m.py": OPENS + b"".join(b" " * at + b"if x:\n" for at in range(60)) + b" " * 60 + b"a;" * 100_000 + b"a\n"
    },
    "many small modules that loop": {
        f"sample_case/m{at}.py": OPENS + b"L=[" + b"'a'," * 80 + b"]\nx=[[open(d+str(a)+str(b)).read() for a in L] for b in L]\n"
        for at in range(500)
    },
    "code in a text": {"sample_case/m.py": OPENS + b"t='" + b"a;" * 40_000 + b"a'\n" + b"exec(t)\n" * 10 + b"exec('\\ud800')\n"},
    "a key that never begins": {"sample_case/k.txt": b"-----BEGIN EC PRIVATE KEY-----" + b"\n" * 300_000},
    "an import of many parts": {"sample_case/m.py": b"import " + b"a." * 100_000 + b"a\n"},
    "names from far below": {"sample_case/m.py": b"from ." + b"a." * 900 + b"a import " + b",".join(b"a%d" % at for at in range(12_000))},
    "a script's target of many parts": {SCRIPTS_ONLY: SCRIPTS + b"x = sample_case." + b"a." * 400_000 + b"a:b\n"},
    "packages far below": {"a/" * 3_000 + f"m{at}/__init__.py": b"x=1\n" for at in range(1_000)},
    "tags that multiply": {
        f"{INFO}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: "
        + b"-".join(b".".join(b"%s%d" % (kind, at) for at in range(2_000)) for kind in (b"py", b"n"))
        + b"-any\n"
    },
}


def test_code_that_multiplies(tmp_path: Path) -> None:
    """A few bytes that ask for minutes of work, in whatever is read of code, take a second or so each; the others are judged as ever."""
    ran = checked(*crowd(tmp_path, WHEEL_NAME, {label: wheel(files) for label, files in SLOW.items()}), home=tmp_path)
    assert dict(zip(SLOW, ran.verdicts, strict=True)) == dict.fromkeys(SLOW, "accepted")
    assert "ARC066" in ran.rules
    assert ran.seconds < 20
    assert ran.megabytes < 250


def test_all_modules_of_a_dense_wheel(tmp_path: Path) -> None:
    """Megabytes of the densest code are parsed up to a bound, and the rest is told."""
    data = wheel({f"sample_case/m{at}.py": b"a\n" * 120_000 for at in range(40)})
    ran = checked(*crowd(tmp_path, WHEEL_NAME, {"dense": data}), home=tmp_path)
    assert "ARC066" in ran.rules
    assert ran.seconds < 8
    assert ran.megabytes < 400


RECORDS = {
    "lines": b"".join(b"a%d,,\n" % at for at in range(1_000_000)),
    "tiny lines": b"a\n" * 10_000_000,
    "blank lines": b"\n" * 10_000_000,
    "commas": b"," * 10_000_000,
    "quotes": b'"' * 10_000_000,
    "other line ends": b"a\x0b" * 10_000_000,
    "nulls": bytes(10_000_000),
}


def test_records_without_measure(tmp_path: Path) -> None:
    """A RECORD of millions of lines is read up to a bound; only one that is read whole can be accepted."""
    ran = checked(*crowd(tmp_path, WHEEL_NAME, {label: wheel({f"{INFO}/RECORD": data}) for label, data in RECORDS.items()}), home=tmp_path)
    found = dict(zip(RECORDS, ran.verdicts, strict=True))
    assert [found[label] for label in ("lines", "tiny lines", "other line ends")] == ["undecided"] * 3
    assert ran.seconds < 25
    assert ran.megabytes < 350


@pytest.mark.parametrize(
    ("points", "verdict"),
    [
        (
            b"[DEFAULT]\n" + b"".join(b"a%d=b:c\n" % at for at in range(9_000)) + b"".join(b"[b%d]\n" % at for at in range(60_000)),
            "undecided",
        ),
        (SCRIPTS + b"".join(b"a%d=b.c:d\n" % at for at in range(60_000)), "undecided"),
        (SCRIPTS + b"".join(b"a%d=sample_case.m1:z\n" % at for at in range(19_000)), "accepted"),
        (SCRIPTS + b"".join(b"a%d=sample_case.none%d:z\n" % (at, at) for at in range(19_000)), "accepted"),
        (SCRIPTS + b"a=b:c\n" + b" d\n" * 300_000, "accepted"),
    ],
    ids=["defaults", "scripts", "lost functions", "lost modules", "one script"],
)
def test_entry_points_without_measure(points: bytes, verdict: str, tmp_path: Path) -> None:
    """Each script is judged in a time that does not grow with the wheel; a file of too many leaves the verdict open."""
    more = {f"sample_case/m{at}.py": b"x = 1\n" for at in range(2_000)}
    head = metadata().replace(b"\n\n", b"\n" + b"X: y\n" * 100_000 + b"\n", 1)
    data = wheel({**more, f"{INFO}/METADATA": head, f"{INFO}/entry_points.txt": points})
    ran = checked(*crowd(tmp_path, WHEEL_NAME, {"points": data}), home=tmp_path)
    assert ran.verdicts == [verdict]
    assert ran.seconds < 10
    assert ran.megabytes < 250
