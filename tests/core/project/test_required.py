"""What the build's requirements say of a distribution."""

from seatrial.core.project.required import names_of, takes


def test_takes() -> None:
    """A requirement takes the versions that it allows; what is not named, or cannot be read, is taken."""
    assert takes(("not a requirement!", "Setuptools>=61,<80"), "setuptools", "84.0", "69.0")
    assert not takes(("setuptools<61",), "setuptools", "84.0", "69.0")
    assert takes(("wheel",), "setuptools", "84.0")
    assert takes((f"setuptools>={'1' * 5000}",), "setuptools", "84.0")


def test_names() -> None:
    """Names come in their plain form, whether the rest can be read or not; what begins with none gives none."""
    rows = ("Setuptools_SCM[toml]>=8", "wheel is needed!", "!nonsense", "numpy; python_version>'3'")
    assert names_of(rows) == {"setuptools-scm", "wheel", "numpy"}
