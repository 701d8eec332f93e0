"""The rules on what is kept up beside the code speak where they must, and only there."""

import pytest

from make.upkeep import CLEAN, readme, upkeep
from seatrial.model.project import Tree
from seatrial.model.upkeep import Secret, Upkeep
from seatrial.rules.changelog import changelog_state
from seatrial.rules.project import judge_project
from seatrial.rules.upkeep import judge_upkeep

PROJECT = '# pyproject.toml\n[project]\nname = "boat"\nreadme = "README.md"\n'
BARE = upkeep(f'{PROJECT}version = "1.0"\nrequires-python = ">=3.11"\ndependencies = ["oars>=2"]')


def judged(subject: Upkeep) -> list[tuple[str, str, int | None]]:
    return [(one.rule, one.severity, one.line) for one in judge_upkeep(subject, "boat", {})]


def with_version(version: str) -> Upkeep:
    return upkeep(f'{PROJECT}version = "{version}"')


def with_log(text: str, version: str = "1.0", file: str = "CHANGELOG.md") -> Upkeep:
    return upkeep(f'{PROJECT}version = "{version}"\n# {file}\n{text}')


def test_nothing_to_say() -> None:
    """A project without README, changelog and tags is told nothing."""
    assert judged(BARE) == []
    assert judged(upkeep('# pyproject.toml\n[project]\nname = "boat"\ndynamic = ["version"]')) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](#oars)\n\n[b](#mast)\n\n## Oars", [("PRJ090", "note", 3)]),
        ("A\n\n> [!TIP]\n> Row.\n\n```mermaid\ngraph\n```", [("PRJ091", "note", 3), ("PRJ091", "note", 6)]),
        ("![a](https://github.com/me/boat/blob/main/a.png)", [("PRJ105", "warning", 1)]),
        ("    pip install ship sail", [("PRJ092", "note", 1)]),
        ("    pip install ship\n    pip install Boat", []),
        ("    pip install ship\n    pip install .", []),
        ("    pip install oars pytest", []),
        ("    conda install ship", []),
        ("    pip install boat==0.9", [("PRJ106", "note", 1)]),
        ("    pip install boat==0.9 boat==0.8", [("PRJ106", "note", 1)]),
        ("    pip install boat==1.0.0 oars==0.9", []),
        ("    pip install boat==x.y", []),
        ("It requires Python 3.9+.", [("PRJ093", "note", 1)]),
        ("It requires Python 3.11+.", []),
    ],
)
def test_readmes(text, found) -> None:
    """What of a README the index does not show as meant, or what it says wrongly of installing, is told with its line."""
    assert judged(BARE._replace(readme=readme(text))) == found


def test_readme_that_is_not_markdown() -> None:
    """Marks of GitHub mean nothing in reStructuredText, and a README that does not render has no links."""
    assert judged(BARE._replace(readme=readme("Boat\n====\n\n  [!NOTE]\n", "README.rst"))) == []
    assert judged(BARE._replace(readme=readme("Boat\n===\n\n.. bad::\n", "README.rst"))) == []


def test_readme_of_a_project_that_tells_little() -> None:
    """Without name, version and oldest Python nothing is held against the README."""
    page = readme("    pip install ship\n    pip install ship==0.1\n\nIt requires Python 3.9+.")
    for text in ("[project]\nversion = '1.0'", "[project]\nname = 'ship'"):
        assert judged(upkeep(f"# pyproject.toml\n{text}")._replace(readme=page)) == []
    odd = BARE.project._replace(requires=("", "oars"))
    assert judged(BARE._replace(project=odd, readme=readme("    pip install oars"))) == []


TABLE = """# pyproject.toml
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "boat"
version = "1.0"
"""


@pytest.mark.parametrize(
    ("stated", "wrong"),
    [
        ('readme = { file = "README.md" }', True),
        ('readme = { file = "README.rst", content-type = "text/x-rst" }', False),
        ('readme = { text = "A boat." }', False),
        ('readme = "README.markdown"', False),
    ],
)
def test_tables_without_a_content_type(stated, wrong) -> None:
    """A README that is named in a table needs its content type there; every backend stops without."""
    assert judged(upkeep(f"{TABLE}{stated}\n# README.md\nA boat.")) == ([("PRJ108", "error", 7)] if wrong else [])


@pytest.mark.parametrize(
    ("stated", "wrong"), [('file = "README.md"', True), ('file = ["README.md"], content-type = "text/markdown"', False)]
)
def test_readmes_that_are_left_to_setuptools(stated, wrong) -> None:
    """Setuptools takes a README that `dynamic` leaves to it for reStructuredText, whatever its name, unless its table says otherwise."""
    subject = upkeep(f'{TABLE}dynamic = ["readme"]\n[tool.setuptools.dynamic]\nreadme = {{ {stated} }}\n# README.md\nA boat.')
    found = [one.rule for one in judge_project(Tree(subject.project, CLEAN), "boat", {}) if one.rule == "PRJ004"]
    assert found == (["PRJ004"] if wrong else [])


LOGS = [
    ("## 0.9\n- a", [("PRJ094", "warning", 1)], "entry"),
    ("## 1.0\n- a\n## 0.9\n- a", [], "entry"),
    ("## Unreleased\n- a\n## 0.9\n- a", [("PRJ095", "warning", 1)], "entry"),
    ("## Unreleased\n\n## 0.9\n- a", [("PRJ094", "warning", 3)], "entry"),
    ("## Unreleased\n- a\n## 1.0\n- a", [], "entry"),
    ("## 1.0 (unreleased)\n- a", [("PRJ095", "warning", 1)], "entry"),
    ("## 1.0\n## 0.9\n- a", [("PRJ096", "warning", 1)], "entry"),
    ("## 1.0 (unreleased)\n- Nothing changed yet.", [("PRJ095", "warning", 1), ("PRJ096", "warning", 1)], "entry"),
    ("See the page.", [], "none"),
]


@pytest.mark.parametrize(("text", "found", "state"), LOGS)
def test_changelogs(text, found, state) -> None:
    """A changelog has an entry for the version that tells something and does not call it unreleased."""
    subject = with_log(text)
    assert judged(subject) == found
    assert changelog_state(subject) == state


@pytest.mark.parametrize(("version", "state"), [("1.0.dev1", "development"), ("summer", "development")])
def test_versions_that_are_not_released(version, state) -> None:
    """No entry is asked for what is no release."""
    subject = with_log("## 0.9\n- a", version)
    assert [one for one in judged(subject) if one[0] != "PRJ104"] == []
    assert changelog_state(subject) == state


def test_a_version_that_only_the_build_knows() -> None:
    """Where the version is not known, nothing is said of the changelog; where a module states it, it is."""
    log = "# CHANGES.rst\n0.9\n---\n\n* a"
    unknown = upkeep(f'{PROJECT}dynamic = ["version"]\n{log}')
    assert (judged(unknown), changelog_state(unknown)) == ([], "untold")
    flit = '[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"'
    known = upkeep(f'{PROJECT}dynamic = ["version"]\n{flit}\n# boat/__init__.py\n__version__ = "1.0"\n{log}')
    assert judged(known) == [("PRJ094", "warning", 1)]


def test_news_fragments() -> None:
    """Fragments explain why the changelog has no entry yet."""
    subject = with_log("## 0.9\n- a\n# newsfragments/1.feature\nMast")
    assert judged(subject) == [("PRJ097", "note", None)]
    assert changelog_state(subject) == "fragments"
    assert judged(with_log("## Unreleased\n- b\n# newsfragments/1.feature\nMast")) == [("PRJ097", "note", None)]
    assert judged(with_log("## 1.0\n# newsfragments/1.feature\nMast")) == [("PRJ097", "note", None)]


def test_secrets() -> None:
    """A secret is told by its file, its line and its kind, never by itself."""
    secrets = (
        Secret(".pypirc"),
        Secret("tests/.env", severity="note"),
        Secret("a.py", "CON004", line=3, service="AWS"),
        Secret("b.py", "CON002"),
    )
    found = judge_upkeep(BARE._replace(secrets=(*secrets, Secret("k.pem", "CON003", "note"))), "boat", {})
    assert [(one.rule, one.severity, one.file, one.line, one.values.get("what")) for one in found] == [
        ("PRJ098", "warning", ".pypirc", None, None),
        ("PRJ098", "note", "tests/.env", None, None),
        ("PRJ107", "warning", "a.py", 3, "AWS"),
        ("PRJ107", "warning", "b.py", None, "PyPI"),
        ("PRJ107", "note", "k.pem", None, "PRIVATE KEY"),
    ]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("boat-1.0-py3-none-any.whl", "boat-1.0.tar.gz", "Boat-1.0.0.zip"), []),
        (("boat-0.9.tar.gz", "boat-1.0.tar.gz"), [("PRJ099", "note")]),
        (("boat-0.9-py3-none-any.whl",), [("PRJ099", "note")]),
        (("ship-1.0.tar.gz",), [("PRJ099", "warning")]),
        (("odd.whl",), [("PRJ099", "warning")]),
    ],
)
def test_other_files_in_dist(names, found) -> None:
    """Files of another version are told, and those of another project more loudly."""
    assert [one[:2] for one in judged(BARE._replace(built=names))] == found


def test_files_in_dist_of_an_unknown_project() -> None:
    """Where version or name is not known, files are not held against them."""
    unknown = upkeep('# pyproject.toml\n[project]\nname = "boat"\ndynamic = ["version"]')
    assert judged(unknown._replace(built=("boat-0.9.tar.gz",))) == []
    nameless = unknown._replace(project=unknown.project._replace(name=None))
    assert judged(nameless._replace(built=("ship-0.9.tar.gz",))) == []


def test_leftovers() -> None:
    """Old modules in a build folder, and folders that git does not ignore, are notes."""
    assert judged(BARE._replace(stale=("build/lib/boat/old.py",), unignored=("dist/", "build/"))) == [
        ("PRJ100", "note", None),
        ("PRJ101", "note", None),
    ]


@pytest.mark.parametrize(
    ("tags", "prefix", "found"),
    [
        (("0.9", "0.8"), "", [("PRJ102", "note", None)]),
        (("v0.9", "v0.8"), "", []),
        (("0.9", "0.8"), "boats/", []),
        (("boat-0.9", "boat-0.8"), "boats/", [("PRJ102", "note", None)]),
        (("v1.1", "v0.9"), "", [("PRJ103", "warning", 4)]),
        (("v1.0",), "", []),
        ((), "", []),
    ],
)
def test_tags(tags, prefix, found) -> None:
    """Tags tell the custom of a project and its last version; those of the neighbours in a repository do not count."""
    subject = upkeep(f'{PROJECT}version = "1.0"')
    assert judged(subject._replace(tags=tags, repository=CLEAN._replace(prefix=prefix))) == found


def test_tags_where_the_version_comes_from_them() -> None:
    """A version that is not known yet is lower than none, and the example tag has the last one."""
    subject = upkeep('# pyproject.toml\n[project]\nname = "boat"\ndynamic = ["version"]')._replace(tags=("1.1", "1.0"))
    found = judge_upkeep(subject, "boat", {})
    assert [(one.rule, one.values) for one in found] == [("PRJ102", {"earlier": "1.1", "tag": "v1.1"})]


@pytest.mark.parametrize(("version", "normal"), [("1.2.0-rc.1", "1.2.0rc1"), ("2024.01.05", "2024.1.5"), ("1.0", None), ("summer", None)])
def test_spelling(version, normal) -> None:
    """A version in another spelling than PyPI's is told with that one."""
    found = judge_upkeep(with_version(version), "boat", {})
    assert [one.values["normal"] for one in found] == ([normal] if normal else [])
