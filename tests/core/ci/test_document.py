"""YAML is read with its lines, and no file costs more than it is long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seatrial.core.ci.document import LONGEST, Items, Scalar, Table, read_yaml


def faults(data: bytes) -> list[tuple[str, int]]:
    return [(fault.kind, fault.line) for fault in read_yaml(data).faults]


def test_values_know_their_lines() -> None:
    """What is found is told with the line where it stands."""
    root = read_yaml(b"on: push\njobs:\n  a:\n  - 3.10\n  - '3.10'\n").root
    assert isinstance(root, Table)
    assert root.pairs["on"] == (1, Scalar("push", 1))
    line, jobs = root.pairs["jobs"]
    assert line == 2
    assert isinstance(jobs, Table)
    assert jobs.pairs["a"] == (3, Items((Scalar("3.10", 4), Scalar("3.10", 5, plain=False)), 4))


def test_aliases_and_merges_are_followed() -> None:
    """A workflow that repeats itself by anchors reads as if it were written out."""
    root = read_yaml(b"a: &one\n  x: 1\nb:\n  <<: *one\n  y: 2\nc: *one\nd:\n  <<: [*one, {z: 3}]\n  x: 4\ne:\n  <<: 5\n").root
    assert isinstance(root, Table)
    shown = {key: {name: one.text for name, (_, one) in node.pairs.items()} for key, (_, node) in root.pairs.items()}
    assert shown == {"a": {"x": "1"}, "b": {"x": "1", "y": "2"}, "c": {"x": "1"}, "d": {"x": "4", "z": "3"}, "e": {}}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a:\n\t- b", [("tab", 2)]),
        (b"a: [b", [("syntax", 1)]),
        (b"a: 1\n b: 2", [("syntax", 2)]),
        (b"a: 1\nb: \x01", [("character", 2)]),
        (b"a: 1\nb: \xff", [("encoding", 2)]),
        (b'a: 1\nb: "\\UFFFFFFFF"', [("syntax", 2)]),
        (b"%YAML 1." + b"9" * 5000 + b"\n---\na: 1", [("syntax", 1)]),
        (b"a: 1\nb: *c", [("alias", 2)]),
        (b"a: &a\n- *a", [("alias", 2)]),
        (b"[" * 1000, [("deep", 1)]),
        (b"#" * (LONGEST + 1), [("large", 1)]),
        (b"a: 1\nb: 2\na: 3", [("twice", 3)]),
        (b"\xef\xbb\xbfa: 1", []),
        (b"", []),
        (b"? [a]\n: b\n? {c: d}\n: e\n", []),
        (b"a: 1\n---\nb: [", []),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(data, expected) -> None:
    """A broken file ends in words about one line, never in a traceback."""
    assert faults(data) == expected


def test_aliases_of_aliases_do_not_blow_up() -> None:
    """A few lines that stand for a billion values are told as that at once."""
    levels = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [b"a%d: &a%d [%s]" % (level, level, b", ".join([b"*a%d" % (level - 1)] * 9)) for level in range(1, 12)]
    assert faults(b"\n".join(levels)) == [("wide", 6)]


def test_merges_of_merges_do_not_blow_up() -> None:
    """Tables that each take over all that came before are bounded too."""
    levels = [b"k0: &k0 {a: 1}"]
    levels += [b"k%d: &k%d\n  <<: *k%d\n  q%d: 1" % (level, level, level - 1, level) for level in range(1, 3000)]
    started = time.perf_counter()
    assert faults(b"\n".join(levels))[0][0] == "wide"
    assert time.perf_counter() - started < 5


def test_many_keys_that_are_there_twice_are_not_all_told() -> None:
    """Nobody reads more than a few of one kind."""
    assert len(faults(b"a: 1\n" * 1000)) == 50


def test_half_characters_are_replaced() -> None:
    """What cannot be written to any screen is not kept."""
    root = read_yaml(b'a: "\\ud800"').root
    assert isinstance(root, Table)
    assert root.pairs["a"][1].text == "?"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-?[]{}&*!|>'\"%@#, \n\t\\<~x0é\x00\u2028"), max_size=60))
def test_no_text_breaks_the_reader(text) -> None:
    """Whatever a file holds, reading it ends with a tree or with a fault."""
    read = read_yaml(text.encode())
    assert all(fault.line >= 1 for fault in read.faults)
