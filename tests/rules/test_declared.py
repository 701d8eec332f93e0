"""What is declared for the index, as findings tell it."""

from seatrial.core.project.assemble import read_project
from seatrial.model.project import Tree
from seatrial.rules.declared import direct_url
from seatrial.rules.rule import judge

BUILD_FILE = b'[project]\nname = "boat"\nversion = "1.0"\ndependencies = ["x @ https://me:secret@example.org/x.whl"]\n'


def test_a_login_in_a_requirement_is_not_told() -> None:
    """A requirement by address is found, and the password that stands in it is not repeated in logs."""
    project = read_project({"pyproject.toml": BUILD_FILE}, ["pyproject.toml"], "/nowhere")
    (finding,) = judge((direct_url,), Tree(project), "boat", {})
    assert finding.values == {"requirement": "x @ https://****@example.org/x.whl"}
