"""What setuptools takes for code where nothing is named; `tests/rules/test_configuration_builds.py` holds it against real builds."""

from seatrial.core.project.automatic import Automatic, automatic


def test_packages() -> None:
    """Every folder at the top counts whose name could be imported, save those that setuptools knows for something else."""
    listing = (
        "boat/__init__.py",
        "images/a.png",
        "docs/conf.py",
        "tests/a.py",
        "_private/a.py",
        ".github/x.yml",
        "not-a-name/x.py",
        "row.py",
    )
    assert automatic(listing) == Automatic("packages", ("boat", "images"))


def test_modules() -> None:
    """Modules count where there is no such folder."""
    listing = ("row.py", "boat.py", "setup.py", "conftest.py", "_hidden.py", "SConstruct.py", "not-a-name.py", "README.md", "docs/conf.py")
    assert automatic(listing) == Automatic("modules", ("boat", "row"))


def test_a_folder_src() -> None:
    """With a folder `src`, setuptools looks there alone, and takes all of it."""
    assert automatic(("src/boat/__init__.py", "images/a.png", "tools2/a.py")) is None
