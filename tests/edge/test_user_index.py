"""The way to the user's own index."""

import subprocess
import sys
from pathlib import Path

import pytest

from make.git import write
from seatrial.edge import user_index
from seatrial.edge.user_index import index_environment


def test_files_of_the_user_are_found(tmp_path):
    """Pip and uv find the user's configuration although they run with another home."""
    write(tmp_path, {".config/pip/pip.conf": "", ".pip/pip.conf": "", ".config/uv/uv.toml": ""})
    found = index_environment({"HOME": str(tmp_path)})
    assert found["PIP_CONFIG_FILE"] == str(tmp_path / ".config/pip/pip.conf")
    assert found["UV_CONFIG_FILE"] == str(tmp_path / ".config/uv/uv.toml")


def test_the_old_place_and_the_moved_place(tmp_path):
    """An old `~/.pip/pip.conf` counts, and so does a moved configuration folder."""
    write(tmp_path, {".pip/pip.conf": "", "moved/pip/pip.conf": ""})
    assert index_environment({"HOME": str(tmp_path)})["PIP_CONFIG_FILE"] == str(tmp_path / ".pip/pip.conf")
    moved = index_environment({"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "moved")})
    assert moved["PIP_CONFIG_FILE"] == str(tmp_path / "moved/pip/pip.conf")


@pytest.fixture(autouse=True)
def no_machine(monkeypatch):
    """Let the machine's own configuration not matter."""
    monkeypatch.setattr(user_index, "UV_OF_ALL", ())


def test_nothing_is_invented(tmp_path):
    """Where the user has no configuration, none is named, and none is searched for above; caches are the user's own."""
    assert index_environment({"HOME": str(tmp_path)}) == {
        "PIP_CACHE_DIR": str(tmp_path / ".cache/pip"), "UV_CACHE_DIR": str(tmp_path / ".cache/uv"), "UV_NO_CONFIG": "1",
    }  # fmt: skip


def test_variables_win(tmp_path):
    """What the user says by variables is passed on, credentials of uv's indexes with it, and what steers elsewhere is not."""
    said = {
        "PIP_INDEX_URL": "https://example.org/simple", "UV_DEFAULT_INDEX": "https://example.org/simple", "UV_INDEX_OURS_PASSWORD": "x",
        "UV_INDEX_OURS_USERNAME": "y", "PIP_CONFIG_FILE": "/dev/null", "UV_CACHE_DIR": "/c",
    }  # fmt: skip
    elsewhere = {"PIP_TARGET": "/t", "PIP_USER": "1", "UV_PUBLISH_TOKEN": "secret", "UV_PROJECT": "/p", "UV_SYSTEM_PYTHON": "1"}
    found = index_environment({"HOME": str(tmp_path), **said, **elsewhere})
    assert found == {**said, "UV_NO_CONFIG": "1", "PIP_CACHE_DIR": str(tmp_path / ".cache/pip")}


def test_an_empty_variable_is_absent(tmp_path):
    """An empty variable counts as none."""
    assert "PIP_INDEX_URL" not in index_environment({"HOME": str(tmp_path), "PIP_INDEX_URL": ""})


def test_pip_reads_it(tmp_path):
    """The real pip, at home elsewhere, shows the user's index."""
    write(tmp_path, {"user/.config/pip/pip.conf": "[global]\nindex-url = https://example.org/simple\n"})
    environ = {**index_environment({"HOME": str(tmp_path / "user")}), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    shown = subprocess.run([sys.executable, "-I", "-m", "pip", "config", "list"], env=environ, capture_output=True, text=True, check=True)
    assert "https://example.org/simple" in shown.stdout
    assert Path(tmp_path / "user").exists()


def test_uv_asks_nobody_elses_configuration(tmp_path):
    """The real uv takes no index from a folder above the one that it runs in."""
    write(tmp_path, {"uv.toml": "not toml at all", "work/x": ""})
    uv = Path(sys.executable).with_name("uv")
    environ = {**index_environment({"HOME": str(tmp_path / "home")}), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [uv, "pip", "list", "--python", sys.executable], cwd=tmp_path / "work", env=environ, capture_output=True, check=False
    )
    assert done.returncode == 0
    del environ["UV_NO_CONFIG"]
    assert subprocess.run(
        [uv, "pip", "list", "--python", sys.executable], cwd=tmp_path / "work", env=environ, capture_output=True, check=False
    ).returncode


def test_an_installer_gets_the_proxy_with_its_password(tmp_path):
    """Behind a proxy that wants a login, packages can still be installed."""
    proxy = "http://user:s3cret@example.org:3128"
    assert (
        index_environment({"HOME": str(tmp_path), "HTTPS_PROXY": proxy, "http_proxy": proxy}).items()
        >= {"HTTPS_PROXY": proxy, "http_proxy": proxy}.items()
    )
