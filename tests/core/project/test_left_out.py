"""Data files that setuptools would leave out of a wheel."""

import pytest

from seatrial.core.project.assemble import read_project
from seatrial.core.project.manifest import WORK

NAMED = '[project]\nname = "boat"\n'
SETUP = "from setuptools import setup\nsetup(name='boat', packages=['boat']{0})\n"
CFG = "[metadata]\nname = boat\n[options]\npackages = boat\n"
TABLE = f'{NAMED}[tool.setuptools]\npackages = ["boat"]\n'
MANIFEST = {"MANIFEST.in": "include boat/*.json"}


def left(files: dict[str, str], *more: str) -> tuple[str, ...]:
    return found(files, *more).left_out


def found(files: dict[str, str], *more: str):
    every = {"boat/__init__.py": "", "boat/oars.json": "", **files}
    return read_project({name: text.encode() for name, text in every.items()}, (*every, *more), "/home/me/boat").configuration


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": NAMED},
        {"setup.py": SETUP.format("")},
        {"setup.py": SETUP.format(""), **MANIFEST},
        {"setup.py": SETUP.format(", include_package_data=False"), **MANIFEST},
        {"setup.py": SETUP.format(", include_package_data=True, setup_requires=5")},
        {"setup.py": SETUP.format(", package_data={'boat': ['*.csv', 'deep/*.json'], 'ship': ['*.json']}")},
        {"setup.cfg": f"{CFG}include_package_data = no\n", **MANIFEST},
        {"pyproject.toml": f"{TABLE}include-package-data = false\n", **MANIFEST},
        {"pyproject.toml": f"{TABLE}[tool.setuptools.package-data]\nboat = 1\n"},
        {"pyproject.toml": NAMED, "MANIFEST.in": "include boat/*.json\nexclude boat/oars.json"},
    ],
)
def test_left_out(files) -> None:
    """What nothing names stays out, whichever file says it."""
    assert left(files) == ("boat/oars.json",)


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": NAMED, **MANIFEST},
        {"pyproject.toml": f'{SETUP[:0]}[build-system]\nrequires = ["setuptools", "setuptools-scm>=8"]\n{NAMED}'},
        {"pyproject.toml": f"{TABLE}include-package-data = true\n", **MANIFEST},
        {"pyproject.toml": f'{TABLE}[tool.setuptools.package-data]\n"*" = ["*.json"]\n'},
        {"setup.py": SETUP.format(", include_package_data=True"), **MANIFEST},
        {"setup.py": SETUP.format(", include_package_data=True, use_scm_version=True")},
        {"setup.py": SETUP.format(", include_package_data=True, setup_requires='setuptools_scm'")},
        {"setup.py": SETUP.format(", include_package_data=True, setup_requires=['setuptools_scm']")},
        {"setup.py": SETUP.format(", package_data={'': './*.json'}")},
        {"setup.cfg": f"{CFG}include_package_data = True\n", **MANIFEST},
        {"setup.cfg": f"{CFG}[options.package_data]\nboat = *.csv, *.json\n"},
    ],
)
def test_named(files) -> None:
    """What patterns, MANIFEST.in or version control name gets in."""
    assert left(files) == ()


@pytest.mark.parametrize(
    "files",
    [
        {"setup.py": SETUP.format(", package_data=found()")},
        {"setup.py": SETUP.format(", include_package_data=found()")},
        {"setup.py": SETUP.format(", include_package_data='yes'")},
        {"setup.py": SETUP.format(", cmdclass={}")},
        {"setup.py": SETUP.format(", **more()")},
        {"setup.cfg": f"{CFG}[options.data_files]\nshare = boat/oars.json\n"},
        {"setup.cfg": f"{CFG}cmdclass = x.y\n"},
        {"pyproject.toml": f'{TABLE}[tool.setuptools.data-files]\nshare = ["boat/oars.json"]\n'},
        {"pyproject.toml": f'[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n{NAMED}'},
        {"pyproject.toml": NAMED, "MANIFEST.in": "include " + "x " * (WORK // 3)},
    ],
)
def test_not_certain(files) -> None:
    """Where code or another backend decides, or it cannot be followed, nothing is claimed."""
    assert left(files) == ()


def test_too_many_patterns() -> None:
    """Patterns without end are not followed."""
    patterns = ", ".join(["'*.csv'"] * 1900)
    more = [f"boat/{number}.json" for number in range(200)]
    assert left({"setup.py": SETUP.format(f", package_data={{'boat': [{patterns}]}}")}, *more) == ()


def test_deep_in_packages() -> None:
    """The pattern of any package around a file names it, and a folder that is no package belongs to the one around it."""
    packages = (
        "from setuptools import setup\nsetup(packages=['boat', 'boat.deep'], package_data={'boat': ['deep/*.json', 'data/*.json']})\n"
    )
    files = {"setup.py": packages, "boat/deep/__init__.py": ""}
    assert left(files, "boat/deep/a.json", "boat/data/b.json", "boat/deep/data/c.json") == ("boat/deep/data/c.json", "boat/oars.json")


def test_what_code_reads() -> None:
    """Only files count that code may read, and it is known which module has their names."""
    more = ("boat/README.txt", "boat/oars.c", "boat/tests/x.json", "boat/docs/y.json", "boat/sails.csv", "boat/py.typed")
    configuration = found({"pyproject.toml": NAMED, "boat/row.py": "open('deep/sails.csv')", "boat/a.py": "x = 'mysails.csv'"}, *more)
    assert configuration.left_out == ("boat/oars.json", "boat/sails.csv")
    assert configuration.speakers == {"boat/sails.csv": "boat/row.py"}
