"""Child processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from seatrial.edge.process import TAIL, child_environment, run_child, runner
from seatrial.model.command import Command
from seatrial.problem import Problem


def python(code: str, tmp_path, **more) -> Command:
    return Command((sys.executable, "-I", "-c", code), str(tmp_path), **more)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def ends(pid: int) -> bool:
    """Wait a moment for a process that was killed: it ends when the kernel gets to it."""
    begun = time.monotonic()
    while alive(pid) and time.monotonic() - begun < 5:
        time.sleep(0.01)
    return not alive(pid)


def test_output_and_status(tmp_path):
    """Both streams and the exit status of a child come back."""
    done = run_child(python("import sys; print('out', flush=True); print('err', file=sys.stderr); sys.exit(3)", tmp_path), os.environ)
    assert (done.status, done.output, done.timed_out) == (3, "out\nerr\n", False)
    assert done.seconds > 0


def test_a_megabyte_keeps_only_its_tail(tmp_path):
    """A child that prints without end fills the log, not the memory."""
    log = tmp_path / "log"
    done = run_child(python("print('x' * 2_000_000); print('end')", tmp_path, log=str(log)), os.environ)
    assert len(done.output) == TAIL
    assert done.output.endswith("end\n")
    assert log.stat().st_size > 2_000_000
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_is_gone_on_with(tmp_path):
    """Several commands share a log, and each gives only its own output."""
    log = str(tmp_path / "log")
    run_child(python("print('one')", tmp_path, log=log), os.environ)
    assert run_child(python("print('two')", tmp_path, log=log), os.environ).output == "two\n"
    assert (tmp_path / "log").read_text() == "one\ntwo\n"


def test_a_log_is_no_link(tmp_path):
    """A log never writes through a link that somebody left there."""
    (tmp_path / "log").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        run_child(python("print('one')", tmp_path, log=str(tmp_path / "log")), os.environ)
    assert not (tmp_path / "elsewhere").exists()


def test_undecodable_output(tmp_path):
    """Bytes that are no text do no harm."""
    assert run_child(python("import os; os.write(1, b'\\xff\\n')", tmp_path), os.environ).output == "\N{REPLACEMENT CHARACTER}\n"


def test_time_limit_takes_the_whole_group(tmp_path):
    """A child that hangs is killed together with what it started."""
    code = "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); print(p.pid, flush=True); time.sleep(60)"
    done = run_child(python(code, tmp_path, timeout=0.7), os.environ)
    assert done.timed_out
    assert done.status == -signal.SIGKILL
    assert done.seconds < 5
    assert ends(int(done.output))


def test_what_a_child_leaves_running_ends_with_it(tmp_path):
    """A child's own background process does not outlive it."""
    code = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)"
    done = run_child(python(code, tmp_path), os.environ)
    assert done.status == 0
    time.sleep(0.05)
    assert ends(int(done.output))


def test_asked_to_stop(tmp_path):
    """A child that another thread waits for can be stopped from outside."""
    done = run_child(python("import time; time.sleep(60)", tmp_path, stop=lambda: True), os.environ)
    assert done.status == -signal.SIGKILL
    assert not done.timed_out


def test_ctrl_c_ends_children_at_once(tmp_path):
    """Ctrl-C leaves nothing running, and takes less than a second."""
    code = f"""
import os, sys
from seatrial.edge.process import run_child
from seatrial.model.command import Command
program = "import os, sys, time; print(os.getpid()); sys.stdout.flush(); time.sleep(60)"
run_child(Command((sys.executable, "-c", program), {str(tmp_path)!r}, log={str(tmp_path / "log")!r}), os.environ)
"""
    parent = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while not ((tmp_path / "log").exists() and (tmp_path / "log").read_text().endswith("\n")) and time.monotonic() < deadline:
        time.sleep(0.02)
    begun = time.monotonic()
    parent.send_signal(signal.SIGINT)
    parent.wait(5)
    assert time.monotonic() - begun < 1
    assert ends(int((tmp_path / "log").read_text()))


def test_watched_while_it_runs(tmp_path):
    """What a child writes can be shown before it ends, and nothing of it is lost."""
    seen: list[tuple[float, bytes]] = []
    code = "import time\nfor i in range(3): print(i, flush=True); time.sleep(0.25)"
    done = run_child(python(code, tmp_path), os.environ, lambda block: seen.append((time.monotonic(), block)))
    assert b"".join(block for _, block in seen) == b"0\n1\n2\n"
    assert len(seen) > 1
    assert done.output == "0\n1\n2\n"


def test_limits(tmp_path):
    """A child cannot take more memory than it is given."""
    done = run_child(python("x = bytearray(2_000_000_000)", tmp_path, memory=500_000_000, cpu=20), os.environ)
    assert "MemoryError" in done.output


def test_no_such_program(tmp_path):
    """A program that is not there is a problem that names it."""
    with pytest.raises(Problem, match=r"PPC001.*no-such-program"):
        run_child(Command(("no-such-program",), str(tmp_path)), {"PATH": str(tmp_path)})


def test_children_get_no_secret(tmp_path):
    """No token and no address with a password reaches what may run a project's code."""
    secrets = {
        "SEATRIAL_TOKEN": "s3cret", "TWINE_PASSWORD": "s3cret", "UV_PUBLISH_TOKEN": "s3cret", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "s3cret",
        "PIP_INDEX_URL": "https://user:s3cret@example.org", "UV_INDEX_URL": "https://user:s3cret@example.org", "GITHUB_TOKEN": "s3cret",
        "PYTHONSTARTUP": "s3cret", "LD_PRELOAD": "", "HTTPS_PROXY": "http://s3cret:s3cret@example.org:3128/", "http_proxy": "s3cret@example.org:3128",
        "ALL_PROXY": "socks5://s3cret:s3/s3cret@example.org",
    }  # fmt: skip
    run = runner({**os.environ, **secrets, "HOME": "/home/s3cret"}, lambda: str(tmp_path))
    done = run(python("import os; print(dict(os.environ))", tmp_path, environ={"MORE": "1"}))
    assert "s3cret" not in done.output
    assert "'MORE': '1'" in done.output
    assert f"'HOME': '{tmp_path}'" in done.output


def test_path_and_language_are_kept():
    """Children find their tools and speak the user's language."""
    assert child_environment({"PATH": "/bin", "LANG": "de_DE.UTF-8"}, "/h").items() >= {"PATH": "/bin", "LANG": "de_DE.UTF-8"}.items()


def test_proxies_are_kept_without_their_passwords():
    """A backend that fetches something still finds the proxy."""
    environ = {"HTTPS_PROXY": "http://u:p@example.org:3128/", "http_proxy": "u:p/q@example.org:80", "all_proxy": "socks5://example.org"}
    expected = {"HTTPS_PROXY": "http://example.org:3128/", "http_proxy": "example.org:80", "all_proxy": "socks5://example.org"}
    assert child_environment(environ, "/h").items() >= expected.items()


def test_rust_is_found_in_the_users_home(tmp_path):
    """A project with code in Rust is built by the user's own compiler; what cargo keeps beside logins is not handed on."""
    environ = {"HOME": str(tmp_path)}
    assert "RUSTUP_HOME" not in child_environment(environ, "/h")
    (tmp_path / ".rustup").mkdir()
    found = child_environment(environ, "/h")
    assert found["RUSTUP_HOME"] == str(tmp_path / ".rustup")
    assert "CARGO_HOME" not in found
    assert (
        child_environment({**environ, "RUSTUP_HOME": "/r", "CARGO_HOME": "/c"}, "/h").items()
        >= {"RUSTUP_HOME": "/r", "CARGO_HOME": "/c"}.items()
    )


def test_ctrl_c_while_a_child_begins(tmp_path):
    """Whenever Ctrl-C comes, no child is left running: it is held back until the child is known."""
    code = (
        "import os, signal, sys\n"
        "from seatrial.edge import process\n"
        "from seatrial.model.command import Command\n"
        "begin = process.subprocess.Popen.__init__\n"
        "def init(self, *args, **more):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    begin(self, *args, **more)\n"
        "    print(self.pid, flush=True)\n"
        "process.subprocess.Popen.__init__ = init\n"
        "try:\n"
        "    process.run_child(Command(('sleep', '60'), '/'), os.environ)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True, timeout=30)
    pid, end = done.stdout.split()
    assert end == "stopped"
    assert not alive(int(pid))


def test_another_umask(tmp_path):
    """A child gets the umask that it is given, and ours where it is given none."""
    script = "import os; mask = os.umask(0); print(oct(mask))"
    ours = os.umask(0)
    os.umask(ours)
    for given, seen in ((None, ours), (0o077, 0o077)):
        assert run_child(Command((sys.executable, "-c", script), str(tmp_path), umask=given), {}).output.strip() == oct(seen)
