"""Sizes as people write them."""

import pytest

from seatrial.cli.size import bytes_of


@pytest.mark.parametrize(
    ("text", "size"),
    [("250", 250 << 20), ("1GiB", 1 << 30), ("1.5 GiB", 3 << 29), ("800MB", 800_000_000), ("12b", 12), (" 3 k ", 3072), ("0", None), ("-1", None), ("1TB", None),
     ("x", None), ("1e9", None), ("", None), ("9" * 30, None)],
)  # fmt: skip
def test_a_size_is_mib_or_has_a_unit(text, size) -> None:
    """`--file-limit 250` means MiB; a unit says otherwise; anything else is refused."""
    assert bytes_of(text) == size
