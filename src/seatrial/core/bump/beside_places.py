"""The version in what lies beside the code: Sphinx's conf.py, citation files, package.json."""

from collections.abc import Mapping

from seatrial.core.bump.candidate import Candidate, Gathered, candidate, computed, held
from seatrial.core.bump.json_places import json_texts
from seatrial.core.bump.yaml_places import yaml_texts
from seatrial.model.project import Project

DOCS = frozenset({"", "doc", "docs", "documentation", "sphinx", "doc/source", "docs/source", "documentation/source", "doc/src", "docs/src"})
CONF = frozenset({"version", "release"})
SPHINX = frozenset({"project", "extensions", "master_doc", "root_doc", "html_theme", "copyright", "project_copyright"})
JSON: Mapping[str, tuple[tuple[str, ...], ...]] = {"codemeta.json": (("version",), ("softwareVersion",)), ".zenodo.json": (("version",),)}
SAME_JSON: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "package.json": (("version",),),
    "package-lock.json": (("version",), ("packages", "", "version")),
}
"""Files that may have a version of their own."""


def in_docs(project: Project, files: Mapping[str, bytes]) -> Gathered:
    """Return the version in the settings of Sphinx."""
    rows = [path for path in project.listing if path.rpartition("/")[2] == "conf.py" and path.rpartition("/")[0].lower() in DOCS]
    found: list[Candidate] = []
    unknown = []
    for path in rows:
        from seatrial.core.bump.python_places import bound, computed_in, literals_of  # noqa: PLC0415  (`ast` is needed only where there is Python)
        from seatrial.core.bump.python_source import python_source  # noqa: PLC0415

        data = files.get(path, b"")
        source = python_source(data)
        if source is None or SPHINX.isdisjoint(one.name for one in bound(source.tree.body)):
            continue
        whole = {row.stated.start for row in literals_of(source, frozenset({"release"}))}
        for row in literals_of(source, CONF):
            found += candidate(path, data, row.stated, sure=not row.inner, form=None if row.stated.start in whole else "short")
        unknown += [computed(path, data, line, why) for line, why in computed_in(source, CONF)]
    return Gathered(tuple(found), tuple(unknown))


def in_descriptions(project: Project, files: Mapping[str, bytes]) -> tuple[Candidate, ...]:
    """Return the version in files that tell others of the project."""
    present = frozenset(project.listing)
    citation = held(files, present, "CITATION.cff")
    found = [*candidate("CITATION.cff", citation, yaml_texts(citation).get("version"))] if citation else []
    for sure, table in ((True, JSON), (False, SAME_JSON)):
        for file, keys in table.items():
            data = held(files, present, file)
            texts = json_texts(data) if data else {}
            found += [one for key in keys for one in candidate(file, data, texts.get(key), sure=sure)]
    return tuple(found)
