"""Where backends look for code; `tests/rules/test_configuration_builds.py` holds it against real builds."""

import pytest

from seatrial.core.project.assemble import read_project
from seatrial.core.project.backend_search import not_found

BACKENDS = {
    "hatchling": "hatchling.build",
    "flit_core": "flit_core.buildapi",
    "poetry-core": "poetry.core.masonry.api",
    "pdm-backend": "pdm.backend",
    "uv_build": "uv_build",
    "maturin": "maturin",
    "meson-python": "mesonpy",
    "setuptools": "setuptools.build_meta",
}
NAMED = '[project]\nname = "My-boat"\n'


def missing(backend: str, table: str = "", *listing: str, named: str = NAMED) -> tuple[str, ...]:
    data = f'[build-system]\nrequires = ["{backend}"]\nbuild-backend = "{BACKENDS[backend]}"\n{named}{table}'.encode()
    return not_found(read_project({"pyproject.toml": data}, ("pyproject.toml", *listing), "/home/me/boat"))


@pytest.mark.parametrize(
    ("backend", "table", "listing", "first"),
    [
        ("hatchling", "", ["oars/__init__.py"], "My_boat/__init__.py"),
        ("hatchling", "", ["a/my_boat/__init__.py", "b/my_boat/__init__.py"], "My_boat/__init__.py"),
        ("hatchling", '[tool.hatch.build]\npackages = ["src/a", "src/b"]\n', ["src/a/__init__.py"], "src/b"),
        ("flit_core", "", ["oars.py"], "My_boat/"),
        ("flit_core", '[tool.flit.module]\nname = "sea.boat"\n', ["boat.py"], "sea/boat/"),
        ("poetry-core", "", ["oars.py"], "my_boat/"),
        ("pdm-backend", "", ["my_boat/row.py"], "*/__init__.py"),
        ("pdm-backend", '[tool.pdm.build]\npackage-dir = "lib"\n', ["my_boat/__init__.py"], "lib/*/__init__.py"),
        ("pdm-backend", "", ["src/main.c", "my_boat/__init__.py"], "src/*/__init__.py"),
        ("uv_build", "", ["my_boat/__init__.py"], "src/my_boat/__init__.py"),
        ("uv_build", '[tool.uv.build-backend]\nmodule-root = ""\nmodule-name = "a.b"\n', ["a/__init__.py"], "a/b/__init__.py"),
        ("uv_build", '[tool.uv.build-backend]\nmodule-name = "boat-stubs"\n', ["src/boat-stubs/x.pyi"], "src/boat-stubs/__init__.pyi"),
        ("setuptools", '[tool.setuptools]\npackages = ["boat"]\n', ["src/boat/__init__.py"], "boat/"),
        ("setuptools", '[tool.setuptools]\npy-modules = ["boat"]\n', ["src/boat.py"], "boat/"),
        ("maturin", "", ["src/lib.rs"], "Cargo.toml"),
        ("meson-python", "", ["boat.c"], "meson.build"),
    ],
)
def test_not_found(backend, table, listing, first) -> None:
    """Where nothing lies in any place, the first of the places is what a user expects."""
    assert missing(backend, table, *listing)[0] == first


@pytest.mark.parametrize(
    ("backend", "table", "listing"),
    [
        ("hatchling", "", ["src/my_boat/__init__.py"]),
        ("hatchling", "", ["my_boat.py"]),
        ("hatchling", "", ["sea/my_boat/__init__.py"]),
        ("hatchling", "", ["hatch.toml"]),
        ("hatchling", '[tool.hatch.build.targets.wheel]\nonly-include = ["x"]\n', []),
        ("hatchling", "[tool.hatch.build.targets.wheel.hooks.custom]\n", []),
        ("hatchling", '[tool.hatch.build]\npackages = ["src/a", "../b"]\n', ["src/a/__init__.py"]),
        ("flit_core", "", ["src/My_boat/__init__.py"]),
        ("poetry-core", "", ["src/my_boat.py"]),
        ("poetry-core", "[tool.poetry]\npackage-mode = false\n", []),
        ("poetry-core", '[tool.poetry]\npackages = [{ include = "x" }]\n', []),
        ("pdm-backend", "", ["boat.py"]),
        ("pdm-backend", "", ["my_boat/__init__.py"]),
        ("pdm-backend", "", ["pdm_build.py"]),
        ("pdm-backend", '[tool.pdm.build]\nincludes = ["x"]\n', []),
        ("uv_build", "", ["src/My_Boat/__init__.py"]),
        ("uv_build", "[tool.uv.build-backend]\nnamespace = true\n", []),
        ("maturin", '[tool.maturin]\nmanifest-path = "rust/Cargo.toml"\n', ["rust/Cargo.toml"]),
        ("meson-python", "", ["meson.build"]),
        ("setuptools", "", ["boat.c"]),
        (
            "setuptools",
            '[tool.setuptools]\npackages = ["boat", "boat.oars"]\n',
            ["boat/__init__.py", "boat/oars/__init__.py", "src/boat/__init__.py"],
        ),
        ("setuptools", '[tool.setuptools]\npackages = ["boat"]\npackage-dir = { "" = "src" }\n', ["src/boat/__init__.py"]),
        ("setuptools", '[tool.setuptools.packages.find]\nwhere = ["src"]\n', ["src/boat/__init__.py"]),
    ],
)
def test_found_or_not_certain(backend, table, listing) -> None:
    """Where the code is found, or the backend is told something that is not followed, nothing is claimed."""
    assert missing(backend, table, *listing) == ()


@pytest.mark.parametrize("backend", ["hatchling", "flit_core", "poetry-core", "uv_build"])
def test_no_name(backend) -> None:
    """Without a name, or with one that cannot be a name, there is nothing to go by."""
    assert missing(backend, named='[project]\nname = "a b"\n') == ()
    assert missing(backend, named="[project]\n") == ()
    assert missing("flit_core", named='[tool.flit.metadata]\nmodule = "boat"\n') == ()
