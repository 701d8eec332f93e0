"""Small projects, one for each build backend: the same package `sample`, version 1.2."""

from collections.abc import Mapping

CODE = '"""A sample."""\n\n__version__ = "1.2"\n'
PROJECT = '[project]\nname = "sample"\nversion = "1.2"\ndescription = "A sample"\nrequires-python = ">=3.9"\n'
DYNAMIC = '[project]\nname = "sample"\ndynamic = ["version"]\ndescription = "A sample"\nrequires-python = ">=3.9"\n'


def _system(requires: str, backend: str) -> str:
    return f'[build-system]\nrequires = ["{requires}"]\nbuild-backend = "{backend}"\n'


PROJECTS: Mapping[str, Mapping[str, str]] = {
    "setup-py": {
        "setup.py": "from setuptools import find_packages, setup\n\nsetup(name='sample', version='1.2', packages=find_packages())\n",
        "sample/__init__.py": CODE,
    },
    "setup-cfg": {
        "setup.py": "from setuptools import setup\n\nsetup()\n",
        "setup.cfg": "[metadata]\nname = sample\nversion = 1.2\n\n[options]\npackage_dir =\n    = src\npackages = find:\n\n[options.packages.find]\nwhere = src\n",
        "src/sample/__init__.py": CODE,
    },
    "setuptools": {"pyproject.toml": _system("setuptools>=77", "setuptools.build_meta") + PROJECT, "sample/__init__.py": CODE},
    "setuptools-src": {"pyproject.toml": _system("setuptools>=77", "setuptools.build_meta") + PROJECT, "src/sample/__init__.py": CODE},
    "setuptools-scm": {
        "pyproject.toml": _system("setuptools-scm>=8", "setuptools.build_meta") + DYNAMIC + "[tool.setuptools_scm]\n",
        "src/sample/__init__.py": CODE,
    },
    "hatchling": {"pyproject.toml": _system("hatchling", "hatchling.build") + PROJECT, "src/sample/__init__.py": CODE},
    "hatch-vcs": {
        "pyproject.toml": '[build-system]\nrequires = ["hatchling", "hatch-vcs"]\nbuild-backend = "hatchling.build"\n'
        + DYNAMIC
        + '[tool.hatch.version]\nsource = "vcs"\n',
        "src/sample/__init__.py": CODE,
    },
    "flit-core": {"pyproject.toml": _system("flit_core", "flit_core.buildapi") + PROJECT, "sample/__init__.py": CODE},
    "poetry-core": {
        "pyproject.toml": _system("poetry-core", "poetry.core.masonry.api")
        + '[tool.poetry]\nname = "sample"\nversion = "1.2"\ndescription = "A sample"\nauthors = ["A <a@example.org>"]\n[tool.poetry.dependencies]\npython = ">=3.9"\n',
        "sample/__init__.py": CODE,
    },
    "pdm-backend": {"pyproject.toml": _system("pdm-backend", "pdm.backend") + PROJECT, "src/sample/__init__.py": CODE},
    "uv-build": {"pyproject.toml": _system("uv_build", "uv_build") + PROJECT, "src/sample/__init__.py": CODE},
}
"""Files by backend."""
FROM_TAGS = frozenset({"setuptools-scm", "hatch-vcs"})
"""Those whose version comes from git's tags."""


def in_tree(build: str, *, sdist: str = "", requires: str = "") -> dict[str, str]:
    """Return a project that brings its own backend, which needs nothing; the arguments are bodies of its functions."""
    backend = f"""
import io, os, sys, tarfile, zipfile

def get_requires_for_build_sdist(config_settings=None):
    return []

def get_requires_for_build_wheel(config_settings=None):
    {requires or "return []"}

def build_sdist(folder, config_settings=None):
    {sdist or "pass"}
    with tarfile.open(os.path.join(folder, "sample-1.2.tar.gz"), "w:gz") as archive:
        for name in ("pyproject.toml", "backend.py"):
            archive.add(name, "sample-1.2/" + name)
        info = tarfile.TarInfo("sample-1.2/PKG-INFO")
        info.size = len(METADATA)
        archive.addfile(info, io.BytesIO(METADATA))
    return "sample-1.2.tar.gz"

METADATA = b"Metadata-Version: 2.1\\nName: sample\\nVersion: 1.2\\n"

def write_wheel(path):
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("sample.py", "")
        wheel.writestr("sample-1.2.dist-info/METADATA", METADATA)
        wheel.writestr("sample-1.2.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("sample-1.2.dist-info/RECORD", "sample.py,,\\nsample-1.2.dist-info/METADATA,,\\nsample-1.2.dist-info/WHEEL,,\\nsample-1.2.dist-info/RECORD,,\\n")

def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "sample-1.2-py3-none-any.whl"
    {build}
    write_wheel(os.path.join(folder, name))
    return name
"""
    system = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    return {"pyproject.toml": system + PROJECT, "backend.py": backend}
