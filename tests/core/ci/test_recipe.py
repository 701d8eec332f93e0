"""What a workflow needs is decided from what the project says of itself."""

import pytest

from seatrial.core.ci.recipe import recipe_of
from seatrial.model.project import Project, Repository
from seatrial.model.settings import Settings
from seatrial.problem import Problem


def project(**fields) -> Project:
    return Project("/home/me/boat", "pyproject.toml", "hatchling", "hatchling.build", (), **{"name": "The.Boat", **fields})


def recipe(repository=None, tag="v{version}", **fields):
    return recipe_of(project(**fields), repository, Settings(tag=tag), "0.1.0", by_tags=False)


def test_a_plain_project() -> None:
    """The name is normalized; without a word on Pythons all that are supported are tried."""
    made = recipe()
    assert (made.name, made.tool, made.tag, made.folder, made.tool_python, made.compiled) == (
        "the-boat",
        "0.1.0",
        "v{version}",
        "",
        "3.13",
        False,
    )
    assert made.pythons == ("3.10", "3.11", "3.12", "3.13", "3.14")


@pytest.mark.parametrize(
    ("requires", "pythons", "tool"),
    [
        (">=3.12", ("3.12", "3.13", "3.14"), "3.13"),
        (">=3.9,<3.12", ("3.10", "3.11"), "3.11"),
        (">=3.10.4,!=3.11.*,<3.13", ("3.10", "3.12"), "3.12"),
        (">=3.14", ("3.14",), "3.13"),
        ("<3.10.2", ("3.10",), "3.13"),
        ("nonsense", ("3.10", "3.11", "3.12", "3.13", "3.14"), "3.13"),
    ],
)
def test_pythons_are_those_of_the_project(requires, pythons, tool) -> None:
    """It is verified where the project runs; what cannot be read keeps nothing away."""
    made = recipe(requires_python=requires)
    assert (made.pythons, made.tool_python) == (pythons, tool)


def test_a_project_in_a_folder() -> None:
    """The folder below the top of the repository is kept."""
    assert recipe(Repository("/home/me", "pkg/boat/", None, None, None)).folder == "pkg/boat/"


@pytest.mark.parametrize(
    ("repository", "fields", "problem"),
    [
        (None, {"name": None}, "PCI001"),
        (None, {"name": "no name"}, "PCI001"),
        (None, {"requires_python": "<3"}, "PCI002"),
        (Repository("/home/me", "${{ secrets.A }}/", None, None, None), {}, "PCI003"),
        (Repository("/home/me", "../x/", None, None, None), {}, "PCI003"),
    ],
)
def test_what_no_workflow_can_be_written_for(repository, fields, problem) -> None:
    """A name or a folder that would mean something else in a workflow is never written into one."""
    with pytest.raises(Problem) as raised:
        recipe(repository, **fields)
    assert raised.value.kind.id == problem
