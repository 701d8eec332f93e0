"""Projects that install in the editable way in a moment, without network."""

from collections.abc import Mapping
from pathlib import Path

from make.git import write

BACKEND = """\
import os, pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    {before}
    pathlib.Path("boat.egg-info").mkdir(exist_ok=True)
    pathlib.Path("boat.egg-info/PKG-INFO").write_text("Name: boat")
    pathlib.Path("boat.egg-info/SOURCES.txt").write_text("")
    info = "boat-{version}.dist-info"
    members = {{
        "boat.pth": os.getcwd() + "/{root}",
        info + "/METADATA": "Metadata-Version: 2.1\\nName: boat\\nVersion: {version}\\n{headers}",
        info + "/WHEEL": "Wheel-Version: 1.0\\nGenerator: make\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        info + "/entry_points.txt": "[console_scripts]\\nboat = boat:main\\n",
    }}
    members[info + "/RECORD"] = "".join(name + ",,\\n" for name in [*members, info + "/RECORD"])
    name = "boat-{version}-0.editable-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as archive:
        for path, text in members.items():
            archive.writestr(path, text)
    return name
"""


def editable(
    folder: Path, files: Mapping[str, str], *, root: str = "", version: str = "1.0", stated: str = 'version = "1.0"', before: str = "", headers: str = "",
    smoke: str = "",
) -> Path:  # fmt: skip
    """Write a project whose backend makes an editable installation that leads to `root`, and leaves metadata behind.

    `stated` is what the build file says of the version, `before` a line that the backend runs first, `headers` are more lines of metadata.
    """
    build = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    settings = f'[tool.seatrial]\nsmoke = ["{smoke}"]\n' if smoke else ""
    texts = {
        "pyproject.toml": f'{build}[project]\nname = "boat"\n{stated}\n{settings}',
        "backend.py": BACKEND.format(root=root, version=version, before=before or "pass", headers=headers),
    }
    return write(folder, {**texts, **files})
