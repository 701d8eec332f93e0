"""What the name of a wheel stands for; the rules on what is in it are tested with the wheels that break them."""

from seatrial.rules.wheelinside import name_tags


def test_the_tags_of_a_name() -> None:
    """Every combination is told; a name without tags, or with more than any wheel has, tells nothing."""
    assert name_tags("a-1.0-cp39.CP310-abi3-linux_x86_64.whl") == {"cp39-abi3-linux_x86_64", "cp310-abi3-linux_x86_64"}
    assert name_tags("a.whl") == set()
    assert name_tags(f"a-1.0-{'.'.join(f'cp{n}' for n in range(100))}-abi3-{'.'.join(f'p{n}' for n in range(100))}.whl") == set()
