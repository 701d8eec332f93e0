"""Files that state another version than the project are told, those that another rule tells left out."""

import pytest

from make.places import DYNAMIC, PYPROJECT, project_of, tree
from seatrial.core.bump.places import stated_places
from seatrial.model.checklist import Stating
from seatrial.rules.stating import judge_stating

CONF = 'project = "demo"\nextensions = []\nversion = "{short}"\nrelease = "{release}"\n'
TREES = {
    "citation": ({"pyproject.toml": PYPROJECT, "CITATION.cff": "cff-version: 1.2.0\nversion: 1.1.0\n"}, [("CITATION.cff", 2)]),
    "file": ({"pyproject.toml": PYPROJECT, "VERSION": "1.1.0\n"}, [("VERSION", 1)]),
    "documentation": (
        {"pyproject.toml": PYPROJECT, "docs/conf.py": CONF.format(short="1.1", release="1.1.0")},
        [("docs/conf.py", 3), ("docs/conf.py", 4)],
    ),
    "short version": ({"pyproject.toml": PYPROJECT, "docs/conf.py": CONF.format(short="1.2", release="1.2.0")}, []),
    "old note of another tool": ({"pyproject.toml": PYPROJECT + '[tool.bumpversion]\ncurrent_version = "1.1.0"\n'}, []),
    "package of another language": ({"pyproject.toml": PYPROJECT, "package.json": '{"version": "0.0.1"}'}, []),
    "no place": ({"pyproject.toml": DYNAMIC}, []),
    "from git": ({"pyproject.toml": DYNAMIC + "[tool.setuptools_scm]\n", "CITATION.cff": "version: 1.1.0\n"}, []),
}


@pytest.mark.parametrize("name", TREES)
def test_a_file_that_states_another_version_is_told(name) -> None:
    """Whoever forgot the citation file or the documentation at the last release learns it from the checklist, not from readers."""
    texts, wanted = TREES[name]
    files, _ = tree(texts)
    found = judge_stating(Stating(stated_places(project_of(files), files, ())), ".", {})
    assert [(one.file, one.line) for one in found] == wanted
    assert {one.values["expected"] for one in found} <= {"1.2.0"}


def test_what_is_told_of_a_build_file_is_not_told_again() -> None:
    """One wrong line is one finding."""
    files, _ = tree({"pyproject.toml": PYPROJECT, "VERSION": "1.1.0\n"})
    known = frozenset({("VERSION", 1)})
    assert judge_stating(Stating(stated_places(project_of(files), files, ()), known), ".", {}) == ()
