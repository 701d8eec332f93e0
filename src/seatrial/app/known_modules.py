"""Which project brings which module: found in the environment of a verification, and remembered for the checks that follow."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from seatrial.app.sealed import keep_sealed, kept_sealed
from seatrial.app.state import NAME as STATE
from seatrial.app.state import existing_state, read_plain
from seatrial.core.protocol import normal
from seatrial.core.requirements.brought import modules_in
from seatrial.model.requirements import Known
from seatrial.model.world import World

NAME = "modules.json"
BOUND = 1024 * 1024
"""Bytes of the record that are read."""
PROJECTS = 1_000
"""Installed projects that are looked at."""
RECORD = 8 * 1024 * 1024
"""Bytes of one list of installed files that are read."""
MODULES = 20_000
"""Modules that are remembered."""


def modules_of(environment: str) -> Known:
    """Return which modules the projects in an environment have brought, by what its installers wrote down; nothing is run. What cannot be read is left out."""
    modules: dict[str, list[str]] = {}
    projects: set[str] = set()
    for folder in islice(sorted(Path(environment).glob("[lL]ib*/**/site-packages/*.dist-info")), PROJECTS):
        name = normal(folder.name.removesuffix(".dist-info").rpartition("-")[0])
        if name in projects:
            # `lib64` is mostly a link to `lib`.
            continue
        try:
            rows = csv.reader(read_plain(folder / "RECORD", RECORD).decode("utf-8", "replace").splitlines())
            found = modules_in(row[0] for row in rows if row)
        except (OSError, csv.Error):
            continue
        projects.add(name)
        for module in found:
            modules.setdefault(module, []).append(name)
    return Known({module: tuple(owners) for module, owners in islice(modules.items(), MODULES)}, frozenset(projects))


def remember_modules(world: World, name: str, known: Known, logs: str, project: str | None) -> None:
    """Remember them in the `.seatrial` of the project of that name, in place of what was there: in that which has the `logs`, else in that of the folder `project`.

    Nothing is written where there is none. Raises `Problem` PPR050 to PPR053.
    """
    above = Path(logs).parent
    state = str(above) if above.name == STATE else existing_state(world, project) if project else None
    if state:
        record = {"name": name, "projects": sorted(known.projects), "modules": known.modules}
        keep_sealed(world, state, NAME, record)


def known_modules(world: World, folder: str, name: str | None) -> Known | None:
    """Return what was remembered in the folder of a project for its name; None where nothing was, or where it is none of this user's."""
    try:
        here = Path(folder, STATE)
        read: Any = kept_sealed(world, str(here), NAME, BOUND) if name and not here.is_symlink() else None
        if read is None or normal(read["name"]) != normal(name or ""):
            return None
        return Known(dict(_modules(read["modules"].items())), frozenset(map(str, read["projects"])))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _modules(rows: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((str(module), tuple(map(str, owners))) for module, owners in rows if isinstance(owners, list) and owners)
