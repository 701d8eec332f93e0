"""Workflows made of few lines: a whole one, or one job, or the events that start it."""

from seatrial.core.ci.workflow import read_workflow
from seatrial.model.workflow import Judged

BUILD = "  build: {runs-on: ubuntu-latest, steps: [run: seatrial build]}\n"


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


def whole(text: str) -> str:
    """Return a whole workflow: of the keys of a job the one that publishes beside another, of events the same with a job that publishes."""
    first = text.partition(":")[0]
    if first in {"push", "release"}:
        return f"on:\n{indented(text, 2)}jobs:\n{BUILD}  publish: {{steps: [run: seatrial upload dist/*]}}\n"
    if first in {"steps", "permissions", "environment", "needs", "strategy", "runs-on"} and "\njobs:" not in text:
        return f"on: {{push: {{tags: ['v*']}}}}\njobs:\n{BUILD}  publish:\n{indented(text, 4)}"
    return text


def flow(text: str, *, by_tags: bool = True) -> Judged:
    """Return a workflow of an example; `# tag: …` at its end is what the project's settings say."""
    text, _, tag = text.partition("# tag: ")
    return Judged(read_workflow(whole(text).encode(), ".github/workflows/release.yml"), tag, by_tags)
