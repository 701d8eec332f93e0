"""One file in one environment, with real uv and pip."""

from pathlib import Path

import pytest

from make.installable import Made, index, manifest, sdist, serving, shore, wheel
from seatrial.app.tryout import Bench, Trial, TriedOut, try_out
from seatrial.model.settings import Settings
from seatrial.model.verify import Installer

GOOD = {"boat/__init__.py": "def main(): print('afloat')\n"}


def tried(
    tmp_path: Path, file: Made, settings: Settings | None = None, *, installer: Installer = "uv", project: str | None = None, **environ: str
) -> TriedOut:
    """Install a served file and try it."""
    world = shore(tmp_path, **environ)
    logs, folder = tmp_path / "logs", tmp_path / "trial"
    logs.mkdir()
    folder.mkdir()
    bench = Bench(world, manifest(file), settings or Settings(smoke_timeout=20), str(logs), project, lambda: False)
    with serving(tmp_path / "served", file) as urls:
        return try_out(bench, Trial(file.artifact, urls[file.name], installer, world.find("uv") or ""), str(folder))


def kinds(out: TriedOut) -> list[str]:
    """Ids of what is wrong."""
    return [fault.kind.id for fault in out.verification.faults]


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_good_wheel_works(tmp_path, installer):
    """A wheel that works is installed, imported, its script's target loaded, and its version read, with both installers."""
    out = tried(tmp_path, wheel(GOOD, scripts={"boat": "boat:main"}), installer=installer)
    assert out.verification.ok, out.verification.message
    assert (out.verification.imported, out.verification.ran) == (("boat",), ("boat",))
    assert Path(out.verification.log).stat().st_mode & 0o777 == 0o600


def test_good_sdist_works(tmp_path):
    """An sdist is built by pip in isolation and tried likewise."""
    out = tried(tmp_path, sdist(GOOD), installer="pip")
    assert out.verification.ok, out.verification.message


def test_import_that_fails(tmp_path):
    """A module that raises when it is imported is named with its exception."""
    out = tried(tmp_path, wheel({"boat/__init__.py": "raise RuntimeError('leak\\nin the hull')\n", "oar.py": ""}))
    assert kinds(out) == ["PVF010"]
    assert out.verification.message == "`import boat` fails: RuntimeError: leak in the hull"
    assert out.verification.imported == ("oar",)


def test_import_of_undeclared_dependency(tmp_path):
    """A module that needs what the metadata does not require is found out, whatever this machine has installed."""
    out = tried(tmp_path, wheel({"boat.py": "import packaging\n"}))
    assert kinds(out) == ["PVF010"]


def test_import_that_exits(tmp_path):
    """A module that calls sys.exit is a failing import, not the end of the look."""
    out = tried(tmp_path, wheel({"setup.py": "raise SystemExit('usage: setup.py')\n", "tests.py": ""}))
    assert kinds(out) == ["PVF010"]
    assert out.verification.imported == ("tests",)


def test_import_that_ends_the_process(tmp_path):
    """A module that takes Python down is named with the status, and the others are tried all the same."""
    out = tried(tmp_path, wheel({"a.py": "import os\nos._exit(7)\n", "b.py": ""}))
    assert out.verification.message == "`import a` ended the Python process (status 7)."
    assert out.verification.imported == ("b",)


def test_import_that_hangs(tmp_path):
    """A module that never returns is given up after the limit, and the others are tried all the same."""
    out = tried(tmp_path, wheel({"a.py": "while True: pass\n", "b.py": ""}), Settings(smoke_timeout=1))
    assert out.verification.message == "`import a` did not end within 1 s."
    assert out.verification.imported == ("b",)
    assert "a.py" in Path(out.verification.log).read_text()


def test_thread_that_never_ends(tmp_path):
    """A thread that an import leaves behind does not keep the answer back."""
    assert tried(
        tmp_path, wheel({"a.py": "import threading, time\nthreading.Thread(target=time.sleep, args=(300,)).start()\n"})
    ).verification.ok


def test_script_without_target(tmp_path):
    """A script whose function is not there is found before a user calls it."""
    out = tried(tmp_path, wheel(GOOD, scripts={"boat": "boat:sail", "flag": "boat:__name__", "gone": "boat.gone:main"}))
    assert kinds(out) == ["PVF013", "PVF013", "PVF013"]
    assert "`boat:sail` fails: AttributeError" in out.verification.message


def test_script_of_an_extra_is_left_alone(tmp_path):
    """A script that says it needs an extra is not loaded without it."""
    assert tried(tmp_path, wheel(GOOD, scripts={"boat": "boat.gone:main [sails]"})).verification.ok


def test_script_that_hangs_or_ends(tmp_path):
    """Loading a script's target is limited and watched like an import."""
    files = {**GOOD, "boat/a.py": "while True: pass\n", "boat/b.py": "import os\nos._exit(0)\n"}
    out = tried(tmp_path, wheel(files, scripts={"a": "boat.a:main", "b": "boat.b:main"}), Settings(smoke_timeout=1))
    assert kinds(out) == ["PVF014", "PVF015"]


def test_record_that_differs(tmp_path):
    """An installed file with other bytes than RECORD says is named."""
    out = tried(tmp_path, wheel(GOOD, instead={"boat/__init__.py": b"x = 1\n"}), installer="pip")
    assert kinds(out) == ["PVF017"]
    assert "boat/__init__.py" in out.verification.message


def test_namespace_package(tmp_path):
    """In a folder that is only a namespace, the packages in it are imported."""
    out = tried(
        tmp_path,
        wheel(
            {
                "fleet/boat/__init__.py": "",
                "fleet/boat/deck.py": "",
                "fleet/data/x.py": "raise OSError",
                "not-a-name/__init__.py": "raise OSError",
            }
        ),
    )
    assert out.verification.imported == ("fleet", "fleet.boat")


def test_nothing_of_the_working_folder_is_picked_up(tmp_path, monkeypatch):
    """A module that lies in the folder where seatrial runs, or on PYTHONPATH, does not make an import work."""
    tmp_path.joinpath("hull.py").write_text("")
    monkeypatch.chdir(tmp_path)
    out = tried(tmp_path, wheel({"boat.py": "import hull\n"}), PYTHONPATH=str(tmp_path))
    assert kinds(out) == ["PVF010"]


def test_other_name_and_version(tmp_path):
    """Metadata of another release is noticed."""
    world = shore(tmp_path)
    file = wheel(GOOD, version="1.1")
    bench = Bench(world, manifest(file)._replace(version="1.0"), Settings(), str(tmp_path), None, lambda: False)
    tmp_path.joinpath("trial").mkdir()
    with serving(tmp_path / "served", file) as urls:
        out = try_out(bench, Trial(file.artifact, urls[file.name], "uv", world.find("uv")), str(tmp_path / "trial"))
    assert out.verification.message == "boat 1.1 was installed where 1.0 is released."


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_other_bytes_are_refused(tmp_path, installer):
    """What the index gives is installed only if it is the very file that was checked."""
    file = wheel(GOOD)
    world = shore(tmp_path)
    bench = Bench(world, manifest(file), Settings(), str(tmp_path), None, lambda: False)
    tmp_path.joinpath("trial").mkdir()
    with serving(tmp_path / "served", file) as urls:
        tmp_path.joinpath("served", file.name).write_bytes(wheel({"boat.py": "evil = 1\n"}).data)
        out = try_out(bench, Trial(file.artifact, urls[file.name], installer, world.find("uv")), str(tmp_path / "trial"))
    assert kinds(out) == ["PVF004"]


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_python_that_is_not_allowed(tmp_path, installer):
    """A Python that Requires-Python excludes is said plainly."""
    out = tried(tmp_path, wheel(GOOD, headers=["Requires-Python: >=4.2"]), installer=installer)
    assert kinds(out) == ["PVF003"]
    assert ">=4.2" in out.verification.message


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_missing_dependency(tmp_path, installer):
    """A requirement that the user's index does not have is named."""
    out = tried(tmp_path, wheel(GOOD, headers=["Requires-Dist: no-such-oar>=3"]), installer=installer)
    assert kinds(out) == ["PVF006"]
    assert "no-such-oar" in out.verification.message


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_file_that_is_no_wheel(tmp_path, installer):
    """A broken archive is told with the installer's own words."""
    out = tried(tmp_path, Made("boat-1.0-py3-none-any.whl", b"no zip"), installer=installer)
    assert kinds(out) == ["PVF002"]
    assert len(out.verification.message) > len("boat-1.0-py3-none-any.whl cannot be installed with pip: ")


def test_sdist_that_does_not_build(tmp_path):
    """The line that matters of a failing build is told, and the whole output kept."""
    out = tried(tmp_path, sdist(GOOD, backend="raise RuntimeError('no compiler aboard')\n"), installer="pip")
    assert kinds(out) == ["PVF007"]
    assert out.verification.message.endswith("RuntimeError: no compiler aboard")
    assert "Traceback" in Path(out.verification.log).read_text()


def test_sdist_that_hangs(tmp_path):
    """A build that does not end is given up after the limit."""
    out = tried(tmp_path, sdist(GOOD, backend="while True: pass\n"), Settings(build_timeout=3), installer="pip")
    assert kinds(out) == ["PVF005"]


def test_smoke_command_works(tmp_path):
    """A smoke command runs with the installed release, beside nothing but the file that it names."""
    project = tmp_path / "project"
    project.mkdir()
    project.joinpath("demo.py").write_text("import boat, os\nassert os.listdir() == ['demo.py']\nboat.main()\n")
    project.joinpath("other.py").write_text("")
    out = tried(tmp_path, wheel(GOOD, scripts={"boat": "boat:main"}), Settings(smoke=("python demo.py", "boat")), project=str(project))
    assert out.verification.ok, out.verification.message
    assert out.verification.ran == ("boat", "python demo.py", "boat")
    assert out.copied == ("demo.py",)


def test_smoke_command_copies_nothing_from_outside(tmp_path):
    """A smoke command brings no file from outside of the project, by whatever name."""
    project = tmp_path / "project"
    project.mkdir()
    tmp_path.joinpath("secret").write_text("")
    project.joinpath("link").symlink_to(tmp_path / "secret")
    test = "import os, sys; sys.exit(len(os.listdir()))"
    out = tried(tmp_path, wheel(GOOD), Settings(smoke=(f'python -c "{test}" link ../secret {tmp_path}/secret',)), project=str(project))
    assert out.verification.ok, out.verification.message


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("python -c 'import gone'", "PVF020"),
        ("python -c 'import sys; sys.stdout.buffer.write(bytes([255, 10])); sys.exit(3)'", "PVF020"),
        ("python -c 'while True: pass'", "PVF021"),
        ("no-such-program", "PVF022"),
        ("python 'demo", "PVF022"),
        ("  ", "PVF022"),
        ("a\0b", "PVF022"),
    ],
)
def test_smoke_command_fails(tmp_path, command, kind):
    """A smoke command that fails, hangs, or cannot be started is told as that."""
    out = tried(tmp_path, wheel(GOOD), Settings(smoke=(command,), smoke_timeout=2))
    assert kinds(out) == [kind]


def test_smoke_command_sees_no_secret(tmp_path):
    """Neither tokens nor the address of the user's index reach a project's own code."""
    code = "import os, sys; sys.exit(any('hunter2' in value for value in os.environ.values()))"
    world = {"TWINE_PASSWORD": "hunter2", "SEATRIAL_TOKEN": "hunter2", "PIP_EXTRA_INDEX_URL": "http://me:hunter2@127.0.0.1:9/"}
    out = tried(tmp_path, wheel(GOOD), Settings(smoke=(f'python -c "{code}"',)), **world)
    assert out.verification.ok, out.verification.message


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_no_secret_in_log_or_message(tmp_path, installer):
    """A password in the address of the user's index shows up nowhere."""
    with serving(tmp_path / "index", Made("x", b"")) as urls:
        secret = urls["x"].partition("#")[0].replace("://", "://me:hunter2@")
        out = tried(
            tmp_path, wheel(GOOD, headers=["Requires-Dist: oar"]), installer=installer, PIP_INDEX_URL=secret, UV_DEFAULT_INDEX=secret
        )
    assert not out.verification.ok
    assert "hunter2" not in out.verification.message + Path(out.verification.log).read_text()


def test_no_secret_in_a_build(tmp_path):
    """A backend that pip runs sees no password of the user's index, although its requirements come from there."""
    backend = "import oar, os\nassert not [name for name, value in os.environ.items() if 'hunter2' in value]\n"
    file = sdist(GOOD, backend=backend, requires=["oar"])
    index(tmp_path / "index", wheel({"oar.py": ""}, name="oar"))
    config = tmp_path / "home" / ".config" / "pip" / "pip.conf"
    config.parent.mkdir(parents=True)
    config.write_text("[global]\nindex-url = http://127.0.0.1:9/\n[install]\nindex_url = http://127.0.0.1:9/\n")
    with serving(tmp_path / "index", Made("x", b"")) as urls:
        secret = urls["x"].rpartition("/")[0].replace("://", "://me:hunter2@") + "/simple/"
        out = tried(tmp_path, file, installer="pip", PIP_INDEX_URL=secret, UV_INDEX_MINE_PASSWORD="hunter2")
    assert out.verification.ok, out.verification.message
    assert "hunter2" not in Path(out.verification.log).read_text()


def test_no_secret_in_the_build_of_a_dependency(tmp_path):
    """A dependency that is there only as an sdist is built by a backend that sees no password of the user's index."""
    backend = "import os\nassert not [name for name, value in os.environ.items() if 'hunter2' in value]\n"
    index(tmp_path / "index", sdist({"oar/__init__.py": ""}, backend=backend, name="oar"))
    with serving(tmp_path / "index", Made("x", b"")) as urls:
        secret = urls["x"].rpartition("/")[0].replace("://", "://me:hunter2@") + "/simple/"
        out = tried(tmp_path, wheel(GOOD, headers=["Requires-Dist: oar"]), installer="pip", PIP_INDEX_URL=secret)
    assert out.verification.ok, out.verification.message


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_no_secret_for_code_that_runs_at_every_start(tmp_path, installer):
    """What a release has Python run at each start is run by no process that has a password of the user's index."""
    found = tmp_path / "found"
    code = f"import os; any('hunter2' in value for value in os.environ.values()) and open({str(found)!r}, 'w').close()\n"
    index(tmp_path / "index", wheel({"oar.py": ""}, name="oar"))
    with serving(tmp_path / "index", Made("x", b"")) as urls:
        secret = urls["x"].rpartition("/")[0].replace("://", "://me:hunter2@") + "/simple/"
        made = wheel({**GOOD, "boat.pth": code}, headers=["Requires-Dist: oar"])
        out = tried(tmp_path, made, installer=installer, PIP_INDEX_URL=secret, UV_DEFAULT_INDEX=secret)
    assert out.verification.ok, out.verification.message
    assert not found.exists()


def test_proxy_is_not_asked_for_the_rehearsal_index(tmp_path):
    """A proxy in the user's environment does not stand between an installer and the index on this machine."""
    assert tried(tmp_path, wheel(GOOD), HTTP_PROXY="http://127.0.0.1:9", http_proxy="http://127.0.0.1:9").verification.ok


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_settings_of_the_user_that_would_hide_the_release(tmp_path, installer):
    """Neither a wait for young files nor an installation for the user alone, set for all installations, hides what was uploaded just now."""
    pip = "[global]\nuploaded-prior-to = 2020-01-01\n[install]\nuser = true\n"
    uv = 'exclude-newer = "2020-01-01T00:00:00Z"\n'
    for name, text in (("pip/pip.conf", pip), ("uv/uv.toml", uv)):
        path = tmp_path / "home" / ".config" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    out = tried(tmp_path, wheel(GOOD), installer=installer)
    assert out.verification.ok, out.verification.message


def test_output_without_end(tmp_path):
    """A smoke command that prints without end fills no disk."""
    code = "import resource, sys; sys.exit(resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 2**30)"
    out = tried(tmp_path, wheel(GOOD), Settings(smoke=(f'python -c "import time; time.sleep(.1); {code}"',)))
    assert out.verification.ok, out.verification.message


def test_dependencies_left_out(tmp_path):
    """Without dependencies, what needs them is told as not tried; what is wrong besides is still found."""
    files = {"boat/__init__.py": "import torch_of_gigabytes\n", "oar.py": "import oar.blade\n", "sail.py": ""}
    settings = Settings(verify_dependencies=False, smoke=("python -c 'import boat'",))
    out = tried(tmp_path, wheel(files, headers=["Requires-Dist: torch_of_gigabytes"]), settings)
    assert kinds(out) == ["PVF010"]
    assert out.verification.message.startswith("`import oar` fails")
    assert out.untried == ("boat", "python -c 'import boat'")


def test_start_file_that_ends_python(tmp_path):
    """A release that stops every Python at its start is told as that."""
    out = tried(tmp_path, wheel({**GOOD, "boat.pth": "import os; os._exit(3)\n"}))
    assert kinds(out) == ["PVF023"]


@pytest.mark.parametrize("lacking", ["import torch_of_gigabytes", "raise SystemExit('install boat[sail]')"])
def test_script_that_needs_an_extra(tmp_path, lacking):
    """A script that works with an extra only does not make the release a bad one; it is told as not proven."""
    files = {**GOOD, "boat/sail.py": lacking + "\n"}
    scripts = {"boat": "boat:main", "sail": "boat.sail:main", "reef": "boat.sail:reef [sail]"}
    out = tried(tmp_path, wheel(files, headers=["Provides-Extra: sail"], scripts=scripts))
    assert out.verification.ok, out.verification.message
    assert (out.verification.ran, out.need_extra) == (("boat",), ("sail", "reef"))


def test_script_that_needs_what_nothing_brings(tmp_path):
    """Without extras, a script that cannot be loaded is a fault, and so is one that lacks a module of the project itself."""
    files = {**GOOD, "boat/sail.py": "import boat.gone\n"}
    out = tried(tmp_path, wheel(files, headers=["Provides-Extra: sail"], scripts={"sail": "boat.sail:main"}))
    assert kinds(out) == ["PVF013"]
