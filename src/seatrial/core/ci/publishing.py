"""Understands what the steps of a job do for a release: which of them publishes, by what, with what, to where; which builds."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from seatrial.core.ci.workflow import EVERY
from seatrial.model.workflow import Job, Workflow, WorkflowStep

PUBLISH_ACTION = "pypa/gh-action-pypi-publish"
COMMANDS: tuple[tuple[str, str], ...] = (
    ("twine", r"(?:^|[\s;&|/])twine\s+upload\b"),
    ("uv", r"\buv\s+publish\b"),
    ("poetry", r"\bpoetry\s+publish\b"),
    ("hatch", r"\bhatch\s+publish\b"),
    ("flit", r"\bflit\s+publish\b"),
    ("pdm", r"\bpdm\s+publish\b"),
    ("maturin", r"\bmaturin\s+(?:publish|upload)\b"),
    ("seatrial", r"\bseatrial\s+(?:upload|release)\b"),
    ("setup.py", r"\bsetup\.py\s[^\n;&|]{0,200}\bupload\b"),
)
"""Commands that send files to an index, by the tool."""
PASSWORDS = {
    "twine": ("TWINE_PASSWORD",),
    "uv": ("UV_PUBLISH_TOKEN", "UV_PUBLISH_PASSWORD"),
    "poetry": ("POETRY_PYPI_TOKEN_PYPI", "POETRY_HTTP_BASIC_PYPI_PASSWORD", "POETRY_PYPI_TOKEN_TESTPYPI"),
    "hatch": ("HATCH_INDEX_AUTH",),
    "flit": ("FLIT_PASSWORD",),
    "pdm": ("PDM_PUBLISH_PASSWORD",),
    "maturin": ("MATURIN_PYPI_TOKEN", "MATURIN_PASSWORD"),
    "seatrial": ("SEATRIAL_TOKEN", "TWINE_PASSWORD", "UV_PUBLISH_TOKEN", "UV_PUBLISH_PASSWORD"),
}
"""Variables from which a tool takes its password."""
IN_COMMAND = {"uv": r"--token\b|\s-t\b", "poetry": r"\s-p\b|--password\b", "pdm": r"\s-P\b|--password\b", "twine": r"\s-p\b|--password\b"}
BUILDS = re.compile(
    r"\bpython[\d.]*\s+-m\s+build\b|\bpyproject-build\b|\bsetup\.py\s[^\n]{0,200}\b(?:sdist|bdist_wheel|build)\b"
    r"|\b(?:uv|poetry|hatch|flit|pdm|maturin|seatrial)\s+build\b|\bcibuildwheel\b|\bpip3?\s+install\s[^\n]{0,200}(?:-e\s+)?\.(?:\[|\s|$)|\bpip3?\s+wheel\s"
    r"|\bpoetry\s+publish\s[^\n]{0,200}--build\b|\bflit\s+publish\b|\bpdm\s+publish\b(?![^\n]{0,200}--no-build)|\bpoetry\s+install\b",
    re.MULTILINE,
)
"""Commands that run the code of the project, of its build backend or of what that needs."""
BUILD_ACTIONS = ("pypa/cibuildwheel", "pyo3/maturin-action", "hynek/build-and-inspect-python-package")
SECRET = re.compile(r"\$\{\{[^{}]*\bsecrets\.")
"""Nothing here repeats without a bound or a sign that ends it: a hostile file must not take the square of its length."""
STEPS = 512
"""Steps whose commands are remembered, for every rule asks for them again."""
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
MAJOR = re.compile(r"v?(\d{1,3})(?:\.\d{1,3})*")
COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")
HOSTS = {"pypi": ("upload.pypi.org", "pypi.org"), "testpypi": ("test.pypi.org",)}

By = Literal["identity", "secret", "unknown"]


class Publishing(NamedTuple):
    """A step that publishes."""

    step: WorkflowStep
    tool: str
    by: By
    """`identity`: Trusted Publishing for sure; `secret`: a password out of the secrets."""
    line: int
    """Where the password stands, else where the step publishes."""
    to: Literal["pypi", "testpypi", "other"] = "pypi"


class Action(NamedTuple):
    """What `uses:` names."""

    name: str
    """In lower case, without a path inside of the repository."""
    ref: str


def action(step: WorkflowStep) -> Action:
    """Return the action of a step; an empty name where it is none of a repository."""
    if not step.uses or step.uses.startswith(("./", "docker://")):
        return Action("", "")
    name, _, ref = step.uses.partition("@")
    return Action("/".join(name.lower().split("/")[:2]), ref)


def major(step: WorkflowStep) -> int | None:
    """Return the major version of a step's action, by its reference or by the comment behind a hash; None where neither names one."""
    ref = action(step).ref
    found = MAJOR.fullmatch(step.comment if COMMIT.fullmatch(ref) else ref)
    return int(found[1]) if found else None


def commands(step: WorkflowStep) -> str:
    """Return the commands of a step without comments, continued lines joined."""
    return COMMENT.sub("", step.run.replace("\\\n", " "))


def publishings(workflow: Workflow, job: Job) -> tuple[Publishing, ...]:
    """Return the steps of a job that publish."""
    found = (_publishing(workflow, job, step) for step in job.steps)
    return tuple(one for one in found if one)


def builds(step: WorkflowStep) -> bool:
    """Tell whether a step builds, or runs other code of the project."""
    return action(step).name in BUILD_ACTIONS or _builds(commands(step))


def grants(workflow: Workflow, job: Job, scope: str) -> bool | None:
    """Tell whether a job may write in a scope; None where the one that calls the workflow decides.

    The default of a repository never has `id-token`.
    """
    said = job.permissions if job.permissions is not None else workflow.permissions
    if said is None:
        return None if "workflow_call" in workflow.triggers else False
    return said.get(scope, said.get(EVERY, "none")) == "write"


def _publishing(workflow: Workflow, job: Job, step: WorkflowStep) -> Publishing | None:
    if action(step).name == PUBLISH_ACTION:
        return _by_action(step)
    text = commands(step)
    tool = _tool(text)
    return _by_command(workflow, job, step, tool, text) if tool else None


@lru_cache(STEPS)
def _tool(text: str) -> str | None:
    return next((name for name, pattern in COMMANDS if re.search(pattern, text)), None)


@lru_cache(STEPS)
def _builds(text: str) -> bool:
    return bool(BUILDS.search(text))


def _by_action(step: WorkflowStep) -> Publishing:
    password = step.inputs.get("password", "")
    url = step.inputs.get("repository-url") or step.inputs.get("repository_url") or ""
    index = _index(url)
    line = step.lines.get("with.password" if password else "uses", step.line)
    if not password:
        return Publishing(step, PUBLISH_ACTION, "identity", line, index)
    return Publishing(step, PUBLISH_ACTION, "secret" if SECRET.search(password) else "unknown", line, index)


def _by_command(workflow: Workflow, job: Job, step: WorkflowStep, tool: str, text: str) -> Publishing:
    line = step.lines.get("run", step.line)
    urls = (
        " ".join(re.findall(r"https?://[^\s\"']+", text)) or _variable(workflow, job, step, ("TWINE_REPOSITORY_URL", "UV_PUBLISH_URL"))[0]
    )
    named = re.search(r"(?:--repository|-r|--index)[ =]([^\s\"']+)", text)
    index = (
        _index(urls)
        if urls
        else "testpypi"
        if named and "test" in named[1].lower()
        else "other"
        if named and named[1] != "pypi"
        else "pypi"
    )
    value, where = _variable(workflow, job, step, PASSWORDS.get(tool, ()))
    option = IN_COMMAND.get(tool)
    if SECRET.search(value):
        return Publishing(step, tool, "secret", where or line, index)
    if option and re.search(option, text) and SECRET.search(text):
        return Publishing(step, tool, "secret", line, index)
    always = tool == "uv" and re.search(r"--trusted-publishing[ =]always\b", text)
    return Publishing(step, tool, "identity" if always else "unknown", line, index)


def _variable(workflow: Workflow, job: Job, step: WorkflowStep, names: tuple[str, ...]) -> tuple[str, int]:
    """Return the value of the first of some variables that is set for a step, and its line."""
    for place in (step, job, workflow):
        for name in names:
            if place.env.get(name):
                return place.env[name], place.lines.get(f"env.{name}", 0)
    return "", 0


def _index(url: str) -> Literal["pypi", "testpypi", "other"]:
    if not url or any(f"//{host}" in url for host in HOSTS["pypi"]):
        return "pypi"
    return "testpypi" if any(f"//{host}" in url for host in HOSTS["testpypi"]) else "other"
