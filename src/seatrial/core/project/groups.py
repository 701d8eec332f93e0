"""Requirements that are not the users': groups for development and tests, in the standard's table and in those of the tools."""

from collections.abc import Mapping, Sequence
from typing import Any

from seatrial.core.project.declared import Declared
from seatrial.core.project.pyproject import requirements_by_name
from seatrial.core.project.toml import table, texts

BUILD = "build-system"


def groups_of(pyproject: Mapping[str, Any], layers: Sequence[Declared]) -> dict[str, tuple[str, ...]]:
    """Return the requirements of each group; those of Poetry by name alone."""
    tool = table(pyproject, "tool")
    found = dict(requirements_by_name(pyproject, "dependency-groups") or {})
    found |= requirements_by_name(table(tool, "pdm"), "dev-dependencies") or {}
    uv = texts(table(tool, "uv").get("dev-dependencies"))
    poetry = table(tool, "poetry")
    old = table(poetry, "dev-dependencies")
    found |= {"dev-dependencies": tuple(old)} if old else {}
    found |= {name: tuple(table(poetry, "group", name, "dependencies")) for name in table(poetry, "group")}
    hatch = {name: texts(table(tool, "hatch", "envs", name).get("dependencies")) for name in table(tool, "hatch", "envs")}
    found |= {name: rows for name, rows in hatch.items() if rows}
    found |= {"dev-dependencies": (*found.get("dev-dependencies", ()), *uv)} if uv else {}
    built = texts(table(pyproject, BUILD).get("requires"))
    found |= {BUILD: built} if built else {}
    return {**{name: rows for layer in layers for name, rows in layer.groups.items()}, **found}
