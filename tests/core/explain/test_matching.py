"""What is found in a log, and in which order it is told."""

from seatrial.core.explain.matching import ENOUGH, MOST, find, index_of
from seatrial.model.explain import CAUSE, REASON, SIGN, WRAPPER, Wording

TABLE = index_of(
    [
        Wording("AAA001", "the build has failed", WRAPPER),
        Wording("AAA002", "the wheel is broken"),
        Wording("AAA003", "the wheel is broken beyond repair"),
        Wording("AAA004", "because of {what!r}", REASON, template=True),
        Wording("AAA005", "is broken beyond", REASON),
        Wording("AAA006", "repair of the machine", SIGN),
        Wording("AAA007", "beyond repair of the machine"),
        Wording("AAA008", "the same old words"),
        Wording("AAA009", "the same old words", SIGN),
        Wording("AAA010", "a sign of trouble", SIGN),
        Wording("AAA010", "a sure cause of trouble", CAUSE),
        Wording("AAA011", "{said}", template=True),
    ]
)


def ids(text: str) -> list[str]:
    return [one.id for one in find([text.encode()], lambda _: TABLE)]


def test_the_root_comes_before_its_consequences() -> None:
    """What only says that something failed comes last, the reason inside of a refusal first, whatever the order in the log."""
    assert ids("the build has failed\nthe wheel is broken\nbecause of 'x'") == ["AAA004", "AAA002", "AAA001"]


def test_the_longest_words_count() -> None:
    """Words that go on mean something else than their beginning, which is not told beside them."""
    assert ids("the wheel is broken and more") == ["AAA002"]
    assert ids("say: the wheel is broken\nthe wheel is broken beyond hope repair") == ["AAA005", "AAA002"]
    assert "AAA002" not in ids("the wheel is broken beyond repair")


def test_overlapping_words_are_told_where_they_are_nearer_to_the_root() -> None:
    """Of two that share words the one that is nearer to the root is told; both where they are alike."""
    assert ids("beyond repair of the machine") == ["AAA007"]
    assert ids("the wheel is broken beyond repair of the machine") == ["AAA005", "AAA003", "AAA007"]


def test_the_same_words_may_mean_two_things() -> None:
    """Where PyPI says the same for two reasons, both are told, the likelier first."""
    assert ids("the same old words") == ["AAA008", "AAA009"]


def test_the_surer_words_count() -> None:
    """Where something is found twice, its surer words tell the line; else the first ones do."""
    found = find([b"a sign of trouble\na sure cause of trouble\na sure cause of trouble"], lambda _: TABLE)
    assert [(one.id, one.line, one.rank) for one in found] == [("AAA010", 2, CAUSE)]


def test_words_are_found_over_lines_and_window_borders() -> None:
    """Words are found wherever lines are broken, and wherever the log is cut for reading; lines are counted from its start."""
    filling = b"nothing of interest here\n" * 30_000
    found = find([filling, b"x the wheel\nis broken for good\n", filling], lambda _: TABLE)
    assert [(one.id, one.line, one.quote) for one in found] == [("AAA002", 30_001, "x the wheel is broken for good")]


def test_values_and_quotations_have_no_secrets() -> None:
    """A token in the words, before them or broken over the lines above is covered."""
    token = "pypi-AgEIcHlwaS5vcmc" + "aB3" * 30
    found = find([f"{token[:70]}\n{token[70:]} because of '{token}'".encode()], lambda _: TABLE)
    assert found[0].values == {"what": "****"}
    assert "aB3" not in found[0].quote


def test_long_lines_are_cut_at_a_space() -> None:
    """A quotation shows the words with some of what stands around them, and no half of a secret."""
    line = "aB3dEfGhIj" * 400 + " " + "word " * 100 + "the wheel is broken " + "word " * 1000
    (found,) = find([line.encode()], lambda _: TABLE)
    assert "the wheel is broken" in found.quote
    assert len(found.quote) <= 400
    assert "aB3" not in found.quote
    (found,) = find([("aB3dEfGhIj" * 400 + ",the wheel is broken").encode()], lambda _: TABLE)
    assert found.quote == "the wheel is broken"


def test_chinese_is_asked_for_where_there_is_some() -> None:
    """The Chinese words of our own messages are looked for only in a text that has Chinese."""
    asked = []
    find([b"plain"], lambda is_chinese: asked.append(is_chinese) or TABLE)
    find(["café ─".encode()], lambda is_chinese: asked.append(is_chinese) or TABLE)
    find(["拒绝".encode()], lambda is_chinese: asked.append(is_chinese) or TABLE)
    assert set(asked[:2]) == {False}
    assert True in asked


def test_what_is_no_log_is_not_read_to_its_end() -> None:
    """A text that holds everything that is known is a list of it; the most likely are told."""
    many = index_of(Wording(f"BBB{number:03}", f"fault number {number} happened") for number in range(ENOUGH + 5))
    text = "".join(f"fault number {number} happened\n" for number in range(ENOUGH + 5)).encode()
    read = []
    found = find((read.append(1) or text for _ in range(500)), lambda _: many)
    assert len(found) == MOST
    assert len(read) < 500
