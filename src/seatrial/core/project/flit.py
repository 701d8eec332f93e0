"""What `pyproject.toml` declares in the old table of flit, which stood in place of `[project]` before version 3.2."""

from collections.abc import Mapping
from typing import Any

from seatrial.core.project.declared import Declared
from seatrial.core.project.pyproject import CONTENT_TYPES, FILE
from seatrial.core.project.toml import pairs, table, text, texts
from seatrial.model.project import Read, Source

FIELDS = {
    "module": "name",
    "dist-name": "name",
    "description-file": "readme",
    "requires": "requires",
    "requires-python": "requires_python",
    "classifiers": "classifiers",
    "license": "license",
}


def declared_in_flit_table(pyproject: Mapping[str, Any]) -> Declared:
    """Return what `[tool.flit.metadata]` says; version and summary stand in the module."""
    own = table(pyproject, "tool", "flit", "metadata")
    if not own:
        return Declared()
    sources = {ours: Source(FILE) for theirs, ours in FIELDS.items() if theirs in own}
    readme = text(own.get("description-file"))
    return Declared(
        name=text(own.get("dist-name")) or text(own.get("module")),
        readme=readme,
        readme_content_type=next((kind for end, kind in CONTENT_TYPES.items() if readme and readme.lower().endswith(end)), None),
        license=text(own.get("license")),
        requires_python=text(own.get("requires-python")),
        requires=texts(own.get("requires")),
        classifiers=texts(own.get("classifiers")),
        scripts=pairs(table(pyproject, "tool", "flit", "scripts")) or None,
        urls=tuple(one for one in (text(own.get("home-page")), *pairs(table(own, "urls")).values()) if one) or None,
        authors=tuple(one for one in (text(own.get("author")), text(own.get("author-email"))) if one) or None,
        reads=(Read(readme, sources["readme"]),) if readme else (),
        sources=sources,
        deferred=frozenset({"version", "summary"}),
    )
