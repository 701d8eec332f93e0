"""Reads the file of a GitLab pipeline as far as Trusted Publishing depends on it."""

from collections.abc import Mapping

from seatrial.core.ci.document import Node, Table, read_yaml
from seatrial.core.ci.walking import plain, table_under, text, texts, under
from seatrial.model.workflow import GitlabJob, GitlabPipeline, WorkflowFault

NO_JOBS = frozenset(
    {"default", "include", "image", "services", "stages", "variables", "workflow", "cache", "before_script", "after_script", "spec"}
)
"""Keys at the top that are no jobs."""


def read_gitlab(data: bytes, path: str) -> GitlabPipeline:
    """Return what a `.gitlab-ci.yml` says: its jobs with their environments and identity tokens, `default` counted in.

    Raises nothing: what cannot be read is in `faults`. What a job takes by `extends` from another one of the file counts as its own.
    """
    read = read_yaml(data)
    if read.root is None and read.faults:
        return GitlabPipeline(path, faults=read.faults)
    if not isinstance(read.root, Table):
        return GitlabPipeline(path, faults=(WorkflowFault("shape", read.root.line if read.root else 1),))
    top = read.root
    every = _tokens(table_under(top, "default"))
    found = tuple(
        _job(key, line, top, node, every)
        for key, (line, node) in top.pairs.items()
        if isinstance(node, Table) and key not in NO_JOBS and not key.startswith(".")
    )
    return GitlabPipeline(path, found, under(top, "include") is not None, read.faults)


EXTENDED = 11
"""Levels of `extends` that GitLab follows."""


def _job(key: str, line: int, top: Table, table: Table, every: Mapping[str, tuple[str, ...]]) -> GitlabJob:
    layers = _layers(top, table)
    environment = next((found for layer in layers if (found := _environment(under(layer, "environment")))), "")
    tokens = {name: audiences for layer in reversed(layers) for name, audiences in _tokens(layer).items()}
    script = next((lines for layer in layers if (lines := texts(under(layer, "script")))), ())
    return GitlabJob(key, line, environment, tokens or every, script)


def _layers(top: Table, table: Table) -> list[Table]:
    """Return a job and what it extends, the nearest first; of several the last one counts most."""
    found, rest = [table], list(reversed(texts(under(table, "extends"))))
    while rest and len(found) < EXTENDED:
        one = under(top, rest.pop(0))
        if isinstance(one, Table):
            found.append(one)
            rest = [*reversed(texts(under(one, "extends"))), *rest]
    return found


def _environment(node: Node | None) -> str:
    return text(node, "name") if isinstance(node, Table) else plain(node)


def _tokens(table: Table) -> dict[str, tuple[str, ...]]:
    named = table_under(table, "id_tokens")
    return {name: texts(under(one, "aud")) for name, (_, one) in named.pairs.items() if isinstance(one, Table)}
