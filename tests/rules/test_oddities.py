"""The rules on odd files of a tree speak where they must, and only there."""

import pytest

from seatrial.model.project import Oddity, Project, Repository, Tree
from seatrial.rules import oddities, repository
from seatrial.rules.rule import judge

PROJECT = Project("/p", "pyproject.toml", "hatchling", "hatchling.build", ("hatchling",), name="a", version="1")
CLEAN = Repository("/p", "", "c" * 40, 1, "main")


def judged(tree):
    found = judge((*oddities.RULES, *repository.RULES), tree, "p", {})
    return [(one.rule, one.severity, one.file) for one in found]


@pytest.mark.parametrize(
    ("kind", "rule", "severity"),
    [
        ("link-outside", "PRJ051", "warning"),
        ("link-dangling", "PRJ052", "warning"),
        ("link-circle", "PRJ053", "warning"),
        ("link-folder", "PRJ054", "note"),
        ("pointer", "PRJ055", "warning"),
        ("case", "PRJ056", "warning"),
        ("crlf", "PRJ057", "warning"),
        ("special", "PRJ058", "note"),
        ("unreadable", "PRJ059", "error"),
        ("ignored-data", "PRJ061", "warning"),
    ],
)
def test_odd_files(kind, rule, severity):
    """Each kind of odd file has its rule, which names the first of them."""
    assert judged(Tree(PROJECT, CLEAN, (Oddity(kind, "x", "y"),))) == [(rule, severity, "x")]


def test_a_plain_tree():
    """A tree without oddities raises nothing."""
    assert judged(Tree(PROJECT, CLEAN)) == []


def test_ignored_code():
    """Modules that git ignores are told, but for those that a build writes."""
    assert judged(Tree(PROJECT, CLEAN, (Oddity("ignored-code", "a/lib/x.py"),))) == [("PRJ060", "warning", "a/lib/x.py")]
    assert judged(Tree(PROJECT, CLEAN, (Oddity("ignored-code", "a/_version.py"),))) == []


def test_links_say_where_they_lead():
    """A link is named with its target."""
    found = judge(oddities.RULES, Tree(PROJECT, CLEAN, (Oddity("link-outside", "x", "/etc/y"),)), "p", {})
    assert found[0].values == {"files": 1, "names": "x → /etc/y"}


@pytest.mark.parametrize(
    ("facts", "rule", "severity", "file"),
    [
        ({"hollow": ("vendor",)}, "PRJ048", "warning", "vendor"),
        ({"elsewhere": ("x", "y")}, "PRJ049", "note", None),
        ({"unfinished": "rebase"}, "PRJ050", "warning", None),
    ],
)
def test_what_git_tells(facts, rule, severity, file):
    """Submodules that are not there, changes around the project and a command that stopped half-way are told."""
    assert judged(Tree(PROJECT, CLEAN._replace(**facts))) == [(rule, severity, file)]


def test_a_tag_that_two_projects_share():
    """Where another project lies beside this one, its tags must tell the two apart."""
    beside = (Oddity("neighbour", "b"),)
    assert judged(Tree(PROJECT, CLEAN, beside, "v{version}")) == [("PRJ062", "note", None)]
    assert judged(Tree(PROJECT, CLEAN, beside, "{name}-v{version}")) == []
    by_git = PROJECT._replace(dynamic=frozenset({"version"}), build_requires=("hatch-vcs",))
    assert judged(Tree(by_git, CLEAN._replace(tags=("v1",)), beside, "v{version}")) == []
