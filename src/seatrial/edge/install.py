"""pip and uv, installing one exact file into an environment; dependencies come from the user's own index."""

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from seatrial.core.install import secrets_of_uv, without_secrets
from seatrial.core.installed import needs_others
from seatrial.edge.user_index import index_environment
from seatrial.model.command import Command, Completed
from seatrial.model.verify import Install

LOG_LINE = 64 * 1024
LOG = 32 * 1024 * 1024
"""Bytes of one installer's output that are kept."""
LOOPBACK = "127.0.0.1,localhost,::1"
IN_PROCESS = {"26"}
"""Major versions of pip that install build requirements without a second pip if they are asked to."""
Run = Callable[[Command], Completed]


def installing(environ: Mapping[str, str], run: Run) -> Callable[[Install], Completed]:
    """Return what installs; `environ` is the user's environment, of which an installer gets what leads to the user's index."""
    found = index_environment(environ)
    # A user's settings may send every installation elsewhere.
    base = {**found, "NO_PROXY": _unproxied(environ), "no_proxy": _unproxied(environ), "PIP_USER": "0"}

    def install(asked: Install) -> Completed:
        others = "UV_" if asked.installer == "pip" else "PIP_"
        own = {name: value for name, value in base.items() if not name.startswith(others)}
        return _pip(asked, own, run) if asked.installer == "pip" else _uv(asked, own, run)

    return install


def _unproxied(environ: Mapping[str, str]) -> str:
    return ",".join(filter(None, (environ.get("NO_PROXY") or environ.get("no_proxy"), LOOPBACK)))


def _pip(asked: Install, base: Mapping[str, str], run: Run) -> Completed:
    import pip  # noqa: PLC0415  (only its place and version are read)

    # What `pip --python` starts in the end; going there at once saves a whole start of pip.
    runner = Path(pip.__path__[0], "__pip-runner__.py")
    args = [asked.environment.python, "-I", str(runner), "install", "--no-input", "--no-color", "--progress-bar", "off"]
    args += ["--disable-pip-version-check", "--no-compile", "--no-warn-script-location"]
    if pip.__version__.partition(".")[0] in IN_PROCESS:
        args += ["--use-feature", "inprocess-build-deps"]
    # A dependency may be there only as an sdist, with a backend of its own.
    environ = _without_passwords(base, asked.scratch)
    if asked.editable or not _file(asked).endswith(".whl"):
        environ = {**environ, "PIP_CACHE_DIR": _downloads_only(asked.scratch, base.get("PIP_CACHE_DIR"))}
    return _run(asked, [*args, *_what(asked, dependencies=asked.dependencies)], environ, run)


def _uv(asked: Install, base: Mapping[str, str], run: Run) -> Completed:
    args = [asked.program, "pip", "install", "--python", asked.environment.python, "--color", "never", "--no-progress"]
    if "UV_CONFIG_FILE" not in base:
        # uv would look for its settings from the scratch folder upwards, where other users may write.
        args.append("--no-config")
    # The file under test must not stay in the user's cache for each rehearsal; its dependencies come from there.
    throwaway = {**base, "UV_CACHE_DIR": str(Path(asked.scratch, "uv-cache"))}
    if secrets_of_uv(base):
        # A second uv would start the environment's Python, where code of the release may be that runs at every start, and hand all this on to it.
        return _run(asked, [*args, *_what(asked, dependencies=asked.dependencies)], throwaway, run)
    first = _run(asked, [*args, *_what(asked, dependencies=False)], throwaway, run)
    needed = _dependencies(asked.environment.folder) if first.status == 0 and asked.dependencies else []
    if needed is not None and not needs_others(needed) and not (asked.also and asked.dependencies):
        return first
    # An editable installation would be built a second time, into the user's cache.
    what = _what(asked, dependencies=True) if needed is None or not asked.editable else _only(asked, needed)
    second = _run(asked, [*args, *what], base, run)
    return second._replace(seconds=first.seconds + second.seconds)


def _only(asked: Install, needed: list[str]) -> list[str]:
    listed = Path(asked.scratch, "requirements.txt")
    listed.write_text("".join(f"{line}\n" for line in needed if needs_others([line])), encoding="utf-8")
    return ["--requirement", str(listed)]


def _what(asked: Install, *, dependencies: bool) -> list[str]:
    args = [] if dependencies else ["--no-deps"]
    if asked.constraints and dependencies:
        listed = Path(asked.scratch, "constraints.txt")
        listed.write_text("".join(f"{line}\n" for line in asked.constraints), encoding="utf-8")
        args += ["--constraint", str(listed)]
    return [*args, *(["--editable"] if asked.editable else []), asked.requirement, *(asked.also if dependencies else ())]


def _file(asked: Install) -> str:
    return asked.requirement.partition("#")[0]


def _downloads_only(scratch: str, cache: str | None) -> str:
    """Return a cache for pip with the user's downloads but not the wheels that it built: the sdist has to be built here and now."""
    made = Path(scratch, "pip-cache")
    made.mkdir(exist_ok=True)
    downloads = Path(cache, "http-v2") if cache else None
    if downloads and downloads.is_dir():
        with contextlib.suppress(OSError):
            made.joinpath("http-v2").symlink_to(downloads, target_is_directory=True)
    return str(made)


def _without_passwords(base: Mapping[str, str], scratch: str) -> Mapping[str, str]:
    """Return what pip gets, which every backend that it runs inherits: settings with a password go into a file."""
    secret = {name: value for name, value in base.items() if name.startswith("PIP_") and without_secrets(value) != value}
    if not secret:
        return base
    from configparser import Error, RawConfigParser  # noqa: PLC0415  (seldom needed)

    settings = RawConfigParser()
    with contextlib.suppress(Error, UnicodeDecodeError):  # a broken file counts as absent
        settings.read(base.get("PIP_CONFIG_FILE", ()), encoding="utf-8")
    if not settings.has_section("global"):
        settings.add_section("global")
    for name, value in secret.items():
        option = name.removeprefix("PIP_").lower()
        for section in settings.sections():
            settings.remove_option(section, option)
            settings.remove_option(section, option.replace("_", "-"))
        settings.set("global", option.replace("_", "-"), value)
    written = Path(scratch, "pip.conf")
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        settings.write(file)
    return {**{name: value for name, value in base.items() if name not in secret}, "PIP_CONFIG_FILE": str(written)}


def _dependencies(folder: str) -> list[str] | None:
    """Return the requirements of what was installed; None where nothing tells them."""
    metadata = next(Path(folder).glob("**/site-packages/*.dist-info/METADATA"), None)
    if metadata is None:
        return None
    with metadata.open(encoding="utf-8", errors="replace") as lines:
        return [line.partition(":")[2].strip() for line in lines if line.startswith("Requires-Dist:")]


def _run(asked: Install, args: list[str], environ: Mapping[str, str], run: Run) -> Completed:
    raw = Path(asked.scratch, "output")
    raw.unlink(missing_ok=True)
    # What a killed installer leaves behind goes with the scratch folder.
    temporary = Path(asked.scratch, "tmp")
    temporary.mkdir(exist_ok=True)
    tidy = {"PYTHONDONTWRITEBYTECODE": "1"} if asked.editable else {}
    completed = run(
        Command(
            tuple(args),
            cwd=asked.scratch,
            environ={**environ, **tidy, "TMPDIR": str(temporary)},
            timeout=asked.timeout,
            log=str(raw),
            stop=asked.stop,
            step=asked.step,
        )
    )
    _keep(raw, asked.log)
    return completed._replace(output=without_secrets(completed.output))


def _keep(raw: Path, log: str) -> None:
    kept = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with raw.open("rb") as source, os.fdopen(kept, "wb") as target:
        size = 0
        while size < LOG and (line := source.readline(LOG_LINE)):
            size += len(line)
            target.write(without_secrets(line.decode("utf-8", "replace")).encode())
