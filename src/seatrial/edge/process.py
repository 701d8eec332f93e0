"""Child processes that may run a project's code: an allow-list environment, a session of their own, a time limit."""

import contextlib
import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from typing import IO

from seatrial.model.command import Command, Completed
from seatrial.problem import Problem
from seatrial.problem.process import CANNOT_START

TAIL = 64 * 1024
"""Bytes of output that are kept in memory."""
ALLOWED = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "LANGUAGE", "TZ", "TERM", "TMPDIR", "TEMP", "TMP",
    "SYSTEMROOT", "CC", "CXX", "CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "PKG_CONFIG_PATH", "CARGO_HOME", "RUSTUP_HOME", "MACOSX_DEPLOYMENT_TARGET",
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
    "PIP_CERT", "PIP_CONFIG_FILE", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_TRUSTED_HOST",
    "PIP_DEFAULT_TIMEOUT", "PIP_RETRIES", "PIP_PROXY", "PIP_CACHE_DIR", "PIP_CLIENT_CERT",
    "UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_NO_INDEX", "UV_CONFIG_FILE", "UV_CACHE_DIR",
    "UV_NATIVE_TLS", "UV_SYSTEM_CERTS", "UV_OFFLINE", "UV_HTTP_TIMEOUT", "UV_PYTHON_DOWNLOADS", "UV_INSECURE_HOST", "UV_LINK_MODE",
)  # fmt: skip
"""What a child inherits: where tools lie, how text is spelt, how the user's own index is reached. No token, no `ACTIONS_*`, no `SEATRIAL_*`."""


def child_environment(environ: Mapping[str, str], home: str) -> dict[str, str]:
    """Return the environment of a child: the allow-list, and a home of its own."""
    allowed = {name: environ[name] for name in ALLOWED if name in environ}
    return {**allowed, "HOME": home, "USERPROFILE": home, "PYTHONNOUSERSITE": "1", "PYTHONIOENCODING": "utf-8", "GIT_TERMINAL_PROMPT": "0"}


def runner(environ: Mapping[str, str], home: Callable[[], str]) -> Callable[[Command], Completed]:
    """Return a function that runs commands in the allow-list environment; `home` makes the child's home when it is first needed."""

    def run(command: Command) -> Completed:
        return run_child(command, {**child_environment(environ, home()), **command.environ})

    return run


def run_child(command: Command, environment: Mapping[str, str]) -> Completed:
    """Run one child to its end or its time limit; its whole process group ends with it, also on Ctrl-C."""
    begun = time.monotonic()
    with _output(command.log) as output:
        start = output.tell()
        child = _start(command, environment, output)
        timed_out = False
        try:
            _limit(command, child.pid)
            status = child.wait(timeout=command.timeout)
        except subprocess.TimeoutExpired:
            timed_out = True
            status = _kill(child)
        except BaseException:
            _kill(child)
            raise
        _kill_group(child)
        return Completed(status, _tail(output, start), time.monotonic() - begun, timed_out)


def _output(log: str | None) -> IO[bytes]:
    if log is None:
        return tempfile.TemporaryFile()
    return os.fdopen(os.open(log, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b", buffering=0)


def _start(command: Command, environment: Mapping[str, str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    output.seek(0, os.SEEK_END)
    try:
        return subprocess.Popen(
            command.args, cwd=command.cwd, env=dict(environment), stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise Problem(CANNOT_START, program=command.args[0], reason=error.strerror or str(error)) from error


def _limit(command: Command, pid: int) -> None:
    # After the start, because code between fork and exec may deadlock where threads run; where there is no prlimit only the time limit holds.
    prlimit = getattr(resource, "prlimit", None)
    if prlimit is None:
        return
    with contextlib.suppress(ProcessLookupError):
        if command.cpu is not None:
            prlimit(pid, resource.RLIMIT_CPU, (command.cpu, command.cpu + 1))
        if command.memory is not None:
            prlimit(pid, resource.RLIMIT_AS, (command.memory, command.memory))


def _kill(child: subprocess.Popen[bytes]) -> int:
    _kill_group(child)
    return child.wait()


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _tail(output: IO[bytes], start: int) -> str:
    end = output.seek(0, os.SEEK_END)
    output.seek(max(start, end - TAIL))
    return output.read(TAIL).decode("utf-8", "replace")
