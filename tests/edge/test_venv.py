"""Environments, and what installers are told about where things come from."""

import os
import sys
import time
from pathlib import Path

import pytest

from make.installable import index, serving, shore, wheel
from make.pythons import program
from seatrial.model.command import Command
from seatrial.model.verify import Environment, Install
from seatrial.model.world import World
from seatrial.problem import Problem


def modules(world: World, environment: Environment, tmp_path: Path) -> str:
    """Ask the environment about itself and its packages."""
    code = "import sys, importlib.metadata as m; print(sys.prefix, sorted(d.name for d in m.distributions()))"
    return world.run(Command((environment.python, "-I", "-c", code), str(tmp_path))).output.strip()


@pytest.mark.parametrize("python", [None, os.path.realpath(sys.executable)])
def test_environment_is_empty(tmp_path, python):
    """A fresh environment has nothing installed, not even pip, and is its own prefix."""
    world = shore(tmp_path)
    folder = str(tmp_path / "env")
    environment = world.installs.make(folder, python)
    assert Path(environment.bin, "python").exists()
    assert modules(world, environment, tmp_path) == f"{folder} []"


def test_environment_is_made_at_once(tmp_path):
    """Making an environment does not take the seconds that installing pip into it would."""
    world = shore(tmp_path)
    world.installs.make(str(tmp_path / "warm"), None)
    begun = time.process_time()
    world.installs.make(str(tmp_path / "env"), None)
    assert time.process_time() - begun < 0.5


def test_environment_that_cannot_be_made(tmp_path):
    """Where no environment can be made the Python and the reason are named."""
    world = shore(tmp_path)
    tmp_path.joinpath("file").write_text("")
    with pytest.raises(Problem, match="PVF001"):
        world.installs.make(str(tmp_path / "file" / "env"), None)
    with pytest.raises(Problem, match="PVF001"):
        world.installs.make(str(tmp_path / "env"), "/bin/false")
    with pytest.raises(Problem, match="PVF001"):
        world.installs.tags("/bin/false")


def test_a_python_without_the_module_venv(tmp_path):
    """Where a system keeps that module back, uv makes the environment; without uv the reason is told."""
    bare = program(tmp_path / "bare", f'case "$*" in *venv*) echo "No module named venv" >&2; exit 1;; esac; exec {sys.executable} "$@"')
    world = shore(tmp_path)
    folder = str(tmp_path / "env")
    assert modules(world, world.installs.make(folder, str(bare)), tmp_path) == f"{folder} []"
    with pytest.raises(Problem, match="PVF001") as raised:
        shore(tmp_path, PATH="/usr/bin:/bin").installs.make(str(tmp_path / "other"), str(bare))
    assert raised.value.values["reason"] == "No module named venv"


def test_tags_of_another_python(tmp_path):
    """Another Python is asked which wheels it can install."""
    world = shore(tmp_path)
    assert world.installs.tags(os.path.realpath(sys.executable)) == world.installs.tags(None)
    assert "py3-none-any" in world.installs.tags(None)


def test_uv_heeds_the_users_settings_and_no_others(tmp_path):
    """The user's settings are taken from the user's home by uv, and none that lie above the folder where it works."""
    oar = wheel({"oar.py": ""}, name="oar")
    boat = wheel({"boat.py": "import oar\n"}, headers=["Requires-Dist: oar"])
    own = index(tmp_path / "own", oar)
    settings = f'[[index]]\nurl = "{own}"\ndefault = true\n'
    scratch = tmp_path / "above" / "scratch"
    scratch.mkdir(parents=True)

    def install(world: World, folder: str) -> int:
        environment = world.installs.make(str(tmp_path / folder), None)
        with serving(tmp_path / "served", boat) as urls:
            requirement = f"boat @ {urls[boat.name]}"
            asked = Install("uv", world.find("uv") or "", environment, requirement, (), True, str(scratch), str(tmp_path / "log"), 60)
            return world.installs.install(asked).status

    scratch.parent.joinpath("uv.toml").write_text(f'[[index]]\nurl = "{(tmp_path / "nothing").as_uri()}"\ndefault = true\n')
    config = tmp_path / "home" / ".config" / "uv"
    config.mkdir(parents=True)
    config.joinpath("uv.toml").write_text(settings)
    assert install(shore(tmp_path, UV_DEFAULT_INDEX=""), "first") == 0
    config.joinpath("uv.toml").unlink()
    scratch.parent.joinpath("uv.toml").write_text("this is no TOML")
    assert install(shore(tmp_path, UV_DEFAULT_INDEX=own), "second") == 0
