"""Many small projects, built for real by the backends that they name, all in one child process."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from make.git import write
from seatrial.edge.build_environment import make_environment

MODULES = {
    "setuptools": "setuptools.build_meta",
    "hatchling": "hatchling.build",
    "flit_core": "flit_core.buildapi",
    "poetry-core": "poetry.core.masonry.api",
    "pdm-backend": "pdm.backend",
    "uv_build": "uv_build",
}
"""Requirement → backend."""
CHILD = """
import contextlib, importlib, io, json, os, sys, traceback
import setuptools.build_meta
for folder, module in json.load(sys.stdin):
    if os.fork() == 0:
        os.chdir(folder)
        said = open("../" + os.path.basename(folder) + ".log", "w")
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
        status = 1
        with contextlib.suppress(BaseException):
            try:
                importlib.import_module(module).build_wheel("../" + os.path.basename(folder) + ".out")
                status = 0
            except BaseException:
                traceback.print_exc()
        sys.stdout.flush()
        os._exit(status)
    os.wait()
"""


class Made(NamedTuple):
    """What became of one build."""

    members: frozenset[str] | None
    """Of the wheel; None where the backend stopped."""
    metadata: str
    said: str


def with_backend(requires: str, files: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a project with a table that names its backend."""
    table = f'[build-system]\nrequires = ["{requires}"]\nbuild-backend = "{MODULES[requires]}"\n'
    return {**files, "pyproject.toml": table + files.get("pyproject.toml", "")}


def build_all(folder: Path, projects: Mapping[str, tuple[str, Mapping[str, str]]]) -> dict[str, Made]:
    """Build each project (name → backend and files) by the newest backends, and return what became of it."""
    environment = make_environment(str(folder / "env"))
    uv = str(Path(sys.executable).with_name("uv"))
    subprocess.run([uv, "pip", "install", "-q", "--python", environment.python, *MODULES], check=True, timeout=120)
    jobs = []
    for name, (backend, files) in projects.items():
        write(folder / name, dict(files))
        (folder / f"{name}.out").mkdir()
        jobs.append((str(folder / name), MODULES[backend]))
    # `-P`: what a frontend starts does not search the project's folder either.
    environ = {"PATH": f"{environment.scripts}:/usr/bin:/bin", "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([environment.python, "-P", "-c", CHILD], input=json.dumps(jobs), text=True, check=True, timeout=120, env=environ)
    return {name: _made(folder, name) for name in projects}


def _made(folder: Path, name: str) -> Made:
    said = (folder / f"{name}.log").read_text()
    wheels = list((folder / f"{name}.out").glob("*.whl"))
    if not wheels:
        return Made(None, "", said)
    with zipfile.ZipFile(wheels[0]) as wheel:
        names = frozenset(wheel.namelist())
        metadata = next(wheel.read(one).decode() for one in names if one.endswith(".dist-info/METADATA"))
    return Made(frozenset(one for one in names if ".dist-info/" not in one), metadata, said)
