"""Child processes that may run a project's code: an allow-list environment, a session of their own, a time limit."""

import contextlib
import functools
import os
import resource
import select
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from seatrial.model.command import Command, Completed
from seatrial.model.sentence import Sentence
from seatrial.problem import Problem
from seatrial.problem.process import CANNOT_START

RUNS = Sentence("RPT183", "runs {command}")
"""What is told of a child when it begins."""
TAIL = 64 * 1024
"""Bytes of output that are kept in memory."""
TICK = 0.1
"""Seconds between two looks at what a watched child writes."""
Watch = Callable[[bytes], None]
"""Takes what a child wrote, piece by piece, while it runs."""
Stop = Callable[[], bool]
"""Whether to stop."""
ALLOWED = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "LANGUAGE", "TZ", "TERM", "TMPDIR", "TEMP", "TMP",
    "SYSTEMROOT", "CC", "CXX", "CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "PKG_CONFIG_PATH", "CARGO_HOME", "RUSTUP_HOME", "MACOSX_DEPLOYMENT_TARGET",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
)  # fmt: skip
"""What a child inherits: where tools lie, how text is spelt, how the network is reached. No token, no index with its password
(`edge.user_index` has that, for installers alone), no `ACTIONS_*`, no `SEATRIAL_*`."""


PROXIES = frozenset(("http_proxy", "https_proxy", "all_proxy"))
"""In lower case. Their addresses may hold a password, which installers alone are given (`edge.user_index`)."""


def child_environment(environ: Mapping[str, str], home: str) -> dict[str, str]:
    """Return the environment of a child: the allow-list without passwords, and a home of its own."""
    allowed = {name: _without_login(environ[name]) if name.lower() in PROXIES else environ[name] for name in ALLOWED if name in environ}
    # Rust's compilers lie in the user's home, and nothing secret beside them; what cargo keeps there (`CARGO_HOME`) has logins in it.
    compilers = os.path.join(environ.get("HOME", ""), ".rustup")  # noqa: PTH118  (pathlib costs a start)
    if "HOME" in environ and "RUSTUP_HOME" not in environ and os.path.isdir(compilers):  # noqa: PTH112
        allowed["RUSTUP_HOME"] = compilers
    return {**allowed, "HOME": home, "USERPROFILE": home, "PYTHONNOUSERSITE": "1", "PYTHONIOENCODING": "utf-8", "GIT_TERMINAL_PROMPT": "0"}


def _without_login(address: str) -> str:
    scheme, separator, rest = address.rpartition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def runner(environ: Mapping[str, str], home: Callable[[], str]) -> Callable[[Command], Completed]:
    """Return a function that runs commands in the allow-list environment; `home` makes the child's home when it is first needed."""

    def run(command: Command) -> Completed:
        return run_child(command, {**child_environment(environ, home()), **command.environ})

    return run


def run_child(command: Command, environment: Mapping[str, str], watch: Watch | None = None) -> Completed:
    """Run one child to its end or its time limit; its whole process group ends with it, also on Ctrl-C."""
    begun = time.monotonic()
    with _output(command.log) as output:
        start = output.seek(0, os.SEEK_END)
        child = None
        try:
            with unbroken():
                child = _start(command, environment, output)
            _limit(command, child.pid)
            tick = _ticking(_watching(output.fileno(), start, watch) if watch else None, command.stop)
            ended = _wait(child, begun + command.timeout, tick)
        finally:
            if child is not None:
                kill_group(child)
                child.wait()
                if command.mark:
                    _end_marked(command, environment)
        return Completed(child.returncode, _tail(output.fileno(), start), time.monotonic() - begun, timed_out=not ended)


def _end_marked(command: Command, environment: Mapping[str, str]) -> None:
    from seatrial.edge.left_running import end_left_running  # noqa: PLC0415  (only tests of a project are marked)

    if command.mark and command.mark in command.environ:
        end_left_running(command.mark, environment[command.mark])


def _wait(child: subprocess.Popen[bytes], deadline: float, tick: Stop | None) -> bool:
    """Wait for the end of a child, or until `tick` says to stop; False where the deadline came first."""
    with _ending(child) as sleep:
        while True:
            left = max(0.0, deadline - time.monotonic())
            sleep(min(left, TICK) if tick else left)
            ended = child.poll() is not None
            stopped = tick is not None and tick()
            if ended or stopped or not left:
                return ended or stopped


def _ticking(show: Callable[[], None] | None, stop: Stop | None) -> Stop | None:
    def tick() -> bool:
        if show:
            show()
        return stop is not None and stop()

    return tick if show or stop else None


@contextlib.contextmanager
def _ending(child: subprocess.Popen[bytes]) -> Iterator[Callable[[float], None]]:
    """Give a function that sleeps some seconds, or until the child ends."""
    if not hasattr(os, "pidfd_open"):
        yield functools.partial(_sleep, child)
        return
    # Popen.wait with a limit asks again and again, up to 50 ms late; the kernel tells at once.
    ended = os.pidfd_open(child.pid)
    try:
        poll = select.poll()
        poll.register(ended, select.POLLIN)

        def sleep(seconds: float) -> None:
            poll.poll(seconds * 1000)

        yield sleep
    finally:
        os.close(ended)


def _sleep(child: subprocess.Popen[bytes], seconds: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(seconds)


def _watching(output: int, start: int, watch: Watch) -> Callable[[], None]:
    seen = start

    def show() -> None:
        nonlocal seen
        while block := os.pread(output, TAIL, seen):
            seen += len(block)
            watch(block)

    return show


def _output(log: str | None) -> IO[bytes]:
    if log is None:
        return tempfile.TemporaryFile()
    return os.fdopen(os.open(log, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600), "r+b", buffering=0)


@contextlib.contextmanager
def unbroken() -> Iterator[None]:
    """Hold Ctrl-C back for a moment: a child that has begun must be known before anything is stopped, else nobody would end it."""
    ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not ours:
        yield
        return
    pressed = False

    def press(_signal: int, _frame: object) -> None:
        nonlocal pressed
        pressed = True

    signal.signal(signal.SIGINT, press)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if pressed:
            raise KeyboardInterrupt


def _start(command: Command, environment: Mapping[str, str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command.args, cwd=command.cwd, env=dict(environment), stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            umask=-1 if command.umask is None else command.umask,
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
        if command.written is not None:
            prlimit(pid, resource.RLIMIT_FSIZE, (command.written, command.written))


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """End a child that leads a process group, and whatever it started in it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _tail(output: int, start: int) -> str:
    # By position, because the child may share the place in the file with us.
    end = os.fstat(output).st_size
    return os.pread(output, TAIL, max(start, end - TAIL)).decode("utf-8", "replace")
