"""How the tree configures its build, gathered once from everything that the build files say."""

from collections.abc import Mapping, Sequence
from typing import Any

from seatrial.core.project.declared import Declared
from seatrial.core.project.left_out import data_left_out, speakers
from seatrial.core.project.literal import docstring
from seatrial.core.project.toml import table, text, texts
from seatrial.model.configuration import Configuration, Said
from seatrial.model.project import Project

TEXT = 100_000
"""Bytes of a README or a licence that are looked at."""
LICENCES = 5
"""Licence files that are looked at."""
COMPARED = ("name", "summary", "requires_python", "license", "requires", "scripts")
"""Fields that are compared between build files; the version has its own rule."""


def configured(
    project: Project, files: Mapping[str, bytes], pyproject: Mapping[str, Any], data: bytes, layers: Sequence[tuple[str, Declared]]
) -> Project:
    """Return the project with its configuration.

    `pyproject` is the parsed `pyproject.toml` and `data` its bytes; `layers` are the build files that say something of the project's metadata, the one that wins first.
    """
    setuptools = project.backend == "setuptools"
    cfg = files.get("setup.cfg", b"") if setuptools else b""
    scripts = [said.script for _, said in layers if said.script is not None]
    names = (*project.license_files[:LICENCES], *([project.readme] if project.readme else []))
    found = Configuration(
        pyproject=pyproject,
        pyproject_data=data,
        setup_cfg=_sections(cfg) if cfg else {},
        setup_cfg_data=cfg,
        script=scripts[0] if scripts else None,
        manifest=files.get("MANIFEST.in", b"").decode("utf-8", "replace") if setuptools else "",
        texts={name: files[name][:TEXT].decode("utf-8", "replace") for name in names if name in files},
        said=tuple(one for file, said in layers for one in _said(file, said)),
        overrides="project" in pyproject and len(layers) > 1,
        docstring=_has_docstring(project, files, pyproject),
    )
    left = data_left_out(project, found)
    return project._replace(configuration=found._replace(left_out=left, speakers=speakers(left, project.modules, files)))


def _sections(data: bytes) -> dict[str, dict[str, str]]:
    from seatrial.core.project.setup_cfg import written_setup_cfg  # noqa: PLC0415  (only where there is a setup.cfg)

    return written_setup_cfg(data)


def _said(file: str, declared: Declared) -> list[Said]:
    found = []
    for field in COMPARED:
        value = getattr(declared, field)
        if value is None:
            continue
        values = (
            (value,) if isinstance(value, str) else tuple(f"{a} = {b}" for a, b in value.items()) if field == "scripts" else tuple(value)
        )
        source = declared.sources.get(field)
        found.append(Said(file, field, values, source.line if source else None))
    return found


def _has_docstring(project: Project, files: Mapping[str, bytes], pyproject: Mapping[str, Any]) -> bool:
    if project.backend != "flit-core" or "description" not in (texts(table(pyproject, "project").get("dynamic")) or ()):
        return True
    module = text(table(pyproject, "tool", "flit", "module").get("name")) or (project.name or "").replace("-", "_")
    base = module.replace(".", "/")
    paths = [f"{root}{base}{end}" for root in ("src/", "") for end in ("/__init__.py", ".py")]
    there = [path for path in paths if path in project.listing]
    return not there or there[0] not in files or docstring(files[there[0]]) is not None
