"""Small project trees: one for each build backend and way of writing it down, and the examples."""

import shutil
from pathlib import Path

from make.git import write

EXAMPLES = Path(__file__).parents[2] / "examples"
PURE = ("setup.py", "setup.cfg", "setuptools", "setuptools-flat", "hatchling", "flit-core", "poetry-core", "pdm-backend", "uv-build")
"""Trees that build wherever their backend can be installed."""
FROM_GIT = ("setuptools-scm", "hatch-vcs")
"""Trees whose version comes from a git tag."""
COMPILED = ("maturin", "scikit-build-core", "meson-python")
"""Trees that need a toolchain to build."""
KINDS = (*PURE, *FROM_GIT, *COMPILED)

SYSTEMS = {
    "setuptools": ('"setuptools>=77"', "setuptools.build_meta"),
    "setuptools-flat": ('"setuptools>=77"', "setuptools.build_meta"),
    "setuptools-scm": ('"setuptools>=77", "setuptools-scm>=8"', "setuptools.build_meta"),
    "hatchling": ('"hatchling"', "hatchling.build"),
    "hatch-vcs": ('"hatchling", "hatch-vcs"', "hatchling.build"),
    "flit-core": ('"flit_core>=3.11"', "flit_core.buildapi"),
    "poetry-core": ('"poetry-core>=2"', "poetry.core.masonry.api"),
    "pdm-backend": ('"pdm-backend"', "pdm.backend"),
    "uv-build": ('"uv_build"', "uv_build"),
    "maturin": ('"maturin>=1.8"', "maturin"),
    "scikit-build-core": ('"scikit-build-core"', "scikit_build_core.build"),
    "meson-python": ('"meson-python"', "mesonpy"),
}
TOOLS = {
    "setuptools-scm": "[tool.setuptools_scm]\n",
    "hatch-vcs": '[tool.hatch.version]\nsource = "vcs"\n',
    "maturin": '[tool.maturin]\npython-source = "src"\n',
}


def project_tree(folder: Path, kind: str, name: str = "seatrial-sample", version: str = "1.2.3") -> Path:
    """Write a whole small project of one kind (see `KINDS`) into a folder, and return the folder. Nothing is committed.

    It has one package named after the project, with the modules `__init__` (`__version__`, unless the version comes from git) and `core`, a README and a LICENSE.
    """
    package = name.replace("-", "_")
    root = "" if kind in ("setup.py", "setuptools-flat", "poetry-core") else "src/"
    stated = "" if kind in FROM_GIT else f'__version__ = "{version}"\n'
    files = {
        "README.md": f"# {name}\n\nA small project.\n",
        "LICENSE": "Everybody may do with this whatever they like.\n",
        f"{root}{package}/__init__.py": f'"""A small project."""\n\n{stated}',
        f"{root}{package}/core.py": '"""What it does."""\n\n\ndef answer():\n    """Return the answer."""\n    return 42\n',
        **_build_files(kind, name, version),
    }
    return write(folder, files)


def _build_files(kind: str, name: str, version: str) -> dict[str, str]:
    if kind == "setup.py":
        return {"setup.py": SETUP_PY.format(name=name, version=version)}
    if kind == "setup.cfg":
        return {
            "setup.py": "from setuptools import setup\n\nsetup()\n",
            "setup.cfg": SETUP_CFG.format(name=name, version=version),
        }
    requires, backend = SYSTEMS[kind]
    system = f'[build-system]\nrequires = [{requires}]\nbuild-backend = "{backend}"\n'
    if kind == "poetry-core":
        return {"pyproject.toml": f"{system}\n{POETRY.format(name=name, version=version)}"}
    stated = 'dynamic = ["version"]' if kind in FROM_GIT else f'version = "{version}"'
    table = PROJECT.format(name=name, stated=stated)
    package = name.replace("-", "_")
    more = {
        file: text.replace("PACKAGE", package).replace("NAME", name).replace("VERSION", version)
        for file, text in NATIVE.get(kind, {}).items()
    }
    return {"pyproject.toml": f"{system}\n{table}\n{TOOLS.get(kind, '')}", **more}


def example(name: str, folder: Path) -> Path:
    """Copy one of the example projects into a folder, and return the copy."""
    return Path(shutil.copytree(EXAMPLES / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache")))


SETUP_PY = """\
from setuptools import find_packages, setup

with open("README.md", encoding="utf-8") as file:
    readme = file.read()

setup(
    name="{name}",
    version="{version}",
    description="A small project",
    long_description=readme,
    long_description_content_type="text/markdown",
    packages=find_packages(),
    python_requires=">=3.9",
)
"""
SETUP_CFG = """\
[metadata]
name = {name}
version = {version}
description = A small project
long_description = file: README.md
long_description_content_type = text/markdown
license_files = LICENSE

[options]
package_dir =
    = src
packages = find:
python_requires = >=3.9

[options.packages.find]
where = src
"""
PROJECT = """\
[project]
name = "{name}"
{stated}
description = "A small project"
readme = "README.md"
requires-python = ">=3.9"
"""
POETRY = """\
[tool.poetry]
name = "{name}"
version = "{version}"
description = "A small project"
authors = ["A <a@example.org>"]
readme = "README.md"

[tool.poetry.dependencies]
python = "^3.9"
"""
NATIVE = {
    "maturin": {
        "Cargo.toml": '[package]\nname = "NAME"\nversion = "VERSION"\nedition = "2021"\n\n[lib]\nname = "_native"\ncrate-type = ["cdylib"]\npath = "lib.rs"\n',
        "lib.rs": "",
    },
    "scikit-build-core": {"CMakeLists.txt": "cmake_minimum_required(VERSION 3.15)\nproject(PACKAGE LANGUAGES NONE)\n"},
    "meson-python": {
        "meson.build": "project('NAME', version: 'VERSION')\npy = import('python').find_installation(pure: true)\n"
        "py.install_sources('src/PACKAGE/__init__.py', 'src/PACKAGE/core.py', subdir: 'PACKAGE')\n",
    },
}
