"""A written workflow as text for people: where it lies, and what is left to do at GitHub and at the index; and as a JSON object."""

from typing import Any

from seatrial.core.ci.writing import tag_pattern
from seatrial.model.sentence import Sentence
from seatrial.model.workflow import WrittenWorkflow
from seatrial.report.data import SCHEMA
from seatrial.report.escape import escape
from seatrial.report.style import Style
from seatrial.report.width import hang
from seatrial.text.words import Language, say

STATES = {
    "written": Sentence("RPT276", "Written: {path}"),
    "same": Sentence("RPT277", "{path} is as it should be; nothing was changed."),
}
NEXT = Sentence("RPT278", "What is left to do:")
COMMIT = Sentence("RPT279", "Commit the workflow, and push it.")
ENVIRONMENT = Sentence(
    "RPT280",
    "On GitHub, under Settings → Environments, make the environment {environment}; let it ask for a reviewer, and take tags that match {pattern} alone.",
)
PUBLISHER = Sentence(
    "RPT281",
    "Register the workflow {file} with the environment {environment} as a trusted publisher; `{command}` shows what to type where.",
)
TAG = Sentence("RPT282", "To release: push the tag of the version, such as {tag}.")
RELEASE = Sentence("RPT283", "To release: publish a release on GitHub with the tag of the version, such as {tag}.")
TOKENS = Sentence("RPT284", "Delete tokens for uploads from the secrets of the repository; nothing needs them any more.")


def environments(written: WrittenWorkflow) -> tuple[str, ...]:
    """Return the environments that the jobs that publish run in."""
    return ("testpypi", "pypi") if written.recipe.testpypi else ("pypi",)


def workflow_report(written: WrittenWorkflow, language: Language, style: Style, *, quiet: bool = False) -> str:
    """Return what came of writing a workflow, and the steps that are left; with `quiet` nothing."""
    if quiet:
        return ""
    recipe = written.recipe
    head = say(language, STATES[written.state], {"path": escape(written.path)})
    steps = [say(language, COMMIT)]
    for one in environments(written):
        shown = {"environment": one, "pattern": tag_pattern(recipe)}
        steps.append(say(language, ENVIRONMENT, shown))
        command = f"seatrial publisher show{'' if one == 'pypi' else f' --to {one}'}"
        file = escape(written.path.rpartition("/")[2])
        steps.append(say(language, PUBLISHER, {"file": file, "environment": one, "command": command}))
    steps.append(say(language, TOKENS))
    tag = recipe.tag.replace("{name}", recipe.name).replace("{version}", "1.0.0")
    steps.append(say(language, TAG if recipe.trigger == "tag" else RELEASE, {"tag": escape(tag)}))
    lines = [f"{style.paint('good', style.marks.good)} {head}", "", say(language, NEXT)]
    for number, step in enumerate(steps, 1):
        lines += hang(step, style.columns, f"  {number}. ", "     ")
    return "\n".join(lines) + "\n"


def workflow_json(written: WrittenWorkflow) -> dict[str, Any]:
    """Return the answer of `seatrial ci github` for machines."""
    recipe = written.recipe
    return {
        "schema": SCHEMA,
        "path": written.path,
        "state": written.state,
        "trigger": recipe.trigger,
        "tags": tag_pattern(recipe),
        "environments": list(environments(written)),
        "text": written.text,
    }
