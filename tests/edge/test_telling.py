"""Children that are told of."""

import os
import sys
import time

import pytest

from seatrial.edge.telling import COMMAND, HELD, LINE, LINES, run_told, telling_runner
from seatrial.model.command import Command
from seatrial.problem import Problem


def told_of(code, tmp_path, **more):
    told = []
    done = run_told(Command((sys.executable, "-I", "-c", code), str(tmp_path)), os.environ, told.append, "build", **more)
    return done, told


def lines_of(told):
    return [one.line for one in told if one.state == "output"]


def test_command_and_lines_are_told(tmp_path):
    """Who asks for it sees what runs and each line as it was written; nothing of the result is other than without."""
    blocks = []
    done, told = told_of("print('one'); print(); print('two', end='')", tmp_path, watch=blocks.append)
    assert (done.status, done.output, b"".join(blocks)) == (0, "one\n\ntwo", b"one\n\ntwo")
    assert (told[0].step, told[0].state) == ("build", "detail")
    assert told[0].said.values["command"].startswith(f"{sys.executable} -I -c ")
    assert lines_of(told) == ["one", "", "two"]


def test_lines_are_told_while_the_child_runs(tmp_path):
    """A build that takes minutes shows what it does."""
    seen = []

    def tell(told):
        if told.state == "output":
            seen.append((time.monotonic(), told.line))

    code = "import time\nfor n in range(3): print(n, flush=True); time.sleep(0.25)"
    run_told(Command((sys.executable, "-I", "-c", code), str(tmp_path)), os.environ, tell, "build")
    assert [line for _, line in seen] == ["0", "1", "2"]
    assert seen[-1][0] - seen[0][0] > 0.2


def test_no_password_is_told(tmp_path):
    """An address in a command or in what a child prints shows no user and no password."""
    _, told = told_of("print('index https://me:s3cret@example.org/simple')", tmp_path)
    assert lines_of(told) == ["index https://****@example.org/simple"]
    assert "s3cret" not in str(told)


def test_what_is_told_is_bounded(tmp_path):
    """Neither a long line nor many of them fill a memory or take long."""
    code = f"print('x' * {HELD * 4} + '://a:b@c'); print('caf\\\\udce9 end'); print('y\\n' * {LINES + 5}, 'z' * {COMMAND})"
    begun = time.monotonic()
    _, told = told_of(code + "#" * COMMAND, tmp_path)
    assert time.monotonic() - begun < 5
    lines = lines_of(told)
    assert (len(lines), len(lines[0]), lines[1]) == (LINES, LINE, "caf\\udce9 end")
    assert len(told[0].said.values["command"]) == COMMAND


def test_a_child_that_does_not_start_is_a_problem(tmp_path):
    """The problem is that of a child that nobody watches."""
    with pytest.raises(Problem, match="PPC001"):
        run_told(Command(("no-such-program",), str(tmp_path)), {"PATH": ""}, lambda _: None, "build")


def test_a_runner_keeps_the_environment_small(tmp_path):
    """What is watched gets no more of the user's environment than what is not."""
    told = []
    run = telling_runner({**os.environ, "SEATRIAL_TOKEN": "s3cret"}, lambda: str(tmp_path), told.append, "verify")
    assert "s3cret" not in run(Command(("/usr/bin/env",), str(tmp_path), {"MORE": "1"})).output
    assert f"HOME={tmp_path}" in lines_of(told)
    assert "MORE=1" in lines_of(told)
    assert {one.step for one in told} == {"verify"}
